// The theme's server, as mystmd asks for it: HOST, PORT, CONTENT_CDN_PORT, MODE and BASE_URL in, pages out; one ready
// line on stdout, everything else on stderr; it ends when stdin ends. The only part of the theme that reads or listens.
import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  isObject,
  type MystNode,
  normalizePage,
  normalizeSite,
  type Page,
  type Site,
  text,
} from './content.ts';
import { errorPage, robots, siteMap } from './files.ts';
import { renderPage } from './page.ts';
import type { Edition } from './parts/foot.ts';
import type { Assets } from './parts/head.ts';
import { pictureClass } from './render/state.ts';
import { createUrls, type Urls } from './urls.ts';

const here = dirname(fileURLToPath(import.meta.url));
const publicFolder = join(here, 'public');
const host = process.env.HOST ?? 'localhost';
const port = Number(process.env.PORT ?? 3000);
const contentPort = process.env.CONTENT_CDN_PORT ?? '3100';
const content = `http://${host}:${contentPort}`;
const isStatic = process.env.MODE === 'static';
const base = (process.env.BASE_URL ?? '').replace(/(?<!\/)\/+$/, '').replace(/^(?=[^/])/, '/');
const assets = readAssets();
const unknownNodes = new Map<string, number>();

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};

interface Context {
  site: Site;
  urls: Urls;
}

interface Answer {
  status: number;
  type: string;
  body: string | Buffer;
}

const plain = (body: string, type = '.txt', status = 200): Answer => ({
  status,
  type: TYPES[type] ?? 'text/plain',
  body,
});

function readAssets(): Assets {
  return JSON.parse(readFileSync(join(here, 'assets.json'), 'utf8'));
}

/** In a static build the site does not change; in `myst start` it is read for every page. */
let kept: Promise<Context> | undefined;
function readContext(): Promise<Context> {
  if (!isStatic || kept === undefined) kept = loadContext();
  return kept;
}

async function loadContext(): Promise<Context> {
  const site = normalizeSite((await readJson('/config.json')).json);
  const origin = text(process.env.COMPASS_ORIGIN) ?? text(site.options.site_url);
  const urls = createUrls(site, {
    base,
    origin: origin && /^https?:\/\//.test(origin) ? origin.replace(/(?<!\/)\/+$/, '') : undefined,
    assets: isStatic ? '/myst_assets_folder' : `${base}/build`,
  });
  return { site, urls };
}

class Missing extends Error {}

async function read(path: string): Promise<Response> {
  const response = await fetch(`${content}${path}`);
  if (response.status === 404) throw new Missing(path);
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  return response;
}

async function readJson(path: string): Promise<{ json: unknown; source: string }> {
  const source = await (await read(path)).text();
  try {
    return { json: JSON.parse(source), source };
  } catch (cause) {
    throw new Error(`${path} is no valid JSON`, { cause });
  }
}

/** `folder/page` is the file `folder.page.json`, a folder's index `folder.index.json`. */
async function readPage(path: string, site: Site): Promise<{ page: Page; source: string }> {
  const slug = path === '' ? site.index : path.replaceAll('/', '.');
  for (const name of [slug, `${slug}.index`]) {
    try {
      const { json, source } = await readJson(`/content/${encodeURIComponent(name)}.json`);
      return { page: normalizePage(json, name), source };
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
    }
  }
  throw new Missing(path);
}

async function answerPage(path: string): Promise<Answer> {
  const { site, urls } = await readContext();
  const { page } = await readPage(path, site);
  const { html, unknown } = renderPage({
    page,
    site,
    urls,
    assets,
    edition: editionOf(urls, page.mdast),
    home: await homeTitle(site),
    pictures: await readPictures(page.mdast),
    livePort: isStatic ? undefined : contentPort,
    warn: (message) => log(`${page.location?.slice(1) ?? page.slug}: ${message}`),
  });
  for (const [type, count] of unknown) unknownNodes.set(type, (unknownNodes.get(type) ?? 0) + count);
  return plain(html, '.html');
}

