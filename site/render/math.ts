// Math that mystmd has set already (KaTeX html in the tree); a formula that failed shows its source.
import { h } from 'hastscript';
import { type MystNode, text } from '../content.ts';
import { mathHtml } from './html.ts';
import { type Handler, idOf, type State } from './state.ts';

const inlineMath: Handler = (node, state) => formula(node, state) ?? h('code.formula', text(node.value));

const math: Handler = (node, state) => {
  const number = text(node.enumerator);
  const id = idOf(node, state);
  const body = formula(node, state) ?? [h('pre', [h('code', text(node.value))])];
  return h('div.math', { id }, [
    h(
      'div.scroll',
      { tabIndex: 0, role: 'group', ariaLabel: number ? `Equation ${number}` : 'Equation' },
      body,
    ),
    number ? h('a.math-number', { href: id ? `#${id}` : undefined }, `(${number})`) : undefined,
  ]);
};

function formula(node: MystNode, state: State) {
  const html = text(node.html);
  if (html === undefined) {
    state.warn(`Unexpected formula \`${(text(node.value) ?? '').slice(0, 60)}\` that KaTeX could not set`);
    return undefined;
  }
  state.needs.add('katex');
  return mathHtml(html);
}

export const mathHandlers: Record<string, Handler> = {
  inlineMath,
  math,
  mathGroup: (node, state) => h('div', { id: idOf(node, state) }, state.all(node)),
};
