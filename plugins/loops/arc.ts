// Links as arcs of circles through the middles of two names, cut where they leave the names. In: ends, boxes and
// bend; out: points, directions and path data. Angles grow clockwise on the screen, as in SVG.
import { pathRound } from 'd3-path';
import type { Point } from '../figure/arrow.ts';
import { type Box, GAP } from './facts.ts';
import type { Way } from './grid.ts';

export interface Arc {
  centre: Point;
  radius: number;
  /** Angles at the ends, after cutting; clockwise when `to` is greater. */
  from: number;
  to: number;
  /** Length between the cut ends. */
  length: number;
}

/** `bend` is the rise over the distance, positive to the left of the way from `a` to `b`; never 0. */
export function arcBetween(a: Point, b: Point, boxA: Box, boxB: Box, bend: number): Arc {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const distance = Math.hypot(dx, dy) || 1;
  const rise = bend * distance;
  const signed = (distance * distance) / (8 * rise) + rise / 2;
  const centre = {
    x: (a.x + b.x) / 2 - (dy / distance) * (signed - rise),
    y: (a.y + b.y) / 2 + (dx / distance) * (signed - rise),
  };
  const radius = Math.abs(signed);
  const start = Math.atan2(a.y - centre.y, a.x - centre.x);
  const sweep = 2 * Math.asin(Math.min(1, distance / 2 / radius)) * Math.sign(bend);
  const at = (share: number): Point => onArc(centre, radius, start + sweep * share);
  const first = Math.min(0.47, leaving(boxA, a, at));
  const last =
    1 -
    Math.min(
      0.47,
      leaving(boxB, b, (share) => at(1 - share)),
    );
  const [from, to] = [start + sweep * first, start + sweep * last];
  return { centre, radius, from, to, length: Math.abs(to - from) * radius };
}

function onArc(centre: Point, radius: number, angle: number): Point {
  return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
}

/** The share of the way at which a box with its gap is left: by halving, at most half way. */
function leaving(box: Box, middle: Point, at: (share: number) => Point): number {
  let inside = 0;
  let outside = 0.5;
  for (let step = 0; step < 12; step++) {
    const share = (inside + outside) / 2;
    const { x, y } = at(share);
    const isIn =
      Math.abs(x - middle.x) < box.width / 2 + GAP && Math.abs(y - middle.y) < box.height / 2 + GAP;
    if (isIn) inside = share;
    else outside = share;
  }
  return outside;
}

/** A point at a share of the visible way. */
export function pointAt(arc: Arc, share: number): Point {
  return onArc(arc.centre, arc.radius, arc.from + (arc.to - arc.from) * share);
}

/** Where the link points at a share of its way, as an angle from the x axis. */
export function directionAt(arc: Arc, share: number): number {
  const turn = arc.to > arc.from ? Math.PI / 2 : -Math.PI / 2;
  return arc.from + (arc.to - arc.from) * share + turn;
}

/** A point beside the link: `side` to the outside of its bend, or inside when negative. */
export function beside(arc: Arc, share: number, side: number): Point {
  return onArc(arc.centre, arc.radius + side, arc.from + (arc.to - arc.from) * share);
}

/** Points no further apart than `step`, both ends among them. */
export function pointsOf(arc: Arc, step: number): Point[] {
  const count = Math.max(1, Math.ceil(arc.length / step));
  return Array.from({ length: count + 1 }, (_, index) => pointAt(arc, index / count));
}

/** The same points as lists. */
export function wayOf(arc: Arc, step: number): Way {
  const count = Math.max(1, Math.ceil(arc.length / step));
  const x = new Float64Array(count + 1);
  const y = new Float64Array(count + 1);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i <= count; i++) {
    const at = pointAt(arc, i / count);
    x[i] = at.x;
    y[i] = at.y;
    left = Math.min(left, at.x);
    top = Math.min(top, at.y);
    right = Math.max(right, at.x);
    bottom = Math.max(bottom, at.y);
  }
  return { x, y, frame: [left, top, right, bottom] };
}

export function arcData(arc: Arc): string {
  const path = pathRound(1);
  path.arc(arc.centre.x, arc.centre.y, arc.radius, arc.from, arc.to, arc.to < arc.from);
  return path.toString();
}
