// What is new, as Atom and JSON Feed: decisions, actions, changes of objectives, meetings; all together and each alone.
// In: the graph; out: file name → text. An entry's id is made of kind and id, so that it stays when the site moves.
import { Feed, type Item } from 'feed';
import { type CompassRecord, type Key, keyOf } from '../plugins/graph/record.ts';
import type { ExportFacts } from './export/graph-json.ts';
import { dayOf, factOf, linkedTitles, type SiteGraph, seriesOf } from './graph.ts';

interface Entry {
  id: string;
  title: string;
  /** `2026-11-03`. */
  date: string;
  url: string;
  content: string;
}

export interface FeedKind {
  /** File name without ending, below the site's folder. */
  path: string;
  title: string;
  doc: string;
  entries(site: SiteGraph): Entry[];
}

/** The feeds of a site, the one of everything first. */
export const FEEDS: FeedKind[] = [
  {
    path: 'feed',
    title: 'Everything',
    doc: 'Decisions, actions, objectives and meetings in one.',
    entries: allEntries,
  },
  {
    path: 'feeds/decisions',
    title: 'Decisions',
    doc: 'Each decision on the day it was made.',
    entries: decisionEntries,
  },
  {
    path: 'feeds/actions',
    title: 'Actions',
    doc: 'Each action on the day it was given.',
    entries: actionEntries,
  },
  {
    path: 'feeds/objectives',
    title: 'Objectives',
    doc: 'Check-ins, and what changed.',
    entries: objectiveEntries,
  },
  {
    path: 'feeds/meetings',
    title: 'Meetings',
    doc: 'What each meeting decided and gave.',
    entries: meetingEntries,
  },
];

/** Readers keep what they saw: a feed need not hold everything. */
const LONGEST = 100;

/** The library takes full urls only; where the site's host is not known they are cut to paths again. */
const NOWHERE = 'https://compass.invalid';

export function feedFiles(site: SiteGraph, { base, ...rest }: ExportFacts): Map<string, string> {
  const files = new Map<string, string>();
  const facts = { ...rest, base: /^https?:/.test(base) ? base : `${NOWHERE}${base}` };
  for (const kind of FEEDS) {
    const entries = kind.entries(site);
    // A title is html in Atom as the library writes it, and text in JSON Feed.
    const escaped = entries.map((entry) => ({ ...entry, title: escapeXml(entry.title) }));
    files.set(`${kind.path}.xml`, feedOf(kind, escaped, facts).atom1().replaceAll(NOWHERE, ''));
    files.set(`${kind.path}.json`, feedOf(kind, entries, facts).json1().replaceAll(NOWHERE, ''));
  }
  return files;
}

function feedOf(kind: FeedKind, all: readonly Entry[], { title, asOf, base }: ExportFacts): Feed {
  const entries = [...all].sort((a, b) => compare(b.date, a.date) || compare(a.id, b.id)).slice(0, LONGEST);
  const feed = new Feed({
    id: `urn:myst-compass:${slugOf(title)}:${kind.path.split('/').at(-1)}`,
    title: kind.path === 'feed' ? title : `${title}: ${kind.title.toLowerCase()}`,
    description: kind.doc,
    link: `${base}/`,
    updated: dateOf(entries[0]?.date ?? asOf),
    generator: 'myst-compass',
    feedLinks: { atom: `${base}/${kind.path}.xml`, json: `${base}/${kind.path}.json` },
  });
  for (const entry of entries) feed.addItem(itemOf(entry, base));
  return feed;
}

function itemOf({ id, title, date, url, content }: Entry, base: string): Item {
  const day = dateOf(date);
  return {
    id: `urn:myst-compass:${id}`,
    title: inXml(title),
    link: `${base}${url}`,
    date: day,
    published: day,
    ...(content === '' ? {} : { content: inXml(content) }),
  };
}

