// The manual is true: generated pages and schemas are current, every rule is listed, every example is what is shown,
// and every link to a file of the project leads to one. UPDATE=1 writes the generated files.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configJsonSchema } from '../plugins/config/schema.ts';
import plugin from '../plugins/index.ts';
import type { Rule } from '../plugins/message.ts';
import { digestJsonSchema } from '../plugins/notes/digest/schema.ts';
import { objectivesJsonSchema } from '../plugins/objectives/schema.ts';
import { commands } from '../scripts/commands.ts';
import { graphJsonSchema } from '../scripts/export/graph-json.ts';
import { generatedFiles } from '../scripts/reference.ts';
import { ruleIds } from '../scripts/rules.ts';

const root = dirname(import.meta.dirname);
const update = process.env.UPDATE === '1' && !process.env.CI;

const rules = await rulesOfSources();
const generated = generatedFiles({
  plugin,
  commands,
  rules,
  schemas: {
    'compass.v1.schema.json': configJsonSchema(),
    'graph.v1.schema.json': graphJsonSchema(),
    'objectives.v1.schema.json': objectivesJsonSchema(),
    'digest.v1.schema.json': digestJsonSchema(),
  },
  themeTemplate: read('site/template.yml'),
});

describe('generated files are current', () => {
  it.each([...generated])('%s', (path, text) => {
    const file = join(root, path);
    if (update) mkdirSync(dirname(file), { recursive: true });
    if (update) writeFileSync(file, text);
    expect(existsSync(file) ? read(path) : 'missing').toBe(text);
  });
});

describe('the manual', () => {
  it('gives each rule one id', () => {
    const ids = [...rules.values()].flat().map((rule) => rule.id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.length).toBeGreaterThan(20);
  });

  it('lets compass.yml set the severity of each rule', () => {
    const ids = [...rules.values()].flat().map((rule) => rule.id);
    expect([...ruleIds].sort()).toEqual(ids.sort());
  });

  it('gives each rule a test that names it', () => {
    const tests = ['.ts', '.txt'].flatMap((extension) => filesOf('test', extension));
    const text = tests.map(read).join('\n');
    const ids = [...rules.values()].flat().map((rule) => rule.id);
    expect(ids.filter((id) => !text.includes(id))).toEqual([]);
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

/** Every exported `…Rules` of the sources, by folder; those of a feature's rooms by the feature. */
async function rulesOfSources(): Promise<Map<string, Rule[]>> {
  const paths = ['plugins', 'scripts', 'site'].flatMap((folder) => filesOf(folder, '.ts'));
  const found = new Map<string, Rule[]>();
  for (const path of paths.filter((file) => /export const \w+Rules = \{/.test(read(file)))) {
    const module = (await import(join(root, path))) as Record<string, unknown>;
    const folder = /^plugins[\\/](\w+)[\\/]/.exec(path)?.[1] ?? basename(dirname(path));
    for (const [name, value] of Object.entries(module))
      if (/Rules$/.test(name)) found.set(folder, [...(found.get(folder) ?? []), ...rulesIn(value)]);
  }
  return found;
}

function rulesIn(value: unknown): Rule[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).filter(
    (rule): rule is Rule => typeof rule === 'object' && rule !== null && 'id' in rule && 'why' in rule,
  );
}

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
