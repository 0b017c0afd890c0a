// What `npm run bench` was asked for. In: arguments; out: checked options. Users read content/docs/performance.md.
import { parseArgs } from 'node:util';
import { UsageError } from '../command.ts';
import type { BenchCase } from './bench.ts';

export interface BenchOptions {
  /** A case runs when its name holds all of them. */
  words: string[];
  runs: number;
  large: boolean;
  /** Measure in this process and print rows as JSON: what the bench asks of its own processes. */
  json: boolean;
  /** Into content/docs/performance.md. */
  write: boolean;
  /** A folder, or a branch, tag or commit. */
  compare?: string;
  /** The folder of CPU profiles. */
  cpuProf?: string;
}

export function parseOptions(args: readonly string[]): BenchOptions {
  const { values, positionals: words } = parse([...args]);
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1)
    throw new UsageError(`Unexpected --runs \`${values.runs}\`, expected a whole number from 1`);
  if (values.json && (values.write || values.compare !== undefined || values['cpu-prof'] !== undefined))
    throw new UsageError('Unexpected --json with --write, --compare or --cpu-prof, expected it alone');
  if (values.write && (words.length > 0 || values.compare !== undefined || values['cpu-prof'] !== undefined))
    throw new UsageError(
      'Unexpected --write of some cases, a comparison or a profile, expected it for every case',
    );
  const { large, json, write, compare } = values;
  return { words, runs, large, json, write, compare, cpuProf: values['cpu-prof'] };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        runs: { type: 'string', default: '3' },
        large: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        compare: { type: 'string' },
        'cpu-prof': { type: 'string' },
      },
    });
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new UsageError(line.replaceAll("'", '`'));
  }
}

/** The case of this very name, else those whose names hold every word. */
export function chooseCases(all: readonly BenchCase[], { words, large }: BenchOptions): BenchCase[] {
  const exact = all.find(({ name }) => name === words.join(' '));
  const chosen = exact
    ? [exact]
    : all.filter((one) => (large || !one.large) && words.every((word) => one.name.includes(word)));
  if (chosen.length > 0) return chosen;
  const names = all.map(({ name }) => `\`${name}\``).join(', ');
  throw new UsageError(`Unexpected case \`${words.join(' ')}\`, expected words of ${names}`);
}
