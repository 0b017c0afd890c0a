// Cases of `{flywheel}`: input.md (and live.json with scores) → output.svg, tree.json (the figure without its picture)
// and messages.txt.
import { mystParse } from 'myst-parser';
import { defaultConfig } from '../../plugins/config/parse.ts';
import { flywheelDirective } from '../../plugins/flywheel/directive.ts';
import { flywheelRecords } from '../../plugins/flywheel/records.ts';
import { type FlywheelContext, type StepProgress, viewFlywheel } from '../../plugins/flywheel/render.ts';
import { createGraph } from '../../plugins/graph/graph.ts';
import type { MystNode } from '../../plugins/graph/node.ts';
import type { Placeholder } from '../../plugins/graph/placeholder.ts';
import { walk } from '../../plugins/graph/walk.ts';
import { createReport, formatMessage, type Message } from '../../plugins/message.ts';
import type { RunCase } from '../run.test.ts';

export const outputs = ['output.svg', 'tree.json', 'messages.txt'];

/** Scores as objectives would give them. */
export interface LiveCase {
  asOf?: string;
  periods?: string[];
  objectives?: { id: string; title: string; turns: string[] }[];
  steps?: Record<string, Omit<StepProgress, 'because'>>;
}

export interface Viewed {
  nodes: MystNode[];
  svg?: string;
  messages: Message[];
  wheel: ReturnType<typeof viewFlywheel>['wheel'];
}

/** The first wheel of a page. */
export function viewSource(source: string, live: LiveCase = {}, file = 'input.md'): Viewed {
  const page = mystParse(source, { directives: [flywheelDirective] }) as unknown as MystNode;
  const placeholder = findPlaceholder(page);
  const { messages, report } = createReport();
  const context: FlywheelContext = {
    config: defaultConfig(),
    graph: createGraph([]),
    asOf: live.asOf ?? '2026-11-20',
    audience: 'public',
    file,
    isHome: () => true,
    report,
    place: (node) => {
      const start = (node?.position ?? placeholder.position)?.start;
      return { file, line: start?.line ?? 1, column: start?.column ?? 1 };
    },
    objectives: { periods: (live.periods ?? []).map((id) => ({ id })), objectives: live.objectives ?? [] },
    stepScore: (id) => {
      const score = live.steps?.[id];
      return score && { ...score, because: '' };
    },
    readPicture: (path) => (path.startsWith('missing') ? undefined : DOT),
  };
  const { nodes, wheel } = viewFlywheel(placeholder, context, true);
  return { nodes, wheel, messages, svg: findSvg(nodes) };
}

const DOT =
  'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA4IDgiPjxjaXJjbGUgY3g9IjQiIGN5PSI0IiByPSI0IiBmaWxsPSIjMDA3MjVjIi8+PC9zdmc+';

function findPlaceholder(page: MystNode): Placeholder {
  let found: MystNode | undefined;
  walk(page, (node) => {
    if (node.type === 'compassDirective') found ??= node;
    return undefined;
  });
  if (!found) throw new Error('The case has no {flywheel}');
  return found as Placeholder;
}

function findSvg(nodes: MystNode[]): string | undefined {
  let svg: string | undefined;
  walk({ type: 'root', children: nodes }, (node) => {
    if (node.type === 'image' && String(node.class).includes('compass-svg'))
      svg ??= Buffer.from(String(node.url).split(',')[1] ?? '', 'base64').toString('utf8');
    return undefined;
  });
  return svg;
}

export const run: RunCase = (testCase) => {
  const live = testCase.has('live.json') ? (JSON.parse(testCase.read('live.json')) as LiveCase) : {};
  const { nodes, svg, messages, wheel } = viewSource(testCase.read('input.md'), live);
  const tree = { nodes, records: flywheelRecords(wheel) };
  const written: Record<string, string> = {
    'tree.json': `${JSON.stringify(tree, withoutNoise, 1)}\n`,
  };
  if (svg) written['output.svg'] = `${svg}\n`;
  if (messages.length > 0) written['messages.txt'] = `${messages.map(formatMessage).join('\n')}\n`;
  return written;
};

/** Positions are the parser's; the picture has its own file. */
function withoutNoise(key: string, value: unknown): unknown {
  if (key === 'position' || key === 'place') return undefined;
  return key === 'url' && typeof value === 'string' && value.startsWith('data:') ? 'output.svg' : value;
}
