// The table of contents as a tree, and what follows from a page's place in it: navigation, breadcrumbs, neighbours.
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Entry, Site } from '../content.ts';
import type { OutlineEntry } from '../render/state.ts';
import type { Urls } from '../urls.ts';

export interface Branch {
  entry: Entry;
  children: Branch[];
}

/** More entries than this, and sections fold; the reader's own is open. */
const FOLD_ABOVE = 60;

/** Levels to nesting; a level that skips hangs below the last entry that is higher. */
export function nest(entries: Entry[]): Branch[] {
  const roots: Branch[] = [];
  const open: Branch[] = [];
  for (const entry of entries) {
    const branch: Branch = { entry, children: [] };
    while (open.length > 0 && (open.at(-1)?.entry.level ?? 0) >= entry.level) open.pop();
    (open.at(-1)?.children ?? roots).push(branch);
    open.push(branch);
  }
  return roots;
}

/** All pages in reading order, the home page first. */
export function pagesOf(site: Site): Entry[] {
  const home = site.entries.find((entry) => entry.slug === site.index) ?? homeEntry(site);
  return [home, ...site.entries.filter((entry) => entry.slug !== undefined && entry.slug !== site.index)];
}

function homeEntry(site: Site): Entry {
  const title = typeof site.project.title === 'string' ? site.project.title : site.title;
  return { level: 1, title: title || 'Home', slug: site.index };
}

export interface Place {
  site: Site;
  urls: Urls;
  slug: string;
}

/** `home` is the title of the first page, which mystmd does not list. */
export function navigation(place: Place, home: string, outline: ElementContent[]): Element {
  const branches = treeOf(place.site, home);
  return branchList(branches, place, outline, place.site.entries.length > FOLD_ABOVE);
}

/** A site's tree is made once: navigation is most of the work of a page in a large site. */
const trees = new WeakMap<Site, Branch[]>();
const closed = new WeakMap<Branch, Element>();

function treeOf(site: Site, home: string): Branch[] {
  const known = trees.get(site);
  if (known) return known;
  const first = { level: 1, title: home, slug: site.index };
  const made = nest([first, ...site.entries.filter(({ slug }) => slug !== site.index)]);
  trees.set(site, made);
  return made;
}

function branchList(branches: Branch[], place: Place, outline: ElementContent[], folds: boolean): Element {
  return h(
    'ul',
    branches.map((branch) => branchItem(branch, place, outline, folds)),
  );
}

function branchItem(branch: Branch, place: Place, outline: ElementContent[], folds: boolean): Element {
  if (holds(branch, place.slug)) return renderBranch(branch, place, outline, folds);
  const known = closed.get(branch) ?? renderBranch(branch, place, outline, folds);
  closed.set(branch, known);
  return known;
}

function renderBranch(branch: Branch, place: Place, outline: ElementContent[], folds: boolean): Element {
  const { entry, children } = branch;
  const here = entry.slug === place.slug;
  const inside = holds(branch, place.slug);
  const label = entry.shortTitle ?? entry.title;
  if (entry.slug === undefined && entry.url === undefined && children.length > 0) {
    const list = branchList(children, place, outline, folds);
    return folds || entry.level > 1
      ? h('li', [h('details', { open: inside || !folds }, [h('summary', label), list])])
      : h('li.section', [h('p', label), list]);
  }
  return h('li', [
    entryLink(entry, label, here, place),
    ...(here ? outline : []),
    children.length > 0 && inside ? branchList(children, place, outline, folds) : undefined,
  ]);
}

function entryLink(entry: Entry, label: string, here: boolean, { urls }: Place): Element {
  const href = entry.slug === undefined ? urls.link(entry.url) : urls.page(entry.slug);
  return h(
    'a',
    { href, ariaCurrent: here ? 'page' : undefined },
    entry.enumerator ? `${entry.enumerator} ${label}` : label,
  );
}

const holds = (branch: Branch, slug: string): boolean =>
  branch.entry.slug === slug || branch.children.some((child) => holds(child, slug));

/** From the top down to the page's parent. */
export function ancestors(branches: Branch[], slug: string): Entry[] {
  for (const { entry, children } of branches) {
    if (children.some((child) => holds(child, slug))) return [entry, ...ancestors(children, slug)];
  }
  return [];
}

/** Shown only where a page stands below another page: a section's name alone leads nowhere. */
export function breadcrumbs(place: Place, home: string): Element | undefined {
  const path = ancestors(nest(place.site.entries), place.slug);
  if (!path.some((entry) => entry.slug !== undefined)) return undefined;
  const items = [{ level: 1, title: home, slug: place.site.index }, ...path].map((entry: Entry) =>
    h(
      'li',
      entry.slug === undefined
        ? entry.title
        : h('a', { href: place.urls.page(entry.slug) }, entry.shortTitle ?? entry.title),
    ),
  );
  return h('nav.crumbs', { ariaLabel: 'Breadcrumbs' }, [h('ol', items)]);
}

export function neighbours(place: Place, home: string): Element | undefined {
  const pages = pagesOf(place.site);
  const index = pages.findIndex(({ slug }) => slug === place.slug);
  const before = index > 0 ? pages[index - 1] : undefined;
  const after = index >= 0 ? pages[index + 1] : undefined;
  if (!before && !after) return undefined;
  const link = (entry: Entry, rel: 'prev' | 'next', word: string) =>
    h('a', { href: place.urls.page(entry.slug ?? ''), rel }, [
      h('span', word),
      entry.slug === place.site.index ? home : (entry.shortTitle ?? entry.title),
    ]);
  return h('nav.neighbours', { ariaLabel: 'Previous and next page' }, [
    before ? link(before, 'prev', 'Previous') : undefined,
    after ? link(after, 'next', 'Next') : undefined,
  ]);
}

/** Headings down to a depth, as a list nested by their levels. */
export function outlineList(entries: OutlineEntry[], maxDepth: number): Element | undefined {
  const shown = entries.filter(({ depth }) => depth <= maxDepth);
  if (shown.length === 0) return undefined;
  const top = Math.min(...shown.map(({ depth }) => depth));
  return h(
    'ul',
    shown.map(({ depth, id, title }) =>
      h('li', { className: depth > top ? [`depth-${Math.min(depth - top, 3)}`] : undefined }, [
        h('a', { href: `#${id}` }, title),
      ]),
    ),
  );
}
