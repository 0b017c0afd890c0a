// Speed of notes: digests of invented notes of growing size, the second reading, and pieces that break grammars. Times
// are CPU time, so that a busy machine says the same; memory is the most that the process held.
import { defaultConfig } from '../../plugins/config/parse.ts';
import { createReport } from '../../plugins/message.ts';
import { createNotesCache, type NotesCache, parseNotes } from '../../plugins/notes/parse.ts';
import { digest } from '../digest.ts';
import type { BenchCase, Figure } from './bench.ts';
import { inventDenseNotes, inventNotes } from './invent-notes.ts';

const SIZES = [1, 10, 25];

/** From the smallest on, so that the peak of each is its own; another small one before, which compiles. */
function digestGrowing(): Figure[] {
  digestOf(inventNotes(1e6));
  const costs = SIZES.map((megabytes) => ({ megabytes, ...digestOf(inventNotes(megabytes * 1e6)) }));
  return costs.flatMap(({ megabytes, seconds, peak }) => {
    const of = `${megabytes} MB`;
    return [
      { of, metric: 'CPU time', value: seconds, unit: 's' },
      { of, metric: 'to the first', value: seconds / costs[0]!.seconds, unit: '×' },
      { of, metric: 'peak memory', value: peak, unit: 'MB' },
    ];
  });
}

function digestDense(): Figure[] {
  const text = inventDenseNotes(10e6);
  const { seconds, peak } = digestOf(text);
  return [
    { metric: 'records', value: text.match(/ACTION|DECISION|will/g)?.length ?? 0, unit: '' },
    { metric: 'CPU time', value: seconds, unit: 's' },
    { metric: 'peak memory', value: peak, unit: 'MB' },
  ];
}

/** What `compass digest --json` does, without the disk. */
function digestOf(text: string): { seconds: number; peak: number } {
  const entry = { series: 'Bench', audience: 'team' as const, show: [] };
  const sources = [{ path: 'notes.md', text, entry }];
  const { report } = createReport();
  const start = process.cpuUsage();
  digest(sources, { config: defaultConfig(), reader: 'team' }, { json: true, implied: false }, report);
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, peak: process.resourceUsage().maxRSS / 1e3 };
}

function read(text: string, cache: NotesCache): number {
  const start = process.cpuUsage();
  const entry = { series: 'Bench', audience: 'public' as const, show: [] };
  const source = { path: 'notes.md', text, entry };
  parseNotes([source], { people: [], audience: 'private' }, '2026-11-20', createReport().report, cache);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function readTwice(megabytes: number): Figure[] {
  const text = inventNotes(megabytes * 1e6);
  const cache = createNotesCache();
  return [
    { metric: 'first reading', value: read(text, cache), unit: 's' },
    { metric: 'nothing changed', value: read(text, cache), unit: 's' },
    { metric: 'one meeting added', value: read(`## 2199-01-02\n\n- more\n\n${text}`, cache), unit: 's' },
    { metric: 'peak memory', value: process.resourceUsage().maxRSS / 1e3, unit: 'MB' },
  ];
}

/** Pieces that open what they never close, or nest without end. */
const HARD: Record<string, string> = {
  links: '[a](',
  emphasis: '**a_',
  'struck text': '~~a',
  code: '`a``',
  items: '- a\n',
  boxes: '- [ ] a\n',
  comments: '<!-- a\n',
  fences: ':::{private}\n',
  dates: '## 2026-10-06 - A ',
};

/** Seconds per megabyte of the hardest pieces: what no text comes above. */
function readHard(): Figure[] {
  const megabyte = (piece: string) => `## 2026-10-06\n\n${piece.repeat(1e6 / piece.length)}`;
  return Object.entries(HARD).map(([of, piece]) => ({
    of,
    metric: 'CPU time',
    value: read(megabyte(piece), createNotesCache()),
    unit: 's/MB',
  }));
}

export const cases: BenchCase[] = [
  { name: 'digest: how it grows', size: '1, 10 and 25 MB of notes', run: digestGrowing },
  { name: 'digest: dense', size: '10 MB of notes, a record in every second item', run: digestDense },
  { name: 'notes: read and read again', size: '25 MB', run: () => readTwice(25) },
  { name: 'notes: what breaks grammars', size: '1 MB of each piece', run: readHard },
];
