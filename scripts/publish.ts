// What the published folder gets beside mystmd's pages: exports, feeds and their page, the sitemap with real
// addresses, and headers for hosts that read `_headers`. In: a built folder; out: files in it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
  const link = (feed: string, form: string, title: string) =>
    `<a href="${path}/${feed}" aria-label="${title}, ${form}">${form}</a>`;
  const rows = FEEDS.map(
    ({ path: feed, title, doc }) =>
      `<tr><th scope="row">${title}</th><td>${doc}</td><td>${link(`${feed}.xml`, 'Atom', title)}</td><td>${link(`${feed}.json`, 'JSON', title)}</td></tr>`,
  );
  rows.push(
    `<tr><th scope="row">The graph</th><td>Every record and link, for programs.</td><td></td><td>${link('compass.json', 'JSON', 'The graph')}</td></tr>`,
  );
  const main = `<main id="content" tabindex="-1"><article><div class="title-block"><h1>Feeds</h1></div><p>A feed reader tells what is new without a visit. Copy the address of a feed into it.</p><div class="table-wrap"><table><thead><tr><th scope="col">Feed</th><th scope="col">Tells</th><th scope="col">Atom</th><th scope="col">JSON</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></article></main>`;
  const title = escapeXml(facts.title);
  return shell
    .replace(/<main\b[\s\S]*<\/main>/, () => main)
    .replace(/<title>[^<]*<\/title>/, () => `<title>Feeds · ${title}</title>`)
    .replaceAll(
      /<(?:meta (?:name="description"|property="og:(?:title|description|url)")|link rel="canonical")[^>]*>/g,
      '',
    )
    .replaceAll(' aria-current="page"', '');
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
    const linked = html.replace('</head>', () => `${missing.join('')}</head>`);
    // The theme alone knows one feed; a built site has a page of them.
    const footed = linked.replace(
      `<a href="${path}/feed.xml">Feed</a>`,
      () => `<a href="${path}/feeds/">Feeds</a>`,
    );
    writeFileSync(join(site, file), footed);
  }
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

/**
 * A strict policy for hosts that read `_headers`: scripts come from the site alone (inline ones by their hash), and
 * nothing may frame it. Pictures and frames may come from anywhere on https, because authors embed them.
 */
export function headersOf(site: string, path: string): string {
  const pages = filesIn(site).filter((file) => file.endsWith('.html'));
  const hashes = new Set<string>();
  const hosts = new Set<string>();
  for (const file of pages) {
    const html = readFileSync(join(site, file), 'utf8');
    for (const [, attributes = '', code = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
      const src = /\bsrc="(https:\/\/[^/"]+)/.exec(attributes)?.[1];
      if (src !== undefined) hosts.add(src);
      else if (code !== '') hashes.add(`'sha256-${createHash('sha256').update(code).digest('base64')}'`);
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
