// Tables of causal loops: what a line is read as, which loops there are and of what kind, their sentences, and how
// many links cross in the pictures that the documentation shows.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { layoutCompact } from '../plugins/loops/compact.ts';
import { crossings } from '../plugins/loops/cost.ts';
import { createState, type State } from '../plugins/loops/energy.ts';
import { factsOf } from '../plugins/loops/facts.ts';
import { findLoops } from '../plugins/loops/find.ts';
import { layoutDiagram, WIDE } from '../plugins/loops/layout.ts';
import type { Diagram, Loops } from '../plugins/loops/model.ts';
import { parseDiagram } from '../plugins/loops/parse.ts';
import { renderDiagram } from '../plugins/loops/svg.ts';
import { kindWords, loopSentence } from '../plugins/loops/words.ts';
import { createReport } from '../plugins/message.ts';

function read(source: string): { diagram: Diagram; loops: Loops } {
  const { report } = createReport();
  const diagram = parseDiagram(source, 'a.md', 1, report);
  return { diagram, loops: findLoops(diagram, { file: 'a.md', line: 1, column: 1 }, report) };
}

describe('a line', () => {
  for (const [line, from, to, rest] of [
    ['a --> b: +', 'a', 'b', { polarity: '+', delayed: false }],
    ['a->b:-', 'a', 'b', { polarity: '-', delayed: false }],
    ['a → b： －', 'a', 'b', { polarity: '-', delayed: false }],
    ['a b  c --> d: + delayed', 'a b c', 'd', { polarity: '+', delayed: true }],
    ['a --> b: − delay "one: two"', 'a', 'b', { polarity: '-', delayed: true, note: 'one: two' }],
    ['a --> b: + “said”', 'a', 'b', { polarity: '+', delayed: false, note: 'said' }],
    ['a --> ratio 1:2: +', 'a', 'ratio 1:2', { polarity: '+', delayed: false }],
    ['open-source --> co-op: +', 'open-source', 'co-op', { polarity: '+', delayed: false }],
  ] as const) {
    it(line, () => {
      const { variables, links } = read(line).diagram;
      expect(variables.map((variable) => variable.name)).toEqual([from, to]);
      expect(links).toMatchObject([rest]);
    });
  }
});

describe('loops', () => {
  for (const [links, found] of [
    ['a>b+ b>a+', ['R1 a b']],
    ['a>b- b>a-', ['R1 a b']],
    ['a>b- b>a+', ['B1 a b']],
    ['a>b+ b>c+ c>a-', ['B1 a b c']],
    ['a>b+ b>c+', []],
    ['a>b+ b>a+ b>c- c>b+', ['R1 a b', 'B1 b c']],
    ['a>b+ b>c+ c>a+ b>a-', ['B1 a b', 'R1 a b c']],
  ] as const) {
    it(`${links} → ${found.join('; ') || 'none'}`, () => {
      const source = links.split(' ').map((link) => `${link[0]} --> ${link[2]}: ${link[3]}`);
      const { diagram, loops } = read(source.join('\n'));
      const texts = loops.loops.map(({ id, members }) => {
        return [id, ...members.map((member) => diagram.variables[member]!.name)].join(' ');
      });
      expect(texts).toEqual(found);
    });
  }

  it('are told as sentences', () => {
    const { diagram, loops } = read('x --> y: - delayed "a week"\ny --> z: +\nz --> x: +\nx --> z: -');
    expect(loops.loops.map((loop) => `${loopSentence(diagram, loop)} ${kindWords(diagram, loop)}`)).toEqual([
      'More x, so less z, so less x. balancing, 1 negative link',
      'More x, so (after a delay: a week) less y, so less z, so less x. balancing, 1 negative link',
    ]);
  });
});

describe('the picture', () => {
  for (const [name, most] of [
    ['growth-and-overload', 0],
    ['three-nested-loops', 0],
    ['limits-to-growth', 0],
    ['two-variables', 0],
    ['parts-not-joined', 0],
    ['fifteen-variables', 3],
  ] as const) {
    it(`of ${name} has at most ${most} crossings, and a place for everything`, () => {
      const page = readFileSync(join(import.meta.dirname, `fixtures/loops/${name}/input.md`), 'utf8');
      const { diagram, loops } = read(
        /:::\{causal-loop\}[^\n]*\n(?::\w+:[^\n]*\n)*(.*?)\n:::/s.exec(page)![1]!,
      );
      const { names, links, arrangement, faults } = layoutDiagram(diagram, loops.loops, WIDE);
      const problem = { boxes: names, links: diagram.links, loops: [], width: 720, aspect: 1.4, reach: 120 };
      const state = createState(problem, factsOf(problem), arrangement);
      expect(links).toHaveLength(diagram.links.length);
      expect(faults).toBe(0);
      expect(countCrossings(state)).toBeLessThanOrEqual(most);
    });
  }
});

function countCrossings(state: State): number {
  let count = 0;
  for (let a = 0; a < state.links.length; a++)
    for (let b = a + 1; b < state.links.length; b++) count += crossings(state, a, b);
  return count;
}

describe('an engine whose sines and logarithms differ in the last digit', () => {
  const exact = { sin: Math.sin, cos: Math.cos, exp: Math.exp, log: Math.log };
  afterEach(() => Object.assign(Math, exact));

  it.each([
    ['two variables', 'a --> b: +\nb --> a: +'],
    ['a chain', 'a --> b: +\nb --> c: +'],
    ['three, both ways', 'a --> b: +\nb --> a: -\nb --> c: +\nc --> b: +\nc --> a: +\na --> c: -'],
    ['parts that are not joined', 'a --> b: +\nb --> a: +\nc --> d: -\nd --> c: -'],
  ])('draws %s alike', (_name, source) => {
    const { diagram, loops } = read(source);
    const draw = () => {
      const wide = layoutDiagram(diagram, loops.loops, WIDE);
      const compact = layoutCompact(diagram, loops.loops, wide);
      return renderDiagram(diagram, wide, compact, { title: '', desc: '' });
    };
    const expected = draw();
    for (const name of ['sin', 'cos', 'exp', 'log'] as const)
      Math[name] = (value) => exact[name](value) * (1 + (Math.floor(value * 1e6) % 3) * Number.EPSILON);
    expect(draw()).toBe(expected);
  });
});
