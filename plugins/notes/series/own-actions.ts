// The actions of one meeting as its series takes them: what is stated twice once, abbreviated owners by their names,
// the boxes of a template left out. In: a meeting and what its series knows; out: its actions, and what is no action.
import type { Unread } from '../model.ts';
import type { At, DraftAction, Guess } from '../section/draft.ts';
import { MOST_COMPARED, nearlySame, wordsOf } from '../text/likeness.ts';
import { notedOf, type PlacedMeeting, type SeriesHead } from './meetings.ts';

/** A box that many meetings have, of few words and without a deed, is a step of their template. */
const TEMPLATE_MEETINGS = 3;

export interface OwnAction {
  draft: DraftAction;
  words: string[];
  /** Other lines of the meeting that state it too. */
  again: At[];
}

export const STRENGTH = { implied: 0, listed: 1, marked: 2 };

/** Abbreviations that some open meeting or the preamble explains, in one way only: they hold in the whole series. */
export function explainedNames(meetings: readonly PlacedMeeting[]): Map<string, string> {
  const names = new Map<string, string>();
  const unclear = new Set<string>();
  const forms = [...new Set(meetings.map(({ file }) => file))].flatMap((file) => file.forms);
  const open = meetings.filter(({ dated }) => dated.mark === 0);
  for (const [form, name] of [...forms, ...open.flatMap(({ dated }) => dated.draft.forms)]) {
    if ((names.get(form) ?? name) !== name) unclear.add(form);
    names.set(form, name);
  }
  for (const form of unclear) names.delete(form);
  return names;
}

/** Texts of weak boxes that at least three meetings have, and of boxes that three have though they were ticked. */
export function templateBoxes(meetings: readonly PlacedMeeting[]): Set<string> {
  const again = untickedBoxes(meetings);
  const counts = new Map<string, number>();
  for (const { dated } of meetings)
    for (const text of new Set(
      dated.draft.actions.filter((action) => action.weak).map((action) => action.text),
    ))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const [text, count] of again) counts.set(text, count);
  return new Set([...counts].filter(([, count]) => count >= TEMPLATE_MEETINGS).map(([text]) => text));
}

/** How many meetings have a box without owner that stands open again after it was ticked: steps of a template. */
function untickedBoxes(meetings: readonly PlacedMeeting[]): Map<string, number> {
  const boxes = new Map<string, { count: number; ticked: boolean; again: boolean }>();
  for (const { dated } of meetings)
    for (const { text, kind, owners, state } of dated.draft.actions) {
      if (kind !== 'marked' || owners.length > 0) continue;
      const box = boxes.get(text) ?? { count: 0, ticked: false, again: false };
      box.again ||= box.ticked && state === 'open';
      box.ticked ||= state === 'done';
      box.count++;
      boxes.set(text, box);
    }
  return new Map([...boxes].filter(([, box]) => box.again).map(([text, { count }]) => [text, count]));
}

/**
 * Whoever attends an open meeting, by first name too, who often speaks, or who stands last in several actions; in small
 * letters. Where names are what stands behind the dash in the actions of the series, whatever else is called as people
 * are is a name too.
 */
export function knownNames(meetings: readonly PlacedMeeting[]): Set<string> {
  const known = namesOfPeople(meetings);
  const last = meetings
    .filter(({ dated }) => dated.mark === 0)
    .flatMap(({ dated }) => dated.draft.actions)
    .filter(({ guess, mark }) => guess?.dash && mark === 0);
  const others = last.filter(({ guess }) => !guess!.sure && !isKnownGuess(guess!, known));
  const sure = last.length - others.length;
  if (sure >= ENOUGH && sure >= 2 * others.length)
    for (const { guess } of others) for (const owner of guess!.owners) known.add(owner.toLowerCase());
  return known;
}

/** Said so often, a name is one. */
const OFTEN = 2;

/** So many actions of a series make a habit of how it names owners. */
const ENOUGH = 3;

function namesOfPeople(meetings: readonly PlacedMeeting[]): Set<string> {
  const known = new Set<string>();
  const last = new Map<string, string>();
  const said = new Map<string, number>();
  for (const { dated } of meetings) {
    if (dated.mark > 0) continue;
    // In capitals alone it is the name of a group.
    for (const person of dated.draft.people)
      for (const name of [person, person.split(' ', 1)[0]!].filter((each) => /\p{Ll}/u.test(each)))
        known.add(name.toLowerCase());
    for (const [form] of dated.draft.forms) known.add(form);
    for (const voice of dated.draft.voices) {
      const count = (said.get(voice) ?? 0) + 1;
      if (count === OFTEN) known.add(voice.toLowerCase());
      said.set(voice, count);
    }
    for (const { guess, mark } of dated.draft.actions)
      for (const name of guess && !guess.only && !guess.sure && mark === 0 ? guess.owners : []) {
        const owner = name.toLowerCase();
        if ((last.get(owner) ?? guess!.text) !== guess!.text) known.add(owner);
        last.set(owner, guess!.text);
      }
  }
  return known;
}

/** With the owners that its meeting did not know; null for what is an action only if they are known. */
function withGuess(action: DraftAction, known: ReadonlySet<string>): DraftAction | null {
  const { guess } = action;
  if (!guess || guess.sure) return action;
  if (isKnownGuess(guess, known)) return { ...action, owners: guess.owners, text: guess.text };
  return guess.only ? null : action;
}

