// Tables that notes keep for a purpose: who is there (with abbreviations), and who does what. In: the table's block;
// out: people introduced, or the rows of actions.

import { FOREIGN_DONE, FOREIGN_OWNER, FOREIGN_STATUS, foreignSection } from '../text/languages.ts';
import type { Marked } from './audience.ts';
import { readAttendance } from './names.ts';
import type { Roster } from './roster.ts';

export interface ActionRow {
  block: Marked;
  text: string;
  owner: string;
  done: boolean;
}

const NAME = /^(?:full )?(?:names?|who|persons?|attendees?|participants?|members?|present)$/i;
const GIVEN = /^(?:given|first)(?: names?)?$/i;
const FAMILY = /^(?:family|last)(?: names?)?$|^surnames?$/i;
const SHORT =
  /^(?:abbr(?:eviation|ev|v)?s?\.?|initials?|short(?: name)?|handle|github(?: (?:handle|id|username))?|nick(?:name)?|key)$/i;
const WHAT = /^(?:actions?(?: items?)?|tasks?|what|to ?-?dos?|description|items?|next steps?)$/i;
const OWNER = /^(?:owners?|who|assignees?|assigned(?: to)?|responsible|lead|by|by whom|persons?|name)$/i;
const DONE = /^(?:(?:done|completed?|closed|yes|x)\b|✅|✔|☑)/iu;
const STATUS = /^(?:status|done\??|state|complete[d]?\??)$/i;

function columnsOf(table: Marked): string[] {
  const head = table.children.find((row) => row.level === 1);
  return (head?.children ?? []).map(textOf);
}

function rowsOf(table: Marked): Marked[] {
  return table.children.filter((row) => row.level !== 1);
}

/** A Name–Abbreviation table, or the table under a heading of attendance. */
export function readPeopleTable(table: Marked, attendance: boolean, roster: Roster): void {
  const columns = columnsOf(table);
  const given = columns.findIndex((column) => GIVEN.test(column));
  const family = columns.findIndex((column) => FAMILY.test(column));
  const name = given >= 0 && family >= 0 ? given : columns.findIndex((column) => NAME.test(column));
  const short = columns.findIndex((column) => SHORT.test(column));
  if (name < 0 || (short < 0 && !attendance)) return;
  for (const row of rowsOf(table)) {
    const text =
      name === given
        ? `${textOf(row.children[given])} ${textOf(row.children[family])}`.trim()
        : textOf(row.children[name]);
    const form = short < 0 ? '' : textOf(row.children[short]);
    if (text !== '') readAttendance(form === '' ? text : `${text} (${form})`, roster);
  }
}

/** Rows of a table of actions: one with a column for what and one for who, or any with “what” under such a heading. */
export function readActionTable(table: Marked, underActions: boolean): ActionRow[] | null {
  const columns = columnsOf(table);
  const what = columns.findIndex((column) => WHAT.test(column) || foreignSection(column) === 'actions');
  const owner = columns.findIndex(
    (column, index) => index !== what && (OWNER.test(column) || FOREIGN_OWNER.test(column)),
  );
  const status = columns.findIndex((column) => STATUS.test(column) || FOREIGN_STATUS.test(column));
  const isActions = what >= 0 && !/^(?:what|description|items?)$/i.test(columns[what]!);
  if (what < 0 || !(underActions || (isActions && owner >= 0))) return null;
  return rowsOf(table)
    .map((row) => ({
      block: row.children[what],
      text: textOf(row.children[what]),
      owner: textOf(row.children[owner]),
      done: [DONE, FOREIGN_DONE].some((form) => form.test(textOf(row.children[status]))),
    }))
    .filter((row): row is ActionRow => row.block !== undefined && row.text !== '');
}

function textOf(cell: Marked | undefined): string {
  return (cell?.lines ?? [])
    .map((line) => line.text)
    .join(' ')
    .trim();
}
