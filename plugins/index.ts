// The bundle that a MyST project lists under `plugins:`.
import type { MystPlugin } from 'myst-common';
import { directives, roles } from './directives.ts';
import { documentTransform, projectTransform } from './transform.ts';
import { watchNotes } from './watch.ts';

/** What stands on a page by files beside it: the preview follows them. */
const READS_FILES = new Set([
  'objectives',
  'objective',
  'digest',
  'actions',
  'decisions',
  'meetings',
  'compass',
  'people',
]);

const plugin: MystPlugin = {
  name: 'myst-compass',
  author: 'The myst-compass authors',
  license: 'MIT',
  directives: directives.map((directive) =>
    READS_FILES.has(directive.name) ? watchNotes(directive) : directive,
  ),
  roles,
  transforms: [documentTransform, projectTransform],
};

export default plugin;
