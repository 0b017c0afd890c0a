// Cases of objectives: objectives.yml (and others, CSV files, compass.yml, input.md) → the scores with their reasons,
// what the directives of input.md give, as an outline, and every message, those of lint included. The day is
// 2026-11-20 unless compass.yml says another.
import { readdirSync } from 'node:fs';
import { mystParse } from 'myst-parser';
import type { Config } from '../../plugins/config/config.ts';
import { defaultConfig, parseConfig } from '../../plugins/config/parse.ts';
import { createGraph } from '../../plugins/graph/graph.ts';
import type { MystNode } from '../../plugins/graph/node.ts';
import type { Placeholder } from '../../plugins/graph/placeholder.ts';
import type { Records } from '../../plugins/graph/record.ts';
import { replaceNodes } from '../../plugins/graph/walk.ts';
import { createReport, formatMessage } from '../../plugins/message.ts';
import { parseNotes } from '../../plugins/notes/parse.ts';
import { recordsOfNotes } from '../../plugins/notes/records.ts';
import type { ObjectivesContext } from '../../plugins/objectives/context.ts';
import {
  kpisDirective,
  measureRole,
  objectiveDirective,
  objectivesDirective,
} from '../../plugins/objectives/directive.ts';
import { renderKpis } from '../../plugins/objectives/kpis.ts';
import { lintObjectives } from '../../plugins/objectives/lint.ts';
import { renderMeasure } from '../../plugins/objectives/measure.ts';
import type { ObjectivesModel } from '../../plugins/objectives/model.ts';
import { formatScore } from '../../plugins/objectives/number.ts';
import { renderObjective } from '../../plugins/objectives/objective.ts';
import { parseObjectives } from '../../plugins/objectives/parse.ts';
import { recordsOfObjectives } from '../../plugins/objectives/records.ts';
import { releaseObjectives } from '../../plugins/objectives/release.ts';
import { renderObjectives } from '../../plugins/objectives/render.ts';
import { scoreKpi, scoreObjective } from '../../plugins/objectives/score.ts';
import type { Case, RunCase } from '../run.test.ts';

export const outputs = ['scores.txt', 'page.txt', 'records.json', 'messages.txt'];

const RENDERS = {
  objectives: renderObjectives,
  objective: renderObjective,
  kpis: renderKpis,
  measure: renderMeasure,
};

export const run: RunCase = (testCase) => {
  const { messages, report } = createReport();
  const config = testCase.has('compass.yml')
    ? parseConfig(testCase.read('compass.yml'), 'compass.yml', report)
    : defaultConfig();
  const asOf = config.asOf ?? '2026-11-20';
  const csv = (path: string) => (testCase.has(path) ? testCase.read(path) : undefined);
  const files = readdirSync(testCase.dir).filter((name) => name.endsWith('.yml') && name !== 'compass.yml');
  const parsed = parseObjectives(
    files.sort().map((path) => ({ path, text: testCase.read(path), csv })),
    { config, report },
  );
  const model = releaseObjectives(parsed, config.audience, config);
  const records = recordsOfObjectives(model, config, asOf);
  const graph = createGraph([records, peopleOf(config), ...extraOf(testCase, config, asOf)]);
  lintObjectives(parsed, graph, config, asOf, report, config.audience);
  const made: Record<string, string> = { 'scores.txt': scoresOf(model, config, asOf) };
  if (testCase.has('input.md')) {
    const home = testCase.has('home') ? 'objective' : undefined;
    const context = {
      config,
      graph,
      asOf,
      audience: config.audience,
      file: 'input.md',
      report,
      objectives: model,
      isHome: (kind: string) => kind === home,
      isClosed: (path: string) => path.startsWith('notes/'),
    };
    made['page.txt'] = outlineOf(renderPage(testCase.read('input.md'), context), '');
  }
  if (testCase.has('records.json'))
    made['records.json'] = `${JSON.stringify({ records: records.records, links: records.links }, null, 1)}\n`;
  if (messages.length > 0) made['messages.txt'] = `${messages.map(formatMessage).join('\n')}\n`;
  return made;
};

