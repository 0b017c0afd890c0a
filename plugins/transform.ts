// The two stages in which mystmd lets us in, as it wants them: plugins/page/document.ts and plugins/page/project.ts.
import type { TransformSpec } from 'myst-common';
import type { VFile } from 'vfile';
import type { MystNode } from './graph/node.ts';
import { transformDocument } from './page/document.ts';
import { transformProject } from './page/project.ts';

export const documentTransform: TransformSpec = {
  name: 'compass-document',
  doc: 'Turns what compass directives and roles left on the page into MyST nodes.',
  stage: 'document',
  plugin: () => (tree, file) =>
    atTheEdge(file as VFile, tree as MystNode, () => transformDocument(tree as MystNode, file as VFile)),
};

export const projectTransform: TransformSpec = {
  name: 'compass-project',
  doc: 'Finishes links between records, and what depends on every page: backlinks and the dashboard.',
  stage: 'project',
  plugin: () => (tree, file) =>
    atTheEdge(file as VFile, tree as MystNode, () => transformProject(tree as MystNode, file as VFile)),
};

/** A throw in a transform kills the build without naming the file: our own mistakes are reported here instead. */
function atTheEdge(file: VFile, tree: MystNode, run: () => void): void {
  try {
    run();
  } catch (error) {
    const message = file.message(
      `compass failed on this page: ${error instanceof Error ? error.stack : error}`,
    );
    message.fatal = true;
    // It may not have been cleaned yet.
    tree.children = [];
  }
}