/** mystmd does not list the home page in its table of contents. */
let keptHome: Promise<string> | undefined;
function homeTitle(site: Site): Promise<string> {
  if (!isStatic || keptHome === undefined) keptHome = readHomeTitle(site);
  return keptHome;
}

async function readHomeTitle(site: Site): Promise<string> {
  try {
    const { frontmatter } = (await readPage('', site)).page;
    return text(frontmatter.short_title) ?? text(frontmatter.title) ?? 'Home';
  } catch {
    return 'Home';
  }
}

/** The builder tells by the environment what no page knows; the plugin by a node's data. */
function editionOf(urls: Urls, tree: MystNode): Edition {
  const found = findData(tree, 'compassEdition');
  const told = isObject(found) ? found : {};
  const feeds =
    text(process.env.COMPASS_OUT) === undefined
      ? []
      : [
          { href: `${urls.base}/feed.xml`, type: 'application/atom+xml', title: 'Feed' },
          { href: `${urls.base}/compass.json`, type: 'application/json', title: 'compass.json' },
        ];
  return {
    asOf: text(process.env.COMPASS_AS_OF) ?? text(told.asOf),
    audience: text(process.env.COMPASS_AUDIENCE) ?? text(told.audience),
    feeds,
  };
}

function findData(node: MystNode, name: string): unknown {
  if (node.data?.[name] !== undefined) return node.data[name];
  for (const child of node.children ?? []) {
    const found = findData(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The svg files of all compass pictures of a page. One that cannot be read stays an image. */
const keptPictures = new Map<string, Promise<string | undefined>>();
async function readPictures(tree: MystNode): Promise<Map<string, string>> {
  const urls = [...pictureUrls(tree)];
  const sources = await Promise.all(urls.map((url) => readPicture(url)));
  return new Map(
    urls.flatMap((url, index) => {
      const source = sources[index];
      return source === undefined ? [] : [[url, source] as const];
    }),
  );
}

function readPicture(url: string): Promise<string | undefined> {
  const known = keptPictures.get(url);
  if (known) return known;
  const reading = read(url)
    .then((response) => response.text())
    .catch((error: unknown) => {
      log(`${url}: ${messageOf(error)}`);
      return undefined;
    });
  // Names carry a hash of what is in the file, so that nothing here grows old; the map is kept small.
  if (keptPictures.size > 200) keptPictures.clear();
  keptPictures.set(url, reading);
  return reading;
}

function pictureUrls(node: MystNode, found = new Set<string>()): Set<string> {
  if (
    node.type === 'image' &&
    pictureClass(node) &&
    typeof node.url === 'string' &&
    node.url.startsWith('/')
  ) {
    found.add(node.url);
  }
  for (const child of node.children ?? []) pictureUrls(child, found);
  return found;
}

/** The page's JSON, its files addressed as in the built site. */
async function answerJson(path: string): Promise<Answer> {
  const { site, urls } = await readContext();
  const { source } = await readPage(path, site);
  return plain(
    source.replaceAll(FILE, (whole, key: string, url: string) => {
      const address = urls.asset(url);
      return address === undefined ? whole : `${key}${JSON.stringify(address)}`;
    }),
    '.json',
  );
}

/** Keys that name a copied file, with the hash in its name; quotes inside a string are escaped and never match. */
const FILE =
  /("(?:url|urlOptimized|thumbnail|thumbnailOptimized|banner|bannerOptimized|path)":\s*)"(\/(?:[^"\\/]+-)?[0-9a-f]{32}\.\w+)"/g;

