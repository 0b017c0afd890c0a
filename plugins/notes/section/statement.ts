// One statement: an action of some kind, a decision, a question, or nothing that is collected. In: its lines, the
// block and what holds for it; out: the kind, and the draft with what was found.
import { isQuestion, partOf, wordCount } from '../source/topics.ts';
import type { TextLine } from '../text/tree.ts';
import type { Marked } from './audience.ts';
import { addAction, addDecision, addUnread, noteMidMarker } from './collect.ts';
import { isPutOff, listedDecision, readDecision } from './decisions.ts';
import { isAbsence, isPresentation } from './deeds.ts';
import { guessTaken, mayPromise, readImplied } from './implied.ts';
import { isTakenOn, looksLikeTask, readListed } from './listed.ts';
import { readMarked, readMidMarked, withColonAfterBold } from './marked.ts';
import { nameBeforeColon, readOwners, readSpeaker, taggedName } from './names.ts';
import {
  headsOthers,
  isNothing,
  isOwnerName,
  joined,
  noted,
  type Reading,
  type Scope,
  type StatementKind,
  textOf,
} from './reading.ts';
import type { Roster } from './roster.ts';

interface Spoken {
  box: boolean | null;
  speaker: string | null;
  dropped: boolean;
  lines: TextLine[];
  whole: string;
}

export function statementsOf(lines: TextLine[], roster: Roster): TextLine[][] {
  const statements: TextLine[][] = [];
  for (const line of lines) {
    if (statements.length > 0 && !startsStatement(line.text, roster)) statements.at(-1)!.push(line);
    else statements.push([line]);
  }
  return statements;
}

function startsStatement(text: string, roster: Roster): boolean {
  if (/^\[name=|^\[[ xX]\] /.test(text)) return true;
  const words = readSpeaker(text, roster);
  if (words.speaker !== null) return true;
  const marked = readMarked(words.text, roster);
  const decided = marked ? null : readDecision(words.text);
  return (
    (marked !== null && !('why' in marked)) ||
    (decided !== null && !('why' in decided) && /^\W{0,3}[A-Z]{2}|:/.test(text.slice(0, 24)))
  );
}

/** One statement: a decision, an action of some kind, or nothing that is collected. */
export function readStatement(
  lines: TextLine[],
  block: Marked,
  scope: Scope,
  reading: Reading,
): StatementKind {
  const first = lines[0];
  if (!first) return null;
  const { text: whole, box } = ownBox(withColonAfterBold(joined(lines), first.bold), block);
  const struck = lines
    .map((line) => line.struck)
    .join(' ')
    .trim();
  const { speaker, text } = readSpeaker(whole || struck, reading.roster);
  if (speaker && block.mark === 0) speak(speaker, reading.roster);
  const dropped = struck !== '' && isStruck(text, whole, reading.roster);
  const words = dropped && whole !== '' ? `${text} ${struck}` : text;
  const marked = readMarked(words, reading.roster) ?? markedBehindName(words, reading.roster);
  if (marked && 'owners' in marked) {
    if (marked.text === '' || isNothing(marked.text)) return 'action';
    addAction(reading, block, first, scope, { kind: 'marked', box, dropped, ...marked });
    return 'action';
  }
  if (marked && 'label' in marked) return 'label';
  const decision = box === null ? (readDecision(words, speaker) ?? decisionBehindName(words)) : null;
  if (decision && 'text' in decision && isPutOff(words, ...saidAround(block, scope))) {
    addUnread(reading, block, first, words, 'put off, not decided');
    return null;
  }
  if (decision && 'text' in decision && !dropped) return addDecision(reading, block, first, scope, decision);
  if (decision && 'label' in decision) return 'label';
  const mid = box === null && !dropped && !marked && !decision ? readMidMarked(words, reading.roster) : null;
  if (mid) {
    addAction(reading, block, first, scope, { kind: 'marked', ...mid });
    return null;
  }
  const kind = readUnmarked(words, { box, speaker, dropped, lines, whole }, block, scope, reading);
  const why = marked?.why ?? (decision && 'why' in decision ? decision.why : null);
  if (why && kind === null) addUnread(reading, block, first, words, why);
  if (!why && kind === null) noteMidMarker(words, block, first, reading);
  return kind;
}

/** `fenwick: ACTION: Ana to write it`, `[Fenwick] Action item: …`: whoever says it, known or not. */
function markedBehindName(text: string, roster: Roster): ReturnType<typeof readMarked> {
  const said = /^[^:]{2,40}[:\])] (?=action)/i.exec(text);
  if (!said || (nameBeforeColon(text) ?? taggedName(text)) === null) return null;
  const marked = readMarked(text.slice(said[0].length), roster);
  return marked && 'owners' in marked ? marked : null;
}

