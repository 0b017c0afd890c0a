// What the published folder gets beside mystmd's pages: exports, feeds and their page, the sitemap with real
// addresses, and headers for hosts that read `_headers`. In: a built folder; out: files in it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { EXIT, visit } from 'unist-util-visit';
import { type ExportFacts, graphJson } from './export/graph-json.ts';
import { escapeXml, FEEDS, feedFiles } from './feed.ts';
import type { SiteGraph } from './graph.ts';
import { filesIn } from './pages.ts';

export interface PublishInput {
  /** The folder that will be published. */
  site: string;
  graph: SiteGraph;
  facts: ExportFacts;
  /** '' or `/compass`. */
  path: string;
  /** `https://host`, when known. */
  origin?: string;
}

export function addPublished(input: PublishInput): void {
  const { site, graph, facts } = input;
  const files = new Map<string, string>([
    ['compass.json', `${JSON.stringify(graphJson(graph, facts))}\n`],
    ...feedFiles(graph, facts),
  ]);
  const shell = join(site, 'index.html');
  if (existsSync(shell)) files.set('feeds/index.html', feedsPage(readFileSync(shell, 'utf8'), input));
  for (const [file, text] of files) writeInside(join(site, file), text);
  addFeedLinks(input);
  addAddresses(input);
  writeFileSync(join(site, '_headers'), headersOf(site, input.path));
}

