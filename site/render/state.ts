// What every handler gets beside its node: the page, the site, addresses, and what the page turns out to need.
// A handler is pure: node in, hast out; notes for the page are kept in `State`.
import type { Element, ElementContent } from 'hast';
import { type MystNode, type Page, type Site, text } from '../content.ts';
import type { Urls } from '../urls.ts';

export type Handler = (node: MystNode, state: State) => ElementContent | ElementContent[];

export interface OutlineEntry {
  depth: number;
  id: string;
  title: string;
}

/** Parts of the client or style sheets that only some pages load. */
export type Need = 'katex' | 'mermaid' | 'content' | 'views';

export interface State {
  page: Page;
  site: Site;
  urls: Urls;
  /** SVG sources by the url of their image node. */
  pictures: ReadonlyMap<string, string>;
  /** Where the records that this page names can be read, by `objective:quota`. */
  records: ReadonlyMap<string, { href: string; title: string }>;
  /** Footnote definitions by identifier. */
  footnotes: ReadonlyMap<string, MystNode>;
  /** Identifiers in the order of their first reference. */
  cited: string[];
  noted: string[];
  outline: OutlineEntry[];
  needs: Set<Need>;
  /** How often each unknown node type occurred. */
  unknown: Map<string, number>;
  /** Ids that stand on the page already: a second use is left out, so that the page stays valid. */
  ids: Set<string>;
  warn(message: string): void;
  all(node: MystNode): ElementContent[];
  one(node: MystNode): ElementContent[];
  /** A number that is unique on the page. */
  next(): number;
}

/** The node's anchor, once per page. */
export function idOf(node: MystNode, state: State): string | undefined {
  const id = text(node.html_id) ?? text(node.identifier);
  if (id === undefined) return undefined;
  return claimId(id, state);
}

/** Ids hold no white space; one that is taken already is dropped. */
export function claimId(wanted: string, state: State): string | undefined {
  const id = wanted.trim().replaceAll(/\s+/g, '-');
  if (id === '' || state.ids.has(id)) return undefined;
  state.ids.add(id);
  return id;
}

/** Class names of a node: its own `class` and the handler's. */
export function classesOf(node: MystNode, ...own: (string | false | undefined)[]): string[] | undefined {
  const data = node.data?.class;
  const words = [...own, text(node.class), text(data)].flatMap((value) => (value ? value.split(/\s+/) : []));
  const unique = [...new Set(words.filter(Boolean))];
  return unique.length > 0 ? unique : undefined;
}

/** Class of a compass picture; in table cells it stands in `data`, where exports do not see it. */
export function pictureClass(node: MystNode): string | undefined {
  const own = text(node.data?.compassSvg) ?? text(node.class);
  return own?.split(/\s+/).includes('compass-svg') ? own : undefined;
}

export function hasClass(node: MystNode, name: string): boolean {
  return text(node.class)?.split(/\s+/).includes(name) ?? false;
}

/** Plain text of a tree. */
export function plainText(node: MystNode): string {
  if (node.children) return node.children.map(plainText).join('');
  return text(node.value) ?? '';
}

/** The words of links without the links: a summary is a button, and nothing in a button can be pressed by itself. */
export function withoutLinks(nodes: ElementContent[]): ElementContent[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [node];
    const children = withoutLinks(node.children);
    return node.tagName === 'a' ? children : [{ ...node, children }];
  });
}

export function isElement(node: ElementContent | undefined): node is Element {
  return node?.type === 'element';
}
