// What a reader's browser fetches: bytes as a host sends them, and requests, of four kinds of pages. The content site of
// this checkout is copied, given a page of formulas and built, so that what stands in its `_build` is left alone.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BenchCase, Figure } from './bench.ts';

const dist = dirname(fileURLToPath(import.meta.url));
const PAGES = {
  home: '',
  'plain page': 'deploy',
  'page of views': 'meetings',
  'page of formulas': 'formulas',
};

export const cases: BenchCase[] = [
  {
    name: 'weight: bytes and requests of a page',
    size: 'of the content site, and one of 20 formulas; gzip, without pictures and fonts',
    once: true,
    run: weighPages,
  },
];

function weighPages(): Figure[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'compass-weight-')));
  try {
    copyProject(folder);
    const build = [join(dist, 'cli.mjs'), 'build', '--as-of', '2026-11-20'];
    const { status, stderr } = spawnSync(process.execPath, build, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`The content site was not built: ${stderr.slice(-2000)}`);
    const site = join(folder, '_build', 'compass');
    return Object.entries(PAGES).flatMap(([name, path]) => weighPage(site, name, path));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyProject(folder: string): void {
  const root = dirname(dist);
  for (const name of ['content', 'compass.yml'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  const settings = readFileSync(join(root, 'myst.yml'), 'utf8')
    .replace('- dist/compass.mjs', `- ${JSON.stringify(join(dist, 'compass.mjs'))}`)
    .replace('template: ./dist/theme', `template: ${JSON.stringify(join(dist, 'theme'))}`)
    .replace('    - file: content/index.md', '$&\n    - file: content/formulas.md');
  writeFileSync(join(folder, 'myst.yml'), settings);
  writeFileSync(join(folder, 'content', 'formulas.md'), FORMULAS);
}

const FORMULAS = `# Formulas\n${Array.from(
  { length: 20 },
  (_, index) => `
With $x_{${index}}$ hubs and a share of $\\frac{a}{b}$ of them, what is spent is

$$
c_{${index}} = \\sum_{i=1}^{${index}} \\frac{x_i^2}{\\sqrt{1 + q_i}} + \\int_0^1 f(t)\\,dt
$$
`,
).join('')}`;

const SHEETS = /<link rel="stylesheet" href="([^"]+)"/g;
const SCRIPTS = /<script[^>]* src="([^"]+)"/g;

function weighPage(site: string, name: string, path: string): Figure[] {
  const html = readFileSync(join(site, path, 'index.html'), 'utf8');
  const sheets = [...html.matchAll(SHEETS)].map(([, file = '']) => file);
  const scripts = [...html.matchAll(SCRIPTS)].map(([, file = '']) => file);
  const sum = (files: string[]) =>
    files.reduce((total, file) => total + kilobytes(readFileSync(join(site, file))), 0);
  return [
    { of: name, metric: 'html', value: kilobytes(html), unit: 'kB' },
    { of: name, metric: 'css', value: sum(sheets), unit: 'kB' },
    { of: name, metric: 'js', value: sum(scripts), unit: 'kB' },
    { of: name, metric: 'requests', value: 1 + sheets.length + scripts.length, unit: '' },
  ];
}

const kilobytes = (content: string | Buffer) => gzipSync(content, { level: 9 }).length / 1000;
