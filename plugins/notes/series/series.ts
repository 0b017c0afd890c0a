// What a series says across its meetings: actions carried over, closed later, gone quiet, and its decisions. In:
// meetings, oldest first; out: actions and decisions. Nothing is merged on weak evidence.
import { daysBetween } from '../../day.ts';
import { strictest } from '../../graph/record.ts';
import type { Action, Decision, Unread } from '../model.ts';
import type { At, DraftAction } from '../section/draft.ts';
import { parseDue } from '../text/date.ts';
import { hashId, likeness, MOST_COMPARED, nearlySame, objectivesOf } from '../text/likeness.ts';
import { followDecisions } from './decisions.ts';
import { audienceOf, notedOf, type PlacedMeeting, placeOf, type SeriesHead } from './meetings.ts';
import {
  explainedNames,
  isFullNumber,
  knownNames,
  type OwnAction,
  ownActions,
  ownerKey,
  ownersKey,
  pointsElsewhere,
  STRENGTH,
  sameOwners,
  templateBoxes,
} from './own-actions.ts';

/** An action that no meeting of three in a row names is quiet. */
const QUIET_MEETINGS = 3;
/** Nearly the same words are looked for among what the last meetings named; equal ones in the whole series. */
const NEAR_MEETINGS = 12;
/** A closed action that is named closed again this soon is the same one. */
const STILL_CLOSED = 3;

interface Tracked {
  action: Action;
  number: string | null;
  words: string[];
  /** As given: what a later meeting says of its owners does not rename it. */
  owners: string;
  first: number;
  last: number;
  /** The meeting that says it is done or dropped; null while it is open. */
  closed: number | null;
  /** What it may be the same as. */
  maybe: Set<Tracked>;
}

interface Follow {
  series: SeriesHead;
  meetings: readonly PlacedMeeting[];
  asOf: string;
  tracked: Tracked[];
  byNumber: Map<string, Tracked>;
  byWords: Map<string, Tracked>;
  /** Whoever owns it. */
  byBareWords: Map<string, Tracked>;
  /** By how it begins. */
  byStart: Map<string, Tracked[]>;
  /** What the meeting that is read says. */
  own: readonly OwnAction[];
  /** By owners and the numbers in the words, without which nothing is alike. */
  byOwner: Map<string, Tracked[]>;
  unread: Unread[];
}

export interface Followed {
  actions: Action[];
  decisions: Decision[];
  unread: Unread[];
}

export function followSeries(meetings: readonly PlacedMeeting[], series: SeriesHead, asOf: string): Followed {
  const follow: Follow = {
    series,
    meetings,
    asOf,
    tracked: [],
    byNumber: new Map(),
    byWords: new Map(),
    byBareWords: new Map(),
    byOwner: new Map(),
    byStart: new Map(),
    own: [],
    unread: [],
  };
  const says = {
    template: templateBoxes(meetings),
    names: explainedNames(meetings),
    known: knownNames(meetings),
  };
  meetings.forEach((placed, index) => {
    follow.own = ownActions(placed, says, follow);
    for (const own of follow.own) trackAction(follow, index, own);
  });
  for (const tracked of follow.tracked) finishAction(tracked, follow);
  nameIds(follow);
  const decisions = followDecisions(meetings, series);
  return { actions: follow.tracked.map((tracked) => tracked.action), decisions, unread: follow.unread };
}

function trackAction(follow: Follow, index: number, { draft, words, again }: OwnAction): void {
  const placed = follow.meetings[index]!;
  const known = findEarlier(follow, index, draft, words);
  const added: Tracked = {
    action: newAction(placed, draft, again, follow),
    number: draft.number,
    words,
    owners: ownerKey(draft.owners),
    first: index,
    last: index,
    closed: draft.state === 'open' ? null : index,
    maybe: new Set(),
  };
  if (known && isCarried(known, draft, index)) {
    carryOver(known, added.action, index, words, follow);
    return;
  }
  if (known) nameEachOther(known, added);
  follow.tracked.push(added);
  remember(follow, added, draft);
  if (!known) findMaybe(follow, added, index);
}

