// Cases of `{causal-loop}`: input.md → output.svg, text.txt (the figure without its picture) and messages.txt.
import { mystParse } from 'myst-parser';
import { defaultConfig } from '../../plugins/config/parse.ts';
import type { RenderContext } from '../../plugins/graph/context.ts';
import { createGraph } from '../../plugins/graph/graph.ts';
import type { MystNode } from '../../plugins/graph/node.ts';
import type { Placeholder } from '../../plugins/graph/placeholder.ts';
import { walk } from '../../plugins/graph/walk.ts';
import { causalLoopDirective } from '../../plugins/loops/directive.ts';
import { renderCausalLoop } from '../../plugins/loops/render.ts';
import { createReport, formatMessage, type Message } from '../../plugins/message.ts';
import type { RunCase } from '../run.test.ts';
import { picturesOf, treeText } from '../tree-text.ts';

export const outputs = ['output.svg', 'text.txt', 'messages.txt'];

/** The first diagram of a page. */
export function renderSource(source: string, file = 'input.md'): { nodes: MystNode[]; messages: Message[] } {
  const page = mystParse(source, { directives: [causalLoopDirective] }) as unknown as MystNode;
  const placeholder = findPlaceholder(page);
  const { messages, report } = createReport();
  const start = placeholder.position?.start;
  const context: RenderContext = {
    config: defaultConfig(),
    graph: createGraph([]),
    asOf: '2026-11-20',
    audience: 'public',
    file,
    isHome: () => true,
    report,
    place: () => ({ file, line: start?.line ?? 1, column: start?.column ?? 1 }),
  };
  return { nodes: renderCausalLoop(placeholder, context), messages };
}

function findPlaceholder(page: MystNode): Placeholder {
  let found: MystNode | undefined;
  walk(page, (node) => {
    if (node.type === 'compassDirective') found ??= node;
    return undefined;
  });
  if (!found) throw new Error('The case has no {causal-loop}');
  return found as Placeholder;
}

export const run: RunCase = (testCase) => {
  const { nodes, messages } = renderSource(testCase.read('input.md'));
  const [svg] = picturesOf(nodes);
  return {
    'text.txt': treeText(nodes),
    ...(svg ? { 'output.svg': `${svg}\n` } : {}),
    ...(messages.length > 0 ? { 'messages.txt': `${messages.map(formatMessage).join('\n')}\n` } : {}),
  };
};
