// Any text at all is read: no throw, no message outside the file, the same twice, nothing marked in what is released,
// and in time that grows with the text. The seed of a failure is printed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Audience } from '../../plugins/graph/record.ts';
import { createReport } from '../../plugins/message.ts';
import { digestJson } from '../../plugins/notes/digest/json.ts';
import { digestMarkdown } from '../../plugins/notes/digest/markdown.ts';
import { createNotesCache, parseNotes } from '../../plugins/notes/parse.ts';
import { releaseNotes } from '../../plugins/notes/release.ts';

const people = [
  { id: 'ana', name: 'Ana Ruiz', initials: 'AR', aliases: ['Ana'], audience: 'public' as const, line: 1 },
];
const entry = {
  series: 'Notes',
  audience: 'public' as const,
  show: ['topics', 'questions', 'people', 'links'] as const,
};

function read(text: string, reader: Audience, cache = createNotesCache()) {
  const { messages, report } = createReport();
  const source = { path: 'notes.md', text, entry: { ...entry, show: [...entry.show] } };
  const notes = parseNotes([source], { people, audience: reader }, '2026-11-20', report, cache);
  const released = releaseNotes(notes, { reader, people, redact: (part) => part });
  const options = { asOf: '2026-11-20', audience: reader, people };
  return { messages, json: digestJson(released, options), markdown: digestMarkdown(released, options) };
}

/** Pieces of notes in any order: what the grammar is made of, and what breaks grammars. */
const pieces = fc.constantFrom(
  ...[
    '- ',
    '  - ',
    '\t* ',
    '+ + ',
    '1. ',
    '[ ] ',
    '[x] ',
    '## 2026-10-06',
    '## 2026-09-22 Title',
    '# Agenda',
    '### Actions',
  ],
  ...[
    'ACTION AR: ',
    '**ACTION**: ',
    'ACTION 6.2: ',
    'DECISION: ',
    'Agreed to ',
    'Ana will ',
    'Present: ',
    '[ACTION: Ana] ',
  ],
  ...[
    '```',
    '~~~',
    '<!--',
    '-->',
    ':::',
    ':::{note}',
    '> ',
    '| a | b |',
    '|--|--|',
    '`',
    '**',
    '~~',
    '[',
    '](x)',
    'a@b.c',
  ],
  ...[
    '\n',
    '\n\n',
    '\r\n',
    ' ',
    '\t',
    '\0',
    '\uFEFF',
    'é',
    '🎉',
    'שלום',
    '?',
    '.',
    'word',
    'https://example.org/x',
    '#12',
  ],
);
const notes = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(pieces, { maxLength: 80 }).map((parts) => parts.join('')),
);

describe('any text', () => {
  it('is read without a throw, and every message is in it', () => {
    fc.assert(
      fc.property(notes, (text) => {
        const lines = text.split('\n').length;
        for (const { place } of read(text, 'private').messages) {
          expect(place.line).toBeGreaterThanOrEqual(1);
          expect(place.line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same twice, kept or not', () => {
    fc.assert(
      fc.property(notes, (text) => {
        const cache = createNotesCache();
        const first = JSON.stringify(read(text, 'team', cache).json);
        expect(JSON.stringify(read(text, 'team', cache).json)).toBe(first);
        expect(JSON.stringify(read(text, 'team').json)).toBe(first);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is marked', () => {
  const marks = fc.constantFrom('<!-- private -->', '[private]', '#private', '#private.', '**#private**');
  const items = fc.constantFrom(
    'ACTION AR: SECRET',
    '[ ] SECRET',
    'DECISION: SECRET',
    'SECRET?',
    'SECRET https://a.b/SECRET',
    '**SECRET**',
  );
  it('is in no output for others, nor is what stands below it', () => {
    fc.assert(
      fc.property(notes, items, marks, items, (before, item, mark, child) => {
        const text = `# Notes\n\n## 2026-10-06\n\n- ok\n- ${item} ${mark}\n    - ${child}\n- fine\n\n## 2026-09-22\n\n${before}`;
        const { json, markdown, messages } = read(text, 'public');
        expect(JSON.stringify(json)).not.toContain('SECRET');
        expect(markdown).not.toContain('SECRET');
        expect(JSON.stringify(messages)).not.toContain('SECRET');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('time', () => {
  const repeated = [
    ...[
      '*a ',
      '[',
      '](',
      '_a*',
      '<',
      '![',
      '`a``',
      '~~a',
      '**a_',
      '[a](',
      '&',
      '\\',
      'a@',
      '|a',
      '- ',
      '+ + ',
      '> ',
      '# ',
    ],
    ...[
      '## 2026-10-06 ',
      'a - B ',
      '1. A ',
      '```',
      '``` ',
      '<!--',
      '-->',
      ':::a ',
      'ACTION ',
      'ACTION A: ',
      'Ana, ',
      'Ana to Ben: ',
    ],
    ...[
      '[name=',
      '(',
      '[private] ',
      'private ',
      '2026-',
      'due ',
      '\t',
      '\u00a0',
      '\0',
      '- a\n',
      '  - a\n',
      '- [ ] a\n',
      '## x\n',
    ],
    ...[
      '## 2026-10-06\n',
      '```js\n',
      '<!-- a\n',
      ':::{private}\n',
      '> a\n',
      '| a | b |\n|--|--|\n',
      'a\n===\n',
      '\n',
      '\r',
      'x <!-- b\n',
    ],
  ];
  const cost = (text: string) => {
    const start = process.cpuUsage();
    read(text, 'private');
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const size = 20_000;
  const plain = 'Some words of a meeting, as people write them.\n';
  cost(plain.repeat(2000));
  const baseline = cost(plain.repeat((16 * size) / plain.length)) / 16;

  it.each(repeated)('of %j grows with its length', (piece) => {
    const small = cost(`## 2026-10-06\n\n${piece.repeat(size / piece.length)}`);
    const large = cost(`## 2026-10-06\n\n${piece.repeat((8 * size) / piece.length)}`);
    // Square growth would be 64 times; what the machine does besides is allowed for in multiples of the baseline.
    expect(large).toBeLessThan(24 * small + 400 * baseline + 200);
  });

  it('of a deep list is that of a flat one, and the depth is told', () => {
    const deep = Array.from({ length: 4000 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n');
    const { messages } = read(`## 2026-10-06\n\n${deep}`, 'private');
    expect(messages.some((message) => message.rule === 'notes-text-readable')).toBe(true);
  });
});
