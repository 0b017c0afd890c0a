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
import { medianRows, printHead, printRows, writeBlock } from './table.ts';
import { cases as theme } from './theme.ts';
import { measureInTurns, type Passing } from './turns.ts';
import { cases as weight } from './weight.ts';

const allCases: BenchCase[] = [
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
  const cases = chooseCases(allCases, options);
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
  const { compare, write } = options;
  const measure = (folders: string[]) => measureAll(cases, folders, options, passing);
  const rows =
    compare === undefined
      ? await measure([root])
      : await withCheckout(compare, { ...passing, root }, (other) => measure([root, other]));
  if (write) writePage(rows);
}

/** Each case is printed as soon as it is measured: what fails later takes nothing away. Returns this checkout's. */
async function measureAll(
  cases: readonly BenchCase[],
  folders: readonly string[],
  options: BenchOptions,
  passing: Passing,
): Promise<Row[]> {
  const all: Row[] = [];
  process.stdout.write(printHead(folders.length > 1));
  for (const one of cases) {
    process.stderr.write(`${one.name} …\n`);
    const [rows = [], others] = await measureInTurns(one, folders, options, passing);
    process.stdout.write(printRows(rows, others));
    all.push(...rows);
  }
  return all;
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
