// What the bench understands and prints; never how long anything takes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BenchCase, Row } from '../../scripts/bench/bench.ts';
import { chooseCases, parseOptions } from '../../scripts/bench/options.ts';
import { medianRows, printHead, printRows, rounded, writeBlock } from '../../scripts/bench/table.ts';
import { UsageError } from '../../scripts/command.ts';

const row = (name: string, metric: string, value: number, unit = 'ms', of?: string): Row => ({
  name,
  size: '6 steps',
  of,
  metric,
  value,
  unit,
});

describe('options', () => {
  it('have defaults', () => {
    expect(parseOptions(['graph', '--runs', '5'])).toEqual({
      words: ['graph'],
      runs: 5,
      large: false,
      json: false,
      write: false,
      compare: undefined,
      cpuProf: undefined,
    });
  });

  it.each([
    [['--runs', 'many'], '--runs `many`'],
    [['--runs', '0'], '--runs `0`'],
    [['--json', '--write'], '--json'],
    [['--write', 'graph'], '--write'],
    [['--write', '--compare', 'main'], '--write'],
    [['--fast'], '`--fast`'],
  ])('%j is wrong use', (args, reason) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
    expect(() => parseOptions(args)).toThrow(reason);
  });

  const cases = ['notes', 'notes that break', 'build: 50', 'build: 1,000'].map(
    (name): BenchCase => ({ name, size: '', large: name === 'build: 1,000', run: () => [] }),
  );
  it.each([
    [['build'], ['build: 50']],
    [
      ['build', '--large'],
      ['build: 50', 'build: 1,000'],
    ],
    [['build: 1,000'], ['build: 1,000']],
    [['notes'], ['notes']],
    [['notes', 'break'], ['notes that break']],
    [[], ['notes', 'notes that break', 'build: 50']],
  ])('%j choose %j', (args, names) => {
    expect(chooseCases(cases, parseOptions(args)).map(({ name }) => name)).toEqual(names);
  });

  it('name the cases where none is meant', () => {
    expect(() => chooseCases(cases, parseOptions(['wheel']))).toThrow(/`wheel`.*`notes`/);
  });
});

describe('the table', () => {
  it('gives the median of each figure', () => {
    const runs = [3, 1, 10].map((value) => [row('a', 'time', value), row('a', 'file', value + 1, 'kB')]);
    expect(medianRows(runs)).toEqual([row('a', 'time', 3), row('a', 'file', 4, 'kB')]);
    expect(medianRows([[row('a', 'time', 1)], [row('a', 'time', 2)]])).toEqual([row('a', 'time', 1.5)]);
  });

  it('puts another checkout beside it, where that has the same figure', () => {
    const others = [row('a', 'time', 4), { ...row('a', 'file', 1, 'kB'), size: '12 steps' }];
    const ours = [row('a', 'time', 3), row('a', 'file', 2, 'kB')];
    expect(printHead(true) + printRows(ours, others)).toBe(
      [
        '| case | size | figure | median | other | ratio |',
        '|---|---|---|---|---|---|',
        '| a | 6 steps | time | 3\u00a0ms | 4\u00a0ms | 0.750 |',
        '| a | 6 steps | file | 2\u00a0kB | – | – |',
        '',
      ].join('\n'),
    );
  });

  it.each([
    [0, '0'],
    [1_319, '1319'],
    [0.000_12, '0.0001'],
    [0.012_34, '0.0123'],
    [9.876, '9.88'],
    [12_345.6, '12346'],
    [-2.5, '-2.50'],
  ])('%d is %s', (value, printed) => expect(rounded(value)).toBe(printed));
});

describe('the block of the page', () => {
  const facts = {
    command: 'npm run bench -- --write',
    day: '2026-11-20',
    node: '20.0.0',
    machine: '2 cores',
  };
  const page = readFileSync(join(import.meta.dirname, '../../content/docs/performance.md'), 'utf8');
  const rows = [
    row('a', 'time', 3),
    row('b', 'time', 5),
    row('a', 'file', 2, 'kB'),
    row('b', 'file', 1, 'kB'),
    row('c', 'size | all', 2, ''),
    row('d', 'time', 7, 's', 'one form'),
    row('d', 'time', 8, 's', 'another'),
    row('d', 'share', 4, '%', 'another'),
  ];

  it('puts cases of the same metrics below each other, sets one alone upright, and is replaced as a whole', () => {
    const once = writeBlock(page, rows, facts) ?? '';
    expect(once).toContain('on 2026-11-20 with Node 20.0.0 on 2 cores');
    expect(once).toContain(
      [
        '',
        '| case | time | file |',
        '|---|---|---|',
        '| a: 6 steps | 3\u00a0ms | 2\u00a0kB |',
        '| b: 6 steps | 5\u00a0ms | 1\u00a0kB |',
        '',
        '**c**: 6 steps',
        '',
        '| figure | median |',
        '|---|---|',
        '| size \\| all | 2 |',
        '',
        '**d**: 6 steps',
        '',
        '| of | time | share |',
        '|---|---|---|',
        '| one form | 7\u00a0s | – |',
        '| another | 8\u00a0s | 4\u00a0% |',
        '',
      ].join('\n'),
    );
    expect(writeBlock(once, rows, facts)).toBe(once);
    expect(writeBlock(once, [], facts)).not.toContain('|');
  });

  it('is not guessed', () => expect(writeBlock('# Performance\n', rows, facts)).toBeUndefined());
});
