// Who is there: read first, so that names are known wherever they stand. In: the blocks of a section; out: a roster
// with those who attended and their short forms.

import { isOfPeople, labelledPeople, type Part, partOf, SCRIBE } from '../source/topics.ts';
import type { Marked } from './audience.ts';
import { nameThatTakesOn } from './leads.ts';
import {
  type AttendanceForm,
  mayBeName,
  nameBeforeColon,
  readAttendance,
  readOwners,
  taggedName,
} from './names.ts';
import { headsOthers, labelOf, type Reading, textOf } from './reading.ts';
import { initialsOf, type Roster } from './roster.ts';
import { readPeopleTable } from './tables.ts';

/** A label ranks below every heading: any heading ends its part. */
const LABEL_RANK = 7;

/** First pass: who is there, so that their names are known wherever they stand; but not by what is withheld. */
export function introducePeople(blocks: Marked[], reading: Reading): void {
  let part: Part = 'plain';
  let level = 0;
  let form: AttendanceForm = 'names';
  let labels: string[] = [];
  const called = rollCallIn(blocks);
  reading.roster.listen(() => hearOthers(blocks, new Set()));
  blocks.forEach((block, index) => {
    if (block.kind === 'heading') {
      form = formOf(blocks, index + 1);
      const own = partOf(textOf(block));
      if (own || block.level <= level) {
        introduceOwners(labels, reading.roster);
        labels = [];
        part = own ?? 'plain';
        level = block.level;
      } else if (part === 'actions' && block.mark === 0) labels.push(textOf(block));
      return;
    }
    const label = block.kind === 'paragraph' ? labelOf(block) : null;
    if (label) {
      part = label;
      level = LABEL_RANK;
      form = formOf(blocks, index + 1);
    }
    if (part === 'people' && COLUMNS.test(textOf(block))) {
      form = 'columns';
      return;
    }
    if (block.mark > 0) return;
    if (called.has(block)) readAttendance(textOf(block), reading.roster, 'names', block.box === true);
    if (part === 'actions' && headsOthers(block)) labels.push(textOf(block));
    readPeople(block, part, reading.roster, form);
  });
  introduceOwners(labels, reading.roster);
}

/** Boxes that hold nothing but names with their initials (`[x] Ana Ruiz (AR)`), under whatever heading: who was there. */
export function rollCallIn(blocks: readonly Marked[]): Set<Marked> {
  const boxes = blocks.filter((block) => block.kind === 'item' && block.box !== null);
  if (boxes.length < FEWEST_CALLED) return new Set();
  const called = boxes.filter((block) => {
    const [, before, name = '', behind] = CALLED.exec(textOf(block)) ?? [];
    return name !== '' && [before, behind].includes(initialsOf(name) ?? '?');
  });
  return new Set(called.length < FEWEST_CALLED ? [] : called);
}

const FEWEST_CALLED = 3;

const CALLED =
  /^(?:(\p{Lu}{2,4}): )?(\p{Lu}[^\s:()]{1,20}(?: [^\s:()]{1,20}){1,3})(?: [([](\p{L}{2,4})\b.{0,40})?$/u;

/** What parts a list of actions are names, if most of it are: beside somebody who is known, a name is a name. */
function introduceOwners(labels: string[], roster: Roster): void {
  const names = labels.flatMap((label) => readOwners(label.replace(/:$/, '')) ?? ['']);
  const unknown = names.filter((name) => !roster.knows(name));
  if (unknown.length > names.length / 2) return;
  for (const name of unknown) if (name !== '' && mayBeName(name)) roster.introduce(name);
}

/** Up to the next heading: do most of several lines hold one comma, behind which stands where somebody is from? */
function formOf(blocks: Marked[], from: number): AttendanceForm {
  let lines = 0;
  let pairs = 0;
  for (const block of blocks.slice(from, from + MOST_ATTEND)) {
    if (block.kind === 'heading') break;
    for (const { text } of block.lines) {
      lines++;
      if (PAIR.test(text)) pairs++;
    }
  }
  return pairs > 2 && pairs >= lines / 2 ? 'affiliated' : 'names';
}

/** Of so many lines one can tell. */
const MOST_ATTEND = 60;

/** `Ana Ruiz, Harbour office (chair)`. */
const PAIR = /^[^,;]{2,60}, [^,;]{2,200}(?:, (?:Inc|Ltd|LLC)\b[^,;]{0,60})?$/;

/** The names before what somebody says, open to all; each twice at most, as once more tells nothing. */
export function voicesOf(blocks: Marked[], voices: string[] = [], known = new Set<string>()): string[] {
  for (const block of blocks) {
    if (block.mark > 0) continue;
    for (const { text } of block.lines) {
      if (STARTS_SMALL.test(text)) continue;
      const name = nameBeforeColon(text) ?? taggedName(text);
      if (name === null || !/\p{Ll}/u.test(name) || known.has(`${name}:`)) continue;
      known.add(known.has(name) ? `${name}:` : name);
      voices.push(name);
    }
    voicesOf(block.children, voices, known);
  }
  return voices;
}

/** No name that a series would take for somebody's. */
const STARTS_SMALL = /^[^\p{Lu}[(]/u;

/** Who speaks more than once, and who is said to do something. */
function hearOthers(blocks: Marked[], heard: Set<string>, once = new Set<string>()): Set<string> {
  for (const block of blocks) {
    if (block.mark > 0) continue;
    for (const { text } of block.lines) {
      const name = nameBeforeColon(text);
      const owner = nameThatTakesOn(text) ?? (name !== null && once.has(name) ? name : null);
      if (owner !== null) heard.add(owner);
      if (name !== null) once.add(name);
    }
    hearOthers(block.children, heard, once);
  }
  return heard;
}

/** The row over a list of those present that says what each line holds. */
const COLUMNS = /^name \/ \S/i;

/** Who is absent is known too, and may be given something to do. */
function readPeople(block: Marked, part: Part, roster: Roster, form: AttendanceForm = 'names'): void {
  if (block.kind === 'table') {
    readPeopleTable(block, part === 'people', roster);
    return;
  }
  for (const { text, struck } of block.lines) {
    const label = labelledPeople(text);
    const scribe = SCRIBE.exec(text);
    if (label) {
      readAttendance(label.rest, roster, 'names', label.part === 'people');
      if (label.rest === '') for (const child of block.children) readPeople(child, label.part, roster);
    } else if (scribe) readAttendance(`Scribe: ${scribe[1]!}`, roster);
    else if (isOfPeople(part) && partOf(text) === null)
      readAttendance(
        text || struck,
        roster,
        form,
        part === 'people' && block.box !== false && text !== '' && !text.startsWith('[ ]'),
      );
    else if (block.children.length > 0 && partOf(text) === 'people')
      for (const child of block.children) readPeople(child, 'people', roster);
  }
  if (isOfPeople(part)) return;
  for (const child of block.children)
    if (child.kind === 'item' || child.kind === 'table') readPeople(child, 'plain', roster);
}
