// A layout as SVG: names, bent links with open heads, signs drawn as strokes, ticks of delays, marks that curl as
// their loop turns. In: layouts, title and description; out: the file's text.

import { headPath, type Point } from '../figure/arrow.ts';
import { round, type SvgElement, s } from '../figure/element.ts';
import { type Drawing, printSvg } from '../figure/print.ts';
import { colour } from '../figure/theme.ts';
import { type Arc, arcData, beside, directionAt, pointAt } from './arc.ts';
import type { CompactLayout, KeyLine } from './compact.ts';
import type { Layout, PlacedLink, PlacedMark, Style, TextBox } from './layout.ts';
import type { Diagram } from './model.ts';

const LINE = 2.2;
/** A mark's curl goes around this far, its gap below. */
const CURL = (250 * Math.PI) / 180;

export function renderDiagram(
  diagram: Diagram,
  wide: Layout,
  compact: CompactLayout | undefined,
  words: Words,
): string {
  return printSvg({
    ...draw(diagram, wide),
    title: words.title,
    desc: words.desc,
    ...(compact ? { compact: draw(diagram, compact, compact.key) } : {}),
  });
}

/** Spoken by screen readers. */
export interface Words {
  title: string;
  desc: string;
}

function draw(
  diagram: Diagram,
  layout: Layout,
  key: readonly KeyLine[] = [],
): Pick<Drawing, 'viewBox' | 'children'> {
  const { frame, style, names, bars, links, marks } = layout;
  const [left, top, right, bottom] = frame.map((value) => Math.round(value)) as [
    number,
    number,
    number,
    number,
  ];
  const plus = links.filter(({ link }) => diagram.links[link]?.polarity === '+');
  const minus = links.filter(({ link }) => diagram.links[link]?.polarity === '-');
  const notes = links.flatMap(({ note }) => (note ? [note] : []));
  return {
    viewBox: [left, top, right - left, bottom - top],
    children: [
      barPath(bars),
      linkGroup(plus, 'ink', '+', style),
      linkGroup(minus, 'warn', '-', style),
      ...(key.length > 0
        ? [numberGroup(names), keyGroup(key, style)]
        : [textGroup(names, style.nameSize, 600, 'ink', style)]),
      textGroup(notes, style.noteSize, 450, 'ink2', style),
      ...marks.map((mark) => markGroup(mark, style)),
    ],
  };
}

/** A hairline beside each name of a column, at which its links end. */
function barPath(bars: readonly Arc[]): SvgElement | undefined {
  if (bars.length === 0) return undefined;
  const d = bars.map((bar) => stroke(pointAt(bar, 0), pointAt(bar, 1))).join('');
  return s('path', { d, fill: 'none', stroke: colour('ink2'), strokeWidth: 1.2 });
}

function linkGroup(
  links: readonly PlacedLink[],
  tint: 'ink' | 'warn',
  sign: string,
  style: Style,
): SvgElement | undefined {
  if (links.length === 0) return undefined;
  return s(
    'g',
    {
      fill: 'none',
      stroke: colour(tint),
      strokeWidth: LINE,
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
    },
    ...links.map((link) => s('path', { d: linkData(link, style), strokeDasharray: dashOf(link, sign) })),
    s('path', { d: links.map((link) => signData(link.sign, sign, style)).join(''), strokeWidth: 2.6 }),
  );
}

/** The line, broken at a delay, its ticks and its head. */
function linkData({ arc, tick }: PlacedLink, style: Style): string {
  const head = headPath(pointAt(arc, 1), directionAt(arc, 1 - 5.5 / arc.length));
  if (tick === undefined) return arcData(arc) + head;
  const off = style.tickGap / arc.length;
  const [before, after] = [tick - off, tick + off];
  const ticks = [before, after].map((share) =>
    stroke(beside(arc, share, -style.tick), beside(arc, share, style.tick)),
  );
  return arcData(cut(arc, 0, before)) + arcData(cut(arc, after, 1)) + ticks.join('') + head;
}

function cut(arc: Arc, start: number, end: number): Arc {
  const at = (share: number) => arc.from + (arc.to - arc.from) * share;
  return { ...arc, from: at(start), to: at(end) };
}

