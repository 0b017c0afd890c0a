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

export interface Topic {
  text: string;
  place: NotePlace;
  /** 1 for the outermost. */
  depth: number;
  audience: Audience;
}

export interface Question {
  text: string;
  place: NotePlace;
  answered: boolean;
  audience: Audience;
}

export interface NoteLink {
  url: string;
  text: string;
  place: NotePlace;
  audience: Audience;
}

export interface Meeting {
  /** `one-on-one/2026-10-06`. */
  id: string;
  /** `2026-10-06`, or `2022-06` where only the month is known. */
  date: string;
  title: string | null;
  series: string;
  place: NotePlace;
  audience: Audience;
  /** Names as in compass.yml, else as written. */
  people: string[];
  topics: Topic[];
  questions: Question[];
  links: NoteLink[];
  /** Ids. */
  actions: string[];
  decisions: string[];
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
  series: string;
  /** Meeting ids, first and all, oldest first. */
  givenIn: string;
  seenIn: string[];
  /** Dates of the same. */
  given: string;
  seen: string[];
  quiet: boolean;
  due: string | null;
  ageDays: number;
  ageMeetings: number;
  maybeSame: string[];
  /** Objective ids that its text names by `#id`. */
  objectives: string[];
  place: NotePlace;
  audience: Audience;
}

export interface Decision {
  id: string;
  text: string;
  topic: string | null;
  date: string;
  series: string;
  madeIn: string;
  by: string[];
  state: 'standing' | 'superseded';
  supersedes: string | null;
  supersededBy: string | null;
  objectives: string[];
  place: NotePlace;
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
}
