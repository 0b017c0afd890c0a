// Figures and everything else with a caption and a number; figures in figures stand side by side.
import { h } from 'hastscript';
import { text } from '../content.ts';
import { classesOf, type Handler, idOf } from './state.ts';

const container: Handler = (node, state) => {
  const kind = text(node.kind) ?? 'figure';
  const parts = (node.children ?? []).filter((child) => child.type === 'container').length;
  return h(
    'figure',
    { id: idOf(node, state), className: classesOf(node, kind, parts > 1 && 'subfigures') },
    state.all(node),
  );
};

const captionNumber: Handler = (node, state) => h('span.caption-number', [...state.all(node), ' ']);

export const containerHandlers: Record<string, Handler> = {
  container,
  caption: (node, state) => h('figcaption', { id: idOf(node, state) }, state.all(node)),
  captionNumber,
  legend: (node, state) => h('div.legend', state.all(node)),
};
