// Real builds of a small project: what is published, what makes a build fail, and that the last good site stays whole
// whatever happens.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { filesIn } from '../../scripts/pages.ts';

const repository = join(import.meta.dirname, '../..');
const cli = join(repository, 'dist/cli.mjs');
const root = mkdtempSync(join(tmpdir(), 'compass-build-'));
const out = join(root, '_build/compass');
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 10 }));

const PAGE = '# Home\n\nWe share what we run.\n\n:::{digest}\n:series: Board\n:::\n';
const NOTES =
  '## 2026-10-06\n\n- DECISION: share the hub\n- [ ] ACTION AR: sell the old boat to the harbour master #private\n- Second berth #private\n- DECISION: paint the old hub\n';

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

function writeProject(page = PAGE, more = ''): void {
  write('content/index.md', page);
  write('notes/board.md', NOTES);
  write('notes/copy.txt', NOTES.replace(/.*ACTION.*\n/, 'Changed.\n'));
  write('notes/draft.md', 'Text. <!-- We sell ships. -->\n');
  write('notes/part.md', '---\naudience: private\n---\n\nWe sell ships.\n');
  write('notes/block.md', ':::{private}\nWe sell ships.\n\n:::\n');
  const cells = [
    { cell_type: 'markdown', metadata: {}, source: ['---\naudience: team\n---\n\n', 'We sell ships.'] },
  ];
  write('notes/part.ipynb', JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  write(
    'compass.yml',
    'audience: public\nas_of: 2026-11-20\nhomes: {meetings: content/index.md, decisions: content/index.md}\nnotes:\n  - {path: notes/board.md, series: Board, audience: public}\n',
  );
  write(
    'myst.yml',
    `version: 1\nproject:\n  title: Tide\n  plugins: [compass.mjs]\n  toc:\n    - file: content/index.md\n${more}site:\n  template: ./theme\n`,
  );
}

async function build(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return {
      code: 0,
      ...(await promisify(execFile)(process.execPath, [cli, 'build', ...args], { cwd: root })),
    };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

/** A plugin that never comes to an end, and whose connections last as long as mystmd's process. */
const ALIVE = `import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
const server = createServer();
server.listen(0, 'localhost');
const wait = () => new Promise(() => writeFileSync('port', String(server.address().port)));
export default { name: 'alive', transforms: [{ name: 'wait', stage: 'document', plugin: () => wait }] };
`;

const HOSTILE = [
  '<script>attacker()</script>',
  '<img src=x onerror="attacker()">',
  '[attacker](javascript:attacker())',
  '<a href="JaVaScRiPt:attacker()">attacker</a>',
  '<svg onload="attacker()"><script>attacker()</script></svg>',
  '<style>body{background:url(//attacker.example)}</style>',
  '"><iframe src="//attacker.example">',
  '\\`\\`\\`{raw} html attacker',
  ']]></title><script>attacker()</script>',
  '[attacker](data:text/html,<script>attacker()</script>)',
  '![attacker](javascript:attacker())',
  'attacker https://attacker-docs.example/100% [x](https://attacker-docs.example/caf%E9)',
  '**attacker** <!-- attacker',
];

/** 16 × 8 pixels, with a comment. */
const JPEG = `/9j//gAKc2Nob29uZXL/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEA
AAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRy
VFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBH
AEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADT
LXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABl
ACAASQBuAGMALgAgADIAMAAxADb/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwS
ExIQEw8QEBD/2wBDAQMDAwQDBAgEBAgQCwkLEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBD/wAAR
CAAIABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAcI/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABUBAQEAAAAAAAAAAAAAAAAA
AAcI/8QAGREAAgMBAAAAAAAAAAAAAAAAAAhFhMPE/9oADAMBAAIRAxEAPwDOiBAcEym63QUa2cPYwP/Z`;

/** What would run, load or style something that the theme did not put there. */
function dangersIn(html: string): string[] {
  const dangers: string[] = [];
  visit(fromHtml(html), 'element', (element) => {
    const { tagName, properties } = element;
    if (tagName === 'script' && properties.src === undefined) dangers.push('script');
    if (tagName === 'iframe' || tagName === 'style' || tagName === 'object') dangers.push(tagName);
    for (const [name, value] of Object.entries(properties)) {
      if (/^on/i.test(name)) dangers.push(`${tagName} ${name}`);
      if (/^\s*(javascript|vbscript|data:text)/i.test(String(value)))
        dangers.push(`${tagName} ${name}=${value}`);
      if (/^(?:src|href)$/.test(name) && /attacker\.example/.test(String(value)))
        dangers.push(`${tagName} ${name}`);
    }
  });
  return dangers;
}

/** Every file of the published site with its content. */
function snapshot(): Map<string, string> {
  return new Map(filesIn(out).map((file) => [file, readFileSync(join(out, file), 'latin1')]));
}

describe('compass build', () => {
  let good: Map<string, string>;
  beforeAll(async () => {
    cpSync(join(repository, 'dist/theme'), join(root, 'theme'), { recursive: true });
    cpSync(join(repository, 'dist/compass.mjs'), join(root, 'compass.mjs'));
    writeProject();
    const { code, stderr } = await build('--base-url', 'https://tide.example/x');
    expect(code, stderr).toBe(0);
    good = snapshot();
  });

  it('publishes pages, graph, feeds, search and headers, and no source', () => {
    const files = [...good.keys()];
    for (const file of [
      'index.html',
      'compass.json',
      'feed.xml',
      'feeds/index.html',
      'search/index.json',
      '_headers',
    ])
      expect(files).toContain(file);
    expect(files.filter((file) => file.endsWith('.md'))).toEqual([]);
    expect(good.get('sitemap.xml')).toContain('<loc>https://tide.example/x/</loc>');
    expect(good.get('index.html')).toContain('hare the hub');
    expect(good.get('index.html')).toContain('href="/x/feeds/actions.xml"');
  });

  const refused: [string, string, string, RegExp, RegExp][] = [
    [
      'an e-mail address',
      `${PAGE}\nWrite to ana@example.org.\n`,
      '',
      /^content\/index\.md:9:10: .*site-without-secrets/m,
      /ana@/,
    ],
    [
      'a withheld sentence',
      `${PAGE}\nWe sell the old boat to the harbour master.\n`,
      '',
      /^notes\/board\.md:4:\d+: .*site-without-withheld/m,
      /harbour/,
    ],
    [
      'a private document',
      `${PAGE}\n[Plan](https://docs.google.com/document/d/1/edit)\n`,
      '',
      /site-without-private-links/,
      /document\/d/,
    ],
    [
      'notes as a page',
      PAGE,
      '    - file: notes/board.md\n',
      /^notes\/board\.md:1:1: .*notes-not-pages[\s\S]*Notes are among the pages/m,
      /harbour/,
    ],
    [
      'a mark in the text of a page',
      `${PAGE}\n- We sell ships [private]\n`,
      '',
      /^content\/index\.md:9:\d+: Unexpected mark of audience.*page-audience/m,
      /ships/,
    ],
    [
      'a private file that a page includes',
      `${PAGE}\n\`\`\`{include} ../notes/part.md\n\`\`\`\n`,
      '',
      /^content\/index\.md:9:14: .*page-audience/m,
      /ships/,
    ],
    [
      'a part of a file that begins inside of a private block',
      `${PAGE}\n\`\`\`{include} ../notes/block.md\n:lines: 2-3\n\`\`\`\n`,
      '',
      /^content\/index\.md:9:14: .*page-audience/m,
      /ships/,
    ],
    [
      'an element of html that says it is private',
      `${PAGE}\n<private>\n\nWe sell ships.\n\n</private>\n`,
      '',
      /^content\/index\.md:1:1: Unexpected mark of audience.*page-audience/m,
      /ships/,
    ],
    [
      'a private class in braces that mystmd drops',
      `${PAGE}\n:::{card .private} Pay\nWe sell ships.\n:::\n`,
      '',
      /^content\/index\.md:1:1: Unexpected mark of audience.*page-audience/m,
      /ships/,
    ],
    [
      'a private role in letters that look alike',
      `${PAGE}\nWe {\u0440rivate}\`sell ships\` now.\n`,
      '',
      /^content\/index\.md:1:1: Unexpected private role.*page-audience/m,
      /ships/,
    ],
    [
      'a comment in a title',
      `---\ntitle: Home <!-- ships -->\n---\n${PAGE}`,
      '',
      /^content\/index\.md:2:1: .*site-without-comments/m,
      /ships/,
    ],
    [
      'a file of data that front matter offers',
      `---\ndownloads:\n  - file: ../compass.yml\n---\n${PAGE}`,
      '',
      /^compass\.yml:1:1: Unexpected a file of notes or data.*site-without-raw-notes/m,
      /Board/,
    ],
    [
      'a comment that is a mark',
      `${PAGE}\nWe sell ships. <!-- private: ships -->\n`,
      '',
      /^content\/index\.md:\d+:\d+: Unexpected mark of audience.*page-audience/m,
      /ships/,
    ],
    [
      'a comment in a role',
      `${PAGE}\nSee {kbd}\`this <!-- ships -->\`.\n`,
      '',
      /^content\/index\.md:9:1: .*site-without-comments/m,
      /ships/,
    ],
    [
      'a private role in another role',
      `${PAGE}\nSee {kbd}\`this {private}\`ships\`\`.\n`,
      '',
      /^content\/index\.md:1:1: Unexpected private role inside of another.*page-audience/m,
      /ships/,
    ],
    [
      'a changed copy of notes',
      `${PAGE}\n\`\`\`{literalinclude} ../notes/copy.txt\n\`\`\`\n`,
      '',
      /^notes\/board\.md:5:\d+: Unexpected withheld text/m,
      /berth/,
    ],
    [
      'the source of a page that is none, with a comment',
      `${PAGE}\n[More](../notes/draft.md)\n`,
      '',
      /^content\/index\.md:9:1: Unexpected text of a comment in the site.*site-without-comments/m,
      /ships/,
    ],
    [
      'a page that says it is for the team',
      `---\naudience: team\n---\n${PAGE}\nWe sell ships.\n`,
      '',
      /^content\/index\.md:1:1: .*page-audience[\s\S]*A page is not public/m,
      /ships/,
    ],
    [
      'a notebook that says it is for the team',
      PAGE,
      '    - file: notes/part.ipynb\n',
      /^notes\/part\.ipynb:1:1: .*page-audience[\s\S]*A page is not public/m,
      /ships/,
    ],
    ...[
      ['that is no YAML', '---\nremark: ships # ships\nremark: more: ships\n---\n'],
      ['behind a blank line', '\n---\naudience: public\nremark: ships\n---\n'],
      ['behind a byte order mark', '\uFEFF---\nremark: ships\n---\n'],
    ].map(([name, frontMatter]): [string, string, string, RegExp, RegExp] => [
      `front matter ${name}`,
      `${frontMatter}${PAGE}`,
      '',
      /^content\/index\.md:1:1: Unexpected front matter.*page-audience[\s\S]*A page is not public/m,
      /ships/,
    ]),
  ];
  it.each(refused)('publishes nothing with %s', async (_name, page, more, message, secret) => {
    writeProject(page, more);
    const { code, stderr } = await build();
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^compass: .*nothing is published$/m);
    expect(stderr).not.toMatch(secret);
    expect(snapshot()).toEqual(good);
  });

  it('publishes nothing where compass.yml does not tell what is private', async () => {
    writeProject();
    write('compass.yml', 'notes:\n  - {pfad: notes/board.md, series: Board, audience: private}\n');
    const { code, stderr } = await build();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^compass: compass\.yml does not tell what is private;.*nothing is published$/m);
    expect(snapshot()).toEqual(good);
  });

  it('publishes nothing where the plugin is not loaded, and says how to load it', async () => {
    writeProject(`${PAGE}\n:::{private}\nWe sell ships.\n:::\n`);
    write('myst.yml', readFileSync(join(root, 'myst.yml'), 'utf8').replace('compass.mjs', ''));
    const { code, stderr } = await build();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^compass: The plugin did not read content\/index\.md; .*`plugins: \[.*compass\.mjs\]`.*nothing is published$/m,
    );
    expect(snapshot()).toEqual(good);
  });

  it('shows hostile words as words', async () => {
    const evil = HOSTILE.map(
      (text) => `- ${text}\n- DECISION: ${text}\n- [ ] ACTION ${text}: ${text}\n`,
    ).join('');
    writeProject(
      `${PAGE}\n@constructor, see [x](https://docs.example/caf%E9)\n\n\`\`\`{objectives}\nperiod: 2026-Q4\nobjectives:\n${HOSTILE.map((text, at) => `  - {id: o${at}, title: ${JSON.stringify(text)}, why: ${JSON.stringify(text)}}`).join('\n')}\n\`\`\`\n`,
    );
    write('notes/board.md', `## 2026-10-06 ${HOSTILE[0]}\n\n${evil}`);
    write(
      'compass.yml',
      readFileSync(join(root, 'compass.yml'), 'utf8').replace(
        'audience: public}',
        'audience: public, show: [topics, questions, people, links]}',
      ),
    );
    const { code, stderr } = await build('--out', join(root, '_build/hostile'));
    expect(code, stderr).toBe(0);
    const html = readFileSync(join(root, '_build/hostile/index.html'), 'utf8');
    expect(html).toContain('attacker');
    expect(html).toContain('@constructor');
    expect(html).toContain('href="https://docs.example/caf%E9"');
    for (const file of filesIn(join(root, '_build/hostile')).filter((name) => name.endsWith('.html')))
      expect(dangersIn(readFileSync(join(root, '_build/hostile', file), 'utf8'))).toEqual([]);
  });

  it('publishes no source of a part, be it in a file or in myst.yml', async () => {
    writeProject(`---\nabstract: ../notes/abstract.md\n---\n${PAGE}`);
    write('notes/abstract.md', 'We share more. {private}`schooners`\n\n<!-- schooners -->\n');
    write('notes/foot.md', 'All of it. {private}`schooners`\n');
    const config = readFileSync(join(root, 'myst.yml'), 'utf8');
    write('myst.yml', `${config}  parts:\n    footer: notes/foot.md\n    banner: Welcome # schooners\n`);
    const folder = join(root, '_build/parts');
    const { code, stderr } = await build('--out', folder);
    expect(code, stderr).toBe(0);
    const files = filesIn(folder);
    expect(files.filter((file) => /\.(?:md|yml)$/.test(file))).toEqual([]);
    expect(readFileSync(join(folder, 'index.json'), 'utf8')).toContain('We share more');
    for (const file of files) expect(readFileSync(join(folder, file), 'latin1')).not.toContain('schooners');
  });

  it('leads to no page for others', async () => {
    const ways = [
      'See [the plan](../notes/part.md).',
      'And {download}`../notes/part.ipynb`.',
      '[Without its ending](../notes/p%61rt).',
      '[Through a folder](x?/../../notes/part.md)',
      '[With 100%](../100%/../notes/part.md)',
    ];
    writeProject(`${PAGE}\n${ways.join('\n\n')}\n`);
    const folder = join(root, '_build/led');
    const { code, stderr } = await build('--out', folder);
    expect(code, stderr).toBe(0);
    expect(
      stderr.match(
        /^content\/index\.md:(?:9|11|13|15|17):\d+: Unexpected way from a page.*link-not-to-notes/gm,
      ),
    ).toHaveLength(5);
    const files = filesIn(folder);
    expect(files.filter((file) => /part-/.test(file))).toEqual([]);
    for (const file of files) expect(readFileSync(join(folder, file), 'latin1')).not.toContain('sell ships');
  });

  it('takes out of pictures what cameras wrote, and tells of those where it cannot', async () => {
    writeProject(`${PAGE}\n![Boats](../boats.jpg)\n\n{download}\`../scan.tif\`\n`);
    writeFileSync(join(root, 'boats.jpg'), Buffer.from(JPEG, 'base64'));
    // One entry, the author, as scanners write.
    const author = [73, 73, 42, 0, 8, 0, 0, 0, 1, 0, 59, 1, 2, 0, 4, 0, 0, 0, 65, 110, 97, 0, 0, 0, 0, 0];
    writeFileSync(join(root, 'scan.tif'), Buffer.from(author));
    const folder = join(root, '_build/pictures');
    const { code, stderr } = await build('--out', folder);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/^content\/index\.md:11:\d+: Unexpected Exif.*picture-tells-nothing/m);
    expect(stderr.match(/picture-tells-nothing/g)).toHaveLength(1);
    const [picture] = filesIn(folder).filter((file) => /^build\/boats-.*\.jpg$/.test(file));
    const bytes = readFileSync(join(folder, picture!));
    const source = Buffer.from(JPEG, 'base64');
    expect(source.includes('schooner')).toBe(true);
    expect(bytes.includes('schooner')).toBe(false);
    expect(source.subarray(-40).equals(bytes.subarray(-40))).toBe(true);
  });

  it('publishes an address that compass.yml names as public', async () => {
    writeProject(`${PAGE}\nWrite to hello@example.org.\n`);
    const config = readFileSync(join(root, 'compass.yml'), 'utf8');
    write('compass.yml', `${config}public_links: [hello@example.org]\n`);
    const { code, stderr } = await build('--out', join(root, '_build/open'));
    expect(code, stderr).toBe(0);
    expect(readFileSync(join(root, '_build/open/index.html'), 'utf8')).toContain('hello@example.org');
  });

  it('killed at any moment leaves the last site whole, and the next build works', async () => {
    writeProject();
    for (const ms of [50, 400, 900, 1600, 2400]) {
      const child = spawn(process.execPath, [cli, 'build'], { cwd: root, stdio: 'ignore' });
      const ended = new Promise((done) => child.on('close', done));
      await new Promise((done) => setTimeout(done, ms));
      // It alone, as a crash would: mystmd ends with it, and must not write into the next build.
      child.kill('SIGKILL');
      await ended;
      expect(existsSync(join(out, 'index.html'))).toBe(true);
    }
    const { code, stderr } = await build('--base-url', 'https://tide.example/x');
    expect(code, stderr).toBe(0);
    expect([...snapshot().keys()]).toEqual([...good.keys()]);
  });

  it('takes mystmd with it when it alone is killed', async () => {
    writeProject();
    write('alive.mjs', ALIVE);
    write(
      'myst.yml',
      readFileSync(join(root, 'myst.yml'), 'utf8').replace('compass.mjs', 'compass.mjs, alive.mjs'),
    );
    const child = spawn(process.execPath, [cli, 'build'], { cwd: root, stdio: 'ignore' });
    const port = await vi.waitFor(() => Number(readFileSync(join(root, 'port'), 'utf8')), 60_000);
    const mystmd = connect(port, 'localhost').on('error', () => {});
    await once(mystmd, 'connect');
    const gone = new Promise((done) => mystmd.on('close', done));
    child.kill('SIGKILL');
    await gone;
  });
});
