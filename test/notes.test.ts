// The small invented series in its two forms gives all that was said of it, and nothing that was to stay private.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../plugins/config/parse.ts';
import type { Audience } from '../plugins/graph/record.ts';
import { createReport } from '../plugins/message.ts';
import { digestJson } from '../plugins/notes/digest/json.ts';
import { digestMarkdown, escapeMarkdown } from '../plugins/notes/digest/markdown.ts';
import type { Digest } from '../plugins/notes/digest/schema.ts';
import { parseNotes } from '../plugins/notes/parse.ts';
import { releaseNotes } from '../plugins/notes/release.ts';
import { redact } from '../plugins/redact/redact.ts';

const folder = join(import.meta.dirname, 'fixtures/notes/running-notes');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

interface Expected {
  meetings: { date: string; title?: string }[];
  actions: { given: string; seen: string[]; owners: string[]; state: string; kind: string; text: string }[];
  implied: { given: string; owners: string[]; text: string }[];
  decisions: { date: string; text: string }[];
  neverPublic: string[];
}
const expected = JSON.parse(read('expected.json')) as Expected;

function digestOf(path: string, reader: Audience): { json: Digest; markdown: string } {
  const { report } = createReport();
  const config = parseConfig(read('compass.yml'), 'compass.yml', report);
  const entry = config.notes.find((candidate) => candidate.path === path)!;
  const notes = parseNotes([{ path, text: read(path), entry }], config, '2026-10-20', report);
  const options = { privateLinks: config.privateLinks };
  const released = releaseNotes(notes, {
    reader,
    people: config.people,
    redact: (text) => redact(text, options).text,
  });
  return {
    json: digestJson(released, { asOf: '2026-10-20', audience: reader, people: config.people }),
    markdown: digestMarkdown(released, { asOf: '2026-10-20', people: config.people }),
  };
}

describe.each(['notes.md', 'notes.flat.txt'])('%s', (path) => {
  const flat = path.endsWith('.txt');
  const { json } = digestOf(path, 'private');
  const isDetail = (action: { text: string }) => flat && action.text.startsWith('https://');
  const byText = (a: { text: string }, b: { text: string }) => (a.text < b.text ? -1 : 1);

  it('has the meetings', () => {
    const meetings = json.series[0]!.meetings;
    expect(meetings.map(({ date }) => date)).toEqual(expected.meetings.map(({ date }) => date));
    for (const [index, { title }] of expected.meetings.entries())
      expect(meetings[index]!.title ?? '').toMatch(new RegExp(`^${title ?? (flat ? '' : '$')}`));
  });

  it('has the actions, marked and listed, and nothing more', () => {
    const actions = json.actions
      .filter((action) => action.kind !== 'implied' && !isDetail(action))
      .map(({ given, seen, owners, state, kind, text }) => ({ given, seen, owners, state, kind, text }));
    expect(actions.sort(byText)).toEqual([...expected.actions].sort(byText));
  });

  it('has the implied actions apart', () => {
    const implied = json.actions
      .filter((action) => action.kind === 'implied')
      .map(({ given, owners, text }) => ({ given, owners, text }));
    expect(implied.sort(byText)).toEqual([...expected.implied].sort(byText));
  });

  it('has the decisions', () => {
    const decisions = json.decisions.map(({ date, text }) => ({ date, text }));
    expect(decisions.sort(byText)).toEqual([...expected.decisions].sort(byText));
  });

  it('says in public nothing that was marked', () => {
    const { json: open, markdown } = digestOf(path, 'public');
    for (const secret of expected.neverPublic) {
      expect(JSON.stringify(open)).not.toContain(secret);
      expect(markdown).not.toContain(secret);
    }
    expect(open.actions.some((action) => action.kind === 'implied')).toBe(false);
    expect(
      open.series[0]!.meetings.reduce((sum, meeting) => sum + meeting.withheld, 0),
    ).toBeGreaterThanOrEqual(3);
  });

  it('has a place for everything', () => {
    const text = read(path);
    for (const action of json.actions)
      if (flat) expect(text.slice(action.offset, action.offset! + 400)).toContain(action.text.slice(0, 20));
      else expect(text.split('\n')[action.line - 1]).toContain(action.text.slice(0, 20));
  });
});

