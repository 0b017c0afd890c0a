// Blocks, embedded frames, diagrams, and what needs a running kernel: shown as far as it can be without one.
import type { Element } from 'hast';
import { h } from 'hastscript';
import { isObject, type MystNode, text } from '../content.ts';
import { classesOf, type Handler, idOf, plainText, type State, withoutLinks } from './state.ts';

const block: Handler = (node, state) => {
  if (node.visibility === 'remove') return [];
  if (typeof node.data?.compassDetails === 'string')
    return fold(node, state, node.data.compassDetails === 'open');
  const id = idOf(node, state);
  const className = classesOf(node);
  if (id !== undefined) noteRecord(node, id, state);
  const children = state.all(node);
  const body = id || className ? [h('div', { id, className }, children)] : children;
  return node.visibility === 'hide' ? h('details', [h('summary', 'Hidden part'), ...body]) : body;
};

/** A record's block is what the outline leads to where its heading has no anchor of its own. */
function noteRecord(node: MystNode, id: string, state: State): void {
  const heading = node.children?.find((child) => child.type === 'heading');
  if (!node.data?.compassRecord || !heading || heading.identifier || heading.html_id) return;
  state.outline.push({ depth: Math.max(2, Number(heading.depth) || 3), id, title: plainText(heading) });
}

/** The plugin's folds are blocks whose first paragraph is the summary, so that exports keep them. */
function fold(node: MystNode, state: State, open: boolean): Element {
  const [summary, ...rest] = node.children ?? [];
  return h('details', { id: idOf(node, state), className: classesOf(node), open }, [
    h('summary', summary ? withoutLinks(state.all(summary)) : 'More'),
    ...rest.flatMap((child) => state.one(child)),
  ]);
}

const iframe: Handler = (node, state) => {
  const src = state.urls.link(node.src);
  if (src === undefined) return state.all(node);
  const width = text(node.width);
  return h(
    'div',
    {
      id: idOf(node, state),
      className: classesOf(node, 'frame-box'),
      style:
        width && /^\d+(px|%)?$/.test(width) ? `width:${/\d$/.test(width) ? `${width}px` : width}` : undefined,
    },
    [
      h('iframe', {
        src,
        title: text(node.title) ?? `Embedded page: ${src.replace(/^https?:\/\/([^/]+).*/, '$1')}`,
        loading: 'lazy',
        allowFullScreen: true,
      }),
      ...state.all(node),
    ],
  );
};

/** The source stands in the page; the client draws it when it comes into view. */
const mermaid: Handler = (node, state) => {
  state.needs.add('mermaid');
  return h('pre.mermaid', { id: idOf(node, state), tabIndex: 0 }, [h('code', text(node.value))]);
};

/** What a notebook cell printed: text and pictures. Richer outputs show their plain text. */
const output: Handler = (node, state) => {
  const data = isObject(node.jupyter_data) ? node.jupyter_data : {};
  const mime = isObject(data.data) ? data.data : {};
  const picture = Object.entries(mime).find(([type]) => type.startsWith('image/'))?.[1];
  const src = isObject(picture) ? state.urls.asset(picture.path) : undefined;
  if (src) return h('img', { id: idOf(node, state), src, alt: 'Output of the cell above', loading: 'lazy' });
  const plain = isObject(mime['text/plain']) ? text(mime['text/plain'].content) : undefined;
  const words = (text(data.text) ?? plain ?? tracebackOf(data.traceback)).replaceAll(TERMINAL, '');
  return words ? h('pre.output', { tabIndex: 0 }, words) : state.all(node);
};

/** A text, or its lines in a list. */
function tracebackOf(traceback: unknown): string {
  return [traceback]
    .flat()
    .filter((line) => typeof line === 'string')
    .join('\n');
}

/** What a terminal takes for colours and addresses, and what else nobody sees. */
const TERMINAL =
  /\u001b\[[\d;?]{0,20}[A-Za-z]|\u001b\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)|[\0-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export const blockHandlers: Record<string, Handler> = {
  block,
  iframe,
  mermaid,
  outputs: (node, state) =>
    node.visibility === 'remove' ? [] : h('div.outputs', { id: idOf(node, state) }, state.all(node)),
  output,
  myst: (node, state) => h('pre', { id: idOf(node, state), tabIndex: 0 }, [h('code', text(node.value))]),
};