function peopleOf(config: Config): Records {
  const records = config.people.map((person) => ({
    kind: 'person' as const,
    id: person.id,
    title: person.name,
    place: { file: 'compass.yml', line: person.line, column: 1 },
    audience: person.audience,
    facts: {},
  }));
  return { records, links: [] };
}

/** Records of other features that a case needs: steps of wheels in graph.json, actions of meetings in notes.md. */
function extraOf(testCase: Case, config: Config, asOf: string): Records[] {
  const parts: Records[] = [];
  if (testCase.has('graph.json')) parts.push(JSON.parse(testCase.read('graph.json')) as Records);
  if (testCase.has('notes.md')) {
    const entry = { path: 'notes.md', series: 'Notes', audience: 'public' as const, show: [] };
    const source = { path: 'notes.md', text: testCase.read('notes.md'), entry };
    parts.push(
      recordsOfNotes(
        parseNotes([source], config, asOf, () => {}),
        config,
      ),
    );
  }
  return parts;
}

function scoresOf(model: ObjectivesModel, config: Config, asOf: string): string {
  const lines = model.objectives.flatMap((objective) => {
    const score = scoreObjective(objective, asOf, config);
    const measures = objective.measures.map((measure, index) => {
      const own = score.measures[index]!;
      return `  ${measure.id}: ${own.status}${own.stale ? ', stale' : ''}. ${own.because}`;
    });
    const head = `${objective.period.id} ${objective.id}: ${formatScore(score.value)} ${score.status}${score.stale ? ', stale' : ''}. ${score.because}`;
    return [head, ...measures];
  });
  const kpis = model.kpis.map((kpi) => {
    const score = scoreKpi(kpi, asOf, config);
    return `${kpi.id}: ${score.status}${score.stale ? ', stale' : ''}. ${score.because}`;
  });
  return `${[...lines, ...kpis].join('\n')}\n`;
}

function renderPage(markdown: string, context: Omit<ObjectivesContext, 'place'>): MystNode {
  const tree = mystParse(markdown, {
    directives: [objectivesDirective, objectiveDirective, kpisDirective],
    roles: [measureRole],
  }) as unknown as MystNode;
  replaceNodes(tree, (node) => {
    if (node.type !== 'compassDirective' && node.type !== 'compassRole') return undefined;
    const placeholder = node as Placeholder;
    const place = ({ position } = node) => ({
      file: 'input.md',
      line: position?.start.line ?? 1,
      column: position?.start.column ?? 1,
    });
    return RENDERS[placeholder.name as keyof typeof RENDERS](placeholder, { ...context, place });
  });
  return tree;
}

/** One line per node that holds others; words that stand together on one line. */
function outlineOf(node: MystNode, indent: string): string {
  if (
    node.type === 'mystDirective' ||
    node.type === 'mystRole' ||
    node.type === 'root' ||
    node.type === 'mystDirectiveError'
  )
    return (node.children ?? []).map((child) => outlineOf(child, indent)).join('');
  const holdsBlocks = node.children?.some((child) => BLOCKS.has(child.type));
  const name = [
    node.type,
    node.class,
    node.label && `#${node.label}`,
    node.checked === true && '[x]',
    node.header === true && '(head)',
  ]
    .filter(Boolean)
    .join(' ');
  if (holdsBlocks)
    return `${indent}${name}\n${node.children!.map((child) => outlineOf(child, `${indent}  `)).join('')}`;
  return `${indent}${name}: ${wordsOf(node)}\n`;
}

const BLOCKS = new Set([
  'block',
  'paragraph',
  'heading',
  'table',
  'tableRow',
  'tableCell',
  'list',
  'listItem',
]);

function wordsOf(node: MystNode): string {
  if (node.type === 'image') return `(${node.alt})`;
  if (node.type === 'compassLink')
    return `[${(node.children ?? []).map(wordsOf).join('')}](${String(node.data?.compassLink)})`;
  const words = node.children ? node.children.map(wordsOf).join('') : (node.value ?? '');
  return node.type === 'strong' ? `**${words}**` : node.type === 'emphasis' ? `*${words}*` : words;
}
