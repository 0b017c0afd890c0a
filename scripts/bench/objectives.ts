// Objectives at the size of a large organisation: many data files read, scored and joined into the graph.
import { defaultConfig } from '../../plugins/config/parse.ts';
import { createGraph } from '../../plugins/graph/graph.ts';
import { createReport } from '../../plugins/message.ts';
import { parseObjectives } from '../../plugins/objectives/parse.ts';
import type { ObjectivesFile } from '../../plugins/objectives/reading.ts';
import { recordsOfObjectives } from '../../plugins/objectives/records.ts';
import { releaseObjectives } from '../../plugins/objectives/release.ts';
import type { BenchCase } from './bench.ts';

const FILES = 500;
const OBJECTIVES_PER_FILE = 10;
const MEASURES = 3;
const CHECKINS = 8;
const DAY = '2026-11-20';

export const cases: BenchCase[] = [
  {
    name: 'objectives: read, score and join',
    size: `${FILES} files, ${FILES * OBJECTIVES_PER_FILE} objectives with ${MEASURES} measures and ${CHECKINS} check-ins each`,
    run() {
      const files = dataFiles();
      const config = defaultConfig();
      const { messages, report } = createReport();
      const start = process.cpuUsage();
      const begin = performance.now();
      const model = parseObjectives(files, { config, report });
      const readAt = performance.now();
      const released = releaseObjectives(model, 'public', config);
      const records = recordsOfObjectives(released, config, DAY);
      const graph = createGraph([records]);
      const end = performance.now();
      const { user, system } = process.cpuUsage(start);
      return [
        { metric: 'CPU time', value: (user + system) / 1e6, unit: 's' },
        { metric: 'time', value: (end - begin) / 1e3, unit: 's' },
        { metric: 'of which reading', value: (readAt - begin) / 1e3, unit: 's' },
        { metric: 'text', value: files.reduce((sum, file) => sum + file.text.length, 0) / 1e6, unit: 'MB' },
        { metric: 'records', value: graph.records.length, unit: '' },
        { metric: 'messages', value: messages.length, unit: '' },
      ];
    },
  },
];

function dataFiles(): ObjectivesFile[] {
  return Array.from({ length: FILES }, (_, file) => {
    const objectives = Array.from({ length: OBJECTIVES_PER_FILE }, (__, index) => objective(file, index));
    return { path: `objectives/${file}.yml`, text: `period: 2026-Q4\nobjectives:\n${objectives.join('')}` };
  });
}

function objective(file: number, index: number): string {
  const id = `o-${file}-${index}`;
  const measures = Array.from({ length: MEASURES }, (_, number) => measure(`${id}-${number}`, number));
  return `  - id: ${id}
    title: Communities can see and cap what hub ${file} costs
    why: Unbounded cost is the first risk communities name.
    owner: ben
    turns: wheel-access
    measures:
${measures.join('')}`;
}

function measure(id: string, number: number): string {
  const checkins = Array.from(
    { length: CHECKINS },
    (_, index) => `          2026-1${index % 2}-${String(10 + index)}: ${2 + index + number}\n`,
  );
  return `      - id: ${id}
        name: Hubs with a cost cap
        unit: hubs
        baseline: 2
        target: 20
        checkins:
${checkins.join('')}`;
}
