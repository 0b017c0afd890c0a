// A diagram to its loops: found, counted, called reinforcing or balancing, and named by their members, so
// that a name survives new links. Reports names without a loop, loops without a name, variables in no loop.
import { didYouMean, type Place, type Report } from '../message.ts';
import { type Successors, shortestLoops, visitLoops } from './cycles.ts';
import type { Diagram, Loop, LoopKind, LoopName, Loops } from './model.ts';
import { loopsRules } from './rules.ts';

/** Loops that are listed; a page with more helps nobody. */
export const MAX_LOOPS = 500;
/** Variables of one picture; with more, only the table of links is given. */
export const MAX_VARIABLES = 60;
/** Loops that are counted before we say “more than”. */
export const COUNT_LIMIT = 100_000;
/** Unnamed loops that get a message of their own. */
const MAX_MESSAGES = 5;

/** Members of a loop in its order, from its least index, with the name it was given. */
interface Found {
  members: number[];
  name?: LoopName;
}

export function findLoops(diagram: Diagram, at: Place, report: Report): Loops {
  if (diagram.variables.length > MAX_VARIABLES) {
    reportSize(diagram, at, report);
    return { loops: [], total: 0, counted: false };
  }
  const next = successors(diagram);
  const { members, total, counted } = countLoops(next);
  const named = nameLoops(diagram, next, report);
  const keys = new Set(named.map((found) => keyOf(found.members)));
  const others = members
    .filter((loop) => !keys.has(keyOf(loop)))
    .sort(byLength)
    .map((loop) => ({ members: loop }));
  const shown = [...named, ...others].slice(0, MAX_LOOPS);
  const loops = numberLoops(diagram, shown);
  if (total > loops.length) reportShown(loops.length, total, counted, at, report);
  else for (const loop of unnamed(loops)) reportUnnamed(loop, diagram, report);
  if (!diagram.unread) reportIdle(diagram, next, report);
  return { loops, total, counted };
}

/** `R` when the negative links cancel out, that is, when their number is even; else `B`. */
function kindOfLoop(diagram: Diagram, links: readonly number[]): LoopKind {
  const negative = links.filter((link) => diagram.links[link]?.polarity === '-').length;
  return negative % 2 === 0 ? 'reinforcing' : 'balancing';
}

function successors(diagram: Diagram): number[][] {
  const next: number[][] = diagram.variables.map(() => []);
  for (const link of diagram.links) next[link.from]?.push(link.to);
  return next;
}

function countLoops(next: Successors): { members: number[][]; total: number; counted: boolean } {
  const members: number[][] = [];
  let total = 0;
  const counted = visitLoops(next, (loop) => {
    total++;
    if (total <= MAX_LOOPS) members.push([...loop]);
    return total <= COUNT_LIMIT;
  });
  if (total <= MAX_LOOPS) return { members, total, counted };
  const shortest = shortestLoops(next, MAX_LOOPS);
  return { members: shortest.length > 0 ? shortest : members, total: Math.min(total, COUNT_LIMIT), counted };
}

/**
 * A name in commas means every loop of exactly these members; in arrows, the one loop that runs that way,
 * which then keeps that name alone.
 */
function nameLoops(diagram: Diagram, next: Successors, report: Report): Found[] {
  const found = new Map<string, Found>();
  const inArrows = diagram.names.filter((name) => name.ordered);
  for (const name of [...inArrows, ...diagram.names.filter((other) => !other.ordered)]) {
    const fits = loopsOf(name, next);
    const free = fits.filter((members) => found.get(keyOf(members))?.name?.ordered !== true || name.ordered);
    if (fits.length === 0 && !diagram.unread) reportMissing(name, diagram, next, report);
    if (free.length > 1) reportSeveral(name, free, diagram, report);
    for (const members of free) {
      const key = keyOf(members);
      const first = found.get(key)?.name;
      if (!first) found.set(key, { members, name });
      else if (first.name.toLowerCase() !== name.name.toLowerCase()) reportTwice(name, first, report);
    }
  }
  reportSameNames(diagram.names, report);
  return [...found.values()].sort((a, b) => diagram.names.indexOf(a.name!) - diagram.names.indexOf(b.name!));
}

/** The loops that a name means: those of the graph of its members alone that pass through all of them. */
function loopsOf(name: LoopName, next: Successors): number[][] {
  if (name.ordered) return isLoop(name.members, next) ? [rotated(name.members)] : [];
  const nodes = [...name.members].sort((a, b) => a - b);
  const inner = nodes.map((node) =>
    (next[node] ?? []).map((other) => nodes.indexOf(other)).filter((other) => other >= 0),
  );
  const loops: number[][] = [];
  let visits = 0;
  visitLoops(inner, (loop) => {
    if (loop.length === nodes.length) loops.push(loop.map((index) => nodes[index] ?? 0));
    return ++visits < COUNT_LIMIT / 10 && loops.length < MAX_LOOPS;
  });
  return loops;
}

function isLoop(members: readonly number[], next: Successors): boolean {
  return members.every((node, index) => next[node]?.includes(members[(index + 1) % members.length] ?? -1));
}

