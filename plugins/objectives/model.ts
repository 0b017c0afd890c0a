// Objectives, measures and KPIs as plain data: what `parseObjectives` gives and score.ts counts with.
// Users read about them in content/docs/write-objectives.md.
import type { Audience } from '../graph/record.ts';
import type { Place } from '../message.ts';

/** From nothing to say, to the weakest: of several, the last in this order is the weakest. */
export const STATUSES = [
  'dropped',
  'not started',
  'no data',
  'done',
  'on track',
  'at risk',
  'off track',
] as const;
export type Status = (typeof STATUSES)[number];

/** What may be set by hand. */
export const STATUSES_BY_HAND = ['on track', 'at risk', 'off track', 'done', 'dropped'] as const;
export type StatusByHand = (typeof STATUSES_BY_HAND)[number];

export interface Period {
  /** `2026-Q4`, or `2026-10-01/2026-12-31`. */
  id: string;
  title: string;
  /** First and last day, both counted. */
  from: string;
  to: string;
}

export interface Checkin {
  /** `2026-11-03`. */
  date: string;
  value: number;
  /** 0 to 1. */
  confidence?: number;
  note?: string;
  place: Place;
}

/** A value that may have been moved: the day it came into force → value, oldest first; `''` for a plain value. */
export type Moved<T> = { date: string; value: T }[];
export type History = Moved<number>;

export interface MeasureBase {
  id: string;
  name: string;
  unit?: string;
  /** Empty when none is given. */
  baseline: History;
  /** Oldest first, each day once. */
  checkins: Checkin[];
  /** There is none, for a file of check-ins could not be read, which was told. */
  unread?: true;
  place: Place;
}

export interface Measure extends MeasureBase {
  target: History;
  /** Set by hand; empty when not. */
  status: Moved<StatusByHand>;
}

export interface Learning {
  date?: string;
  text: string;
  /** What a mark in the text asks for, stricter than the objective's. */
  audience?: Audience;
  place: Place;
}

export interface ObjectiveAction {
  id: string;
  text: string;
  /** Person ids, else names as written. */
  owners: string[];
  due?: string;
  /** The day it was done, or `''` where only `done: true` is known. */
  done?: string;
  /** What a mark in the text asks for, stricter than the objective's. */
  audience?: Audience;
  place: Place;
}

export interface Objective {
  id: string;
  title: string;
  why?: string;
  /** Person id, else name as written. */
  owner?: string;
  team?: string;
  /** Step ids. */
  turns: string[];
  turnsPlace: Place;
  pagePlace: Place;
  /** Source path from the project root, perhaps with `#label`, or a url. */
  page?: string;
  /** Set by hand; empty when not. */
  status: Moved<StatusByHand>;
  audience: Audience;
  period: Period;
  measures: Measure[];
  actions: ObjectiveAction[];
  learnings: Learning[];
  place: Place;
}

export const COMPARISONS = ['>=', '<=', '>', '<'] as const;
export interface Threshold {
  comparison: (typeof COMPARISONS)[number];
  value: number;
}

/** A measure that stands on its own: its target is a threshold to keep to, not a way to go. */
export interface Kpi extends MeasureBase {
  threshold: Moved<Threshold>;
  why?: string;
  owner?: string;
  audience: Audience;
}

export interface ObjectivesModel {
  /** Oldest first; each once. */
  periods: Period[];
  objectives: Objective[];
  kpis: Kpi[];
  /** Files read. */
  files: string[];
}

/** A computed number with the sentence that tells how it came about. */
export interface Score {
  /** Unclamped; null without data. A KPI has none. */
  value: number | null;
  /** 0 to 1. */
  expected: number;
  status: Status;
  /** The status computed; another than `status` only when that was set by hand. */
  computed: Status;
  /** “0.39: 9 of 20 hubs, started at 2; expected 0.55 by 20 November”. */
  because: string;
  /** Date of the last check-in that counts. */
  updated: string | null;
  stale: boolean;
}

/** `scoreObjective` keeps its measures' scores, in their order. */
export interface ObjectiveScore extends Score {
  measures: Score[];
}
