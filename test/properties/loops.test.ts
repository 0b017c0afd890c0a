// What holds for every causal-loop diagram, from generated ones: parsing, loops and their names, and the picture.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARROW, type Point } from '../../plugins/figure/arrow.ts';
import { type Arc, beside, pointAt, pointsOf } from '../../plugins/loops/arc.ts';
import { layoutCompact } from '../../plugins/loops/compact.ts';
import { findLoops } from '../../plugins/loops/find.ts';
import { around, frameOf, grown, overlaps, type Rect } from '../../plugins/loops/grid.ts';
import {
  type Layout,
  layoutDiagram,
  type PlacedLink,
  rectOf,
  type Style,
  WIDE,
} from '../../plugins/loops/layout.ts';
import type { Diagram, LoopKind, Loops } from '../../plugins/loops/model.ts';
import { parseDiagram } from '../../plugins/loops/parse.ts';
import { renderDiagram } from '../../plugins/loops/svg.ts';
import { createReport, type Message } from '../../plugins/message.ts';

const FILE = 'page.md';
const LINE = 5;

interface Read {
  diagram: Diagram;
  loops: Loops;
  messages: Message[];
}

function read(source: string): Read {
  const { messages, report } = createReport();
  const diagram = parseDiagram(source, FILE, LINE, report);
  const loops = findLoops(diagram, { file: FILE, line: LINE - 1, column: 1 }, report);
  return { diagram, loops, messages };
}

/** Links among up to `most` variables, each pair at most once, without links to itself. */
function linksOf(most: number, density: number): fc.Arbitrary<[number, number, '+' | '-'][]> {
  return fc.integer({ min: 2, max: most }).chain((count) => {
    const link = fc.tuple(
      fc.nat(count - 1),
      fc.integer({ min: 1, max: count - 1 }),
      fc.constantFrom('+', '-'),
    );
    return fc
      .uniqueArray(link, {
        minLength: 1,
        maxLength: Math.ceil(count * density),
        selector: ([a, by]) => `${a} ${by}`,
      })
      .map((links) => links.map(([a, by, sign]) => [a, (a + by) % count, sign as '+' | '-']));
  });
}

const nameOf = (index: number) => `v${index}`;
const sourceOf = (links: readonly [number, number, '+' | '-'][], rest: readonly string[] = []) =>
  [...links.map(([a, b, sign]) => `${nameOf(a)} --> ${nameOf(b)}: ${sign}`), ...rest].join('\n');

/** Every loop by trying every way on, from its least variable: `v0>v2>v1 balancing`. */
function bruteLoops(links: readonly [number, number, '+' | '-'][]): string[] {
  const found: string[] = [];
  const follow = (path: number[], negative: number): void => {
    for (const [a, b, sign] of links) {
      if (a !== path.at(-1)) continue;
      const count = negative + (sign === '-' ? 1 : 0);
      const kind: LoopKind = count % 2 === 0 ? 'reinforcing' : 'balancing';
      if (b === path[0]) found.push(`${path.map(nameOf).join('>')} ${kind}`);
      else if (b > path[0]! && !path.includes(b)) follow([...path, b], count);
    }
  };
  for (let start = 0; start < 8; start++) follow([start], 0);
  return found.sort();
}

/** In the generated numbers, whatever the order in which the variables were met. */
function loopTexts({ diagram, loops }: Read): string[] {
  return loops.loops
    .map((loop) => {
      const names = loop.members.map((member) => diagram.variables[member]!.name);
      const least = names.indexOf([...names].sort()[0]!);
      return `${[...names.slice(least), ...names.slice(0, least)].join('>')} ${loop.kind}`;
    })
    .sort();
}

