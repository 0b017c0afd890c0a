// “What changed”: the last 30 days, and before them since the last period ended, as folded lists by day.

import { addDays, formatDay, formatLongDay } from '../day.ts';
import { details, element, list, type MystNode, paragraph, recordLink, strong } from '../graph/node.ts';
import { keyOf } from '../graph/record.ts';
import { type Change, changesSince } from './changes.ts';
import type { ObjectivesContext } from './context.ts';
import type { Objective } from './model.ts';

/** How far back “lately” goes. */
export const RECENT_DAYS = 30;

/** Nothing when nothing changed. */
export function renderChanges(
  objectives: readonly Objective[],
  context: ObjectivesContext,
  open = false,
): MystNode | undefined {
  const { asOf, config } = context;
  const recent = addDays(asOf, -RECENT_DAYS);
  const start = addDays(earliest(objectives, asOf), -1);
  const changes = changesSince(objectives, start < recent ? start : recent, asOf, config);
  if (changes.length === 0) return undefined;
  const late = changes.filter((change) => change.date > recent);
  const early = changes.filter((change) => change.date <= recent);
  return details(
    [
      strong('What changed'),
      ' ',
      late.length > 0
        ? `In the last ${RECENT_DAYS} days: ${changeWords(late)}`
        : `Since ${formatLongDay(addDays(start, 1), asOf)}: ${changeWords(early)}`,
    ],
    [
      ...(late.length > 0 ? [renderDays(late, objectives, context)] : []),
      ...(early.length > 0
        ? [
            paragraph(strong(`Before, since ${formatLongDay(addDays(start, 1), asOf)}`)),
            renderDays(early, objectives, context),
          ]
        : []),
    ],
    'compass-changes-fold',
    open,
  );
}

/** The first day of the periods that run on the day, so that nothing since the last period is missed. */
function earliest(objectives: readonly Objective[], asOf: string): string {
  return objectives.reduce((day, { period }) => (period.from < day ? period.from : day), asOf);
}

/** “5 check-ins, 1 change of status, 1 target or baseline moved”. */
function changeWords(changes: readonly Change[]): string {
  const count = (kind: Change['kind'], one: string, many: string) => {
    const number = changes.filter((change) => change.kind === kind).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  };
  const parts = [
    ...count('new', 'new objective', 'new objectives'),
    ...count('check-in', 'check-in', 'check-ins'),
    ...count('status', 'change of status', 'changes of status'),
    ...count('moved', 'target or baseline moved', 'targets or baselines moved'),
    ...count('dropped', 'dropped', 'dropped'),
  ];
  return parts.join(', ');
}

/** One item for each objective and day, newest first. */
function renderDays(
  changes: readonly Change[],
  objectives: readonly Objective[],
  { asOf }: ObjectivesContext,
): MystNode {
  const titles = new Map(objectives.map((objective) => [objective.id, objective.title]));
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const name = `${change.date} ${change.objective}`;
    groups.set(name, [...(groups.get(name) ?? []), change]);
  }
  const items = [...groups.values()].map(([first, ...rest]) =>
    element(
      'listItem',
      { spread: true },
      paragraph(
        element('emphasis', { class: 'compass-when' }, formatDay(first!.date, asOf)),
        ' ',
        titles.size > 1 && [
          recordLink(keyOf('objective', first!.objective), titles.get(first!.objective)),
          ': ',
        ],
        [first!, ...rest].map((change) => change.text).join('; '),
      ),
    ),
  );
  return list(items, { class: 'compass-log' });
}
