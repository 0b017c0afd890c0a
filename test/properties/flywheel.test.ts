// What must hold for every wheel, with any words: see the issue on wheels and content/docs/flywheel.md.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onCircle } from '../../plugins/figure/arrow.ts';
import { measureText, wrapText } from '../../plugins/figure/text.ts';
import type { Box, LabelText } from '../../plugins/flywheel/labels.ts';
import {
  CENTRE_LINE,
  layoutWheel,
  type Progress,
  type WheelInput,
  type WheelLayout,
} from '../../plugins/flywheel/layout.ts';
import type { StepProgress } from '../../plugins/flywheel/render.ts';
import { RING, type Setting, sizeOf } from '../../plugins/flywheel/size.ts';
import { viewSource } from '../features/flywheel.ts';

const RUNS = { numRuns: 1000 };

const scripts = fc.constantFrom(
  'support', 'enhancements', 'of', 'a', 'open source', 'infrastructure-as-code', 'é', '支持', '社区需要更多支持',
  'المجتمعات', 'الدعم', 'поддержки', 'ความรู้', 'עזרה', '🚀', '👩‍👩‍👧‍👦', '–', '“quoted”', '<b>&', 'W'.repeat(30),
); // biome-ignore format: a list
const words = fc
  .array(fc.oneof(scripts, fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 14 })
  .map((parts) => parts.join(' '));
const runs = fc.array(fc.record({ text: words, accent: fc.boolean() }), { minLength: 1, maxLength: 3 });
const progress: fc.Arbitrary<Progress | undefined> = fc.option(
  fc.record({
    value: fc.option(fc.double({ min: -1, max: 2, noNaN: true })),
    expected: fc.double({ min: 0, max: 1, noNaN: true }),
    status: fc.constantFrom('done', 'on track', 'at risk', 'off track', 'no data', 'dropped', 'not started'),
  }),
  { nil: undefined },
);
const note = fc
  .constantFrom('On track · 0.55', 'No objective yet', 'Not started')
  .map((text) => ({ text, marked: true }));
const inputs: fc.Arbitrary<WheelInput> = fc.integer({ min: 2, max: 12 }).chain((count) =>
  fc.record({
    labels: fc.array(
      fc.record({ runs, notes: fc.array(note, { maxLength: 1 }) }) satisfies fc.Arbitrary<LabelText>,
      { minLength: count, maxLength: count },
    ),
    actors: fc.array(fc.array(scripts, { maxLength: 2 }), { minLength: count, maxLength: count }),
    centre: words,
    progress: fc.option(fc.array(progress, { minLength: count, maxLength: count }), { nil: undefined }),
    start: fc.double({ min: -7, max: 7, noNaN: true }),
    mirrored: fc.boolean(),
  }),
);
const settings = fc.constantFrom<Setting>('wide', 'pair', 'phone', 'phonePair');

