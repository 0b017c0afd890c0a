// Where a stretch of a text stands: offsets → lines and columns.
import type { Place } from '../message.ts';

/** Offsets in the text; `to` is exclusive. */
export interface Span {
  from: number;
  to: number;
}

/** Offset of each line's first character. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** `start` is where the text begins in its file, counted from 1. */
export function placeIn(lines: readonly number[], { from, to }: Span, start: Place): Place {
  const a = lineAndColumn(lines, from);
  const b = lineAndColumn(lines, Math.max(from, to));
  return {
    file: start.file,
    line: a.line + start.line - 1,
    column: a.column + start.column - 1,
    endLine: b.line + start.line - 1,
    endColumn: b.column + start.column - 1,
  };
}

/** Of an offset, both counted from 1. */
export function lineAndColumn(lines: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}
