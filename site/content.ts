// What the theme reads of mystmd's output: page JSON and site configuration, typed once at the edge.
// In: unknown JSON; out: `Page` and `Site`, with every missing or mistyped field absent.
import type { MystNode } from '../plugins/graph/node.ts';

export type { MystNode };

/** Unknown keys of an object that came as JSON. */
export type Json = Record<string, unknown>;

export interface NavigationItem {
  title: string;
  url?: string;
  children?: NavigationItem[];
}

/** An entry of the table of contents: a page, or a title alone that opens a section. */
export interface Entry {
  level: number;
  title: string;
  shortTitle?: string;
  description?: string;
  slug?: string;
  /** Outside address. */
  url?: string;
  date?: string;
  thumbnail?: string;
  enumerator?: string;
}

export interface Site {
  title: string;
  description?: string;
  nav: NavigationItem[];
  actions: NavigationItem[];
  options: Json;
  parts: Record<string, MystNode>;
  project: Json;
  index: string;
  entries: Entry[];
}

export interface Page {
  kind: string;
  slug: string;
  /** Source file from the project root, with a leading slash. */
  location?: string;
  frontmatter: Json;
  mdast: MystNode;
  references: Record<string, Reference>;
}

export interface Reference {
  html: string;
  url?: string;
  enumerator?: string;
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A string with something in it; numbers count. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const objects = (value: unknown): Json[] => list(value).filter(isObject);

export function isNode(value: unknown): value is MystNode {
  return isObject(value) && typeof value.type === 'string';
}

/** Throws a plain sentence when the page has no tree. */
export function normalizePage(value: unknown, slug: string): Page {
  if (!isObject(value) || !isNode(value.mdast)) throw new Error(`The JSON of page \`${slug}\` has no tree`);
  const references = isObject(value.references) ? value.references : {};
  return {
    kind: text(value.kind) ?? 'Article',
    slug: text(value.slug) ?? slug,
    location: text(value.location),
    frontmatter: isObject(value.frontmatter) ? value.frontmatter : {},
    mdast: value.mdast,
    references: normalizeReferences(references.cite),
  };
}

function normalizeReferences(cite: unknown): Page['references'] {
  const data = isObject(cite) && isObject(cite.data) ? cite.data : {};
  const entries = Object.entries(data).flatMap(([key, value]) =>
    isObject(value)
      ? [[key, { html: text(value.html) ?? key, url: text(value.url), enumerator: text(value.enumerator) }]]
      : [],
  );
  return Object.fromEntries(entries);
}

/** Of several projects in one site the first counts. */
export function normalizeSite(value: unknown): Site {
  const config = isObject(value) ? value : {};
  const project = objects(config.projects)[0] ?? {};
  const title = text(config.title) ?? text(project.title) ?? '';
  const index = text(project.index) ?? 'index';
  return {
    title,
    description: text(config.description) ?? text(project.description),
    nav: objects(config.nav).map(normalizeItem),
    actions: objects(config.actions).map(normalizeItem),
    options: isObject(config.options) ? config.options : {},
    parts: { ...normalizeParts(project.parts), ...normalizeParts(config.parts) },
    project,
    index,
    entries: objects(project.pages).map(normalizeEntry),
  };
}

function normalizeItem(item: Json): NavigationItem {
  const children = objects(item.children).map(normalizeItem);
  return {
    title: text(item.title) ?? text(item.url) ?? '',
    url: text(item.url),
    children: children.length > 0 ? children : undefined,
  };
}

/** Parts come as `{name: {mdast}}`. */
export function normalizeParts(parts: unknown): Record<string, MystNode> {
  if (!isObject(parts)) return {};
  const found = Object.entries(parts).flatMap(([name, part]) =>
    isObject(part) && isNode(part.mdast) ? [[name, part.mdast] as const] : [],
  );
  return Object.fromEntries(found);
}

function normalizeEntry(page: Json): Entry {
  return {
    level: typeof page.level === 'number' ? page.level : 1,
    title: text(page.title) ?? text(page.slug) ?? text(page.url) ?? 'Untitled',
    shortTitle: text(page.short_title),
    description: text(page.description),
    slug: text(page.slug),
    url: text(page.url),
    date: text(page.date),
    thumbnail: text(page.thumbnail),
    enumerator: text(page.enumerator),
  };
}

/** `folder.page` is served at `/folder/page/`, an index at its folder: mystmd's own rule. */
export function slugToPath(slug: string): string {
  return slug.replace(/\.index$/, '').replaceAll('.', '/');
}
