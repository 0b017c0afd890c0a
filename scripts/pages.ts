// What mystmd and the plugin wrote about the pages: the plugin's reports (COMPASS_OUT), mystmd's page JSON and the
// HTML made from it. In: folders of one build; out: checked plain data, and the pages that are missing.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../plugins/message.ts';
import type { PageReport } from '../plugins/page/report.ts';

type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parsed, or undefined when the file is missing or is no JSON. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Every file below a folder, from that folder, with `/`, sorted; links are listed, not followed. */
export function filesIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? filesIn(folder, path) : [path];
    })
    .sort();
}

/** The plugin's report of every page, by source path. A page that no plugin saw has none. */
export function readPageReports(folder: string): PageReport[] {
  if (!existsSync(folder)) return [];
  return filesIn(folder)
    .map((file) => readJson(join(folder, file)))
    .filter(isPageReport)
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function isPageReport(value: unknown): value is PageReport {
  return isObject(value) && typeof value.file === 'string' && Array.isArray(value.messages);
}

/** Where a page names a file that mystmd copied into the public folder, by the copy's name: not every node has a place. */
export function placesOfCopies(root: string, names: ReadonlySet<string>): Map<string, Place> {
  const folder = join(root, '_build', 'site', 'content');
  const places = new Map<string, Place>();
  if (names.size === 0 || !existsSync(folder)) return places;
  for (const name of filesIn(folder).filter((path) => path.endsWith('.json'))) {
    const json = readJson(join(folder, name));
    if (!isObject(json)) continue;
    const file = sourceOf(json);
    const lines = readIfThere(join(root, file)).split('\n');
    visitNodes(json, ({ url, urlSource }) => {
      const copy = typeof url === 'string' ? url.split('/').at(-1)! : '';
      if (!names.has(copy) || places.has(copy)) return;
      const line = lines.findIndex((text) => typeof urlSource === 'string' && text.includes(urlSource));
      places.set(copy, { file, line: Math.max(0, line) + 1, column: 1 });
    });
  }
  return places;
}

function readIfThere(file: string): string {
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : '';
}

function visitNodes(value: unknown, visit: (node: Json) => void): void {
  if (Array.isArray(value)) for (const item of value) visitNodes(item, visit);
  if (!isObject(value)) return;
  visit(value);
  for (const item of Object.values(value)) visitNodes(item, visit);
}

const sourceOf = (json: Json): string =>
  typeof json.location === 'string' ? json.location.replace(/^\//, '') : '';

/** A page as mystmd wrote it to `_build/site/content`. */
export interface SitePage {
  slug: string;
  /** Source path from the project root. */
  file: string;
  /** Names of its copied source in the public folder, `index-2ad39928….md`, as the page's downloads list them. */
  copies: string[];
}

export function readSitePages(root: string): SitePage[] {
  const folder = join(root, '_build', 'site', 'content');
  if (!existsSync(folder)) return [];
  return filesIn(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => sitePage(readJson(join(folder, file)), file.replace(/\.json$/, '')));
}

function sitePage(json: unknown, name: string): SitePage[] {
  if (!isObject(json)) return [];
  const slug = typeof json.slug === 'string' ? json.slug : name;
  const file = sourceOf(json);
  return [{ slug, file, copies: sourceCopies(json, file) }];
}

/** mystmd lists the copy of a page's source among its exports, under the source's own file name. */
function sourceCopies(json: Json, file: string): string[] {
  const frontmatter = isObject(json.frontmatter) ? json.frontmatter : {};
  const exports = Array.isArray(frontmatter.exports) ? frontmatter.exports.filter(isObject) : [];
  return exports
    .filter(({ filename }) => filename === file.split('/').at(-1))
    .flatMap(({ url }) => (typeof url === 'string' ? [url.split('/').at(-1)!] : []));
}

/** The pages that the plugin did not see: marks and `{private}` on them had no effect. */
export function unreadPages(pages: readonly SitePage[], reports: readonly PageReport[]): SitePage[] {
  const read = new Set(reports.map(({ file }) => file));
  return pages.filter(({ file }) => !read.has(file));
}

/** Settings of the site as mystmd resolved them. */
export interface SiteConfig {
  title: string;
  /** Slug of the first page. */
  index: string;
  /** `https://compass.example.org` from the theme's option `site_url`. */
  url?: string;
}

export function readSiteConfig(root: string): SiteConfig {
  const json = readJson(join(root, '_build', 'site', 'config.json'));
  const config = isObject(json) ? json : {};
  const project: unknown = Array.isArray(config.projects) ? config.projects[0] : undefined;
  const options = isObject(config.options) ? config.options : {};
  const url = options.site_url;
  return {
    title: titleOf(config) ?? titleOf(project) ?? 'Compass',
    index: isObject(project) && typeof project.index === 'string' ? project.index : 'index',
    url: typeof url === 'string' && URL.canParse(url) ? url.replace(/(?<!\/)\/+$/, '') : undefined,
  };
}

/** In one line: calendars and feeds know no other. */
function titleOf(value: unknown): string | undefined {
  const title = isObject(value) && typeof value.title === 'string' ? value.title : '';
  return title.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim() || undefined;
}

/** Where a page's HTML stands, from the site's folder: mystmd's own rule for slugs. */
export function htmlPathOf(slug: string, index: string): string {
  const path = slug === index ? '' : slug.replace(/\.index$/, '').replaceAll('.', '/');
  return path === '' ? 'index.html' : `${path}/index.html`;
}

/** The pages without HTML: mystmd exits 0 when the theme answered with an error. */
export function unwrittenPages(site: string, pages: readonly SitePage[], index: string): SitePage[] {
  return pages.filter(({ slug }) => {
    const path = htmlPathOf(slug, index);
    const places = [path, path.replace(/\/index\.html$/, '.html')].map((place) => join(site, place));
    return !places.some((place) => existsSync(place) && statSync(place).size > 0);
  });
}
