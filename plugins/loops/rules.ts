// What should be true of a causal-loop diagram: every rule once, with why it matters to a reader.
import type { Rule } from '../message.ts';

export const loopsRules = {
  lineKnown: {
    id: 'causal-line-known',
    severity: 'error',
    why: 'A line that is neither a link nor the name of a loop would be missing from the picture.',
  },
  polarityKnown: {
    id: 'link-polarity-known',
    severity: 'error',
    why: 'Without its sign a link says nothing, and no loop through it can be called reinforcing or balancing.',
  },
  detailKnown: {
    id: 'link-detail-known',
    severity: 'error',
    why: 'Words after the sign that nobody understands would be lost.',
  },
  ends: {
    id: 'link-between-two',
    severity: 'error',
    why: 'A variable that acts on itself hides the variable in between, and that one is the explanation.',
  },
  linkUnique: {
    id: 'link-unique',
    severity: 'error',
    why: 'Two links with the same ends contradict or repeat each other.',
  },
  notEmpty: {
    id: 'causal-loop-has-links',
    severity: 'error',
    why: 'A diagram without a link explains nothing.',
  },
  size: {
    id: 'causal-loop-size',
    severity: 'error',
    why: 'A diagram that nobody can read is better shown as several.',
  },
  membersKnown: {
    id: 'loop-members-known',
    severity: 'error',
    why: 'A name with a misspelt member belongs to no loop.',
  },
  loopExists: {
    id: 'loop-exists',
    severity: 'error',
    why: 'The page would promise a loop that the links do not close.',
  },
  namedOnce: {
    id: 'loop-named-once',
    severity: 'error',
    why: 'A loop with two names is taken for two loops.',
  },
  nameUnique: {
    id: 'loop-name-unique',
    severity: 'error',
    why: 'Two loops with one name are taken for one.',
  },
  nameClear: {
    id: 'loop-name-clear',
    severity: 'info',
    why: 'The same members can be joined in several ways; each is a loop of its own.',
  },
  named: {
    id: 'loop-named',
    severity: 'info',
    why: 'A named loop can be talked about; one without a name is often one that nobody noticed.',
  },
  variableInLoop: {
    id: 'variable-in-loop',
    severity: 'warning',
    why: 'A variable in no loop is often a spelling mistake or a missing link.',
  },
  room: {
    id: 'causal-loop-readable',
    severity: 'warning',
    why: 'What finds no room in the picture stands in its text only, where fewer look.',
  },
  shown: {
    id: 'loops-all-shown',
    severity: 'warning',
    why: 'Readers must know that they see a part.',
  },
} satisfies Record<string, Rule>;