function stroke(a: Point, b: Point): string {
  return `M${round(a.x)},${round(a.y)}L${round(b.x)},${round(b.y)}`;
}

/** Only where the sign found no room: the colour may not be the only difference. */
function dashOf(link: PlacedLink, sign: string): string | undefined {
  return sign === '-' && !link.sign ? '5 5' : undefined;
}

function signData(at: Point | undefined, sign: string, { sign: arm }: Style): string {
  if (!at) return '';
  const { x, y } = at;
  const across = `M${round(x - arm)},${round(y)}h${2 * arm}`;
  return sign === '-' ? across : `${across}M${round(x)},${round(y - arm)}v${2 * arm}`;
}

function textGroup(
  boxes: readonly TextBox[],
  size: number,
  weight: number,
  tint: 'ink' | 'ink2',
  style: Style,
): SvgElement | undefined {
  if (boxes.length === 0) return undefined;
  return s(
    'g',
    { fontSize: size, fontWeight: weight, textAnchor: 'middle', fill: colour(tint) },
    ...boxes.flatMap((box) => textLines(box, size, style)),
  );
}

/** Numbers in discs, where names would not fit. */
function numberGroup(boxes: readonly TextBox[]): SvgElement {
  return s('g', { fontSize: 14, fontWeight: 600, textAnchor: 'middle', fill: colour('accent') }, [
    ...boxes.map(({ at, width }) =>
      s('circle', {
        cx: round(at.x),
        cy: round(at.y),
        r: width / 2,
        fill: colour('accent-wash'),
        stroke: colour('accent'),
        strokeWidth: 1.6,
      }),
    ),
    ...boxes.map(({ at, lines }) => s('text', { x: round(at.x), y: round(at.y + 5) }, lines[0])),
  ]);
}

function keyGroup(key: readonly KeyLine[], style: Style): SvgElement {
  return s('g', { fontSize: style.nameSize }, [
    ...key.map(({ number, x, y }) =>
      s(
        'text',
        { x: round(x + 20), y: round(y + 5), textAnchor: 'end', fontWeight: 600, fill: colour('accent') },
        `${number}`,
      ),
    ),
    ...key.flatMap(({ x, y, lines }) =>
      lines.map((line, index) =>
        s('text', { x: round(x + 28), y: round(y + 5 + index * style.nameSize * style.leading) }, line),
      ),
    ),
  ]);
}

/** One text per line: no line may be stretched or joined by a font that differs. */
function textLines({ lines, at, height }: TextBox, size: number, { leading }: Style): SvgElement[] {
  const first = at.y - height / 2 + size * (leading / 2 + 0.34);
  return lines.map((line, index) =>
    s('text', { x: round(at.x), y: round(first + index * size * leading) }, line),
  );
}

function markGroup({ loop, at, turn, name }: PlacedMark, style: Style): SvgElement {
  const tint = colour(loop.kind === 'reinforcing' ? 'accent' : 'warn');
  const size = style.noteSize - 1;
  const curl = curlOf(at, turn, style.curl);
  return s('g', { textAnchor: 'middle' }, [
    s(
      'g',
      { fill: 'none', stroke: tint, strokeWidth: LINE, strokeLinecap: 'round', strokeLinejoin: 'round' },
      s('path', { d: arcData(curl), strokeDasharray: loop.kind === 'balancing' ? '4.5 4' : undefined }),
      s('path', { d: headPath(pointAt(curl, 1), directionAt(curl, 1 - 4 / curl.length), 8.5) }),
    ),
    s(
      'text',
      { x: round(at.x), y: round(at.y + size * 0.36), fontSize: size, fontWeight: 700, fill: tint },
      loop.id,
    ),
    ...(name
      ? [s('g', { fontSize: style.noteSize, fill: colour('ink2') }, textLines(name, style.noteSize, style))]
      : []),
  ]);
}

/** Open at the bottom, its head at the right end when it turns clockwise, at the left when not. */
function curlOf(at: Point, turn: 1 | -1, radius: number): Arc {
  const half = (turn * CURL) / 2;
  return { centre: at, radius, from: -Math.PI / 2 - half, to: -Math.PI / 2 + half, length: CURL * radius };
}
