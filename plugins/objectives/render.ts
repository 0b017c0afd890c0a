// `{objectives}`: objectives → a summary line, then each objective as heading, state, table of measures and folded
// detail, then one line that explains bar and trend. Standard nodes only; the looks are in site/styles/objectives.css.

import { formatAge, formatLongDay } from '../day.ts';
import type { Render } from '../graph/context.ts';
import {
  block,
  type Content,
  element,
  labelled,
  type MystNode,
  paragraph,
  recordLink,
  strong,
} from '../graph/node.ts';
import { indexPeople } from '../graph/people.ts';
import { optionNode, type Placeholder } from '../graph/placeholder.ts';
import { keyOf } from '../graph/record.ts';
import { viewHeading } from '../graph/settle.ts';
import { listenedReport } from '../message.ts';
import { renderChanges } from './changes-list.ts';
import { modelOf, type ObjectivesContext, pageUrl, personName, withLabel } from './context.ts';
import { renderFolds } from './folds.ts';
import { progressOf, renderMeasures } from './measures-table.ts';
import {
  type Objective,
  type ObjectiveScore,
  type ObjectivesModel,
  type Period,
  type Score,
  STATUSES,
  type Status,
} from './model.ts';
import { formatScore } from './number.ts';
import { dayOfPeriod, expectedShare, periodDays } from './period.ts';
import { objectivesRules } from './rules.ts';
import { scoreObjective } from './score.ts';
import {
  type Column,
  groupScored,
  isSelected,
  readSelection,
  type Scored,
  type Selection,
  sortScored,
} from './select.ts';
import { statusClass, statusContent, statusMarkNode } from './status.ts';

export const renderObjectives: Render<ObjectivesContext> = (placeholder, context) => {
  const { asOf, config } = context;
  const { report, hasSpoken } = listenedReport(context.report);
  const model = modelOf(placeholder, { ...context, report });
  const selection = readSelection({
    options: placeholder.options,
    model,
    people: indexPeople(config.people),
    asOf,
    report,
    placeOf: (option: string) => context.place(optionNode(placeholder, option)),
  });
  const scored = model.objectives.map((objective) => ({
    objective,
    score: scoreObjective(objective, asOf, config),
  }));
  const shown = sortScored(
    scored.filter((item) => isSelected(item, selection)),
    selection,
  );
  if (shown.length === 0) {
    if (!hasSpoken()) reportNothing(model, context, placeholder);
    return [block('compass-objectives', paragraph('No objectives.'))];
  }
  const groups = [...groupScored(shown, selection.group)].flatMap(([name, items]) => [
    ...(selection.group === undefined ? [] : [renderGroupHeading(name, selection, context)]),
    ...items.map((item) => renderOne(item, selection.columns, context)),
  ]);
  return [
    withLabel(
      block(
        'compass-objectives',
        selection.summary && renderSummary(shown, selection.periods, asOf),
        block('compass-objectives-list', groups),
        renderLegend(selection, asOf),
        selection.columns.has('updated') &&
          renderChanges(
            shown.map(({ objective }) => objective),
            context,
          ),
      ),
      placeholder,
    ),
  ];
};

function reportNothing(model: ObjectivesModel, context: ObjectivesContext, placeholder: Placeholder): void {
  const reason =
    model.objectives.length > 0
      ? 'none fits the options'
      : context.config.objectives.length > 0
        ? 'there are none that this build may show'
        : 'name their files under `objectives` in compass.yml';
  context.report(
    objectivesRules.shown,
    `Unexpected table without objectives, expected one at least; ${reason}`,
    context.place(placeholder),
  );
}

/** “Day 51 of 92: 0.55 expected. ✓ 1 done ● 1 on track … 1 stale”. */
function renderSummary(shown: readonly Scored[], periods: readonly Period[], asOf: string): MystNode {
  const counts = [...STATUSES]
    .sort((a, b) => SUMMARY.indexOf(a) - SUMMARY.indexOf(b))
    .flatMap((status) => {
      const count = shown.filter(({ score }) => score.status === status).length;
      return count === 0
        ? []
        : [
            ' ',
            element(
              'emphasis',
              { class: statusClass(status) },
              statusMarkNode(status),
              strong(String(count)),
              ` ${status}`,
            ),
          ];
    });
  const stale = shown.filter(({ score }) => score.stale).length;
  const day =
    periods.length === 1
      ? renderDay(periods[0]!, asOf)
      : [`As of ${formatLongDay(asOf)} ${asOf.slice(0, 4)}.`];
  return element(
    'paragraph',
    { class: 'compass-summary-line' },
    element('emphasis', { class: 'compass-day' }, day),
    counts,
    stale > 0 && [' ', element('emphasis', { class: 'compass-stale' }, `${stale} stale`)],
  );
}

