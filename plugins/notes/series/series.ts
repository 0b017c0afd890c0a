// What a series says across its meetings: actions carried over, closed later, gone quiet; decisions that take the
// place of earlier ones. In: meetings, oldest first; out: actions and decisions. Nothing is merged on weak evidence.
import { daysBetween } from '../../day.ts';
import { strictest } from '../../graph/record.ts';
import type { Action, Decision, Unread } from '../model.ts';
import { replacesEarlier } from '../section/decisions.ts';
import type { At, DraftAction, DraftDecision } from '../section/draft.ts';
import { parseDue } from '../text/date.ts';
import { hashId, likeness, nearlySame, objectivesOf, wordsOf } from '../text/likeness.ts';
import { audienceOf, notedOf, type PlacedMeeting, placeOf, type SeriesHead } from './meetings.ts';

/** An action that no meeting of three in a row names is quiet. */
const QUIET_MEETINGS = 3;
/** A box that many meetings have, of few words and without a deed, is a step of their template. */
const TEMPLATE_MEETINGS = 3;
/** Nearly the same words are looked for among what the last meetings named; equal ones in the whole series. */
const NEAR_MEETINGS = 12;
const MOST_COMPARED = 60;
/** A closed action that is named closed again this soon is the same one. */
const STILL_CLOSED = 3;

interface Tracked {
  action: Action;
  number: string | null;
  words: string[];
  first: number;
  last: number;
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
    byOwner: new Map(),
    unread: [],
  };
  const template = templateBoxes(meetings);
  const names = explainedNames(meetings);
  meetings.forEach((placed, index) => {
    for (const own of ownActions(placed, template, names, follow)) trackAction(follow, index, own);
  });
  for (const tracked of follow.tracked) finishAction(tracked, follow);
  nameIds(follow);
  const decisions = followDecisions(meetings, series);
  return { actions: follow.tracked.map((tracked) => tracked.action), decisions, unread: follow.unread };
}

/** Abbreviations that some meeting or the preamble explains, in one way only: they hold in the whole series. */
function explainedNames(meetings: readonly PlacedMeeting[]): Map<string, string> {
  const names = new Map<string, string>();
  const unclear = new Set<string>();
  const forms = [...new Set(meetings.map(({ file }) => file))].flatMap((file) => file.forms);
  for (const [form, name] of [...forms, ...meetings.flatMap(({ dated }) => dated.draft.forms)]) {
    if ((names.get(form) ?? name) !== name) unclear.add(form);
    names.set(form, name);
  }
  for (const form of unclear) names.delete(form);
  return names;
}

/** Texts of weak boxes that at least three meetings have, and of boxes that three have though they were ticked. */
function templateBoxes(meetings: readonly PlacedMeeting[]): Set<string> {
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
      boxes.set(text, { ...box, count: box.count + 1 });
    }
  return new Map([...boxes].filter(([, box]) => box.again).map(([text, { count }]) => [text, count]));
}

interface OwnAction {
  draft: DraftAction;
  words: string[];
  /** Other lines of the meeting that state it too. */
  again: At[];
}

const STRENGTH = { implied: 0, listed: 1, marked: 2 };

