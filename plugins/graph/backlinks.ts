// “Mentioned in”: what links to a page or a record, grouped by kind, each with its sentence. In: the graph and the
// keys asked for; out: nodes whose record links are still to be resolved.
import { formatDay } from '../day.ts';
import type { Graph } from './graph.ts';
import {
  block,
  type Content,
  cell,
  details,
  heading,
  type MystNode,
  paragraph,
  recordLink,
  row,
  table,
} from './node.ts';
import { type Key, KINDS, type Kind, kindOf, type RecordLink } from './record.ts';

const PLURALS: Record<Kind, [string, string]> = {
  page: ['Page', 'pages'],
  person: ['Person', 'people'],
  step: ['Step', 'steps'],
  objective: ['Objective', 'objectives'],
  measure: ['Measure', 'measures'],
  action: ['Action', 'actions'],
  meeting: ['Meeting', 'meetings'],
  decision: ['Decision', 'decisions'],
};

/**
 * Links to any of the keys from elsewhere: one per record that points here, the first one said. Of the keys in
 * `mentioned` only what pages say of them counts: a register would list each of its records' own links.
 */
export function backlinksTo(
  graph: Graph,
  keys: readonly Key[],
  mentioned: readonly Key[] = [],
): Map<Kind, RecordLink[]> {
  const own = new Set([...keys, ...mentioned]);
  const seen = new Set<Key>();
  const byKind = new Map<Kind, RecordLink[]>();
  for (const [index, key] of [...keys, ...mentioned].entries()) {
    for (const link of graph.to(key, index < keys.length ? undefined : 'mentions')) {
      if (own.has(link.from) || seen.has(link.from)) continue;
      seen.add(link.from);
      const kind = kindOf(link.from);
      const list = byKind.get(kind);
      if (list) list.push(link);
      else byKind.set(kind, [link]);
    }
  }
  return byKind;
}

/** A table of two columns, the kind with its count and the links; nothing when nothing links here. */
export function renderBacklinks(
  graph: Graph,
  keys: readonly Key[],
  options: { mentioned?: readonly Key[]; title?: string } = {},
): MystNode[] {
  const byKind = backlinksTo(graph, keys, options.mentioned);
  if (byKind.size === 0) return [];
  const rows = KINDS.flatMap((kind) => {
    const links = byKind.get(kind);
    if (!links) return [];
    const [one, many] = PLURALS[kind];
    const name = links.length === 1 ? one : `${links.length} ${many}`;
    return [row([cell(name, { class: 'compass-mentions-kind' }), cell(linkList(graph, kind, links))])];
  });
  const shown = table(rows, { class: 'compass-mentions-table' });
  return options.title === undefined ? [shown] : [sectionHeading(options.title), shown];
}

function sectionHeading(title: string): MystNode {
  const node = heading(2, title);
  return {
    identifier: 'mentioned-in',
    label: 'mentioned-in',
    html_id: 'mentioned-in',
    implicit: true,
    ...node,
  };
}

/** Pages stand one to a line with their sentence; other records follow each other, the first twelve open. */
function linkList(graph: Graph, kind: Kind, links: RecordLink[]): MystNode[] {
  if (kind === 'page') return links.map((link) => paragraph(recordLink(link.from), said(link)));
  const shown = links.map((link) => withDate(graph, link.from));
  if (shown.length <= 12) return [paragraph(joined(shown))];
  return [
    paragraph(joined(shown.slice(0, 12))),
    details(`${shown.length - 12} more`, paragraph(joined(shown.slice(12))), 'compass-more'),
  ];
}

function said(link: RecordLink): Content {
  if (!link.sentence) return undefined;
  return `: ${link.sentence}`;
}

function withDate(graph: Graph, key: Key): Content {
  const date = graph.get(key)?.facts.date;
  const isDay = typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date);
  return [recordLink(key), isDay && kindOf(key) !== 'meeting' && ` ${formatDay(date, '')}`];
}

function joined(items: Content[]): Content[] {
  return items.flatMap((item, index) => (index === 0 ? [item] : [', ', item]));
}

/** A place on a page that is filled in the project stage, when everything that links there is known. */
export function mentionsPlace(key?: Key): MystNode {
  return { ...block('compass-mentions'), data: { compassView: 'mentions', key } };
}
