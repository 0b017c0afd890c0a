// Meetings, actions and decisions as plain data: what `parseNotes` gives, `compass digest --json` writes and the
// directives render. The JSON form is the contract of the published digest schema.
import type { Audience } from '../graph/record.ts';
import type { Place } from '../message.ts';

export type ActionState = 'open' | 'done' | 'dropped';
export type ActionKind = 'marked' | 'listed' | 'implied';

/** Where text stands: file, line and column; `offset` only for flattened notes, where every line is 1. */
export interface NotePlace extends Place {
  offset?: number;
}

/** What every noted thing carries: `explicit` when `#public` at its end lowered the level of its series for it alone. */
export interface Noted {
  place: NotePlace;
  audience: Audience;
  explicit?: boolean;
}

export interface Topic extends Noted {
  text: string;
  /** 1 for the outermost. */
  depth: number;
}

export interface Question extends Noted {
  text: string;
  answered: boolean;
}

export interface NoteLink extends Noted {
  url: string;
  text: string;
}

export interface Meeting {
  /** `one-on-one/2026-10-06`. */
  id: string;
  /** An id that tells nothing of the title, for readers who may not see it. */
  plainId: string;
  /** `2026-10-06`, or `2022-06` where only the month is known. */
  date: string;
  title: string | null;
  series: string;
  place: NotePlace;
  audience: Audience;
  /** Who was there or spoke: ids of people known, else names as written. */
  people: string[];
  topics: Topic[];
  questions: Question[];
  links: NoteLink[];
  /** Ids. */
  actions: string[];
  decisions: string[];
  /** Outermost items by the level that their marks give them; a release counts those that it withholds. */
  counts: Record<Audience, number>;
  /** How many items this reader may not see. */
  withheld: number;
}

export interface Action {
  id: string;
  text: string;
  /** Ids of people known, else names as written, in the order written. */
  owners: string[];
  state: ActionState;
  kind: ActionKind;
  topic: string | null;
  topicAudience: Audience;
  /** The issue that stood in brackets at the end. */
  link: { url: string; text: string } | null;
  explicit?: boolean;
  series: string;
  /** Meeting ids, first and all, oldest first. */
  givenIn: string;
  seenIn: string[];
  /** Dates of the same. */
  given: string;
  seen: string[];
  quiet: boolean;
  due: string | null;
  /** From the day it was given to the build's, or to the meeting that closed it. */
  ageDays: number;
  ageMeetings: number;
  maybeSame: string[];
  /** Objective ids that its text names by `#id`. */
  objectives: string[];
  /** Where it is first written. */
  place: NotePlace;
  /** Every line that states it, for lint and for measuring; not part of a digest. */
  places?: NotePlace[];
  audience: Audience;
}

export interface Decision {
  id: string;
  text: string;
  topic: string | null;
  topicAudience: Audience;
  explicit?: boolean;
  date: string;
  series: string;
  madeIn: string;
  by: string[];
  state: 'standing' | 'superseded';
  supersedes: string | null;
  supersededBy: string | null;
  objectives: string[];
  place: NotePlace;
  places?: NotePlace[];
  audience: Audience;
}

/** Something that looked like a date, an action, a decision or a mark and was not taken. */
export interface Unread {
  place: NotePlace;
  text: string | null;
  why: string;
  audience: Audience;
}

export interface Series {
  /** Slug of the title: `one-on-one`. */
  id: string;
  title: string;
  /** One path, or several for a folder of files. */
  files: string[];
  audience: Audience;
  show: string[];
  preamble: { from: number; to: number } | null;
  meetings: Meeting[];
  unread: Unread[];
  lines: number;
}

export interface NotesModel {
  series: Series[];
  actions: Action[];
  decisions: Decision[];
  /** Outermost items withheld, those of meetings and series that do not show at all included. */
  withheld?: number;
}
