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
const keyOf = ({ name, size, of, metric, unit }: Row) => JSON.stringify([name, size, of, metric, unit]);

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
    const cells = [row.name, row.size, metricOf(row), printFigure(row)];
    if (others) cells.push(other ? printFigure(other) : '–', ratioOf(row, other));
    return markdownLine(cells);
  });
  return lines.join('');
}

const metricOf = ({ of, metric }: Row) => (of === undefined ? metric : `${of}, ${metric}`);

function ratioOf(row: Row, other: Row | undefined): string {
  return other === undefined || other.value === 0 ? '–' : rounded(row.value / other.value);
}

/** On a phone a number and its unit stay on one line. */
function printFigure({ value, unit }: Row): string {
  return `${rounded(value)}\u00a0${unit}`.trim();
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

/** A page with its block replaced by these rows; undefined where the page has no such block. */
export function writeBlock(page: string, rows: readonly Row[], facts: Facts): string | undefined {
  const from = page.indexOf(FROM);
  const to = page.indexOf(TO);
  if (from < 0 || to < from) return undefined;
  const measured = `Measured on ${facts.day} with Node ${facts.node} on ${facts.machine}; each figure is a median:`;
  const tables = tablesOf(rows).map(printTable).join('\n');
  const block = `${measured}\n\n\`\`\`bash\n${facts.command}\n\`\`\`\n\n${tables}`;
  return `${page.slice(0, from)}${FROM}\n\n${block}\n${page.slice(to)}`;
}

/** Figures side by side: a column for each metric. */
interface Table {
  /** Above it, where it is all about one case. */
  title?: string;
  columns: string[];
  lines: { of: string; rows: Row[] }[];
}

/** A case that measures several things has a table with a line for each; neighbours with the same metrics share one. */
function tablesOf(rows: readonly Row[]): Table[] {
  const tables: Table[] = [];
  for (const [first, ...rest] of groupRows(rows, ({ name, size }) => [name, size])) {
    const group = [first, ...rest];
    const columns = [...new Set(group.map((row) => row.metric))];
    const last = tables.at(-1);
    if (first.of !== undefined) {
      const lines = groupRows(group, ({ of }) => [of]).map((line) => ({ of: line[0].of ?? '', rows: line }));
      tables.push({ title: titleOf(first.name, first.size), columns, lines });
    } else {
      const line = { of: `${first.name}: ${first.size}`, rows: group };
      if (last?.title === undefined && last?.columns.join() === columns.join()) last.lines.push(line);
      else tables.push({ columns, lines: [line] });
    }
  }
  return tables;
}

function printTable({ title, columns, lines }: Table): string {
  if (title === undefined && lines.length === 1) return printUpright(lines[0]!.rows);
  const cell = (rows: readonly Row[], column: string) => {
    const row = rows.find(({ metric }) => metric === column);
    return row ? printFigure(row) : '–';
  };
  const head = markdownHead([title === undefined ? 'case' : 'of', ...columns]);
  const body = lines.map(({ of, rows }) =>
    markdownLine([of, ...columns.map((column) => cell(rows, column))]),
  );
  return `${title === undefined ? '' : `${title}\n\n`}${head}${body.join('')}`;
}

/** A case alone, for narrow screens. */
function printUpright(rows: readonly Row[]): string {
  const [{ name, size } = { name: '', size: '' }] = rows;
  const lines = rows.map((row) => markdownLine([row.metric, printFigure(row)]));
  return `${titleOf(name, size)}\n\n${markdownHead(['figure', 'median'])}${lines.join('')}`;
}

const titleOf = (name: string, size: string) => `**${name}**: ${size}`;

function groupRows(rows: readonly Row[], by: (row: Row) => unknown[]): [Row, ...Row[]][] {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const key = JSON.stringify(by(row));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
