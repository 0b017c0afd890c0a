// No regular expression may take more than linear time: whoever writes the notes, the data or a page could stop a
// build with one line. Every literal of the sources is tried on long runs of what such expressions stumble over.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const LENGTH = 20_000;

interface Literal {
  /** `file:line` of each place where it stands. */
  places: string[];
  source: string;
  flags: string;
}

function sourcesIn(folder: string): string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ts')).map((file) => join(folder, file));
}

/** Each expression once. */
function literalsIn(folders: string[]): Literal[] {
  const found = new Map<string, Literal>();
  for (const file of folders.flatMap(sourcesIn)) {
    const source = ts.createSourceFile(
      file,
      readFileSync(join(root, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const [, pattern = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        const literal = found.get(node.text) ?? { places: [], source: pattern, flags };
        literal.places.push(`${file}:${line}`);
        found.set(node.text, literal);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...found.values()];
}

/** Single signs, and what alternates in dates, lists, links, marks and names. */
const PUMPS = [
  ...' \t-_.,:;#*`~<>|/\\()[]{}&%=@!?"\'+0aZé✅',
  'a ', 'a.', 'a,', 'a-', '- ', '1.', '1 ', '1,', ', ', '. ', ': ', '* ', ' (', '](', '[a', 'a@', 'a/', '//', '&a', '%a',
  'see ', 'and ', 'a:', 'A ', '<!--', '-->', ' - ', ' – ', '`` ', '\\\\', 'on ',
]; // biome-ignore format: a list
/** After it most expressions fail after all, or must look back. */
const TAIL = '\u0000x';
/** Words that many expressions wait for before they begin to repeat. */
const HEADS = ['ACTION: ', 'https://', '[', '<', '`', '(', '- ', 'x '];

const repeat = (pump: string) => pump.repeat(LENGTH / pump.length);
const strings = [
  ...PUMPS.flatMap((pump) => [repeat(pump), repeat(pump) + TAIL]),
  ...HEADS.flatMap((head) => [' ', 'a', '-', 'a ', '1', ', '].map((pump) => head + repeat(pump) + TAIL)),
];

const page = createContext({ text: '' });

/** Milliseconds; an expression that does not end is stopped after a second. */
function timeOn(script: Script, text: string): number {
  page.text = text;
  const start = performance.now();
  try {
    script.runInContext(page, { timeout: 1000 });
  } catch {
    return 1000;
  }
  return performance.now() - start;
}

/** The longest time on any of the texts; what seems slow is measured three times, the least counts. */
function slowest({ source, flags }: Omit<Literal, 'places'>, most: number): { time: number; text: string } {
  const literal = `/${source}/${flags}`;
  const script = new Script(
    flags.includes('g') ? `text.replaceAll(${literal}, '')` : `${literal}.test(text)`,
  );
  let worst = { time: 0, text: '' };
  for (const text of strings) {
    let time = timeOn(script, text);
    if (time > most) time = Math.min(time, timeOn(script, text), timeOn(script, text));
    if (time > worst.time) worst = { time, text };
    if (time > most) break;
  }
  return worst;
}

describe('regular expressions', () => {
  const literals = literalsIn(['plugins', 'scripts', 'site']);

  it('are found', () => {
    expect(literals.length).toBeGreaterThan(500);
  });

  it('take linear time', { timeout: 600_000 }, () => {
    // What a scan that only compares costs on the same texts: the yardstick, so that a slow machine is no fault.
    const most = 50 + 200 * slowest({ source: '[\u0001\u0002]z', flags: 'g' }, 1).time;
    const slow = literals.flatMap((literal) => {
      const { time, text } = slowest(literal, most);
      const what = `${literal.places.join(' ')} on ${JSON.stringify(text.slice(0, 10))}: ${Math.round(time)} ms`;
      return time > most ? [`${what} /${literal.source.slice(0, 60)}/`] : [];
    });
    expect(slow).toEqual([]);
  });
});
