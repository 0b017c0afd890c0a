// Where signs, delay ticks, notes and the marks of loops stand, so that none touches a line or another: each looks
// at a list of spots from the best to the worst and takes the first that is free, or none. In: arcs, boxes and
// loops; out: spots, and how much found none.
import type { Point } from '../figure/arrow.ts';
import { type Arc, beside, pointAt } from './arc.ts';
import type { Box } from './facts.ts';
import { around, createGrid, frameOf, type Grid, grown, overlaps, type Rect } from './grid.ts';
import { type Ink, inkOf, isOn, NAME_GAP, runsThrough, tickInk, touches } from './ink.ts';

/** Sizes of one drawing, in SVG units. */
export interface Sizes {
  /** Half the arm of a sign. */
  sign: number;
  /** Half a tick, and half the gap between the two. */
  tick: number;
  tickGap: number;
  /** Radius of a mark's curl, and from its middle to the top of the name below. */
  curl: number;
  drop: number;
  /** Nothing reaches beyond: half the width of the picture. */
  half: number;
}

/** A link to decorate; `note` are the sizes that its text can take, the best first. */
export interface LinkPart {
  arc: Arc;
  ink: Ink;
  delayed: boolean;
  note: readonly Box[];
}

/** A loop to mark: its outline, and the sizes its name can take. `must`: it is marked even without a free spot. */
export interface LoopPart {
  outline: readonly Point[];
  turn: 1 | -1;
  name: readonly Box[];
  must: boolean;
}

export interface Spot {
  at: Point;
  /** Which of the sizes was taken. */
  choice: number;
}

export interface Decoration {
  signs: (Point | undefined)[];
  /** The share of the link's way at which the ticks stand. */
  ticks: (number | undefined)[];
  notes: (Spot | undefined)[];
  marks: (Spot | undefined)[];
  /** Names that a line or another name touches, and links that leave the picture: they weigh most. */
  crossed: number;
  /** What found no place, weighed: 0 when everything stands. */
  faults: number;
}

/** Free space that signs, notes and marks keep around them. */
const SIGN_GAP = 2.5;
const TEXT_GAP = 4;
/** A name that is touched weighs more than all that may be missing. */
const TOUCHED = 1000;
/** Up to this many loops each is given a middle of its own, if that can be. */
const FEW = 4;

interface Scene {
  sizes: Sizes;
  names: Rect[];
  lines: Grid;
  placed: Rect[];
  faults: number;
}

/** Undefined when its faults reach `limit`: another arrangement is as good. */
export function decorate(
  names: Rect[],
  links: readonly LinkPart[],
  loops: readonly LoopPart[],
  bars: readonly Arc[],
  sizes: Sizes,
  limit = Infinity,
): Decoration | undefined {
  const inks = [...links.map((link) => link.ink), ...bars.map(inkOf)];
  const ticks = links.map((link, index) =>
    link.delayed ? placeTick(link.arc, index, inks, names, sizes) : undefined,
  );
  for (const [index, { arc, ink }] of links.entries())
    inks[index] = { way: ink.way, dots: [...ink.dots, ...tickInk(arc, ticks[index], sizes)] };
  const lost = inks.filter(({ way: { frame } }) => Math.max(-frame[0], frame[2]) > sizes.half - 2);
  const crossed = crossedNames(names, inks) + lost.length;
  if (TOUCHED * crossed >= limit) return undefined;
  const ways = inks.map(({ way }) => way);
  const frame = grown(frameOf([...names, ...ways.map((way) => way.frame)]), 60);
  const dots = inks.flatMap((ink) => ink.dots);
  const lines = createGrid(ways, dots, frame);
  const scene: Scene = { sizes, names, lines, placed: [], faults: TOUCHED * crossed };
  const signs = links.map((link) => placeSign(link.arc, scene));
  if (scene.faults >= limit) return undefined;
  const marks = placeMarks(loops, frame, scene);
  const notes = links.map((link, index) => placeNote(link, ticks[index] ?? 0.5, scene));
  if (scene.faults >= limit) return undefined;
  return { signs, ticks, notes, marks, crossed, faults: scene.faults };
}

/** Names that a line, a head or a tick touches or another name overlaps. */
function crossedNames(names: readonly Rect[], inks: readonly Ink[]): number {
  const isCrossed = (name: Rect, index: number) =>
    names.some((other, at) => at < index && overlaps(name, other, NAME_GAP)) ||
    inks.some((ink) => touches(ink, name));
  return names.filter(isCrossed).length;
}

