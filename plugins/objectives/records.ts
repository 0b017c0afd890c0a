// Objectives, measures, KPIs and the actions of their files as records of the graph, with the links between them.
// In: what the readers may see; out: plain records whose facts the export, the previews and the feeds use.
import type { Config } from '../config/config.ts';
import { addDays } from '../day.ts';
import type { CompassRecord, Key, RecordLink, Records } from '../graph/record.ts';
import { keyOf } from '../graph/record.ts';
import { changesSince } from './changes.ts';
import { RECENT_DAYS } from './changes-list.ts';
import { valueOn } from './history.ts';
import type {
  Kpi,
  Measure,
  MeasureBase,
  Objective,
  ObjectiveAction,
  ObjectivesModel,
  Score,
} from './model.ts';
import { formatThreshold } from './number.ts';
import { currentCheckin, scoreKpi, scoreObjective } from './score.ts';

export function recordsOfObjectives(model: ObjectivesModel, config: Config, asOf: string): Records {
  const known = new Set(config.people.map((person) => person.id));
  const parts = [
    ...model.objectives.map((objective) => recordsOfObjective(objective, config, asOf, known)),
    ...model.kpis.map((kpi) => recordsOfKpi(kpi, config, asOf)),
  ];
  return { records: parts.flatMap((part) => part.records), links: parts.flatMap((part) => part.links) };
}

function recordsOfObjective(
  objective: Objective,
  config: Config,
  asOf: string,
  known: ReadonlySet<string>,
): Records {
  const key = keyOf('objective', objective.id);
  const score = scoreObjective(objective, asOf, config);
  const measures = objective.measures.map((measure, index) =>
    measureRecord(measure, score.measures[index]!, objective, asOf),
  );
  const actions = objective.actions.map((action) => actionRecord(action, objective));
  return {
    records: [objectiveRecord(objective, score, config, asOf), ...measures, ...actions],
    links: [
      ...objective.turns.map(
        (step): RecordLink => ({
          type: 'turns',
          from: key,
          to: keyOf('step', step),
          place: objective.turnsPlace,
        }),
      ),
      ...ownerLinks(key, objective.owner === undefined ? [] : [objective.owner], known, objective.place),
      ...objective.measures.map(
        (measure): RecordLink => ({
          type: 'measured by',
          from: key,
          to: keyOf('measure', measure.id),
          place: measure.place,
        }),
      ),
      ...objective.actions.flatMap((action): RecordLink[] => [
        { type: 'serves', from: keyOf('action', action.id), to: key, place: action.place },
        ...ownerLinks(keyOf('action', action.id), action.owners, known, action.place),
      ]),
    ],
  };
}

function ownerLinks(
  from: Key,
  owners: readonly string[],
  known: ReadonlySet<string>,
  place: RecordLink['place'],
): RecordLink[] {
  return owners
    .filter((owner) => known.has(owner))
    .map((owner) => ({ type: 'owned by', from, to: keyOf('person', owner), place }));
}

function objectiveRecord(objective: Objective, score: Score, config: Config, asOf: string): CompassRecord {
  const { id, title, place, audience, period } = objective;
  const changes = changesSince([objective], addDays(asOf, -RECENT_DAYS), asOf, config);
  return {
    kind: 'objective',
    id,
    title,
    place,
    audience,
    facts: {
      period: period.id,
      from: period.from,
      to: period.to,
      owner: objective.owner ?? null,
      why: objective.why ?? null,
      page: objective.page ?? null,
      changes: changes.map((change) => `${change.date} ${change.text}`),
      ...scoreFacts(score),
    },
  };
}

/** Shares with four decimals: enough to count with, and the same bytes everywhere. */
function scoreFacts({
  value,
  expected,
  status,
  computed,
  because,
  updated,
  stale,
}: Score): CompassRecord['facts'] {
  return {
    status,
    computed,
    score: value === null ? null : rounded(value),
    expected: rounded(expected),
    because,
    updated,
    stale,
  };
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

function measureRecord(
  measure: Measure,
  score: Score,
  { audience, period, id }: Objective,
  asOf: string,
): CompassRecord {
  return recordOf(measure, audience, {
    objective: id,
    value: currentCheckin(measure, asOf, period)?.value ?? null,
    unit: measure.unit ?? null,
    baseline: valueOn(measure.baseline, asOf) ?? null,
    target: valueOn(measure.target, asOf) ?? null,
    ...scoreFacts(score),
  });
}

function recordOf(
  { id, name, place }: MeasureBase,
  audience: CompassRecord['audience'],
  facts: CompassRecord['facts'],
): CompassRecord {
  return { kind: 'measure', id, title: name, place, audience, facts };
}

function recordsOfKpi(kpi: Kpi, config: Config, asOf: string): Records {
  const { status, because, updated, stale } = scoreKpi(kpi, asOf, config);
  const threshold = valueOn(kpi.threshold, asOf);
  const facts = {
    status,
    because,
    updated,
    stale,
    value: currentCheckin(kpi, asOf)?.value ?? null,
    unit: kpi.unit ?? null,
    target: threshold ? formatThreshold(threshold) : null,
  };
  return { records: [recordOf(kpi, kpi.audience, facts)], links: [] };
}

function actionRecord(
  { id, text, owners, due, done, place }: ObjectiveAction,
  objective: Objective,
): CompassRecord {
  return {
    kind: 'action',
    id,
    title: text,
    place,
    audience: objective.audience,
    facts: {
      status: done === undefined ? 'open' : 'done',
      owners,
      due: due ?? null,
      done: done || null,
      objective: objective.id,
    },
  };
}
