// Causal loops at the sizes that matter: a diagram that fills a page, and one in which everything depends on everything.
import { layoutCompact } from '../../plugins/loops/compact.ts';
import { findLoops } from '../../plugins/loops/find.ts';
import { layoutDiagram, WIDE } from '../../plugins/loops/layout.ts';
import { parseDiagram } from '../../plugins/loops/parse.ts';
import { renderDiagram } from '../../plugins/loops/svg.ts';
import type { Message } from '../../plugins/message.ts';
import type { BenchCase, Figure } from './bench.ts';

export const cases: BenchCase[] = [
  {
    name: 'loops: a diagram that fills a page',
    size: '30 variables, 60 links, layout and SVG, wide',
    run: () => measure(rings(), 5),
  },
  {
    name: 'loops: everything depends on everything',
    size: 'complete graph of 10 variables, parsed, counted, drawn',
    run: () => measure(completeGraph(10), 3),
  },
];

/** The least of several runs: the first ones compile. */
function measure(source: string, runs: number): Figure[] {
  const whole: number[] = [];
  const drawn: number[] = [];
  let messages: Message[] = [];
  let faults = 0;
  for (let run = 0; run < runs; run++) {
    messages = [];
    const start = process.cpuUsage();
    const report = (
      rule: { id: string; severity: Message['severity'] },
      reason: string,
      place: Message['place'],
    ) => messages.push({ rule: rule.id, severity: rule.severity, reason, place });
    const diagram = parseDiagram(source, 'bench.md', 1, report);
    const loops = findLoops(diagram, { file: 'bench.md', line: 1, column: 1 }, report);
    const middle = process.cpuUsage();
    const wide = layoutDiagram(diagram, loops.loops, WIDE);
    renderDiagram(diagram, wide, undefined, { title: 'Bench', desc: '' });
    drawn.push(milliseconds(middle));
    renderDiagram(diagram, wide, layoutCompact(diagram, loops.loops, wide), { title: 'Bench', desc: '' });
    whole.push(milliseconds(start));
    faults = wide.links.filter((link) => !link.sign).length;
  }
  return [
    { metric: 'CPU time to draw', value: Math.min(...drawn), unit: 'ms' },
    { metric: 'CPU time of all', value: Math.min(...whole), unit: 'ms' },
    { metric: 'messages', value: messages.filter(isShown).length, unit: '' },
    { metric: 'signs without room', value: faults, unit: '' },
  ];
}

const isShown = (message: Message): boolean => message.rule === 'loops-all-shown';

function milliseconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Five rings of six, joined to one of thirty, with links across and back. */
function rings(): string {
  const links = new Set<string>();
  for (let i = 0; i < 30; i++) links.add(`v${i} --> v${(i + 1) % 30}: +`);
  for (let ring = 0; ring < 30; ring += 6) {
    links.add(`v${ring + 5} --> v${ring}: -`);
    links.add(`v${ring + 2} --> v${ring}: -`);
    links.add(`v${ring + 3} --> v${ring + 5}: +`);
    links.add(`v${ring + 4} --> v${ring + 2}: +`);
    links.add(`v${ring + 1} --> v${(ring + 9) % 30}: +`);
    links.add(`v${(ring + 7) % 30} --> v${ring + 4}: -`);
  }
  return [...links].join('\n');
}

function completeGraph(count: number): string {
  const all = Array.from({ length: count }, (_, index) => index);
  return all
    .flatMap((from) => all.filter((to) => to !== from).map((to) => `v${from} --> v${to}: +`))
    .join('\n');
}