const TICK_SHARES = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7];

/** In the middle, or where neither another link nor a name is near, or at least no name. */
function placeTick(
  arc: Arc,
  index: number,
  inks: readonly Ink[],
  names: readonly Rect[],
  sizes: Sizes,
): number {
  const room = 2 * (sizes.tick + 6);
  const isOff = (share: number) =>
    !tickInk(arc, share, sizes).some((dot) => names.some((name) => isOn(dot, name)));
  const isClear = (share: number) => {
    const near = around(pointAt(arc, share), room, room);
    return !inks.some(({ way }, other) => other !== index && runsThrough(way, near)) && isOff(share);
  };
  return TICK_SHARES.find(isClear) ?? TICK_SHARES.find(isOff) ?? 0.5;
}

/** How far behind the head, and to which side, a sign may stand. */
const SIGN_BACKS = [15, 20, 26, 33, 41, 50];
const SIGN_SIDES = [17, -17, 14, -14, 21, -21];

/** 15 behind the head and 17 to the outer side, or as near to that as there is room. */
function placeSign(arc: Arc, scene: Scene): Point | undefined {
  const size = 2 * scene.sizes.sign;
  for (const back of SIGN_BACKS) {
    if (back >= arc.length * 0.75) break;
    for (const side of SIGN_SIDES) {
      const at = beside(arc, 1 - back / arc.length, side);
      const box = around(at, size, size);
      if (!isFree(box, SIGN_GAP, scene)) continue;
      scene.placed.push(box);
      return at;
    }
  }
  scene.faults += 3;
  return undefined;
}

/** How far along its link, and to which side, a note may stand. */
const NOTE_STEPS = [0, 0.06, -0.06, 0.12, -0.12, 0.2, -0.2, 0.28, -0.28];
const NOTE_GAPS = [16, -16, 24, -24, 34, -34];

/** Beside the ticks, or the middle, of its link; further along when there is no room. */
function placeNote(link: LinkPart, share: number, scene: Scene): Spot | undefined {
  if (link.note.length === 0) return undefined;
  for (const step of NOTE_STEPS) {
    for (const [choice, box] of link.note.entries()) {
      for (const gap of NOTE_GAPS) {
        const at = noteSpot(link.arc, share + step, gap, box);
        const rect = around(at, box.width, box.height);
        if (!isFree(rect, TEXT_GAP, scene)) continue;
        scene.placed.push(rect);
        return { at, choice };
      }
    }
  }
  scene.faults += 2;
  return undefined;
}

function noteSpot(arc: Arc, share: number, gap: number, box: Box): Point {
  const at = pointAt(arc, share);
  const away = beside(arc, share, Math.sign(gap));
  const [nx, ny] = [away.x - at.x, away.y - at.y];
  const reach = Math.abs(gap) + (Math.abs(nx) * box.width + Math.abs(ny) * box.height) / 2;
  return { x: at.x + nx * reach, y: at.y + ny * reach };
}

/** Small loops first: they have the fewest spots. */
function placeMarks(loops: readonly LoopPart[], frame: Rect, scene: Scene): (Spot | undefined)[] {
  const marks: (Spot | undefined)[] = loops.map(() => undefined);
  const insides = loops.map((loop) => cellsInside(loop.outline, frame));
  const shared = new Map<number, number>();
  for (const cell of insides.flat()) shared.set(cell, (shared.get(cell) ?? -1) + 1);
  const order = [...loops.keys()].sort(
    (a, b) => Number(loops[b]!.must) - Number(loops[a]!.must) || insides[a]!.length - insides[b]!.length,
  );
  for (const index of order) {
    const loop = loops[index]!;
    const spots = spotsOf(loop, insides[index]!, shared, frame);
    marks[index] = placeMark(loop, spots, scene);
    if (loops.length <= FEW && isCrowded(marks[index], spots)) scene.faults++;
  }
  return marks;
}

/** A mark in a middle that another loop shares, though its loop has one of its own: too narrow a one. */
function isCrowded(mark: Spot | undefined, spots: readonly Graded[]): boolean {
  const others = spots.find(({ at }) => at === mark?.at)?.others ?? 0;
  return others > 0 && spots.some((spot) => spot.others === 0);
}

