// Lists, task lists, definition lists.

import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { MystNode } from '../content.ts';
import { classesOf, type Handler, idOf, type State } from './state.ts';

const list: Handler = (node, state) => {
  const start = typeof node.start === 'number' && node.start !== 1 ? node.start : undefined;
  const className = classesOf(node);
  const id = idOf(node, state);
  return node.ordered === true
    ? h('ol', { id, className, start }, state.all(node))
    : h('ul', { id, className }, state.all(node));
};

const listItem: Handler = (node, state) => {
  const children = tight(node, state);
  const id = idOf(node, state);
  if (typeof node.checked !== 'boolean') return h('li', { id, className: classesOf(node) }, children);
  const box = h('input', {
    type: 'checkbox',
    checked: node.checked,
    disabled: true,
    ariaLabel: node.checked ? 'done' : 'to do',
  });
  return h('li', { id, className: classesOf(node, 'task') }, [box, ' ', ...children]);
};

/** An item whose only block is one paragraph is set without it. */
function tight(node: MystNode, state: State): ElementContent[] {
  const children = node.children ?? [];
  return children.flatMap((child, index) =>
    child.type === 'paragraph' && index === 0 && child.identifier === undefined && !child.class
      ? state.all(child)
      : state.one(child),
  );
}

/** Only terms and descriptions may stand in a `dl`. */
const definitionList: Handler = (node, state) =>
  h('dl', { id: idOf(node, state), className: classesOf(node) }, state.all(node));

export const listHandlers: Record<string, Handler> = {
  list,
  listItem,
  definitionList,
  definitionTerm: (node, state) => h('dt', { id: idOf(node, state) }, state.all(node)),
  definitionDescription: (node, state) => h('dd', { id: idOf(node, state) }, state.all(node)),
};
