// The search index of a built site, in `search/`: mystmd's sections of pages, and every record that a page shows, with
// its kind. In: the built folder, the released graph, the pages' reports; out: files that the theme's panel fetches.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../plugins/graph/graph.ts';
import { type CompassRecord, keyOf } from '../plugins/graph/record.ts';
import type { PageReport } from '../plugins/page/report.ts';
import { longDate } from '../site/parts/frontmatter.ts';
import { entriesOfMyst, type SearchEntry, searchFiles } from '../site/search.ts';
import { readJson } from './pages.ts';

export function writeSearch(site: string, graph: Graph, reports: readonly PageReport[]): void {
  const sections = entriesOfMyst(readJson(join(site, 'myst.search.json')));
  // Lists of links would be hits beside what they link to.
  const pages = sections.filter(({ url }) => !url.endsWith('#mentioned-in'));
  const files = searchFiles(joinSections(recordEntries(graph, reports), pages));
  mkdirSync(join(site, 'search'), { recursive: true });
  for (const [name, content] of files) writeFileSync(join(site, 'search', name), content);
}

/** A section that a view heads with a record's name is that record: one hit, with the words of both. */
function joinSections(records: SearchEntry[], pages: SearchEntry[]): SearchEntry[] {
  const places = new Map<string, SearchEntry | null>();
  for (const record of records) {
    const place = placeOf(record);
    // Two meetings of one day share a heading's words: neither is it.
    places.set(place, places.has(place) ? null : record);
  }
  const rest = pages.filter((section) => {
    const record = section.context === undefined ? undefined : places.get(placeOf(section));
    if (!record) return true;
    const words = section.text.replaceAll(/[●▲✖✓○◌] /g, '');
    record.text = words.includes(record.text) ? words : `${record.text} ${words}`;
    return false;
  });
  return [...records, ...rest];
}

/** The page and the words of the heading: `/objectives Fixes reach the tools`, `/meetings 6 October 2026`. */
function placeOf({ kind, url, title }: SearchEntry): string {
  const page = url.split('#')[0]?.replace(/(?<=.)\/$/, '');
  return `${page} ${(kind === 'meeting' && /\b\d{1,2} \p{L}{3,9} \d{4}/u.exec(title)?.[0]) || title}`;
}

/** Only records with a place on a page: a hit must lead somewhere. */
function recordEntries(graph: Graph, reports: readonly PageReport[]): SearchEntry[] {
  const targets = new Map(
    reports.flatMap(({ targets: own, title }) =>
      Object.entries(own).map(([key, url]) => [key, { url, page: title }]),
    ),
  );
  const records = [...graph.records, ...reports.flatMap((report) => report.records)];
  const seen = new Set<string>();
  return records.flatMap((record) => {
    const key = keyOf(record.kind, record.id);
    const target = targets.get(key);
    if (target === undefined || record.kind === 'page' || seen.has(key)) return [];
    seen.add(key);
    const { kind, title } = record;
    const entry = { id: 0, kind, url: target.url };
    const date = wordOf(record.facts.date);
    // Its title says the day already; whoever types it as a number finds it too.
    if (kind === 'meeting' && date)
      return [{ ...entry, title: title.replace(date, longDate(date)), context: target.page, text: date }];
    return [{ ...entry, title, context: contextOf(record, graph) ?? target.page, text: wordsOf(record) }];
  });
}

/** `6 October 2026, One-on-one. Standing`: when and where, who, and how it stands. */
function contextOf({ facts }: CompassRecord, graph: Graph): string | undefined {
  const date = wordOf(facts.date);
  const people = [facts.owners, facts.owner, facts.by].flat().filter((value) => typeof value === 'string');
  const names = people.map((id) => graph.get(keyOf('person', id))?.title ?? id);
  const where = [date && longDate(date), wordOf(facts.series), ...new Set(names), wordOf(facts.period)];
  const state = wordOf(facts.status);
  const parts = [where.filter(Boolean).join(', '), state && capital(state)].filter(Boolean);
  return parts.length > 0 ? parts.join('. ') : undefined;
}

const wordsOf = ({ facts }: CompassRecord): string =>
  [facts.why, facts.topic, facts.note].flatMap((value) => wordOf(value) ?? []).join(' ');

const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
