// The manual is true: generated pages and schemas are current, every rule is listed, every example is what is shown,
// and every link to a file of the project leads to one. UPDATE=1 writes the generated files.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentedRules, generatedFiles } from '../scripts/reference.ts';

const root = dirname(import.meta.dirname);
const update = process.env.UPDATE === '1' && !process.env.CI;

describe('generated files are current', () => {
  it.each([...generatedFiles(read('site/template.yml'))])('%s', (path, text) => {
    const file = join(root, path);
    if (update) mkdirSync(dirname(file), { recursive: true });
    if (update) writeFileSync(file, text);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : 'missing').toBe(text);
  });
});

describe('the manual', () => {
  it('lists every rule of the sources', () => {
    const sources = ['plugins', 'scripts', 'site']
      .flatMap((folder) => filesOf(folder, '.ts'))
      .filter((path) => !path.endsWith('reference.ts'));
    const written = sources.flatMap((path) => [
      ...read(path).matchAll(/\bid: '([a-z0-9-]+)',\s*severity: '(?:error|warning|info)'/g),
    ]);
    const ids = written.map((match) => match[1]).sort();
    expect(ids).toEqual([...new Set(ids)]);
    expect([...new Set(documentedRules())].sort()).toEqual(ids);
  });

  it('shows each example as it is written', () => {
    for (const path of filesOf('content/docs', '.md')) {
      const text = read(path);
      for (const [, source = ''] of text.matchAll(/^````markdown\n([\s\S]*?)^````$/gm))
        expect(text.split(source).length, `${path}: the example stands twice\n${source}`).toBeGreaterThan(2);
    }
  });

  it('names only files that are there', () => {
    for (const path of readdirSync(root).filter((name) => name.endsWith('.md'))) {
      const links = [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
        (match) => match[1] ?? '',
      );
      expect(
        links.filter((link) => !existsSync(join(root, dirname(path), link))),
        path,
      ).toEqual([]);
    }
  });
});

function filesOf(folder: string, extension: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith(extension))
    .map((name) => join(folder, name))
    .sort();
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
}
