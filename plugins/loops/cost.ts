// What each fault of an arrangement costs: names and links that touch, crossings, forks without room for a sign,
// lengths, loops that are not round or have no middle, a frame that is too wide. In: a state; out: numbers.
import { log } from './digits.ts';
import type { State } from './energy.ts';

/** Points at which a link is looked at. */
export const POINTS = 8;

/** Ends that two links have in common, the first link's end named first. */
export const MEET = { tails: 1, tailHead: 2, headTail: 4, heads: 8 } as const;

/** What each fault costs; lengths are in SVG units. */
export const COST = {
  crossing: 9,
  /** Names nearer than `apart`: per unit, and once when they touch. */
  near: 0.12,
  touch: 14,
  apart: 32,
  /** A link that comes nearer than `clear` to a name that is not its own. */
  through: 20,
  clear: 16,
  /** Deviation from the liked length, squared, as a share of it. */
  length: 2.2,
  /** Heads and tails that meet nearer than `fork`. */
  fork: 3,
  forkWidth: 40,
  /** A link and its way back that bend to the same side. */
  alike: 16,
  /** A loop that is no circle: 1 − 4πA/P². */
  round: 7,
  /** A loop with less area than `room`, or less than `own` that is not a rival's too. */
  middle: 10,
  room: 15000,
  own: 40000,
  /** Beyond the greatest width, per unit; and the logarithm of the wrong aspect, squared. */
  wide: 0.4,
  aspect: 3,
  /** Pull together, per unit of width plus height. */
  size: 0.002,
} as const;

export function costOfNodes(state: State, a: number, b: number): number {
  const { x, y, halfWidth, halfHeight } = state;
  const gapX = Math.abs(x[a]! - x[b]!) - halfWidth[a]! - halfWidth[b]!;
  const gapY = Math.abs(y[a]! - y[b]!) - halfHeight[a]! - halfHeight[b]!;
  const gap = gapX > gapY ? gapX : gapY;
  if (gap >= COST.apart) return 0;
  return COST.near * (COST.apart - gap) + (gap < 8 ? COST.touch * (1 + (8 - gap) / 20) : 0);
}

export function costThrough(state: State, link: number, x: number, y: number, w: number, h: number): number {
  let deepest = 0;
  for (let i = link * POINTS; i < (link + 1) * POINTS - 1; i++) {
    const depth = depthOf(state, i, x, y, w, h);
    if (depth > deepest) deepest = depth;
  }
  return deepest === 0 ? 0 : COST.through * (0.3 + deepest / COST.clear);
}

