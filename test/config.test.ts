// compass.yml under any text: properties of the parser, and the published JSON Schema beside the parser's own view.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenNames } from '../plugins/compass.ts';
import { parseConfig } from '../plugins/config/parse.ts';
import { parseYaml } from '../plugins/config/positions.ts';
import { configJsonSchema, isDay, isInside } from '../plugins/config/schema.ts';
import { leadsOut } from '../plugins/disk.ts';
import { createReport, type Message } from '../plugins/message.ts';

const fixtures = join(import.meta.dirname, 'fixtures/config');
const samples = readdirSync(fixtures).map((name) =>
  readFileSync(join(fixtures, name, 'compass.yml'), 'utf8'),
);

function parse(text: string) {
  const { messages, report } = createReport();
  return { config: parseConfig(text, 'compass.yml', report), messages };
}

function isInsideText(message: Message, text: string): boolean {
  const { line, column } = message.place;
  return line >= 1 && column >= 1 && line <= text.split('\n').length + 1;
}

/** A real file with a piece cut out, doubled or replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.nat(400),
    fc.nat(40),
    fc.oneof(
      fc.constantFrom('', '\t', ': ', '- ', '{', '[', '*a', '&a ', '"', '!!', '? ', '|\n'),
      fc.string(),
    ),
  )
  .map(([text, at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length));

describe('compass.yml', () => {
  it('never throws, and every message lies inside the file', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string(), fc.string({ unit: 'binary' })), (text) => {
        for (const message of parse(text).messages) expect(isInsideText(message, text)).toBe(true);
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  it('keeps no path that leaves the project, and no series without an audience that was written', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { config } = parse(text);
        const paths = [
          ...config.objectives,
          ...config.notes.map((entry) => entry.path),
          ...Object.values(config.homes),
        ];
        expect(paths.filter((path) => !isInside(path) || path.startsWith('..'))).toEqual([]);
        for (const entry of config.notes)
          expect(entry.audience === 'private' || text.includes(entry.audience)).toBe(true);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });

  it('stops at depth and size, with one message', () => {
    const deep = `people: ${'['.repeat(20_000)}`;
    const nested = `people: ${'['.repeat(100)}${']'.repeat(100)}`;
    for (const text of [deep, nested, `# ${'x'.repeat(6_000_000)}`]) {
      const { messages, config } = parse(text);
      expect(messages).toHaveLength(1);
      expect(config.people).toEqual([]);
    }
  });

  it('reads CRLF and a byte order mark', () => {
    const { config, messages } = parse('\uFEFFaudience: team\r\nas_of: 2026-11-20\r\n');
    expect([config.audience, config.asOf, messages]).toEqual(['team', '2026-11-20', []]);
  });

  it.each([
    ['audience: public\naudiense: team\n', 'public'],
    ['audience: private\naudiences: [team]\n', 'public'],
    ['audience: team\n<<: {audience: private}\n', 'public'],
    ['audience: team\nvisibility: private\n', 'public'],
    ['audience: team\nremark: private\n', 'team'],
  ])('is built for the public where a second key may be its audience: %j', (text, audience) => {
    expect(parse(text).config.audience).toBe(audience);
  });

  it.each([
    ['{path: a.md, series: A, audience: public, private: true}', 'private'],
    ['{path: a.md, series: A, audience: public, visibility: team}', 'private'],
    ['{path: a.md, series: A, audience: public, meta: {audience: team}}', 'private'],
    ['{path: a.md, series: "A #private", audience: public}', 'private'],
    ['{path: a.md, series: A, audience: public}', 'public'],
  ])('reads a level by another name, or in a title, as stricter: %s', (entry, audience) => {
    expect(parse(`notes: [${entry}]\n`).config.notes.map((notes) => notes.audience)).toEqual([audience]);
  });

  it('publishes a JSON Schema that describes every key', () => {
    const schema = JSON.stringify(configJsonSchema());
    for (const key of ['as_of', 'private_links', 'objectives_per_period', 'on_track', 'show'])
      expect(schema).toContain(`"${key}"`);
    expect(schema.match(/"description"/g)?.length).toBeGreaterThan(20);
  });
});

describe('YAML with places', () => {
  it('finds keys, values and items, also inside a page', () => {
    const source = parseYaml('a:\n  - {b: 1}\n', 'page.md', () => {}, { line: 10, indent: 2 });
    const value = source?.value as { a: { b: number }[] };
    const at = (owner: unknown, key?: PropertyKey, part?: 'key' | 'value') => {
      const place = source?.place(owner, key, part);
      return `${place?.line}:${place?.column}`;
    };
    expect([at(value, 'a', 'key'), at(value.a, 0), at(value.a[0], 'b'), at(value.a[0], 'nothing')]).toEqual([
      '10:3',
      '11:7',
      '11:11',
      '11:7',
    ]);
  });

  it('keeps dates as text and keys as written', () => {
    const source = parseYaml('2026-10-06: 2026-10-07\n1.0: !!timestamp 2026-10-06\n', 'a.yml', () => {});
    expect({ ...(source?.value as object) }).toEqual({ '2026-10-06': '2026-10-07', '1.0': '2026-10-06' });
  });
});

describe('days and paths', () => {
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2028-02-29', true],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026-11-20T10:00', false],
    ['', false],
  ])('%s is a day: %s', (day, expected) => expect(isDay(day)).toBe(expected));

  it.each([
    ['content/a.md', true],
    ['./a.md', true],
    ['content/../a.md', true],
    ['content/**/*.md', true],
    ['../a.md', false],
    ['content/../../a.md', false],
    ['/etc/passwd', false],
    ['~/a.md', false],
    ['C:/a.md', false],
    ['file:///a.md', false],
    ['content\\..\\..\\a.md', false],
    ['a\u0000.md', false],
    ['', false],
  ])('%s stays inside: %s', (path, expected) => expect(isInside(path)).toBe(expected));
});

