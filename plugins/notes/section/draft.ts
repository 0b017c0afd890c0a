// What one section of notes says, before it is placed in its series: plain data that depends on the section's text
// and the people alone, so that it can be kept while the text stays the same.

import type { Level } from '../../marks.ts';
import type { ActionKind, ActionState } from '../model.ts';
import type { NotesRule } from '../rules.ts';

/** Where in the section: line and column from 0, offset in the section's body. */
export interface At {
  line: number;
  column: number;
}

export interface Drafted {
  at: At;
  /** The level of its marks; `lowered` by `#public`. */
  mark: Level;
  lowered: boolean;
}

export interface DraftTopic extends Drafted {
  text: string;
  depth: number;
}

export interface DraftQuestion extends Drafted {
  text: string;
  answered: boolean;
}

export interface DraftLink extends Drafted {
  url: string;
  text: string;
}

export interface Guess {
  owners: string[];
  text: string;
  /** It is no action at all if they are not known. */
  only: boolean;
  /** The meeting knows them: told so that the series can tell how its actions name their owners. */
  sure?: boolean;
  /** Behind a dash at the end. */
  dash?: boolean;
}

export interface DraftAction extends Drafted {
  text: string;
  /** Resolved: ids of people known, else names as written. */
  owners: string[];
  /** Names written that nobody knows. */
  unknown: string[];
  number: string | null;
  state: ActionState;
  kind: ActionKind;
  topic: string | null;
  topicMark: Level;
  link: { url: string; text: string } | null;
  /** Whose it is if the series knows them, though the meeting does not; null for no such name. */
  guess: Guess | null;
  /** A box of few words without owner or verb: none, if many meetings have it (a template). */
  weak: boolean;
}

export interface DraftDecision extends Drafted {
  text: string;
  number: string | null;
  by: string[];
  topic: string | null;
  topicMark: Level;
}

export interface DraftUnread extends Drafted {
  rule: NotesRule;
  text: string | null;
  why: string;
}

export interface Draft {
  /** What covers the whole meeting. */
  meeting: Level;
  people: string[];
  /** Names before what somebody says (`Ana: …`, `[Ana] …`, `(Ana) …`), each as often as it stands so. */
  voices: string[];
  /** Abbreviations that the section explains: as written → the name. */
  forms: [string, string][];
  topics: DraftTopic[];
  questions: DraftQuestion[];
  links: DraftLink[];
  actions: DraftAction[];
  decisions: DraftDecision[];
  unread: DraftUnread[];
  hidden: { public: number; team: number };
  items: number;
  /** Marks whose section goes on past this one, by the rank of its heading (0: none above): they cover dates below it. */
  open: { mark: Level; rank: number }[];
  /** Rank of the highest heading below the date, 7 without any: what a heading above covers ends there. */
  shallowest: number;
}
