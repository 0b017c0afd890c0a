// Days as `2026-11-20`: arithmetic and words, all in UTC, so that a build says the same everywhere.
const DAY_MS = 86_400_000;

const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** Days since 1970-01-01; NaN for what is not a day. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** Days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round(dayNumber(to) - dayNumber(from));
}

export function addDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * DAY_MS).toISOString().slice(0, 10);
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

function withYear(format: Intl.DateTimeFormat, day: string, asOf?: string): string {
  const words = format.format(new Date(dayNumber(day) * DAY_MS));
  return asOf === undefined || asOf.slice(0, 4) === day.slice(0, 4) ? words : `${words} ${day.slice(0, 4)}`;
}
