// Reads one section: its blocks become topics, questions, links, actions and decisions. In: the text of a section;
// out: a draft that knows neither its series nor its date. Users read about the rules in content/docs/notes.md.

import type { NotesRule } from '../rules.ts';
import { locate, type Normalized, normalizeSection } from '../source/normalize.ts';
import { isQuestion, isReply, labelledPart, type Part, partOf, SCRIBE, wordCount } from '../source/topics.ts';
import type { Container, Level } from '../text/lines.ts';
import { linksOf, shownLink } from '../text/links.ts';
import { parseBlocks, type TextLine } from '../text/tree.ts';
import { looksLikeTask, readImplied, readListed, readMarked } from './actions.ts';
import { type Marked, markBlocks, stricter } from './audience.ts';
import { listedDecision, readDecision } from './decisions.ts';
import type { At, Draft, Drafted } from './draft.ts';
import { type Directory, Roster, readAttendance, readOwners, readSpeaker } from './people.ts';
import { readActionTable, readPeopleTable } from './tables.ts';

export interface SectionInput {
  text: string;
  containers: Container[];
  flattened: boolean;
  directory: Directory;
}

/** What holds for a block: set by what stands above and around it. */
interface Scope {
  part: Part;
  /** Topic that actions and decisions are shown with. */
  topic: { text: string; mark: Level } | null;
  depth: number;
  /** Directly under the heading (or label) that names the part. */
  top: boolean;
  /** Below an action: what bears no marker is its detail. */
  inAction: boolean;
  /** A heading or item that is a name owns what is listed below. */
  owner: string | null;
  speaker: string | null;
}

interface Reading {
  input: SectionInput;
  map: Normalized;
  roster: Roster;
  draft: Draft;
}

const PLAIN: Scope = {
  part: 'plain',
  topic: null,
  depth: 1,
  top: true,
  inAction: false,
  owner: null,
  speaker: null,
};
/** Flattened notes: topics are short, and the first of a meeting. */
const FLAT_TOPIC_WORDS = 8;
const FLAT_TOPICS = 12;

export function parseSection(input: SectionInput): Draft {
  const map = normalizeSection(input.text, input.containers);
  const marked = markBlocks(parseBlocks(map.text), {
    flattened: input.flattened,
    levelAt: (at) => map.levels[locate(map, at).index] ?? 0,
  });
  const draft = emptyDraft();
  const reading: Reading = { input, map, roster: new Roster(input.directory), draft };
  draft.meeting = map.alone.reduce((level, { level: own }) => stricter(level, own), marked.meeting);
  Object.assign(draft, { hidden: marked.hidden, items: marked.items, open: marked.open });
  introducePeople(marked.blocks, reading);
  readBlocks(marked.blocks, reading);
  addRemarks(reading, marked.remarks);
  draft.people = reading.roster.present;
  draft.forms = reading.roster.shortForms();
  if (input.flattened)
    draft.topics = draft.topics
      .filter((topic) => wordCount(topic.text) <= FLAT_TOPIC_WORDS)
      .slice(0, FLAT_TOPICS);
  return draft;
}

function emptyDraft(): Draft {
  return {
    meeting: 0,
    people: [],
    forms: [],
    topics: [],
    questions: [],
    links: [],
    actions: [],
    decisions: [],
    unread: [],
    hidden: { public: 0, team: 0 },
    items: 0,
    open: [],
  };
}

function addRemarks(reading: Reading, remarks: { at: number; why: string }[]): void {
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

function placeOf(reading: Reading, at: number): At {
  const { line, column } = locate(reading.map, at);
  return { line, column };
}

function noted(reading: Reading, at: number, block: Marked): Drafted {
  return { at: placeOf(reading, at), mark: block.mark, lowered: block.lowered };
}

/** First pass: who is there, so that their names are known wherever they stand. */
/** A label ranks below every heading: any heading ends its part. */
const LABEL_RANK = 7;

function introducePeople(blocks: Marked[], reading: Reading): void {
  let part: Part = 'plain';
  let level = 0;
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const own = partOf(textOf(block));
      if (own || block.level <= level) {
        part = own ?? 'plain';
        level = block.level;
      }
      continue;
    }
    const label = block.kind === 'paragraph' ? labelOf(block) : null;
    if (label) {
      part = label;
      level = LABEL_RANK;
    }
    readPeople(block, part, reading.roster);
  }
}

