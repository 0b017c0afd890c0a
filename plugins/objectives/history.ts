// Values that may be moved: a plain value, or the days from which each counts. Pure; reports nothing.
import { COMPARISONS, type History, type Moved, type Threshold } from './model.ts';

/** `{2026-10-01: 30, 2026-11-01: 20}` oldest first; a plain value counts from ever, its date is `''`. */
export function byDay<T extends string | number>(value: T | Record<string, T> | undefined): Moved<T> {
  if (value === undefined) return [];
  if (typeof value !== 'object') return [{ date: '', value }];
  return Object.entries(value)
    .map(([date, item]) => ({ date, value: item }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

export const parseHistory = (value: number | Record<string, number> | undefined): History => byDay(value);

/** The value in force on a day: the last that came into force by then, else the first of all. */
export function valueOn<T>(history: Moved<T>, day: string): T | undefined {
  return entryOn(history, day)?.value;
}

/** As `valueOn`, but nothing counts before its own day: for what is set by hand. */
export function setBy<T>(history: Moved<T>, day: string): T | undefined {
  return history.findLast((entry) => entry.date <= day)?.value;
}

/** The value before the one in force, when it was moved to another by then. */
export function movedFrom<T>(history: Moved<T>, day: string): T | undefined {
  const current = entryOn(history, day);
  const before = current && history[history.indexOf(current) - 1];
  return before && before.value !== current.value ? before.value : undefined;
}

function entryOn<T>(history: Moved<T>, day: string): Moved<T>[number] | undefined {
  return history.findLast((entry) => entry.date <= day) ?? history[0];
}

/** The number that baseline and target share on any day; `undefined` when they always differ. */
export function findUnmovable(baseline: History, target: History): number | undefined {
  if (baseline.length === 0 || target.length === 0) return undefined;
  const days = [...baseline, ...target].map((entry) => entry.date);
  const day = days.find((date) => valueOn(baseline, date) === valueOn(target, date));
  return day === undefined ? undefined : valueOn(target, day);
}

/** `>0.8`, `<= 20`, `≥ 95 %` to its parts. The text has the form that the schema asks for. */
export function parseThreshold(text: string): Threshold {
  const plain = text.trim().replace('≥', '>=').replace('≤', '<=');
  const comparison = COMPARISONS.find((sign) => plain.startsWith(sign)) ?? '>=';
  return { comparison, value: Number.parseFloat(plain.slice(comparison.length).trim()) };
}

export function isMet({ comparison, value }: Threshold, current: number): boolean {
  if (comparison === '>') return current > value;
  if (comparison === '>=') return current >= value;
  if (comparison === '<') return current < value;
  return current <= value;
}
