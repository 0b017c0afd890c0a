// The bundle that a MyST project lists under `plugins:`. One line for each feature.
import type { MystPlugin } from 'myst-common';
import { mentionsDirective, privateDirectives } from './graph/directive.ts';
import { recordRoles } from './graph/roles.ts';
import { documentTransform, projectTransform } from './transform.ts';

const plugin: MystPlugin = {
  name: 'myst-compass',
  author: 'The myst-compass authors',
  license: 'MIT',
  directives: [mentionsDirective, ...privateDirectives],
  roles: [...recordRoles],
  transforms: [documentTransform, projectTransform],
};

export default plugin;