/** The actions of one meeting, what is stated twice once. */
function ownActions(
  { dated, file }: PlacedMeeting,
  template: Set<string>,
  names: Map<string, string>,
  follow: Follow,
): OwnAction[] {
  const own: OwnAction[] = [];
  const exact = new Map<string, OwnAction[]>();
  const fullName = (name: string) => names.get(name.toLowerCase().replace(/^@/, '')) ?? name;
  for (const written of dated.draft.actions) {
    const draft = written.owners.some((owner) => fullName(owner) !== owner)
      ? { ...written, owners: written.owners.map(fullName) }
      : written;
    if (template.has(draft.text) && draft.kind === 'marked' && draft.owners.length === 0) {
      follow.unread.push({
        ...notedOf(draft, file, dated, follow.series),
        text: draft.text,
        why: 'a box that stands in many meetings and names no deed',
      });
      continue;
    }
    const words = wordsOf(draft.text);
    const same = sameInMeeting(own, exact, draft, words);
    if (same) {
      same.again.push(draft.at);
      same.draft = mergeTwice(same.draft, draft);
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
        sameOwners(other.draft.owners, draft.owners) && numbered(other) && nearlySame(other.words, words),
    );
}

/** “Work on this”: what is meant stands around it, so the words alone are weak evidence. */
function pointsElsewhere(text: string): boolean {
  return /\b(?:this|that|it|these|those|them|the (?:same|above))\b/i.test(text);
}

/** In one meeting a summary may leave the owner out. */
function ownersAgree(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || sameOwners(a, b);
}

function sameOwners(a: readonly string[], b: readonly string[]): boolean {
  return ownerKey(a) === ownerKey(b);
}

function ownerKey(owners: readonly string[]): string {
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

function trackAction(follow: Follow, index: number, { draft, words, again }: OwnAction): void {
  const placed = follow.meetings[index]!;
  const known = findEarlier(follow, index, draft, words);
  const added: Tracked = {
    action: newAction(placed, draft, again, follow),
    number: draft.number,
    words,
    first: index,
    last: index,
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
  const owners = ownerKey(draft.owners);
  if (draft.number && !follow.byNumber.has(draft.number)) follow.byNumber.set(draft.number, tracked);
  follow.byWords.set(`${owners}|${tracked.words.join(' ')}`, tracked);
  const key = nearKey(draft.owners, tracked.words);
  const list = follow.byOwner.get(key);
  if (list) list.push(tracked);
  else follow.byOwner.set(key, [tracked]);
}

function nearKey(owners: readonly string[], words: readonly string[]): string {
  return `${ownerKey(owners)}|${words
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
    (draft.number!.includes('.') || likeness(numbered.words, words) >= 0.3)
  )
    return numbered;
  const owners = ownerKey(draft.owners);
  const exact = follow.byWords.get(`${owners}|${words.join(' ')}`);
  const topical = (other: Tracked) => !pointsElsewhere(draft.text) || other.action.topic === draft.topic;
  if (exact && exact.last < index && (words.length > 1 || owners !== '') && topical(exact)) return exact;
  if (words.length <= 3) return undefined;
  return recent(follow, nearKey(draft.owners, words), index).find(
    (other) => numbersAgree(other.number, draft.number) && topical(other) && nearlySame(other.words, words),
  );
}

function numbersAgree(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

function recent(follow: Follow, key: string, index: number): Tracked[] {
  const list = follow.byOwner.get(key) ?? [];
  return list
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
  known.last = index;
  // What is worded anew is found again by its new words.
  follow.byWords.set(`${ownerKey(now.owners)}|${words.join(' ')}`, known);
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
    ageDays: Math.max(0, daysBetween(meeting.date, follow.asOf)),
    ageMeetings: 0,
    maybeSame: [],
    objectives: objectivesOf(draft.text),
    ...noted,
    places: [noted.place, ...again.map((at) => placeOf(at, file, dated))],
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
  const alike = recent(follow, nearKey(added.action.owners, added.words), index).find(
    (other) => other !== added && other.action.state === 'open' && likeness(other.words, added.words) >= 0.5,
  );
  if (alike) nameEachOther(alike, added);
}

function finishAction(tracked: Tracked, follow: Follow): void {
  const { action } = tracked;
  action.quiet = action.state === 'open' && follow.meetings.length - 1 - tracked.last >= QUIET_MEETINGS;
  action.ageMeetings = follow.meetings.length - 1 - tracked.first;
}

/** The number written, for its first owner in the series; else a hash of what stays the same. */
function nameIds(follow: Follow): void {
  const used = new Set<string>();
  for (const tracked of follow.tracked) {
    const { action, number, words } = tracked;
    let id =
      number !== null && !used.has(number)
        ? number
        : hashId('action', action.series, action.given, ownerKey(action.owners), words.join(' '));
    for (let again = 2; used.has(id); again++)
      id = hashId(
        'action',
        action.series,
        action.given,
        ownerKey(action.owners),
        words.join(' '),
        String(again),
      );
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

interface Decided {
  decision: Decision;
  words: string[];
  topic: string;
  meeting: number;
}

/** Two decisions on one topic, in topics that not every meeting has. */
const COMMON_TOPIC = 4;

function followDecisions(meetings: readonly PlacedMeeting[], series: SeriesHead): Decision[] {
  const decided: Decided[] = [];
  const byWords = new Map<string, Decided>();
  const byTopic = new Map<string, Decided[]>();
  const common = meetings.some(({ dated }) => dated.draft.decisions.length > 0)
    ? commonTopics(meetings)
    : new Map<string, number>();
  const used = new Set<string>();
  meetings.forEach((placed, meeting) => {
    for (const draft of placed.dated.draft.decisions) {
      const words = wordsOf(draft.text);
      const topic = wordsOf(draft.topic ?? '').join(' ');
      const again = byWords.get(`${topic}|${words.join(' ')}`);
      if (again) {
        repeatDecision(again, placed, draft, series);
        continue;
      }
      const added = { decision: newDecision(placed, draft, series, words, used), words, topic, meeting };
      supersede(added, decided, byTopic, common);
      decided.push(added);
      byWords.set(`${topic}|${words.join(' ')}`, added);
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), added].slice(-MOST_COMPARED));
      placed.meeting.decisions.push(added.decision.id);
    }
  });
  return decided.map(({ decision }) => decision);
}

/** The same words on the same topic are the same decision, carried along. */
function repeatDecision(
  known: Decided,
  placed: PlacedMeeting,
  draft: DraftDecision,
  series: SeriesHead,
): void {
  const { meeting, dated, file } = placed;
  if (!meeting.decisions.includes(known.decision.id)) meeting.decisions.push(known.decision.id);
  const noted = notedOf(draft, file, dated, series);
  known.decision.places?.push(noted.place);
  known.decision.audience = strictest(known.decision.audience, noted.audience);
}

function commonTopics(meetings: readonly PlacedMeeting[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { dated } of meetings)
    for (const topic of new Set(dated.draft.topics.map(({ text }) => text)))
      counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return counts;
}

function supersede(
  added: Decided,
  decided: Decided[],
  byTopic: Map<string, Decided[]>,
  common: Map<string, number>,
): void {
  const earlier = (other: Decided) => other.meeting < added.meeting && other.decision.supersededBy === null;
  const sameTopic = added.topic === '' ? [] : (byTopic.get(added.topic) ?? []).filter(earlier);
  const rare = (common.get(added.decision.topic ?? '') ?? 0) < COMMON_TOPIC;
  const says = replacesEarlier(added.decision.text);
  const best = (list: Decided[]) =>
    list.reduce<Decided | undefined>(
      (a, b) => (a && likeness(a.words, added.words) > likeness(b.words, added.words) ? a : b),
      undefined,
    );
  const alike = says
    ? best(
        decided
          .slice(-MOST_COMPARED)
          .filter((other) => earlier(other) && overlap(other.words, added.words) >= 0.4),
      )
    : undefined;
  const replaced = alike ?? (rare || says ? best(sameTopic) : undefined);
  if (!replaced) return;
  added.decision.supersedes = replaced.decision.id;
  replaced.decision.supersededBy = added.decision.id;
  replaced.decision.state = 'superseded';
}

/** The part of the shorter text's words that the longer has. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length < b.length ? [a, new Set(b)] : [b, new Set(a)];
  return short.length === 0 ? 0 : short.filter((word) => long.has(word)).length / short.length;
}

function newDecision(
  { meeting, dated, file }: PlacedMeeting,
  draft: DraftDecision,
  series: SeriesHead,
  words: string[],
  used: Set<string>,
): Decision {
  let id =
    draft.number !== null && !used.has(draft.number)
      ? draft.number
      : hashId('decision', series.id, meeting.date, words.join(' '));
  for (let again = 2; used.has(id); again++)
    id = hashId('decision', series.id, meeting.date, words.join(' '), String(again));
  used.add(id);
  const noted = notedOf(draft, file, dated, series);
  return {
    id,
    text: draft.text,
    topic: draft.topic,
    topicAudience: audienceOf(draft.topicMark, dated, series),
    date: meeting.date,
    series: meeting.series,
    madeIn: meeting.id,
    by: draft.by,
    state: 'standing',
    supersedes: null,
    supersededBy: null,
    objectives: objectivesOf(draft.text),
    ...noted,
    places: [noted.place],
  };
}