describe('layout', () => {
  it('spaces steps equally on the circle', () => {
    fc.assert(
      fc.property(inputs, settings, (input, setting) => {
        const { nodes, size } = layoutFor(input, setting);
        const chord = 2 * size.radius * Math.sin(Math.PI / nodes.length);
        for (const [index, node] of nodes.entries()) {
          const next = nodes[(index + 1) % nodes.length]!;
          expect(Math.hypot(node.x, node.y)).toBeCloseTo(size.radius, 6);
          expect(Math.hypot(next.x - node.x, next.y - node.y)).toBeCloseTo(chord, 6);
        }
      }),
      RUNS,
    );
  });

  it('sets whole labels at full size, apart from each other, from the wheel and inside the picture', () => {
    fc.assert(
      fc.property(inputs, fc.constantFrom<Setting>('wide', 'pair'), fc.boolean(), (input, setting, tight) => {
        const layout = layoutFor(input, setting, tight);
        const { labels, size } = layout;
        expect(size.label).toBeGreaterThanOrEqual(13);
        if (!labels) return;
        const edge = size.radius + size.nodeRadius + (layout.ring ? RING.offset + RING.width / 2 : 0);
        for (const [index, label] of labels.entries()) {
          expect(distanceTo(label.box)).toBeGreaterThan(edge);
          expect(label.box.left).toBeGreaterThanOrEqual(-layout.box.half);
          expect(label.box.left + label.box.width).toBeLessThanOrEqual(layout.box.half + 1e-6);
          expect(label.box.top).toBeGreaterThanOrEqual(layout.box.top);
          expect(label.box.top + label.box.height).toBeLessThanOrEqual(layout.box.bottom + 1e-6);
          for (const { text, weight, accent } of label.lines.flat())
            expect(measureText(text, size.label, weight ?? (accent ? 700 : 450))).toBeLessThanOrEqual(
              label.box.width + 1e-6,
            );
          expect(letters(label.lines.flat())).toBe(letters(input.labels[index]!.runs));
          for (const other of labels.slice(index + 1)) expect(overlap(label.box, other.box)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it('keeps the centre, the ring and the actors off each other', () => {
    fc.assert(
      fc.property(inputs, settings, (input, setting) => {
        const layout = layoutFor(input, setting);
        const { size, centre, arcs } = layout;
        const free = size.radius - size.nodeRadius;
        expect(arcs.radius).toBeLessThan(free);
        for (const [index, line] of centre.lines.entries()) {
          const middle = (index + 0.5 - centre.lines.length / 2) * centre.size * CENTRE_LINE;
          const noteHalf = centre.note ? size.small * 0.7 : 0;
          const half = measureText(line, centre.size, 700) / 2;
          expect(Math.hypot(half, Math.abs(middle - noteHalf) + centre.size * 0.3)).toBeLessThan(free);
        }
        for (const { span, gap } of arcs.items) {
          expect(gap.from).toBeGreaterThan(span.from);
          expect(gap.to).toBeLessThan(span.to);
        }
        for (const arrow of layout.arrows) checkArrow(arrow, layout);
      }),
      RUNS,
    );
  });
});

describe('wrapText', () => {
  it('loses no letter, keeps every line within its width unless one grapheme is wider, and takes the fewest lines', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 40, max: 400 }), (text, width) => {
        const { lines, widths } = wrapText(text, 17.5, width);
        expect(letters(lines.flat())).toBe(letters(text));
        for (const [index, line] of lines.entries()) {
          expect(line.length).toBeGreaterThan(0);
          const single = [...new Intl.Segmenter().segment(letters(line))].length === 1;
          if (!single) expect(widths[index]).toBeLessThanOrEqual(width + 1e-6);
          const parts = line.map((run) =>
            measureText(run.text, 17.5, run.weight ?? (run.accent ? 700 : 450)),
          );
          const whole = parts.reduce((sum, part) => sum + part);
          // Each run by the wider of two fonts: together never less than the line by the wider of the two.
          expect(widths[index]).toBeLessThanOrEqual(whole + 1e-6);
          if (parts.length === 1) expect(widths[index]).toBeCloseTo(whole);
        }
        // A word that must be torn may start behind another, and stand alone where it just fits.
        const words = text
          .map((run) => run.text)
          .join('')
          .split(/\s+/);
        if (words.every((word) => measureText(word, 17.5, 700) <= width))
          expect(wrapText(text, 17.5, width + 30).lines.length).toBeLessThanOrEqual(lines.length);
      }),
      RUNS,
    );
  });
});

describe('the file', () => {
  it('is small: six live steps with long labels and an actor each stay under 12 kB', () => {
    const word = fc.constantFrom(
      'communities',
      'support',
      'infrastructure',
      'of',
      'research',
      'open',
      'tools',
    );
    const label = fc.array(word, { minLength: 6, maxLength: 10 }).map((list) => list.join(' '));
    const status = fc.constantFrom('done', 'on track', 'at risk', 'off track', 'no data', 'not started');
    const step = fc.record({ label, status, value: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 6, maxLength: 6 }), (steps) => {
        const items = steps.map((one, at) => `${at + 1}. **_Step${at}_ ${one.label}**\n   by: actor${at}`);
        const source = `:::{flywheel} Six moves\n:label: practice\n:center: Shared practice\n:live: Q4\n${items.join('\n')}\n:::\n`;
        const scores = steps.map((one, at): [string, Omit<StepProgress, 'because'>] => [
          `practice-step${at}`,
          { ...one, expected: 0.5, objectives: [] },
        ]);
        const { svg = '', messages } = viewSource(source, {
          periods: ['Q4'],
          steps: Object.fromEntries(scores),
        });
        expect(messages).toEqual([]);
        expect(svg).toContain('actor5');
        expect(svg).toContain('class="compass-key"');
        expect(Buffer.byteLength(svg)).toBeLessThan(12_000);
      }),
      RUNS,
    );
  });
});