function remember(follow: Follow, tracked: Tracked, draft: DraftAction): void {
  if (draft.number && !follow.byNumber.has(draft.number)) follow.byNumber.set(draft.number, tracked);
  follow.byWords.set(wordsKey(draft.owners, tracked.words), tracked);
  follow.byBareWords.set(tracked.words.join(' '), tracked);
  addTo(follow.byOwner, nearKey(draft.owners, tracked.words), tracked);
  if (tracked.words.length >= START) addTo(follow.byStart, startKey(tracked.words), tracked);
}

function addTo(map: Map<string, Tracked[]>, key: string, tracked: Tracked): void {
  const list = map.get(key);
  if (list) list.push(tracked);
  else map.set(key, [tracked]);
}

/** So many words say enough to begin alike. */
const START = 4;

const startKey = (words: readonly string[]): string => words.slice(0, START).join(' ');

const wordsKey = (owners: readonly string[], words: readonly string[]): string =>
  `${ownerKey(owners)}|${words.join(' ')}`;

function nearKey(owners: readonly string[], words: readonly string[]): string {
  return `${ownersKey(owners)}|${words
    .filter((word) => /\d/.test(word))
    .sort()
    .join(' ')}`;
}

/** The same number (with words that are not foreign), or the same owners and nearly the same words. */
function findEarlier(
  follow: Follow,
  index: number,
  draft: DraftAction,
  words: string[],
): Tracked | undefined {
  const numbered = draft.number ? follow.byNumber.get(draft.number) : undefined;
  if (
    numbered &&
    numbered.last < index &&
    (isFullNumber(draft.number) || likeness(numbered.words, words) >= 0.3)
  )
    return numbered;
  const exact = follow.byWords.get(wordsKey(draft.owners, words));
  const topical = (other: Tracked) => !pointsElsewhere(draft.text) || other.action.topic === draft.topic;
  if (exact && exact.last < index && (words.length > 1 || draft.owners.length > 0) && topical(exact))
    return exact;
  if (words.length <= 3) return undefined;
  // Taken on, or said without its owner, at a later meeting.
  const bare = follow.byBareWords.get(words.join(' '));
  if (bare && bare.last < index && isOpenTo(bare.action.owners, draft.owners) && topical(bare)) return bare;
  const agrees = (other: Tracked) => numbersAgree(other.number, draft.number) && topical(other);
  return (
    recent(follow.byOwner.get(nearKey(draft.owners, words)), index).find(
      (other) =>
        sameOwners(other.action.owners, draft.owners) && agrees(other) && nearlySame(other.words, words),
    ) ??
    recent(follow.byStart.get(startKey(words)), index).find(
      (other) =>
        sameOwners(other.action.owners, draft.owners) &&
        draft.owners.length > 0 &&
        agrees(other) &&
        goesOn(other.words, words) &&
        !isSaid(other, follow),
    )
  );
}

function isOpenTo(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0;
}

/** Does the meeting say just that, too? */
function isSaid({ words, action }: Tracked, { own }: Follow): boolean {
  return own.some(
    (each) => sameOwners(each.draft.owners, action.owners) && each.words.join(' ') === words.join(' '),
  );
}

/** One says all that the other does, and then more, but no number: `Ask the mayor about the pier (again)`. */
function goesOn(a: readonly string[], b: readonly string[]): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return (
    shorter.every((word, index) => word === longer[index]) &&
    !longer.slice(shorter.length).some((word) => /\d/.test(word))
  );
}

