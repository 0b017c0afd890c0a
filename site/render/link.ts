// Links and references between pages, figures, equations and records.
import type { Element } from 'hast';
import { h } from 'hastscript';
import { type MystNode, text } from '../content.ts';
import { classesOf, type Handler, idOf, type State } from './state.ts';

/** A link whose address is unsafe or missing keeps its text. */
const link: Handler = (node, state) => {
  const href = state.urls.link(withBase(node));
  const children = state.all(node);
  if (href === undefined) return node.error || children.length > 0 ? children : [];
  return anchor(href, node, state, children.length > 0 ? children : [{ type: 'text', value: href }]);
};

/** `static` links lead to copied files, which have their hash in the name. */
const withBase = (node: MystNode): unknown => node.url;

const crossReference: Handler = (node, state) => {
  const href = referenceUrl(node, state);
  const children = state.all(node);
  const shown =
    children.length > 0
      ? children
      : [{ type: 'text' as const, value: text(node.label) ?? text(node.identifier) ?? '' }];
  return href === undefined ? h('span', shown) : anchor(href, node, state, shown);
};

/** Address of the target: on this page a fragment, else the page that has it. */
export function referenceUrl(node: MystNode, state: State): string | undefined {
  const fragment = text(node.html_id) ?? text(node.identifier);
  if (node.remote !== true && node.url === undefined) return fragment ? `#${fragment}` : undefined;
  const url = state.urls.link(node.url);
  if (url === undefined) return undefined;
  return fragment && node.kind !== 'page' && !url.includes('#') ? `${url}#${fragment}` : url;
}

function anchor(href: string, node: MystNode, state: State, children: Element['children']): Element {
  const internal = state.urls.internal(href);
  const file = node.static === true;
  return h(
    'a',
    {
      id: idOf2(node, state),
      href,
      className: classesOf(node),
      rel: internal ? undefined : 'noopener',
      title: text(node.title),
      download: file ? '' : undefined,
    },
    children,
  );
}

/** References carry their target's identifier: only links have an id of their own. */
const idOf2 = (node: MystNode, state: State) => (node.type === 'link' ? idOf(node, state) : undefined);

export const linkHandlers: Record<string, Handler> = {
  link,
  linkBlock: link,
  crossReference,
  compassLink: (node, state) => state.all(node),
};
