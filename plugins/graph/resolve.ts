// Record links become finished cross references once every page's url is known (project stage), and are made
// anew on every run: a preview re-runs this stage over trees that were resolved before.
import type { Graph } from './graph.ts';
import { type MystNode, nodes } from './node.ts';
import { type Key, keyOf, kindOf, labelOf } from './record.ts';
import { replaceNodes, walk } from './walk.ts';

/** Where a record stands: the page's url (`/meetings`) and its JSON, as mystmd resolved them. */
export interface Target {
  url: string;
  dataUrl: string;
  /** Absent for a page as a whole. */
  htmlId?: string;
}

export type FindTarget = (key: Key) => Target | undefined;

/**
 * Resolve every record link below `tree`, in place. Links without words get the record's title. A link that leads
 * nowhere becomes its words: exports drop unknown nodes with all that is in them. `keep` leaves a span instead,
 * for a preview, where the record may get a page later.
 */
export function resolveRecordLinks(
  tree: MystNode,
  graph: Graph,
  find: FindTarget,
  options: { ownUrl: string | undefined; keep: boolean },
): void {
  walk(tree, (node) => {
    const key = node.data?.compassLink as Key | undefined;
    if (key) resolveLink(node, key, graph, find(key), options.ownUrl);
    else if (node.type === 'crossReference') nameReference(node, graph);
    return undefined;
  });
  if (!options.keep) replaceNodes(tree, (node) => (isDeadLink(node) ? node.children : undefined));
}

function isDeadLink(node: MystNode): boolean {
  return node.type === 'span' && node.data?.compassLink !== undefined;
}

function resolveLink(
  node: MystNode,
  key: Key,
  graph: Graph,
  target: Target | undefined,
  ownUrl: string | undefined,
): void {
  fillRecordLink(node, key, graph);
  if (node.type !== 'compassLink') forgetTarget(node);
  if (!target) {
    node.type = 'span';
    return;
  }
  if (target.htmlId === undefined) {
    Object.assign(node, { type: 'link', url: target.url, dataUrl: target.dataUrl, internal: true });
    return;
  }
  node.type = 'crossReference';
  node.label = labelOf(key);
  node.identifier = node.label;
  node.html_id = target.htmlId;
  node.kind = kindOf(key);
  node.resolved = true;
  if (target.url === ownUrl) return;
  node.remote = true;
  node.url = target.url;
  node.dataUrl = target.dataUrl;
}

const labels = new WeakMap<Graph, Map<string, Key>>();

/**
 * An author's own link without words (`[](#wheel-support)`) to a record: mystmd names it by its node's type
 * (“Paragraph”), which it also leaves as the link's template. It says the record's title instead.
 */
function nameReference(node: MystNode, graph: Graph): void {
  const [only, ...others] = node.children ?? [];
  if (!only || others.length > 0 || only.value !== node.template) return;
  const key = labelsOf(graph).get(String(node.identifier));
  if (key) node.children = nodes(graph.get(key)?.title);
}

/** Record keys by label, made once for a graph. */
function labelsOf(graph: Graph): Map<string, Key> {
  const known = labels.get(graph);
  if (known) return known;
  const made = new Map(graph.records.map(({ kind, id }) => [labelOf(keyOf(kind, id)), keyOf(kind, id)]));
  labels.set(graph, made);
  return made;
}

/** A link without words says the record's title, the newest that is known. */
export function fillRecordLink(node: MystNode, key: Key, graph: Graph): void {
  if (node.children?.length && node.data?.compassFilled !== true) return;
  node.children = nodes(shortTitle(graph, key));
  node.data = { compassLink: key, ...node.data, compassFilled: true };
}

/** `step 1, support` for a step, else the title; the id when nothing is known. */
function shortTitle(graph: Graph, key: Key): string {
  const record = graph.get(key);
  const short = record?.facts.short;
  return typeof short === 'string' ? short : (record?.title ?? key.slice(key.indexOf(':') + 1));
}

/** A preview resolves a tree again: what the last run found no longer holds. */
function forgetTarget(node: MystNode): void {
  for (const field of [
    'identifier',
    'label',
    'html_id',
    'url',
    'dataUrl',
    'remote',
    'internal',
    'kind',
    'resolved',
  ]) {
    delete node[field];
  }
}
