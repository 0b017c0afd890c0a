// What the theme costs: rendering of generated page JSON (time a page, memory over many), the server's CPU time as
// mystmd drives it, and the search index. In: sizes; out: figures with units.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import { normalizePage, normalizeSite } from '../../site/content.ts';
import { renderPage } from '../../site/page.ts';
import { entriesOfMyst, searchFiles, searchOptions } from '../../site/search.ts';
import { createUrls } from '../../site/urls.ts';
import type { BenchCase, Figure } from './bench.ts';
import { wordsFrom } from './words.ts';

type Tree = Record<string, unknown>;

const sentence = (seed: number, length = 14) => wordsFrom(seed, length);

const words = (value: string): Tree => ({ type: 'text', value });
const parent = (type: string, children: Tree[], more: Tree = {}): Tree => ({ type, ...more, children });

/** About 900 words in ten sections, with links, a table, code, a list and a formula: a long page of a manual. */
function generatePage(number: number): Tree {
  const sections = Array.from({ length: 10 }, (_, index) => section(number * 10 + index, index));
  return {
    kind: 'Article',
    slug: slugOf(number),
    location: `/${slugOf(number)}.md`,
    frontmatter: { title: `Page ${number}`, description: sentence(number) },
    mdast: parent('root', sections),
    references: {},
  };
}

function section(seed: number, index: number): Tree {
  const html = '<span class="katex"><span class="katex-mathml"><math><mi>x</mi></math></span></span>';
  return parent('block', [
    parent('heading', [words(sentence(seed, 4))], {
      depth: 2 + (index % 2),
      html_id: `part-${index}`,
      identifier: `part-${index}`,
    }),
    parent('paragraph', [
      words(`${sentence(seed, 30)} `),
      parent('link', [words('a page')], { url: `/${slugOf(seed % 100)}` }),
      words(`, ${sentence(seed + 1, 20)} `),
      { type: 'inlineMath', value: 'x', html },
    ]),
    parent(
      'list',
      [1, 2, 3].map((item) => parent('listItem', [parent('paragraph', [words(sentence(seed + item, 10))])])),
    ),
    parent(
      'table',
      [1, 2, 3].map((row) =>
        parent(
          'tableRow',
          [1, 2, 3].map((cell) => parent('tableCell', [words(`${row * cell}`)], { header: row === 1 })),
        ),
      ),
    ),
    {
      type: 'code',
      lang: 'python',
      value: `def step_${seed}(hub):\n    return hub.quota * ${seed}  # ${sentence(seed, 4)}`,
    },
    parent(
      'admonition',
      [parent('admonitionTitle', [words('Note')]), parent('paragraph', [words(sentence(seed, 12))])],
      { kind: 'note' },
    ),
  ]);
}

const slugOf = (number: number) => (number === 0 ? 'index' : `page-${number}`);

function generateConfig(count: number): Tree {
  const pages = Array.from({ length: count - 1 }, (_, index) => ({
    slug: slugOf(index + 1),
    level: 1 + (index % 10 === 0 ? 0 : 1),
    title: `Page ${index + 1}`,
  }));
  return { title: 'Bench', projects: [{ index: 'index', pages }] };
}

const ASSETS = {
  css: 'c',
  views: 'v',
  content: 'm',
  panels: 'p',
  theme: 't',
  main: 'j',
  katex: 'k',
  font: 'f',
  reload: 'r',
  googleAnalytics: 'g',
};

/** Rendering alone: the slowest tenth tells more than the mean; memory is what 1,800 further pages leave behind. */
function renderMany(count: number): Figure[] {
  const site = normalizeSite(generateConfig(200));
  const urls = createUrls(site, { base: '', assets: '/build' });
  const times: number[] = [];
  let before = 0;
  let bytes = 0;
  let cpu = 0;
  for (let number = 0; number < count; number++) {
    const page = normalizePage(generatePage(number), slugOf(number));
    const start = performance.now();
    const used = process.cpuUsage();
    const { html } = renderPage({
      page,
      site,
      urls,
      assets: ASSETS,
      edition: { feeds: [] },
      home: 'Home',
      pictures: new Map(),
      warn: () => {},
    });
    times.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    cpu += user + system;
    bytes += html.length;
    if (number === Math.floor(count / 10)) before = heapMegabytes();
  }
  const warm = times.slice(20).sort((a, b) => a - b);
  return [
    { metric: 'median a page', value: warm[Math.floor(warm.length / 2)] ?? 0, unit: 'ms' },
    { metric: '90th percentile a page', value: warm[Math.floor(warm.length * 0.9)] ?? 0, unit: 'ms' },
    { metric: 'mean CPU a page', value: cpu / count / 1000, unit: 'ms' },
    { metric: 'growth of the heap', value: heapMegabytes() - before, unit: 'MB' },
    { metric: 'html a page', value: bytes / count / 1000, unit: 'kB' },
  ];
}

