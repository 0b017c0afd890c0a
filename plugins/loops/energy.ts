// How good an arrangement of variables and bent links is, as one number to make small, kept up to date while one
// variable or link at a time is changed. In: boxes, links, loops; out: numbers. Knows neither text nor SVG.
// A link is the parabola through the middles of its two boxes; `bend` is its rise over its length, positive to
// the left of the way it goes, so that positive bends make a loop that turns clockwise rounder.
import {
  areaOf,
  COST,
  costOfFrame,
  costOfLength,
  costOfLoop,
  costOfNodes,
  costOfPair,
  costThrough,
  length,
  POINTS,
} from './cost.ts';
import { type Arrangement, type Box, type Facts, GAP, type Problem } from './facts.ts';

/** How all links run. */
interface Shapes {
  /** Points of each link outside its boxes: x and y, `POINTS` each. */
  px: Float64Array;
  py: Float64Array;
  /** Bounds of each link: left, right, top, bottom. */
  bounds: Float64Array;
  /** Visible length. */
  visible: Float64Array;
}

/** Everything that is remembered between changes, one number per pair. */
export interface State extends Problem, Facts, Arrangement, Shapes {
  /** As at the last `keep`. */
  kept: Shapes;
  area: Float64Array;
  /** Costs now. */
  pairCost: Float64Array;
  throughCost: Float64Array;
  nodeCost: Float64Array;
  linkCost: Float64Array;
  loopCost: Float64Array;
  /** Of the whole frame, one number. */
  frameCost: Float64Array;
  total: number;
  /** What changed since the last `keep`: list, index and old value. */
  changed: {
    links: readonly number[];
    count: number;
    lists: Float64Array[];
    at: Int32Array;
    old: Float64Array;
    total: number;
  };
}

export function createState(problem: Problem, facts: Facts, at: Arrangement): State {
  const n = problem.boxes.length;
  const m = problem.links.length;
  const k = problem.loops.length;
  const shapes = createShapes(m);
  const room = n * n + n * m + m * m + 4 * (n + m + k) + 8;
  const own = {
    x: Float64Array.from(at.x),
    y: Float64Array.from(at.y),
    bend: Float64Array.from(at.bend),
    px: shapes.px,
    py: shapes.py,
    bounds: shapes.bounds,
    visible: shapes.visible,
    kept: createShapes(m),
    area: new Float64Array(k),
    pairCost: new Float64Array(m * m),
    throughCost: new Float64Array(n * m),
    nodeCost: new Float64Array(n * n),
    linkCost: new Float64Array(m),
    loopCost: new Float64Array(k),
    frameCost: new Float64Array(1),
    total: 0,
    changed: {
      links: [],
      count: 0,
      lists: [],
      at: new Int32Array(room),
      old: new Float64Array(room),
      total: 0,
    },
  };
  const state: State = Object.assign(own, problem, facts);
  const all = problem.links.map((_, link) => link);
  update(state, [], all);
  for (const node of problem.boxes.keys()) updateNode(state, node);
  for (const loop of problem.loops.keys()) put(state, state.loopCost, loop, costOfLoop(state, loop));
  keep(state);
  return state;
}

function createShapes(links: number): Shapes {
  return {
    px: new Float64Array(links * POINTS),
    py: new Float64Array(links * POINTS),
    bounds: new Float64Array(links * 4),
    visible: new Float64Array(links),
  };
}

function copyShape(from: Shapes, to: Shapes, link: number): void {
  for (let i = link * POINTS; i < (link + 1) * POINTS; i++) {
    to.px[i] = from.px[i]!;
    to.py[i] = from.py[i]!;
  }
  for (let i = link * 4; i < (link + 1) * 4; i++) to.bounds[i] = from.bounds[i]!;
  to.visible[link] = from.visible[link]!;
}

/**
 * Bring all costs up to date after nodes were moved and links bent (`links` holds those of the moved nodes
 * too), and return what the total grew by since the last `keep`.
 */
export function update(state: State, nodes: readonly number[], links: readonly number[]): number {
  state.changed.links = links;
  for (const link of links) samplePoints(state, link);
  for (const node of nodes) updateNode(state, node);
  for (const link of links) updateLink(state, link);
  for (const node of nodes) updateLoops(state, state.loopsOfNode[node]!, state.aroundNode[node]!);
  if (nodes.length === 0)
    for (const link of links) updateLoops(state, state.loopsOfLink[link]!, state.aroundLink[link]!);
  put(state, state.frameCost, 0, costOfFrame(state));
  return state.total - state.changed.total;
}

/** What was changed stays. */
export function keep(state: State): void {
  const { changed } = state;
  for (const link of changed.links) copyShape(state, state.kept, link);
  changed.links = [];
  changed.count = 0;
  changed.total = state.total;
}

/** What was changed since the last `keep` is as it was. */
export function undo(state: State): void {
  const { changed } = state;
  for (let i = changed.count - 1; i >= 0; i--) changed.lists[i]![changed.at[i]!] = changed.old[i]!;
  for (const link of changed.links) copyShape(state.kept, state, link);
  state.total = changed.total;
  changed.links = [];
  changed.count = 0;
}

/** Set a number so that it can be undone. */
export function set(state: State, list: Float64Array, at: number, value: number): void {
  const { changed } = state;
  const { count } = changed;
  changed.lists[count] = list;
  changed.at[count] = at;
  changed.old[count] = list[at]!;
  changed.count = count + 1;
  list[at] = value;
}

