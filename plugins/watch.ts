// Makes a preview notice edits of notes, which are no pages: next to its placeholder a directive leaves an `include`
// of every notes file. mystmd then watches the file and builds the page again; the document stage takes the include
// out before any of its text gets anywhere. Only in `myst start`; a build leaves nothing.
import { dirname, relative } from 'node:path';
import type { DirectiveSpec } from 'myst-common';
import { compassFor, findRoot, isPreview } from './compass.ts';
import type { MystNode } from './graph/node.ts';

export function watchNotes(directive: DirectiveSpec): DirectiveSpec {
  return {
    ...directive,
    run: (data, file, context) => {
      const made = directive.run(data, file, context);
      return isPreview() ? [...made, ...watchNodes(file.path)] : made;
    },
  };
}

function watchNodes(page: string): MystNode[] {
  const root = findRoot(dirname(page));
  return [...compassFor(root).noteFiles].map((file) => ({
    type: 'include',
    file: relative(dirname(page), `${root}/${file}`),
    literal: true,
    children: [],
    data: { compassWatch: true },
  }));
}