/** `fenwick: Decision - weekly calls`: whoever says it, a marker is one. */
function decisionBehindName(text: string): ReturnType<typeof readDecision> {
  const colon = text.slice(0, 42).indexOf(': ');
  const said = colon < 2 ? '' : text.slice(colon + 2);
  if (!/^(?:deci|resol)\p{L}+ ?[:–-]/iu.test(said)) return null;
  return nameBeforeColon(text) === null ? null : readDecision(said);
}

/** The topic and what stands below, but for what fewer may read: it must not show in what becomes of this. */
function saidAround(block: Marked, scope: Scope): [string, string[]] {
  const { topic } = scope;
  const below = block.children.filter((child) => child.mark <= block.mark);
  return [topic && topic.mark <= block.mark ? topic.text : '', below.map(textOf)];
}

/** Boxes, listed items and what the words imply. */
function readUnmarked(
  text: string,
  spoken: Spoken,
  block: Marked,
  scope: Scope,
  reading: Reading,
): StatementKind {
  const first = spoken.lines[0]!;
  const earlier = scope.part === 'earlier';
  const review = scope.part === 'review' || earlier;
  const listed =
    (review || scope.part === 'actions') &&
    (block.kind === 'item' ? scope.top : isOwnLine(spoken.whole, reading.roster));
  if (spoken.box !== null) return readBox(text, spoken, block, scope, reading);
  if (
    scope.part === 'decisions' &&
    scope.top &&
    block.kind === 'item' &&
    !isQuestion(text) &&
    !isNothing(text)
  ) {
    if (block.children.length > 0 && /:$/.test(text)) return null;
    return addDecision(reading, block, first, scope, listedDecision(text));
  }
  if (listed && !review && isDiscussed(text, block, scope, spoken, reading)) {
    addUnread(
      reading,
      block,
      first,
      text,
      'stands under a heading of actions, and is discussed like a topic',
    );
    return null;
  }
  if (listed && isListed(text, block, reading)) {
    const read = readListed(text, reading.roster);
    const isTaken = read.owners.length > 0 && isTakenOn(text, reading.roster, earlier);
    const guessed = earlier && !isTaken ? guessTaken(text, reading.roster) : null;
    if ((review || scope.behindAction) && !isTaken && !guessed) return null;
    const action = guessed ?? read;
    const owners = action.owners.length > 0 ? action.owners : ownersOf(scope.owner ?? spoken.speaker);
    addAction(reading, block, first, scope, {
      kind: 'listed',
      dropped: spoken.dropped,
      ...action,
      owners,
    });
    return guessed ? null : 'action';
  }
  if (scope.inAction || isQuestion(text)) return null;
  const heard =
    spoken.speaker === null && mayPromise(text) ? heardSpeaker(spoken.whole, reading.roster) : null;
  const speaker = spoken.speaker ?? heard;
  // What is discussed below, or only proposed by a tag before it, is a subject and nobody's promise.
  const subject =
    block.children.length > 1 ||
    (/^\[/.test(spoken.whole) && /^\p{Lu}/u.test(text) && !/\bI(?:['’]| will )/.test(text));
  const words = heard === null ? text : text.slice(heard.length).replace(/^ ?: {0,3}/, '');
  const implied = spoken.dropped
    ? null
    : readImplied(words, subject ? null : speaker, reading.roster, block.kind === 'item');
  if (!implied || implied.text === '') return null;
  // “Ana to present the plan” on an agenda says who speaks.
  if (scope.part === 'agenda' && scope.top && isPresentation(implied.text)) return null;
  const said = spoken.lines.find((line) => line.text.includes(implied.text.slice(0, 20))) ?? first;
  addAction(reading, block, said, scope, { kind: 'implied', ...implied });
  return null;
}

function heardSpeaker(whole: string, roster: Roster): string | null {
  const name = nameBeforeColon(whole);
  return name !== null && roster.hears(name) ? name : null;
}

/** A line under a heading of actions that is no item, and whose known owner takes it on. */
function isOwnLine(whole: string, roster: Roster): boolean {
  const { owners } = readListed(whole, roster);
  return owners.length > 0 && owners.every((owner) => roster.knows(owner)) && isTakenOn(whole, roster);
}

function readBox(text: string, spoken: Spoken, block: Marked, scope: Scope, reading: Reading): StatementKind {
  const first = spoken.lines[0]!;
  const bareLink = isOnlyLink(spoken.lines);
  if (isNothing(text) || PLACEHOLDER.test(text) || (scope.inAction && bareLink)) return null;
  // A title of an issue in a box is an entry to be gone through, unless the list is one of actions.
  if (bareLink && scope.part !== 'actions' && !/^https?:/.test(text)) return null;
  if (bareLink && reading.input.flattened) return null;
  if (isOnlyQuestion(text, reading)) {
    reading.draft.questions.push({ text, answered: spoken.box === true, ...noted(reading, block.at, block) });
    return 'question';
  }
  const action = readListed(text, reading.roster);
  const task = spoken.speaker !== null || looksLikeTask(text, reading.roster);
  const few = wordCount(action.text) <= 4;
  // An issue in a box with notes below it is gone through, unless somebody has it to do.
  if (
    !task &&
    action.owners.length === 0 &&
    scope.part !== 'actions' &&
    block.children.length > 0 &&
    endsInIssue(first, text)
  )
    return null;
  // A box on the agenda that names no deed is an entry of the agenda.
  if (scope.part === 'agenda' && scope.top && !task && (few || bareLink)) return null;
  const owners = action.owners.length > 0 ? action.owners : ownersOf(spoken.speaker ?? scope.owner);
  addAction(reading, block, first, scope, {
    kind: 'marked',
    box: spoken.box,
    dropped: spoken.dropped,
    weak: !task && (few || bareLink),
    ...action,
    owners,
  });
  return 'action';
}

function ownersOf(name: string | null): string[] {
  return name === null ? [] : (readOwners(name) ?? [name]);
}

/** Much is said below it that is no step, and it names neither an owner nor a deed: a topic, whatever its heading says. */
function isDiscussed(text: string, block: Marked, scope: Scope, spoken: Spoken, reading: Reading): boolean {
  if (scope.owner || spoken.speaker || countBelow(block) < 3) return false;
  const { owners } = readListed(text, reading.roster);
  if (owners.length > 0 || looksLikeTask(text, reading.roster)) return false;
  const steps = block.children.every(
    (child) => child.box === null && looksLikeTask(textOf(child), reading.roster),
  );
  return !steps && !isOwnerName(text, reading.roster);
}

function countBelow(block: Marked): number {
  return block.children.reduce((sum, child) => sum + 1 + countBelow(child), 0);
}

/** What a template says in place of actions. */
const PLACEHOLDER = /^(?:names?|(?:\w+ ){1,3}here)$/i;

/** `Harbour:` over what is to be done there. */
export function isSubject(text: string, block: Marked, roster: Roster): boolean {
  return (
    headsOthers(block) &&
    wordCount(text) <= 4 &&
    !looksLikeTask(text.replace(/:$/, ''), roster) &&
    readListed(text, roster).owners.length === 0
  );
}

function isListed(text: string, block: Marked, reading: Reading): boolean {
  if (
    isNothing(text) ||
    PLACEHOLDER.test(text) ||
    isOnlyQuestion(text, reading) ||
    isAbsence(text) ||
    isOwnerName(text, reading.roster) ||
    isSubject(text, block, reading.roster)
  )
    return false;
  if (block.children.length > 0 && partOf(text) !== null) return false;
  // “Next meeting: Friday, about the pier”.
  const [, label] = /^([\p{L} ]{4,30}): \S/u.exec(text) ?? [];
  if (label && partOf(label) === 'plain') return false;
  return !reading.input.flattened || looksLikeTask(text, reading.roster) || wordCount(text) > 3;
}

/**
 * Not one that says first what is to be done: “Ask the mayor. Would he come in May?”, nor what somebody is to ask: “Ana
 * to ask ‘would he come in May’?”
 */
function isOnlyQuestion(text: string, reading: Reading): boolean {
  if (!isQuestion(text)) return false;
  if (/[”’"']\??[”’"']?$/.test(text) && /[“‘"]\p{L}/u.test(text) && isTakenOn(text, reading.roster))
    return false;
  const sentences = text.slice(0, 2000).split(/[.!?] +/);
  return !sentences.slice(0, -1).some((sentence) => looksLikeTask(sentence, reading.roster));
}

function isOnlyLink(lines: TextLine[]): boolean {
  const text = joined(lines);
  const link = lines.flatMap((line) => line.links)[0];
  return link !== undefined && (link.text === text || link.url === text);
}

/** Does the text end in a link to an issue or a pull request? */
function endsInIssue(line: TextLine, text: string): boolean {
  const link = line.links.at(-1);
  return (
    link !== undefined && text.endsWith(link.text) && /\/(?:issues|pull|merge_requests)\/\d+/.test(link.url)
  );
}

/** In flattened notes and in tables a box may stand at the start of the text. */
function ownBox(text: string, block: Marked): { text: string; box: boolean | null } {
  const written = /^\[([ xX])\] ?/.exec(text);
  if (block.kind !== 'item' || !written)
    return {
      text: written ? text.slice(written[0].length) : text,
      box: written ? written[1] !== ' ' : block.box,
    };
  return { text: text.slice(written[0].length), box: written[1] !== ' ' };
}

/** Is all that matters struck through? Only a marker or an owner may stand outside. */
function isStruck(text: string, whole: string, roster: Roster): boolean {
  if (whole === '') return true;
  const marked = readMarked(`${text} x`, roster);
  return marked !== null && 'owners' in marked && marked.text === 'x';
}

export function speak(name: string, roster: Roster): void {
  if (!/^(?:all|we|everyone|everybody|team)$/i.test(name)) roster.attend(name);
}
