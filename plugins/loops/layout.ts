// A diagram to numbers: where names, links, signs, ticks, notes and the marks of loops stand. Two drawings: wide, and
// compact for narrow screens. In: diagram and loops; out: SVG units, 1 unit is 1 px. Knows no SVG. Deterministic.
import type { Point } from '../figure/arrow.ts';
import { measureText, wrapText } from '../figure/text.ts';
import { type Arc, arcBetween, pointsOf } from './arc.ts';
import { arrange, arrangeRing } from './arrange.ts';
import { type Decoration, decorate, type LinkPart, type LoopPart, type Sizes } from './decorate.ts';
import type { Arrangement, Box, Problem } from './energy.ts';
import { around, frameOf, grown, type Rect } from './grid.ts';
import type { Diagram, Loop } from './model.ts';

/** One drawing's measures. */
export interface Style extends Omit<Sizes, 'half'> {
  width: number;
  aspect: number;
  nameSize: number;
  nameWidth: number;
  noteSize: number;
  noteWidths: readonly number[];
  /** Height of a line of text over its size. */
  leading: number;
  /** Arrangements that are tried until everything finds its place. */
  trials: number;
}

export const WIDE: Style = {
  width: 720,
  aspect: 1.4,
  nameSize: 18,
  nameWidth: 128,
  noteSize: 15,
  noteWidths: [190, 130, 96],
  leading: 1.24,
  trials: 5,
  sign: 7,
  tick: 9,
  tickGap: 3.8,
  curl: 21,
  drop: 29,
};

export interface TextBox extends Box {
  lines: string[];
  /** Middle of the box. */
  at: Point;
}

export interface PlacedLink {
  link: number;
  arc: Arc;
  /** None when there is no room; then the line of a negative link is dashed. */
  sign?: Point;
  tick?: number;
  note?: TextBox;
}

export interface PlacedMark {
  loop: Loop;
  at: Point;
  /** 1 when the loop turns clockwise. */
  turn: 1 | -1;
  name?: TextBox;
}

export interface Layout {
  style: Style;
  frame: Rect;
  names: TextBox[];
  links: PlacedLink[];
  marks: PlacedMark[];
  arrangement: Arrangement;
  /** Names that a line or another name touches; 0 but in diagrams that are too dense. */
  crossed: number;
  /** What found no place, weighed: 0 when everything stands. */
  faults: number;
}

/** Loops that are marked in a picture at most: the named, then the short. */
const MAX_MARKS = 16;
/** Room that a name needs on top of its own, for links. */
const AROUND = 130;
/** How far an arrangement is spread until everything finds its place. */
const STRETCHES = [1, 1.2];
/** Up to this many loops all count alike. */
const FEW = 8;

export function layoutDiagram(diagram: Diagram, loops: readonly Loop[], style: Style): Layout {
  const boxes = diagram.variables.map(({ name }) => nameBox(name, style));
  return layoutBoxes(diagram, loops, boxes, style);
}

/** The same for any boxes in the variables' stead; `from` is an arrangement of the same diagram to start with. */
export function layoutBoxes(
  diagram: Diagram,
  loops: readonly Loop[],
  boxes: readonly TextBox[],
  style: Style,
  from?: Arrangement,
): Layout {
  const marked = loops.filter((loop, index) => loop.name !== undefined || index < MAX_MARKS);
  const named = marked.filter((loop) => loop.name !== undefined);
  const problem: Problem = {
    boxes,
    links: diagram.links,
    loops: marked.map((loop) => ({ ...loop, weight: loop.name || marked.length <= FEW ? 1 : 0.3 })),
    width: style.width - 24,
    aspect: aspectOf(boxes, style),
    reach: reachOf(boxes, style),
  };
  const arrangements = arrange(problem, from);
  let best: Layout | undefined;
  for (let trial = 0; trial <= style.trials && best?.faults !== 0; trial++) {
    const found = trial < style.trials ? arrangements.next().value : arrangeRing(problem);
    const at = turned(found, marked[0]);
    for (const stretch of STRETCHES) {
      const placed = narrowed(diagram, boxes, stretched(at, boxes, stretch, style), style);
      const layout = settle(diagram, named, boxes, placed, style);
      if (!best || layout.faults < best.faults) best = layout;
      if (best.faults === 0) break;
    }
  }
  if (named.length === marked.length) return best!;
  return settle(diagram, marked, boxes, best!.arrangement, style);
}

