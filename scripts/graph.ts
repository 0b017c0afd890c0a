// The whole graph as a build knows it: records of the data files, and what the pages add, each with its address.
// In: a compass and the pages' reports; out: one graph, and urls below the site's base.
import type { Compass } from '../plugins/compass.ts';
import { createGraph, type Graph } from '../plugins/graph/graph.ts';
import { pageId, pageRecord } from '../plugins/graph/page.ts';
import { type CompassRecord, type Key, keyOf } from '../plugins/graph/record.ts';
import type { PageReport } from '../plugins/page/report.ts';

export interface SiteGraph {
  graph: Graph;
  /** `/decisions/#decision-0t7hm4xz`, or undefined for a record that no page shows. */
  urlOf(key: Key): string | undefined;
}

export function joinSite(compass: Compass, reports: readonly PageReport[]): SiteGraph {
  const pages = reports.map((report) => pageRecord(report.file, report.title));
  const graph = createGraph([
    compass.records,
    ...reports.map(({ records, links }) => ({ records, links })),
    { records: pages, links: [] },
  ]);
  const urls = new Map<Key, string>();
  for (const { file, url, targets } of reports) {
    urls.set(keyOf('page', pageId(file)), withSlash(url));
    for (const [key, target] of Object.entries(targets)) urls.set(key as Key, withSlash(target));
  }
  for (const { id, page } of compass.config.people) {
    const own = reports.find((report) => report.file === page);
    if (own) urls.set(keyOf('person', id), withSlash(own.url));
  }
  return { graph, urlOf: (key) => urls.get(key) };
}

/** `/slug#part` as the site serves it: `/slug/#part`. */
function withSlash(url: string): string {
  const [path = '', fragment] = url.split('#');
  const page = path.endsWith('/') ? path : `${path}/`;
  return fragment === undefined ? page : `${page}#${fragment}`;
}

/** A fact as text; '' when there is none. */
export function factOf({ facts }: CompassRecord, name: string): string {
  const value = facts[name];
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** Titles of the records that a record's links of one type lead to. */
export function linkedTitles(graph: Graph, from: Key, type: 'owned by' | 'made by' | 'serves'): string[] {
  return graph.from(from, type).flatMap(({ to }) => graph.get(to)?.title ?? []);
}

/** `open`, `done`, `standing`, `on track` … */
export function stateOf(record: CompassRecord): string {
  return factOf(record, 'status');
}

/** The day of a decision or meeting, or on which an action was given. */
export function dayOf(record: CompassRecord): string {
  return factOf(record, 'date');
}

/** The series of the meeting in which an action was given or a decision made. */
export function seriesOf(record: CompassRecord, graph: Graph): string {
  const own = factOf(record, 'series');
  if (own !== '') return own;
  const key = keyOf(record.kind, record.id);
  const [link] = [...graph.from(key, 'given in'), ...graph.from(key, 'made in')];
  const meeting = link && graph.get(link.to);
  return meeting ? factOf(meeting, 'series') : '';
}
