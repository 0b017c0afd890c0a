// Cases of the views of the notes: input.md with directives, over model.json (of the case, else the shared one) →
// output.txt, the pictures, and messages.txt. `compass.yml` and `objectives.yml` may stand beside; the page is
// content/input.md.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mystParse } from 'myst-parser';
import type { Config } from '../../plugins/config/config.ts';
import { defaultConfig, parseConfig } from '../../plugins/config/parse.ts';
import { createGraph } from '../../plugins/graph/graph.ts';
import type { MystNode } from '../../plugins/graph/node.ts';
import type { Placeholder } from '../../plugins/graph/placeholder.ts';
import type { Records } from '../../plugins/graph/record.ts';
import { settleViews } from '../../plugins/graph/settle.ts';
import { replaceNodes } from '../../plugins/graph/walk.ts';
import { createReport, formatMessage, type Report } from '../../plugins/message.ts';
import * as notes from '../../plugins/notes/directive.ts';
import type { NotesModel } from '../../plugins/notes/model.ts';
import { parseObjectives } from '../../plugins/objectives/parse.ts';
import { recordsOfObjectives } from '../../plugins/objectives/records.ts';
import type { Case, RunCase } from '../run.test.ts';
import { picturesOf, treeText } from '../tree-text.ts';

export const outputs = ['output.txt', 'year.svg', 'timelines.svg', 'messages.txt'];

const VIEWS = {
  digest: notes.renderDigest,
  actions: notes.renderActions,
  decisions: notes.renderDecisions,
  meetings: notes.renderMeetings,
};

export const run: RunCase = (testCase) => {
  const { messages, report } = createReport();
  const tree = parsePage(testCase.read('input.md'));
  const context = contextOf(testCase, report);
  replaceNodes(tree, (node) => {
    if (node.type !== 'compassDirective') return undefined;
    const placeholder = node as Placeholder;
    const render = VIEWS[placeholder.name as keyof typeof VIEWS];
    return render(placeholder, { ...context, place: (node = placeholder) => placeOf(node) });
  });
  settleViews(tree);
  const pictures = picturesOf([tree]);
  const made: Record<string, string> = { 'output.txt': treeText(tree.children ?? []) };
  const year = pictures.find((svg) => svg.includes('compass-compact'));
  const timelines = pictures.filter((svg) => !svg.includes('compass-compact'));
  if (year) made['year.svg'] = `${year}\n`;
  if (timelines.length > 0) made['timelines.svg'] = stacked(timelines);
  if (messages.length > 0) made['messages.txt'] = `${messages.map(formatMessage).join('\n')}\n`;
  return made;
};

function parsePage(text: string): MystNode {
  const { digestDirective, actionsDirective, decisionsDirective, meetingsDirective } = notes;
  const tree = mystParse(text, {
    directives: [digestDirective, actionsDirective, decisionsDirective, meetingsDirective],
  }) as MystNode;
  replaceNodes(tree, (node) => (node.type === 'mystDirective' ? node.children : undefined));
  return tree;
}

function contextOf(testCase: Case, report: Report): Omit<notes.NotesContext, 'place'> {
  const yml = testCase.has('compass.yml') ? testCase.read('compass.yml') : undefined;
  const config = yml === undefined ? defaultConfig('compass.yml') : parseConfig(yml, 'compass.yml', report);
  const records = ['quota', 'members'].map((id) => ({
    kind: 'objective' as const,
    id,
    title: id,
    place: { file: 'content/objectives.yml', line: 1, column: 1 },
    audience: 'public' as const,
    facts: {},
  }));
  const asOf = config.asOf ?? '2026-11-20';
  return {
    config,
    graph: createGraph([plannedOf(testCase, config, asOf, report), { records, links: [] }]),
    asOf,
    audience: config.audience,
    file: 'content/input.md',
    isHome: (kind) => config.homes[kind] === 'content/input.md',
    report,
    notes: readModel(testCase),
  };
}

function plannedOf(testCase: Case, config: Config, asOf: string, report: Report): Records {
  if (!testCase.has('objectives.yml')) return { records: [], links: [] };
  const file = { path: 'objectives.yml', text: testCase.read('objectives.yml'), csv: () => undefined };
  return recordsOfObjectives(parseObjectives([file], { config, report }), config, asOf);
}

function readModel(testCase: Case): NotesModel {
  const own = join(testCase.dir, 'model.json');
  const path = existsSync(own) ? own : join(testCase.dir, '../model.json');
  return JSON.parse(readFileSync(path, 'utf8')) as NotesModel;
}

function placeOf(node: MystNode) {
  const { line = 1, column = 1 } = node.position?.start ?? {};
  return { file: 'content/input.md', line, column };
}

/** Several small pictures below each other in one file, to be looked at. */
function stacked(pictures: string[]): string {
  const placed = pictures.map((svg, index) => svg.replace('<svg ', `<svg y="${index * 30}" `));
  const height = pictures.length * 30;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="170" height="${height}">\n${placed.join('\n')}\n</svg>\n`;
}
