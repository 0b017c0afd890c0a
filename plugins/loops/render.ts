// A `{causal-loop}` placeholder to nodes: the figure, and its text folded below. In: the author's lines; out: MyST
// nodes. Mistakes are reported in the document stage, where the transform puts a box in front of what is given here.
import { figureNode } from '../figure/figure.ts';
import type { Render, RenderContext } from '../graph/context.ts';
import { block, cell, list, type MystNode, paragraph, row, strong, table } from '../graph/node.ts';
import type { Placeholder } from '../graph/placeholder.ts';
import type { Place, Report } from '../message.ts';
import { layoutCompact } from './compact.ts';
import { findLoops, MAX_VARIABLES } from './find.ts';
import { type Layout, layoutDiagram, WIDE } from './layout.ts';
import type { Diagram, Loops } from './model.ts';
import { parseDiagram } from './parse.ts';
import { loopsRules } from './rules.ts';
import { renderDiagram } from './svg.ts';
import { altText, kindWords, loopSentence, nameOf } from './words.ts';

export const renderCausalLoop: Render<RenderContext> = (placeholder, context) => {
  const at = context.place(placeholder);
  const diagram = parseDiagram(placeholder.body, context.file, bodyLine(placeholder, at), context.report);
  if (diagram.links.length === 0) return [];
  const loops = findLoops(diagram, at, context.report);
  const text = diagramText(diagram, loops);
  if (diagram.variables.length > MAX_VARIABLES) return [block('compass-causal-loop-figure', text)];
  const { label, class: extra } = placeholder.options;
  const wide = layoutDiagram(diagram, loops.loops, WIDE);
  reportRoom(diagram, loops, wide, at, context.report);
  const figure = figureNode({
    svg: drawDiagram(diagram, loops, wide, placeholder.argumentText),
    alt: altText(diagram, loops),
    caption: placeholder.argument,
    label: typeof label === 'string' ? label : undefined,
    className: 'compass-causal-loop',
    summary: 'The loops as text',
    text,
  });
  if (typeof extra === 'string') figure.class = `${figure.class} ${extra}`;
  return [figure];
};

/** The file's text. The same diagram gives the same bytes. */
export function drawDiagram(diagram: Diagram, loops: Loops, wide: Layout, caption: string): string {
  const words = { title: caption.trim() || 'Causal loop diagram', desc: altText(diagram, loops) };
  return renderDiagram(diagram, wide, layoutCompact(diagram, loops.loops, wide), words);
}

/** Signs, notes and named marks that stand in the text only. */
function reportRoom(diagram: Diagram, { loops }: Loops, wide: Layout, at: Place, report: Report): void {
  const marked = new Set(wide.marks.map((mark) => mark.loop));
  const missing = [
    count(wide.links.filter((link) => !link.sign).length, 'sign'),
    count(wide.links.filter(({ link, note }) => diagram.links[link]?.note && !note).length, 'note'),
    count(loops.filter((loop) => loop.name && !marked.has(loop)).length, 'loop mark'),
  ].filter((words) => words !== '');
  if (missing.length === 0) return;
  report(
    loopsRules.room,
    `Unexpected crowd of links, expected room for ${missing.join(', ')}, now in the text only; leave out links that matter less, or split the diagram`,
    at,
  );
}

function count(number: number, word: string): string {
  return number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** mystmd cuts empty lines off the body; its last line stands before the closing fence. */
function bodyLine(placeholder: Placeholder, at: Place): number {
  if (placeholder.bodyLine > 0) return placeholder.bodyLine;
  const end = placeholder.position?.end.line ?? at.line;
  return Math.max(at.line, end - placeholder.body.split('\n').length);
}

/** All that the picture says: loops, what stands in none, and links. */
function diagramText(diagram: Diagram, loops: Loops): MystNode[] {
  const found = loops.loops;
  return [
    paragraph(found.length > 0 ? INTRODUCTION : 'No loop: no variable comes back to itself.'),
    ...(found.length > 0 ? [loopList(diagram, loops)] : []),
    ...shownNote(loops),
    ...idleNote(diagram, loops),
    linkTable(diagram),
  ];
}

const INTRODUCTION =
  'A reinforcing loop (R) feeds a change. A balancing loop (B) holds it back: an odd number of its links is negative.';

function shownNote({ loops, total, counted }: Loops): MystNode[] {
  if (loops.length === 0 || (loops.length >= total && counted)) return [];
  const all = `${counted ? '' : 'more than '}${total.toLocaleString('en')}`;
  return [paragraph(`Of ${all} loops these ${loops.length} are listed: the named, then the shortest.`)];
}

function idleNote(diagram: Diagram, { loops, total, counted }: Loops): MystNode[] {
  const looped = new Set(loops.flatMap((loop) => loop.members));
  const idle = diagram.variables.filter((_, index) => !looped.has(index)).map((variable) => variable.name);
  const known = counted && loops.length === total && loops.length > 0;
  return known && idle.length > 0 ? [paragraph(`In no loop: ${idle.join(', ')}.`)] : [];
}

function loopList(diagram: Diagram, { loops }: Loops): MystNode {
  const items = loops.map((loop) => {
    const title = strong([loop.id, loop.name].filter(Boolean).join(' '));
    return paragraph(title, ` (${kindWords(diagram, loop)}). `, loopSentence(diagram, loop));
  });
  return list(items, { class: 'compass-loops', spread: false });
}

/** Without the last column when no link is delayed or explained. */
function linkTable(diagram: Diagram): MystNode {
  const explained = diagram.links.some((link) => link.delayed || link.note);
  const titles = ['From', 'To', 'Sign', ...(explained ? ['Delay, note'] : [])];
  const rows = diagram.links.map((link) => {
    const sign = link.polarity === '+' ? '+ the same way' : '− opposite ways';
    const more = [link.delayed && 'delayed', link.note].filter(Boolean).join(': ');
    const texts = [nameOf(diagram, link.from), nameOf(diagram, link.to), sign, ...(explained ? [more] : [])];
    return row(texts.map((text) => cell(text)));
  });
  return table([row(titles.map((title) => cell(title, { header: true }))), ...rows], {
    class: 'compass-links',
  });
}
