// What views cannot know of their page is settled once all of them stand there: a record shown twice has one anchor,
// and the headings of a view stand one level below the author's heading above them. In: the page's tree; changed in place.
import { type Content, heading, type MystNode } from './node.ts';
import { plainText } from './placeholder.ts';
import { walk } from './walk.ts';

/** A heading of a view: as deep as its option says, else below the author's heading that stands before it. */
export function viewHeading(depth: number | undefined, ...content: Content[]): MystNode {
  const node = heading(depth ?? 2, ...content);
  node.data = { compassHeading: depth === undefined ? 'nested' : 'fixed' };
  return node;
}

export function settleViews(tree: MystNode): void {
  nestHeadings(tree);
  keepOneAnchor(tree);
}

/** Only the author's headings have a position. A view's heading gets an id of its own for the page's outline. */
function nestHeadings(tree: MystNode): void {
  const ids = new Map<string, number>();
  let above = 1;
  walk(tree, (node) => {
    // What stands for a view that is rendered later takes with it how deep its headings may be.
    if (node.data?.compassView) node.data.depth = Math.min(6, above + 1);
    if (node.type !== 'heading') return undefined;
    if (node.data?.compassHeading) node.html_id = freeId(node, ids);
    if (node.data?.compassHeading === 'nested') node.depth = Math.min(6, above + 1);
    else if (node.position && typeof node.depth === 'number') above = node.depth;
    return undefined;
  });
}

/** `6-october-2026`, and `6-october-2026-2` for the next of that name. */
function freeId(node: MystNode, ids: Map<string, number>): string {
  const words = plainText(node).toLowerCase().normalize('NFKD');
  const name = words.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'section';
  const count = (ids.get(name) ?? 0) + 1;
  ids.set(name, count);
  return count === 1 ? name : `${name}-${count}`;
}

/** A record's whole box is a better anchor than a row or an item that names it; of equals the first stays. */
function keepOneAnchor(tree: MystNode): void {
  const anchors = new Map<unknown, MystNode>();
  walk(tree, (node) => {
    const key = node.data?.compassRecord;
    if (key === undefined) return undefined;
    const other = anchors.get(key);
    const wins = other === undefined || (node.type === 'block' && other.type !== 'block');
    if (wins) anchors.set(key, node);
    const loser = wins ? other : node;
    if (loser) dropAnchor(loser);
    return undefined;
  });
}

function dropAnchor(node: MystNode): void {
  const { compassRecord: _, ...data } = node.data ?? {};
  node.data = data;
  for (const field of ['identifier', 'label', 'html_id']) delete node[field];
}
