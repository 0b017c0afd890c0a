// The last resort of the layout: names in two columns, and the links between them in the channel in the middle, where
// no name stands. No link can touch a name there, however many there are; the drawing grows as high as they need.
// A bar beside each name holds the ends of its links apart. In: a problem; out: lines.
import type { Point } from '../figure/arrow.ts';
import { type Arc, arcBetween } from './arc.ts';
import { empty } from './arrange.ts';
import { type Arrangement, type Box, GAP, type Problem } from './facts.ts';
import type { Lines } from './fit.ts';
import { inkOf } from './ink.ts';

/** Free height between two names, and between two ends at a name; less when a column would be higher than `HIGH`. */
const BETWEEN = 56;
const PITCH = 26;
const HIGH = 4000;
/** From a name to its bar, and from there to the tips of links. */
const BAR = 6;
const TIP = 9;
/** Across, no link is steeper anywhere than this angle from the level, unless its ends are. */
const STEEP = 1.2;
/** What ends need not be cut by: they stand free. */
const NOTHING: Box = { width: -2 * GAP, height: -2 * GAP };

/** -1 on the left, 1 on the right, and how many stand above. */
interface Place {
  side: number;
  row: number;
}

/** Where a link touches its bar; two for each link, the tail first. */
interface End extends Point {
  node: number;
  other: number;
}

export function arrangeColumns(problem: Problem): Lines {
  const { boxes, links, width } = problem;
  const at = empty(problem);
  const places = shortened(
    boxes.map((_, node) => ({ side: node % 2 === 0 ? -1 : 1, row: node >> 1 })),
    links,
  );
  const ends = links.flatMap(({ from, to }): End[] => [
    { node: from, other: to, x: 0, y: 0 },
    { node: to, other: from, x: 0, y: 0 },
  ]);
  const bars = [-1, 1].flatMap((side) => stack(problem, side, places, ends, at));
  const arcs = links.map((_, link) => {
    const [tail, head] = [ends[2 * link]!, ends[2 * link + 1]!];
    at.bend[link] = bendOf(tail, head, width / 5);
    return arcBetween(tail, head, NOTHING, NOTHING, at.bend[link]!);
  });
  return { at, arcs, inks: arcs.map(inkOf), bars };
}

/** Place the names of one side and the ends of their links from the top down; gives their bars. */
function stack(
  { boxes, width }: Problem,
  side: number,
  places: readonly Place[],
  ends: readonly End[],
  at: Arrangement,
): Arc[] {
  const column = [...boxes.keys()].filter((node) => places[node]!.side === side);
  column.sort((a, b) => places[a]!.row - places[b]!.row);
  const own = column.map((node) => ends.filter((end) => end.node === node));
  const pitch = Math.min(PITCH, HIGH / own.flat().length);
  const heights = column.map((node, row) => Math.max(boxes[node]!.height, own[row]!.length * pitch));
  const edge = width / 2 - Math.max(...column.map((node) => boxes[node]!.width));
  let top = -heights.reduce((sum, height) => sum + height + BETWEEN, 0) / 2;
  return column.map((node, row) => {
    const x = side * (edge - BAR);
    const bottom = top + heights[row]!;
    const middle = (top + bottom) / 2;
    const bar = arcBetween({ x, y: top }, { x, y: bottom }, NOTHING, NOTHING, 1e-5);
    at.x[node] = side * (edge + boxes[node]!.width / 2);
    at.y[node] = middle;
    const sorted = own[row]!.sort((a, b) => rankOf(a, places) - rankOf(b, places));
    for (const [index, end] of sorted.entries()) {
      end.x = x - side * TIP;
      end.y = middle + (index - (sorted.length - 1) / 2) * pitch;
    }
    top = bottom + BETWEEN;
    return bar;
  });
}

/** So that links do not cross at a name: from the top those up its column, those across, those down its column. */
function rankOf({ node, other }: End, places: readonly Place[]): number {
  const { side, row } = places[node]!;
  const far = places[other]!;
  if (far.side !== side) return far.row;
  return row - far.row + (far.row < row ? -1e3 : 1e3);
}

/** In a column towards the middle, at most so `deep`; across so that a link comes in level. */
function bendOf(tail: Point, head: Point, deep: number): number {
  const dx = head.x - tail.x;
  const dy = head.y - tail.y;
  const high = Math.abs(dy);
  if (dx === 0) return (tail.x < 0 === dy > 0 ? 1 : -1) * Math.min(high < 90 ? 0.34 : 0.2, deep / high);
  const spare = Math.max(0, STEEP - Math.atan2(high, Math.abs(dx)));
  return (dx > 0 === dy > 0 ? -1 : 1) * Math.max(0.01, Math.min(0.2, Math.tan(spare / 2) / 2));
}

/** Names change places while that makes links shorter. */
function shortened(places: Place[], links: Problem['links']): Place[] {
  const rise = () =>
    links.reduce((sum, { from, to }) => sum + Math.abs(places[from]!.row - places[to]!.row), 0);
  const swap = (a: number, b: number) => {
    [places[a], places[b]] = [places[b]!, places[a]!];
  };
  let least = rise();
  for (let round = 0; round < 4; round++) {
    for (let a = 0; a < places.length; a++) {
      for (let b = 0; b < a; b++) {
        swap(a, b);
        const now = rise();
        if (now < least) least = now;
        else swap(a, b);
      }
    }
  }
  return places;
}
