// Objectives, measures and KPIs as plain data: what `parseObjectives` gives and `scoreObjectives` fills in.
import type { Audience } from '../graph/record.ts';
import type { Place } from '../message.ts';

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

export interface Period {
  /** `2026-Q4`, or the dates. */
  id: string;
  title: string;
  /** First and last day, both counted. */
  from: string;
  to: string;
}

export interface Checkin {
  date: string;
  value: number;
  confidence?: number;
  note?: string;
  place: Place;
}

/** A value that may have been moved: date it came into force → value; the first has the date `''`. */
export type History = { date: string; value: number }[];

export interface Measure {
  id: string;
  name: string;
  unit?: string;
  baseline: History;
  target: History;
  checkins: Checkin[];
  place: Place;
}

export interface Learning {
  date?: string;
  text: string;
  place: Place;
}

export interface ObjectiveAction {
  id: string;
  text: string;
  /** Person ids, else names as written. */
  owners: string[];
  due?: string;
  done?: string;
  place: Place;
}

export interface Objective {
  id: string;
  title: string;
  why?: string;
  /** Person id, else name as written. */
  owner?: string;
  /** Step ids. */
  turns: string[];
  page?: string;
  /** Set by hand. */
  status?: Status;
  audience: Audience;
  period: Period;
  measures: Measure[];
  actions: ObjectiveAction[];
  learnings: Learning[];
  place: Place;
}

export interface Kpi extends Omit<Measure, 'target'> {
  /** `>0.8`. */
  threshold: { comparison: '>' | '>=' | '<' | '<='; value: number };
  why?: string;
  owner?: string;
  audience: Audience;
}

export interface ObjectivesModel {
  periods: Period[];
  objectives: Objective[];
  kpis: Kpi[];
  /** Files read. */
  files: string[];
}

/** A computed number with the sentence that tells how it came about. */
export interface Score {
  /** Unclamped; null without data. */
  value: number | null;
  expected: number;
  status: Status;
  /** The status computed, when `status` was set by hand. */
  computed: Status;
  /** “0.39: 9 of 20 hubs, started at 2; expected 0.55 by 20 November”. */
  because: string;
  /** Date of the last check-in that counts. */
  updated: string | null;
  stale: boolean;
}
