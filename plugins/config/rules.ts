// The rules of YAML, of the shape of data, and of compass.yml: each stated once. Listed on content/docs/rules.md.
import type { Rule } from '../message.ts';

export const yamlRules = {
  wellFormed: {
    id: 'yaml-well-formed',
    severity: 'error',
    why: 'A file that is not YAML cannot be read, so nothing in it would be shown.',
  },
  keyUnique: {
    id: 'yaml-key-unique',
    severity: 'error',
    why: 'Of two values for one key nobody can tell which is meant; neither is used.',
  },
  textWhole: {
    id: 'yaml-text-whole',
    severity: 'info',
    why: 'A text without quotes ends before a `#` that has a space in front of it, and what follows is shown to nobody.',
  },
  bounded: {
    id: 'yaml-bounded',
    severity: 'error',
    why: 'Aliases, depth and size beyond any real file would stop the build.',
  },
} satisfies Record<string, Rule>;

export const shapeRules = {
  keyKnown: {
    id: 'data-key-known',
    severity: 'error',
    why: 'A misspelt key is silently without effect, and that may be the one that keeps something private.',
  },
  valueExpected: {
    id: 'data-value-expected',
    severity: 'error',
    why: 'A value of another type or form than expected cannot be used.',
  },
} satisfies Record<string, Rule>;

export const configRules = {
  namedPageFound: {
    id: 'named-page-found',
    severity: 'error',
    why: 'A home or a page of a person that is no page of the site is where links to it would lead nowhere.',
  },
  ruleKnown: {
    id: 'rule-known',
    severity: 'error',
    why: 'The severity of a rule that does not exist changes nothing.',
  },
  audienceGiven: {
    id: 'notes-audience-given',
    severity: 'error',
    why: 'Whoever lists a series says who may read it; until then it is private.',
  },
  audienceOnce: {
    id: 'audience-said-once',
    severity: 'warning',
    why: 'Of two levels for one thing the stricter holds, and whoever reads the other expects it to be shown.',
  },
  seriesUnique: {
    id: 'notes-series-unique',
    severity: 'error',
    why: 'Meetings are found by series and date, so two series of one title would be mixed up.',
  },
  personIdUnique: {
    id: 'person-id-unique',
    severity: 'error',
    why: 'A link to a person leads to one person.',
  },
  personNameUnique: {
    id: 'person-name-unique',
    severity: 'error',
    why: 'Initials, aliases and handles that two people share name neither of them.',
  },
} satisfies Record<string, Rule>;
