// Which parts of the picture are taken: a raster of small cells with running sums, so that any box is tested in a
// few steps. In: points and boxes; out: whether a box is free. A box is free only when no cell it touches is taken.
import type { Point } from '../figure/arrow.ts';

/** Left, top, right, bottom in SVG units. */
export type Rect = readonly [left: number, top: number, right: number, bottom: number];

/** Points along a line, and the box around them. */
export interface Way {
  x: Float64Array;
  y: Float64Array;
  frame: Rect;
}

export interface Grid {
  /** With a gap on all sides. */
  isFree(rect: Rect, gap: number): boolean;
}

const CELL = 4;

/** A grid of the lines and points given; what lies outside of them is free. */
export function createGrid(ways: readonly Way[], dots: readonly Point[], frame: Rect): Grid {
  const [left, top, right, bottom] = frame;
  const columns = Math.ceil((right - left) / CELL) + 1;
  const rows = Math.ceil((bottom - top) / CELL) + 1;
  const sums = new Int32Array((columns + 1) * (rows + 1));
  const take = (x: number, y: number) => {
    const column = Math.floor((x - left) / CELL);
    const row = Math.floor((y - top) / CELL);
    if (column >= 0 && row >= 0 && column < columns && row < rows)
      sums[(row + 1) * (columns + 1) + column + 1] = 1;
  };
  for (const { x, y } of ways) for (let i = 0; i < x.length; i++) take(x[i]!, y[i]!);
  for (const { x, y } of dots) take(x, y);
  addUp(sums, columns, rows);
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));
  const sum = (row: number, column: number) => sums[row * (columns + 1) + column]!;
  return {
    isFree(rect, gap) {
      const c1 = clamp(Math.floor((rect[0] - gap - left) / CELL), columns);
      const c2 = clamp(Math.floor((rect[2] + gap - left) / CELL) + 1, columns);
      const r1 = clamp(Math.floor((rect[1] - gap - top) / CELL), rows);
      const r2 = clamp(Math.floor((rect[3] + gap - top) / CELL) + 1, rows);
      return sum(r2, c2) - sum(r1, c2) - sum(r2, c1) + sum(r1, c1) === 0;
    },
  };
}

function addUp(sums: Int32Array, columns: number, rows: number): void {
  for (let row = 1; row <= rows; row++) {
    for (let column = 1; column <= columns; column++) {
      const at = row * (columns + 1) + column;
      sums[at] = sums[at]! + sums[at - 1]! + sums[at - columns - 1]! - sums[at - columns - 2]!;
    }
  }
}

export function overlaps(a: Rect, b: Rect, gap = 0): boolean {
  return a[0] < b[2] + gap && b[0] < a[2] + gap && a[1] < b[3] + gap && b[1] < a[3] + gap;
}

export function grown([left, top, right, bottom]: Rect, by: number): Rect {
  return [left - by, top - by, right + by, bottom + by];
}

export function around(middle: Point, width: number, height: number): Rect {
  return [middle.x - width / 2, middle.y - height / 2, middle.x + width / 2, middle.y + height / 2];
}

/** The least box that holds all. */
export function frameOf(rects: readonly Rect[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rect of rects) {
    left = Math.min(left, rect[0]);
    top = Math.min(top, rect[1]);
    right = Math.max(right, rect[2]);
    bottom = Math.max(bottom, rect[3]);
  }
  return [left, top, right, bottom];
}
