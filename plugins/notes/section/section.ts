// Reads one section: its blocks become topics, questions, links, actions and decisions. In: the text of a section;
// out: a draft that knows neither its series nor its date. Users read about the rules in content/docs/notes.md.

import { stricter } from '../../marks.ts';
import { locate, normalizeSection } from '../source/normalize.ts';
import { isOfPeople, partOf, wordCount } from '../source/topics.ts';
import { parseBlocks, type TextLine } from '../text/tree.ts';
import { introducePeople, rollCallIn, voicesOf } from './attendance.ts';
import { type Marked, markBlocks } from './audience.ts';
import { addAction, addExplicit, addLinks, addQuestion, addRemarks } from './collect.ts';
import type { Draft } from './draft.ts';
import { readListed } from './listed.ts';
import { readMarked } from './marked.ts';
import { readOwners, readSpeaker } from './names.ts';
import {
  isNothing,
  isOwnerName,
  joined,
  labelOf,
  noted,
  PLAIN,
  type Reading,
  type Scope,
  type SectionInput,
  textOf,
} from './reading.ts';
import { Roster } from './roster.ts';
import { isSubject, readStatement, speak, statementsOf } from './statement.ts';
import { readActionTable } from './tables.ts';

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
  const { hidden, items, open, shallowest } = marked;
  Object.assign(draft, { hidden, items, open, shallowest });
  introducePeople(marked.blocks, reading);
  readBlocks(marked.blocks, reading);
  addRemarks(reading, marked.remarks);
  draft.people = reading.roster.present;
  draft.voices = voicesOf(marked.blocks);
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
    voices: [],
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
    shallowest: 7,
  };
}

function readBlocks(blocks: Marked[], reading: Reading): void {
  let scope = PLAIN;
  let partLevel = 0;
  // What held before a label: its part ends with the list that follows it.
  let outer: Scope | null = null;
  const called = rollCallIn(blocks);
  blocks.forEach((block, index) => {
    if (called.has(block)) return;
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
    const before = reading.draft.actions.length;
    readBlock(block, scope, reading, blocks[index + 1]);
    const added = scope.part === 'actions' ? reading.draft.actions.slice(before) : [];
    if (block.kind === 'paragraph' && added.some((action) => !action.guess?.only))
      scope = { ...scope, behindAction: true };
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
  reading.draft.topics.push({ text, depth: 1, ...noted(reading, block.at, block) });
  return { ...PLAIN, part: below ? scope.part : 'plain', topic: { text, mark: block.mark }, depth: 2 };
}

function readBlock(block: Marked, scope: Scope, reading: Reading, next: Marked | undefined): void {
  if (block.kind === 'item') {
    readItem(block, scope, reading, next);
    return;
  }
  addLinks(block, reading);
  if (block.kind === 'paragraph') {
    if (!isOfPeople(scope.part)) readParagraph(block, scope, reading);
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
  if (isOfPeople(scope.part)) return;
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
  // The first row of several names the columns.
  for (const row of block.children.filter(({ level }) => level !== 1 || block.children.length === 1))
    for (const cell of row.children) readParagraph(cell, scope, reading);
}

/** Each line of a paragraph that begins with a marker is a statement of its own. */
function readParagraph(block: Marked, scope: Scope, reading: Reading): void {
  for (const lines of statementsOf(block.lines, reading.roster))
    readStatement(lines, block, { ...scope, top: false }, reading);
}

function readItem(block: Marked, scope: Scope, reading: Reading, next: Marked | undefined): void {
  addLinks(block, reading);
  if (isOfPeople(scope.part)) return;
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
  if (speech.speaker && block.mark === 0) speak(speech.speaker, reading.roster);
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
  if (kind === null && scope.top && scope.part === 'actions' && isSubject(text, block, reading.roster)) {
    reading.draft.topics.push({
      text: topicText(text, reading.roster),
      depth: scope.depth,
      ...noted(reading, block.at, block),
    });
    return { ...below, top: true, topic: { text: topicText(text, reading.roster), mark: block.mark } };
  }
  if (kind !== 'decision') {
    if (kind !== 'question') addQuestion(lines, block, scope, reading, next);
    if (isTopic(block, scope, text)) {
      const topic = topicText(text, reading.roster);
      if (topic !== '')
        reading.draft.topics.push({ text: topic, depth: scope.depth, ...noted(reading, block.at, block) });
      return {
        ...below,
        topic: topic === '' ? scope.topic : { text: topic, mark: block.mark },
        part: scope.part === 'agenda' ? 'agenda' : 'plain',
      };
    }
    addExplicit(text, block, scope, reading);
  }
  return { ...below, part: scope.part === 'agenda' ? 'agenda' : 'plain', inAction: scope.inAction };
}

/** Top-level items are topics; so is whatever is numbered at the top. Not a bare link, not what is below an action. */
function isTopic(block: Marked, scope: Scope, text: string): boolean {
  if (!scope.top || scope.inAction || scope.behindAction || scope.part === 'decisions' || block.box !== null)
    return false;
  return !isNothing(text) && !/^https?:\/\/\S+$/.test(text) && partOf(text) === null;
}

function topicText(text: string, roster: Roster): string {
  const speech = /^\[/.test(text) ? readSpeaker(text, roster).text : text;
  return speech.replace(/:$/, '').trim();
}