/** Best first, then what says nothing about how it goes. */
const SUMMARY: readonly Status[] = [
  'done',
  'on track',
  'at risk',
  'off track',
  'not started',
  'no data',
  'dropped',
];

function renderDay(period: Period, asOf: string): Content {
  const expected = strong(formatScore(expectedShare(period, asOf)));
  if (asOf < period.from) return `${period.title} starts on ${formatLongDay(period.from, asOf)}.`;
  if (asOf > period.to) return `${period.title} ended on ${formatLongDay(period.to, asOf)}.`;
  return [`Day ${dayOfPeriod(period, asOf)} of ${periodDays(period)}: `, expected, ' expected.'];
}

function renderGroupHeading(name: string, { group }: Selection, context: ObjectivesContext): MystNode {
  return element('paragraph', { class: 'compass-group' }, strong(groupTitle(name, group, context)));
}

function groupTitle(name: string, group: Selection['group'], context: ObjectivesContext): Content {
  if (group === 'owner') return personName(name, context);
  if (group === 'step' && name !== 'No step') return recordLink(keyOf('step', name));
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** One objective, as in the table. */
export function renderOne(
  { objective, score }: Scored,
  columns: ReadonlySet<Column>,
  context: ObjectivesContext,
): MystNode {
  const key = keyOf('objective', objective.id);
  const node = block(
    `compass-objective compass-is-${score.status.replaceAll(' ', '-')}`,
    { ...viewHeading(undefined, titleOf(objective, context)), class: 'compass-objective-title' },
    renderState(score, columns, context.asOf),
    columns.has('objective') &&
      objective.why &&
      element('paragraph', { class: 'compass-why' }, objective.why),
    renderBy(objective, columns, context),
    columns.has('measures') &&
      objective.measures.length > 0 &&
      renderMeasures(objective, score, columns, context),
    renderFolds({ objective, score }, columns, context),
  );
  return context.isHome('objective') ? labelled(node, key) : node;
}

/** On another page than their home, titles lead there; at home to the objective's own page, where it has one. */
function titleOf(objective: Objective, context: ObjectivesContext): Content {
  if (context.isHome('objective'))
    return objective.page
      ? element('link', { url: pageUrl(objective.page) }, objective.title)
      : objective.title;
  return recordLink(keyOf('objective', objective.id), objective.title);
}

/** Bar, score, status, age: one line, set over the columns of the table below. */
function renderState(
  score: ObjectiveScore,
  columns: ReadonlySet<Column>,
  asOf: string,
): MystNode | undefined {
  if (!(['progress', 'status', 'updated'] as const).some((part) => columns.has(part))) return undefined;
  return element(
    'paragraph',
    { class: 'compass-state' },
    columns.has('progress') && [
      { ...progressOf(score, 10), width: '112px' },
      ' ',
      element('strong', { class: 'compass-score' }, formatScore(score.value)),
      ' ',
    ],
    columns.has('status') && [
      element('strong', { class: statusClass(score.status) }, statusContent(score)),
      ' ',
    ],
    columns.has('updated') && renderAge(score, asOf),
  );
}

function renderAge(score: Score, asOf: string): Content {
  if (score.updated === null) return element('emphasis', { class: 'compass-updated' }, 'no check-in yet');
  const age = formatAge(score.updated, asOf);
  return element(
    'emphasis',
    { class: score.stale ? 'compass-updated compass-stale' : 'compass-updated' },
    age,
  );
}

/** “Ana Ruiz, turns step 1, support”. */
function renderBy(
  objective: Objective,
  columns: ReadonlySet<Column>,
  context: ObjectivesContext,
): MystNode | undefined {
  if (!columns.has('owner')) return undefined;
  const owner = objective.owner && strong(personName(objective.owner, context));
  const steps = objective.turns.flatMap((step, index) => [
    index > 0 ? ' and ' : '',
    recordLink(keyOf('step', step)),
  ]);
  const turns = steps.length > 0 && [owner ? ', turns ' : 'Turns ', steps];
  if (!owner && !turns) return undefined;
  return element('paragraph', { class: 'compass-by' }, owner, turns);
}

/** One line for what cannot be labelled in place. */
function renderLegend({ columns, periods }: Selection, asOf: string): MystNode | undefined {
  if (!columns.has('measures')) return undefined;
  const from = periods.length === 1 ? ` since ${formatLongDay(periods[0]!.from, asOf)}` : '';
  const parts = [
    columns.has('progress') &&
      'Bar and number: share of the way from baseline to target. Tick: what is expected by today.',
    columns.has('trend') && `Trend: check-ins${from}; the dashed line leads to the target.`,
    columns.has('measures') && columns.has('status') && 'The weakest measure decides the status.',
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : element('paragraph', { class: 'compass-legend' }, parts.join(' '));
}
