// The rules of the joined graph, each broken once and kept once.
import { describe, expect, it } from 'vitest';
import { lintConfig } from '../plugins/config/lint.ts';
import { defaultConfig } from '../plugins/config/parse.ts';
import { createGraph } from '../plugins/graph/graph.ts';
import { type LintInput, lintGraph, lintRules } from '../plugins/graph/lint.ts';
import { pageRecord } from '../plugins/graph/page.ts';
import type { CompassRecord, Kind, RecordLink } from '../plugins/graph/record.ts';
import { createReport, formatMessage, withSeverities } from '../plugins/message.ts';

const record = (kind: Kind, id: string, line: number, facts: CompassRecord['facts']): CompassRecord => ({
  kind,
  id,
  title: id,
  place: { file: 'notes.md', line, column: 3 },
  audience: 'public',
  facts,
});

function lint(changes: Partial<LintInput> & { records?: CompassRecord[]; links?: RecordLink[] }): string[] {
  const { records = [], links = [], ...input } = changes;
  const { messages, report } = createReport();
  const config = { ...defaultConfig('compass.yml'), ...input.config };
  lintGraph(
    {
      graph: createGraph([{ records, links }]),
      asOf: '2026-11-20',
      targets: new Set(),
      home: 'index.md',
      touched: new Map(),
      ...input,
      config,
    },
    report,
  );
  return messages.map(formatMessage);
}

const person = { id: 'ana', name: 'Ana Ruiz', aliases: [], audience: 'public' as const, line: 4 };
const mention: RecordLink = {
  type: 'mentions',
  from: 'page:a',
  to: 'decision:d1',
  place: { file: 'a.md', line: 9, column: 1 },
};
const supersedes: RecordLink = { type: 'supersedes', from: 'decision:d2', to: 'decision:d1' };
const decisions = [record('decision', 'd1', 1, {}), record('decision', 'd2', 2, {})];
const onPages = new Set(['decision:d1', 'decision:d2', 'person:ana']);
const open = (date: string, more = {}) =>
  record('action', 'a1', 7, { status: 'open', kind: 'marked', date, ...more });

describe('the lint of a compass', () => {
  it.each<[string, Parameters<typeof lint>[0], string[]]>([
    [
      'an old action',
      { records: [open('2026-07-14')] },
      [
        'notes.md:7:3: Unexpected age of the open action `a1`, 129 days, expected at most 90 days; close it, drop it or split it (compass:action-not-old)',
      ],
    ],
    [
      'an action of many meetings',
      { records: [open('2026-11-01', { ageMeetings: 7 })] },
      [
        'notes.md:7:3: Unexpected age of the open action `a1`, 7 meetings, expected at most 6 meetings; close it, drop it or split it (compass:action-not-old)',
      ],
    ],
    ['a young action', { records: [open('2026-11-01', { ageMeetings: 1 })] }, []],
    ['an old action that is done', { records: [open('2026-01-01', { status: 'done' })] }, []],
    [
      'a decision on no page',
      { records: [decisions[0]!] },
      [
        'notes.md:1:3: Unexpected decision `d1` that stands on no page, expected it on the page of `homes: decisions` (compass:decision-on-page)',
      ],
    ],
    [
      'a superseded decision that is cited',
      {
        records: [...decisions, pageRecord('a.md', 'A')],
        links: [mention, supersedes],
        targets: onPages,
        home: 'a.md',
      },
      [
        'a.md:9:1: Unexpected mention of the superseded decision `d1`, expected the one that holds, `d2` (compass:decision-cited-standing)',
      ],
    ],
    [
      'a person without a place',
      {
        config: { ...defaultConfig('compass.yml'), people: [person] },
        records: [record('person', 'ana', 4, {})],
      },
      [
        'compass.yml:4:1: Unexpected person `ana` without a page, expected `page:` here, or a page with `{people}` under `homes: people` (compass:person-has-place)',
      ],
    ],
    [
      'people and decisions whose homes are no pages',
      {
        config: {
          ...defaultConfig('compass.yml'),
          people: [person],
          homes: { person: 'peple.md', decision: 'decsions.md#all' },
        },
        records: [record('person', 'ana', 4, {}), decisions[0]!],
      },
      [],
    ],
    [
      'a person who is not on the page of people',
      {
        config: { ...defaultConfig('compass.yml'), people: [person], homes: { person: 'people.md' } },
        records: [record('person', 'ana', 4, {}), pageRecord('people.md', 'People')],
      },
      [
        'compass.yml:4:1: Unexpected person `ana` without a page, expected `page:` here, or a page with `{people}` under `homes: people` (compass:person-has-place)',
      ],
    ],
    [
      'a person whom the build withholds',
      { config: { ...defaultConfig('compass.yml'), people: [person] } },
      [],
    ],
    [
      'a person on the page of people',
      { config: { ...defaultConfig('compass.yml'), people: [person] }, targets: onPages },
      [],
    ],
    [
      'a page that nothing links to',
      { records: [pageRecord('b.md', 'B')] },
      [
        'b.md:1:1: Unexpected page that no other page links to, expected at least one link (compass:page-linked)',
      ],
    ],
    [
      'a page that a compass.yml may name which could not be read',
      {
        config: { ...defaultConfig('compass.yml'), unclear: true },
        records: [pageRecord('b.md', 'B')],
      },
      [],
    ],
    ['the first page', { records: [pageRecord('index.md', 'Home')] }, []],
    [
      'a page of last year',
      { records: [pageRecord('index.md', 'Home')], touched: new Map([['index.md', '2025-11-01']]) },
      [
        'index.md:1:1: Unexpected age of this page, last changed on 2025-11-01, expected a change within a year; read it again, and mend what no longer holds (compass:page-fresh)',
      ],
    ],
  ])('%s', (_name, input, expected) => expect(lint(input)).toEqual(expected));

  it('takes its severities from compass.yml', () => {
    const { messages, report } = createReport();
    const place = { file: 'a.md', line: 1, column: 1 };
    const say = withSeverities(report, { 'action-not-old': 'off', 'page-linked': 'error' });
    say(lintRules.actionNotOld, 'x', place);
    say(lintRules.pageLinked, 'y', place);
    expect(messages.map(({ rule, severity }) => [rule, severity])).toEqual([['page-linked', 'error']]);
  });
});

describe('names in compass.yml', () => {
  const known = { pages: ['content/people.md', 'content/index.md'], rules: ['page-linked', 'page-fresh'] };
  it.each([
    ['homes: {people: ./content//people.md, meetings: content/index.md#last}', []],
    ['people: [{id: ana, page: "https://ana.example/"}, {id: ben}]', []],
    ['rules: {page-linked: off}', []],
    ['homes: [', []],
    [
      'homes: {people: content/poeple.md}',
      [
        'compass.yml:1:17: Unexpected page `content/poeple.md` in `people`, expected a page of this site; did you mean `content/people.md`? (compass:named-page-found)',
      ],
    ],
    [
      'people:\n  - {id: ana, page: ana.md}',
      [
        'compass.yml:2:21: Unexpected page `ana.md` in `page`, expected a page of this site; mend the path, or list it under `toc` (compass:named-page-found)',
      ],
    ],
    [
      'rules:\n  page-linkd: off',
      [
        'compass.yml:2:3: Unexpected rule `page-linkd`, expected one of those that messages end with; did you mean `page-linked`? (compass:rule-known)',
      ],
    ],
  ])('%s', (text, expected) => {
    const { messages, report } = createReport();
    lintConfig(text, 'compass.yml', known, report);
    expect(messages.map(formatMessage)).toEqual(expected);
  });
});
