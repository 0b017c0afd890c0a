// Days as `2026-11-20`: arithmetic and words, all in UTC, so that a build says the same everywhere.
const DAY_MS = 86_400_000;
const MOST_DAYS = 20_000;

const shortDay = dayFormat('short');
const longDay = dayFormat('long');

function dayFormat(month: 'short' | 'long'): (day: string) => string {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month, timeZone: 'UTC' });
  return remembered((day) => format.format(new Date(dayNumber(day) * DAY_MS)));
}

/** Days since 1970-01-01. The day has the form `2026-11-20`; a month alone, `2026-11`, counts as its first day. */
export const dayNumber = remembered((day: string) =>
  Math.round(
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)) || 1) / DAY_MS,
  ),
);

const dayOfNumber = remembered((number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10));

/** The same few days are asked for again and again, once for each measure. */
function remembered<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const value = compute(key);
    if (known.size < MOST_DAYS) known.set(key, value);
    return value;
  };
}

/** A day that the calendar has; `Date.parse` alone takes the 30th of February for the 2nd of March. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

export function addDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days);
}

/** `11 Nov`; with the year when it is not that of `asOf`. */
export function formatDay(day: string, asOf?: string): string {
  return withYear(shortDay, day, asOf);
}

/** `20 November`; with the year when it is not that of `asOf`. */
export function formatLongDay(day: string, asOf?: string): string {
  return withYear(longDay, day, asOf);
}

/** `today`, `1 day ago`, `9 days ago`; `in 3 days` for what is still to come. */
export function formatAge(day: string, asOf: string): string {
  const days = daysBetween(day, asOf);
  if (days === 0) return 'today';
  const words = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  return days > 0 ? `${words} ago` : `in ${words}`;
}

function withYear(format: (day: string) => string, day: string, asOf?: string): string {
  const words = format(day);
  return asOf === undefined || asOf.slice(0, 4) === day.slice(0, 4) ? words : `${words} ${day.slice(0, 4)}`;
}
