// Exports, feeds and headers of a small graph, with texts that try to break each format.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvParse } from 'd3-dsv';
import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { visit } from 'unist-util-visit';
import { afterAll, describe, expect, it } from 'vitest';
import { createGraph } from '../../plugins/graph/graph.ts';
import type { CompassRecord, Key, Kind, RecordLink } from '../../plugins/graph/record.ts';
import { decisionsMarkdown } from '../../scripts/export/decisions.ts';
import { type ExportFacts, graphJson, graphSchema } from '../../scripts/export/graph-json.ts';
import { exportFiles } from '../../scripts/export.ts';
import { FEEDS, feedFiles } from '../../scripts/feed.ts';
import type { SiteGraph } from '../../scripts/graph.ts';
import { endOfHead, feedsPage, headersOf } from '../../scripts/publish.ts';

function record(kind: Kind, id: string, title: string, facts: CompassRecord['facts'] = {}): CompassRecord {
  return { kind, id, title, facts, audience: 'public', place: { file: 'n.md', line: 3, column: 1 } };
}

/** What would mean something in Markdown, in any order. */
const MARKUP = fc
  .array(
    fc.constantFrom(
      ...'` `` ``` \\ <b> <!-- --> [x](y:z) [x]: ![i](j) www.e.example a@e.example @ana #12 GH-12 | ~~ ** _ $'.split(
        ' ',
      ),
      ...'{raw} &lt; &#60; <http://e.example> [^1] ::: x 1http://e.example HTTP://e.example mailto:x@e.example'.split(
        ' ',
      ),
      ...['\n', '\n\n', '\t', '    ', '- ', '1. ', '# ', '> ', '---', '\u2028', ' '],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const NASTY = '=1+1 <b>"x"</b>, ]]> @ana #12 $a$ [x](javascript:y) \\ `c`\n- z';

function siteOf(title: string): SiteGraph {
  const records = [
    record('person', 'ana', 'Ana Ruiz'),
    record('meeting', 'board/2026-10-06', 'Board, 6 October 2026', { date: '2026-10-06', series: 'Board' }),
    record('action', 'k3v9qd2a', title, {
      status: 'open',
      due: '2026-11-15',
      date: '2026-10-06',
      owners: ['ana', 'Lina'],
    }),
    record('action', 'done', 'Done', { status: 'done', due: '2026-11-15', date: '2026-10-06' }),
    record('decision', '0t7hm4xz', title, { date: '2026-10-06', series: 'Board', topic: 'Quota' }),
    record('decision', 'old', 'Old way', { date: '2026-08' }),
    record('objective', 'quota', 'See the cost', {
      changes: ['2026-10-20 9 hubs', '2026-10-20 now at risk'],
    }),
  ];
  const links: RecordLink[] = [
    { type: 'owned by', from: 'action:k3v9qd2a', to: 'person:ana' },
    { type: 'given in', from: 'action:k3v9qd2a', to: 'meeting:board/2026-10-06' },
    { type: 'made in', from: 'decision:0t7hm4xz', to: 'meeting:board/2026-10-06' },
    { type: 'supersedes', from: 'decision:0t7hm4xz', to: 'decision:old', sentence: title },
  ];
  const urls: Partial<Record<Key, string>> = { 'decision:0t7hm4xz': '/decisions/#decision-0t7hm4xz' };
  return { graph: createGraph([{ records, links }]), urlOf: (key) => urls[key] };
}

const facts: ExportFacts = {
  title: 'Open Tide',
  asOf: '2026-11-20',
  audience: 'public',
  base: 'https://tide.example/x',
};
const files = exportFiles(siteOf(NASTY), facts);

describe('compass export', () => {
  it('compass.json follows its schema and is sorted', () => {
    const json = graphJson(siteOf(NASTY), facts);
    expect(graphSchema.parse(json)).toEqual(json);
    expect(json.records.map(({ kind, id }) => `${kind}:${id}`)).toEqual([
      'person:ana',
      'objective:quota',
      'action:done',
      'action:k3v9qd2a',
      'meeting:board/2026-10-06',
      'decision:0t7hm4xz',
      'decision:old',
    ]);
    expect(json.records.at(-2)?.url).toBe('https://tide.example/x/decisions/#decision-0t7hm4xz');
  });
  it('actions.csv keeps each text in its cell and runs no formula', () => {
    const rows = csvParse(files['actions.csv']!);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      id: 'k3v9qd2a',
      text: `'${NASTY}`,
      owners: 'Ana Ruiz; Lina',
      due: '2026-11-15',
      line: '3',
    });
  });
  it('actions.ics holds the open ones that are due, in lines of at most 75 octets', () => {
    const calendar = files['actions.ics']!;
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(calendar).toContain('UID:action-k3v9qd2a@myst-compass');
    expect(calendar).toContain('DTSTART;VALUE=DATE:20261115');
    for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(76);
  });
  it('decisions.md says what supersedes what', () => {
    const text = decisionsMarkdown(siteOf('New way'), facts);
    expect(text).toBe(
      '# Open Tide: decisions\n\n## 2026-10\n\n- [2026-10-06](https://tide.example/x/decisions/#decision-0t7hm4xz) New way (Board; Quota)\n\n## 2026-08\n\n- 2026-08 ~~Old way~~ (superseded by “New way”)\n',
    );
  });
  it('decisions.md is a list of texts, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), MARKUP), (text) => {
        const tree = fromMarkdown(decisionsMarkdown(siteOf(text), facts), {
          extensions: [gfm()],
          mdastExtensions: [gfmFromMarkdown()],
        });
        const counts: Record<string, number> = {};
        visit(tree, ({ type }) => {
          counts[type] = (counts[type] ?? 0) + 1;
        });
        const { text: _, inlineCode: __, ...structure } = counts;
        expect(structure).toEqual({
          ...{ root: 1, heading: 3, list: 2, listItem: 2, paragraph: 2 },
          ...{ link: 1, delete: 1 },
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('feeds', () => {
  const feeds = feedFiles(siteOf(NASTY), facts);
  it.each(FEEDS.map((feed) => feed.path))('%s is whole in both forms', (path) => {
    const atom = feeds.get(`${path}.xml`)!;
    const json = JSON.parse(feeds.get(`${path}.json`)!) as { items: { id: string; url: string }[] };
    const ids = [...atom.matchAll(/<id>(urn:myst-compass:[^<]+)<\/id>/g)].map((match) => match[1]);
    expect(ids.slice(1)).toEqual(json.items.map((item) => item.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(atom).not.toMatch(/<b>"x"/);
    for (const { url } of json.items) expect(url).toMatch(/^https:\/\/tide\.example\/x\//);
  });
  it('keeps ids when the site moves, and takes paths without a host', () => {
    const moved = feedFiles(siteOf(NASTY), { ...facts, base: '/y' });
    const idsOf = (text = '') => text.match(/<id>[^<]+/g);
    expect(idsOf(moved.get('feed.xml'))).toEqual(idsOf(feeds.get('feed.xml')));
    expect(moved.get('feed.xml')).toContain('href="/y/decisions/#decision-0t7hm4xz"');
    expect(moved.get('feed.xml')).not.toContain('invalid');
  });
  it('an empty compass has feeds too', () => {
    const empty: SiteGraph = { graph: createGraph([]), urlOf: () => undefined };
    expect(feedFiles(empty, facts).get('feed.xml')).toContain('<updated>2026-11-20');
  });
  it('their page keeps the frame of the theme', () => {
    const shell =
      '<head><title>Home</title></head><body><nav><a aria-current="page">x</a></nav><main id="a">$& old</main></body>';
    const html = feedsPage(shell, { site: '', graph: siteOf('x'), facts, path: '/x' });
    expect(html).toContain('<title>Feeds · Open Tide</title>');
    expect(html).toContain('<nav><a>x</a></nav>');
    expect(html).toContain('href="/x/feeds/actions.xml"');
    expect(html).not.toContain('old');
  });
  it('their page keeps a text of the home page a text', () => {
    const shell =
      '<head><title>Home</title><meta name="description" content="a > b <main> <script>x()</script>"><meta name="keywords" content="> </head><script>y()</script>"></head><body><p title="<main>">x</p><main id="a">old</main></body>';
    const title = '</title><script>z()</script>';
    const html = feedsPage(shell, { site: '', graph: siteOf('x'), facts: { ...facts, title }, path: '/x' });
    const found: string[] = [];
    visit(fromHtml(html), 'element', ({ tagName, properties }) => {
      found.push(tagName === 'meta' ? `meta ${properties.name}` : tagName);
    });
    expect(found).not.toContain('script');
    expect(found.filter((name) => /^meta|^main|^p$/.test(name))).toEqual(['meta keywords', 'p', 'main', 'p']);
  });
  it.each([
    ['as it is', '<head><title>x</title>|</head><body>'],
    ['behind a value that names it', '<head><meta content="a </head><script>x()</script>">|</head><body>'],
    ['behind a title that names it', "<head><title>It's </head></title>|</head>"],
    ['behind a comment', '<head><!-- </head> --><script>"</head>"</script>|</head><body>'],
    ['of none', '<p>x</p>'],
  ])('find the end of a head %s', (_name, marked) => {
    const html = marked.replace('|', '');
    expect(endOfHead(html)).toBe(marked.indexOf('|'));
  });
});

describe('_headers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compass-headers-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  it('lets scripts come from the site, inline ones by hash, and from hosts that pages name', () => {
    mkdirSync(join(folder, 'a'));
    writeFileSync(
      join(folder, 'a/index.html'),
      '<script>one()</script><script src="https://stats.example/s.js"></script>',
    );
    const [first, policy] = headersOf(folder, '/x').split('\n');
    expect(first).toBe('/x/*');
    expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/]{43}=' https:\/\/stats\.example;/);
    expect(policy).not.toContain("script-src 'self' 'unsafe-inline'");
  });
  it('lets no script run that stands in a page of our own theme', () => {
    writeFileSync(
      join(folder, 'a/index.html'),
      '<!doctype html><html lang="en" data-base="/x"><script>one()</script><script src="/x/a.js"></script>',
    );
    expect(headersOf(folder, '/x')).toContain("script-src 'self';");
  });
});
