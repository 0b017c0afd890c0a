// The worked examples of scores: each rule of content/docs/write-objectives.md as a row, on one screen.
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../plugins/config/parse.ts';
import { createReport } from '../plugins/message.ts';
import { changesSince } from '../plugins/objectives/changes.ts';
import type { Objective } from '../plugins/objectives/model.ts';
import { parseObjectives } from '../plugins/objectives/parse.ts';
import { currentPeriod, expectedShare, parsePeriod } from '../plugins/objectives/period.ts';
import { objectivesOfStep, scoreKpi, scoreObjective, scoreStep } from '../plugins/objectives/score.ts';

const config = defaultConfig();
const DAY = '2026-11-20';

function modelOf(yaml: string) {
  return parseObjectives([{ path: 'o.yml', text: yaml }], { config, report: createReport().report });
}

/** An objective of 2026-Q4 whose measures are given as the YAML of each. */
function objectiveOf(...measures: string[]): Objective {
  const items = measures.map((measure, index) => `      - {name: m${index}, ${measure}}`);
  const own = items.length > 0 ? `\n    measures:\n${items.join('\n')}` : '';
  return modelOf(`period: 2026-Q4\nobjectives:\n  - id: o\n    title: O\n    owner: a${own}`).objectives[0]!;
}

const way = (value: number) => `baseline: 0, target: 100, checkins: {2026-11-19: ${value}}`;

describe('a measure', () => {
  it.each<[name: string, yaml: string, asOf: string, score: number | null, status: string]>([
    ['on its way', 'baseline: 2, target: 20, checkins: {2026-11-03: 9}', DAY, 7 / 18, 'at risk'],
    ['falling target', 'baseline: 41, target: 25, checkins: {2026-11-11: 32}', DAY, 9 / 16, 'on track'],
    ['beyond its target', 'baseline: 0, target: 30, checkins: {2026-11-17: 34}', DAY, 34 / 30, 'done'],
    ['reached early', 'baseline: 3, target: 6, checkins: {2026-10-05: 6}', '2026-10-06', 1, 'done'],
    ['negative', 'baseline: 10, target: 20, checkins: {2026-11-19: 5}', DAY, -0.5, 'off track'],
    ['target equal to baseline', 'baseline: 4, target: 4, checkins: {2026-11-19: 4}', DAY, null, 'no data'],
    ['no check-in', 'baseline: 0, target: 6', DAY, null, 'no data'],
    ['no baseline', 'target: 6, checkins: {2026-11-19: 4}', DAY, null, 'no data'],
    ['check-in only later', 'baseline: 0, target: 6, checkins: {2026-11-21: 6}', DAY, null, 'no data'],
    [
      'check-in after the period',
      'baseline: 0, target: 4, checkins: {2026-12-30: 2, 2027-01-05: 4}',
      '2027-02-01',
      0.5,
      'off track',
    ],
    [
      'period in the future',
      'baseline: 0, target: 4, checkins: {2026-09-30: 4}',
      '2026-09-30',
      1,
      'not started',
    ],
    ['first day', 'baseline: 0, target: 4, checkins: {2026-10-01: 0}', '2026-10-01', 0, 'on track'],
    ['period over', 'baseline: 0, target: 100, checkins: {2026-12-30: 74}', '2027-01-01', 0.74, 'off track'],
    [
      'period over, nearly',
      'baseline: 0, target: 100, checkins: {2026-12-30: 75}',
      '2027-01-01',
      0.75,
      'at risk',
    ],
    [
      'period over, all but',
      'baseline: 0, target: 100, checkins: {2026-12-30: 90}',
      '2027-01-01',
      0.9,
      'on track',
    ],
    [
      'moved target',
      'baseline: 12, target: {2026-10-01: 40, 2026-11-01: 30}, checkins: {2026-10-13: 14}',
      DAY,
      1 / 9,
      'off track',
    ],
    [
      'moved target, before',
      'baseline: 12, target: {2026-10-01: 40, 2026-11-01: 30}, checkins: {2026-10-13: 14}',
      '2026-10-31',
      1 / 14,
      'off track',
    ],
    [
      'moved baseline',
      'baseline: {2026-10-01: 0, 2026-11-01: 10}, target: 20, checkins: {2026-11-10: 15}',
      DAY,
      0.5,
      'on track',
    ],
    [
      'dropped by hand',
      'status: dropped, baseline: 0, target: 4, checkins: {2026-11-19: 4}',
      DAY,
      1,
      'dropped',
    ],
    [
      'by hand from a day on',
      'status: {2026-11-21: done}, baseline: 0, target: 4, checkins: {2026-11-19: 0}',
      DAY,
      0,
      'off track',
    ],
  ])('%s', (_, yaml, asOf, score, status) => {
    const [measure] = scoreObjective(objectiveOf(yaml), asOf, config).measures;
    if (score === null) expect(measure!.value).toBeNull();
    else expect(measure!.value).toBeCloseTo(score, 10);
    expect(measure!.status).toBe(status);
  });

  it.each<[yaml: string, asOf: string, because: string]>([
    [
      'unit: hubs, baseline: 2, target: 20, checkins: {2026-11-03: 9}',
      DAY,
      '0.39: 9 of 20 hubs, started at 2; expected 0.55 by 20 November',
    ],
    [
      'unit: days, baseline: 41, target: 25, checkins: {2026-11-11: 32}',
      DAY,
      '0.56: 32 down from 41, target 25 days; expected 0.55 by 20 November',
    ],
    [
      'unit: "%", baseline: 40, target: 95, checkins: {2026-11-03: 64}',
      DAY,
      '0.44: 64 of 95 %, started at 40; expected 0.55 by 20 November',
    ],
    [
      'baseline: 0, target: 4, checkins: {2026-12-30: 2}',
      '2027-02-01',
      '0.50: 2 of 4, started at 0; expected 1.00 by 31 December 2026',
    ],
    ['baseline: 0, target: 6', DAY, 'No score: no check-in yet'],
    ['baseline: 0, target: 6', '2026-09-01', 'No score: no check-in yet; starts on 1 October'],
    ['checkins: {2026-11-03: 9}', DAY, 'No score: no baseline and no target'],
    [
      'status: done, baseline: 0, target: 4, checkins: {2026-11-19: 0}',
      DAY,
      'Set to done by hand, computed off track. 0.00: 0 of 4, started at 0; expected 0.55 by 20 November',
    ],
  ])('%s says why', (yaml, asOf, because) => {
    expect(
      scoreObjective(objectiveOf(yaml), asOf, config).measures[0]!.because.replaceAll('\u00a0', ' '),
    ).toBe(because);
  });

  it.each<[last: string, asOf: string, stale: boolean]>([
    ['2026-10-24', DAY, false],
    ['2026-10-23', DAY, true],
    ['2026-10-23', '2027-01-01', false],
  ])('of %s is stale on %s: %s', (last, asOf, stale) => {
    const objective = objectiveOf(`baseline: 0, target: 9, checkins: {${last}: 5}`);
    expect(scoreObjective(objective, asOf, config).stale).toBe(stale);
  });

  it('is judged by the thresholds that are set', () => {
    const strict = { ...config, thresholds: { onTrack: 0, atRisk: 0.05 } };
    const objective = objectiveOf(way(50));
    expect(scoreObjective(objective, DAY, config).status).toBe('on track');
    expect(scoreObjective(objective, DAY, strict).status).toBe('off track');
  });
});

