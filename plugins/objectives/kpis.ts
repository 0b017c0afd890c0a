// `{kpis}`: measures that stand on their own, as one table: name, value, threshold, trend, status, age.

import { formatDay } from '../day.ts';
import type { Render } from '../graph/context.ts';
import {
  block,
  type Content,
  cell,
  cellImage,
  details,
  element,
  labelled,
  list,
  type MystNode,
  paragraph,
  row,
  strong,
  table,
} from '../graph/node.ts';
import { indexPeople } from '../graph/people.ts';
import { optionNode } from '../graph/placeholder.ts';
import { keyOf } from '../graph/record.ts';
import { listenedReport } from '../message.ts';
import { modelOf, type ObjectivesContext, personName, withLabel } from './context.ts';
import { movedFrom, valueOn } from './history.ts';
import { unitNote } from './measures-table.ts';
import { type Kpi, type Score, STATUSES, type Status } from './model.ts';
import { formatThreshold, formatValue, isSign } from './number.ts';
import { objectivesRules } from './rules.ts';
import { currentCheckin, scoreKpi } from './score.ts';
import { type OptionsReading, oneOf, words } from './select.ts';
import { drawKpiTrend } from './sparkline.ts';
import { statusClass, statusContent } from './status.ts';

interface ScoredKpi {
  kpi: Kpi;
  score: Score;
}

/** A line holds or does not: there is nothing between. */
const KPI_STATUSES = ['on track', 'off track', 'no data'] as const;
const SORTS = ['written', 'title', 'status', 'updated'] as const;

export const renderKpis: Render<ObjectivesContext> = (placeholder, context) => {
  const { asOf, config } = context;
  const { report, hasSpoken } = listenedReport(context.report);
  const model = modelOf(placeholder, { ...context, report });
  const reading = {
    options: placeholder.options,
    model,
    people: indexPeople(config.people),
    asOf,
    report,
    placeOf: (option: string) => context.place(optionNode(placeholder, option)),
  };
  const shown = selectKpis(
    model.kpis.map((kpi) => ({ kpi, score: scoreKpi(kpi, asOf, config) })),
    reading,
  );
  if (shown.length === 0) {
    const reason =
      model.kpis.length === 0 ? 'there are none that this build may show' : 'none fits the options';
    if (!hasSpoken())
      report(
        objectivesRules.shown,
        `Unexpected table without KPIs, expected one at least; ${reason}`,
        context.place(placeholder),
      );
    return [block('compass-objectives', paragraph('No KPIs.'))];
  }
  const head = row(
    HEAD.map(([name, title]) =>
      cell(title, { header: true, class: `compass-c-${name}`, align: isRight(name) ? 'right' : undefined }),
    ),
  );
  const rows = shown.map((item) => renderRow(item, context));
  return [
    withLabel(
      block(
        'compass-objectives compass-kpis',
        table([head, ...rows], { class: 'compass-measures' }),
        renderReasons(shown),
      ),
      placeholder,
    ),
  ];
};

function selectKpis(items: ScoredKpi[], reading: OptionsReading): ScoredKpi[] {
  const { options, people } = reading;
  const ids = oneOf(
    reading,
    'ids',
    words(options.ids),
    items.map(({ kpi }) => kpi.id),
  );
  const owners = words(options.owner).map((name) => people.find(name)?.id ?? name);
  const wanted = oneOf(reading, 'owner', owners, [...new Set(items.flatMap(({ kpi }) => kpi.owner ?? []))]);
  const statuses: Status[] = oneOf(reading, 'status', words(options.status), KPI_STATUSES);
  const sort = oneOf(reading, 'sort', words(options.sort), SORTS)[0] ?? 'written';
  const kept = items.filter(
    ({ kpi, score }) =>
      (ids.length === 0 || ids.includes(kpi.id)) &&
      (owners.length === 0 || (kpi.owner !== undefined && wanted.includes(kpi.owner))) &&
      (statuses.length === 0 || statuses.includes(score.status)),
  );
  if (sort === 'written' && ids.length > 0)
    return kept.sort((a, b) => ids.indexOf(a.kpi.id) - ids.indexOf(b.kpi.id));
  return kept.sort(ORDERS[sort]);
}

const ORDERS: Record<(typeof SORTS)[number], (a: ScoredKpi, b: ScoredKpi) => number> = {
  written: () => 0,
  title: (a, b) => a.kpi.name.localeCompare(b.kpi.name, 'en'),
  status: (a, b) => STATUSES.indexOf(b.score.status) - STATUSES.indexOf(a.score.status),
  updated: (a, b) => (b.score.updated ?? '').localeCompare(a.score.updated ?? ''),
};

const HEAD = [
  ['name', 'Measure'],
  ['now', 'Now'],
  ['target', 'To keep'],
  ['trend', 'Trend'],
  ['status', 'Status'],
  ['updated', 'Updated'],
] as const;

const isRight = (name: string) => name === 'now' || name === 'target';

function renderRow({ kpi, score }: ScoredKpi, context: ObjectivesContext): MystNode {
  const cells = HEAD.map(([name]) => {
    const status = name === 'status' ? ` ${statusClass(score.status)}` : '';
    return cell(CELLS[name](kpi, score, context), {
      class: `compass-c-${name}${status}`,
      align: isRight(name) ? 'right' : undefined,
    });
  });
  const made = row(cells, { class: 'compass-measure' });
  return context.isHome('objective') ? labelled(made, keyOf('measure', kpi.id)) : made;
}

const CELLS: Record<
  (typeof HEAD)[number][0],
  (kpi: Kpi, score: Score, context: ObjectivesContext) => Content
> = {
  name: nameCell,
  now(kpi, _, { asOf }) {
    const checkin = currentCheckin(kpi, asOf);
    return strong(checkin ? formatValue(checkin.value, isSign(kpi.unit) ? kpi.unit : undefined) : '–');
  },
  target(kpi, _, { asOf }) {
    const threshold = valueOn(kpi.threshold, asOf);
    const before = movedFrom(kpi.threshold, asOf);
    const sign = isSign(kpi.unit) ? kpi.unit : undefined;
    return [
      threshold ? formatThreshold(threshold, sign) : '–',
      before && [' ', element('emphasis', { class: 'compass-was' }, `was ${formatThreshold(before, sign)}`)],
    ];
  },
  trend(kpi, score, { asOf }) {
    const trend = drawKpiTrend(kpi, score, asOf);
    return trend ? cellImage(trend.svg, trend.words, 'compass-svg compass-trend') : 'no check-in yet';
  },
  status: (_, score) => statusContent(score),
  updated(_, { updated, stale }, { asOf }) {
    if (updated === null) return '–';
    return stale
      ? element('emphasis', { class: 'compass-stale' }, formatDay(updated, asOf))
      : formatDay(updated, asOf);
  },
};

function nameCell(kpi: Kpi, _: Score, context: ObjectivesContext): Content {
  const about: Content[] = [kpi.why, kpi.owner && personName(kpi.owner, context)].filter(Boolean);
  const said = about.flatMap((part, index) => (index === 0 ? [part] : [' ', part]));
  return [
    kpi.name,
    unitNote(kpi),
    said.length > 0 && [' ', element('emphasis', { class: 'compass-note' }, said)],
  ];
}

function renderReasons(items: readonly ScoredKpi[]): MystNode {
  const reasons = items.map(({ kpi, score }) =>
    element('listItem', { spread: true }, paragraph(strong(kpi.name), ' ', score.because)),
  );
  return details(
    [strong('How this is counted')],
    list(reasons, { class: 'compass-reasons' }),
    'compass-reasons-fold',
  );
}
