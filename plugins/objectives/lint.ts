// What a team should look at although nothing is wrong with the file: the whole model, the graph, the day and the reader → reports. `compass check`
// runs it. The rules and their reasons are in rules.ts.
import type { Config } from '../config/config.ts';
import { formatAge, formatLongDay } from '../day.ts';
import type { Graph } from '../graph/graph.ts';
import { type Audience, keyOf, maySee } from '../graph/record.ts';
import { didYouMean, type Report, silentReport } from '../message.ts';
import { setBy } from './history.ts';
import type { Measure, Objective, ObjectivesModel, Score } from './model.ts';
import { objectivesRules as rules } from './rules.ts';
import { scoreKpi, scoreObjective } from './score.ts';

export function lintObjectives(
  model: ObjectivesModel,
  graph: Graph,
  config: Pick<Config, 'limits' | 'thresholds'>,
  asOf: string,
  reports: Report,
  reader: Audience,
): void {
  const reportFor = (audience: Audience) => (maySee(reader, audience) ? reports : silentReport(reports));
  for (const objective of model.objectives)
    lintObjective(objective, graph, config, asOf, reportFor(objective.audience));
  for (const kpi of model.kpis) {
    const report = reportFor(kpi.audience);
    if (kpi.threshold.length === 0)
      report(
        rules.targetSet,
        `Missing \`target\` of \`${kpi.id}\`, expected a threshold such as \`">0.8"\``,
        kpi.place,
      );
    if (scoreKpi(kpi, asOf, config).stale)
      report(rules.fresh, staleReason(kpi.id, kpi.checkins.at(-1)?.date, asOf), kpi.place);
  }
  lintCounts(model, config.limits.objectivesPerPeriod, (objective) => reportFor(objective.audience));
}

function lintObjective(
  objective: Objective,
  graph: Graph,
  config: Pick<Config, 'limits' | 'thresholds'>,
  asOf: string,
  report: Report,
): void {
  const { id, place } = objective;
  const isDropped = setBy(objective.status, asOf) === 'dropped';
  if (objective.owner === undefined)
    report(rules.ownerSet, `Missing \`owner\` of \`${id}\`, expected a person's id`, place);
  if (objective.measures.length === 0)
    report(rules.measured, `Missing \`measures\` of \`${id}\`, expected one at least`, place);
  const score = scoreObjective(objective, asOf, config);
  for (const [index, measure] of objective.measures.entries())
    lintMeasure(measure, score.measures[index]!, isDropped, asOf, report);
  lintSteps(objective, graph, report);
  lintPage(objective, graph, report);
  for (const action of objective.actions) {
    if (
      action.audience !== undefined ||
      action.done !== undefined ||
      action.due === undefined ||
      action.due >= asOf
    )
      continue;
    report(
      rules.actionOnTime,
      `Unexpected open action \`${action.id}\`, due ${formatAge(action.due, asOf)}, expected it done by ${formatLongDay(action.due, asOf)}; add \`done\` with the day, or move \`due\``,
      action.place,
    );
  }
  if (isDropped && objective.learnings.length === 0)
    report(
      rules.droppedLearned,
      `Missing \`learnings\` of the dropped \`${id}\`, expected a sentence on why`,
      place,
    );
}

function lintMeasure(measure: Measure, score: Score, isDropped: boolean, asOf: string, report: Report): void {
  const { id, place } = measure;
  if (measure.baseline.length === 0)
    report(rules.baselineSet, `Missing \`baseline\` of \`${id}\`, expected the number it started at`, place);
  if (measure.target.length === 0)
    report(rules.targetSet, `Missing \`target\` of \`${id}\`, expected the number to reach`, place);
  if (score.stale && !isDropped && !measure.unread)
    report(rules.fresh, staleReason(id, score.updated ?? undefined, asOf), place);
}

function staleReason(id: string, last: string | undefined, asOf: string): string {
  const when = last === undefined ? 'no check-in at all' : `the last check-in ${formatAge(last, asOf)}`;
  return `Unexpected age of \`${id}\`, ${when}, expected one in the last weeks; add \`${asOf}: …\` to its \`checkins\``;
}

/** Pages are source paths, perhaps with an anchor; addresses on the web are not ours to know. */
function lintPage({ page, pagePlace }: Objective, graph: Graph, report: Report): void {
  const known = graph.all('page').map(({ place }) => place.file);
  const path = page?.replace(/#.*$/s, '').replace(/^\.?\//, '') ?? '';
  if (known.length === 0 || path === '' || /^\w+:/.test(path) || known.includes(path)) return;
  report(
    rules.pageFound,
    `Unexpected page \`${page}\`, expected a page of this site, its path from the root of the project${didYouMean(path, known)}`,
    pagePlace,
  );
}

/** Steps are known once the pages are; without any wheel nothing can be said. */
function lintSteps({ turns, turnsPlace }: Objective, graph: Graph, report: Report): void {
  const known = graph.all('step').map((step) => step.id);
  if (known.length === 0) return;
  for (const step of turns) {
    if (graph.get(keyOf('step', step))) continue;
    const some = known
      .slice(0, 6)
      .map((name) => `\`${name}\``)
      .join(', ');
    report(
      rules.turnsKnown,
      `Unexpected step \`${step}\`, expected one of ${some}${didYouMean(step, known)}`,
      turnsPlace,
    );
  }
}

/** At the first objective beyond the limit of its team and period. */
function lintCounts(
  { objectives }: ObjectivesModel,
  limit: number,
  reportFor: (objective: Objective) => Report,
): void {
  const counts = new Map<string, number>();
  for (const objective of objectives) {
    const { period, team, place, status } = objective;
    if (status.at(-1)?.value === 'dropped') continue;
    const name = `${period.id} ${team ?? ''}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (count !== limit + 1) continue;
    const whose = team === undefined ? '' : ` of ${team}`;
    reportFor(objective)(
      rules.few,
      `Unexpected objective number ${count}${whose} in ${period.title}, expected at most ${limit}; drop one, or set \`limits: {objectives_per_period: ${count}}\` in compass.yml`,
      place,
    );
  }
}