/** Mirrored so that the first loop turns clockwise, and upside down when that brings its first variable up. */
function turned(at: Arrangement, loop: Loop | undefined): Arrangement {
  const first = loop?.members[0] ?? 0;
  const mirror = loop && turnOf(at, loop) < 0 ? -1 : 1;
  const middle = at.y.reduce((sum, y) => sum + y, 0) / at.y.length;
  const upside = at.y[first]! > middle + 1 ? -1 : 1;
  return {
    x: at.x.map((x) => x * mirror * upside),
    y: at.y.map((y) => y * upside),
    bend: at.bend.map((bend) => bend * mirror),
  };
}

/** Positive when the loop turns clockwise on the screen: the area inside its bent links. */
function turnOf({ x, y, bend }: Arrangement, { members, links }: Loop): number {
  return members.reduce((sum, a, index) => {
    const b = members[(index + 1) % members.length]!;
    const squared = (x[b]! - x[a]!) ** 2 + (y[b]! - y[a]!) ** 2;
    return sum + (x[a]! * y[b]! - x[b]! * y[a]!) / 2 + (2 / 3) * bend[links[index]!]! * squared;
  }, 0);
}

/** Width over height: as the style likes, but up to twice as high when there are many names. */
function aspectOf(boxes: readonly Box[], style: Style): number {
  return Math.max(style.aspect / 2, Math.min(style.aspect, (style.width * style.width) / areaFor(boxes)));
}

/** Each name with the links around it. */
function areaFor(boxes: readonly Box[]): number {
  return boxes.reduce((sum, box) => sum + (box.width + AROUND) * (box.height + AROUND), 0);
}

/** Free length of a link: shorter when there are many. */
function reachOf(boxes: readonly Box[], style: Style): number {
  const area = (style.width * style.width) / aspectOf(boxes, style);
  return Math.max(70, Math.min(165, Math.sqrt(area / Math.max(4, boxes.length)) * 0.62));
}

/** As narrow as the style likes, but wide enough for a long word to stay whole. */
export function nameBox(name: string, style: Style): TextBox {
  const words = name.split(/\s+/u).map((word) => measureText(word, style.nameSize, 600));
  const width = Math.max(style.nameWidth, Math.min(Math.max(...words) + 1, style.nameWidth * 1.5));
  return textBox(name, style.nameSize, [width], style)[0]!;
}

function textBox(text: string, size: number, widths: readonly number[], style: Style): TextBox[] {
  return widths.map((width) => {
    const wrapped = wrapText([{ text, weight: size === style.nameSize ? 600 : 450 }], size, width);
    const lines = wrapped.lines.map((line) => line.map((run) => run.text).join(''));
    return { lines, width: wrapped.width, height: lines.length * size * style.leading, at: { x: 0, y: 0 } };
  });
}

/** Centred on 0, spread by a factor as far as the width allows; upwards and downwards without limit. */
function stretched(at: Arrangement, boxes: readonly Box[], by: number, style: Style): Arrangement {
  const frame = frameOf(boxes.map((box, i) => around({ x: at.x[i]!, y: at.y[i]! }, box.width, box.height)));
  const middle = { x: (frame[0] + frame[2]) / 2, y: (frame[1] + frame[3]) / 2 };
  const most = Math.max(...boxes.map((box) => box.width));
  const inner = frame[2] - frame[0] - most;
  const wide = Math.min(by, Math.max(1, style.width - 90 - most) / Math.max(1, inner));
  return {
    x: at.x.map((x) => (x - middle.x) * wide),
    y: at.y.map((y) => (y - middle.y) * by * (wide < by ? Math.sqrt(by / wide) : 1)),
    bend: at.bend,
  };
}

/** Drawn closer together while it is too wide: what bows out beyond the names counts too. */
function narrowed(diagram: Diagram, boxes: readonly Box[], at: Arrangement, style: Style): Arrangement {
  const { y, bend } = at;
  let x = at.x;
  for (let round = 0; round < 10; round++) {
    const arcs = arcsOf(diagram, boxes, { x, y, bend });
    const rects = arcs.flatMap((arc) => pointsOf(arc, 16).map((point) => around(point, 4, 4)));
    const names = boxes.map((box, index) => around({ x: x[index]!, y: 0 }, box.width, box.height));
    const [left, , right] = frameOf([...names, ...rects]);
    const middle = (left + right) / 2;
    x = x.map((value) => value - middle);
    if (right - left <= style.width - 18) break;
    x = x.map((value) => (value * 0.95 * (style.width - 18)) / (right - left));
  }
  return { x, y, bend };
}

