// The house of CONTRIBUTING.md holds: each room knows only the rooms below it, and no files need each other in a circle.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What each room may import beside its own files and the files at the top of `plugins/`. */
const ROOMS: Record<string, string[]> = {
  config: ['graph'],
  figure: ['graph'],
  flywheel: ['figure', 'graph'],
  graph: ['config'],
  loops: ['figure', 'graph'],
  notes: ['config', 'graph', 'notes/digest', 'notes/section', 'notes/series', 'notes/text', 'notes/view'],
  'notes/digest': ['config', 'graph', 'notes', 'notes/section', 'notes/text'],
  'notes/section': ['config', 'notes', 'notes/source', 'notes/text'],
  'notes/series': ['config', 'graph', 'notes', 'notes/section', 'notes/source', 'notes/text'],
  'notes/source': ['notes', 'notes/text'],
  'notes/text': [],
  'notes/view': ['config', 'figure', 'graph', 'notes', 'notes/text', 'redact'],
  objectives: ['config', 'figure', 'graph', 'redact'],
  overview: ['config', 'graph', 'notes', 'notes/text', 'notes/view', 'objectives'],
  page: ['config', 'graph'],
  redact: [],
};

interface Import {
  from: string;
  to: string;
  /** Types alone are gone when the code runs. */
  typesOnly: boolean;
}

const files = ['plugins', 'scripts', 'site'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);
const imports = files.flatMap(importsOf);

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8');
  return [...text.matchAll(/^(import|export) ([^;]*?)from '(\.[^']+)';$/gms)].map(
    ([, , names = '', path = '']) => ({
      from,
      to: posix.join(posix.dirname(from), path),
      typesOnly: /^type /.test(names) || /^\{(?:\s*type [^,]+,?)+\s*\}\s*$/.test(names),
    }),
  );
}

const roomOf = (file: string) => posix.dirname(file).replace(/^plugins\/?/, '');

/** Files that need each other when they run, as a way from one back to itself. */
function circleFrom(start: string): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    const last = way.at(-1) ?? start;
    for (const { to, typesOnly } of imports.filter(({ from }) => from === last)) {
      if (typesOnly || seen.has(to)) continue;
      if (to === start) return [...way, to];
      seen.add(to);
      ways.push([...way, to]);
    }
  }
  return undefined;
}

describe('the house', () => {
  it('has a line for every room', () => {
    const rooms = new Set(files.filter((file) => file.startsWith('plugins/')).map(roomOf));
    expect([...rooms].filter((room) => room !== '').sort()).toEqual(Object.keys(ROOMS).sort());
  });

  it.each(Object.entries(ROOMS))('lets %s know the rooms below', (room, known) => {
    const inside = imports.filter(({ from }) => from.startsWith('plugins/') && roomOf(from) === room);
    const others = inside.filter(({ to }) => ![room, '', ...known].includes(roomOf(to)));
    expect(others.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
    expect(inside.length).toBeGreaterThan(0);
  });

  it('keeps the plugin free of the theme and of the command line', () => {
    const outward = imports.filter(
      ({ from, to }) => from.startsWith('plugins/') && !to.startsWith('plugins/'),
    );
    expect(outward.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('has no files that need each other in a circle', () => {
    expect(imports.length).toBeGreaterThan(files.length);
    expect(files.map(circleFrom).filter(Boolean)).toEqual([]);
  });
});
