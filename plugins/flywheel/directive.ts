// `{flywheel}` as authors see it: its words, options and example. Leaves a placeholder; render.ts draws it.
import { defineDirective } from '../graph/placeholder.ts';

export const flywheelDirective = defineDirective({
  name: 'flywheel',
  doc: `A theory of impact as a wheel: the items of a list become steps on a circle, each leading to the next and the last back to the first. A list that already explains the theory becomes a wheel by being wrapped.

The bold run that an item starts with is its label, else its first sentence; emphasised words in it take the accent colour. The rest explains the step, links included. A last line \`by: actor; turned by: #objective; id: name\` says who makes the step, which objectives turn it and what its id is.

Each step is a target: \`#wheel-support\` after the wheel's label and the step's first emphasised word, else its number (\`#wheel-2\`).

Two lists, each under a bold title line, are two readings of one loop: a trap and the way out, side by side, equal numbers answering each other. A paragraph after a list is its closing sentence.`,
  argument: 'The caption. The wheel is a numbered figure.',
  options: {
    label: {
      type: 'string',
      doc: 'What other pages reference the wheel by: letters a to z, digits and hyphens. Without one neither the wheel nor its steps are targets. Example: `:label: wheel`.',
    },
    center: {
      type: 'string',
      doc: 'What stands in the middle: a few words, or the path of a picture from the page’s folder. Default: nothing. For two readings both, parted by a bar. Example: `:center: Each alone | Open Tide`.',
    },
    actors: {
      type: 'string',
      doc: 'The names that `by` may use, parted by commas. Default: any. Example: `:actors: develop, operate, use`.',
    },
    live: {
      type: 'string',
      doc: 'A period: each step shows the score and the status of the objectives that turn it then. Default: none are shown. Example: `:live: 2026-Q4`.',
    },
    start: {
      type: 'string',
      doc: 'Where the first step stands, in degrees from twelve o’clock, clockwise. Default: `0`. Example: `:start: 45`.',
    },
    class: { type: 'string', doc: 'A class of the figure, for styles of your own. Default: none.' },
  },
  body: 'myst',
  bodyDoc: 'A list of 2 to 12 steps, or two lists under a bold title each.',
  example: `:::{flywheel} How the work feeds itself
:label: wheel
:center: Open Tide
:actors: develop, operate, use
1. **More _support_ for open source communities.** Membership pays for maintainers' time.
   by: develop
2. **More _enhancements_ to the tools they share.**
   by: develop
3. **Easier _access_ to shared infrastructure.**
   by: operate
4. **More _discoveries_ by the research communities.**
   by: use
:::`,
});
