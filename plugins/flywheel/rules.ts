// What should hold in a wheel. Users read about the rules on the generated page content/docs/rules.md.
import type { Rule } from '../message.ts';

export const flywheelRules = {
  stepCount: {
    id: 'flywheel-step-count',
    severity: 'error',
    why: 'One step is no loop, and more than twelve cannot be read around a wheel.',
  },
  readings: {
    id: 'flywheel-readings',
    severity: 'error',
    why: 'A wheel is one list, or two under a bold title each; more lists are mostly one that was split by its indent.',
  },
  readingsEqual: {
    id: 'flywheel-readings-equal',
    severity: 'error',
    why: 'In two readings equal numbers answer each other, so both need the same number of steps.',
  },
  startAngle: {
    id: 'flywheel-start-angle',
    severity: 'error',
    why: 'The first step stands at an angle in degrees from twelve o’clock, clockwise.',
  },
  labelAscii: {
    id: 'flywheel-label-ascii',
    severity: 'error',
    why: 'Links to other letters than a to z, digits and hyphens find no target.',
  },
  periodKnown: {
    id: 'flywheel-period-known',
    severity: 'error',
    why: 'A live wheel shows the objectives of one period, which some file of objectives must have.',
  },
  objectiveKnown: {
    id: 'flywheel-objective-known',
    severity: 'error',
    why: 'A step is turned by objectives that exist, so that its progress can be shown and followed.',
  },
  centreFits: {
    id: 'flywheel-center-fits',
    severity: 'warning',
    why: 'The words in the middle must not touch the wheel; more than a few stand better in the caption.',
  },
  centreFound: {
    id: 'flywheel-center-found',
    severity: 'error',
    why: 'A picture in the middle is read from a file beside the page.',
  },
  stepLabelled: {
    id: 'step-labelled',
    severity: 'error',
    why: 'Each step of a wheel is named by its first words.',
  },
  stepUnique: {
    id: 'step-unique',
    severity: 'error',
    why: 'Two steps of one name cannot be told apart in links and in the text.',
  },
  stepIdAscii: {
    id: 'step-id-ascii',
    severity: 'error',
    why: 'Links to other letters than a to z, digits and hyphens find no target.',
  },
  actorKnown: {
    id: 'step-actor-known',
    severity: 'error',
    why: 'Actors are the names in `actors`, so that a slip of the pen does not make a new one.',
  },
  keyKnown: {
    id: 'step-key-known',
    severity: 'warning',
    why: 'A line of keys counts only if every key is known; else it is part of the explanation.',
  },
} satisfies Record<string, Rule>;