describe('the directive', () => {
  const label = fc.array(fc.constantFrom('More', 'support', '_tools_', '支持', 'for', 'all', '🚀'), {
    minLength: 1,
    maxLength: 8,
  });
  const list = fc.array(
    label.map((parts) => parts.join(' ')),
    { minLength: 2, maxLength: 6 },
  );
  const source = (items: string[]) =>
    [
      ':::{flywheel} A wheel',
      ':label: w',
      ...items.map((item, index) => `${index + 1}. ${item} ${index}`),
      ':::',
      '',
    ].join('\n');

  it('gives the same bytes for the same input', () => {
    fc.assert(
      fc.property(list, (items) => {
        expect(JSON.stringify(viewSource(source(items)).nodes)).toBe(
          JSON.stringify(viewSource(source(items)).nodes),
        );
      }),
      RUNS,
    );
  });

  it('moves no other step when one is renamed', () => {
    fc.assert(
      fc.property(list, fc.nat(), (items, pick) => {
        const changed = items.map((item, index) => (index === pick % items.length ? 'Renamed' : item));
        expect(circles(viewSource(source(changed)).svg)).toEqual(circles(viewSource(source(items)).svg));
      }),
      RUNS,
    );
  });

  it('parses any text without a throw, with every message inside the block, and lets no markup through', () => {
    const piece = fc.oneof(
      fc.constantFrom('1. ', '- ', '**', '_', '\n', '\n\n', '   ', 'by: a', '; turned by: #q', 'id: x', '`', '[a](#b)', '> ', '# ', '|', '<script>', '$', '![](x.png)', '%', '```', '**A**\n\n'),
      fc.string({ maxLength: 6 }),
      scripts,
    ); // biome-ignore format: a list
    const body = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('').replaceAll(':::', ''));
    const option = fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[\r\n\u2028\u2029]/g, ' '));
    fc.assert(
      fc.property(body, option, option, (text, center, start) => {
        const before = '# A page\n\nIts words.\n\n';
        const block = `:::::{flywheel} A wheel\n:label: w\n:center: ${center}\n:start: ${start}\n:actors: a, b\n\n${text}\n:::::`;
        const { messages, svg } = viewSource(`${before}${block}\n\nMore words.\n`);
        const last = `${before}${block}`.split(/\r\n?|\n/).length;
        for (const message of messages) {
          expect(message.place.line).toBeGreaterThanOrEqual(5);
          expect(message.place.line).toBeLessThanOrEqual(last);
        }
        expect(svg ?? '').not.toContain('<script');
      }),
      RUNS,
    );
  });
});

function layoutFor(input: WheelInput, setting: Setting, tight = false): WheelLayout {
  const labelled = setting === 'wide' || setting === 'pair';
  return layoutWheel(input, sizeOf(setting, input.labels.length, tight), labelled);
}

/** From the centre to the nearest point of a box. */
function distanceTo(box: Box): number {
  const x = Math.max(box.left, Math.min(0, box.left + box.width));
  const y = Math.max(box.top, Math.min(0, box.top + box.height));
  return Math.hypot(x, y);
}

function overlap(a: Box, b: Box): boolean {
  const wide = a.left < b.left + b.width - 1e-6 && b.left < a.left + a.width - 1e-6;
  return wide && a.top < b.top + b.height - 1e-6 && b.top < a.top + a.height - 1e-6;
}

/** The arrow lies between its nodes and touches neither. */
function checkArrow(arrow: WheelLayout['arrows'][number], { nodes, size }: WheelLayout): void {
  for (const end of [arrow.from, arrow.to]) {
    const tip = onCircle(size.radius, end);
    for (const node of nodes)
      expect(Math.hypot(tip.x - node.x, tip.y - node.y)).toBeGreaterThan(size.nodeRadius);
  }
}

/** Without blanks, soft hyphens and zero-width spaces: what must survive the breaking of lines. */
function letters(text: { text: string }[]): string {
  return text
    .map((run) => run.text)
    .join('')
    .replaceAll(/[\s\u00ad\u200b]/g, '');
}

function circles(svg: string | undefined): string[] {
  return [...(svg ?? '').matchAll(/<use href="#c0n"[^>]*>/g)].map((match) => match[0]);
}
