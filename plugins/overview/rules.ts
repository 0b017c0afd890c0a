// What must hold of the options of `{compass}` and `{people}`.
import type { Rule } from '../message.ts';

export const overviewRules = {
  periodKnown: {
    id: 'compass-period-known',
    severity: 'error',
    why: 'A dashboard of a period that no objectives file has stays empty.',
  },
  personKnown: {
    id: 'people-known',
    severity: 'error',
    why: 'A section about somebody whom compass.yml does not name has nothing to show.',
  },
} satisfies Record<string, Rule>;
