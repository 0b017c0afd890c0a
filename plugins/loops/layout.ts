// A diagram to numbers: where names, links, signs, ticks, notes and the marks of loops stand. Two drawings: wide, and
// compact for narrow screens. In: diagram and loops; out: SVG units, 1 unit is 1 px. Knows no SVG. Deterministic.
import type { Point } from '../figure/arrow.ts';
import { measureText, wrapText } from '../figure/text.ts';
import { type Arc, pointsOf, wayOf } from './arc.ts';
import { arrange, isDense } from './arrange.ts';
import { arrangeColumns } from './columns.ts';
import { type Decoration, decorate, type LinkPart, type LoopPart, type Sizes } from './decorate.ts';
import type { Arrangement, Box, Problem } from './facts.ts';
import { fitLines, type Lines } from './fit.ts';
import { around, frameOf, grown, type Rect } from './grid.ts';
import type { Diagram, Link, Loop } from './model.ts';

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
  trials: 12,
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
  /** Beside names, where these stand in columns. */
  bars: readonly Arc[];
  links: PlacedLink[];
  marks: PlacedMark[];
  arrangement: Arrangement;
  /** What found no place, weighed: 0 when everything stands. */
  faults: number;
}

/** Loops that are marked in a picture at most: the named, then the short. */
const MAX_MARKS = 16;
/** Room that a name needs on top of its own, for links. */
const AROUND = 130;
/** How far an arrangement is spread until everything finds its place. */
const STRETCHES = [1, 1.2];
/** And then upwards and downwards, while something finds no place. */
const HIGHER = [1.25, 1.6, 2];
/** Up to this many links a diagram is small. */
const SMALL = 14;
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
  const notes = diagram.links.map(({ note }) => (note ? smallBoxes(note, style) : []));
  const subject: Subject = { links: diagram.links, boxes, width: style.width, notes, style };
  const marked = loops
    .filter((loop, index) => loop.name !== undefined || index < MAX_MARKS)
    .map((loop): Titled => ({ loop, titles: loop.name ? smallBoxes(loop.name, style) : [NO_TITLE] }));
  const named = marked.filter(({ loop }) => loop.name !== undefined);
  const problem: Problem = {
    boxes,
    links: diagram.links,
    loops: marked.map(({ loop }) => ({ ...loop, weight: loop.name || marked.length <= FEW ? 1 : 0.3 })),
    width: style.width - 24,
    aspect: aspectOf(boxes, style),
    reach: reachOf(boxes, style),
  };
  const first = marked[0]?.loop;
  let best: Settled | undefined;
  for (const found of arrange(problem, trialsFor(problem, style), from)) {
    best = settleBest(subject, named, turned(found, first), best);
    if (best.found.faults === 0) break;
  }
  if (!isDense(problem)) best = settleBest(subject, named, best!.lines.at, best, HIGHER);
  if (best!.found.crossed > 0) {
    best = settle(subject, named, arrangeColumns(problem));
  }
  const all = named.length < marked.length;
  return joinLayout(all ? settle(subject, marked, best!.lines)! : best!, style);
}

/** A small diagram is tried more often, which costs little. */
function trialsFor({ links }: Problem, { trials }: Style): number {
  return links.length <= SMALL ? 4 * trials : trials;
}

/** What is the same in all arrangements: for each link the sizes that its note can take. */
interface Subject {
  links: readonly Link[];
  boxes: readonly TextBox[];
  width: number;
  notes: readonly TextBox[][];
  style: Style;
}

/** A loop, and the sizes that its name can take. */
interface Titled {
  loop: Loop;
  titles: readonly TextBox[];
}

const NO_TITLE: TextBox = { lines: [], width: 0, height: 0, at: { x: 0, y: 0 } };

/** An arrangement with what found its place in it. */
interface Settled {
  lines: Lines;
  names: TextBox[];
  parts: LinkPart[];
  loops: readonly Titled[];
  turns: PlacedMark['turn'][];
  found: Decoration;
}

