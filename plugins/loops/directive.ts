// `{causal-loop}`: the directive as authors see it; its words are the reference page.
import { defineDirective } from '../graph/placeholder.ts';

export const causalLoopDirective = defineDirective({
  name: 'causal-loop',
  doc: [
    'Several loops that feed or hold each other back, drawn from a list of links. Every elementary loop is found',
    'and called reinforcing (R) or balancing (B) by its negative links. The picture comes with its text: a table',
    'of the links and a sentence for each loop.',
  ].join(' '),
  argument: 'The caption.',
  options: {
    label: {
      type: 'string',
      doc: 'Other pages reference the numbered figure by it: `[](#growth)`. Default: none, and no number.',
    },
    class: { type: 'string', doc: 'Classes for the figure. Default: none.' },
  },
  body: 'text',
  bodyDoc: [
    'One link a line, also as items of a list: `members --> revenue: +`. The sign is `+` when both move the same way and `-` when they move',
    'opposite ways. `delayed` after the sign draws the two ticks of a delay, and a note in double quotes stands',
    'beside the link. A loop is named by its members, in any order: `loop Growth: members, revenue, capacity`. When',
    'several loops have the same members, arrows name one of them: `loop Growth: members --> revenue --> capacity`.',
    'Lines that start with `%` are left out.',
  ].join(' '),
  example: [
    ':::{causal-loop} Why growth slows',
    'members --> revenue: +',
    'revenue --> capacity: + delayed "hiring takes two quarters"',
    'capacity --> improvements: +',
    'improvements --> members: +',
    'members --> support load: +',
    'support load --> capacity: -',
    'loop Growth: members, revenue, capacity, improvements',
    'loop Overload: members, support load, capacity, improvements',
    ':::',
  ].join('\n'),
});