describe('an objective', () => {
  it.each<[measures: string[], score: number | null, status: string]>([
    [[way(100), way(0), way(0)], 1 / 3, 'off track'],
    [[way(-50), way(100)], 0.5, 'off track'],
    [[way(300), way(0)], 0.5, 'off track'],
    [[way(100), way(60)], 0.8, 'on track'],
    [[way(60), way(40)], 0.5, 'at risk'],
    [[way(60), 'baseline: 0, target: 1'], 0.6, 'on track'],
    [['baseline: 0, target: 1', 'baseline: 0, target: 1'], null, 'no data'],
    [[way(100), way(100)], 1, 'done'],
    [[`status: dropped, ${way(0)}`, way(60)], 0.6, 'on track'],
    [[`status: on track, ${way(0)}`, way(60)], 0.3, 'on track'],
    [[], null, 'no data'],
  ])('of %j', (measures, score, status) => {
    const made = scoreObjective(objectiveOf(...measures), DAY, config);
    if (score === null) expect(made.value).toBeNull();
    else expect(made.value).toBeCloseTo(score, 10);
    expect(made.status).toBe(status);
  });
});

describe('a step', () => {
  const model = modelOf(`
period: 2026-Q4
objectives:
  - {id: a, title: A, turns: wheel-access, measures: [{name: m, ${way(60)}}]}
  - {id: b, title: B, turns: [wheel-support, wheel-access], measures: [{name: m, ${way(20)}}]}
  - {id: c, title: C, turns: wheel-access, status: dropped, measures: [{name: m, ${way(0)}}]}
  - {id: d, title: D, measures: [{name: m, ${way(100)}}]}`);
  it.each<[step: string, turnedBy: string[], score: number | undefined, status: string | undefined]>([
    ['wheel-access', [], 0.4, 'off track'],
    ['wheel-support', [], 0.2, 'off track'],
    ['wheel-support', ['d'], 0.6, 'off track'],
    ['wheel-else', ['d'], 1, 'done'],
    ['wheel-else', [], undefined, undefined],
  ])('%s turned by %j', (step, turnedBy, score, status) => {
    const made = scoreStep(objectivesOfStep(model, step, '2026-Q4', turnedBy), DAY, config);
    expect(made?.value).toEqual(score === undefined ? undefined : expect.closeTo(score, 10));
    expect(made?.status).toBe(status);
  });
});

