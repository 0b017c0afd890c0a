// Periods: `2026-Q4`, `2026-H2`, `2026`, `2026-11` or two dates, to first and last day. Pure; reports nothing.
import { addDays, daysBetween, formatDay } from '../day.ts';
import type { Period } from './model.ts';

export const PERIOD_EXAMPLES =
  '`2026-Q4`, `2026-H2`, `2026`, `2026-11` or `{from: 2026-10-01, to: 2026-12-31}`';
export const PERIOD_PATTERN = /^\d{4}(-([Qq][1-4]|[Hh][12]|0[1-9]|1[0-2]))?$/;

/** A period's name to its days; `undefined` for what is no such name. Letter case does not matter. */
export function parsePeriod(name: string): Period | undefined {
  if (!PERIOD_PATTERN.test(name)) return undefined;
  const id = name.toUpperCase();
  const year = id.slice(0, 4);
  const part = id.slice(5);
  const [first, months] = monthsOf(part);
  const from = `${year}-${String(first).padStart(2, '0')}-01`;
  const next =
    first + months > 12
      ? `${Number(year) + 1}-01-01`
      : `${year}-${String(first + months).padStart(2, '0')}-01`;
  return { id, title: id, from, to: addDays(next, -1) };
}

/** First month and number of months: `Q4` → 10, 3; `` → 1, 12. */
function monthsOf(part: string): [number, number] {
  if (part === '') return [1, 12];
  if (part.startsWith('Q')) return [(Number(part[1]) - 1) * 3 + 1, 3];
  if (part.startsWith('H')) return [(Number(part[1]) - 1) * 6 + 1, 6];
  return [Number(part), 1];
}

/** A period given by its first and last day; `undefined` when it would end before it starts. */
export function periodOfDays(from: string, to: string, title?: string): Period | undefined {
  if (to < from) return undefined;
  return {
    id: `${from}/${to}`,
    title: title ?? `${formatDay(from)} to ${formatDay(to)} ${to.slice(0, 4)}`,
    from,
    to,
  };
}

/** Days of the period: 92 in `2026-Q4`. */
export function periodDays(period: Period): number {
  return daysBetween(period.from, period.to) + 1;
}

/** The number of the day in its period, from 1; 0 before it, never more than its days. */
export function dayOfPeriod(period: Period, asOf: string): number {
  return Math.min(Math.max(daysBetween(period.from, asOf) + 1, 0), periodDays(period));
}

/**
 * What should be reached by `asOf` if the way were even: elapsed days / days of the period, counting the first day
 * and `asOf`; 0 before, 1 after.
 */
export function expectedShare(period: Period, asOf: string): number {
  return dayOfPeriod(period, asOf) / periodDays(period);
}

/** The shortest period that contains the day, else the one that ends last before it, else the first to come. */
export function currentPeriod(periods: readonly Period[], asOf: string): Period | undefined {
  const containing = periods.filter((period) => period.from <= asOf && asOf <= period.to);
  if (containing.length > 0) return containing.reduce((a, b) => (periodDays(b) < periodDays(a) ? b : a));
  const past = periods.filter((period) => period.to < asOf);
  if (past.length > 0) return past.reduce((a, b) => (b.to > a.to ? b : a));
  return periods.reduce<Period | undefined>((a, b) => (a && a.from <= b.from ? a : b), undefined);
}

/** The period that a name means: its id, its title, or the same days; letter case does not matter. */
export function findPeriod(periods: readonly Period[], name: string): Period | undefined {
  const wanted = name.trim().toLowerCase();
  return periods.find(
    (period) => period.id.toLowerCase() === wanted || period.title.toLowerCase() === wanted,
  );
}