describe('parsing', () => {
  const word = fc.constantFrom(
    'a',
    'b',
    'c c',
    '-->',
    ':',
    '+',
    '-',
    ',',
    'loop',
    'delayed',
    '"',
    '“',
    '%',
    '　',
    '→',
  );
  const line = fc.array(word, { maxLength: 9 }).map((words) => words.join(' '));
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.oneof(line, fc.string()), { maxLength: 12 }).map((lines) => lines.join('\n')),
  );

  it('takes any text, and every message lies inside the block', () => {
    fc.assert(
      fc.property(text, (source) => {
        const lines = source.split(/\r\n?|\n/u);
        for (const { place } of read(source).messages) {
          expect(place.line).toBeGreaterThanOrEqual(LINE - 1);
          expect(place.line).toBeLessThan(LINE + lines.length);
          expect(place.column).toBeGreaterThanOrEqual(1);
          expect(place.column).toBeLessThanOrEqual((lines[place.line - LINE]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(linksOf(7, 2), (links) => {
        const { diagram } = read(sourceOf(links));
        const again = diagram.links.map(({ from, to, polarity }) => [
          Number(diagram.variables[from]!.name.slice(1)),
          Number(diagram.variables[to]!.name.slice(1)),
          polarity,
        ]);
        expect(again).toEqual(links);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('loops', () => {
  it('are those that brute force finds, of the same kinds, up to seven variables', () => {
    fc.assert(
      fc.property(linksOf(7, 2.6), (links) => {
        const found = read(sourceOf(links));
        expect(found.loops.total).toBe(found.loops.loops.length);
        expect(loopTexts(found)).toEqual(bruteLoops(links));
      }),
      { numRuns: 1000 },
    );
  });

  it('keep their names when a link is added and their members stay', () => {
    fc.assert(
      fc.property(
        linksOf(7, 2),
        fc.nat(),
        fc.nat(6),
        fc.integer({ min: 1, max: 6 }),
        (links, seed, a, by) => {
          const before = read(sourceOf(links));
          const names = before.loops.loops.map((loop, index) => {
            const members = loop.members.map((member) => before.diagram.variables[member]!.name);
            const order = seed % 2 === 0 ? members.reverse() : members.sort();
            return `loop N${index}: ${order.join(', ')}`;
          });
          const named = read(sourceOf(links, names));
          const b = (a + by) % 7;
          if (links.some(([from, to]) => from === a && to === b)) return;
          const after = read(sourceOf([...links, [a, b, '+']], names));
          for (const loop of named.loops.loops) {
            const key = keyOf(named.diagram, loop.members);
            const same = after.loops.loops.find((other) => keyOf(after.diagram, other.members) === key);
            expect(same?.name).toBe(loop.name);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

const keyOf = (diagram: Diagram, members: readonly number[]) =>
  members.map((member) => diagram.variables[member]!.name).join('>');

describe('the picture', () => {
  const words = fc.constantFrom(
    'members',
    'support load',
    '能力',
    'القدرة',
    'trust 🤝',
    'x',
    'quality of the service',
    'доверие сообщества',
    'Gemeinschaftsförderungsprogramme',
  );
  const pictures = (most: number, density: number) =>
    fc.record({
      links: linksOf(most, density),
      names: fc.array(words, { minLength: most, maxLength: most }),
    });
  const readPicture = ({ links, names }: { links: [number, number, '+' | '-'][]; names: string[] }) => {
    const name = (index: number) => `${names[index]} ${index}`;
    const lines = links.map(([a, b, sign], index) => {
      const more = index % 3 === 1 ? ' delayed "takes a while"' : '';
      return `${name(a)} --> ${name(b)}: ${sign}${more}`;
    });
    const bare = read(lines.join('\n'));
    const first = bare.loops.loops.slice(0, 3).map((loop, index) => {
      return `loop Loop ${index}: ${loop.members.map((member) => bare.diagram.variables[member]!.name).join(' --> ')}`;
    });
    return read([...lines, ...first].join('\n'));
  };

  it('touches no label, and bends links by 0.14 to 0.22 of their length', () => {
    fc.assert(
      fc.property(pictures(7, 2), (given) => {
        const { diagram, loops } = readPicture(given);
        const wide = layoutDiagram(diagram, loops.loops, WIDE);
        expectReadable(wide);
        if (wide.bars.length > 0) return;
        for (const bend of wide.arrangement.bend) {
          expect(Math.abs(bend)).toBeGreaterThanOrEqual(0.14);
          expect(Math.abs(bend)).toBeLessThanOrEqual(0.22);
        }
      }),
      { numRuns: 1000 },
    );
  }, 600_000);

  it('touches no label for narrow screens', () => {
    fc.assert(
      fc.property(pictures(7, 1.6), (given) => {
        const { diagram, loops } = readPicture(given);
        const wide = layoutDiagram(diagram, loops.loops, { ...WIDE, trials: 1 });
        expectReadable(layoutCompact(diagram, loops.loops, wide));
      }),
      { numRuns: 1000 },
    );
  }, 600_000);

  // Without trials nearly all stand in columns, which must hold what trials do not find.
  it('of thirty variables touches no label, whatever was tried, and is the same bytes again', () => {
    fc.assert(
      fc.property(pictures(30, 2.6), (given) => {
        const { diagram, loops } = readPicture(given);
        const draw = () => {
          const wide = layoutDiagram(diagram, loops.loops, { ...WIDE, trials: 0 });
          const compact = layoutCompact(diagram, loops.loops, wide);
          return { wide, compact, svg: renderDiagram(diagram, wide, compact, { title: 'T', desc: 'D' }) };
        };
        const { wide, compact, svg } = draw();
        expectReadable(wide);
        expectReadable(compact);
        expect(draw().svg).toBe(svg);
      }),
      { numRuns: 1000 },
    );
  }, 600_000);

  it('is the same bytes for the same input', () => {
    fc.assert(
      fc.property(linksOf(3, 2), (links) => {
        const draw = () => {
          const { diagram, loops } = read(sourceOf(links));
          const wide = layoutDiagram(diagram, loops.loops, WIDE);
          return renderDiagram(diagram, wide, undefined, { title: 'T', desc: 'D' });
        };
        expect(draw()).toBe(draw());
      }),
      { numRuns: 1000 },
    );
  }, 600_000);
});

/** No label touches another or a line, none is outside, shrunk, or wider than the screen. */
function expectReadable(layout: Layout): void {
  expect(touches(layout)).toEqual([]);
  expect(outside(layout)).toEqual([]);
  expect(Math.min(layout.style.nameSize, layout.style.noteSize)).toBeGreaterThanOrEqual(13);
  expect(layout.frame[2] - layout.frame[0]).toBeLessThanOrEqual(layout.style.width + 1e-6);
}

interface Label {
  what: string;
  rect: Rect;
}

function labelsOf({ names, links, marks, style }: Layout): Label[] {
  const { sign: arm, curl } = style;
  return [
    ...names.map((box, index) => ({ what: `name ${index}`, rect: rectOf(box) })),
    ...links.flatMap(({ link, sign, note }) => [
      ...(sign ? [{ what: `sign ${link}`, rect: around(sign, 2 * arm, 2 * arm) }] : []),
      ...(note ? [{ what: `note ${link}`, rect: rectOf(note) }] : []),
    ]),
    ...marks.flatMap(({ loop, at, name }) => [
      { what: `mark ${loop.id}`, rect: around(at, 2 * curl, 2 * curl) },
      ...(name ? [{ what: `title ${loop.id}`, rect: rectOf(name) }] : []),
    ]),
  ];
}

/** Pairs of labels that overlap, and labels that a line, a head, the ticks of a delay or a bar runs through. */
function touches(layout: Layout): string[] {
  const labels = labelsOf(layout);
  const inks = [
    ...layout.links.map((link) => ({ what: `link ${link.link}`, points: inkOf(link, layout.style) })),
    ...layout.bars.map((bar) => ({ what: 'a bar', points: pointsOf(bar, 1) })),
  ].map((ink) => ({ ...ink, frame: frameOf(ink.points.map(({ x, y }): Rect => [x, y, x, y])) }));
  const found: string[] = [];
  for (const [index, label] of labels.entries()) {
    for (const other of labels.slice(index + 1))
      if (overlaps(label.rect, other.rect)) found.push(`${label.what} on ${other.what}`);
    for (const { what, points, frame } of inks)
      if (overlaps(frame, label.rect) && points.some((point) => isIn(point, label.rect)))
        found.push(`${label.what} on ${what}`);
  }
  return found;
}

function inkOf({ arc, tick }: PlacedLink, style: Style): Point[] {
  const tip = pointAt(arc, 1);
  const back = pointAt(arc, 1 - ARROW.headLength / 2 / arc.length);
  const direction = Math.atan2(tip.y - back.y, tip.x - back.x);
  const wings = [-ARROW.headSpread, ARROW.headSpread].flatMap((turn) =>
    [0.25, 0.5, 0.75, 1].map((share) => ({
      x: tip.x - share * ARROW.headLength * Math.cos(direction + turn),
      y: tip.y - share * ARROW.headLength * Math.sin(direction + turn),
    })),
  );
  return [...pointsOf(arc, 1), ...wings, ...(tick === undefined ? [] : tickInk(arc, tick, style))];
}

function tickInk(arc: Arc, share: number, { tick, tickGap }: Style): Point[] {
  const off = tickGap / arc.length;
  return [share - off, share + off].flatMap((at) =>
    [-1, -0.75, -0.5, -0.25, 0.25, 0.5, 0.75, 1].map((side) => beside(arc, at, side * tick)),
  );
}

function isIn({ x, y }: Point, [left, top, right, bottom]: Rect): boolean {
  return x > left && x < right && y > top && y < bottom;
}

function outside(layout: Layout): string[] {
  const [left, top, right, bottom] = layout.frame;
  const frame = grown([left, top, right, bottom], 0.6);
  const lost = labelsOf(layout).filter(
    ({ rect }) => rect[0] < frame[0] || rect[1] < frame[1] || rect[2] > frame[2] || rect[3] > frame[3],
  );
  const lines = layout.links.filter((link) => inkOf(link, layout.style).some((point) => !isIn(point, frame)));
  return [...lost.map(({ what }) => what), ...lines.map(({ link }) => `link ${link}`)];
}
