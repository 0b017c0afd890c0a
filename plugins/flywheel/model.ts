// A theory of impact as a loop of steps: what `parseFlywheel` gives and everything else reads. Plain data but for the
// explanations, which stay the author's MyST nodes. Users read about it in content/docs/flywheel.md.
import type { Run } from '../figure/text.ts';
import type { MystNode } from '../graph/node.ts';
import type { Place } from '../message.ts';

export interface Flywheel {
  /** What step ids begin with: the label, else `wheel`. */
  id: string;
  /** Other pages reference the figure, and its steps, by it; without one nothing is a target. */
  label?: string;
  caption: MystNode[];
  /** Names that `by` may use; none: any. */
  actors: string[];
  /** Id of the period whose objectives are shown. */
  live?: string;
  /** Where the first step stands: radians from twelve o'clock, clockwise. */
  start: number;
  className?: string;
  /** What stands in the body before the first list. */
  lead: MystNode[];
  /** One, or two that answer each other: first the trap, then the way out. */
  readings: Reading[];
  place: Place;
  /** Of the options that are read against files, where they are given. */
  livePlace: Place;
  centrePlace: Place;
}

export interface Reading {
  /** Empty when there is one reading. */
  title: Run[];
  centre?: Centre;
  steps: Step[];
  /** Paragraphs after the list; none: “… and back to 1”. */
  closing: MystNode[];
}

/** Words, or a picture file named from the page. */
export type Centre = { kind: 'text'; text: string } | { kind: 'image'; path: string; alt: string };

export interface Step {
  /** `wheel-support`, in the trap `wheel-trap-support`, without an emphasised ASCII word `wheel-2`. */
  id: string;
  /** From 1, within its reading. */
  number: number;
  /** The label as it is drawn; accent words are the author's emphasis. */
  label: Run[];
  /** The same as plain text. */
  title: string;
  /** Blocks after the label, links included. */
  explanation: MystNode[];
  actors: string[];
  /** Objective ids named in the wheel; objectives may name the step as well. */
  turnedBy: string[];
  place: Place;
}

export const STEPS = { least: 2, most: 12 } as const;

/** “1 More support, 2 More tools, and back to 1”: what the loop says in one sentence. */
export function loopSentence(steps: Step[]): string {
  return `${steps.map((step) => `${step.number} ${step.title}`).join(', ')}, and back to 1`;
}

export function stepsOf(wheel: Flywheel): Step[] {
  return wheel.readings.flatMap((reading) => reading.steps);
}
