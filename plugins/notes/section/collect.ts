// Writes down what was read, in the draft of a section: each with its place and its mark. In: a block, its scope and
// the words; out: actions, decisions, questions, links, and what was not understood.
import type { NotesRule } from '../rules.ts';
import { isQuestion, isReply } from '../source/topics.ts';
import { linksOf, shownLink } from '../text/links.ts';
import type { TextLine } from '../text/tree.ts';
import type { Marked } from './audience.ts';
import { readDecision } from './decisions.ts';
import type { At, Guess } from './draft.ts';
import { readSpeaker } from './names.ts';
import {
  isNothing,
  joined,
  noted,
  placeOf,
  type Reading,
  type Scope,
  type StatementKind,
  textOf,
} from './reading.ts';
import type { Roster } from './roster.ts';

interface NewAction {
  owners: string[];
  text: string;
  number: string | null;
  done: boolean;
  kind: 'marked' | 'listed' | 'implied';
  box?: boolean | null;
  dropped?: boolean;
  weak?: boolean;
  guess?: Guess | null;
}

export function addAction(
  reading: Reading,
  block: Marked,
  line: TextLine | undefined,
  scope: Scope,
  action: NewAction,
): void {
  const { roster } = reading;
  const closedBelow = block.children.some(
    (child) => child.lines.length === 1 && /^(?:done|completed|finished)(?:[.!,;]|$)/i.test(textOf(child)),
  );
  const done = action.done || action.box === true || (closedBelow && action.kind !== 'implied');
  const link = block.lines.flatMap((each) => each.links).find((each) => !action.text.includes(each.text));
  reading.draft.actions.push({
    text: action.text,
    owners: [...new Set(action.owners.map((owner) => roster.resolve(owner)))],
    unknown: action.guess?.only ? [] : action.owners.filter((owner) => !roster.knows(owner)),
    number: action.number,
    state: done ? 'done' : action.dropped ? 'dropped' : 'open',
    kind: action.kind,
    topic: scope.topic?.text ?? null,
    topicMark: scope.topic?.mark ?? 0,
    link: link ? shownLink(link.url, link.text) : null,
    weak: action.weak ?? false,
    guess: action.guess ?? null,
    ...noted(reading, line?.at ?? block.at, block),
  });
}

export function addDecision(
  reading: Reading,
  block: Marked,
  line: TextLine,
  scope: Scope,
  decision: { text: string; number: string | null; by: string[] },
): StatementKind {
  if (decision.text === '' || isNothing(decision.text)) return null;
  reading.draft.decisions.push({
    text: decision.text,
    number: decision.number,
    by: decision.by.map((name) => reading.roster.resolve(name)),
    topic: scope.topic?.text ?? null,
    topicMark: scope.topic?.mark ?? 0,
    ...noted(reading, line.at, block),
  });
  return 'decision';
}

export function addRemarks(reading: Reading, remarks: { at: number; why: string }[]): void {
  const { draft, map } = reading;
  const add = (rule: NotesRule, at: At, why: string) =>
    draft.unread.push({ rule, at, why, text: null, mark: 0, lowered: false });
  for (const { line } of map.alone)
    add('markPlaced', { line, column: 0 }, 'a mark on a line of its own covers the whole meeting');
  for (const { at, why } of remarks) add('markPlaced', placeOf(reading, at), why);
  const told = new Set<string>();
  for (const { line, why } of map.remarks) {
    if (!told.has(why)) add('textReadable', { line, column: 0 }, why);
    told.add(why);
  }
}

/** A marker in mid-sentence is not taken, and told. */
export function noteMidMarker(text: string, block: Marked, line: TextLine, reading: Reading): void {
  if (
    /[^[(]\b(?:ACTION(?: ITEM)?(?: [A-Z][\w.]{0,20}){0,2}|DECISION|RESOLUTION|RESOLVED|AGREED) ?:/.test(
      text.slice(0, 2000),
    )
  )
    addUnread(reading, block, line, text, 'a marker counts only at the start of a line or an item');
}

export function addUnread(reading: Reading, block: Marked, line: TextLine, text: string, why: string): void {
  reading.draft.unread.push({
    rule: 'markerTaken',
    text: text.slice(0, 300),
    why,
    ...noted(reading, line.at, block),
  });
}

/** Items that end in a question mark. Answered: by what stands below, or by a reply or a decision right after. */
export function addQuestion(
  lines: TextLine[],
  block: Marked,
  scope: Scope,
  reading: Reading,
  next: Marked | undefined,
): void {
  const { speaker, text } = readSpeaker(joined(lines), reading.roster);
  if (!isQuestion(text) || scope.inAction) return;
  const below = block.children.some(
    (child) => !isQuestion(textOf(child)) && (textOf(child) !== '' || child.children.length > 0),
  );
  reading.draft.questions.push({
    text,
    answered: below || repliesTo(speaker, next, reading.roster),
    ...noted(reading, block.at, block),
  });
}

function repliesTo(asker: string | null, next: Marked | undefined, roster: Roster): boolean {
  if (next?.kind !== 'item') return false;
  const { speaker, text } = readSpeaker(textOf(next), roster);
  if (text === '' || isQuestion(text)) return false;
  const decision = readDecision(text);
  if (decision && 'text' in decision) return true;
  return isReply(text) || (speaker !== null && asker !== null && speaker !== asker);
}

export function addLinks(block: Marked, reading: Reading): void {
  for (const line of block.lines)
    for (const link of linksOf(line))
      reading.draft.links.push({ url: link.url, text: link.text, ...noted(reading, link.at, block) });
  if (block.kind !== 'item') for (const child of block.children) addLinks(child, reading);
}

/** `#public` shows an item whatever its kind. */
export function addExplicit(text: string, block: Marked, scope: Scope, reading: Reading): void {
  if (block.lowered && text !== '')
    reading.draft.topics.push({ text, depth: scope.depth, ...noted(reading, block.at, block) });
}
