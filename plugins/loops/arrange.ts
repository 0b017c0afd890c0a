// Where variables stand and how links bend: several starts (circles, stress, barycentres), each improved by
// simulated annealing with a seeded generator, the best one finished. In: a problem; out: an arrangement.
// The same problem gives the same numbers. Sources: Gansner, Koren and North 2004 (stress by majorization);
// Tutte 1963 (barycentres); Davidson and Harel 1996 (drawing by annealing).
import { cos, power, sin } from './digits.ts';
import { createState, inTheWay, keep, type State, set, undo, update } from './energy.ts';
import { type Arrangement, factsOf, type Problem } from './facts.ts';

/** Links bend by 0.14 to 0.22 of their length. */
export const BENDS = [0.14, 0.16, 0.18, 0.2, 0.22] as const;

/** Work that one arrangement may cost: moves × links. */
const WORK = 100_000;

/** Moves of one repair at most. */
const REPAIRS = 700;

type Random = () => number;

/**
 * An arrangement, at every further of the `trials` one that was warmed up and cooled again, and last a ring; of a
 * dense problem, or without trials, the ring alone. With `from`, an arrangement of the same links, the first starts from that one, as it
 * is and on its side.
 */
export function* arrange(problem: Problem, trials: number, from?: Arrangement): Generator<Arrangement> {
  if (trials > 0 && !isDense(problem)) yield* improve(problem, trials, from);
  yield arrangeRing(problem);
}

function* improve(problem: Problem, trials: number, from?: Arrangement): Generator<Arrangement> {
  const random = seeded(problem.boxes.length * 7919 + problem.links.length);
  const facts = factsOf(problem);
  const most = 1500 + 350 * problem.boxes.length;
  const moves = Math.round(Math.min(WORK / (problem.links.length + 6), most));
  const given = from ? fitted(problem, from) : startsOf(problem, random);
  const starts = given.map((start) => createState(problem, facts, start));
  for (const state of starts) bendOutward(state);
  const chosen = starts.sort(byTotal).slice(0, 3);
  for (const state of chosen) anneal(state, Math.round((moves * 0.4) / chosen.length), 5, 0.6, random);
  const best = chosen.sort(byTotal)[0]!;
  anneal(best, Math.round(moves * 0.6), 0.8, 0.02, random);
  for (let trial = 0; trial < trials; trial++) {
    if (trial > 0) repair(best, random);
    yield { x: best.x.slice(), y: best.y.slice(), bend: best.bend.slice() };
  }
}

/** Move only what is in the way: names that a link runs through, its ends, and names too near each other. */
function repair(state: State, random: Random): void {
  const { nodes, links } = inTheWay(state);
  if (nodes.length === 0) anneal(state, REPAIRS, 1.2, 0.02, random);
  const moves = Math.min(REPAIRS, nodes.length * 60);
  for (let move = 0; move < moves; move++) {
    const heat = 0.8 * (1 - move / moves) + 0.02;
    if (links.length > 0 && random() < 0.25) {
      tryBend(state, links[Math.floor(random() * links.length)]!, heat, random);
    } else {
      const node = nodes[Math.floor(random() * nodes.length)]!;
      tryShift(state, node, state.reach * (random() < 0.3 ? 1.5 : 0.5), heat, random);
    }
  }
}

/** So many links that no arrangement is better than a ring. */
export function isDense({ boxes, links }: Problem): boolean {
  return links.length > 2.6 * boxes.length + 6;
}

/** As wide as may be, every variable on the outside, so that no link needs to run through a name. */
function arrangeRing(problem: Problem): Arrangement {
  const order = problem.boxes.map((_, node) => node);
  const most = Math.max(...problem.boxes.map((box) => box.width));
  const wide = Math.max(80, problem.width - most - 40) / 2;
  const at = onRing(problem, order);
  for (const node of order) {
    const angle = (2 * Math.PI * node) / order.length;
    at.x[node] = wide * sin(angle);
    at.y[node] = -Math.max(wide, order.length * 24) * cos(angle);
  }
  const state = createState(problem, factsOf(problem), at);
  bendOutward(state);
  return { x: at.x, y: at.y, bend: state.bend };
}

