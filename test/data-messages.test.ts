// What is said of data as a whole: compass.yml sets how much it matters, and what follows from data that could not be
// read is not said again by the views that show it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readCompass } from '../plugins/compass.ts';
import { openDisk } from '../plugins/disk.ts';
import type { Placeholder } from '../plugins/graph/placeholder.ts';
import { createReport } from '../plugins/message.ts';
import { renderPlaceholder } from '../plugins/views.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'compass-data-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Rules of what the data say, then of what some views say. */
function rulesOf(files: Record<string, string>): [data: string[], views: string[]] {
  const compass = readCompass(openDisk(folderOf(files)), { asOf: '2026-11-20' });
  const { messages, report } = createReport();
  const place = () => ({ file: 'index.md', line: 1, column: 1 });
  for (const view of VIEWS)
    renderPlaceholder({ ...EMPTY, ...view }, compass, { file: 'index.md', report, place });
  return [compass.messages.map(({ rule }) => rule), messages.map(({ rule }) => rule)];
}

const EMPTY: Placeholder = {
  type: 'compassDirective',
  name: '',
  argument: [],
  argumentText: '',
  options: {},
  body: '',
  bodyLine: 0,
  children: [],
};
const VIEWS: Partial<Placeholder>[] = [
  { name: 'objectives' },
  { name: 'kpis' },
  { name: 'objective', argumentText: 'quota' },
  { name: 'digest', options: { series: 'One-on-one' } },
  { name: 'obj', type: 'compassRole', body: 'quota' },
];
const ALL = [
  'objectives-shown',
  'objectives-shown',
  'objective-known',
  'view-series-known',
  'role-record-known',
];

describe('messages about data', () => {
  it('have the severities that compass.yml sets; its own errors stay', () => {
    const folder = folderOf({
      'compass.yml':
        'audience: public\npeople: [{id: ana, name: Ana Ruiz}]\nobjectives: [q4.yml, q5.yml]\nlimits: {stale: 1}\n' +
        'rules: {objective-owner-known: off, data-file-found: info, data-key-known: off}\n',
      'q4.yml': 'period: 2026-Q4\nobjectives:\n  - {id: a, title: A, owner: anna}\n',
    });
    const { messages } = readCompass(openDisk(folder));
    expect(messages.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['data-key-known', 'error'],
      ['data-file-found', 'info'],
    ]);
  });
});

describe('the page of an objective', () => {
  const pageOf = (page: string, more: Record<string, string> = {}) => {
    const objective = `{id: a, title: Quota, page: ${page}}`;
    const files = {
      'compass.yml': 'notes: [{path: board.md, series: Board, audience: team}]\nobjectives: [q4.yml]\n',
      'board.md': '## 2026-10-06\n',
      'q4.yml': `period: 2026-Q4\nobjectives:\n  - ${objective}\n`,
      'plan.md': '---\naudience: team\n---\n\n# Plan\n',
      'open.md': '# Open\n',
      ...more,
    };
    const compass = readCompass(openDisk(folderOf(files)), { asOf: '2026-11-20' });
    const { messages, report } = createReport();
    const context = { file: 'index.md', report, place: () => ({ file: 'index.md', line: 3, column: 1 }) };
    const body = `period: 2026-Q4\nobjectives:\n  - ${objective.replace('id: a', 'id: b')}`;
    renderPlaceholder({ ...EMPTY, name: 'objectives', body, bodyLine: 4 }, compass, context);
    const { objectives } = compass.objectives;
    return [
      objectives.map((each) => each.page),
      [...compass.messages, ...messages]
        .filter(({ rule }) => rule === 'objective-page-found')
        .map(({ place: { file, line, column } }) => `${file}:${line}:${column}`),
    ];
  };

  it.each(['board.md', './board.md#part', '/q4.yml', 'compass.yml', 'plan.md'])(
    'is no file of notes or data, and no page for others: %s',
    (page) => expect(pageOf(page)).toEqual([[undefined], ['q4.yml:3:33', 'index.md:6:33']]),
  );

  it.each(['open.md', 'https://example.org/board.md'])('may be any other: %s', (page) =>
    expect(pageOf(page)).toEqual([[page], []]),
  );

  it('is told of in silence where the objective is for others', () => {
    const q4 = 'period: 2026-Q4\nobjectives:\n  - {id: a, title: A, page: board.md, audience: team}\n';
    const folder = folderOf({
      'compass.yml': 'notes: [{path: board.md, series: Board, audience: team}]\nobjectives: [q4.yml]\n',
      'board.md': '## 2026-10-06\n',
      'q4.yml': q4,
    });
    const { messages } = readCompass(openDisk(folder), { asOf: '2026-11-20' });
    expect(messages.map(({ reason }) => reason).join()).toMatch(/^Unexpected content in a part that/);
  });
});

describe('views of data that could not be read', () => {
  it.each<[string, Record<string, string>, string[], string[]]>([
    ['no compass.yml', {}, [], ALL],
    ['a compass.yml that is not YAML', { 'compass.yml': 'people: [' }, ['yaml-well-formed'], []],
    ['a compass.yml of another name', { 'compass.yaml': 'people: []' }, ['data-file-found'], []],
    [
      'objectives that are not YAML',
      { 'compass.yml': 'objectives: [q4.yml]', 'q4.yml': 'objectives: [' },
      ['yaml-well-formed'],
      ALL.slice(2),
    ],
    [
      'objectives that are not there',
      { 'compass.yml': 'objectives: [q4.yml]' },
      ['data-file-found'],
      ALL.slice(2),
    ],
  ])('%s', (_name, files, data, views) => expect(rulesOf(files)).toEqual([data, views]));
});