/** Characters that XML has no way to write are left out. */
function inXml(text: string): string {
  return text.replaceAll(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

/** Noon, universal time: the same day nearly everywhere. A month alone is its first day. */
function dateOf(day: string): Date {
  const date = new Date(`${day.length === 7 ? `${day}-01` : day}T12:00:00Z`);
  return Number.isNaN(date.getTime()) ? new Date(0) : date;
}

function allEntries(site: SiteGraph): Entry[] {
  return [
    ...decisionEntries(site),
    ...actionEntries(site),
    ...objectiveEntries(site),
    ...meetingEntries(site),
  ];
}

function decisionEntries(site: SiteGraph): Entry[] {
  return datedRecords(site, 'decision').map(({ record, date, key }) => ({
    ...common(record, key, site),
    date,
    title: `Decided: ${record.title}`,
    content: sentence(
      seriesOf(record, site.graph),
      factOf(record, 'topic'),
      ...linkedTitles(site.graph, key, 'made by'),
    ),
  }));
}

function actionEntries(site: SiteGraph): Entry[] {
  return datedRecords(site, 'action').map(({ record, date, key }) => {
    const owners = linkedTitles(site.graph, key, 'owned by').join(', ');
    const due = factOf(record, 'due');
    return {
      ...common(record, key, site),
      date,
      title: `${owners === '' ? 'Action' : `Action, ${owners}`}: ${record.title}`,
      content: sentence(seriesOf(record, site.graph), factOf(record, 'topic'), due && `due ${due}`),
    };
  });
}

/** Each change that an objective's record tells: `2026-11-03 score 0.39, on track`. */
function objectiveEntries(site: SiteGraph): Entry[] {
  return site.graph.all('objective').flatMap((record) => {
    const key = keyOf('objective', record.id);
    const changes = Array.isArray(record.facts.changes) ? record.facts.changes : [];
    return changes.flatMap((change, index) => {
      const [, date, text = ''] = /^(\d{4}-\d{2}-\d{2}) (.+)$/s.exec(change) ?? [];
      if (date === undefined) return [];
      const again = changes.slice(0, index).filter((other) => other.startsWith(date)).length;
      const entry = common(record, key, site);
      return [
        {
          ...entry,
          id: `${entry.id}:${date}${again === 0 ? '' : `:${again + 1}`}`,
          date,
          title: `${record.title}: ${text}`,
          content: '',
        },
      ];
    });
  });
}

function meetingEntries(site: SiteGraph): Entry[] {
  return datedRecords(site, 'meeting').map(({ record, date, key }) => {
    const titles = (type: 'made in' | 'given in') =>
      site.graph.to(key, type).flatMap(({ from }) => site.graph.get(from)?.title ?? []);
    const lines = [
      ...titles('made in').map((title) => `<li>Decided: ${escapeXml(title)}</li>`),
      ...titles('given in').map((title) => `<li>Action: ${escapeXml(title)}</li>`),
    ];
    const content = lines.length === 0 ? '' : `<ul>${lines.join('')}</ul>`;
    return { ...common(record, key, site), date, title: record.title, content };
  });
}

function datedRecords({ graph }: SiteGraph, kind: 'decision' | 'action' | 'meeting') {
  return graph.all(kind).flatMap((record) => {
    const date = dayOf(record);
    return date === '' ? [] : [{ record, date, key: keyOf(kind, record.id) }];
  });
}

function common(record: CompassRecord, key: Key, { urlOf }: SiteGraph): Pick<Entry, 'id' | 'url'> {
  return { id: `${record.kind}:${encodeURIComponent(record.id)}`, url: urlOf(key) ?? '/' };
}

/** Content is html to a feed's reader. */
function sentence(...parts: string[]): string {
  const known = parts.filter((part) => part !== '');
  return known.length === 0 ? '' : escapeXml(`${known.join(', ')}.`);
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function slugOf(title: string): string {
  return (
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'compass'
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