function put(state: State, costs: Float64Array, at: number, cost: number): void {
  if (costs[at] === cost) return;
  state.total += cost - costs[at]!;
  set(state, costs, at, cost);
}

function updateLoops(state: State, loops: readonly number[], around: readonly number[]): void {
  for (const loop of loops) set(state, state.area, loop, areaOf(state, loop));
  for (const loop of around) put(state, state.loopCost, loop, costOfLoop(state, loop));
}

/** Names that a link comes near, with the ends of that link; the links; and names too near each other. */
export function inTheWay({ boxes, links, throughCost, nodeCost }: State): {
  nodes: number[];
  links: number[];
} {
  const nodes = new Set<number>();
  const through = new Set<number>();
  for (let at = 0; at < throughCost.length; at++) {
    if (throughCost[at]! === 0) continue;
    const link = at % links.length;
    through.add(link);
    for (const node of [Math.floor(at / links.length), links[link]!.from, links[link]!.to]) nodes.add(node);
  }
  for (let at = 0; at < nodeCost.length; at++) {
    if (nodeCost[at]! < COST.touch) continue;
    nodes.add(Math.floor(at / boxes.length)).add(at % boxes.length);
  }
  return { nodes: [...nodes], links: [...through] };
}

function updateNode(state: State, node: number): void {
  const n = state.boxes.length;
  const m = state.links.length;
  for (let other = 0; other < n; other++) {
    if (other === node) continue;
    const at = node < other ? node * n + other : other * n + node;
    put(state, state.nodeCost, at, costOfNodes(state, node, other));
  }
  for (let link = 0; link < m; link++) updateThrough(state, node, link);
}

/** Most pairs are far apart: their cost is 0, which is seen from their bounds alone. */
function updateLink(state: State, link: number): void {
  const m = state.links.length;
  const { bounds, meet, pairCost } = state;
  const left = bounds[link * 4]!;
  const right = bounds[link * 4 + 1]!;
  const top = bounds[link * 4 + 2]!;
  const bottom = bounds[link * 4 + 3]!;
  for (let other = 0; other < m; other++) {
    if (other === link) continue;
    const at = link < other ? link * m + other : other * m + link;
    const b = other * 4;
    const apart =
      left > bounds[b + 1]! || right < bounds[b]! || top > bounds[b + 3]! || bottom < bounds[b + 2]!;
    const met = meet[link * m + other]!;
    if (!apart || met !== 0) put(state, pairCost, at, costOfPair(state, link, other, apart, met));
    else if (pairCost[at] !== 0) put(state, pairCost, at, 0);
  }
  for (let node = 0; node < state.boxes.length; node++) updateThrough(state, node, link);
  put(state, state.linkCost, link, costOfLength(state, link));
}

function updateThrough(state: State, node: number, link: number): void {
  const { bounds, throughCost, starts, ends, x, y } = state;
  if (starts[link] === node || ends[link] === node) return;
  const at = node * starts.length + link;
  const w = state.halfWidth[node]! + COST.clear;
  const h = state.halfHeight[node]! + COST.clear;
  const mx = x[node]!;
  const my = y[node]!;
  const b = link * 4;
  const apart =
    bounds[b]! > mx + w || bounds[b + 1]! < mx - w || bounds[b + 2]! > my + h || bounds[b + 3]! < my - h;
  if (!apart) put(state, throughCost, at, costThrough(state, link, mx, my, w, h));
  else if (throughCost[at] !== 0) put(state, throughCost, at, 0);
}

/** Points of the link between its boxes, its bounds and visible length. */
function samplePoints(state: State, link: number): void {
  const { from, to } = state.links[link]!;
  const { x, y, px, py, bounds } = state;
  const ax = x[from]!;
  const ay = y[from]!;
  const dx = x[to]! - ax;
  const dy = y[to]! - ay;
  const rise = 4 * state.bend[link]!;
  const start = leaves(state.boxes[from]!, dx, dy, rise);
  const end = 1 - leaves(state.boxes[to]!, -dx, -dy, -rise);
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < POINTS; i++) {
    const t = start + ((end - start) * i) / (POINTS - 1);
    const h = rise * t * (1 - t);
    const cx = ax + t * dx + h * dy;
    const cy = ay + t * dy - h * dx;
    px[link * POINTS + i] = cx;
    py[link * POINTS + i] = cy;
    if (cx < left) left = cx;
    if (cx > right) right = cx;
    if (cy < top) top = cy;
    if (cy > bottom) bottom = cy;
  }
  bounds[link * 4] = left;
  bounds[link * 4 + 1] = right;
  bounds[link * 4 + 2] = top;
  bounds[link * 4 + 3] = bottom;
  state.visible[link] = (end - start) * length(dx, dy);
}

/** The share of the way at which a link leaves its first box. */
function leaves(box: Box, dx: number, dy: number, rise: number): number {
  const w = box.width / 2 + GAP;
  const h = box.height / 2 + GAP;
  let inside = 0;
  let outside = 0.5;
  for (let step = 0; step < 7; step++) {
    const t = (inside + outside) / 2;
    const up = rise * t * (1 - t);
    if (Math.abs(t * dx + up * dy) < w && Math.abs(t * dy - up * dx) < h) inside = t;
    else outside = t;
  }
  return outside;
}
