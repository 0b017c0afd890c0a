// Takes off a page what must not be published from it: comments, private blocks, and every way to a notes file.
// In: the page's tree, changed in place; out: messages. First of all that is done with a page.
import type { MystNode } from './graph/node.ts';
import { placeOf, sourcePath } from './graph/page.ts';
import { plainText } from './graph/placeholder.ts';
import { replaceNodes } from './graph/walk.ts';
import type { Report } from './message.ts';
import { pageRules } from './page-rules.ts';

/** Comments go, private blocks go with a message, and so do the nodes that only make mystmd watch a file. */
export function cleanPage(
  tree: MystNode,
  file: string,
  noteFiles: ReadonlySet<string>,
  report: Report,
): void {
  const renamed = new Set<MystNode>();
  replaceNodes(tree, (node, ancestors) => {
    if (leadsToNotes(node, file, noteFiles)) {
      report(
        pageRules.linkNotToNotes,
        'Unexpected link from a page to a notes file, expected a role such as `` {meeting}`one-on-one/2026-10-06` ``; the link was left out',
        placeOf(file, node),
      );
      return node.type === 'include' ? [] : (node.children ?? []);
    }
    if (node.type === 'comment' || node.type === 'mystComment' || node.data?.compassWatch) {
      const heading = ancestors.find((ancestor) => ancestor.type === 'heading' && ancestor.implicit);
      if (heading) renamed.add(heading);
      return [];
    }
    if (node.type === 'html' && node.value?.includes('<!--')) {
      return [{ ...node, value: node.value.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '') }];
    }
    if (node.type !== 'compassPrivate') return undefined;
    report(
      pageRules.pagePublic,
      'Unexpected private block in a page, expected it in notes; its text was left out, but the page’s source still holds it',
      placeOf(file, node),
    );
    return [];
  });
  for (const heading of renamed) renameHeading(heading);
}

/** mystmd names a heading by its words, those of its comments among them. */
function renameHeading(heading: MystNode): void {
  const label = plainText(heading).trim();
  const id = label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|(?<!-)-+$/g, '');
  const name = id === '' ? undefined : id;
  Object.assign(heading, { label: name && label, identifier: name, html_id: name });
}

/** Does a link, a download, an image or an include lead to a notes file? */
function leadsToNotes(node: MystNode, file: string, noteFiles: ReadonlySet<string>): boolean {
  if (node.data?.compassWatch) return false;
  const url = node.url ?? node.urlSource ?? node.file;
  if (typeof url !== 'string' || /^(?:[a-z]+:|#|\/\/)/i.test(url)) return false;
  return noteFiles.has(sourcePath(url, file));
}