/** Shrunk or spread to the liked width and aspect: as it is, and turned by a quarter. */
function fitted(problem: Problem, from: Arrangement): Arrangement[] {
  const side = { x: from.y.map((y) => -y), y: from.x, bend: from.bend };
  return [from, side].map(({ x, y, bend }) => {
    const wide = spanOf(x);
    const high = spanOf(y);
    const width = Math.min(problem.width * 0.8, problem.reach * 1.2 * Math.sqrt(x.length * problem.aspect));
    const height = width / problem.aspect;
    return {
      x: x.map((value) => (value * width) / wide),
      y: y.map((value) => (value * height) / high),
      bend,
    };
  });
}

function spanOf(values: Float64Array): number {
  return Math.max(1, Math.max(...values) - Math.min(...values));
}

const byTotal = (a: State, b: State) => a.total - b.total;

/** Each link to the side that is better, one after the other, twice. */
function bendOutward(state: State): void {
  for (let round = 0; round < 2; round++) {
    for (const link of state.links.keys()) {
      set(state, state.bend, link, -state.bend[link]!);
      if (update(state, [], [link]) < 0) keep(state);
      else undo(state);
    }
  }
}

/** Mulberry32: a small generator, the same on every machine. */
function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Cool from `hot` to `cold`; a worse arrangement is kept with probability exp(−Δ / temperature). */
function anneal(state: State, moves: number, hot: number, cold: number, random: Random): void {
  const n = state.boxes.length;
  const reach = state.reach;
  for (let move = 0; move < moves; move++) {
    const heat = hot * power(cold / hot, move / moves);
    const kind = random();
    const step = reach * Math.min(1.1, 0.05 + 0.5 * Math.sqrt(heat / 5));
    if (kind < 0.68) {
      tryShift(state, Math.floor(random() * n), step, heat, random);
    } else if (kind < 0.94 || n < 3) {
      tryBend(state, Math.floor(random() * state.links.length), heat, random);
    } else {
      const a = Math.floor(random() * n);
      const b = Math.floor(random() * n);
      if (a !== b) settle(state, swap(state, a, b), heat, random);
    }
  }
}

function tryShift(state: State, node: number, step: number, heat: number, random: Random): void {
  set(state, state.x, node, state.x[node]! + (random() + random() - 1) * 2 * step);
  set(state, state.y, node, state.y[node]! + (random() + random() - 1) * 2 * step);
  settle(state, update(state, [node], state.linksOf[node]!), heat, random);
}

function tryBend(state: State, link: number, heat: number, random: Random): void {
  const bend = BENDS[Math.floor(random() * BENDS.length)]! * (random() < 0.5 ? -1 : 1);
  set(state, state.bend, link, bend);
  settle(state, update(state, [], [link]), heat, random);
}

/** Two names change places. */
function swap(state: State, a: number, b: number): number {
  const { x, y, linksOf } = state;
  const [ax, ay] = [x[a]!, y[a]!];
  set(state, x, a, x[b]!);
  set(state, y, a, y[b]!);
  set(state, x, b, ax);
  set(state, y, b, ay);
  return update(state, [a, b], [...new Set([...linksOf[a]!, ...linksOf[b]!])]);
}

function settle(state: State, growth: number, heat: number, random: Random): void {
  if (isTaken(growth, heat, random)) keep(state);
  else undo(state);
}

function isTaken(growth: number, heat: number, random: Random): boolean {
  return growth <= 0 || random() < Math.exp(-growth / heat);
}

/** Circles in the order of loops, their stress layouts, and barycentres inside the longest loop. */
function startsOf(problem: Problem, random: Random): Arrangement[] {
  const distances = distancesOf(problem);
  const byLength = [...problem.loops].sort((a, b) => b.members.length - a.members.length);
  const rings = [byLength[0], byLength[1]].map((loop) => ringOrder(problem, loop?.members ?? []));
  const circles = rings.map((order) => onRing(problem, order));
  const mixed = onRing(problem, shuffled(problem.boxes.length, random));
  return [
    ...circles,
    ...circles.map((start) => relaxStress(problem, start, distances)),
    relaxStress(problem, mixed, distances),
    ...[byLength[0], byLength[1]].flatMap((loop) => (loop ? [barycentres(problem, loop.members)] : [])),
  ];
}

