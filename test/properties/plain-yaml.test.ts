// The plain reader gives what the full parser gives, or nothing: for any data, however it is written, and for text
// that was damaged. `---` in front is foreign to the plain reader, so that the full parser reads the same text.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Document, visit } from 'yaml';
import { readPlainYaml } from '../../plugins/config/plain.ts';
import { parseYaml, type YamlSource } from '../../plugins/config/positions.ts';
import { createReport } from '../../plugins/message.ts';

const word = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom(
    'quota',
    'A: b',
    '# no',
    '- x',
    '2026-10-06',
    'true',
    '~',
    '1.0',
    '-5',
    '0x1f',
    '.5',
    '1e3',
    "it's",
    '"q"',
    'a #b',
    'x:y',
    '',
    'Ünï',
    '1_000',
    '<<',
    '?',
    '? x',
    '*a',
    '!t',
    '> 0.8',
  ),
);
const key = fc.oneof(fc.constantFrom('id', 'title', '2026-10-06', 'a b', '1.0', 'null', 'x/y', '7'), word);
const scalar = fc.oneof(
  word,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(key, tie('data'), { maxKeys: 4 }),
  ),
}));
const written = fc
  .tuple(
    fc.dictionary(key, data, { maxKeys: 4 }),
    fc.constantFrom(2, 3, 4),
    fc.boolean(),
    fc.infiniteStream(fc.boolean()),
  )
  .map(([value, indent, indentSeq, flows]) => write(value, { indent, indentSeq, lineWidth: 0 }, flows));

function write(
  value: unknown,
  options: { indent: number; indentSeq: boolean; lineWidth: number },
  flows: Iterator<boolean>,
): string {
  const document = new Document(value);
  visit(document, {
    Collection: (_, node) => {
      node.flow = flows.next().value === true && flows.next().value === true;
    },
  });
  return document.toString(options);
}

const damaged = fc
  .tuple(
    written,
    fc.nat(),
    fc.constantFrom('', ' ', '\n', ':', '- ', '#', ' #', '"', "'", ',', '}', '\t', 'a', '\n  '),
    fc.nat({ max: 2 }),
  )
  .map(([text, at, sign, cut]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + sign + text.slice(from + cut);
  });

function compare(text: string): void {
  if (readPlainYaml(text, () => {}) === undefined) return;
  const { messages, report } = createReport();
  const [plain, full] = [
    parseYaml(text, 'o.yml', report),
    parseYaml(`---\n${text}`, 'o.yml', report, { line: 0 }),
  ];
  expect(messages).toEqual([]);
  expect(placed(plain)).toEqual(placed(full));
}

/** Every value with the line and column of itself and its key; nothing stands nowhere in particular. */
function placed(source: YamlSource | undefined): unknown {
  if (!source) return undefined;
  const walk = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([name, item]) => [
      name,
      item === null && Array.isArray(value) ? null : at(source, value, name, 'key'),
      item === null ? null : at(source, value, name, 'value'),
      walk(item),
    ]);
    return Array.isArray(value) ? { list: entries } : { map: entries };
  };
  return walk(source.value);
}

function at(source: YamlSource, owner: object, name: string, part: 'key' | 'value'): string {
  const { line, column } = source.place(owner, name, part);
  return `${line}:${column}`;
}

it('agrees on any data', () => {
  fc.assert(fc.property(written, compare), { numRuns: 1000 });
});

it('agrees on damaged text', () => {
  fc.assert(fc.property(damaged, compare), { numRuns: 3000 });
});

it('reads the data files of the example, as the full parser does', () => {
  const folder = 'content/objectives';
  for (const name of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    if (name.endsWith('.yml')) compare(text);
  }
});