function placeMark(loop: LoopPart, spots: readonly Graded[], scene: Scene): Spot | undefined {
  let best: Spot | undefined;
  let bestScore = Infinity;
  for (const { at, score } of spots) {
    if (score >= bestScore) break;
    for (const choice of loop.name.keys()) {
      if (score + choice * 30 >= bestScore) break;
      const worse = score + choice * 30 + tightness(rectsOf(at, loop.name[choice]!, scene.sizes), scene);
      if (worse < bestScore) {
        best = { at, choice };
        bestScore = worse;
      }
    }
  }
  if (best) scene.placed.push(...rectsOf(best.at, loop.name[best.choice]!, scene.sizes));
  else if (loop.must) scene.faults += 3;
  return best;
}

/** The curl, and the name under it. */
function rectsOf(at: Point, name: Box, { curl, drop }: Sizes): Rect[] {
  const mark = around(at, 2 * curl + 6, 2 * curl + 4);
  if (name.width === 0) return [mark];
  return [mark, around({ x: at.x, y: at.y + drop + name.height / 2 }, name.width, name.height)];
}

/** The less free space there is around, the worse; without any it is no spot. */
function tightness(rects: readonly Rect[], scene: Scene): number {
  if (!rects.every((rect) => isFree(rect, TEXT_GAP, scene))) return Infinity;
  const gaps = [28, 20, 14, 8];
  const free = gaps.findIndex((gap) => rects.every((rect) => isFree(rect, gap, scene)));
  return (free < 0 ? gaps.length : free) * 12;
}

/** A place for a mark; the less the better. */
interface Graded {
  at: Point;
  score: number;
  /** Other loops that it lies in. */
  others: number;
}

/** Worse far from the loop's middle, and in the middle of other loops; loops without a name keep to their own. */
function spotsOf(
  loop: LoopPart,
  cells: readonly number[],
  shared: ReadonlyMap<number, number>,
  frame: Rect,
): Graded[] {
  const [left, top, right, bottom] = frameOf(loop.outline.map(({ x, y }): Rect => [x, y, x, y]));
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const spots = cells.flatMap((cell) => {
    const others = shared.get(cell) ?? 0;
    if (!loop.must && others > 2) return [];
    const at = middleOf(cell, frame);
    return [{ at, others, score: others * 90 + 0.25 * Math.hypot(at.x - middle.x, at.y - middle.y) }];
  });
  return spots.sort((a, b) => a.score - b.score);
}

/** Side of the squares in which marks are looked for. */
const STEP = 10;

function middleOf(cell: number, [left, top, right]: Rect): Point {
  const columns = Math.ceil((right - left) / STEP);
  return {
    x: left + ((cell % columns) + 0.5) * STEP,
    y: top + (Math.floor(cell / columns) + 0.5) * STEP,
  };
}

/** The squares of the frame whose middles lie inside: row by row, between each two sides that the row crosses. */
function cellsInside(outline: readonly Point[], frame: Rect): number[] {
  const [left, top, right, bottom] = frame;
  const columns = Math.ceil((right - left) / STEP);
  const cells: number[] = [];
  for (let row = 0; row < (bottom - top) / STEP; row++) {
    const sides = crossingsOf(outline, top + (row + 0.5) * STEP);
    for (let i = 0; i + 1 < sides.length; i += 2) {
      const last = Math.floor((sides[i + 1]! - left) / STEP - 0.5);
      for (let column = Math.ceil((sides[i]! - left) / STEP - 0.5); column <= last; column++)
        cells.push(row * columns + column);
    }
  }
  return cells;
}

/** Where a level line crosses the outline, from left to right. */
function crossingsOf(outline: readonly Point[], y: number): number[] {
  const found: number[] = [];
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const a = outline[i]!;
    const b = outline[j]!;
    if (a.y > y !== b.y > y) found.push(((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x);
  }
  return found.sort((a, b) => a - b);
}

/** Touches no line, name or other thing, and stays in the picture. */
function isFree(rect: Rect, gap: number, scene: Scene): boolean {
  return isApart(rect, gap, scene) && scene.lines.isFree(rect, gap);
}

function isApart(rect: Rect, gap: number, { sizes, names, placed }: Scene): boolean {
  if (rect[0] < -sizes.half || rect[2] > sizes.half) return false;
  for (const other of names) if (overlaps(rect, other, gap)) return false;
  for (const other of placed) if (overlaps(rect, other, gap)) return false;
  return true;
}
