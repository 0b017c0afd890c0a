// The bundle that a MyST project lists under `plugins:`. One line for each feature.
import type { MystPlugin } from 'myst-common';
import { mentionsDirective, privateDirectives } from './graph/directive.ts';
import { recordRoles } from './graph/roles.ts';
import { causalLoopDirective } from './loops/directive.ts';
import {
  kpisDirective,
  measureRole,
  objectiveDirective,
  objectivesDirective,
} from './objectives/directive.ts';
import { documentTransform, projectTransform } from './transform.ts';

const plugin: MystPlugin = {
  name: 'myst-compass',
  author: 'The myst-compass authors',
  license: 'MIT',
  directives: [
    causalLoopDirective,
    objectivesDirective,
    objectiveDirective,
    kpisDirective,
    mentionsDirective,
    ...privateDirectives,
  ],
  roles: [...recordRoles, measureRole],
  transforms: [documentTransform, projectTransform],
};

export default plugin;
