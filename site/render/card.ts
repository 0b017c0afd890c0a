// Cards, grids and tabs.
import { h } from 'hastscript';
import { type MystNode, text } from '../content.ts';
import { classesOf, type Handler, idOf } from './state.ts';

/** The title is the link, and its area covers the card: links in the text stay links of their own. */
const card: Handler = (node, state) => {
  const href = state.urls.link(node.url);
  const children = (node.children ?? []).flatMap((child) => {
    if (child.type !== 'cardTitle') return state.one(child);
    const title = state.all(child);
    return h('p.card-title', href === undefined ? title : [h('a', { href }, title)]);
  });
  const titled = node.children?.some((child) => child.type === 'cardTitle');
  const bare = href !== undefined && !titled ? [h('a.card-link', { href, ariaLabel: href })] : [];
  return h('div', { id: idOf(node, state), className: classesOf(node, 'card') }, [...children, ...bare]);
};

/** `columns: [1, 1, 2, 3]`: for phones, tablets, desktops, wide screens; the narrow end follows from the room. */
const grid: Handler = (node, state) => {
  const columns = (Array.isArray(node.columns) ? node.columns : [node.columns])
    .map(Number)
    .filter((n) => n > 0 && n <= 12);
  const most = columns.at(-1) ?? 2;
  return h(
    'div',
    { id: idOf(node, state), className: classesOf(node, 'grid'), style: `--columns:${most}` },
    state.all(node),
  );
};

/** Radio buttons choose the panel, so that tabs work without JavaScript and with the arrow keys. */
const tabSet: Handler = (node, state) => {
  const items = (node.children ?? []).filter((item) => item.type === 'tabItem');
  const name = `t${state.next()}`;
  const chosen = Math.max(
    0,
    items.findIndex((item) => item.selected === true),
  );
  return h(
    'div',
    {
      id: idOf(node, state),
      className: classesOf(node, 'tabs'),
      role: 'radiogroup',
      ariaLabel: 'Alternatives',
    },
    items.flatMap((item, index) => {
      const id = `${name}-${index}`;
      return [
        h('input', { type: 'radio', name, id, checked: index === chosen, dataSync: syncKey(item) }),
        h('label', { htmlFor: id }, text(item.title) ?? `Tab ${index + 1}`),
        h('div', { id: idOf(item, state), className: classesOf(item, 'panel') }, state.all(item)),
      ];
    }),
  );
};

/** Sets with the same key change together. */
const syncKey = (item: MystNode) => text(item.sync);

export const cardHandlers: Record<string, Handler> = {
  card,
  cardTitle: (node, state) => h('p.card-title', state.all(node)),
  header: (node, state) => h('div.card-header', state.all(node)),
  footer: (node, state) => h('div.card-footer', state.all(node)),
  grid,
  'grid-item': (node, state) => h('div', { className: classesOf(node) }, state.all(node)),
  tabSet,
  tabItem: (node, state) => h('div', { id: idOf(node, state) }, state.all(node)),
};