function arcsOf(diagram: Diagram, boxes: readonly Box[], { x, y, bend }: Arrangement): Arc[] {
  return diagram.links.map(({ from, to }, index) => {
    const a = { x: x[from]!, y: y[from]! };
    const b = { x: x[to]!, y: y[to]! };
    return arcBetween(a, b, boxes[from]!, boxes[to]!, bend[index]!);
  });
}

function settle(
  diagram: Diagram,
  loops: readonly Loop[],
  boxes: readonly TextBox[],
  at: Arrangement,
  style: Style,
): Layout {
  const names = boxes.map((box, index) => ({ ...box, at: { x: at.x[index]!, y: at.y[index]! } }));
  const arcs = arcsOf(diagram, boxes, at);
  const parts = diagram.links.map((link, index): LinkPart => {
    const note = link.note ? textBox(link.note, style.noteSize, style.noteWidths, style) : [];
    return { arc: arcs[index]!, delayed: link.delayed, note };
  });
  const outlines = loops.map((loop) => outlineOf(loop, parts));
  const loopParts = loops.map((loop, index) => loopPart(loop, outlines[index]!, style));
  const sizes: Sizes = { ...style, half: style.width / 2 - 8 };
  const found = decorate(names.map(rectOf), parts, loopParts, sizes);
  return { ...joinLayout(names, parts, loops, loopParts, found, style), arrangement: at };
}

function loopPart(loop: Loop, outline: Point[], style: Style): LoopPart & { name: TextBox[] } {
  const none: TextBox = { lines: [], width: 0, height: 0, at: { x: 0, y: 0 } };
  const name = loop.name ? textBox(loop.name, style.noteSize, style.noteWidths, style) : [none];
  return { outline, turn: signedArea(outline) >= 0 ? 1 : -1, name, must: loop.name !== undefined };
}

function outlineOf(loop: Loop, parts: readonly LinkPart[]): Point[] {
  return loop.links.flatMap((link) => pointsOf(parts[link]!.arc, 24));
}

function signedArea(outline: readonly Point[]): number {
  return outline.reduce((sum, a, index) => {
    const b = outline[(index + 1) % outline.length]!;
    return sum + (a.x * b.y - b.x * a.y) / 2;
  }, 0);
}

function joinLayout(
  names: TextBox[],
  parts: readonly LinkPart[],
  loops: readonly Loop[],
  loopParts: readonly (LoopPart & { name: TextBox[] })[],
  found: Decoration,
  style: Style,
): Omit<Layout, 'arrangement'> {
  const links = parts.map(({ arc, note }, link): PlacedLink => {
    const spot = found.notes[link];
    const text = spot && { ...(note[spot.choice] as TextBox), at: spot.at };
    return { link, arc, sign: found.signs[link], tick: found.ticks[link], note: text };
  });
  const marks = loops.flatMap((loop, index): PlacedMark[] => {
    const spot = found.marks[index];
    if (!spot) return [];
    const { name, turn } = loopParts[index]!;
    const below = name[spot.choice]!;
    const at = { x: spot.at.x, y: spot.at.y + style.drop + below.height / 2 };
    return [{ loop, at: spot.at, turn, ...(below.lines.length > 0 ? { name: { ...below, at } } : {}) }];
  });
  const layout = { style, names, links, marks, crossed: found.crossed, faults: found.faults };
  return { ...layout, frame: frameOfAll(layout) };
}

export function rectOf(box: TextBox): Rect {
  return around(box.at, box.width, box.height);
}

function frameOfAll({ style, names, links, marks }: Omit<Layout, 'frame' | 'arrangement'>): Rect {
  const rects = [
    ...names.map(rectOf),
    ...links.flatMap(({ arc, sign, note }) => [
      ...pointsOf(arc, 10).map((point) => around(point, 4, 4)),
      ...(sign ? [around(sign, 2 * style.sign + 4, 2 * style.sign + 4)] : []),
      ...(note ? [rectOf(note)] : []),
    ]),
    ...marks.flatMap(({ at, name }) => [
      around(at, 2 * style.curl + 8, 2 * style.curl + 6),
      ...(name ? [rectOf(name)] : []),
    ]),
  ];
  return grown(frameOf(rects), 8);
}
