// A case in processes of its own, so that none warms or fills the memory of another. Checkouts take turns, and who is
// first changes, so that the machine's noise meets all. In: a case and folders; out: medians of each folder.
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { RunError } from '../command.ts';
import type { BenchCase, Row } from './bench.ts';
import type { BenchOptions } from './options.ts';
import { medianRows } from './table.ts';

const run = promisify(execFile);

export interface Passing {
  /** A folder for what is passing: what a case leaves when it is ended goes with it. */
  work: string;
  /** Ends the process that runs, and with it the bench. */
  signal: AbortSignal;
}

/** `folders` have a `dist/bench.mjs` each; this checkout is the first. */
export async function measureInTurns(
  { name, once }: BenchCase,
  folders: readonly string[],
  { runs, cpuProf }: BenchOptions,
  passing: Passing,
): Promise<Row[][]> {
  const found = folders.map((): Row[][] => []);
  for (let turn = 0; turn < (once ? 1 : runs); turn++) {
    const order = [...folders.entries()];
    for (const [index, folder] of turn % 2 === 0 ? order : order.reverse()) {
      const profile = profileArgs(cpuProf, `${name} ${index === 0 ? '' : 'other '}${turn + 1}`);
      found[index]!.push(await measureOnce(folder, name, profile, passing));
    }
  }
  return found.map(medianRows);
}

/** Nothing where that checkout has no such case. */
async function measureOnce(
  folder: string,
  name: string,
  profile: readonly string[],
  { work, signal }: Passing,
): Promise<Row[]> {
  const bench = [join(folder, 'dist', 'bench.mjs'), '--json', '--runs', '1', name];
  const env = { ...process.env, TMPDIR: work, TEMP: work, TMP: work };
  try {
    const node = ['--expose-gc', ...profile];
    const { stdout } = await run(process.execPath, [...node, ...bench], { cwd: folder, env, signal });
    const rows = JSON.parse(stdout) as Row[];
    return rows.filter((row) => row.name === name);
  } catch (cause) {
    if (signal.aborted) throw cause;
    const stderr = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
    if (stderr.startsWith('bench: Unexpected case')) return [];
    throw new RunError(`\`${name}\` failed: ${stderr.slice(-2000) || String(cause)}`, { cause });
  }
}

function profileArgs(folder: string | undefined, name: string): string[] {
  if (folder === undefined) return [];
  mkdirSync(folder, { recursive: true });
  const file = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.cpuprofile`;
  return ['--cpu-prof', `--cpu-prof-dir=${resolve(folder)}`, `--cpu-prof-name=${file}`];
}