describe('the age of an action', () => {
  const meeting = (day: string, box: string) =>
    `## ${day}\n\n- [${box}] ACTION: Paint the north pier in green\n`;
  const ageIn = (notes: string[]) => {
    const { report } = createReport();
    const entry = { series: 'Board', audience: 'public' as const, show: [] };
    const source = { path: 'notes.md', text: notes.join('\n'), entry };
    const { actions } = parseNotes([source], { people: [], audience: 'private' }, '2026-03-01', report);
    return actions.map(({ ageDays, ageMeetings }) => ({ ageDays, ageMeetings }));
  };
  const later = ['## 2026-01-22\n\n- Fees\n', '## 2026-01-29\n\n- Fees\n'];

  it('grows while it is open', () => {
    const notes = [meeting('2026-01-01', ' '), meeting('2026-01-08', ' '), ...later];
    expect(ageIn(notes)).toEqual([{ ageDays: 59, ageMeetings: 3 }]);
  });

  it('ends with the first meeting that closes it', () => {
    const notes = [
      meeting('2026-01-01', ' '),
      meeting('2026-01-08', 'x'),
      meeting('2026-01-15', 'x'),
      ...later,
    ];
    expect(ageIn(notes)).toEqual([{ ageDays: 7, ageMeetings: 1 }]);
  });
});

it('takes a file that two entries name at the strictest of their levels', () => {
  const source = (series: string, audience: Audience) => ({
    path: 'notes/board.md',
    text: '## 2026-10-06\n\n- ACTION: sell the pier\n',
    entry: { series, audience, show: [] },
  });
  for (const sources of [
    [source('All', 'public'), source('Board', 'private')],
    [source('Board', 'private'), source('All', 'public')],
  ]) {
    const notes = parseNotes(sources, { people: [], audience: 'public' }, '2026-10-06', () => {});
    expect(notes.actions.map(({ audience }) => audience)).toEqual(['private']);
  }
});

it.each([
  ['use {raw:html}`<b>` now', 'use \\{raw:html}`<b>` now'],
  ['use {a} and `b`', 'use {a} and `b`'],
])('prints no role of MyST: %s', (text, markdown) => {
  expect(escapeMarkdown(text)).toBe(markdown);
});

it('says in Markdown once when an action is due, and for how long it is open', () => {
  const entry = { series: 'Team', audience: 'public' as const, show: [] };
  const text = '# 2026-10-06\n\nACTION(Ana): Write the page, due 2026-10-20\n';
  const config = { people: [], audience: 'public' as const };
  const notes = parseNotes([{ path: 'a.md', text, entry }], config, '2026-10-16', createReport().report);
  expect(digestMarkdown(notes, { asOf: '2026-10-16', people: [] })).toContain(
    '- **Ana**: Write the page (due 20 October 2026, open for 10 days, since 6 October 2026, line 3)',
  );
});

it('has every line that states an action, also where the list of actions says it again', () => {
  const text =
    '# 2026-10-06\n\nPresent: Ana\n\n- Ana will sweep the long jetty\n\n## Actions\n\n- Ana will sweep the long jetty\n';
  const entry = { series: 'Harbour', audience: 'public' as const, show: [] };
  const config = { people: [], audience: 'private' as const };
  const notes = parseNotes([{ path: 'notes.md', text, entry }], config, '2026-10-06', createReport().report);
  expect(notes.actions.map(({ kind, places }) => [kind, places?.map(({ line }) => line).sort()])).toEqual([
    ['listed', [5, 9]],
  ]);
});
