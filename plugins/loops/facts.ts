// What an arrangement is asked for, and what follows from that alone: shared by all arrangements of one problem.
// In: boxes, links, loops; out: lists that energy.ts reads in every step.
import { MEET } from './cost.ts';

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

/** Which ends links have in common, which loops a change touches, and sizes as flat lists. */
export interface Facts {
  linksOf: number[][];
  /** Half the size of each box, and the ends of each link. */
  halfWidth: Float64Array;
  halfHeight: Float64Array;
  starts: Int32Array;
  ends: Int32Array;
  /** Which ends two links have in common, as bits of `MEET`. */
  meet: Uint8Array;
  /** Loops that a change touches: through the node or link, and those with their rivals. */
  loopsOfLink: number[][];
  loopsOfNode: number[][];
  aroundLink: number[][];
  aroundNode: number[][];
  /** Loops that share variables: rivals for the same middle. */
  rivals: number[][];
}

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

function meeting(links: Problem['links'], a: number, b: number): number {
  const p = links[a]!;
  const q = links[b]!;
  return (
    (p.from === q.from ? MEET.tails : 0) |
    (p.from === q.to ? MEET.tailHead : 0) |
    (p.to === q.from ? MEET.headTail : 0) |
    (p.to === q.to ? MEET.heads : 0)
  );
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
