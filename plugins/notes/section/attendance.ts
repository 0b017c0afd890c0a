// Who is there: read first, so that names are known wherever they stand. In: the blocks of a section; out: a roster
// with those who attended and their short forms.

import { labelledPart, type Part, partOf, SCRIBE } from '../source/topics.ts';
import { nameThatTakesOn } from './actions.ts';
import type { Marked } from './audience.ts';
import { type AttendanceForm, nameBeforeColon, type Roster, readAttendance } from './people.ts';
import { isNothing, labelOf, type Reading, textOf } from './reading.ts';
import { readPeopleTable } from './tables.ts';

/** A label ranks below every heading: any heading ends its part. */
const LABEL_RANK = 7;

/** First pass: who is there, so that their names are known wherever they stand; but not by what is withheld. */
export function introducePeople(blocks: Marked[], reading: Reading): void {
  let part: Part = 'plain';
  let level = 0;
  let form: AttendanceForm = 'names';
  reading.roster.listen(() => hearOthers(blocks, new Set()));
  for (const block of blocks) {
    if (block.kind === 'heading') {
      form = 'names';
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
    if (part === 'people' && COLUMNS.test(textOf(block))) {
      form = 'columns';
      continue;
    }
    if (block.mark === 0 && part === 'absent') introduceAbsent(block, reading.roster);
    else if (block.mark === 0) readPeople(block, part, reading.roster, form);
  }
}

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

function readPeople(block: Marked, part: Part, roster: Roster, form: AttendanceForm = 'names'): void {
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
    } else if (label?.part === 'absent') readAbsent(label.rest, roster);
    else if (scribe) readAttendance(scribe[1]!, roster);
    else if (part === 'people' && block.box === false) readAbsent(text || line.struck, roster);
    else if (part === 'people' && partOf(text) === null) readAttendance(text, roster, form);
    else if (block.children.length > 0 && partOf(text) === 'people')
      for (const child of block.children) readPeople(child, 'people', roster);
  }
  if (part === 'people') return;
  for (const child of block.children)
    if (child.kind === 'item' || child.kind === 'table') readPeople(child, 'plain', roster);
}

/** Who stayed away is known, and may be given something to do. */
function introduceAbsent(block: Marked, roster: Roster): void {
  for (const { text } of block.lines) readAbsent(text, roster);
  for (const child of block.children) introduceAbsent(child, roster);
}

function readAbsent(text: string, roster: Roster): void {
  if (!isNothing(text)) readAttendance(text, roster, 'names', false);
}
