// What a live wheel says: the progress of each step and the words for it. In: scores of the objectives that turn the
// steps; out: what ring, notes, key and text show.
import type { Progress } from './layout.ts';

/** What a live wheel shows beside the steps. */
export interface Live {
  /** `2026-Q4`. */
  period: string;
  /** “20 November”. */
  day: string;
  expected: number;
  /** By step id; none for a step that no objective turns. */
  progress: ReadonlyMap<string, Progress>;
}

/** “On track · 0.55”; a step that no objective turns says so. */
export function noteOf(progress: Progress | undefined): { text: string; marked: boolean } {
  if (!progress) return { text: 'No objective yet', marked: false };
  const status = progress.status.charAt(0).toUpperCase() + progress.status.slice(1);
  return {
    text: progress.value === null ? status : `${status} · ${scoreText(progress.value)}`,
    marked: true,
  };
}

/** `0.55`: shown from 0 to 1. */
export function scoreText(value: number): string {
  return Math.min(1, Math.max(0, value)).toFixed(2);
}