/** The members, and each other variable beside a neighbour that stands already. */
function ringOrder(problem: Problem, members: readonly number[]): number[] {
  const order = [...members];
  const rest = problem.boxes.map((_, node) => node).filter((node) => !members.includes(node));
  while (rest.length > 0) {
    const joined = (node: number) =>
      problem.links.filter(
        ({ from, to }) => (from === node && order.includes(to)) || (to === node && order.includes(from)),
      );
    const next = rest.reduce((a, b) => (joined(b).length > joined(a).length ? b : a));
    const link = joined(next)[0];
    const beside = link ? order.indexOf(link.from === next ? link.to : link.from) : order.length - 1;
    order.splice(link?.from === next ? beside : beside + 1, 0, next);
    rest.splice(rest.indexOf(next), 1);
  }
  return order;
}

function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** On an ellipse of the liked aspect, clockwise from the top, all links bent outward of a clockwise loop. */
function onRing(problem: Problem, order: readonly number[]): Arrangement {
  const n = order.length;
  const radius = Math.max(problem.reach * 0.75, (problem.reach * 1.35 * n) / (2 * Math.PI));
  const stretch = Math.sqrt(problem.aspect);
  const at = empty(problem);
  for (const [index, node] of order.entries()) {
    const angle = (2 * Math.PI * index) / n;
    at.x[node] = Math.min(radius * stretch, problem.width / 2) * sin(angle);
    at.y[node] = -(radius / stretch) * cos(angle);
  }
  return at;
}

export function empty(problem: Problem): Arrangement {
  const n = problem.boxes.length;
  const bend = new Float64Array(problem.links.length).fill(0.18);
  return { x: new Float64Array(n), y: new Float64Array(n), bend };
}

function neighboursOf({ boxes, links }: Problem): number[][] {
  const near: number[][] = boxes.map(() => []);
  for (const { from, to } of links) {
    near[from]!.push(to);
    near[to]!.push(from);
  }
  return near;
}

/** Links to be followed between two variables, either way; two more than the longest when there is no path. */
function distancesOf(problem: Problem): number[][] {
  const n = problem.boxes.length;
  const near = neighboursOf(problem);
  return problem.boxes.map((_, start) => {
    const steps = new Map([[start, 0]]);
    for (const [node, count] of steps)
      for (const other of near[node]!) if (!steps.has(other)) steps.set(other, count + 1);
    const far = Math.min(Math.max(...steps.values()) + 2, 4);
    return Array.from({ length: n }, (_, other) => steps.get(other) ?? far);
  });
}

/** Majorized stress: each variable moves to where its distances want it, in turn. */
function relaxStress(problem: Problem, start: Arrangement, distances: number[][]): Arrangement {
  const at: Arrangement = { ...start, x: Float64Array.from(start.x), y: Float64Array.from(start.y) };
  const unit = problem.reach * 1.5;
  for (let round = 0; round < 40; round++)
    for (let node = 0; node < problem.boxes.length; node++) pull(at, node, distances[node]!, unit);
  return at;
}

function pull(at: Arrangement, node: number, steps: readonly number[], unit: number): void {
  const { x, y } = at;
  let sumX = 0;
  let sumY = 0;
  let weights = 0;
  for (let other = 0; other < steps.length; other++) {
    if (other === node) continue;
    const count = steps[other]!;
    const weight = 1 / (count * count);
    const dx = x[node]! - x[other]!;
    const dy = y[node]! - y[other]!;
    const wanted = (count * unit) / (Math.sqrt(dx * dx + dy * dy) || 1);
    sumX += weight * (x[other]! + dx * wanted);
    sumY += weight * (y[other]! + dy * wanted);
    weights += weight;
  }
  if (weights === 0) return;
  x[node] = sumX / weights;
  y[node] = sumY / weights;
}

/** The loop on a ring, every other variable in the middle of its neighbours. */
function barycentres(problem: Problem, ring: readonly number[]): Arrangement {
  const at = onRing(problem, ring);
  const inner = problem.boxes.map((_, node) => node).filter((node) => !ring.includes(node));
  for (const [index, node] of inner.entries()) {
    at.x[node] = 20 * cos(index);
    at.y[node] = 20 * sin(index);
  }
  const near = neighboursOf(problem);
  for (let round = 0; round < 30; round++) for (const node of inner) toMiddle(at, node, near[node]!);
  return at;
}

function toMiddle(at: Arrangement, node: number, near: readonly number[]): void {
  if (near.length === 0) return;
  at.x[node] = near.reduce((sum, other) => sum + at.x[other]!, 0) / near.length;
  at.y[node] = near.reduce((sum, other) => sum + at.y[other]!, 0) / near.length;
}
