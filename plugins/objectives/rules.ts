// What should be true of objectives: every rule once, with its reason. The reference page content/docs/rules.md
// is generated from these; each id has a case in test/fixtures/objectives/.
import type { Rule } from '../message.ts';

export const objectivesRules = {
  keyKnown: {
    id: 'objective-key-known',
    severity: 'error',
    why: 'A misspelt key is silently without effect, and it may be the one that keeps an objective private.',
  },
  valueExpected: {
    id: 'objective-value-expected',
    severity: 'error',
    why: 'A value of another type than expected cannot be shown or counted.',
  },
  statusKnown: {
    id: 'objective-status-known',
    severity: 'error',
    why: 'A status set by hand counts, so it must be one that every reader knows.',
  },
  dateReal: {
    id: 'objective-date-real',
    severity: 'error',
    why: 'A check-in, a due date or a moved target counts from its day; without a real day it cannot count.',
  },
  periodKnown: {
    id: 'objective-period-known',
    severity: 'error',
    why: 'What is expected by today follows from the first and last day of the period.',
  },
  idUnique: {
    id: 'objective-id-unique',
    severity: 'error',
    why: 'Links, previews and `#id` lead to one record, over all files.',
  },
  targetApart: {
    id: 'measure-target-apart',
    severity: 'error',
    why: 'With a target equal to the baseline there is no way to go, so no share of it.',
  },
  dataReadable: {
    id: 'objective-data-readable',
    severity: 'error',
    why: 'A measure whose check-ins cannot be read would stand there as if nobody had looked.',
  },
  dataColumns: {
    id: 'objective-data-columns',
    severity: 'error',
    why: 'Check-ins are found in a CSV file by the names of its columns.',
  },
  measureKnown: {
    id: 'objective-measure-known',
    severity: 'error',
    why: 'A check-in for a measure that does not exist counts nowhere.',
  },
  ownerKnown: {
    id: 'objective-owner-known',
    severity: 'error',
    why: 'An owner whom `compass.yml` does not know has no page, no preview and no list of what they own.',
  },
  optionKnown: {
    id: 'objectives-option-known',
    severity: 'error',
    why: 'A filter, column or order that does not exist would show a table other than the one meant.',
  },
  known: {
    id: 'objective-known',
    severity: 'error',
    why: 'An objective that does not exist cannot be shown.',
  },
  measureRoleKnown: {
    id: 'measure-known',
    severity: 'error',
    why: 'A measure that does not exist has no value.',
  },
  shown: {
    id: 'objectives-shown',
    severity: 'warning',
    why: 'A table without a row says nothing; most often its filter is misspelt.',
  },
  ownerSet: {
    id: 'objective-owner-set',
    severity: 'warning',
    why: 'What nobody owns, nobody moves.',
  },
  measured: {
    id: 'objective-measured',
    severity: 'warning',
    why: 'Without a measure nobody can tell whether the objective is reached.',
  },
  baselineSet: {
    id: 'measure-baseline-set',
    severity: 'warning',
    why: 'Progress is counted from the baseline; without one there is no score.',
  },
  targetSet: {
    id: 'measure-target-set',
    severity: 'warning',
    why: 'Progress is counted towards the target; without one there is no score.',
  },
  markPlaced: {
    id: 'objective-mark-placed',
    severity: 'warning',
    why: 'Objectives say whom they are for with `audience`; what bears a mark in its text is withheld all the same.',
  },
  few: {
    id: 'objectives-few',
    severity: 'warning',
    why: 'A team that has many objectives in one period has none. The limit is `limits: {objectives_per_period: 5}` in `compass.yml`.',
  },
  fresh: {
    id: 'measure-fresh',
    severity: 'warning',
    why: 'A number that nobody has looked at for weeks says nothing about today.',
  },
  actionOnTime: {
    id: 'objective-action-on-time',
    severity: 'warning',
    why: 'An action past its day is either done and not ticked, or forgotten.',
  },
  droppedLearned: {
    id: 'objective-dropped-learned',
    severity: 'warning',
    why: 'Dropping an objective is worth a sentence on why, so that it is not set again.',
  },
  pageFound: {
    id: 'objective-page-found',
    severity: 'error',
    why: 'The page that tells more about an objective is one of the site, or its link leads nowhere.',
  },
  turnsKnown: {
    id: 'objective-turns-known',
    severity: 'error',
    why: 'An objective that turns no step of the wheel cannot be found from it.',
  },
} satisfies Record<string, Rule>;
