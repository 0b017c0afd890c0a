// What the reading of a section keeps at hand: its input, the draft that grows, and what holds for a block through
// what stands above and around it. In: blocks; out: their text, their place, and whether it names a part.

import type { Level } from '../../marks.ts';
import { locate, type Normalized } from '../source/normalize.ts';
import { type Part, partOf } from '../source/topics.ts';
import type { Container } from '../text/lines.ts';
import type { TextLine } from '../text/tree.ts';
import type { Marked } from './audience.ts';
import type { At, Draft, Drafted } from './draft.ts';
import { readOwners } from './names.ts';
import type { Directory, Roster } from './roster.ts';

export interface SectionInput {
  text: string;
  containers: Container[];
  flattened: boolean;
  directory: Directory;
}

/** What holds for a block: set by what stands above and around it. */
export interface Scope {
  part: Part;
  /** Topic that actions and decisions are shown with. */
  topic: { text: string; mark: Level } | null;
  depth: number;
  /** Directly under the heading (or label) that names the part. */
  top: boolean;
  /** Below an action: what bears no marker is its detail. */
  inAction: boolean;
  /** Under a heading of actions, behind a paragraph that is one: what bears no marker and names no owner is its detail. */
  behindAction: boolean;
  /** A heading or item that is a name owns what is listed below. */
  owner: string | null;
  speaker: string | null;
}

export interface Reading {
  input: SectionInput;
  map: Normalized;
  roster: Roster;
  draft: Draft;
}

/** What a statement was found to be; null: nothing that is collected. */
export type StatementKind = 'action' | 'decision' | 'label' | 'question' | null;

export const PLAIN: Scope = {
  part: 'plain',
  topic: null,
  depth: 1,
  top: true,
  inAction: false,
  behindAction: false,
  owner: null,
  speaker: null,
};

export function placeOf(reading: Reading, at: number): At {
  const { line, column } = locate(reading.map, at);
  return { line, column };
}

export function noted(reading: Reading, at: number, block: Marked): Drafted {
  return { at: placeOf(reading, at), mark: block.mark, lowered: block.lowered };
}

/** A paragraph that is nothing but the name of a part opens it, as a heading does. */
export function labelOf(block: Marked): Part | null {
  const text = textOf(block);
  const part = block.lines.length === 1 && text.length < 60 ? partOf(text) : null;
  if (part) return part;
  // “If you join the call, sign in below. Roll call:”
  const last = /[.!?:] ([^.!?:]{3,40}):$/.exec(text.slice(-60));
  return last && partOf(last[1]!) === 'people' ? 'people' : null;
}

export function isNothing(text: string): boolean {
  return (
    /^\W*(?:none(?: yet)?|n\/?a|nothing(?: yet)?|no (?:new )?(?:action(?: item)?s?|follow[- ]?ups?|decisions?)(?: (?:items|today|this (?:week|time)|recorded|needed))?|tbd|to-?do)\W*$/i.test(
      text,
    ) || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)
  );
}

export function joined(lines: TextLine[]): string {
  return lines
    .map((line) => line.text)
    .filter(Boolean)
    .join(' ');
}

export function textOf(block: Marked): string {
  return joined(block.lines);
}

/** An item that ends in a colon or is bold, and heads others. */
export function headsOthers({ kind, box, lines, children }: Marked): boolean {
  const [line] = lines;
  return (
    kind === 'item' &&
    box === null &&
    lines.length === 1 &&
    children.some((child) => child.kind === 'item') &&
    (line!.text.endsWith(':') || line!.bold === line!.text)
  );
}

export function isOwnerName(text: string, roster: Roster): boolean {
  const owners = readOwners(text.replace(/:$/, ''));
  return owners?.every((owner) => roster.knows(owner)) ?? false;
}
