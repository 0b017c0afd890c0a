// The table of one objective's measures: a row each, from the baseline over now to the target. In: an objective and
// its scores; out: a table whose columns are those that the view asks for.
import { formatDay } from '../day.ts';
import {
  type Content,
  cell,
  cellImage,
  element,
  labelled,
  type MystNode,
  row,
  strong,
  table,
} from '../graph/node.ts';
import { keyOf } from '../graph/record.ts';
import { barWords, drawBar } from './bar.ts';
import type { ObjectivesContext } from './context.ts';
import { movedFrom, valueOn } from './history.ts';
import type { Measure, Objective, ObjectiveScore, Score } from './model.ts';
import { formatScore, formatValue, isSign } from './number.ts';
import { currentCheckin } from './score.ts';
import type { Column } from './select.ts';
import { drawTrend } from './sparkline.ts';
import { statusClass, statusContent } from './status.ts';

/** Columns of the measures, in order; each is there when its part of the directive is asked for. */
interface MeasureColumn {
  name: string;
  title: string;
  part?: Column;
  right?: boolean;
  render(measure: Measure, score: Score, objective: Objective, context: ObjectivesContext): Content;
}

const MEASURE_COLUMNS: MeasureColumn[] = [
  { name: 'name', title: 'Objective and measures', render: nameCell },
  { name: 'baseline', title: 'Baseline', right: true, render: baselineCell },
  { name: 'now', title: '→ Now', right: true, render: nowCell },
  { name: 'target', title: '→ Target', right: true, render: targetCell },
  {
    name: 'progress',
    title: 'Progress',
    part: 'progress',
    render: (_, score) => [progressOf(score, 6), ' ', formatScore(score.value)],
  },
  { name: 'trend', title: 'Trend', part: 'trend', render: trendCell },
  { name: 'status', title: 'Status', part: 'status', render: (_, score) => statusContent(score) },
  { name: 'updated', title: 'Updated', part: 'updated', render: updatedCell },
];

export function renderMeasures(
  objective: Objective,
  score: ObjectiveScore,
  parts: ReadonlySet<Column>,
  context: ObjectivesContext,
): MystNode {
  const columns = MEASURE_COLUMNS.filter((column) => column.part === undefined || parts.has(column.part));
  const head = row(
    columns.map((column) =>
      cell(column.title, {
        header: true,
        class: `compass-c-${column.name}`,
        align: column.right ? 'right' : undefined,
      }),
    ),
  );
  const rows = objective.measures.map((measure, index) => {
    const own = score.measures[index]!;
    const cells = columns.map((column) =>
      cell(column.render(measure, own, objective, context), cellAttributes(column, own)),
    );
    const made = row(cells, { class: 'compass-measure' });
    return context.isHome('objective') ? labelled(made, keyOf('measure', measure.id)) : made;
  });
  return table([head, ...rows], { class: 'compass-measures' });
}

function cellAttributes({ name, right }: MeasureColumn, score: Score): Partial<MystNode> {
  const status = name === 'status' ? ` ${statusClass(score.status)}` : '';
  return { class: `compass-c-${name}${status}`, align: right ? 'right' : undefined };
}

/** The name, a unit that neither it nor the numbers say, and the note of the last check-in. */
function nameCell(measure: Measure, _: Score, { period }: Objective, { asOf }: ObjectivesContext): Content {
  const note = currentCheckin(measure, asOf, period)?.note;
  return [
    measure.name,
    unitNote(measure),
    note && [' ', element('emphasis', { class: 'compass-note' }, note)],
  ];
}

export function unitNote({ name, unit }: { name: string; unit?: string }): Content {
  if (unit === undefined || isSign(unit) || name.toLowerCase().includes(unit.toLowerCase())) return undefined;
  return [', ', element('emphasis', { class: 'compass-second' }, unit)];
}

const signOf = (unit: string | undefined) => (isSign(unit) ? unit : undefined);

function baselineCell(measure: Measure, _: Score, __: Objective, { asOf }: ObjectivesContext): Content {
  return movedValue(measure.baseline, measure.unit, asOf);
}

function targetCell(measure: Measure, _: Score, __: Objective, { asOf }: ObjectivesContext): Content {
  return movedValue(measure.target, measure.unit, asOf);
}

/** `30`, and `was 40` when it was moved. */
function movedValue(history: Measure['target'], unit: string | undefined, asOf: string): Content {
  const value = valueOn(history, asOf);
  const before = movedFrom(history, asOf);
  if (value === undefined) return '–';
  const was = before !== undefined && [
    ' ',
    element('emphasis', { class: 'compass-was' }, `was ${formatValue(before, signOf(unit))}`),
  ];
  return [formatValue(value, signOf(unit)), was];
}

function nowCell(measure: Measure, _: Score, { period }: Objective, { asOf }: ObjectivesContext): Content {
  const checkin = currentCheckin(measure, asOf, period);
  return strong(checkin ? formatValue(checkin.value, signOf(measure.unit)) : '–');
}

function trendCell(
  measure: Measure,
  score: Score,
  { period }: Objective,
  { asOf }: ObjectivesContext,
): Content {
  const trend = drawTrend(measure, score, period, asOf);
  if (trend === undefined) return measure.checkins.length === 0 ? 'no check-in yet' : '–';
  return cellImage(trend.svg, trend.words, 'compass-svg compass-trend');
}

function updatedCell(_: Measure, score: Score, __: Objective, { asOf }: ObjectivesContext): Content {
  if (score.updated === null) return '–';
  const day = formatDay(score.updated, asOf);
  return score.stale ? element('emphasis', { class: 'compass-stale' }, day) : day;
}

/** The bar of a score, that of a measure thinner than an objective's; `thickness` in px. */
export function progressOf(score: Score, thickness: number): MystNode {
  return cellImage(drawBar(score, thickness), barWords(score), 'compass-svg compass-bar');
}
