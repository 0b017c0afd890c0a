// `npm run bench`: runs every case several times and prints medians; nothing in the tests depends on time. A part of a
// case's name as argument runs only that; `--runs N`; `--json`; `--compare DIR` runs another checkout's bundle too.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchCase, Figure } from './bench.ts';
import { cases as builds } from './builds.ts';
import { cases as flywheel } from './flywheel.ts';
import { cases as graph } from './graph.ts';
import { cases as loops } from './loops.ts';
import { cases as objectives } from './objectives.ts';
import { cases as theme } from './theme.ts';

const all: BenchCase[] = [...flywheel, ...loops, ...objectives, ...graph, ...theme, ...builds];

interface Row extends Figure {
  name: string;
  size: string;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    compare: { type: 'string' },
  },
});
const runs = Math.max(1, Number.parseInt(values.runs, 10) || 1);
const chosen = all.filter(({ name }) => positionals.every((word) => name.includes(word)));
const rows: Row[] = [];
for (const one of chosen) rows.push(...(await measure(one)));
if (values.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
else process.stdout.write(tableOf(rows, values.compare ? otherRows(values.compare) : []));

/** The median of each figure over the runs. */
async function measure({ name, size, run }: BenchCase): Promise<Row[]> {
  process.stderr.write(`${name} …\n`);
  const found = new Map<string, { unit: string; values: number[] }>();
  for (let turn = 0; turn < runs; turn++)
    for (const { metric, value, unit } of await run()) {
      const seen = found.get(metric) ?? { unit, values: [] };
      seen.values.push(value);
      found.set(metric, seen);
    }
  return [...found].map(([metric, { unit, values: list }]) => ({
    name,
    size,
    metric,
    value: median(list),
    unit,
  }));
}

function median(list: number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The figures of another checkout, built there, measured with the same arguments. */
function otherRows(folder: string): Row[] {
  const bundle = join(resolve(folder), 'dist', 'bench.mjs');
  const args = [bundle, '--json', '--runs', String(runs), ...positionals];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    cwd: resolve(folder),
  });
  if (status !== 0) throw new Error(`The bench of ${folder} failed: ${stderr.trim().split('\n').at(-1)}`);
  return JSON.parse(stdout) as Row[];
}

function tableOf(list: Row[], others: Row[]): string {
  const lines = list.map((row) => {
    const other = others.find(({ name, metric }) => name === row.name && metric === row.metric);
    const cells = [row.name, row.size, row.metric, `${rounded(row.value)} ${row.unit}`];
    if (others.length > 0) cells.push(other ? `${rounded(other.value)} ${other.unit}` : '–');
    if (others.length > 0) cells.push(other && other.value !== 0 ? rounded(row.value / other.value) : '–');
    return `| ${cells.join(' | ')} |`;
  });
  const head = ['case', 'size', 'figure', 'median', ...(others.length > 0 ? ['other', 'ratio'] : [])];
  return `${[`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...lines].join('\n')}\n`;
}

/** Three digits that say something. */
function rounded(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 4));
}
