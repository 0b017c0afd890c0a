// A causal-loop diagram as plain data: variables, links with polarity, and the names given to loops.
// Parsed by parse.ts, its loops found by cycles.ts. Users read about it in content/docs/causal-loop.md.
import type { Place } from '../message.ts';

export interface Variable {
  /** As first written. Names are the same when they differ only in letter case and spaces. */
  name: string;
  place: Place;
}

/** `+`: the two move the same way; `-`: they move opposite ways, all else equal (Sterman 2000, chapter 5). */
export type Polarity = '+' | '-';

/** `from` and `to` are indices of variables; they differ, and no two links have the same ends. */
export interface Link {
  from: number;
  to: number;
  polarity: Polarity;
  delayed: boolean;
  note?: string;
  place: Place;
}

/** What an author calls a loop. `ordered`: the members were joined by arrows, so only that very way round is meant. */
export interface LoopName {
  name: string;
  members: number[];
  ordered: boolean;
  place: Place;
}

export interface Diagram {
  variables: Variable[];
  links: Link[];
  names: LoopName[];
  /** Some line could not be read as a link, so that loops may be missing because of it. */
  unread?: boolean;
}

export type LoopKind = 'reinforcing' | 'balancing';

/** An elementary loop. Members in the order of its links, from the variable that was written first. */
export interface Loop {
  /** `R1`, `B2`: counted per kind, named loops first. */
  id: string;
  kind: LoopKind;
  /** Indices of variables. */
  members: number[];
  /** Indices of links: `links[i]` leaves `members[i]`. */
  links: number[];
  name?: string;
}

export interface Loops {
  /** Named loops in the order of their names, then the others from short to long; at most `MAX_LOOPS`. */
  loops: Loop[];
  /** How many there are, counted up to `COUNT_LIMIT`. */
  total: number;
  /** False when there are more than `total`. */
  counted: boolean;
}
