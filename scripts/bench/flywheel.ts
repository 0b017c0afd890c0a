// Layout and SVG of one wheel, in CPU time: with plain and with long labels, live and in two readings.
import { printSvg } from '../../plugins/figure/print.ts';
import type { Live } from '../../plugins/flywheel/live.ts';
import type { Flywheel, Reading, Step } from '../../plugins/flywheel/model.ts';
import { drawFlywheel } from '../../plugins/flywheel/svg.ts';
import type { BenchCase } from './bench.ts';

const LABELS = [
  'Listen to what forty communities struggle with in their daily work',
  'Design one remedy with them instead of forty private patches',
  'Contribute it to the upstream project under its own rules and reviewers',
  'Deploy it to every hub of the network in the same week',
  'Learn from its use through office hours and open incident reports',
  'Teach it onwards, so that new communities arrive knowing what to ask for',
];
const ROUNDS = 200;

export const cases: BenchCase[] = [
  benchCase('flywheel: layout and SVG', '6 steps, long labels', () => wheelOf([6])),
  benchCase('flywheel: live', '6 steps, long labels, ring', () => wheelOf([6]), true),
  benchCase('flywheel: two readings', '2 × 6 steps', () => wheelOf([6, 6])),
  benchCase('flywheel: most steps', '12 steps', () => wheelOf([12])),
];

function benchCase(name: string, size: string, make: () => Flywheel, ringed = false): BenchCase {
  return {
    name,
    size,
    run() {
      // A new wheel each time: what is known of one does not help the next.
      const draw = () => {
        const wheel = make();
        return printSvg(drawFlywheel(wheel, ringed ? liveOf(wheel) : undefined));
      };
      const bytes = Buffer.byteLength(draw());
      for (let round = 0; round < 20; round++) draw();
      const start = process.cpuUsage();
      for (let round = 0; round < ROUNDS; round++) draw();
      const { user, system } = process.cpuUsage(start);
      return [
        { metric: 'CPU time', value: (user + system) / 1000 / ROUNDS, unit: 'ms' },
        { metric: 'file', value: bytes / 1000, unit: 'kB' },
      ];
    },
  };
}

function wheelOf(counts: number[]): Flywheel {
  const place = { file: 'wheel.md', line: 1, column: 1 };
  const readings = counts.map((count, reading): Reading => {
    const steps = Array.from({ length: count }, (_, index): Step => {
      const [first, ...rest] = (LABELS[index % LABELS.length] ?? '').split(' ');
      const label = [{ text: first ?? '', accent: true }, { text: ` ${rest.join(' ')}` }];
      const title = label.map((run) => run.text).join('');
      return {
        id: `w-${reading}-${index}`,
        number: index + 1,
        label,
        title,
        explanation: [],
        actors: [],
        turnedBy: [],
        place,
      };
    });
    return {
      title: [{ text: 'A reading' }],
      centre: { kind: 'text', text: 'Shared practice' },
      steps,
      closing: [],
    };
  });
  return {
    id: 'w',
    label: 'w',
    caption: [],
    actors: [],
    start: 0,
    lead: [],
    readings,
    place,
    livePlace: place,
    centrePlace: place,
  };
}

function liveOf(wheel: Flywheel): Live {
  const steps = wheel.readings.flatMap((reading) => reading.steps);
  const progress = new Map(
    steps.map((step, index) => [step.id, { value: index / 6, expected: 0.5, status: 'on track' as const }]),
  );
  return { period: '2026-Q4', day: '20 November', expected: 0.5, progress };
}
