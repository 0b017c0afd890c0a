// `npm run bench`: measures the cases that were asked for and prints or writes medians. Users read
// content/docs/performance.md. With `--json` the cases run in this process; that is what the others are told.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RunError, UsageError } from '../command.ts';
import type { BenchCase, Row } from './bench.ts';
import { cases as builds } from './builds.ts';
import { withCheckout } from './checkout.ts';
import { cases as flywheel } from './flywheel.ts';
import { cases as graph } from './graph.ts';
import { cases as lighthouse } from './lighthouse.ts';
import { cases as loops } from './loops.ts';
import { cases as notes } from './notes.ts';
import { cases as objectives } from './objectives.ts';
import { type BenchOptions, chooseCases, parseOptions } from './options.ts';
import { medianRows, printTable, writeBlock } from './table.ts';
import { cases as theme } from './theme.ts';
import { measureInTurns, type Passing } from './turns.ts';
import { cases as weight } from './weight.ts';

const all: BenchCase[] = [
  ...flywheel,
  ...loops,
  ...objectives,
  ...notes,
  ...graph,
  ...theme,
  ...weight,
  ...lighthouse,
  ...builds,
];
const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  const options = parseOptions(process.argv.slice(2));
  const cases = chooseCases(all, options);
  if (options.json)
    process.stdout.write(`${JSON.stringify(await measureHere(cases, options.runs), null, 2)}\n`);
  else process.exitCode = await measureAside(cases, options);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RunError)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function measureHere(cases: readonly BenchCase[], runs: number): Promise<Row[]> {
  const rows: Row[][] = [];
  for (const { name, size, once, run } of cases)
    for (let turn = 0; turn < (once ? 1 : runs); turn++)
      rows.push((await run()).map((figure) => ({ name, size, ...figure })));
  return medianRows(rows);
}

/** Whatever happens, what is passing is removed: also after Ctrl-C, which gives exit code 130. */
async function measureAside(cases: readonly BenchCase[], options: BenchOptions): Promise<number> {
  const work = mkdtempSync(join(tmpdir(), 'compass-bench-'));
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  try {
    await report(cases, options, { work, signal: stop.signal });
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 130;
    throw error;
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function report(cases: readonly BenchCase[], options: BenchOptions, passing: Passing): Promise<void> {
  const measure = (folders: string[]) => measureInTurns(cases, folders, options, passing);
  if (options.compare !== undefined) {
    const around = { ...passing, root };
    const [rows = [], others = []] = await withCheckout(options.compare, around, (other) =>
      measure([root, other]),
    );
    process.stdout.write(printTable(rows, others));
    return;
  }
  const [rows = []] = await measure([root]);
  process.stdout.write(printTable(rows));
  if (options.write) writePage(rows);
}

function writePage(rows: readonly Row[]): void {
  const file = join(root, 'content', 'docs', 'performance.md');
  const system = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }[process.platform as string];
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const text = writeBlock(readFileSync(file, 'utf8'), rows, {
    command: ['npm run bench --', ...process.argv.slice(2)].join(' '),
    day: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    machine: `${system ?? process.platform} ${process.arch}, ${availableParallelism()} cores, ${gigabytes} GB`,
  });
  if (text === undefined) throw new RunError('content/docs/performance.md has no place for the table');
  writeFileSync(file, text);
}
