// Every directive and role as authors write it, without what renders it: one line for each feature. The bundle takes
// them from here, and the command line asks them what mystmd did not know.
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

export const directives = [
  flywheelDirective,
  causalLoopDirective,
  objectivesDirective,
  objectiveDirective,
  kpisDirective,
  digestDirective,
  actionsDirective,
  decisionsDirective,
  meetingsDirective,
  compassDirective,
  peopleDirective,
  mentionsDirective,
  ...privateDirectives,
];

export const roles = [...recordRoles, measureRole, ...privateRoles];
