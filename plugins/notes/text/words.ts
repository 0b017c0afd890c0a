// Dates and counts in words, as every view of the notes says them. In: ISO dates, numbers; out: English text.
// Dates are calendar days without a zone; a date may be a month alone (`2022-06`).
import { dayNumber } from '../../day.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY = 86_400_000;

/** `6 October 2026`, `June 2022`. */
export function longDay(date: string): string {
  const [year, month, day] = parts(date);
  return `${day === undefined ? '' : `${day} `}${MONTHS[month - 1]} ${year}`;
}

/** `6 Oct`, and `6 Oct 2025` where the year is not that of `asOf`. */
export function shortDay(date: string, asOf: string): string {
  const [year, month, day] = parts(date);
  const name = `${day === undefined ? '' : `${day} `}${monthName(month).slice(0, 3)}`;
  return year === parts(asOf)[0] ? name : `${name} ${year}`;
}

/** `Tuesday`; empty for a month alone. */
export function weekday(date: string): string {
  if (parts(date)[2] === undefined) return '';
  return WEEKDAYS[new Date(dayNumber(date) * DAY).getUTCDay()] ?? '';
}

/** `October`, for 10. */
export const monthName = (month: number): string => MONTHS[month - 1] ?? '';

/** `1 meeting`, `3 meetings`, `no meeting`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount === 0 ? 'no' : amount} ${amount === 1 || amount === 0 ? one : many}`;
}

/** How old: `45 days`, or `today`. */
export const daysOld = (days: number): string => (days === 0 ? 'today' : count(days, 'day'));

/** `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The first word with a capital, unless it is a name such as `iOS`, an address or code. */
export function sentenceCase(text: string): string {
  return /^\p{Ll}[\p{Ll}'’-]*(?=[\s,;:!?]|\.(?:\s|$)|$)/u.test(text)
    ? text[0]!.toUpperCase() + text.slice(1)
    : text;
}

/** Is the date inside `since` … `until`, both counted, each a year, a month or a day? */
export function isBetween(date: string, since: string | undefined, until: string | undefined): boolean {
  return (
    (since === undefined || date.slice(0, since.length) >= since.slice(0, date.length)) &&
    (until === undefined || date.slice(0, until.length) <= until)
  );
}

function parts(date: string): [number, number, number | undefined] {
  const [year = 1970, month = 1, day] = date.split('-').map(Number);
  return [year, month, day];
}

/** An action without the due date at its end, which every view and digest says apart. */
export function actionText({ text, due }: { text: string; due: string | null }): string {
  return due === null ? text : text.replace(/[\s,;(]{1,4}due:? \d{4}-\d{2}-\d{2}\)?$/i, '');
}