describe('a KPI', () => {
  it.each<[yaml: string, status: string]>([
    ['target: ">0.8", checkins: {2026-11-01: 0.81}', 'on track'],
    ['target: ">0.8", checkins: {2026-11-01: 0.8}', 'off track'],
    ['target: ">= 99.5 %", checkins: {2026-11-01: 99.5}', 'on track'],
    ['target: "<8", checkins: {2026-11-01: 7, 2026-11-21: 9}', 'on track'],
    ['target: "≤ 8", checkins: {2026-11-01: 9}', 'off track'],
    ['target: {2026-01-01: "<8", 2026-11-01: "<10"}, checkins: {2026-11-01: 9}', 'on track'],
    ['target: "<8"', 'no data'],
    ['checkins: {2026-11-01: 9}', 'no data'],
  ])('%s is %s', (yaml, status) => {
    const score = scoreKpi(modelOf(`kpis:\n  - {name: k, ${yaml}}`).kpis[0]!, DAY, config);
    expect([score.value, score.status]).toEqual([null, status]);
  });
});

describe('a period', () => {
  it.each<[name: string, from: string | undefined, to?: string]>([
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2028-q1', '2028-01-01', '2028-03-31'],
    ['2026-H1', '2026-01-01', '2026-06-30'],
    ['2026-H2', '2026-07-01', '2026-12-31'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-Q5', undefined],
    ['2026-13', undefined],
    ['Q4 2026', undefined],
  ])('%s', (name, from, to) => {
    const period = parsePeriod(name);
    expect([period?.from, period?.to]).toEqual([from, to]);
  });

  it.each<[asOf: string, expected: number]>([
    ['2026-09-30', 0],
    ['2026-10-01', 1 / 92],
    ['2026-11-20', 51 / 92],
    ['2026-12-31', 1],
    ['2027-06-01', 1],
  ])('2026-Q4 expects on %s', (asOf, expected) => {
    expect(expectedShare(parsePeriod('2026-Q4')!, asOf)).toBeCloseTo(expected, 12);
  });

  it('of the day is the shortest that contains it, else the latest that is over', () => {
    const periods = ['2026', '2026-Q3', '2026-Q4', '2027-Q1'].map((name) => parsePeriod(name)!);
    expect(currentPeriod(periods, '2026-11-20')?.id).toBe('2026-Q4');
    expect(currentPeriod(periods, '2026-02-01')?.id).toBe('2026');
    expect(currentPeriod(periods, '2028-01-01')?.id).toBe('2027-Q1');
    expect(currentPeriod(periods, '2025-01-01')?.id).toBe('2026');
  });
});

it('history tells check-ins, statuses, moved targets, new and dropped objectives, newest first', () => {
  const { objectives } = modelOf(`
period: 2026-Q4
objectives:
  - id: a
    title: A
    measures:
      - {name: M, unit: hubs, baseline: 0, target: {2026-10-01: 40, 2026-11-01: 30}, checkins: {2026-09-20: 0, 2026-11-05: 24}}
  - {id: b, title: B, status: {2026-11-10: dropped}}`);
  const told = (since: string) =>
    changesSince(objectives, since, DAY, config).map(({ date, objective, kind, text }) =>
      `${date} ${objective} ${kind}: ${text}`.replaceAll('\u00a0', ' '),
    );
  const late = [
    '2026-11-10 b dropped: dropped',
    '2026-11-05 a check-in: M: 24 hubs, before 0',
    '2026-11-05 a status: on track, before off track',
    '2026-11-01 a moved: M: target moved from 40 to 30 hubs',
  ];
  expect(told('2026-10-31')).toEqual(late);
  expect(told('2026-09-30')).toEqual([
    ...late,
    '2026-10-24 a status: off track, before at risk',
    '2026-10-10 a status: at risk, before on track',
    '2026-10-01 a new: new in 2026-Q4',
    '2026-10-01 b new: new in 2026-Q4',
  ]);
});

it.each<[what: string, text: string, csv: string]>([
  ['a YAML file', `objectives: [${'{id: a, title: A}, '.repeat(580_000)}]`, ''],
  [
    'a CSV file',
    'period: 2026-Q4\ndata: m.csv\nobjectives: []',
    'measure,date,value\n'.padEnd(10_000_000, 'a,2026-10-06,1\n'),
  ],
])('%s of 10 MB is one message, at once', (_, text, csv) => {
  const { messages, report } = createReport();
  parseObjectives([{ path: 'o.yml', text, csv: () => csv }], { config, report });
  expect(messages.map((message) => message.reason)).toEqual([expect.stringMatching(/^Unexpected 1\d MB of/)]);
});
