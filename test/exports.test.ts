// Wheels and loops in the exports of mystmd itself: Markdown, Typst, TeX and JATS keep each picture and all of its text.
// mystmd needs tools that may be missing to make PDFs or to convert pictures, so only what it writes is judged.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..');
const run = promisify(execFile);

const PAGE = `---
title: Exports
exports:
  - {format: md, output: out/page.md}
  - {format: typst, template: null, output: out/page.typ}
  - {format: tex, template: null, output: out/page.tex}
  - {format: xml, output: out/page.xml}
---

:::{flywheel} Why a library lends seeds
:label: lending
1. **More _seeds_ lent.** A packet costs nothing.
2. **More _gardens_ sown.** Each keeps some.
:::

:::{causal-loop} Why lending slows
:label: slows
members --> fees: +
fees --> opening hours: + delayed "hiring takes a season"
opening hours --> members: +
members --> queues: +
queues --> opening hours: -
loop Growth: members, fees, opening hours
loop Crowding: members, queues, opening hours
:::
`;

const WORDS = [
  'Why a library lends seeds',
  'A packet costs nothing.',
  'Each keeps some.',
  'and back to 1',
  'Why lending slows',
  'R1 Growth',
  'B1 Crowding',
  'More members, so more queues, so less opening hours, so less members.',
  'delayed: hiring takes a season',
  'opposite ways',
];

describe('exports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compass-exports-'));
  beforeAll(async () => {
    const plugin = join(repository, 'dist/compass.mjs');
    const project = `version: 1\nproject:\n  plugins:\n    - ${plugin}\n  toc:\n    - file: page.md\n`;
    writeFileSync(join(folder, 'myst.yml'), project);
    writeFileSync(join(folder, 'page.md'), PAGE);
    const myst = join(repository, 'node_modules/mystmd/dist/myst.cjs');
    const command = [myst, 'build', 'page.md', '--md', '--typst', '--tex', '--xml'];
    await run(process.execPath, command, { cwd: folder }).catch(() => undefined);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  for (const [file, picture] of [
    ['page.md', /```\{figure\} data:image\/svg|:::\{figure\} data:image\/svg/g],
    ['page.typ', /image\("files\/\w+\.(svg|png)"/g],
    ['page.tex', /\\includegraphics(\[[^\]]*\])?\{files\/\w+(\.\w+)?\}/g],
    ['page.xml', /<graphic [^>]*xlink:href="files\/\w+\.svg"/g],
  ] as const) {
    it(`to ${file} keep both pictures and every word`, () => {
      const text = readFileSync(join(folder, 'out', file), 'utf8');
      expect(text.match(picture)).toHaveLength(2);
      const plain = text.replaceAll(/<[^>]+>|[*_]|\\text(bf|it)\{|\}/g, '');
      for (const words of WORDS) expect(plain, words).toContain(words);
    });
  }

  it('write the pictures beside them', () => {
    const files = readdirSync(join(folder, 'out/files'));
    expect(files.filter((file) => file.endsWith('.svg'))).toHaveLength(2);
  });
});