function numbersAgree(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

function recent(list: Tracked[] | undefined, index: number): Tracked[] {
  return (list ?? [])
    .slice(-MOST_COMPARED)
    .filter((other) => other.last < index && index - other.last <= NEAR_MEETINGS)
    .reverse();
}

/** An action that was closed and is open again is another one, of the same words. */
function isCarried(known: Tracked, draft: DraftAction, index: number): boolean {
  if (known.action.kind === 'implied' && draft.kind !== 'implied') return known.action.state === 'open';
  if (known.action.state === 'open') return true;
  return draft.state !== 'open' && index - known.last <= STILL_CLOSED;
}

function carryOver(known: Tracked, now: Action, index: number, words: string[], follow: Follow): void {
  const { action } = known;
  action.seenIn.push(now.givenIn);
  action.seen.push(now.given);
  for (const place of now.places ?? []) action.places?.push(place);
  action.state = now.state;
  action.audience = strictest(action.audience, now.audience);
  action.due = now.due ?? action.due;
  if (STRENGTH[now.kind] > STRENGTH[action.kind]) action.kind = now.kind;
  if (!now.explicit) delete action.explicit;
  if (action.topic === null) Object.assign(action, { topic: now.topic, topicAudience: now.topicAudience });
  if (action.owners.length === 0) action.owners = now.owners;
  known.last = index;
  known.closed = now.state === 'open' ? null : (known.closed ?? index);
  // What is worded anew is found again by its new words.
  follow.byWords.set(wordsKey(now.owners, words), known);
}

function newAction(placed: PlacedMeeting, draft: DraftAction, again: At[], follow: Follow): Action {
  const { meeting, dated, file } = placed;
  const noted = notedOf(draft, file, dated, follow.series);
  return {
    id: '',
    text: draft.text,
    owners: draft.owners,
    state: draft.state,
    kind: draft.kind,
    topic: draft.topic,
    topicAudience: audienceOf(draft.topicMark, dated, follow.series),
    link: draft.link,
    series: meeting.series,
    givenIn: meeting.id,
    seenIn: [meeting.id],
    given: meeting.date,
    seen: [meeting.date],
    quiet: false,
    due: parseDue(draft.text, meeting.date),
    ageDays: 0,
    ageMeetings: 0,
    maybeSame: [],
    objectives: objectivesOf(draft.text),
    places: [noted.place, ...again.map((at) => placeOf(at, file, dated))],
    ...noted,
  };
}

/** Both name the other; ids are given later. */
function nameEachOther(a: Tracked, b: Tracked): void {
  a.maybe.add(b);
  b.maybe.add(a);
}

/** Somewhat alike and the same owners, or the same words and others': two actions that name each other. */
function findMaybe(follow: Follow, added: Tracked, index: number): void {
  if (added.words.length < 3 || added.action.kind === 'implied') return;
  const alike = recent(follow.byOwner.get(nearKey(added.action.owners, added.words)), index).find(
    (other) => other !== added && other.action.state === 'open' && likeness(other.words, added.words) >= 0.5,
  );
  if (alike) nameEachOther(alike, added);
}

/** What is closed grows no older. */
function finishAction(tracked: Tracked, follow: Follow): void {
  const { action } = tracked;
  action.quiet = action.state === 'open' && follow.meetings.length - 1 - tracked.last >= QUIET_MEETINGS;
  const end = tracked.closed ?? follow.meetings.length - 1;
  const endDay = tracked.closed === null ? follow.asOf : follow.meetings[end]!.meeting.date;
  action.ageMeetings = end - tracked.first;
  action.ageDays = Math.max(0, daysBetween(action.given, endDay));
}

/** The number written, for its first owner in the series; else a hash of what stays the same. */
function nameIds(follow: Follow): void {
  const used = new Set<string>();
  for (const tracked of follow.tracked) {
    const { action, number, words, owners } = tracked;
    let id =
      number !== null && !used.has(number)
        ? number
        : hashId('action', action.series, action.given, owners, words.join(' '));
    for (let again = 2; used.has(id); again++)
      id = hashId('action', action.series, action.given, owners, words.join(' '), String(again));
    used.add(id);
    action.id = id;
  }
  const byMeeting = new Map(follow.meetings.map(({ meeting }) => [meeting.id, meeting]));
  for (const { meeting } of follow.meetings) meeting.actions = [];
  for (const { action, maybe } of follow.tracked) {
    action.maybeSame = [...maybe].map((other) => other.action.id);
    for (const id of new Set(action.seenIn)) byMeeting.get(id)?.actions.push(action.id);
  }
}
