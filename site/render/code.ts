// Code, coloured at build time: line numbers, emphasised lines, file names. Never a script for the reader to run.
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { type MystNode, text } from '../content.ts';
import { highlight, type Line } from './highlight.ts';
import { classesOf, type Handler, idOf } from './state.ts';

const code: Handler = (node, state) => {
  if (node.visibility === 'remove') return [];
  const value = text(node.value) ?? '';
  const lines = highlight(value, text(node.lang));
  const body =
    node.showLineNumbers === true || emphasised(node).size > 0 ? numberedLines(lines, node) : joined(lines);
  const file = text(node.filename);
  const element = h('div', { id: idOf(node, state), className: classesOf(node, 'code') }, [
    file ? h('p.code-file', file) : undefined,
    h('pre', { tabIndex: 0 }, [h('code', body)]),
  ]);
  return node.visibility === 'hide' ? h('details', [h('summary', 'Code'), element]) : element;
};

const emphasised = (node: MystNode) =>
  new Set(Array.isArray(node.emphasizeLines) ? node.emphasizeLines.map(Number) : []);

const joined = (lines: Line[]): ElementContent[] =>
  lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'text' as const, value: '\n' }, ...line]));

/** Numbers are drawn by css, so that they are never copied. */
function numberedLines(lines: Line[], node: MystNode): ElementContent[] {
  const marked = emphasised(node);
  const first = typeof node.startingLineNumber === 'number' ? node.startingLineNumber : 1;
  const numbers = node.showLineNumbers === true;
  return lines.map((line, index) =>
    h(
      'span',
      {
        className: ['line', ...(marked.has(index + 1) ? ['emphasised'] : [])],
        dataLine: numbers ? String(first + index) : undefined,
      },
      [...line, { type: 'text', value: '\n' }],
    ),
  );
}

export const codeHandlers: Record<string, Handler> = { code };
