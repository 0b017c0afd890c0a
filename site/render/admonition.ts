// Admonitions, dropdowns, asides, and the numbered boxes of proofs, exercises and solutions.
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { type MystNode, text } from '../content.ts';
import { classesOf, type Handler, hasClass, idOf, type State, withoutLinks } from './state.ts';

interface Box {
  classes: (string | false)[];
  title: ElementContent[];
  body: ElementContent[];
  folds: boolean;
  open: boolean;
}

const admonition: Handler = (node, state) => {
  const [title, body] = split(node);
  const kind = text(node.kind) ?? 'admonition';
  const shown = title ? state.all(title) : [];
  return box(node, state, {
    classes: ['admonition', kind],
    title: shown,
    body: body.flatMap((child) => state.one(child)),
    folds: hasClass(node, 'dropdown'),
    open: node.open === true,
  });
};

/** `Theorem 2 (Name)`: kind, number, and the author's title in brackets. */
const proof: Handler = (node, state) => numbered(node, state, capital(text(node.kind) ?? 'proof'), 'proof');
const exercise: Handler = (node, state) => numbered(node, state, 'Exercise', 'exercise');
const solution: Handler = (node, state) => numbered(node, state, 'Solution', 'solution');

function numbered(node: MystNode, state: State, name: string, className: string): ElementContent {
  const [title, body] = split(node);
  const number = text(node.enumerator);
  const own = title ? state.all(title) : [];
  const heading =
    className === 'solution' && own.length > 0
      ? own
      : [
          { type: 'text' as const, value: number ? `${name} ${number}` : name },
          ...(own.length > 0
            ? [{ type: 'text' as const, value: ' (' }, ...own, { type: 'text' as const, value: ')' }]
            : []),
        ];
  return box(node, state, {
    classes: ['admonition', className],
    title: heading,
    body: body.flatMap((child) => state.one(child)),
    folds: hasClass(node, 'dropdown'),
    open: false,
  });
}

function box(node: MystNode, state: State, { classes, title, body, folds, open }: Box): ElementContent {
  const id = idOf(node, state);
  const className = classesOf(node, ...classes);
  if (folds) return h('details', { id, className, open }, [h('summary', withoutLinks(title)), ...body]);
  return h('div', { id, className, role: 'note' }, [
    title.length > 0 ? h('p.title', title) : undefined,
    ...body,
  ]);
}

function split(node: MystNode): [MystNode | undefined, MystNode[]] {
  const [first, ...rest] = node.children ?? [];
  return first?.type === 'admonitionTitle' ? [first, rest] : [undefined, node.children ?? []];
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const aside: Handler = (node, state) => {
  const [title, body] = split(node);
  const kind = text(node.kind) ?? 'margin';
  return h('div', { id: idOf(node, state), className: classesOf(node, 'aside', kind), role: 'note' }, [
    title ? h('p.title', state.all(title)) : undefined,
    ...body.flatMap((child) => state.one(child)),
  ]);
};

/** Without a summary the browser's own word stands there. */
const details: Handler = (node, state) =>
  h(
    'details',
    { id: idOf(node, state), className: classesOf(node), open: node.open === true },
    state.all(node),
  );

export const admonitionHandlers: Record<string, Handler> = {
  admonition,
  admonitionTitle: (node, state) => h('p.title', state.all(node)),
  proof,
  exercise,
  solution,
  aside,
  details,
  summary: (node, state) => h('summary', { className: classesOf(node) }, withoutLinks(state.all(node))),
};
