// Tables: head rows apart, spans, alignment. A wide one scrolls in its own box; compass tables become cards by css.

import type { Element } from 'hast';
import { h } from 'hastscript';
import { type MystNode, text } from '../content.ts';
import { classesOf, type Handler, idOf, plainText, type State } from './state.ts';
import { safeStyle } from './text.ts';

const table: Handler = (node, state) => {
  const rows = (node.children ?? []).filter((row) => row.type === 'tableRow');
  const split = rows.findIndex((row) => !isHead(row));
  const head = rows.slice(0, split === -1 ? rows.length : split).filter(hasWords);
  const body = split === -1 ? [] : rows.slice(split);
  const classes = classesOf(node) ?? [];
  const element = h('table', { id: idOf(node, state), className: classesOf(node) }, [
    head.length > 0
      ? h(
          'thead',
          head.map((row) => tableRow(row, state, 'col')),
        )
      : undefined,
    body.length > 0
      ? h(
          'tbody',
          body.map((row) => tableRow(row, state, 'row')),
        )
      : undefined,
  ]);
  if (classes.some((name) => name.startsWith('compass-'))) return element;
  return h('div.scroll', { tabIndex: 0, role: 'group', ariaLabel: 'Table' }, element);
};

/** A header without words heads nothing. */
const hasWords = (node: MystNode): boolean =>
  node.type === 'image' || plainText(node).trim() !== '' || (node.children?.some(hasWords) ?? false);

const isHead = (row: MystNode) => {
  const cells = row.children ?? [];
  return cells.length > 0 && cells.every((cell) => cell.header === true);
};

function tableRow(row: MystNode, state: State, scope: 'col' | 'row'): Element {
  const cells = (row.children ?? []).map((cell) => tableCell(cell, state, scope));
  return h('tr', { id: idOf(row, state), className: classesOf(row), style: safeStyle(row.style) }, cells);
}

function tableCell(cell: MystNode, state: State, scope: 'col' | 'row'): Element {
  const align = text(cell.align);
  const properties = {
    id: idOf(cell, state),
    className: classesOf(cell, align === 'right' || align === 'center' ? `align-${align}` : undefined),
    style: safeStyle(cell.style),
    colSpan: span(cell.colspan),
    rowSpan: span(cell.rowspan),
  };
  const children = onlyParagraph(cell) ? state.all(onlyParagraph(cell)!) : state.all(cell);
  return cell.header === true && hasWords(cell)
    ? h('th', { ...properties, scope }, children)
    : h('td', properties, children);
}

/** A cell's single paragraph is set without its element. */
function onlyParagraph(cell: MystNode): MystNode | undefined {
  const [first, ...rest] = cell.children ?? [];
  return first?.type === 'paragraph' && rest.length === 0 && !first.class ? first : undefined;
}

const span = (value: unknown): number | undefined => {
  const count = Number(value);
  return Number.isInteger(count) && count > 1 && count <= 1000 ? count : undefined;
};

export const tableHandlers: Record<string, Handler> = {
  table,
  tableRow: (node, state) => h('div', state.all(node)),
  tableCell: (node, state) => h('div', state.all(node)),
};