/** Exact when node runs with `--expose-gc`. */
function heapMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

/** The bundled server as mystmd starts and crawls it: pages and their JSON, five at a time. */
async function crawl(count: number): Promise<Figure[]> {
  const theme = join(dirname(fileURLToPath(import.meta.url)), 'theme');
  if (!existsSync(join(theme, 'server.mjs'))) return [];
  const files = new Map<string, string>([['/config.json', JSON.stringify(generateConfig(count))]]);
  for (let number = 0; number < count; number++)
    files.set(`/content/${slugOf(number)}.json`, JSON.stringify(generatePage(number)));
  const content = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.statusCode = file === undefined ? 404 : 200;
    response.end(file);
  });
  await new Promise<void>((resolve) => content.listen(0, '127.0.0.1', resolve));
  const address = content.address();
  const contentPort = typeof address === 'object' && address ? address.port : 0;
  const port = 50_000 + (process.pid % 10_000);
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    CONTENT_CDN_PORT: String(contentPort),
    MODE: 'static',
    BASE_URL: '',
  };
  const start = performance.now();
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: theme,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const ready = performance.now() - start;
  const paths = [...Array(count).keys()].flatMap((number) => [
    `/${number === 0 ? '' : slugOf(number)}`,
    `/${slugOf(number)}.json`,
  ]);
  const next = async (): Promise<void> => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop())
      await (await fetch(`http://127.0.0.1:${port}${path}`)).arrayBuffer();
  };
  await Promise.all([next(), next(), next(), next(), next()]);
  const cpu = cpuSeconds(child.pid);
  child.stdin.end();
  content.close();
  content.closeAllConnections();
  return [
    { metric: 'ready after', value: ready, unit: 'ms' },
    ...(cpu === undefined ? [] : [{ metric: 'CPU time', value: cpu, unit: 's' }]),
    { metric: 'wall time', value: (performance.now() - start) / 1000, unit: 's' },
  ];
}

/** User and system time of a process, where the system tells it (Linux counts in hundredths). */
function cpuSeconds(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The index of a site: made once at build, fetched and read when the panel opens. */
function searchIndex(count: number): Figure[] {
  const records = Array.from({ length: count * 10 }, (_, index) => ({
    hierarchy: { lvl1: `Page ${Math.floor(index / 10)}`, lvl2: sentence(index, 4) },
    content: sentence(index, 90),
    type: 'content',
    url: `/${slugOf(Math.floor(index / 10))}#part-${index % 10}`,
  }));
  const start = performance.now();
  const files = searchFiles(entriesOfMyst({ records }));
  const made = performance.now() - start;
  const first = files.get('piece-0.json') ?? '{}';
  const opened = performance.now();
  const index = MiniSearch.loadJSON(first, searchOptions);
  index.search('comunity');
  return [
    { metric: 'made in', value: made, unit: 'ms' },
    { metric: 'first piece', value: first.length / 1000, unit: 'kB' },
    { metric: 'pieces', value: files.size - 1, unit: '' },
    { metric: 'read and first result', value: performance.now() - opened, unit: 'ms' },
  ];
}

export const cases: BenchCase[] = [
  { name: 'theme: render pages', size: '2,000 pages', run: () => renderMany(2000) },
  { name: 'theme: serve a static build', size: '200 pages', run: () => crawl(200) },
  { name: 'theme: search index', size: '200 pages, 2,000 sections', run: () => searchIndex(200) },
];