function writeInside(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The home page's frame with the list of feeds in it: navigation and styles stay the theme's. */
export function feedsPage(shell: string, { facts, path }: PublishInput): string {
  const tree = fromHtml(shell);
  visit(tree, 'element', (element, index, parent) => {
    const { tagName, properties } = element;
    delete properties.ariaCurrent;
    if (tagName === 'main') Object.assign(element, feedsMain(path));
    if (tagName === 'title' && parent && isElement(parent, 'head'))
      element.children = [{ type: 'text', value: `Feeds · ${facts.title}` }];
    const isOfHome =
      OF_ONE_PAGE.test(`${properties.name ?? properties.property}`) || `${properties.rel}` === 'canonical';
    if (!isElement(parent, 'head') || !isOfHome || index === undefined) return undefined;
    parent.children.splice(index, 1);
    return index;
  });
  return toHtml(tree);
}

const OF_ONE_PAGE = /^(?:description|og:(?:title|description|url))$/;

const isElement = (node: Element | Root | undefined, name: string): node is Element =>
  node?.type === 'element' && node.tagName === name;

function feedsMain(path: string): Element {
  const link = (feed: string, form: string, title: string) =>
    h('a', { href: `${path}/${feed}`, ariaLabel: `${title}, ${form}` }, form);
  const row = (title: string, ...cells: (Element | string)[]) =>
    h('tr', [h('th', { scope: 'row' }, title), ...cells.map((cell) => h('td', cell))]);
  const rows = FEEDS.map(({ path: feed, title, doc }) =>
    row(title, doc, link(`${feed}.xml`, 'Atom', title), link(`${feed}.json`, 'JSON', title)),
  );
  rows.push(
    row('The graph', 'Every record and link, for programs.', '', link('compass.json', 'JSON', 'The graph')),
  );
  const heads = ['Feed', 'Tells', 'Atom', 'JSON'].map((head) => h('th', { scope: 'col' }, head));
  return h('main#content', { tabIndex: -1 }, [
    h('article', [
      h('div.title-block', [h('h1', 'Feeds')]),
      h('p', 'A feed reader tells what is new without a visit. Copy the address of a feed into it.'),
      h('div.table-wrap', [h('table', [h('thead', [h('tr', heads)]), h('tbody', rows)])]),
    ]),
  ]);
}

/** Every page's head names all feeds; the theme names the first. */
function addFeedLinks({ site, path }: PublishInput): void {
  const links = FEEDS.flatMap(({ path: feed, title }) => [
    `<link rel="alternate" type="application/atom+xml" href="${path}/${feed}.xml" title="${title}">`,
    `<link rel="alternate" type="application/feed+json" href="${path}/${feed}.json" title="${title}">`,
  ]);
  for (const file of filesIn(site).filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(join(site, file), 'utf8');
    const missing = links.filter((link) => !html.includes(/href="[^"]*"/.exec(link)![0]));
    const end = endOfHead(html);
    const linked = end < 0 ? html : `${html.slice(0, end)}${missing.join('')}${html.slice(end)}`;
    // The theme alone knows one feed; a built site has a page of them.
    const footed = linked.replace(
      `<a href="${path}/feed.xml">Feed</a>`,
      () => `<a href="${path}/feeds/">Feeds</a>`,
    );
    writeFileSync(join(site, file), footed);
  }
}

/** Where the head ends: a title that stands in the value of an attribute may say `</head>` as well. */
export function endOfHead(html: string): number {
  const end = html.indexOf('</head>');
  if (end < 0 || holdsMark(html.slice(0, end))) return end;
  // Rare, and slow for a whole page.
  let last = -1;
  visit(fromHtml(html, { verbose: true }), 'element', ({ tagName, data }) => {
    if (tagName === 'head') last = data?.position?.closing?.start.offset ?? -1;
    return tagName === 'head' ? EXIT : undefined;
  });
  return last;
}

/** Does what comes next become an element of the head, and not part of a value, a comment or a script? */
function holdsMark(before: string): boolean {
  let found = false;
  visit(fromHtml(`${before}<meta name="end-of-head">`), 'element', (element) => {
    if (element.tagName === 'meta' && element.properties.name === 'end-of-head') found = true;
  });
  return found;
}

/** A sitemap needs full addresses; without a known host it would be wrong, so there is none. */
function addAddresses({ site, origin }: PublishInput): void {
  const file = join(site, 'sitemap.xml');
  if (!existsSync(file) || origin === undefined) return;
  const text = readFileSync(file, 'utf8').replaceAll('<loc>/', () => `<loc>${escapeXml(origin)}/`);
  writeFileSync(file, text);
  const robots = join(site, 'robots.txt');
  if (!existsSync(robots)) return;
  const lines = readFileSync(robots, 'utf8')
    .split('\n')
    .filter((line) => !/^sitemap:/i.test(line));
  const [address] = /<loc>[^<]*/.exec(text) ?? [];
  const base = address?.slice('<loc>'.length).replace(/(?<!\/)\/+$/, '') ?? origin;
  writeFileSync(robots, `${lines.join('\n').trimEnd()}\nSitemap: ${base}/sitemap.xml\n`);
}

/** Our theme writes no script into a page: one that stands there all the same is not to run. */
const OUR_PAGE = /^<!doctype html><html [^<>]*data-base="/i;

/**
 * A strict policy for hosts that read `_headers`: scripts come from the site alone (those that other themes write into pages by their hash), and
 * nothing may frame it. Pictures and frames may come from anywhere on https, because authors embed them.
 */
export function headersOf(site: string, path: string): string {
  const pages = filesIn(site).filter((file) => file.endsWith('.html'));
  const hashes = new Set<string>();
  const hosts = new Set<string>();
  for (const file of pages) {
    const html = readFileSync(join(site, file), 'utf8');
    const isOurs = OUR_PAGE.test(html);
    for (const [, attributes = '', code = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
      const src = /\bsrc="(https:\/\/[^/"]+)/.exec(attributes)?.[1];
      if (src !== undefined) hosts.add(src);
      else if (code !== '' && !isOurs)
        hashes.add(`'sha256-${createHash('sha256').update(code).digest('base64')}'`);
    }
  }
  const outside = [...hosts].sort().join(' ');
  const policy = [
    "default-src 'self'",
    ['script-src', "'self'", ...[...hashes].sort(), outside].filter(Boolean).join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    "media-src 'self' https:",
    'frame-src https:',
    `connect-src 'self'${outside && ` ${outside}`}`,
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ];
  return [
    `${path}/*`,
    `  Content-Security-Policy: ${policy.join('; ')}`,
    '  X-Content-Type-Options: nosniff',
    '  Referrer-Policy: strict-origin-when-cross-origin',
    '  Permissions-Policy: camera=(), microphone=(), geolocation=()',
    // Their names change with what is in them.
    `${path}/assets/*`,
    '  Cache-Control: public, max-age=31536000, immutable',
    '',
  ].join('\n');
}
