// Wheels, loops and tables of objectives in the exports of mystmd itself: Markdown, Typst, TeX and JATS keep each picture
// and all of the text. mystmd needs tools that may be missing to make PDFs or to convert pictures, so only what it writes
// is judged. For docx it fetches a template: there its library is called, with the page as mystmd built it.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Root } from 'myst-spec';
import { mystToDocx } from 'myst-to-docx';
import { unified } from 'unified';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewsOf } from '../scripts/audit/views.ts';

const repository = join(import.meta.dirname, '..');
const run = promisify(execFile);

interface Ended {
  stdout: string;
}

interface DocxResult {
  result: Promise<Buffer>;
}

/** A picture for docx, which takes no SVG. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

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

:::{objectives}
period: 2026-Q4
objectives:
  - id: quota
    title: Communities can see what hubs cost
    owner: Ben
    measures:
      - {id: caps, name: Hubs with a cost cap, baseline: 2, target: 20, checkins: {2026-11-10: 9}}
    learnings: [Caps are wanted by all]
    actions: [{text: Ask the university, owner: Ana, due: 2026-12-01}]
:::
`;

/** What a reader of the table needs, in the table or beside it. */
const CELLS = ['Hubs with a cost cap', 'Baseline', 'Now', 'Target', '9', '20', '0.39', 'At risk'];
const BESIDE = ['Communities can see what hubs cost', 'Ben', 'Caps are wanted by all', 'Ask the university'];

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
  let log = '';
  beforeAll(async () => {
    const project = [
      'version: 1',
      'project:',
      `  plugins: [${JSON.stringify(join(repository, 'dist/compass.mjs'))}]`,
      '  toc: [{file: page.md}]',
      `site: {template: ${JSON.stringify(join(repository, 'dist/theme'))}}`,
      '',
    ];
    writeFileSync(join(folder, 'myst.yml'), project.join('\n'));
    writeFileSync(join(folder, 'compass.yml'), 'as_of: 2026-11-20\n');
    writeFileSync(join(folder, 'page.md'), PAGE);
    const myst = join(repository, 'node_modules/mystmd/dist/myst.cjs');
    const build = (...args: string[]) =>
      run(process.execPath, [myst, 'build', ...args], { cwd: folder }).catch(
        (error: unknown) => error as Ended,
      );
    log = (await build('page.md', '--md', '--typst', '--tex', '--xml')).stdout;
    await build('--site');
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['page.md', /```\{figure\} data:image\/svg|:::\{figure\} data:image\/svg/g],
    ['page.typ', /#figure\([^#]*image\("files\/\w+\.(svg|png)"/g],
    ['page.tex', /\\begin\{figure\}.{0,99}\\includegraphics(\[[^\]]*\])?\{files\/\w+(\.\w+)?\}/gs],
    ['page.xml', /<fig .{0,2000}?<graphic [^>]*xlink:href="files\/\w+\.svg"/gs],
  ])('to %s keep both figures and every word', (file, picture) => {
    const text = readFileSync(join(folder, 'out', file), 'utf8');
    expect(text.match(picture)).toHaveLength(2);
    const plain = text.replaceAll(/<[^>]+>|[*_]|\\text(bf|it)\{|\}/g, '');
    for (const words of [...WORDS, ...BESIDE]) expect(plain, words).toContain(words);
  });

  it('write the figures beside them', () => {
    const files = readdirSync(join(folder, 'out/files'));
    expect(files.filter((file) => file.endsWith('.svg')).length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['page.md', /^\|.*?\|\n\n/gms],
    ['page.typ', /#tablex\(.*?\n\)/gs],
    ['page.tex', /\\begin\{tabular\}.*?\\end\{tabular\}/gs],
    ['page.xml', /<table>.*?<\/table>/gs],
  ])('to %s keep the table of an objective', (file, tables) => {
    const found = readFileSync(join(folder, 'out', file), 'utf8').match(tables) ?? [];
    const table = found.find((text) => text.includes(CELLS[0]!));
    for (const words of CELLS) expect(table, words).toContain(words);
  });

  it('to docx keep the table of an objective', async () => {
    const content = readFileSync(join(folder, '_build/site/content/index.json'), 'utf8');
    const { mdast } = JSON.parse(content) as { mdast: Root };
    const made = unified()
      .use(mystToDocx, { getImageBuffer: () => DOT })
      .stringify(mdast);
    const document = viewsOf(await (made as unknown as DocxResult).result);
    const table = document.map(({ text }) => /<w:tbl>.*<\/w:tbl>/s.exec(text)?.[0]).find(Boolean) ?? '';
    for (const words of CELLS) expect(table.replaceAll(/<[^>]+>/g, ' '), words).toContain(words);
  });

  it('name no node that an export does not know', () => {
    expect(log).toContain('Exported');
    expect(log).not.toMatch(/Unsupported|unknown node/i);
  });
});
