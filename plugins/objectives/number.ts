// Numbers in words: values with their unit, scores with two decimals, thresholds with their sign. Pure.
import type { Threshold } from './model.ts';

const values = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** `9`, `1,250`, `64 %`, `€1,250`, `9 hubs`: signs close to the number, words after it. */
export function formatValue(value: number, unit?: string): string {
  const number = isShort(value) ? String(value) : values.format(value).replace('-', '−');
  if (unit === undefined || unit === '') return number;
  if (/^\p{Sc}$/u.test(unit)) return `${unit}${number}`;
  return `${number}\u00a0${unit}`;
}

/** What needs no commas, no rounding and no minus is printed at once. */
function isShort(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 1000;
}

/** A sign such as `%` stands with every number; a word stands once. */
export function isSign(unit: string | undefined): boolean {
  return unit !== undefined && !/\p{L}/u.test(unit);
}

/** 0 to 1, as shown and as averaged. */
export function clampShare(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}

/** `0.39`, shown from 0 to 1; an en dash without data. */
export function formatScore(value: number | null): string {
  return value === null ? '–' : clampShare(value).toFixed(2);
}

const SIGNS = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' } as const;

export function formatThreshold({ comparison, value }: Threshold, unit?: string): string {
  return `${SIGNS[comparison]}\u00a0${formatValue(value, unit)}`;
}
