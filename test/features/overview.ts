// Cases of the dashboard and of who is who: input.md with directives, objectives.yml and compass.yml, over the shared
// notes of notes-view → output.txt and messages.txt. The page is content/input.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mystParse } from 'myst-parser';
import { parseConfig } from '../../plugins/config/parse.ts';
import { createGraph } from '../../plugins/graph/graph.ts';
import type { MystNode } from '../../plugins/graph/node.ts';
import type { Placeholder } from '../../plugins/graph/placeholder.ts';
import type { CompassRecord, Key, Kind } from '../../plugins/graph/record.ts';
import { settleViews } from '../../plugins/graph/settle.ts';
import { replaceNodes } from '../../plugins/graph/walk.ts';
import { createReport, formatMessage } from '../../plugins/message.ts';
import type { NotesModel } from '../../plugins/notes/model.ts';
import { parseObjectives } from '../../plugins/objectives/parse.ts';
import {
  compassDirective,
  compassFrom,
  compassPlace,
  type OverviewContext,
  peopleDirective,
  renderCompass,
  renderPeople,
} from '../../plugins/overview/directive.ts';
import type { Case, RunCase } from '../run.test.ts';
import { treeText } from '../tree-text.ts';

export const outputs = ['output.txt', 'messages.txt'];

export const run: RunCase = (testCase) => {
  const { messages, report } = createReport();
  const tree = mystParse(testCase.read('input.md'), {
    directives: [compassDirective, peopleDirective],
  }) as MystNode;
  replaceNodes(tree, (node) => (node.type === 'mystDirective' ? node.children : undefined));
  const context = contextOf(testCase, report);
  replaceNodes(tree, (node) => {
    if (node.type !== 'compassDirective') return undefined;
    const placeholder = node as Placeholder;
    const place = (at: MystNode = placeholder) => {
      const { line = 1, column = 1 } = at.position?.start ?? {};
      return { file: 'content/input.md', line, column };
    };
    const here = { ...context, place };
    if (placeholder.name === 'people') return renderPeople(placeholder, here);
    const kept = compassPlace(placeholder);
    return [{ ...kept, children: renderCompass(compassFrom(kept), here) }];
  });
  settleViews(tree);
  const made: Record<string, string> = { 'output.txt': treeText(tree.children ?? []) };
  if (messages.length > 0) made['messages.txt'] = `${messages.map(formatMessage).join('\n')}\n`;
  return made;
};

function contextOf(testCase: Case, report: OverviewContext['report']): Omit<OverviewContext, 'place'> {
  const config = parseConfig(testCase.read('compass.yml'), 'compass.yml', report);
  const shared = readFileSync(join(testCase.dir, '../../notes-view/model.json'), 'utf8');
  const notes: NotesModel = testCase.has('objectives.yml')
    ? JSON.parse(shared)
    : { series: [], actions: [], decisions: [] };
  const files = testCase.has('objectives.yml')
    ? [{ path: 'content/objectives.yml', text: testCase.read('objectives.yml') }]
    : [];
  const objectives = parseObjectives(files, { config, report, audience: config.audience });
  const people = config.people.map((person) => recordOf('person', person.id));
  const step = { ...recordOf('step', 'wheel-access'), facts: { number: 3 } };
  const records = [...people, ...objectives.objectives.map(({ id }) => recordOf('objective', id)), step];
  const links = [{ type: 'turns', from: 'objective:quota', to: 'step:wheel-access' } as const];
  return {
    config,
    graph: createGraph([{ records, links }]),
    asOf: config.asOf ?? '2026-11-20',
    audience: config.audience,
    file: 'content/input.md',
    isHome: (kind) => config.homes[kind] === 'content/input.md',
    isClosed: () => false,
    report,
    notes,
    objectives,
    drawWheel: (label, period) =>
      label === 'missing' ? [] : [{ type: 'text', value: `wheel ${label} ${period}` }],
  };
}

function recordOf(kind: Kind, id: string): CompassRecord {
  const place = { file: 'compass.yml', line: 1, column: 1 };
  const title: Key = `${kind}:${id}`;
  return { kind, id, title, place, audience: 'public', facts: {} };
}
