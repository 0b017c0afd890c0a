// What holds for any objectives: no text throws, messages stay inside the file, scores keep to their bounds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../plugins/config/parse.ts';
import { addDays } from '../../plugins/day.ts';
import { createReport, type Message } from '../../plugins/message.ts';
import type { Measure, Objective, Status } from '../../plugins/objectives/model.ts';
import { parseObjectives } from '../../plugins/objectives/parse.ts';
import { parsePeriod } from '../../plugins/objectives/period.ts';
import { recordsOfObjectives } from '../../plugins/objectives/records.ts';
import { scoreObjective, standingOn, statusOfStanding, weakest } from '../../plugins/objectives/score.ts';
import { drawTrend } from '../../plugins/objectives/sparkline.ts';

const runs = { numRuns: 1000 };
const config = defaultConfig();
const period = parsePeriod('2026-Q4')!;
const place = { file: 'o.yml', line: 1, column: 1 };

const day = fc.integer({ min: -200, max: 200 }).map((days) => addDays('2026-11-15', days));
const number = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
const history = fc.uniqueArray(fc.record({ date: day, value: number }), {
  selector: (item) => item.date,
  maxLength: 3,
});
const byDate = <T extends { date: string }>(items: T[]) => items.sort((a, b) => (a.date < b.date ? -1 : 1));
const measure: fc.Arbitrary<Measure> = fc.record({
  id: fc.constant('m'),
  name: fc.string(),
  baseline: history.map(byDate),
  target: history.map(byDate),
  checkins: history.map((items) => byDate(items.map((item) => ({ ...item, place })))),
  status: fc.constantFrom<Measure['status']>(
    [],
    [{ date: '', value: 'dropped' }],
    [{ date: '', value: 'at risk' }],
  ),
  place: fc.constant(place),
});
const objective: fc.Arbitrary<Objective> = fc.array(measure, { maxLength: 4 }).map((measures) => ({
  id: 'o',
  title: 'O',
  turns: [],
  turnsPlace: place,
  pagePlace: place,
  status: [],
  audience: 'public',
  period,
  measures,
  actions: [],
  learnings: [],
  place,
}));

describe('scores', () => {
  it('lie between 0 and 1 for an objective, and its status is one of its measures’ or says that there is none', () => {
    fc.assert(
      fc.property(objective, day, (made, asOf) => {
        const score = scoreObjective(made, asOf, config);
        if (score.value !== null) expect(score.value >= 0 && score.value <= 1).toBe(true);
        expect(score.expected >= 0 && score.expected <= 1).toBe(true);
        const none: Status[] = ['not started', 'no data', 'dropped'];
        expect([...none, ...score.measures.map((own) => own.status)]).toContain(score.status);
        expect(statusOfStanding(standingOn(made, asOf), asOf, config)).toBe(score.status);
        expect(score.because).not.toMatch(/NaN|undefined|Infinity/);
      }),
      runs,
    );
  });

  it('do not depend on the order of the measures, nor does the weakest status', () => {
    fc.assert(
      fc.property(objective, day, (made, asOf) => {
        const turned = { ...made, measures: [...made.measures].reverse() };
        const [a, b] = [scoreObjective(made, asOf, config), scoreObjective(turned, asOf, config)];
        expect(b.status).toBe(a.status);
        expect(b.value ?? -1).toBeCloseTo(a.value ?? -1, 9);
        expect(weakest([a.status])).toBe(a.status);
      }),
      runs,
    );
  });

  it('are drawn inside the picture', () => {
    fc.assert(
      fc.property(objective, day, (made, asOf) => {
        const scores = scoreObjective(made, asOf, config).measures;
        for (const [index, own] of made.measures.entries()) {
          const svg = drawTrend(own, scores[index]!, period, asOf)?.svg ?? '';
          for (const [, x, y] of svg.matchAll(/c[xy]="(-?[\d.]+)" cy="(-?[\d.]+)"/g))
            expect(Number(x) >= 0 && Number(x) <= 92 && Number(y) >= 0 && Number(y) <= 42).toBe(true);
          expect(svg).not.toMatch(/NaN|undefined/);
        }
      }),
      runs,
    );
  });
});

/** Half-right YAML: keys that exist, values of any sort. */
const yamlValue = fc.oneof(
  fc.constantFrom(
    '2026-Q4',
    '2026-10-06',
    '{}',
    '[]',
    '5',
    '">0.8"',
    '*a',
    '&a [1]',
    '~',
    'true',
    '{2026-10-01: 4}',
    '[{id: a}]',
  ),
  fc.string({ maxLength: 12 }),
);
const yamlKey = fc.constantFrom(
  'period',
  'objectives',
  'kpis',
  'id',
  'title',
  'measures',
  'name',
  'baseline',
  'target',
  'checkins',
  'audience',
  'data',
  'status',
  'x',
);
const yamlLine = fc
  .tuple(fc.constantFrom('', '  ', '  - ', '    ', '      - ', '        '), yamlKey, yamlValue)
  .map(([indent, key, value]) => `${indent}${key}: ${value}`);
const text = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.array(yamlLine, { maxLength: 14 }).map((lines) => lines.join('\n')),
);

describe('any text', () => {
  it('is read without a throw, with every message inside the file, twice the same', () => {
    fc.assert(
      fc.property(text, text, (yaml, csv) => {
        const [first, second] = [read(yaml, csv), read(yaml, csv)];
        expect(second).toEqual(first);
        for (const { place: at } of first.messages) {
          const lines = (at.file === 'o.yml' ? yaml : csv).split(/\r\n?|\n/).length;
          expect(at.line >= 1 && at.line <= lines + 1 && at.column >= 1).toBe(true);
        }
      }),
      runs,
    );
  });
});

function read(yaml: string, csv: string): { json: string; messages: Message[] } {
  const { messages, report } = createReport();
  const model = parseObjectives([{ path: 'o.yml', text: yaml, csv: () => csv }], { config, report });
  return { json: JSON.stringify(recordsOfObjectives(model, config, '2026-11-20')), messages };
}