/** A paragraph that is nothing but the name of a part opens it, as a heading does. */
function labelOf(block: Marked): Part | null {
  const text = textOf(block);
  return block.lines.length === 1 && text.length < 60 ? partOf(text) : null;
}

function readPeople(block: Marked, part: Part, roster: Roster): void {
  if (block.kind === 'table') {
    readPeopleTable(block, part === 'people', roster);
    return;
  }
  for (const line of block.lines) {
    const text = line.text;
    const label = labelledPart(text);
    const scribe = SCRIBE.exec(text);
    if (label?.part === 'people') {
      readAttendance(label.rest, roster);
      if (label.rest === '') for (const child of block.children) readPeople(child, 'people', roster);
    } else if (scribe) readAttendance(scribe[1]!, roster);
    else if (part === 'people' && partOf(text) === null && block.box !== false) readAttendance(text, roster);
    else if (block.children.length > 0 && partOf(text) === 'people')
      for (const child of block.children) readPeople(child, 'people', roster);
  }
  if (part === 'people') return;
  for (const child of block.children)
    if (child.kind === 'item' || child.kind === 'table') readPeople(child, 'plain', roster);
}

function readBlocks(blocks: Marked[], reading: Reading): void {
  let scope = PLAIN;
  let partLevel = 0;
  // What held before a label: its part ends with the list that follows it.
  let outer: Scope | null = null;
  blocks.forEach((block, index) => {
    if (block.kind === 'heading') {
      const next = readHeading(block, outer ?? scope, partLevel, reading);
      if (next.part !== (outer ?? scope).part) partLevel = block.level;
      scope = next;
      outer = null;
      return;
    }
    const label = block.kind === 'paragraph' ? labelOf(block) : null;
    if (label) {
      outer ??= scope;
      scope = { ...PLAIN, part: label, topic: outer.topic, depth: outer.depth };
      return;
    }
    if (outer && block.kind !== 'item' && blocks[index - 1]?.kind === 'item') {
      scope = outer;
      outer = null;
    }
    readBlock(block, scope, reading, blocks[index + 1]);
  });
}

function readHeading(block: Marked, scope: Scope, partLevel: number, reading: Reading): Scope {
  const text = textOf(block).replace(/:$/, '').trim();
  addLinks(block, reading);
  const part = partOf(text);
  if (part) return { ...PLAIN, part };
  if (text === '') return PLAIN;
  // A heading below “Actions” parts the list: by owner, or by subject.
  const below = scope.part !== 'plain' && scope.part !== 'agenda' && partLevel > 0 && block.level > partLevel;
  const owners = below ? readOwners(text) : null;
  if (owners?.every((owner) => reading.roster.knows(owner))) return { ...scope, owner: text };
  reading.draft.topics.push({ ...noted(reading, block.at, block), text, depth: 1 });
  return { ...PLAIN, part: below ? scope.part : 'plain', topic: { text, mark: block.mark }, depth: 2 };
}

function readBlock(block: Marked, scope: Scope, reading: Reading, next: Marked | undefined): void {
  if (block.kind === 'item') {
    readItem(block, scope, reading, next);
    return;
  }
  addLinks(block, reading);
  if (block.kind === 'paragraph') {
    if (scope.part !== 'people' && scope.part !== 'absent') readParagraph(block, scope, reading);
  } else if (block.kind === 'table') readTable(block, scope, reading);
  else if (block.kind === 'quote') readQuote(block, scope, reading);
}

