// Check-ins kept in a CSV file: text → rows with their places. Columns are found by name, in any order; spreadsheet
// exports with `;` or tabs and a byte order mark are read too. Reports each row that cannot count.
import { dsvFormat } from 'd3-dsv';
import { isDay } from '../day.ts';
import { listWords, nearestWord, type Place, type Report } from '../message.ts';
import type { Checkin } from './model.ts';
import { objectivesRules } from './rules.ts';

export interface CheckinRow extends Checkin {
  measure?: string;
  measurePlace: Place;
}

const MAX_CHARACTERS = 5_000_000;

interface CsvRow {
  record: string[];
  /** The row's own text, over as many lines as it has. */
  raw: string;
  /** Of its beginning, from 1. */
  line: number;
}

/**
 * Read rows of `date, value` and perhaps `confidence`, `note` and `measure`; `isShared` files need `measure`.
 * A missing column or a header that cannot be read is one message and no rows; a bad cell or torn quotes are one
 * message and that row left out.
 */
export function parseCheckins(text: string, file: string, isShared: boolean, report: Report): CheckinRow[] {
  const start: Place = { file, line: 1, column: 1 };
  if (text.length > MAX_CHARACTERS) {
    report(
      objectivesRules.dataReadable,
      `Unexpected ${Math.ceil(text.length / 1e6)} MB of CSV, expected at most ${MAX_CHARACTERS / 1e6} MB; split the file`,
      start,
    );
    return [];
  }
  const [head, ...rows] = readRows(text, file, report);
  if (!head) return [];
  const names = head.record.map((name) => name.trim().toLowerCase());
  const needed = isShared ? ['measure', 'date', 'value'] : ['date', 'value'];
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const near = nearestWord(
      missing[0]!,
      names.filter((name) => !needed.includes(name)),
    );
    const hint = near === undefined ? '' : `; rename \`${near}\``;
    report(
      objectivesRules.dataColumns,
      `Missing ${missing.length === 1 ? 'column' : 'columns'} ${listWords(missing, 'and')}, expected the columns ${listWords(needed, 'and')}${hint}`,
      start,
    );
    return [];
  }
  return rows.flatMap((row) => readRow(row, names, file, report));
}

/** Rows that are not empty, with their lines. A row whose quotes are torn is left out, for its cells cannot be told. */
function readRows(text: string, file: string, report: Report): CsvRow[] {
  const source = text.replace(/^\uFEFF/, '');
  const lines = source.split(LINE_END);
  const delimiter = delimiterOf(source);
  const rows: CsvRow[] = [];
  let line = 1;
  for (const cells of dsvFormat(delimiter).parseRows(source)) {
    const height = cells.reduce((sum, cell) => sum + cell.split(LINE_END).length - 1, 1);
    const raw = lines.slice(line - 1, line - 1 + height).join('\n');
    if (!isQuotedWell(raw, delimiter)) {
      report(
        objectivesRules.dataReadable,
        'Unexpected quotes in a row of CSV, expected them around whole cells, and doubled within one',
        { file, line, column: 1 },
      );
      if (rows.length === 0) return [];
    } else if (raw.trim() !== '') rows.push({ record: cells.map((cell) => cell.trim()), raw, line });
    line += height;
  }
  return rows;
}

const LINE_END = /\r\n?|\n/;

/** Whether each quote of a row opens a cell, ends one or is half of a doubled one. */
function isQuotedWell(raw: string, delimiter: string): boolean {
  const parts = raw.split('"');
  const outside = parts.filter((_, index) => index % 2 === 0);
  return (
    parts.length % 2 === 1 &&
    outside.every((part, index) => {
      const isDoubled = part === '' && index > 0;
      const opens = index === outside.length - 1 || part === '' || part.endsWith(delimiter);
      const ends = index === 0 || isDoubled || part.startsWith(delimiter);
      return opens && ends;
    })
  );
}

/** The one that the first line has most of. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 2000).split(/\r?\n/, 1)[0] ?? '';
  const count = (sign: string) => first.split(sign).length;
  return [',', ';', '\t'].reduce((a, b) => (count(b) > count(a) ? b : a));
}

function readRow({ record, raw, line }: CsvRow, names: string[], file: string, report: Report): CheckinRow[] {
  const cell = (name: string) => (names.includes(name) ? (record[names.indexOf(name)] ?? '') : '');
  const place = (name: string): Place => ({
    file,
    line,
    column: columnOf(raw, record, names.indexOf(name)),
  });
  const date = cell('date');
  if (!isDay(date)) {
    report(
      objectivesRules.dateReal,
      `Unexpected date \`${date}\`, expected a day such as \`2026-10-06\``,
      place('date'),
    );
    return [];
  }
  const value = Number(cell('value'));
  if (cell('value') === '' || !Number.isFinite(value)) {
    report(
      objectivesRules.valueExpected,
      `${cell('value') === '' ? 'Missing value' : `Unexpected value \`${cell('value')}\``}, expected a number`,
      place('value'),
    );
    return [];
  }
  const confidence = cell('confidence') === '' ? undefined : Number(cell('confidence'));
  if (confidence !== undefined && !(confidence >= 0 && confidence <= 1))
    report(
      objectivesRules.valueExpected,
      `Unexpected confidence \`${cell('confidence')}\`, expected a number from 0 to 1`,
      place('confidence'),
    );
  const isSure = confidence !== undefined && confidence >= 0 && confidence <= 1;
  return [
    {
      measure: cell('measure') || undefined,
      measurePlace: place('measure'),
      date,
      value,
      confidence: isSure ? confidence : undefined,
      note: cell('note') || undefined,
      place: place('value'),
    },
  ];
}

/** Column of a cell from 1: after the cells before it, as they stand in the row's own text. */
function columnOf(raw: string, record: string[], index: number): number {
  let at = 0;
  for (const cell of record.slice(0, index)) {
    const found = raw.indexOf(cell, at);
    if (found >= 0) at = found + cell.length + 1;
  }
  return Math.max(raw.indexOf(record[index] ?? '', at), at) + 1;
}
