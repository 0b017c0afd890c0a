// Phrasing and the plainest blocks: one element each.
import { h } from 'hastscript';
import { text } from '../content.ts';
import { loads } from '../urls.ts';
import { classesOf, type Handler, idOf, plainText } from './state.ts';

/** A handler that wraps the children in one element, keeping id and class. */
const wrap =
  (tag: string, ...own: string[]): Handler =>
  (node, state) =>
    h(tag, { id: idOf(node, state), className: classesOf(node, ...own) }, state.all(node));

const BLOCKS = new Set('blockquote details div dl figure hr ol p pre section table ul'.split(' '));

/** Html's paragraph ends where a block begins: one that holds a figure or a list is a plain box instead. */
const paragraph: Handler = (node, state) => {
  const children = state.all(node);
  const holdsBlock = children.some((child) => child.type === 'element' && BLOCKS.has(child.tagName));
  return h(holdsBlock ? 'div' : 'p', { id: idOf(node, state), className: classesOf(node) }, children);
};

/** A glyph of a compass bears a class: it is drawn as a shape. */
const plain: Handler = (node) => {
  const value = text(node.value) ?? '';
  return node.class === undefined
    ? { type: 'text', value }
    : h('span', { className: classesOf(node) }, value);
};

const passThrough: Handler = (node, state) => state.all(node);
const nothing: Handler = () => [];

/** Styles of our own making and of `{span}` options: kept when they set what is seen and load nothing. */
export function safeStyle(style: unknown): string | undefined {
  if (typeof style !== 'object' || style === null) return undefined;
  const rules = Object.entries(style).flatMap(([name, value]) => {
    const property = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const words = String(value);
    const rule = `${property}:${words}`;
    if (!/^-?[a-z-]+$/.test(property) || loads(words) || /[;<>{}]|position/i.test(rule)) return [];
    return [rule];
  });
  return rules.length > 0 ? rules.join(';') : undefined;
}

const box =
  (tag: string): Handler =>
  (node, state) =>
    h(
      tag,
      { id: idOf(node, state), className: classesOf(node), style: safeStyle(node.style) },
      state.all(node),
    );

/** ISO time stands behind what the reader sees. */
const abbreviation: Handler = (node, state) => h('abbr', { title: text(node.title) }, state.all(node));

const inlineCode: Handler = (node, state) =>
  h('code', { id: idOf(node, state), className: classesOf(node) }, text(node.value) ?? plainText(node));

const quote: Handler = (node, state) =>
  h('blockquote', { id: idOf(node, state), className: classesOf(node) }, state.all(node));

/** `inlineExpression` shows its computed children, else the expression. */
const inlineExpression: Handler = (node, state) =>
  node.children?.length ? state.all(node) : h('code', text(node.value));

export const textHandlers: Record<string, Handler> = {
  root: passThrough,
  text: plain,
  paragraph,
  strong: wrap('strong'),
  emphasis: wrap('em'),
  delete: wrap('del'),
  underline: wrap('u'),
  subscript: wrap('sub'),
  superscript: wrap('sup'),
  smallcaps: wrap('span', 'small-caps'),
  keyboard: wrap('kbd'),
  span: box('span'),
  div: box('div'),
  mark: wrap('mark'),
  break: () => h('br'),
  thematicBreak: () => h('hr'),
  blockquote: quote,
  attribution: wrap('footer'),
  inlineCode,
  inlineExpression,
  abbreviation,
  chemicalFormula: (node) => h('span', { className: classesOf(node, 'formula') }, text(node.value)),
  si: (node) => h('span', text(node.value) ?? `${text(node.number) ?? ''} ${text(node.unit) ?? ''}`.trim()),
  comment: nothing,
  mystComment: nothing,
  include: passThrough,
  embed: passThrough,
  glossary: passThrough,
  mystTarget: nothing,
  raw: nothing,
};
