// From a MyST tree to hast: one handler per node type. A node without one shows its children and is counted.
import type { ElementContent } from 'hast';
import { type MystNode, type Page, type Site, text } from '../content.ts';
import type { Urls } from '../urls.ts';
import { admonitionHandlers } from './admonition.ts';
import { blockHandlers } from './block.ts';
import { cardHandlers } from './card.ts';
import { citeHandlers, collectFootnotes } from './cite.ts';
import { codeHandlers } from './code.ts';
import { containerHandlers } from './container.ts';
import { headingHandlers } from './heading.ts';
import { htmlHandlers } from './html.ts';
import { imageHandlers } from './image.ts';
import { linkHandlers, referenceUrl } from './link.ts';
import { listHandlers } from './list.ts';
import { mathHandlers } from './math.ts';
import { type Handler, plainText, type State } from './state.ts';
import { tableHandlers } from './table.ts';
import { textHandlers } from './text.ts';

const handlers: Record<string, Handler> = {
  ...textHandlers,
  ...headingHandlers,
  ...linkHandlers,
  ...imageHandlers,
  ...containerHandlers,
  ...listHandlers,
  ...tableHandlers,
  ...admonitionHandlers,
  ...cardHandlers,
  ...blockHandlers,
  ...codeHandlers,
  ...mathHandlers,
  ...citeHandlers,
  ...htmlHandlers,
};

/** Nodes that running text and compass pages do without: their styles load where one occurs. */
const WITH_STYLES = new Set(
  'admonition aside proof exercise solution code tabSet card grid math iframe outputs output mermaid myst cite include embed smallcaps chemicalFormula'.split(
    ' ',
  ),
);

/** Classes of the features' own sheets; mentions and folds are styled on every page. */
const VIEW = /\bcompass-(?!mentions|self|details|summary|error|more|when)/;

/** Deeper trees than this show their text alone: the browser could not lay them out either. */
const DEEPEST = 400;

export interface Input {
  page: Page;
  site: Site;
  urls: Urls;
  pictures: ReadonlyMap<string, string>;
  warn(message: string): void;
}

export function createState({ page, site, urls, pictures, warn }: Input): State {
  let count = 0;
  let depth = 0;
  const records: Records = new Map();
  const state: State = {
    page,
    site,
    urls,
    pictures,
    records,
    footnotes: collectFootnotes(page.mdast),
    cited: [],
    noted: [],
    outline: [],
    needs: new Set(),
    unknown: new Map(),
    ids: new Set(),
    warn,
    next: () => ++count,
    all: (node) => (node.children ?? []).flatMap((child) => state.one(child)),
    one: (node) => {
      if (depth >= DEEPEST) return [];
      depth++;
      const made = renderNode(node, state);
      depth--;
      return made;
    },
  };
  collectRecords(page.mdast, state, records);
  return state;
}

function renderNode(node: MystNode, state: State): ElementContent[] {
  const handler = Object.hasOwn(handlers, node.type) ? handlers[node.type] : undefined;
  noteNeeds(node, state);
  if (handler) return [handler(node, state)].flat();
  state.unknown.set(node.type, (state.unknown.get(node.type) ?? 0) + 1);
  if (node.children) return state.all(node);
  const value = text(node.value);
  return value === undefined ? [] : [{ type: 'text', value }];
}

function noteNeeds(node: MystNode, state: State): void {
  if (WITH_STYLES.has(node.type) || node.checked !== undefined) state.needs.add('content');
  if (node.data?.compassSvg || VIEW.test(text(node.class) ?? '')) state.needs.add('views');
}

type Records = Map<string, { href: string; title: string }>;

/** The first line of what a record's anchor holds: of a whole box, its heading. */
function titleOf(node: MystNode): string {
  const line = node.children?.find(({ type }) => type === 'paragraph' || type === 'heading');
  return plainText(line ?? node);
}

/** Where each record on the page leads: its own place here, or the page of the reference that names it. */
function collectRecords(node: MystNode, state: State, records: Records): void {
  const { compassRecord, compassLink } = node.data ?? {};
  const id = text(node.html_id) ?? text(node.identifier);
  if (typeof compassRecord === 'string' && id && !node.url)
    records.set(compassRecord, { href: `#${id}`, title: titleOf(node) });
  if (typeof compassLink === 'string' && !records.has(compassLink)) {
    const href = node.type === 'crossReference' ? referenceUrl(node, state) : state.urls.link(node.url);
    if (href) records.set(compassLink, { href, title: titleOf(node) });
  }
  for (const child of node.children ?? []) collectRecords(child, state, records);
}
