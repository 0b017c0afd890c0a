// What must hold of the options of `{digest}`, `{actions}`, `{decisions}` and `{meetings}`. Readers find the rules
// on the generated page of rules.
import type { Rule } from '../../message.ts';

export const notesViewRules = {
  seriesKnown: {
    id: 'view-series-known',
    severity: 'error',
    why: 'A view of a series that nobody keeps stays empty for ever.',
  },
  meetingKnown: {
    id: 'view-meeting-known',
    severity: 'error',
    why: 'A digest of a meeting that is not in the notes shows nothing.',
  },
  ownerKnown: {
    id: 'view-owner-known',
    severity: 'error',
    why: 'A mistyped owner hides the actions of the person that was meant.',
  },
  objectiveKnown: {
    id: 'view-objective-known',
    severity: 'error',
    why: 'A view of an objective that nobody pursues stays empty for ever.',
  },
  audienceStricter: {
    id: 'view-audience-stricter',
    severity: 'error',
    why: 'A view may show less than its build releases, never more.',
  },
} satisfies Record<string, Rule>;