/** Nothing is read from quotes but the numbered markers of minute-writing tools. */
function readQuote(block: Marked, scope: Scope, reading: Reading): void {
  for (const child of block.children) {
    for (const line of child.lines)
      if (/^\[?(?:action|decision|resolution)\b[^:]{0,12}\d/i.test(line.text))
        readStatement([line], child, scope, reading);
    readQuote(child, scope, reading);
  }
}

function readTable(block: Marked, scope: Scope, reading: Reading): void {
  if (scope.part === 'people' || scope.part === 'absent') return;
  const rows = readActionTable(block, scope.part === 'actions');
  for (const row of rows ?? []) {
    const owner = row.owner ? readOwners(row.owner) : null;
    const marked = readMarked(row.text, reading.roster);
    const listed = marked && 'owners' in marked ? marked : readListed(row.text, reading.roster);
    if (listed.text === '' || isNothing(listed.text)) continue;
    addAction(reading, row.block, row.block.lines[0], scope, {
      ...listed,
      owners: owner ?? listed.owners,
      kind: 'listed',
      done: listed.done || row.done,
    });
  }
  if (rows) return;
  for (const row of block.children) for (const cell of row.children) readParagraph(cell, scope, reading);
}

/** Each line of a paragraph that begins with a marker is a statement of its own. */
function readParagraph(block: Marked, scope: Scope, reading: Reading): void {
  for (const lines of statementsOf(block.lines, reading.roster))
    readStatement(lines, block, { ...scope, top: false }, reading);
}

function statementsOf(lines: TextLine[], roster: Roster): TextLine[][] {
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

function readItem(block: Marked, scope: Scope, reading: Reading, next: Marked | undefined): void {
  addLinks(block, reading);
  if (scope.part === 'people' || scope.part === 'absent') return;
  const [first = [], ...others] = statementsOf(block.lines, reading.roster);
  const below =
    first.length > 0 || block.lines.length > 0
      ? readLead(first, block, scope, reading, next)
      : { ...scope, depth: scope.depth + 1 };
  for (const lines of others) readStatement(lines, block, { ...below, top: false }, reading);
  for (const [index, child] of block.children.entries())
    readBlock(child, below, reading, block.children[index + 1]);
}

/** The first statement of an item, which says what the item is; gives the scope of what stands below it. */
function readLead(
  lines: TextLine[],
  block: Marked,
  scope: Scope,
  reading: Reading,
  next: Marked | undefined,
): Scope {
  const text = joined(lines);
  const speech = readSpeaker(text, reading.roster);
  if (speech.speaker) speak(speech.speaker, reading.roster);
  const below: Scope = {
    ...scope,
    depth: scope.depth + 1,
    top: false,
    inAction: false,
    speaker: speech.speaker,
  };
  const part =
    block.box === null && block.children.length > 0 && speech.text !== '' ? partOf(speech.text) : null;
  if (part)
    return part === 'plain' || part === 'agenda'
      ? { ...below, part, top: scope.top }
      : { ...below, part, top: true, owner: speech.speaker };
  const kind = readStatement(lines, block, scope, reading);
  if (kind === 'label')
    return { ...below, part: /deci|resol|agree/i.test(text) ? 'decisions' : 'actions', top: true };
  const isName =
    scope.top && scope.part === 'actions' && block.box === null && isOwnerName(text, reading.roster);
  if (isName) return { ...below, top: true, owner: text.replace(/:$/, '') };
  if (kind === 'action') return { ...below, part: 'plain', inAction: true };
  if (kind !== 'decision') {
    if (kind !== 'question') addQuestion(lines, block, scope, reading, next);
    if (isTopic(block, scope, text)) {
      const topic = topicText(text, reading.roster);
      if (topic !== '')
        reading.draft.topics.push({ ...noted(reading, block.at, block), text: topic, depth: scope.depth });
      return {
        ...below,
        topic: topic === '' ? scope.topic : { text: topic, mark: block.mark },
        part: scope.part === 'actions' ? 'plain' : scope.part,
      };
    }
    addExplicit(text, block, scope, reading);
  }
  return { ...below, part: scope.part === 'agenda' ? 'agenda' : 'plain', inAction: scope.inAction };
}

function isOwnerName(text: string, roster: Roster): boolean {
  const owners = readOwners(text.replace(/:$/, ''));
  return owners?.every((owner) => roster.knows(owner)) ?? false;
}

/** Top-level items are topics; so is whatever is numbered at the top. Not a bare link, not what is below an action. */
function isTopic(block: Marked, scope: Scope, text: string): boolean {
  if (!scope.top || scope.inAction || scope.part === 'decisions' || block.box !== null) return false;
  return !isNothing(text) && !/^https?:\/\/\S+$/.test(text) && partOf(text) === null;
}

function topicText(text: string, roster: Roster): string {
  const speech = /^\[/.test(text) ? readSpeaker(text, roster).text : text;
  return speech.replace(/:$/, '').trim();
}

/** `#public` shows an item whatever its kind. */
function addExplicit(text: string, block: Marked, scope: Scope, reading: Reading): void {
  if (block.lowered && text !== '')
    reading.draft.topics.push({ ...noted(reading, block.at, block), text, depth: scope.depth });
}

function speak(name: string, roster: Roster): void {
  if (!/^(?:all|we|everyone|everybody|team)$/i.test(name)) roster.attend(name);
}

type StatementKind = 'action' | 'decision' | 'label' | 'question' | null;

/** One statement: a decision, an action of some kind, or nothing that is collected. */
function readStatement(lines: TextLine[], block: Marked, scope: Scope, reading: Reading): StatementKind {
  const first = lines[0];
  if (!first) return null;
  const { text: whole, box } = ownBox(joined(lines), block);
  const struck = lines
    .map((line) => line.struck)
    .join(' ')
    .trim();
  const { speaker, text } = readSpeaker(whole || struck, reading.roster);
  if (speaker) speak(speaker, reading.roster);
  const dropped = struck !== '' && isStruck(text, whole, reading.roster);
  const words = dropped && whole !== '' ? `${text} ${struck}` : text;
  const marked = readMarked(words, reading.roster);
  if (marked && 'owners' in marked) {
    if (marked.text === '' || isNothing(marked.text)) return 'action';
    addAction(reading, block, first, scope, { ...marked, kind: 'marked', box, dropped });
    return 'action';
  }
  if (marked && 'label' in marked) return 'label';
  const decision = box === null ? readDecision(words, speaker) : null;
  if (decision && 'text' in decision && !dropped) return addDecision(reading, block, first, scope, decision);
  if (decision && 'label' in decision) return 'label';
  const kind = readUnmarked(words, { box, speaker, dropped, lines, whole }, block, scope, reading);
  const why = marked?.why ?? (decision && 'why' in decision ? decision.why : null);
  if (why && kind === null) addUnread(reading, block, first, words, why);
  if (!why && kind === null) noteMidMarker(words, block, first, reading);
  return kind;
}

interface Spoken {
  box: boolean | null;
  speaker: string | null;
  dropped: boolean;
  lines: TextLine[];
  whole: string;
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
  const listed = scope.part === 'actions' && scope.top && block.kind === 'item';
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
  if (listed && isDiscussed(text, block, scope, spoken, reading)) {
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
    const action = readListed(text, reading.roster);
    const owners = action.owners.length > 0 ? action.owners : ownersOf(scope.owner ?? spoken.speaker);
    addAction(reading, block, first, scope, {
      ...action,
      owners,
      text: action.text,
      kind: 'listed',
      dropped: spoken.dropped,
    });
    return 'action';
  }
  if (block.kind !== 'item' || scope.inAction || isQuestion(text)) return null;
  // What is discussed below, or only proposed by a tag before it, is a subject and nobody's promise.
  const subject = block.children.length > 1 || (/^\[/.test(spoken.whole) && /^\p{Lu}/u.test(text));
  const implied = spoken.dropped ? null : readImplied(text, subject ? null : spoken.speaker, reading.roster);
  if (!implied || implied.text === '') return null;
  addAction(reading, block, first, scope, { ...implied, kind: 'implied' });
  return null;
}

function ownersOf(name: string | null): string[] {
  return name === null ? [] : (readOwners(name) ?? [name]);
}

/** Much is said below it, and it names neither an owner nor a deed: a topic, whatever its heading says. */
function isDiscussed(text: string, block: Marked, scope: Scope, spoken: Spoken, reading: Reading): boolean {
  if (scope.owner || spoken.speaker || countBelow(block) < 3) return false;
  const { owners } = readListed(text, reading.roster);
  return owners.length === 0 && !looksLikeTask(text, reading.roster) && !isOwnerName(text, reading.roster);
}

function countBelow(block: Marked): number {
  return block.children.reduce((sum, child) => sum + 1 + countBelow(child), 0);
}

function isListed(text: string, block: Marked, reading: Reading): boolean {
  if (isNothing(text) || isQuestion(text) || isOwnerName(text, reading.roster)) return false;
  if (block.children.length > 0 && partOf(text) !== null) return false;
  return !reading.input.flattened || looksLikeTask(text, reading.roster) || wordCount(text) > 3;
}

function isNothing(text: string): boolean {
  return (
    /^\W*(?:none|n\/?a|nothing|no (?:new )?(?:action(?: item)?s?|follow[- ]?ups?|decisions?)(?: (?:items|today|this (?:week|time)|recorded|needed))?|tbd|todo|\.{2,}|…|-+)\W*$/i.test(
      text,
    ) || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)
  );
}

function readBox(text: string, spoken: Spoken, block: Marked, scope: Scope, reading: Reading): StatementKind {
  const first = spoken.lines[0]!;
  const bareLink = isOnlyLink(spoken.lines);
  if (isNothing(text) || (scope.inAction && bareLink)) return null;
  // A title of an issue in a box is an entry to be gone through, unless the list is one of actions.
  if (bareLink && scope.part !== 'actions' && !/^https?:/.test(text)) return null;
  if (bareLink && reading.input.flattened) return null;
  if (isQuestion(text)) {
    reading.draft.questions.push({ ...noted(reading, block.at, block), text, answered: spoken.box === true });
    return 'question';
  }
  const action = readListed(text, reading.roster);
  const task = spoken.speaker !== null || looksLikeTask(text, reading.roster);
  const few = wordCount(action.text) <= 4;
  // A box on the agenda that names no deed is an entry of the agenda.
  if (scope.part === 'agenda' && scope.top && !task && (few || bareLink)) return null;
  const owners = action.owners.length > 0 ? action.owners : ownersOf(spoken.speaker ?? scope.owner);
  addAction(reading, block, first, scope, {
    ...action,
    owners,
    kind: 'marked',
    box: spoken.box,
    dropped: spoken.dropped,
    weak: !task && (few || bareLink),
  });
  return 'action';
}

function isOnlyLink(lines: TextLine[]): boolean {
  const text = joined(lines);
  const link = lines.flatMap((line) => line.links)[0];
  return link !== undefined && (link.text === text || link.url === text);
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

interface NewAction {
  owners: string[];
  text: string;
  number: string | null;
  done: boolean;
  kind: 'marked' | 'listed' | 'implied';
  box?: boolean | null;
  dropped?: boolean;
  weak?: boolean;
}

function addAction(
  reading: Reading,
  block: Marked,
  line: TextLine | undefined,
  scope: Scope,
  action: NewAction,
): void {
  const { roster } = reading;
  const closedBelow = block.children.some(
    (child) => child.lines.length === 1 && /^(?:done|completed|finished)[.!]?$/i.test(textOf(child)),
  );
  const done = action.done || action.box === true || (closedBelow && action.kind !== 'implied');
  const link = block.lines.flatMap((each) => each.links).find((each) => !action.text.includes(each.text));
  reading.draft.actions.push({
    ...noted(reading, line?.at ?? block.at, block),
    text: action.text,
    owners: [...new Set(action.owners.map((owner) => roster.resolve(owner)))],
    unknown: action.owners.filter((owner) => !roster.knows(owner)),
    number: action.number,
    state: done ? 'done' : action.dropped ? 'dropped' : 'open',
    kind: action.kind,
    topic: scope.topic?.text ?? null,
    topicMark: scope.topic?.mark ?? 0,
    link: link ? shownLink(link.url, link.text) : null,
    weak: action.weak ?? false,
  });
}

function addDecision(
  reading: Reading,
  block: Marked,
  line: TextLine,
  scope: Scope,
  decision: { text: string; number: string | null; by: string[] },
): StatementKind {
  if (decision.text === '' || isNothing(decision.text)) return null;
  reading.draft.decisions.push({
    ...noted(reading, line.at, block),
    text: decision.text,
    number: decision.number,
    by: decision.by.map((name) => reading.roster.resolve(name)),
    topic: scope.topic?.text ?? null,
    topicMark: scope.topic?.mark ?? 0,
  });
  return 'decision';
}

/** A marker in mid-sentence is not taken, and told. */
function noteMidMarker(text: string, block: Marked, line: TextLine, reading: Reading): void {
  if (
    /[^[(]\b(?:ACTION(?: ITEM)?(?: [A-Z][\w.]{0,20}){0,2}|DECISION|RESOLUTION|RESOLVED|AGREED) ?:/.test(
      text.slice(0, 2000),
    )
  )
    addUnread(reading, block, line, text, 'a marker counts only at the start of a line or an item');
}

function addUnread(reading: Reading, block: Marked, line: TextLine, text: string, why: string): void {
  reading.draft.unread.push({
    rule: 'markerTaken',
    ...noted(reading, line.at, block),
    text: text.slice(0, 300),
    why,
  });
}

/** Items that end in a question mark. Answered: by what stands below, or by a reply or a decision right after. */
function addQuestion(
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
    ...noted(reading, block.at, block),
    text,
    answered: below || repliesTo(speaker, next, reading.roster),
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

function addLinks(block: Marked, reading: Reading): void {
  for (const line of block.lines)
    for (const link of linksOf(line))
      reading.draft.links.push({ ...noted(reading, link.at, block), url: link.url, text: link.text });
  if (block.kind !== 'item') for (const child of block.children) addLinks(child, reading);
}

function joined(lines: TextLine[]): string {
  return lines
    .map((line) => line.text)
    .filter(Boolean)
    .join(' ');
}

function textOf(block: Marked): string {
  return joined(block.lines);
}
