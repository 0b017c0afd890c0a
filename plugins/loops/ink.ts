// What a link draws, as points: its line, its head, the ticks of a delay; and whether that comes near a name.
// In: arcs and boxes; out: points and answers.
import { ARROW, type Point } from '../figure/arrow.ts';
import { type Arc, beside, directionAt, pointAt, wayOf } from './arc.ts';
import { grown, overlaps, type Rect, type Way } from './grid.ts';

/** Lines and other names come no nearer to a name; heads and ticks may come to the lesser one. */
export const NAME_GAP = 2.5;
const DOT_GAP = 1;
/** Distance of the points of a line: less than a cell of the grid. */
const INK = 3;
const REACH = 16;

/** Half a tick, and half the gap between the two. */
interface Ticks {
  tick: number;
  tickGap: number;
}

/** The points of a line, and those of the strokes on it. */
export interface Ink {
  way: Way;
  dots: readonly Point[];
}

export function inkOf(arc: Arc): Ink {
  return { way: wayOf(arc, INK), dots: headInk(arc) };
}

function headInk(arc: Arc): Point[] {
  const tip = pointAt(arc, 1);
  const direction = directionAt(arc, 1 - ARROW.headLength / 2 / arc.length);
  return [-ARROW.headSpread, ARROW.headSpread].flatMap((turn) =>
    [4, 8, ARROW.headLength].map((length) => ({
      x: tip.x - length * Math.cos(direction + turn),
      y: tip.y - length * Math.sin(direction + turn),
    })),
  );
}

export function tickInk(arc: Arc, share: number | undefined, { tick, tickGap }: Ticks): Point[] {
  if (share === undefined) return [];
  const off = tickGap / arc.length;
  return [share - off, share + off].flatMap((at) =>
    [-1, -0.7, -0.35, 0.35, 0.7, 1].map((side) => beside(arc, at, side * tick)),
  );
}

/** Whether a name is touched; what is drawn reaches less than `REACH` beyond its line. */
export function touches({ way, dots }: Ink, name: Rect): boolean {
  if (!overlaps(way.frame, name, REACH)) return false;
  return runsThrough(way, grown(name, NAME_GAP)) || dots.some((dot) => isOn(dot, name));
}

/** Whether a point of a head or tick touches a name. */
export function isOn({ x, y }: Point, [left, top, right, bottom]: Rect): boolean {
  return x > left - DOT_GAP && x < right + DOT_GAP && y > top - DOT_GAP && y < bottom + DOT_GAP;
}

export function runsThrough({ x, y }: Way, [left, top, right, bottom]: Rect): boolean {
  for (let i = 0; i < x.length; i++)
    if (x[i]! > left && x[i]! < right && y[i]! > top && y[i]! < bottom) return true;
  return false;
}
