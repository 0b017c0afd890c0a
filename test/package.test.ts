// What others get: the packed package holds what is needed and no more, the plugin works alone as one file, and a
// starter made by `compass new`, installed from the packed package, builds and checks clean.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, type Terminal } from '../scripts/command.ts';
import { newCommand, starterWords } from '../scripts/new.ts';

const root = dirname(import.meta.dirname);
const work = mkdtempSync(join(tmpdir(), 'compass-package-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Exit code and all output; npm is a script on Windows, which only a shell starts. */
function run(command: string, args: string[], cwd: string): { code: number | null; said: string } {
  const shell = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, shell, encoding: 'utf8' });
  return { code: status, said: `${stdout}\n${stderr}` };
}

interface Packed {
  filename: string;
  size: number;
  files: { path: string }[];
}

/** Without scripts: `dist` is there, and other tests are using it. */
function pack(): Packed {
  const { code, said } = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', work], root);
  expect(code, said).toBe(0);
  const list = JSON.parse(said.slice(said.indexOf('['), said.lastIndexOf(']') + 1)) as Packed[];
  const [packed] = list;
  if (!packed) throw new Error(said);
  return packed;
}

describe('the package', () => {
  let packed: Packed;
  beforeAll(() => {
    packed = pack();
  });

  it('holds what is needed and no more', () => {
    const kinds = new Set(packed.files.map(({ path }) => path.replace(/^(dist\/[^/]+)\/.*/, '$1/…')));
    expect([...kinds].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/cli.mjs',
      'dist/compass.mjs',
      'dist/schemas/…',
      'dist/starter/…',
      'dist/theme/…',
      'package.json',
    ]);
  });

  it('stays within 8 MB, and the plugin within 664 kB, 241 kB as it is sent', () => {
    const plugin = readFileSync(join(root, 'dist/compass.mjs'));
    expect(packed.size).toBeLessThan(8_000_000);
    expect(plugin.length).toBeLessThan(664_000);
    expect(gzipSync(plugin).length).toBeLessThan(241_000);
  });

  it('names the licence of everything bundled', () => {
    const text = readFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['js-yaml', 'zod', 'katex', 'hastscript'])
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    const unnamed = text.split(/^=+$/m).filter((entry) => entry.includes('(text below)'));
    for (const entry of unnamed) expect(entry).toMatch(/Permission is hereby granted/i);
  });

  it('is a plugin that works alone, as one file', () => {
    const folder = join(work, 'alone');
    writeProject(folder, {
      'myst.yml': 'version: 1\nproject:\n  plugins: [compass.mjs]\n',
      'page.md':
        '# Page\n\n:::{flywheel} Loop\n1. **More _work_.** Said once.\n2. **More _rest_.** Said twice.\n:::\n',
    });
    copyFileSync(join(root, 'dist/compass.mjs'), join(folder, 'compass.mjs'));
    const { code, said } = run(process.execPath, [mystFile(), 'build', 'page.md', '--md', '--force'], folder);
    expect(code, said).toBe(0);
    const made = filesIn(folder).filter((path) => path.includes('exports') && path.endsWith('.md'));
    expect(made.map((path) => readFileSync(path, 'utf8')).join('\n')).toMatch(/Said once[\s\S]*Said twice/);
  });

  it('brings a starter that builds and checks clean', () => {
    const folder = join(work, 'my-compass');
    expect(run(process.execPath, [join(root, 'dist/cli.mjs'), 'new', folder], work).code).toBe(0);
    const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', join(work, packed.filename)];
    const installed = run('npm', install, folder);
    expect(installed.code, installed.said).toBe(0);
    for (const command of ['check', 'build']) {
      const { code, said } = run('npx', ['compass', command], folder);
      expect(code, said).toBe(0);
      expect(said).not.toMatch(/\(compass:|⛔|⚠/);
    }
    const site = join(folder, '_build/compass');
    const pages = readdirSync(site).filter((name) => existsSync(join(site, name, 'index.html')));
    expect(pages).toEqual(
      expect.arrayContaining(['actions', 'decisions', 'meetings', 'objectives', 'people', 'theory']),
    );
    const text = filesIn(site)
      .filter((path) => /\.(html|json|xml)$/.test(path))
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    expect(text).toContain('Nobody opens the workshop alone');
    expect(text).not.toContain('landlord');
  });
});

describe('compass new', () => {
  const said: string[] = [];
  const terminal: Terminal = {
    cwd: work,
    env: {},
    out: (text) => said.push(text),
    err: (text) => said.push(text),
    progress: () => {},
    input: async () => '',
  };

  it.each([
    ['a folder that is not empty', ['new', 'full'], 1, '`full` is not empty'],
    ['a file', ['new', 'file'], 1, '`file` is a file'],
    ['no folder', ['new'], 2, 'Expected one folder'],
    ['two folders', ['new', 'a', 'b'], 2, 'Expected one folder'],
  ])('refuses %s', async (_, args, code, reason) => {
    writeProject(join(work, 'full'), { 'a.txt': 'mine' });
    writeFileSync(join(work, 'file'), 'mine');
    said.length = 0;
    expect(await runCommand(args, [newCommand], '0.1.0', terminal)).toBe(code);
    expect(said.join('')).toContain(reason);
    expect(readFileSync(join(work, 'full/a.txt'), 'utf8')).toBe('mine');
  });

  it.each([
    [new Date(2026, 0, 1), '2026-Q1', '2026-01-01', '2026-01-15'],
    [new Date(2026, 10, 22, 23, 59), '2026-Q4', '2026-11-22', '2026-12-06'],
    [new Date(2028, 1, 20), '2028-Q1', '2028-02-20', '2028-03-05'],
  ])('on %s is in %s', (today, period, day, soon) => {
    expect(starterWords('My Compass!', '0.1.0', today)).toEqual({
      name: 'my-compass',
      version: '0.1.0',
      period,
      'period-file': period.toLowerCase(),
      today: day,
      soon,
    });
  });
});

function writeProject(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

function mystFile(): string {
  return join(root, 'node_modules/mystmd/dist/myst.cjs');
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
}
