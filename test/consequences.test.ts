// What follows from data that could not be read is not said again by the views that show it.
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

/** Rules of what the data say, then of what some views say. */
function rulesOf(files: Record<string, string>): [data: string[], views: string[]] {
  const folder = mkdtempSync(join(tmpdir(), 'compass-follows-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const compass = readCompass(openDisk(folder), { asOf: '2026-11-20' });
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
