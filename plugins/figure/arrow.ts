// Arrows of every drawing: an open head on any tip, and arrows that lie on a circle. In: points and angles in radians;
// out: path data. LOOK.md: 2.6 thick, round; head 11 long, 33° to each side.
import { pathRound } from 'd3-path';

export interface Point {
  x: number;
  y: number;
}

export const ARROW = { width: 2.6, headLength: 11, headSpread: (33 * Math.PI) / 180 } as const;

/**
 * Two strokes that meet in the tip. `direction` is where the line points half a head before the tip, as an angle
 * from the x axis growing clockwise (`Math.atan2(dy, dx)` in SVG): taken at the tip itself a bent line's head looks
 * turned aside.
 */
export function headPath(tip: Point, direction: number, length: number = ARROW.headLength): string {
  const path = pathRound(1);
  const side = (turn: number): [number, number] => [
    tip.x - length * Math.cos(direction + turn),
    tip.y - length * Math.sin(direction + turn),
  ];
  path.moveTo(...side(ARROW.headSpread));
  path.lineTo(tip.x, tip.y);
  path.lineTo(...side(-ARROW.headSpread));
  return path.toString();
}

/** A point on a circle around 0, 0; the angle is from twelve o'clock, clockwise, as in d3-shape. */
export function onCircle(radius: number, angle: number): Point {
  return { x: radius * Math.sin(angle), y: -radius * Math.cos(angle) };
}

/** An arc of a circle around 0, 0 from one angle to another; it turns left when `to` is less than `from`. */
export function arcPath(radius: number, from: number, to: number): string {
  const path = pathRound(1);
  path.arc(0, 0, radius, from - Math.PI / 2, to - Math.PI / 2, to < from);
  return path.toString();
}

/** Head of an arrow that lies on a circle around 0, 0 and ends at `to`. */
export function arcHead(radius: number, from: number, to: number, length: number = ARROW.headLength): string {
  const turn = to < from ? -1 : 1;
  const half = to - (turn * length) / 2 / radius;
  return headPath(onCircle(radius, to), half + (turn < 0 ? Math.PI : 0), length);
}