/** The same way round, from the least index. */
function rotated(members: readonly number[]): number[] {
  const start = members.indexOf(Math.min(...members));
  return [...members.slice(start), ...members.slice(0, start)];
}

function keyOf(members: readonly number[]): string {
  return members.join('>');
}

function byLength(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length;
  const at = a.findIndex((member, index) => member !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function numberLoops(diagram: Diagram, shown: readonly Found[]): Loop[] {
  const byEnds = new Map(diagram.links.map((link, index) => [`${link.from}>${link.to}`, index]));
  const counts: Record<LoopKind, number> = { reinforcing: 0, balancing: 0 };
  return shown.map(({ members, name }) => {
    const links = members.map(
      (node, index) => byEnds.get(`${node}>${members[(index + 1) % members.length]}`) ?? 0,
    );
    const kind = kindOfLoop(diagram, links);
    const id = `${kind === 'reinforcing' ? 'R' : 'B'}${++counts[kind]}`;
    return { id, kind, members, links, ...(name ? { name: name.name } : {}) };
  });
}

function unnamed(loops: readonly Loop[]): Loop[] {
  return loops.filter((loop) => loop.name === undefined).slice(0, MAX_MESSAGES);
}

function namesOf(members: readonly number[], diagram: Diagram, joiner = ', '): string {
  const names = members.slice(0, 12).map((member) => diagram.variables[member]?.name ?? '');
  return names.join(joiner) + (members.length > 12 ? `${joiner}…` : '');
}

function reportSize(diagram: Diagram, at: Place, report: Report): void {
  report(
    loopsRules.size,
    `Unexpected ${diagram.variables.length} variables, expected at most ${MAX_VARIABLES}; split the diagram`,
    at,
  );
}

function reportUnnamed(loop: Loop, diagram: Diagram, report: Report): void {
  report(
    loopsRules.named,
    `Unexpected ${loop.kind} loop \`${loop.id}\` without a name; add \`loop …: ${namesOf(loop.members, diagram)}\``,
    diagram.links[loop.links[0] ?? 0]!.place,
  );
}

function reportShown(shown: number, total: number, counted: boolean, at: Place, report: Report): void {
  const all = counted ? total.toLocaleString('en') : `more than ${total.toLocaleString('en')}`;
  report(
    loopsRules.shown,
    `Unexpected ${all} loops, expected at most ${MAX_LOOPS}; ${shown} are shown, the named and then the shortest; leave out links that matter less, or split the diagram`,
    at,
  );
}

function reportMissing(name: LoopName, diagram: Diagram, next: Successors, report: Report): void {
  const gap = name.members.findIndex(
    (node, index) => !next[node]?.includes(name.members[(index + 1) % name.members.length] ?? -1),
  );
  const [from, to] = [name.members[gap], name.members[(gap + 1) % name.members.length]];
  const hint =
    gap < 0
      ? ''
      : `; no link goes from \`${namesOf([from ?? 0], diagram)}\` to \`${namesOf([to ?? 0], diagram)}\``;
  report(
    loopsRules.loopExists,
    `Unexpected name \`${name.name}\` of no loop, expected members that the links join to one${hint}`,
    name.place,
  );
}

function reportSeveral(name: LoopName, loops: number[][], diagram: Diagram, report: Report): void {
  report(
    loopsRules.nameClear,
    `Unexpected name \`${name.name}\` of ${loops.length} loops with the same members; to name one of them, write \`loop ${name.name}: ${namesOf(loops[0] ?? [], diagram, ' --> ')}\``,
    name.place,
  );
}

function reportTwice(name: LoopName, first: LoopName, report: Report): void {
  report(
    loopsRules.namedOnce,
    `Unexpected second name \`${name.name}\` of loop \`${first.name}\`, expected one; delete one (first at ${first.place.line}:${first.place.column})`,
    name.place,
  );
}

function reportSameNames(names: readonly LoopName[], report: Report): void {
  const seen = new Map<string, LoopName>();
  for (const name of names) {
    const first = seen.get(name.name.toLowerCase());
    if (first === undefined) seen.set(name.name.toLowerCase(), name);
    else
      report(
        loopsRules.nameUnique,
        `Unexpected name \`${name.name}\` twice, expected unique names; rename one (first at ${first.place.line}:${first.place.column})`,
        name.place,
      );
  }
}

/** A variable is in a loop when it can come back to itself. */
function reportIdle(diagram: Diagram, next: Successors, report: Report): void {
  const looped = loopedNodes(next);
  for (const [index, variable] of diagram.variables.entries()) {
    if (looped.has(index)) continue;
    const others = diagram.variables.filter((_, other) => looped.has(other)).map((other) => other.name);
    const hint = variable.name.length > 3 ? didYouMean(variable.name, others) : '';
    report(
      loopsRules.variableInLoop,
      `Unexpected variable \`${variable.name}\` in no loop, expected links that lead to it and back${hint}`,
      variable.place,
    );
  }
}

function loopedNodes(next: Successors): Set<number> {
  const looped = new Set<number>();
  for (const start of next.keys()) {
    const seen = new Set<number>(next[start]);
    for (const node of seen) for (const other of next[node] ?? []) seen.add(other);
    if (seen.has(start)) looped.add(start);
  }
  return looped;
}
