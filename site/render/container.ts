// Figures and everything else with a caption and a number; figures in figures stand side by side.
import { h } from 'hastscript';
import { type MystNode, text } from '../content.ts';
import { classesOf, type Handler, idOf } from './state.ts';

const isCaption = ({ type }: MystNode) => type === 'caption' || type === 'legend';

/** Html wants one caption, first or last: a legend joins it, and above a table it stays above. */
const container: Handler = (node, state) => {
  const kind = text(node.kind) ?? 'figure';
  const children = node.children ?? [];
  const parts = children.filter((child) => child.type === 'container').length;
  if (parts > 1) state.needs.add('content');
  const words = children.filter(isCaption).flatMap((child) => state.one(child));
  const caption = words.length > 0 ? [h('figcaption', words)] : [];
  const above = children[0] !== undefined && isCaption(children[0]);
  const body = children.filter((child) => !isCaption(child)).flatMap((child) => state.one(child));
  return h(
    'figure',
    { id: idOf(node, state), className: classesOf(node, kind, parts > 1 && 'subfigures') },
    above ? [...caption, ...body] : [...body, ...caption],
  );
};

const captionNumber: Handler = (node, state) => h('span.caption-number', [...state.all(node), ' ']);

export const containerHandlers: Record<string, Handler> = {
  container,
  caption: (node, state) => state.all(node),
  captionNumber,
  legend: (node, state) => h('div.legend', state.all(node)),
};