/** How deep a piece of a link runs inside a box, looked at in five places. */
function depthOf(state: State, i: number, x: number, y: number, w: number, h: number): number {
  const ax = state.px[i]! - x;
  const ay = state.py[i]! - y;
  const bx = state.px[i + 1]! - x;
  const by = state.py[i + 1]! - y;
  if ((ax > w && bx > w) || (ax < -w && bx < -w) || (ay > h && by > h) || (ay < -h && by < -h)) return 0;
  let deepest = 0;
  for (let t = 0; t <= 1; t += 0.25) {
    const inX = w - Math.abs(ax + t * (bx - ax));
    const inY = h - Math.abs(ay + t * (by - ay));
    const depth = inX < inY ? inX : inY;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

/** `met`: the ends in common, as bits of `MEET`. */
export function costOfPair(state: State, a: number, b: number, apart: boolean, met: number): number {
  return (
    (apart ? 0 : COST.crossing * crossings(state, a, b)) + (met === 0 ? 0 : costOfFork(state, a, b, met))
  );
}

export function crossings(state: State, a: number, b: number): number {
  const { px, py, bounds } = state;
  const left = bounds[b * 4]!;
  const right = bounds[b * 4 + 1]!;
  const top = bounds[b * 4 + 2]!;
  const bottom = bounds[b * 4 + 3]!;
  let count = 0;
  for (let i = a * POINTS; i < (a + 1) * POINTS - 1; i++) {
    const ax = px[i]!;
    const ay = py[i]!;
    const bx = px[i + 1]!;
    const by = py[i + 1]!;
    const apart =
      (ax < bx ? ax : bx) > right ||
      (ax < bx ? bx : ax) < left ||
      (ay < by ? ay : by) > bottom ||
      (ay < by ? by : ay) < top;
    if (!apart) count += crossingsOfPiece(state, ax, ay, bx, by, b);
  }
  return count;
}

/** How often a link crosses a straight piece: only where its points change the side of the piece. */
function crossingsOfPiece(
  { px, py }: State,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  link: number,
): number {
  const ex = bx - ax;
  const ey = by - ay;
  const first = link * POINTS;
  let count = 0;
  let before = ex * (py[first]! - ay) - ey * (px[first]! - ax) > 0;
  for (let i = first + 1; i < first + POINTS; i++) {
    const dx = px[i]!;
    const dy = py[i]!;
    const side = ex * (dy - ay) - ey * (dx - ax) > 0;
    if (side === before) continue;
    before = side;
    const cx = px[i - 1]!;
    const cy = py[i - 1]!;
    const start = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
    const end = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
    if (start > 0 !== end > 0) count++;
  }
  return count;
}

/** Ends of two links at the same name that leave no room for a sign between them. */
function costOfFork(state: State, a: number, b: number, met: number): number {
  const opposite = (met & MEET.tailHead) !== 0 && (met & MEET.headTail) !== 0;
  const tailA = a * POINTS;
  const tailB = b * POINTS;
  const headA = tailA + POINTS - 1;
  const headB = tailB + POINTS - 1;
  let cost = opposite && state.bend[a]! * state.bend[b]! < 0 ? COST.alike : 0;
  if ((met & MEET.tails) !== 0) cost += 0.5 * costOfEnds(state, tailA, tailB);
  if ((met & MEET.tailHead) !== 0) cost += costOfEnds(state, tailA, headB);
  if ((met & MEET.headTail) !== 0) cost += costOfEnds(state, headA, tailB);
  if ((met & MEET.heads) !== 0) cost += costOfEnds(state, headA, headB);
  return cost;
}

function costOfEnds({ px, py }: State, i: number, j: number): number {
  const near = 1 - length(px[i]! - px[j]!, py[i]! - py[j]!) / COST.forkWidth;
  return near > 0 ? COST.fork * near : 0;
}

export function costOfLength(state: State, link: number): number {
  const off = state.visible[link]! / state.reach - 1;
  const short = Math.max(0, 1 - state.visible[link]! / 64);
  return COST.length * (off > 0 ? off * off * 0.5 : off * off) + 40 * short * short;
}

/** Signed area inside the bent links of a loop; positive when it turns clockwise on the screen. */
export function areaOf(state: State, loop: number): number {
  const { members, links } = state.loops[loop]!;
  const { x, y, bend } = state;
  let area = 0;
  for (let i = 0; i < members.length; i++) {
    const a = members[i]!;
    const b = members[i + 1 < members.length ? i + 1 : 0]!;
    const dx = x[b]! - x[a]!;
    const dy = y[b]! - y[a]!;
    area += (x[a]! * y[b]! - x[b]! * y[a]!) / 2 + (2 / 3) * bend[links[i]!]! * (dx * dx + dy * dy);
  }
  return area;
}

export function costOfLoop(state: State, loop: number): number {
  const { members, links, weight } = state.loops[loop]!;
  let around = 0;
  for (let i = 0; i < members.length; i++) {
    const a = members[i]!;
    const b = members[i + 1 < members.length ? i + 1 : 0]!;
    const bend = state.bend[links[i]!]!;
    around += length(state.x[b]! - state.x[a]!, state.y[b]! - state.y[a]!) * (1 + (8 / 3) * bend * bend);
  }
  const area = state.area[loop]!;
  const roundness = (4 * Math.PI * Math.abs(area)) / (around * around);
  let free = Math.abs(area) / COST.room;
  for (const rival of state.rivals[loop]!) {
    const more = Math.abs(area - state.area[rival]!) / COST.own;
    if (more < free) free = more;
  }
  return weight * (COST.round * (1 - roundness) + COST.middle * Math.max(0, 1 - free));
}

export function costOfFrame(state: State): number {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  const { x, y, halfWidth, halfHeight, bounds } = state;
  for (let node = 0; node < x.length; node++) {
    const w = halfWidth[node]!;
    const h = halfHeight[node]!;
    if (x[node]! - w < left) left = x[node]! - w;
    if (x[node]! + w > right) right = x[node]! + w;
    if (y[node]! - h < top) top = y[node]! - h;
    if (y[node]! + h > bottom) bottom = y[node]! + h;
  }
  for (let b = 0; b < bounds.length; b += 4) {
    if (bounds[b]! < left) left = bounds[b]!;
    if (bounds[b + 1]! > right) right = bounds[b + 1]!;
    if (bounds[b + 2]! < top) top = bounds[b + 2]!;
    if (bounds[b + 3]! > bottom) bottom = bounds[b + 3]!;
  }
  const width = right - left;
  const height = bottom - top;
  const wrong = log(Math.max(width, 1) / Math.max(height, 1) / state.aspect);
  const over = Math.max(0, width - state.width);
  return COST.wide * over + COST.aspect * wrong * wrong + COST.size * (width + height);
}

/** `Math.hypot` is many times slower and guards against what cannot occur here. */
export function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
