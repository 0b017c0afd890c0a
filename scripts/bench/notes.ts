// Speed of reading notes: invented notes of growing size, the second reading, and pieces that break grammars. Times
// are CPU time, so that a busy machine says the same; memory is what the process holds after.
import { createReport } from '../../plugins/message.ts';
import { createNotesCache, type NotesCache, parseNotes } from '../../plugins/notes/parse.ts';
import type { BenchCase, Figure } from './bench.ts';

const MEETING = [
  '### Pier',
  '',
  '- The north pier is closed, see [the report](https://example.org/report) and harbour/pier#12',
  '    - AR: who owns the repair?',
  '    - DECISION: the harbour owns repairs number %n',
  '    - [ ] ACTION BO: Write page %n about the repair by Friday',
  '- Membership',
  '    - Ana: fees came in late, `fees.csv` has **all** of them, nobody complained about it so far',
  '    - Ben will call the club about invoice %n',
  '    - What did we miss?',
  '',
  '1. Anything else',
  '   - A longer line of what was said at this point, with commas, a dash - and a few more words to the end.',
  '',
].join('\n');

/** Running notes of about so many megabytes, one meeting a day, newest first. */
function inventNotes(megabytes: number): string {
  const count = Math.ceil((megabytes * 1e6) / (6 * MEETING.length));
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.UTC(2199, 0, 1) - index * 86_400_000).toISOString().slice(0, 10);
    return `## ${day}\n\n${Array.from({ length: 6 }, (_, part) => MEETING.replaceAll('%n', `${index}-${part}`)).join('\n')}`;
  }).join('\n');
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
  const text = inventNotes(megabytes);
  const cache = createNotesCache();
  return [
    { metric: 'first reading', value: read(text, cache), unit: 's' },
    { metric: 'nothing changed', value: read(text, cache), unit: 's' },
    { metric: 'one meeting added', value: read(`## 2199-01-02\n\n- more\n\n${text}`, cache), unit: 's' },
    { metric: 'memory', value: process.memoryUsage().rss / 1e6, unit: 'MB' },
  ];
}

const HARD = [
  '[a](',
  '**a_',
  '~~a',
  '`a``',
  '- a\n',
  '- [ ] a\n',
  '<!-- a\n',
  ':::{private}\n',
  '## 2026-10-06 - A ',
];

/** Seconds per megabyte of the hardest pieces: what no text comes above. */
function readHard(): Figure[] {
  const megabyte = (piece: string) => `## 2026-10-06\n\n${piece.repeat(1e6 / piece.length)}`;
  return HARD.map((piece) => ({
    metric: JSON.stringify(piece),
    value: read(megabyte(piece), createNotesCache()),
    unit: 's/MB',
  }));
}

export const cases: BenchCase[] = [
  { name: 'notes', size: '2.5 MB', run: () => readTwice(2.5) },
  { name: 'notes', size: '25 MB', run: () => readTwice(25) },
  { name: 'notes that break grammars', size: '1 MB each', run: readHard },
];
