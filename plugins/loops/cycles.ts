// The elementary loops of a diagram, by Johnson's algorithm (D. B. Johnson, Finding all the elementary
// circuits of a directed graph, SIAM J. Comput. 4, 1975): O((n + m)(c + 1)) for c loops, so a limit on the
// loops is a limit on the time. In: number of nodes and successors; out: member lists. Knows no names.

/** Successors of each node, by index. No node follows itself and none is listed twice. */
export type Successors = readonly (readonly number[])[];

/** Called for every loop, its least member first; the array is reused. Return false to stop. */
export type Visit = (members: readonly number[]) => boolean;

/** Steps of the search for the shortest loops before it gives up on a length. */
const STEP_LIMIT = 2_000_000;

/** Visit each elementary loop once, from the least member upwards. True when all were visited. */
export function visitLoops(next: Successors, visit: Visit): boolean {
  for (let start = 0; start < next.length; start++) {
    const part = componentOf(next, start);
    if (part.size > 1 && !visitFrom(next, start, part, visit)) return false;
  }
  return true;
}

/** Johnson's CIRCUIT for one start: all loops whose least member it is. */
function visitFrom(next: Successors, start: number, part: Set<number>, visit: Visit): boolean {
  const inner = next.map((others, node) => (part.has(node) ? others.filter((other) => part.has(other)) : []));
  const blocked = new Uint8Array(next.length);
  const waiting: number[][] = next.map(() => []);
  const path: number[] = [];
  let going = true;
  const unblock = (node: number): void => {
    blocked[node] = 0;
    const freed = waiting[node]!;
    waiting[node] = [];
    for (const other of freed) if (blocked[other] === 1) unblock(other);
  };
  const search = (node: number): boolean => {
    const others = inner[node]!;
    let closed = false;
    path.push(node);
    blocked[node] = 1;
    for (const other of others) {
      if (!going) break;
      if (other === start) {
        closed = true;
        going = visit(path);
      } else if (blocked[other] === 0 && search(other)) closed = true;
    }
    if (closed) unblock(node);
    else for (const other of others) if (!waiting[other]!.includes(node)) waiting[other]!.push(node);
    path.pop();
    return closed;
  };
  search(start);
  return going;
}

/** The nodes from `start` upwards that reach `start` and are reached from it, among themselves. */
function componentOf(next: Successors, start: number): Set<number> {
  const ahead = reach(next, start, start);
  const behind = reach(reversed(next), start, start);
  return new Set([...ahead].filter((node) => behind.has(node)));
}

function reach(next: Successors, start: number, least: number): Set<number> {
  const seen = new Set([start]);
  for (const node of seen) for (const other of next[node] ?? []) if (other >= least) seen.add(other);
  return seen;
}

export function reversed(next: Successors): number[][] {
  const back: number[][] = next.map(() => []);
  for (const [node, others] of next.entries()) for (const other of others) back[other]?.push(node);
  return back;
}

/**
 * The `limit` shortest loops, by length and then by members. Fewer when the search takes too many steps:
 * a path is followed only while its start can still be reached in the steps that are left.
 */
export function shortestLoops(next: Successors, limit: number): number[][] {
  const found: number[][] = [];
  const back = reversed(next);
  let steps = 0;
  for (let length = 2; length <= next.length && found.length < limit && steps < STEP_LIMIT; length++) {
    for (let start = 0; start < next.length && found.length < limit; start++) {
      const home = distances(back, start);
      const path = [start];
      const follow = (node: number): void => {
        for (const other of next[node] ?? []) {
          if (++steps > STEP_LIMIT || found.length >= limit) return;
          if (other === start && path.length === length) found.push([...path]);
          const left = length - path.length;
          if (other <= start || left < (home.get(other) ?? Infinity) || path.includes(other)) continue;
          path.push(other);
          follow(other);
          path.pop();
        }
      };
      follow(start);
    }
  }
  return found;
}

/** Steps to `start` against the arrows, over nodes from `start` upwards. */
function distances(back: Successors, start: number): Map<number, number> {
  const steps = new Map([[start, 0]]);
  for (const [node, count] of steps)
    for (const other of back[node] ?? []) if (other > start && !steps.has(other)) steps.set(other, count + 1);
  return steps;
}
