// What the bench says: medians, the table of a terminal, and the block of content/docs/performance.md. In: rows; out:
// text. Clock and machine come in as arguments.
import type { Row } from './bench.ts';

/** Rows of several runs, each figure once, with its median; in the order of their first appearance. */
export function medianRows(runs: readonly (readonly Row[])[]): Row[] {
  const found = new Map<string, { row: Row; values: number[] }>();
  for (const row of runs.flat()) {
    const seen = found.get(keyOf(row)) ?? { row, values: [] };
    seen.values.push(row.value);
    found.set(keyOf(row), seen);
  }
  return [...found.values()].map(({ row, values }) => ({ ...row, value: median(values) }));
}

/** Figures of other sizes are other figures. */
const keyOf = ({ name, size, metric, unit }: Row) => JSON.stringify([name, size, metric, unit]);

function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The head of the terminal's table, which also holds another checkout's figures where there is one. */
export function printHead(compared: boolean): string {
  return markdownHead(['case', 'size', 'figure', 'median', ...(compared ? ['other', 'ratio'] : [])]);
}

/** One line a figure; with the rows of another checkout also theirs, and ours divided by theirs. */
export function printRows(rows: readonly Row[], others?: readonly Row[]): string {
  const theirs = new Map(others?.map((row) => [keyOf(row), row]));
  const lines = rows.map((row) => {
    const other = theirs.get(keyOf(row));
    const cells = [row.name, row.size, row.metric, printFigure(row)];
    if (others) cells.push(other ? printFigure(other) : '–', ratioOf(row, other));
    return markdownLine(cells);
  });
  return lines.join('');
}

function ratioOf(row: Row, other: Row | undefined): string {
  return other === undefined || other.value === 0 ? '–' : rounded(row.value / other.value);
}

function printFigure({ value, unit }: Row): string {
  return `${rounded(value)} ${unit}`.trim();
}

function markdownHead(cells: readonly string[]): string {
  return `${markdownLine(cells)}|${'---|'.repeat(cells.length)}\n`;
}

function markdownLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}

/** Three digits that say something; a count is whole. */
export function rounded(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 4));
}

/** How the rows were measured. */
export interface Facts {
  /** As a person would type it. */
  command: string;
  /** `2026-11-20` */
  day: string;
  node: string;
  /** Its class, never its name: `Linux x64, 2 cores, 24 GB`. */
  machine: string;
}

const FROM = '% From here to the next such line, the bench writes the text.';
const TO = '% Here the text of the bench ends.';

/** A page with its block replaced by these rows, one line a case; undefined where the page has no such block. */
export function writeBlock(page: string, rows: readonly Row[], facts: Facts): string | undefined {
  const from = page.indexOf(FROM);
  const to = page.indexOf(TO);
  if (from < 0 || to < from) return undefined;
  const lines = groupRows(rows).map((group) => [
    group[0]!.name,
    group[0]!.size,
    group.map(inWords).join('; '),
  ]);
  const measured = `Measured on ${facts.day} with Node ${facts.node} on ${facts.machine}; each figure is a median:`;
  const table = markdownHead(['case', 'size', 'figures']) + lines.map(markdownLine).join('');
  const block = `${measured}\n\n\`\`\`bash\n${facts.command}\n\`\`\`\n\n${table}`;
  return `${page.slice(0, from)}${FROM}\n\n${block}\n${page.slice(to)}`;
}

const inWords = (row: Row) => `${row.metric} ${printFigure(row)}`;

function groupRows(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.name, row.size]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}
