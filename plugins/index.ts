// The bundle that a MyST project lists under `plugins:`. One line for each feature.
import type { MystPlugin } from 'myst-common';
import { flywheelDirective } from './flywheel/directive.ts';
import { mentionsDirective, privateDirectives, privateRoles } from './graph/directive.ts';
import { recordRoles } from './graph/roles.ts';
import { causalLoopDirective } from './loops/directive.ts';
import {
  actionsDirective,
  decisionsDirective,
  digestDirective,
  meetingsDirective,
} from './notes/directive.ts';
import {
  kpisDirective,
  measureRole,
  objectiveDirective,
  objectivesDirective,
} from './objectives/directive.ts';
import { compassDirective, peopleDirective } from './overview/directive.ts';
import { documentTransform, projectTransform } from './transform.ts';
import { watchNotes } from './watch.ts';

const plugin: MystPlugin = {
  name: 'myst-compass',
  author: 'The myst-compass authors',
  license: 'MIT',
  directives: [
    flywheelDirective,
    causalLoopDirective,
    watchNotes(objectivesDirective),
    watchNotes(objectiveDirective),
    kpisDirective,
    watchNotes(digestDirective),
    watchNotes(actionsDirective),
    watchNotes(decisionsDirective),
    watchNotes(meetingsDirective),
    watchNotes(compassDirective),
    watchNotes(peopleDirective),
    mentionsDirective,
    ...privateDirectives,
  ],
  roles: [...recordRoles, measureRole, ...privateRoles],
  transforms: [documentTransform, projectTransform],
};

export default plugin;