type Route = (path: string) => Promise<Answer>;
const routes: Record<string, Route> = {
  'robots.txt': async () => plain(robots((await readContext()).urls)),
  'sitemap.xml': async () => {
    const { site, urls } = await readContext();
    return { status: 200, type: 'application/xml; charset=utf-8', body: siteMap(site, urls) };
  },
  'sitemap_style.xsl': async () =>
    plain(
      '<?xml version="1.0"?><xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>',
    ),
  'myst-theme.css': async () => {
    const { site } = await readContext();
    const style = text(site.options.style);
    return plain(style ? await (await read(style)).text() : '', '.css');
  },
  'favicon.ico': async () => {
    const { site } = await readContext();
    const own = text(site.options.favicon);
    const body = own
      ? Buffer.from(await (await read(own)).arrayBuffer())
      : readFileSync(join(publicFolder, 'favicon.ico'));
    return { status: 200, type: TYPES[extname(own ?? '.ico')] ?? 'image/x-icon', body };
  },
  'config.json': pass,
  'objects.inv': pass,
  'myst.xref.json': pass,
  'myst.search.json': pass,
};

async function pass(path: string): Promise<Answer> {
  const response = await read(encodeURI(`/${path}`));
  return {
    status: 200,
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** mystmd's copied files, which a static build puts into `build/`. */
async function answerBuild(path: string): Promise<Answer> {
  return pass(path.replace(/^(build|myst_assets_folder)\//, ''));
}

async function answer(path: string): Promise<Answer> {
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route) return route(path);
  if (/^(build|myst_assets_folder)\//.test(path)) return answerBuild(path);
  if (path.endsWith('.json')) {
    try {
      return await answerJson(path.slice(0, -'.json'.length));
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
    }
  }
  return answerPage(path);
}

/** Another name that was made to point at this machine (DNS rebinding) must not read an unpublished site. */
function isOwnHost({ headers }: IncomingMessage): boolean {
  const name = (headers.host ?? '').replace(/:\d*$/, '').toLowerCase();
  return LOOPBACK.has(name) || name === host.toLowerCase() || (!LOOPBACK.has(host) && isIP(name) > 0);
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isOwnHost(request))
    return send(response, plain(`Unexpected host, expected ${host}:${port}\n`, '.txt', 421));
  const url = new URL(request.url ?? '/', 'http://theme');
  const pathname =
    base && url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : url.pathname;
  const path = decodePath(pathname.replace(/^\/+|(?<!\/)\/+$/g, ''));
  const file = themeFile(path);
  if (file) return sendFile(file, response);
  send(response, await answer(path).catch((error: unknown) => failed(error, path)));
}

/** A path that cannot be decoded leads nowhere. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function failed(error: unknown, path: string): Answer {
  if (error instanceof Missing) return plain(notFound(), '.html', 404);
  log(`/${path}: this page could not be rendered: ${messageOf(error)}`);
  if (error instanceof Error && error.stack) log(error.stack);
  return plain(errorPage(path, messageOf(error), assets, base), '.html', 500);
}

const notFound = () => readFileSync(join(publicFolder, '404.html'), 'utf8');

/** A file of the theme itself; never one outside its folder, nor what a link in it leads to there. */
function themeFile(path: string): string | undefined {
  if (path === '' || path === 'favicon.ico' || path.includes('\0')) return undefined;
  const file = normalize(join(publicFolder, path));
  if (!file.startsWith(publicFolder + sep) || !existsSync(file) || !statSync(file).isFile()) return undefined;
  return realpathSync(file).startsWith(realpathSync(publicFolder) + sep) ? file : undefined;
}

function sendFile(file: string, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}

const log = (message: string) => process.stderr.write(`${message}\n`);

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function end(): void {
  if (unknownNodes.size > 0) {
    const counts = [...unknownNodes].map(([type, count]) => `${type} ${count}×`).join(', ');
    log(`Unknown nodes, shown by their children: ${counts}`);
  }
  process.exit(0);
}

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => send(response, failed(error, request.url ?? '')));
});
// A client that sends its request word by word holds a connection for so long, no longer.
server.headersTimeout = 10_000;
server.requestTimeout = 20_000;
server.listen(port, host, () => process.stdout.write(`Theme ready at http://${host}:${port}\n`));
process.stdin.resume();
process.stdin.on('end', end);
process.stdin.on('close', end);
process.on('SIGTERM', end);
