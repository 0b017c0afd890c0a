// Citations and footnotes: marks in the text, and the lists at the page's end.
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { type MystNode, text } from '../content.ts';
import { contentHtml } from './html.ts';
import { claimId, type Handler, idOf, isElement, type State } from './state.ts';

const cite: Handler = (node, state) => {
  const key = text(node.label) ?? text(node.identifier) ?? '';
  const known = state.page.references[key];
  if (known && !state.cited.includes(key)) state.cited.push(key);
  const numbers = state.site.options.numbered_references === true && node.kind === 'parenthetical';
  const number = known?.enumerator ?? text(node.enumerator);
  const shown = numbers && number ? [{ type: 'text' as const, value: number }] : state.all(node);
  if (!known) return h('span.missing', shown.length > 0 ? shown : key);
  const link = h('a.cite', { href: `#${citeId(key)}` }, shown);
  if (!numbers || !number) return link;
  return [...aroundText(node.prefix, ' ', false), link, ...aroundText(node.suffix, ', ', true)];
};

/** `see` before, `p. 12` after: mystmd sets them into the words of a citation, but a number has none. */
function aroundText(value: unknown, joiner: string, after: boolean): ElementContent[] {
  const words = text(value);
  return words === undefined
    ? []
    : [{ type: 'text', value: after ? `${joiner}${words}` : `${words}${joiner}` }];
}

/** `(A, 2020; B, 2021)`; with numbers `[1, 2]`; narrative groups are joined by `and`. */
const citeGroup: Handler = (node, state) => {
  const numbers = state.site.options.numbered_references === true && node.kind === 'parenthetical';
  const [open, joiner, close] =
    node.kind === 'narrative' ? ['', ' and ', ''] : numbers ? ['[', ', ', ']'] : ['(', '; ', ')'];
  const children = (node.children ?? []).flatMap((child, index) => [
    ...(index > 0 ? [{ type: 'text' as const, value: joiner }] : []),
    ...state.one(child),
  ]);
  return [{ type: 'text', value: open }, ...children, { type: 'text', value: close }];
};

const citeId = (key: string) => `cite-${key.replaceAll(/\s+/g, '-')}`;

export function bibliography(state: State): Element | undefined {
  if (state.cited.length === 0) return undefined;
  const id = claimId('references', state) ?? 'bibliography';
  const items = state.cited.map((key) =>
    h('li', { id: citeId(key) }, contentHtml(state.page.references[key]?.html ?? key)),
  );
  return h('section.references', { ariaLabelledBy: id }, [h('h2', { id }, 'References'), h('ol', items)]);
}

const footnoteReference: Handler = (node, state) => {
  const key = text(node.identifier) ?? '';
  const number = text(node.enumerator) ?? '*';
  const first = !state.noted.includes(key);
  if (first) state.noted.push(key);
  return h('sup', [
    h(
      'a.footnote',
      { id: first ? `fnref-${key}` : undefined, href: `#fn-${key}`, ariaLabel: `Footnote ${number}` },
      number,
    ),
  ]);
};

/** Definitions are shown at the end, in the order of their first mention. */
export function footnotes(state: State): Element | undefined {
  const items: Element[] = [];
  for (const key of state.noted) {
    const note = state.footnotes.get(key);
    if (note) items.push(footnote(key, note, state));
  }
  if (items.length === 0) return undefined;
  return h('section.footnotes', { ariaLabel: 'Footnotes' }, [h('ol', items)]);
}

function footnote(key: string, note: MystNode, state: State): Element {
  const number = Number(text(note.enumerator));
  const back = h('a', { href: `#fnref-${key}`, ariaLabel: 'Back to the text' }, '↩');
  const body = state.all(note);
  const last = body.at(-1);
  if (isElement(last) && last.tagName === 'p') last.children.push({ type: 'text', value: ' ' }, back);
  else body.push(back);
  return h('li', { id: `fn-${key}`, value: Number.isInteger(number) ? number : undefined }, body);
}

export function collectFootnotes(root: MystNode): Map<string, MystNode> {
  const found = new Map<string, MystNode>();
  const walk = (node: MystNode) => {
    const key = text(node.identifier);
    if (node.type === 'footnoteDefinition' && key && !found.has(key)) found.set(key, node);
    node.children?.forEach(walk);
  };
  walk(root);
  return found;
}

export const citeHandlers: Record<string, Handler> = {
  cite,
  citeGroup,
  footnoteReference,
  footnoteDefinition: () => [],
  bibliography: (node, state) => h('div', { id: idOf(node, state) }, state.all(node)),
};