/** As it is and spread, unless the best so far is as good. */
function settleBest(
  subject: Subject,
  loops: readonly Titled[],
  at: Arrangement,
  before: Settled | undefined,
  stretches = STRETCHES,
): Settled {
  let best = before;
  for (const stretch of stretches) {
    if (best?.found.faults === 0) break;
    best = settle(subject, loops, fitLines(subject, at, stretch), best?.found.faults) ?? best;
  }
  return best!;
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

/** Sizes that a note or a loop's name can take. */
function smallBoxes(text: string, style: Style): TextBox[] {
  return textBox(text, style.noteSize, style.noteWidths, style);
}

/** Undefined when its faults reach `limit`. */
function settle(
  subject: Subject,
  loops: readonly Titled[],
  lines: Lines,
  limit?: number,
): Settled | undefined {
  const { at, arcs, inks, bars } = lines;
  const { links, boxes, notes, style } = subject;
  const names = boxes.map((box, index) => ({ ...box, at: { x: at.x[index]!, y: at.y[index]! } }));
  const parts = links.map(({ delayed }, index): LinkPart => {
    return { arc: arcs[index]!, ink: inks[index]!, delayed, note: notes[index]! };
  });
  const loopParts = loops.map((titled) => loopPart(titled, parts));
  const sizes: Sizes = { ...style, half: style.width / 2 - 8 };
  const found = decorate(names.map(rectOf), parts, loopParts, bars, sizes, limit);
  return found && { lines, names, parts, loops, turns: loopParts.map(({ turn }) => turn), found };
}

function loopPart({ loop, titles }: Titled, parts: readonly LinkPart[]): LoopPart {
  const outline = loop.links.flatMap((link) => pointsOf(parts[link]!.arc, 24));
  return { outline, turn: signedArea(outline) >= 0 ? 1 : -1, name: titles, must: loop.name !== undefined };
}

function signedArea(outline: readonly Point[]): number {
  return outline.reduce((sum, a, index) => {
    const b = outline[(index + 1) % outline.length]!;
    return sum + (a.x * b.y - b.x * a.y) / 2;
  }, 0);
}

function joinLayout(settled: Settled, style: Style): Layout {
  const { lines, names, parts, loops, turns, found } = settled;
  const links = parts.map(({ arc, note }, link): PlacedLink => {
    const spot = found.notes[link];
    const text = spot && { ...(note[spot.choice] as TextBox), at: spot.at };
    return { link, arc, sign: found.signs[link], tick: found.ticks[link], note: text };
  });
  const marks = loops.flatMap(({ loop, titles }, index): PlacedMark[] => {
    const spot = found.marks[index];
    if (!spot) return [];
    const turn = turns[index]!;
    const below = titles[spot.choice]!;
    const at = { x: spot.at.x, y: spot.at.y + style.drop + below.height / 2 };
    return [{ loop, at: spot.at, turn, ...(below.lines.length > 0 ? { name: { ...below, at } } : {}) }];
  });
  const { at: arrangement, bars } = lines;
  const layout = { style, names, bars, links, marks, faults: found.faults, arrangement };
  return { ...layout, frame: frameOfAll(layout) };
}

export function rectOf(box: TextBox): Rect {
  return around(box.at, box.width, box.height);
}

function frameOfAll({ style, names, bars, links, marks }: Omit<Layout, 'frame'>): Rect {
  const rects = [
    ...names.map(rectOf),
    ...bars.map((bar) => wayOf(bar, 10).frame),
    ...links.flatMap(({ arc, sign, note }) => [
      grown(wayOf(arc, 10).frame, 2),
      ...(sign ? [around(sign, 2 * style.sign + 4, 2 * style.sign + 4)] : []),
      ...(note ? [rectOf(note)] : []),
    ]),
    ...marks.flatMap(({ at, name }) => [
      around(at, 2 * style.curl + 8, 2 * style.curl + 6),
      ...(name ? [rectOf(name)] : []),
    ]),
  ];
  const [left, top, right, bottom] = grown(frameOf(rects), 8);
  const over = Math.max(0, right - left - style.width) / 2;
  return [left + over, top, right - over, bottom];
}
