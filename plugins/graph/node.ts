// Builders for the standard MyST nodes that every feature renders to. Only nodes that all exports carry:
// block, paragraph, list, table, image, container, admonition, and phrasing. Classes start with `compass-`;
// the theme styles them, other themes ignore them. `div` and `span` are lost in md, JATS and docx.
import { type Key, labelOf } from './record.ts';

/** A MyST node as mystmd passes it on; see https://mystmd.org/spec. */
export interface MystNode {
  type: string;
  children?: MystNode[];
  value?: string;
  class?: string;
  identifier?: string;
  label?: string;
  position?: Position;
  data?: Record<string, unknown>;
  [key: string]: unknown;
}

export interface Position {
  start: { line: number; column: number; offset?: number };
  end: { line: number; column: number; offset?: number };
}

export type Content = string | MystNode | undefined | false | Content[];

/** Strings become text nodes; `undefined` and `false` vanish; lists are flattened. */
export function nodes(...content: Content[]): MystNode[] {
  const made: MystNode[] = [];
  addNodes(made, content);
  return made;
}

function addNodes(made: MystNode[], content: readonly Content[]): void {
  for (const item of content) {
    if (typeof item === 'string') {
      if (item !== '') made.push(text(item));
    } else if (Array.isArray(item)) addNodes(made, item);
    else if (item) made.push(item);
  }
}

/** Any node with children: `element('paragraph', {class: 'compass-lead'}, 'As of ', strong('today'))`. */
export function element(type: string, attributes: Partial<MystNode> = {}, ...content: Content[]): MystNode {
  return { type, ...attributes, children: nodes(...content) };
}

export const text = (value: string): MystNode => ({ type: 'text', value });
export const paragraph = (...content: Content[]): MystNode => element('paragraph', {}, ...content);
export const strong = (...content: Content[]): MystNode => element('strong', {}, ...content);
export const emphasis = (...content: Content[]): MystNode => element('emphasis', {}, ...content);
export const inlineCode = (value: string): MystNode => ({ type: 'inlineCode', value });

/** A glyph that our theme draws as a shape. Text with a class, which every export takes; spans are none's. */
export const glyph = (value: string): MystNode => ({ ...text(value), class: 'compass-mark' });

/** A group of blocks with a class: the only safe box in every export. */
export const block = (className: string, ...content: Content[]): MystNode =>
  element('block', { class: className }, ...content);

export const heading = (depth: number, ...content: Content[]): MystNode =>
  element('heading', { depth }, ...content);

export function list(items: Content[], attributes: Partial<MystNode> = {}): MystNode {
  return element('list', { ordered: false, spread: false, ...attributes }, ...items.map(listItem));
}

function listItem(content: Content): MystNode {
  if (content && !Array.isArray(content) && typeof content !== 'string' && content.type === 'listItem') {
    return content;
  }
  return element('listItem', { spread: true }, content);
}

export function table(rows: MystNode[], attributes: Partial<MystNode> = {}): MystNode {
  return element('table', attributes, ...rows);
}

export const row = (cells: MystNode[], attributes: Partial<MystNode> = {}): MystNode =>
  element('tableRow', attributes, ...cells);

export const cell = (content: Content, attributes: Partial<MystNode> = {}): MystNode =>
  element('tableCell', attributes, content);

/** An SVG file as an image node: mystmd writes the data url into a hashed file at any stage. */
export function svgImage(svg: string, alt: string, className: string): MystNode {
  return {
    type: 'image',
    url: `data:image/svg+xml;base64,${Buffer.from(svg, 'utf8').toString('base64')}`,
    alt,
    class: className,
  };
}

/**
 * A small picture among the words of a table cell. It bears its class in `data`: an image with a class becomes a
 * directive in md exports and breaks the table's row. The theme inlines it like `svgImage`.
 */
export function cellImage(svg: string, alt: string, className: string): MystNode {
  const { class: _, ...image } = svgImage(svg, alt, className);
  return { ...image, type: 'image', data: { compassSvg: className } };
}

/**
 * A part that our theme folds: `<details>` with the first paragraph as its summary. Not a `details` node, because
 * tex, typst and JATS exports drop those with everything in them; a block stands open everywhere else.
 */
export function details(summary: Content, content: Content, className: string, open = false): MystNode {
  const first = element('paragraph', { class: 'compass-summary' }, summary);
  const folded = block(`compass-details ${className}`, first, content);
  folded.data = { compassDetails: open ? 'open' : 'closed' };
  return folded;
}

/**
 * A link to a record. It is resolved in the project stage, when every page's url is known: then a
 * `crossReference` with url and preview, or just its text when no page of this build shows the record.
 */
export function recordLink(key: Key, ...content: Content[]): MystNode {
  return element('compassLink', { data: { compassLink: key } }, ...content);
}

/**
 * Make a node the record's target (`#obj-quota`): call it only in the view on the record's home page.
 * Returns the node.
 */
export function labelled(node: MystNode, key: Key): MystNode {
  const label = labelOf(key);
  node.identifier = label;
  node.label = label;
  node.html_id = label;
  node.data = { ...node.data, compassRecord: key };
  return node;
}
