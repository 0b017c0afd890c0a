// The text that goes with a wheel, complete without the picture: steps with explanation, actors, links and status, and
// the sentence that closes the loop; for two readings the table of pairs. In: model and live; out: MyST nodes.
import { GLYPHS } from '../figure/mark.ts';
import type { Run } from '../figure/text.ts';
import type { StatusWord } from '../figure/theme.ts';
import {
  type Content,
  cell,
  element,
  emphasis,
  glyph,
  list,
  type MystNode,
  nodes,
  paragraph,
  recordLink,
  row,
  strong,
  table,
} from '../graph/node.ts';
import { keyOf } from '../graph/record.ts';
import { type Live, noteOf, scoreText } from './live.ts';
import type { Flywheel, Reading, Step } from './model.ts';

/** What the list needs to know about the page. */
export interface ListContext {
  live?: Live;
  /** Make a node the step's target, on the page where the wheel is at home. */
  target(node: MystNode, step: Step): MystNode;
  /** Elsewhere the label leads to that target, and with it the step in the picture. */
  leads: boolean;
  /** Titles of the objectives that turn a step. */
  objectivesOf(step: Step): { id: string; title: string }[];
}

export function listFlywheel(wheel: Flywheel, context: ListContext): MystNode[] {
  const [first, second] = wheel.readings;
  const body = first && second ? pairTable(first, second, context) : first ? stepList(first, context) : [];
  return [...wheel.lead, ...centreNote(wheel), ...body, ...keyNote(context.live)];
}

/** What stands in the middle is said as well. */
function centreNote(wheel: Flywheel): MystNode[] {
  const names = wheel.readings.map(
    ({ centre }) => (centre?.kind === 'text' ? centre.text : centre?.alt) ?? '',
  );
  const said = names.filter((name, index) => name !== '' && names.indexOf(name) === index);
  if (said.length === 0) return [];
  const note = paragraph(
    'In the middle: ',
    said.flatMap((name, index) => [index > 0 && ' and ', strong(name)]),
    '.',
  );
  return [{ ...note, class: 'compass-wheel-centre' }];
}

function keyNote(live: Live | undefined): MystNode[] {
  if (!live) return [];
  const text = `Ring: how far the objectives of ${live.period} have come, 0 to 1. Tick: expected by ${live.day} (${scoreText(live.expected)}).`;
  return [{ ...paragraph(text), class: 'compass-key' }];
}

function stepList(reading: Reading, context: ListContext): MystNode[] {
  const items = reading.steps.map((step) =>
    element(
      'listItem',
      { spread: true, class: 'compass-step' },
      stepLine(step, context),
      step.explanation,
      stepFacts(step, context),
    ),
  );
  return [
    list(items, { ordered: true, start: 1, spread: true, class: 'compass-steps' }),
    ...closingOf(reading),
  ];
}

function labelLine(step: Step, { leads }: ListContext): MystNode {
  const words = inline(step.label);
  const line = paragraph(leads ? recordLink(keyOf('step', step.id), words) : words);
  return { ...line, class: 'compass-step-label' };
}

/** The label, accent words emphasised: it is the step's target. */
function stepLine(step: Step, context: ListContext): MystNode {
  return context.target(labelLine(step, context), step);
}

export function inline(runs: Run[]): Content[] {
  return runs.map((run) => (run.accent ? emphasis(run.text) : run.text));
}

/** Status, score, actors and objectives in one line; nothing when there is nothing to say. */
function stepFacts(step: Step, context: ListContext): Content {
  const facts: Content[] = [...statusFact(step, context.live)];
  if (step.actors.length > 0)
    facts.push(['by ', step.actors.flatMap((actor, index) => [index > 0 && ', ', strong(actor)])]);
  const objectives = context.objectivesOf(step);
  if (objectives.length > 0) {
    const links = objectives.flatMap(({ id, title }, index) => [
      index > 0 && ', ',
      recordLink(keyOf('objective', id), title),
    ]);
    facts.push(['turned by ', links]);
  }
  if (facts.length === 0) return undefined;
  const line = paragraph(facts.flatMap((fact, index) => [index > 0 && ' · ', fact]));
  return { ...line, class: 'compass-step-facts' };
}

function statusFact(step: Step, live: Live | undefined): Content[] {
  if (!live) return [];
  const progress = live.progress.get(step.id);
  if (!progress) return [noteOf(undefined).text];
  const status = progress.status.charAt(0).toUpperCase() + progress.status.slice(1);
  return [[statusWord(progress.status, status), progress.value !== null && ` ${scoreText(progress.value)}`]];
}

/** Bold, also where nothing colours it. */
function statusWord(status: StatusWord, words: string): MystNode {
  const className = `compass-status compass-status-${status.replaceAll(' ', '-')}`;
  return { ...strong(glyph(`${GLYPHS[status]} `), words), class: className };
}

function closingOf(reading: Reading): MystNode[] {
  const closing = reading.closing.length > 0 ? reading.closing : [paragraph('… and back to 1.')];
  return closing.map((node) => (node.type === 'paragraph' ? { ...node, class: 'compass-closing' } : node));
}

/** Equal numbers answer each other: a row for each, the closing sentences last. */
function pairTable(first: Reading, second: Reading, context: ListContext): MystNode[] {
  const header = row([cell('', { header: true }), titleCell(first, 'trap'), titleCell(second, 'way')]);
  const count = Math.max(first.steps.length, second.steps.length);
  const rows = Array.from({ length: count }, (_, index) =>
    row([
      cell(String(index + 1), { class: 'compass-pair-number' }),
      stepCell(first.steps[index], 'trap', context),
      stepCell(second.steps[index], 'way', context),
    ]),
  );
  const closing = row([cell(''), closingCell(first, 'trap'), closingCell(second, 'way')]);
  return [table([header, ...rows, closing], { class: 'compass-pairs' })];
}

const titleCell = (reading: Reading, side: string): MystNode =>
  cell(reading.title.map((run) => run.text).join(''), { header: true, class: `compass-pair-${side}` });

/**
 * The cell is the step's target, not its first line: a label inside a cell breaks the table in md exports. There the
 * parts of a cell are joined, so each but the first begins with a space.
 */
function stepCell(step: Step | undefined, side: string, context: ListContext): MystNode {
  const className = { class: `compass-pair-${side}` };
  if (!step) return cell('', className);
  const label = labelLine(step, context);
  const rest = nodes(step.explanation, stepFacts(step, context)).map(spaced);
  return context.target(cell([label, ...rest], className), step);
}

function spaced(node: MystNode): MystNode {
  if (node.type !== 'paragraph') return node;
  const words = (node.children ?? []).map((child) =>
    child.type === 'text' ? { ...child, value: child.value?.replaceAll('\n', ' ') } : child,
  );
  return { ...node, children: nodes(' ', words) };
}

const closingCell = (reading: Reading, side: string): MystNode =>
  cell(nodes(closingOf(reading)), { class: `compass-pair-${side}` });
