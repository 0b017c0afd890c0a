// Dates as people write them: in headings, file names and front matter, and the due dates of actions.
// In: one line of text; out: ISO dates. Users read about the forms in content/docs/notes.md.

import { foreignMonth, MONTH_NAMES, WEEKDAY_NAMES } from './languages.ts';

/** A heading that opens a meeting, and what it says beside the date. */
export interface HeadingDate {
  /** `2026-10-06`, or `2026-10` for a month alone. */
  date: string;
  /** Words after the date, else before it. */
  title: string | null;
  /** The title stood before the date, as the name of a series does. */
  leads: boolean;
}

/** What a heading gives: a meeting, the reason why its date was not taken, or null without anything like a date. */
export type HeadingResult = HeadingDate | { why: string } | null;

interface Found {
  date: string | null;
  why: string;
  from: number;
  to: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTH_NAMES}|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const WEEKDAY = `(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|${WEEKDAY_NAMES})`;

/** Each form with a reader of its groups; the first in the text counts, at one place the first of the list. */
const FORMS: [RegExp, (groups: string[]) => string | null][] = [
  [/(?<![\d.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d-]|\.\d)/, ([, y, , m, d]) => iso(y, m, d)],
  [/(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)/, ([, y, m, d]) => iso(y, m, d)],
  [
    new RegExp(
      `(?<![\\d.])(\\d{1,2})(?:st|nd|rd|th|er)?(?: of| de)?[ .-]{1,2}${MONTH}\\.?,?(?: de)?[ -]{1,2}(\\d{4})(?!\\d)`,
      'i',
    ),
    ([, d, m, y]) => iso(y, monthNumber(m), d),
  ],
  [
    new RegExp(`\\b${MONTH}\\.?[ -]{1,2}(\\d{1,2})(?:st|nd|rd|th)?,?[ -]{1,2}(\\d{4})(?!\\d)`, 'i'),
    ([, m, d, y]) => iso(y, monthNumber(m), d),
  ],
  [/(?<!\d)(\d{4})年 ?(\d{1,2})月 ?(\d{1,2})日/, ([, y, m, d]) => iso(y, m, d)],
  [/(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/, ([, d, m, y]) => iso(y, m, d)],
  [/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/, ([, a, b, y]) => slashed(a, b, y)],
  [/(?<![\d.-])(\d{4})-(\d{1,2})(?![\d-])/, ([, y, m]) => month(y, m)],
  // “Mars 2020” went to another planet.
  [
    new RegExp(`\\b${MONTH.replace('mars|', '')}\\.?,?(?: de)? (\\d{4})(?!\\d)`, 'i'),
    ([, m, y]) => month(y, monthNumber(m)),
  ],
];
/** A day and a month without a year: looks like a date, is none. */
const YEARLESS = new RegExp(
  `^(?:${WEEKDAY},? )?(?:${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)? ${MONTH})(?![\\w-])`,
  'i',
);
const MEETING_WORD =
  /\b(?:meetings?|minutes|notes|calls?|sync|week|weekly|biweekly|monthly|daily|stand-?up|agenda|session|discussions?|office hours|check-?in|1[:-]1|one-on-one|retro(?:spective)?|conversation|triage|summit|workshop|all[- ]hands|board|r[ée]uni[oó]n|reunião|sitzung|treffen|protokoll|compte-rendu|acta)\b/i;
const TALKS_OF =
  /\b(?:from|by|due|until|till|before|after|since|deadline|release[ds]?|starts?|ends?|expires?|between|follow-?ups?|next|last|previous|ideas?|goals?|plans?)\b/i;

/**
 * Read the plain text of a heading. A date opens a meeting at the start of a heading; at its end only after words
 * that name a meeting (“Meeting 2026-10-06”) or in the title of the file.
 */
export function parseHeadingDate(text: string, isFileTitle = false): HeadingResult {
  const heading = text.slice(0, 200).replaceAll(/\s+/g, ' ').trim();
  const found = findDate(heading);
  if (!found) return YEARLESS.test(heading) ? { why: 'a date without a year' } : null;
  if (found.date === null) return { why: found.why };
  const before = stripEdges(heading.slice(0, found.from).replace(new RegExp(`\\b${WEEKDAY}\\b,?`, 'i'), ''));
  const after = stripEdges(dropSecondDate(heading.slice(found.to)));
  if (before === '') return { date: found.date, title: after || null, leads: false };
  const opens = isFileTitle || (MEETING_WORD.test(before) && !TALKS_OF.test(before)) || isWeekOf(before);
  if (!opens) return { why: 'a date inside the heading' };
  const plain =
    /^(?:(?:team|our) )?(?:meeting|notes|meeting notes|minutes|agenda|week of|call|sync|réunion|reunión|reunião|sitzung|protokoll|compte-rendu|acta)(?: (?:of|on|for|from|the|vom|de|du|del|da))*$/i;
  const title = [plain.test(before) ? '' : before, after].filter(Boolean).join(', ');
  return { date: found.date, title: title || null, leads: after === '' };
}

function isWeekOf(before: string): boolean {
  return /^week (?:of|starting)$/i.test(before);
}

/** `meetings/2026-10-06-board.md` → `2026-10-06`; the last part of the path counts most. */
export function dateOfPath(path: string): string | null {
  const parts = path.split('/');
  const name = (parts.at(-1) ?? '').replace(/\.\w{1,8}$/, '');
  for (const pattern of [
    /(?<!\d)(\d{4})[-_.](\d{2})[-_.](\d{2})(?!\d)/g,
    /(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)/g,
  ])
    for (const [, y, m, d] of name.matchAll(pattern)) {
      const date = iso(y, m, d);
      if (date) return date;
    }
  const tail = /(?:^|\/)(\d{4})\/(\d{2})\/(\d{2})(?:\/[^/]*)?$/.exec(path.replace(/\.\w{1,8}$/, ''));
  if (tail) return iso(tail[1], tail[2], tail[3]);
  const only = /^(\d{4})[-_](\d{2})$/.exec(name);
  return only ? month(only[1], only[2]) : null;
}

/** The value of `date:` in front matter, of which `text` is the inside. */
export function dateOfFrontMatter(text: string): string | null {
  const line = /^date:[ \t]*(.{1,80})$/m.exec(text);
  return line ? (findDate(line[1]!.replaceAll(/["']/g, ''))?.date ?? null) : null;
}

/** Is this text a date and nothing else? */
export function isBareDate(text: string): boolean {
  if (text.length > 40) return false;
  const found = findDate(text);
  return found !== null && stripEdges(text.slice(0, found.from) + text.slice(found.to)) === '';
}

/**
 * When an action is due: `due 2026-08-31`, `by Friday`, `by the end of October`, `📅 2026-08-31`; relative words count
 * from the day of the meeting, a day of the week being the next one after it.
 */
export function parseDue(text: string, meeting: string): string | null {
  const match = DUE.exec(text);
  if (!match) return null;
  const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 60);
  return dueDate(rest, meeting);
}

/** The text without its due date, for comparing an action with what it was before its date moved. */
export function withoutDue(text: string): string {
  const match = DUE.exec(text);
  if (!match || dueDate(text.slice(match.index + match[0].length), '2000-01-01') === null) return text;
  return text.slice(0, match.index).trim();
}

const DUE = /📅|\b(?:due(?: date)?(?: on| by)?|deadline|by|before|until|no later than)\b:?/iu;
const RELATIVE: [RegExp, (day: Date, groups: string[]) => Date][] = [
  [/^(?:the )?(?:end of (?:the |this )?(?:day|today)|today|eod)\b/i, (day) => day],
  [/^tomorrow\b/i, (day) => addDays(day, 1)],
  [
    /^(?:the )?(?:end of (?:the |this )?week|eow|this week)\b/i,
    (day) => addDays(day, (12 - day.getUTCDay()) % 7),
  ],
  [/^(?:the )?(?:end of )?next week\b/i, (day) => addDays(day, ((12 - day.getUTCDay()) % 7) + 7)],
  [
    /^(?:the )?(?:end of (?:the |this )?month|eom)\b/i,
    (day) => endOfMonth(day.getUTCFullYear(), day.getUTCMonth()),
  ],
  [
    /^(?:the )?end of (?:the |this )?quarter\b/i,
    (day) => endOfMonth(day.getUTCFullYear(), day.getUTCMonth() - (day.getUTCMonth() % 3) + 2),
  ],
  [/^(?:the )?end of (?:the |this )?year\b/i, (day) => endOfMonth(day.getUTCFullYear(), 11)],
  [
    new RegExp(`^(?:the )?end of ${MONTH}\\b`, 'i'),
    (day, [, name]) => endOfNamedMonth(day, monthNumber(name)),
  ],
  [
    /^(next )?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?\b/i,
    (day, [, next, name]) =>
      nextWeekday(day, WEEKDAYS.indexOf((name ?? '').toLowerCase()), next !== undefined),
  ],
  [
    new RegExp(`^${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?(?!\\d)`, 'i'),
    (day, [, name, number]) => nextDate(day, monthNumber(name), number),
  ],
  [
    new RegExp(`^(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}\\b`, 'i'),
    (day, [, number, name]) => nextDate(day, monthNumber(name), number),
  ],
];

function dueDate(rest: string, meeting: string): string | null {
  const text = rest.replace(/^[\s:]+/, '');
  const written = findDate(text);
  if (
    written?.date &&
    written.from <= 12 &&
    /^(?:on |the )?(?:\w{3,9},? )?$/i.test(text.slice(0, written.from))
  )
    return written.date.length === 7
      ? toIso(endOfMonth(Number(written.date.slice(0, 4)), Number(written.date.slice(5)) - 1))
      : written.date;
  const day = new Date(`${meeting.length === 7 ? `${meeting}-01` : meeting}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return null;
  for (const [pattern, read] of RELATIVE) {
    const match = pattern.exec(text);
    if (match) return toIso(read(day, match as string[]));
  }
  return null;
}

/** The first date of the text, real or impossible. */
function findDate(text: string): Found | null {
  let best: Found | null = null;
  for (const [pattern, read] of FORMS) {
    const match = pattern.exec(text);
    if (!match || (best && best.from <= match.index)) continue;
    const date = read(match as string[]);
    const why = /^\d{1,2}\//.test(match[0]) ? 'day and month of this date could be exchanged' : 'no such day';
    best = { date, why, from: match.index, to: match.index + match[0].length };
  }
  return best;
}

function iso(y = '', m = '', d = ''): string | null {
  const [year, month, day] = [Number(y), Number(m), Number(d)];
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCDate() === day ? toIso(date) : null;
}

function month(y = '', m = ''): string | null {
  return iso(y, m, '1')?.slice(0, 7) ?? null;
}

/** `13/10/2026` can only be one day; `06/10/2026` could be two. */
function slashed(a = '', b = '', y = ''): string | null {
  if (Number(a) > 12 || a === b) return iso(y, b, a);
  return Number(b) > 12 ? iso(y, a, b) : null;
}

function monthNumber(name = ''): string {
  return String(foreignMonth(name) || MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

function toIso(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function addDays(day: Date, days: number): Date {
  return new Date(day.getTime() + days * 86_400_000);
}

function endOfMonth(year: number, month: number): Date {
  return new Date(Date.UTC(year, month + 1, 0));
}

function endOfNamedMonth(day: Date, name: string): Date {
  const end = endOfMonth(day.getUTCFullYear(), Number(name) - 1);
  return end < day ? endOfMonth(day.getUTCFullYear() + 1, Number(name) - 1) : end;
}

function nextWeekday(day: Date, weekday: number, next: boolean): Date {
  const ahead = (weekday - day.getUTCDay() + 6) % 7;
  const sameWeek = (day.getUTCDay() + 6) % 7 < (weekday + 6) % 7;
  return addDays(day, ahead + 1 + (next && sameWeek ? 7 : 0));
}

function nextDate(day: Date, month: string, number = ''): Date {
  const date = new Date(Date.UTC(day.getUTCFullYear(), Number(month) - 1, Number(number)));
  return date < addDays(day, -31)
    ? new Date(Date.UTC(day.getUTCFullYear() + 1, Number(month) - 1, Number(number)))
    : date;
}

/** A range's end and a time of day belong to the date, not to the title. */
function dropSecondDate(text: string): string {
  const rest = text.replace(/^T\d\d(?::?\d\d){0,2}Z?/, '');
  const range = /^ ?(?:-|–|—|to|until) ?/.exec(rest);
  const second = range ? findDate(rest.slice(range[0].length)) : null;
  const tail = second?.from === 0 ? rest.slice(range![0].length + second.to) : rest;
  return tail
    .replace(new RegExp(`^[ ,(]*${WEEKDAY}\\b[)]?`, 'i'), '')
    .replace(
      /^[ ,@(]*(?:at )?\d{1,2}[:.]\d\d(?: ?[ap]m)?(?: ?[-–] ?\d{1,2}[:.]\d\d(?: ?[ap]m)?)?(?: ?(?:utc|gmt|c?e[sd]?t|p[sd]?t|et|pt))?\b[)]?/i,
      '',
    );
}

/** A title without the punctuation that parted it from the date. */
function stripEdges(text: string): string {
  return text
    .replace(/^[\s:,;.|@#()[\]\-–—_/]+/, '')
    .replace(/(?<![\s:,;|@#([\-–—_/])[\s:,;|@#([\-–—_/]+$/, '');
}