describe('a path from one folder to another', () => {
  it.each([
    '..',
    '../notes.md',
    '..\\notes.md',
    'D:\\private\\notes.md',
    '\\\\server\\notes.md',
    'a/../../b',
  ])('%s leads out', (path) => {
    expect(leadsOut(path)).toBe(true);
  });
  it.each(['notes.md', 'content/notes.md', 'content\\notes.md', '..notes.md', 'a..b/c'])(
    '%s stays',
    (path) => {
      expect(leadsOut(path)).toBe(false);
    },
  );
});

it('hides by name whoever was left out for a mistake and was not for everybody', () => {
  const text = `people:
  - {id: ana, name: Ana Ruiz}
  - {name: Quinn Doe, aliases: [QD], audience: team}
  - {id: ana, name: Lina Toe, audience: private}
  - {name: Open Poe}
`;
  const { people } = parseConfig(text, 'compass.yml', () => {});
  expect(people.map(({ name, audience }) => [name, audience])).toEqual([
    ['Ana Ruiz', 'public'],
    ['Quinn Doe', 'private'],
    ['Lina Toe', 'private'],
  ]);
  const line = 'people: [{id: ana, name: Ana Ruiz}, {name: Quinn Doe, audience: team}]\n';
  expect(parseConfig(line, 'compass.yml', () => {}).people.map(({ name }) => name)).toEqual([
    'Ana Ruiz',
    'Quinn Doe',
  ]);
});

it('names nobody, no series and no file of notes that is withheld', () => {
  const text =
    'people: [{id: ana, name: Ana Ruiz}, {id: ben, name: Ben Okafor, audience: team}]\nnotes: [{path: pay.md, series: Pay, audience: team}, {path: fair.md, series: Fair, audience: public}]\n';
  const config = parseConfig(text, 'compass.yml', () => {});
  expect([...hiddenNames(config, 'public')].sort()).toEqual(['Ben Okafor', 'Pay', 'ben', 'pay.md']);
  expect(hiddenNames(config, 'team').size).toBe(0);
});
