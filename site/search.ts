// What the search finds, and where it is kept. In: pages, or mystmd's myst.search.json; out: entries with kind, title,
// section and text, and the pieces they are stored in. Shared by the browser and `compass build`; pure.
import MiniSearch, { type Options } from 'minisearch';

export interface SearchEntry {
  id: number;
  /** `page`, `objective`, `decision` … */
  kind: string;
  title: string;
  /** What stands under the title: `6 October 2026, One-on-one`; for a page's section, the page. */
  context?: string;
  /** Path below the site's base, with a fragment: `/strategy/#platform`. */
  url: string;
  text: string;
}

/** Names of the pieces; the first holds titles and records, the others the text of pages. */
export interface SearchManifest {
  version: 1;
  pieces: string[];
}

/** One way to cut words, when indexing and when asking. */
export const searchOptions: Options<SearchEntry> = {
  fields: ['title', 'context', 'text'],
  storeFields: ['kind', 'title', 'context', 'url', 'text'],
  processTerm: (term) => normalizeTerm(term),
  searchOptions: {
    boost: { title: 4, context: 1.5 },
    prefix: true,
    fuzzy: (term) => (term.length > 7 ? 2 : term.length > 3 ? 1 : 0),
    weights: { fuzzy: 0.3, prefix: 0.6 },
    combineWith: 'AND',
    // A page as a whole, and a record, come before sections that only mention the word.
    boostDocument: (_id, _term, fields) =>
      fields?.kind !== 'page' || fields.context === undefined ? 1.6 : 1,
  },
};

/** Lower case without accents; words of one Latin letter are no words. */
function normalizeTerm(term: string): string | null {
  const plain = term.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return /^[a-z]?$/.test(plain) ? null : plain;
}

export function createIndex(entries: SearchEntry[]): MiniSearch<SearchEntry> {
  const index = new MiniSearch<SearchEntry>(searchOptions);
  index.addAll(entries);
  return index;
}

/** Sections of mystmd's own index: each `content` record is one entry, under its nearest heading. */
export function entriesOfMyst(search: unknown): SearchEntry[] {
  const records = readRecords(search);
  const entries: SearchEntry[] = [];
  for (const { hierarchy, content, type, url } of records) {
    const levels = Object.keys(hierarchy).sort();
    const titles = levels.map((level) => hierarchy[level] ?? '').filter(Boolean);
    const title = titles.at(-1) ?? '';
    const last = entries.at(-1);
    if (type === 'content' && last?.url === url) last.text = content.trim().replaceAll(/\s+/g, ' ');
    else
      entries.push({
        id: entries.length,
        kind: 'page',
        title,
        context: titles.slice(0, -1).join(', ') || undefined,
        url,
        text: type === 'content' ? content.trim() : '',
      });
  }
  return entries.filter(({ title, text }) => title || text);
}

interface MystRecord {
  hierarchy: Record<string, string>;
  content: string;
  type: string;
  url: string;
}

function readRecords(search: unknown): MystRecord[] {
  if (
    typeof search !== 'object' ||
    search === null ||
    !('records' in search) ||
    !Array.isArray(search.records)
  )
    return [];
  return search.records.map((record) => ({
    hierarchy: record?.hierarchy ?? {},
    content: String(record?.content ?? ''),
    type: String(record?.type ?? ''),
    url: String(record?.url ?? '/'),
  }));
}

/** `/slug#part` as the site serves it: `/slug/#part`. */
export function withSlash(url: string): string {
  const [path = '', fragment] = url.split('#');
  const page = path.endsWith('/') ? path : `${path}/`;
  return fragment === undefined ? page : `${page}#${fragment}`;
}

/** Entries in one piece: some 330 kB of JSON, a quarter of that on the way, so that a phone shows the first hits at once. */
const PIECE = 400;
const LONGEST_TEXT = 4000;

/** Files of the search folder, by name: a manifest and the pieces. Records and titles come first. */
export function searchFiles(entries: SearchEntry[]): Map<string, string> {
  const ordered = [
    ...entries.filter(({ kind }) => kind !== 'page'),
    ...entries.filter(({ kind }) => kind === 'page'),
  ];
  const files = new Map<string, string>();
  const pieces: string[] = [];
  for (let start = 0; start < Math.max(1, ordered.length); start += PIECE) {
    const part = ordered.slice(start, start + PIECE).map((entry, index) => ({
      ...entry,
      id: start + index,
      url: withSlash(entry.url),
      text: entry.text.slice(0, LONGEST_TEXT),
    }));
    const name = `piece-${pieces.length}.json`;
    pieces.push(name);
    files.set(name, JSON.stringify(createIndex(part)));
  }
  const manifest: SearchManifest = { version: 1, pieces };
  files.set('index.json', JSON.stringify(manifest));
  return files;
}
