// How good an arrangement of variables and bent links is, as one number to make small, kept up to date while one
// variable or link at a time is changed. In: boxes, links, loops; out: numbers. Knows neither text nor SVG.
// A link is the parabola through the middles of its two boxes; `bend` is its rise over its length, positive to
// the left of the way it goes, so that positive bends make a loop that turns clockwise rounder.

export interface Box {
  width: number;
  height: number;
}

/** A loop; the `weight` of one that only may be marked is less. */
export interface Ring {
  members: readonly number[];
  links: readonly number[];
  weight: number;
}

/** What is arranged. Loops are those that get a mark, by the indices of their members and links. */
export interface Problem {
  boxes: readonly Box[];
  links: readonly { from: number; to: number }[];
  loops: readonly Ring[];
  /** The greatest width and the width over height that is liked. */
  width: number;
  aspect: number;
  /** Free length that a link likes to have between its boxes. */
  reach: number;
}

export interface Arrangement {
  x: Float64Array;
  y: Float64Array;
  bend: Float64Array;
}

/** Free space around a name where no link of its own is drawn. */
export const GAP = 7;
/** Points at which a link is looked at. */
const POINTS = 8;

/** What each fault costs; lengths are in SVG units. */
const COST = {
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

/** Everything that is remembered between changes, one number per pair. */
export interface State extends Problem, Arrangement {
  /** Points of each link outside its boxes: x and y, `POINTS` each. */
  px: Float64Array;
  py: Float64Array;
  /** Bounds of each link: left, right, top, bottom. */
  bounds: Float64Array;
  /** Visible length. */
  visible: Float64Array;
  linksOf: number[][];
  /** Half the size of each box, and the ends of each link, as flat lists. */
  halfWidth: Float64Array;
  halfHeight: Float64Array;
  starts: Int32Array;
  ends: Int32Array;
  /** 1 for two links with a common end; the lesser index first. */
  meet: Uint8Array;
  /** Loops that a change touches: through the node or link, and those with their rivals. */
  loopsOfLink: number[][];
  loopsOfNode: number[][];
  aroundLink: number[][];
  aroundNode: number[][];
  /** Loops that share variables: rivals for the same middle. */
  rivals: number[][];
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

/** What follows from the problem alone: shared by all arrangements of it. */
export type Facts = Pick<
  State,
  | 'halfWidth'
  | 'halfHeight'
  | 'starts'
  | 'ends'
  | 'linksOf'
  | 'meet'
  | 'loopsOfLink'
  | 'loopsOfNode'
  | 'aroundLink'
  | 'aroundNode'
  | 'rivals'
>;

export function factsOf({ boxes, links, loops }: Problem): Facts {
  const m = links.length;
  const rivals = loops.map((_, loop) => rivalsOf(loops, loop));
  const loopsOfLink = links.map((_, link) => indices(loops, (loop) => loop.links.includes(link)));
  const loopsOfNode = boxes.map((_, node) => indices(loops, (loop) => loop.members.includes(node)));
  return {
    halfWidth: Float64Array.from(boxes, (box) => box.width / 2),
    halfHeight: Float64Array.from(boxes, (box) => box.height / 2),
    starts: Int32Array.from(links, (link) => link.from),
    ends: Int32Array.from(links, (link) => link.to),
    linksOf: boxes.map((_, node) => indices(links, ({ from, to }) => from === node || to === node)),
    meet: Uint8Array.from({ length: m * m }, (_, at) => meeting(links, Math.floor(at / m), at % m)),
    loopsOfLink,
    loopsOfNode,
    aroundLink: loopsOfLink.map((inside) => withRivals(inside, rivals)),
    aroundNode: loopsOfNode.map((inside) => withRivals(inside, rivals)),
    rivals,
  };
}

export function createState(problem: Problem, facts: Facts, at: Arrangement): State {
  const n = problem.boxes.length;
  const m = problem.links.length;
  const k = problem.loops.length;
  const room = n * n + n * m + m * m + 4 * (n + m + k) + 8;
  const state: State = {
    ...problem,
    ...facts,
    x: Float64Array.from(at.x),
    y: Float64Array.from(at.y),
    bend: Float64Array.from(at.bend),
    px: new Float64Array(m * POINTS),
    py: new Float64Array(m * POINTS),
    bounds: new Float64Array(m * 4),
    visible: new Float64Array(m),
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
  const all = problem.links.map((_, link) => link);
  update(state, [], all);
  for (const node of problem.boxes.keys()) updateNode(state, node);
  for (const loop of problem.loops.keys()) put(state, state.loopCost, loop, costOfLoop(state, loop));
  keep(state);
  return state;
}

function meeting(links: Problem['links'], a: number, b: number): number {
  const p = links[a]!;
  const q = links[b]!;
  const meet = p.from === q.from || p.from === q.to || p.to === q.from || p.to === q.to;
  return a < b && meet ? 1 : 0;
}

function indices<T>(list: readonly T[], holds: (item: T) => boolean): number[] {
  return list.flatMap((item, index) => (holds(item) ? [index] : []));
}

/** Loops that share at least half of the smaller one's members; those that count little do not vie. */
function rivalsOf(loops: Problem['loops'], loop: number): number[] {
  const own = loops[loop]!;
  return indices(loops, (other) => {
    const shared = other.members.filter((member) => own.members.includes(member)).length;
    return (
      other !== loops[loop] &&
      own.weight * other.weight === 1 &&
      shared * 2 >= Math.min(own.members.length, other.members.length)
    );
  });
}

function withRivals(loops: number[], rivals: number[][]): number[] {
  return [...new Set([...loops, ...loops.flatMap((loop) => rivals[loop]!)])];
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
  changed.count = 0;
  changed.total = state.total;
}

/** What was changed since the last `keep` is as it was. */
export function undo(state: State): void {
  const { changed } = state;
  for (let i = changed.count - 1; i >= 0; i--) changed.lists[i]![changed.at[i]!] = changed.old[i]!;
  state.total = changed.total;
  for (const link of changed.links) samplePoints(state, link);
  keep(state);
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
    const fork = meet[at] === 1;
    if (!apart || fork) put(state, pairCost, at, costOfPair(state, link, other, apart, fork));
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

function costOfNodes(state: State, a: number, b: number): number {
  const { x, y, halfWidth, halfHeight } = state;
  const gapX = Math.abs(x[a]! - x[b]!) - halfWidth[a]! - halfWidth[b]!;
  const gapY = Math.abs(y[a]! - y[b]!) - halfHeight[a]! - halfHeight[b]!;
  const gap = gapX > gapY ? gapX : gapY;
  if (gap >= COST.apart) return 0;
  return COST.near * (COST.apart - gap) + (gap < 8 ? COST.touch * (1 + (8 - gap) / 20) : 0);
}

function costThrough(state: State, link: number, x: number, y: number, w: number, h: number): number {
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

function costOfPair(state: State, a: number, b: number, apart: boolean, fork: boolean): number {
  return (apart ? 0 : COST.crossing * crossings(state, a, b)) + (fork ? costOfFork(state, a, b) : 0);
}

function crossings(state: State, a: number, b: number): number {
  const { px, py, bounds } = state;
  const j = b * 4;
  let count = 0;
  for (let s = a * POINTS; s < (a + 1) * POINTS - 1; s++) {
    const ax = px[s]!;
    const ay = py[s]!;
    const bx = px[s + 1]!;
    const by = py[s + 1]!;
    const left = ax < bx ? ax : bx;
    const right = ax < bx ? bx : ax;
    const top = ay < by ? ay : by;
    const bottom = ay < by ? by : ay;
    if (left > bounds[j + 1]! || right < bounds[j]! || top > bounds[j + 3]! || bottom < bounds[j + 2]!)
      continue;
    for (let t = b * POINTS; t < (b + 1) * POINTS - 1; t++) {
      const cx = px[t]!;
      const cy = py[t]!;
      const dx = px[t + 1]!;
      const dy = py[t + 1]!;
      const one = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
      const two = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
      if (one > 0 === two > 0) continue;
      const three = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
      const four = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
      if (three > 0 !== four > 0) count++;
    }
  }
  return count;
}

/** Ends of two links at the same name that leave no room for a sign between them. */
function costOfFork(state: State, a: number, b: number): number {
  const { px, py } = state;
  const p = state.links[a]!;
  const q = state.links[b]!;
  const opposite = p.from === q.to && p.to === q.from;
  let cost = opposite && state.bend[a]! * state.bend[b]! < 0 ? COST.alike : 0;
  for (const endA of [0, POINTS - 1]) {
    const nodeA = endA === 0 ? p.from : p.to;
    for (const endB of [0, POINTS - 1]) {
      if (nodeA !== (endB === 0 ? q.from : q.to)) continue;
      const i = a * POINTS + endA;
      const j = b * POINTS + endB;
      const distance = length(px[i]! - px[j]!, py[i]! - py[j]!);
      const near = 1 - distance / COST.forkWidth;
      const heads = endA === 0 && endB === 0 ? 0.5 : 1;
      if (near > 0) cost += COST.fork * near * heads;
    }
  }
  return cost;
}

function costOfLength(state: State, link: number): number {
  const off = state.visible[link]! / state.reach - 1;
  const short = Math.max(0, 1 - state.visible[link]! / 64);
  return COST.length * (off > 0 ? off * off * 0.5 : off * off) + 40 * short * short;
}

/** Signed area inside the bent links of a loop; positive when it turns clockwise on the screen. */
function areaOf(state: State, loop: number): number {
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

function costOfLoop(state: State, loop: number): number {
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

function costOfFrame(state: State): number {
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
  const wrong = Math.log(Math.max(width, 1) / Math.max(height, 1) / state.aspect);
  const over = Math.max(0, width - state.width);
  return COST.wide * over + COST.aspect * wrong * wrong + COST.size * (width + height);
}

/** The crossings of all links. */
export function countCrossings(state: State): number {
  let count = 0;
  for (let a = 0; a < state.links.length; a++)
    for (let b = a + 1; b < state.links.length; b++) count += crossings(state, a, b);
  return count;
}

/** `Math.hypot` is many times slower and guards against what cannot occur here. */
function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