/** Beside somebody who is known, a name at the end is a name. */
function isKnownGuess({ owners, only }: Guess, known: ReadonlySet<string>): boolean {
  const isKnown = (owner: string) => known.has(owner.toLowerCase());
  return only ? owners.every(isKnown) : owners.some(isKnown);
}

/** What the whole series says of what one meeting leaves open. */
export interface SeriesSays {
  template: Set<string>;
  /** Abbreviations → names. */
  names: Map<string, string>;
  known: ReadonlySet<string>;
}

/** The actions of one meeting, what is stated twice once. */
export function ownActions(
  { dated, file }: PlacedMeeting,
  { template, names, known }: SeriesSays,
  { series, unread }: { series: SeriesHead; unread: Unread[] },
): OwnAction[] {
  const own: OwnAction[] = [];
  const exact = new Map<string, OwnAction[]>();
  const fullName = (name: string) => names.get(name.toLowerCase().replace(/^@/, '')) ?? name;
  for (const drafted of dated.draft.actions) {
    const written = withGuess(drafted, known);
    if (!written) continue;
    const draft = written.owners.some((owner) => fullName(owner) !== owner)
      ? { ...written, owners: written.owners.map(fullName) }
      : written;
    if (template.has(draft.text) && draft.kind === 'marked' && draft.owners.length === 0) {
      unread.push({
        text: draft.text,
        why: 'a box that stands in many meetings and names no deed',
        ...notedOf(draft, file, dated, series),
      });
      continue;
    }
    const words = wordsOf(draft.text);
    const same = sameInMeeting(own, exact, draft, words);
    if (same) {
      const { at } = same.draft;
      same.draft = mergeTwice(same.draft, draft);
      same.again.push(same.draft.at === at ? draft.at : at);
    } else {
      const added: OwnAction = { draft, words, again: [] };
      own.push(added);
      const key = words.join(' ');
      const alike = exact.get(key);
      if (alike) alike.push(added);
      else exact.set(key, [added]);
    }
  }
  return own;
}

function sameInMeeting(
  own: OwnAction[],
  exact: Map<string, OwnAction[]>,
  draft: DraftAction,
  words: string[],
): OwnAction | undefined {
  // A number that stands before foreign words was written twice in error.
  const named =
    isFullNumber(draft.number) &&
    own.find(
      (other) =>
        other.draft.number === draft.number &&
        (words.length < 3 || words.filter((word) => other.words.includes(word)).length > 1),
    );
  if (named) return named;
  const numbered = (other: OwnAction) =>
    draft.number === null || other.draft.number === null || draft.number === other.draft.number;
  const topical = (other: OwnAction) => !pointsElsewhere(draft.text) || other.draft.topic === draft.topic;
  const equal = exact
    .get(words.join(' '))
    ?.slice(0, MOST_COMPARED)
    .find((other) => ownersAgree(other.draft.owners, draft.owners) && numbered(other) && topical(other));
  if (equal || words.length <= 3) return equal;
  return own
    .slice(-MOST_COMPARED)
    .find(
      (other) =>
        ownersAgree(other.draft.owners, draft.owners) &&
        numbered(other) &&
        nearlySame(other.words, words) &&
        !(draft.kind === 'listed' && other.draft.kind === 'listed' && sayDifferent(other.words, words)),
    );
}

/** `62.7` names one action of a series; `3` one of a meeting, perhaps. */
export function isFullNumber(number: string | null): boolean {
  return number?.includes('.') ?? false;
}

/** “Work on this”: what is meant stands around it, so the words alone are weak evidence, unless they are many. */
export function pointsElsewhere(text: string): boolean {
  return text.length < LONG && /\b(?:[Tt]h(?:is|at|ese|ose|em)|[Ii]t|the (?:same|above))\b/.test(text);
}

/** Characters that say enough by themselves. */
const LONG = 120;

/** Two entries of one list, each with a word that the other lacks: side by side they are two. */
function sayDifferent(a: readonly string[], b: readonly string[]): boolean {
  return a.some((word) => !b.includes(word)) && b.some((word) => !a.includes(word));
}

/** In one meeting a summary may leave the owner out. */
function ownersAgree(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || sameOwners(a, b);
}

/** The same people, some of them by their first names alone. */
export function sameOwners(a: readonly string[], b: readonly string[]): boolean {
  return (
    a.length === b.length &&
    a.every((one) => b.some((other) => isShorter(one, other) || isShorter(other, one)))
  );
}

/** `Ana` for `Ana Ruiz`. */
function isShorter(short: string, name: string): boolean {
  return short === name || name.startsWith(`${short} `);
}

/** What the keys of the same owners share, however much of their names is written. */
export function ownersKey(owners: readonly string[]): string {
  return ownerKey(owners.map((owner) => owner.split(' ', 1)[0]!));
}

export function ownerKey(owners: readonly string[]): string {
  return [...owners].sort().join(',');
}

function mergeTwice(a: DraftAction, b: DraftAction): DraftAction {
  const [strong, weak] = STRENGTH[b.kind] > STRENGTH[a.kind] ? [b, a] : [a, b];
  const state = a.state === 'done' || b.state === 'done' ? 'done' : strong.state;
  const mark = a.mark > b.mark ? a.mark : b.mark;
  const owners = strong.owners.length > 0 ? strong.owners : weak.owners;
  return {
    ...strong,
    state,
    mark,
    owners,
    lowered: a.lowered && b.lowered,
    topic: strong.topic ?? weak.topic,
    number: strong.number ?? weak.number,
  };
}
