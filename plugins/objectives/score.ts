// How far each measure, objective, KPI and step is on a day, and what to call that: model and day → numbers, each with
// the sentence that tells how it came about. Pure. The rules are in content/docs/write-objectives.md.
import type { Config } from '../config/config.ts';
import { addDays, daysBetween, formatDay, formatLongDay } from '../day.ts';
import { isMet, setBy, valueOn } from './history.ts';
import type {
  Checkin,
  Kpi,
  Measure,
  MeasureBase,
  Objective,
  ObjectiveScore,
  ObjectivesModel,
  Period,
  Score,
  Status,
} from './model.ts';
import { clampShare, formatScore, formatThreshold, formatValue } from './number.ts';
import { expectedShare } from './period.ts';

type Limits = Pick<Config, 'thresholds' | 'limits'>;

/** Differences below this are rounding of decimals: 0.55 − 0.10 is not less than 0.45. */
const EPSILON = 1e-9;

/** The last check-in that counts: up to `asOf` and the period's end. Later ones are shown, not scored. */
export function currentCheckin(measure: MeasureBase, asOf: string, period?: Period): Checkin | undefined {
  const last = period && period.to < asOf ? period.to : asOf;
  return measure.checkins.findLast((checkin) => checkin.date <= last);
}

/**
 * Share of the way from baseline to target, (current − baseline) / (target − baseline), so that falling targets work;
 * unclamped. Null without check-in, baseline or target, and where baseline and target are equal.
 */
export function shareOfWay(measure: Measure, value: number | undefined, asOf: string): number | null {
  const baseline = valueOn(measure.baseline, asOf);
  const target = valueOn(measure.target, asOf);
  if (value === undefined || baseline === undefined || target === undefined || baseline === target)
    return null;
  return (value - baseline) / (target - baseline);
}

/** The numbers alone, without the sentence. */
interface Judgement {
  checkin?: Checkin;
  value: number | null;
  expected: number;
  status: Status;
  computed: Status;
}

function judgeMeasure(measure: Measure, period: Period, asOf: string, limits: Limits): Judgement {
  const checkin = currentCheckin(measure, asOf, period);
  const value = shareOfWay(measure, checkin?.value, asOf);
  const expected = expectedShare(period, asOf);
  const computed = asOf < period.from ? 'not started' : statusOfShare(value, expected, limits);
  return { checkin, value, expected, status: setBy(measure.status, asOf) ?? computed, computed };
}

/** What the status of an objective comes from, from a day until something is written again. */
export interface Standing {
  byHand?: Status;
  period: Period;
  /** Of each measure: set by hand, or its share of the way. */
  measures: (Status | number | null)[];
}

export function standingOn({ status, period, measures }: Objective, day: string): Standing {
  return {
    byHand: setBy(status, day),
    period,
    measures: measures.map(
      (measure) =>
        setBy(measure.status, day) ?? shareOfWay(measure, currentCheckin(measure, day, period)?.value, day),
    ),
  };
}

/** The status on a day, by the same rules as `scoreObjective`. */
export function statusOfStanding(
  { byHand, period, measures }: Standing,
  day: string,
  limits: Limits,
): Status {
  if (byHand !== undefined) return byHand;
  if (day < period.from) return 'not started';
  const expected = expectedShare(period, day);
  return weakest(
    measures.map((measure) =>
      typeof measure === 'string' ? measure : statusOfShare(measure, expected, limits),
    ),
  );
}

function computedStatus({ period }: Objective, statuses: readonly Status[], asOf: string): Status {
  return asOf < period.from ? 'not started' : weakest(statuses);
}

function scoreMeasure(measure: Measure, period: Period, asOf: string, limits: Limits): Score {
  const { checkin, value, expected, status, computed } = judgeMeasure(measure, period, asOf, limits);
  const because = withHand(
    becauseOfMeasure(measure, checkin, value, expected, period, asOf),
    status,
    computed,
  );
  const stale = isStale(checkin?.date ?? addDays(period.from, -1), status, period, asOf, limits);
  return { value, expected, status, computed, because, updated: checkin?.date ?? null, stale };
}

/** `done` at 1; else by how far the share is behind what is expected. */
function statusOfShare(value: number | null, expected: number, { thresholds }: Limits): Status {
  if (value === null) return 'no data';
  if (value >= 1 - EPSILON) return 'done';
  const behind = expected - value - EPSILON;
  if (behind <= thresholds.onTrack) return 'on track';
  return behind <= thresholds.atRisk ? 'at risk' : 'off track';
}

/** No check-in for `staleDays` while there is something to check: not before or after the period, not done or dropped. */
function isStale(
  last: string,
  status: Status,
  period: Period | undefined,
  asOf: string,
  { limits }: Limits,
): boolean {
  if (status === 'done' || status === 'dropped') return false;
  if (period && (asOf < period.from || asOf > period.to)) return false;
  return daysBetween(last, asOf) >= limits.staleDays;
}

/**
 * Mean of the measures' shares, each clamped to 0–1 first, and the weakest of their statuses. Those without data, or
 * dropped by hand, are left out of both.
 */
export function scoreObjective(objective: Objective, asOf: string, limits: Limits): ObjectiveScore {
  const { period } = objective;
  const measures = objective.measures.map((measure) => scoreMeasure(measure, period, asOf, limits));
  const counted = measures.filter((score) => score.value !== null && score.status !== 'dropped');
  const value = mean(counted.map((score) => clampShare(score.value ?? 0)));
  const expected = expectedShare(period, asOf);
  const computed = computedStatus(
    objective,
    measures.map((score) => score.status),
    asOf,
  );
  const status = setBy(objective.status, asOf) ?? computed;
  const updated = latest(measures.map((score) => score.updated));
  const because = withHand(becauseOfObjective(objective, measures, value, computed, asOf), status, computed);
  const stale = isStale(updated ?? addDays(period.from, -1), status, period, asOf, limits);
  return { value, expected, status, computed, because, updated, stale, measures };
}

/** `on track` while the threshold is met, else `off track`; no score. */
export function scoreKpi(kpi: Kpi, asOf: string, limits: Limits): Score {
  const checkin = currentCheckin(kpi, asOf);
  const threshold = valueOn(kpi.threshold, asOf);
  const status =
    !checkin || !threshold ? 'no data' : isMet(threshold, checkin.value) ? 'on track' : 'off track';
  const updated = checkin?.date ?? null;
  const stale = updated !== null && isStale(updated, status, undefined, asOf, limits);
  return {
    value: null,
    expected: 0,
    status,
    computed: status,
    because: becauseOfKpi(kpi, checkin, asOf),
    updated,
    stale,
  };
}

export interface StepScore {
  /** 0 to 1; null without data. */
  value: number | null;
  expected: number;
  status: Status;
  because: string;
  objectives: { id: string; title: string }[];
}

/** Mean score and weakest status of the objectives that turn a step; dropped ones are left out. */
export function scoreStep(
  objectives: readonly Objective[],
  asOf: string,
  limits: Limits,
): StepScore | undefined {
  if (objectives.length === 0) return undefined;
  const scores = objectives.map((objective) => scoreObjective(objective, asOf, limits));
  const turning = scores.filter((score) => score.status !== 'dropped');
  const value = mean(turning.flatMap((score) => (score.value === null ? [] : [score.value])));
  const status = weakest(scores.map((score) => score.status));
  const expected = mean((turning.length > 0 ? turning : scores).map((score) => score.expected)) ?? 0;
  const names = objectives.map((objective) => objective.title);
  const what =
    names.length === 1
      ? names[0]!
      : `the mean of ${names.length} objectives (${names.join('; ')}), the weakest ${status}`;
  const because = `${formatScore(value)}: ${what}; expected ${formatScore(expected)} by ${formatLongDay(asOf)}`;
  return { value, expected, status, because, objectives: objectives.map(({ id, title }) => ({ id, title })) };
}

/** The objectives of a period that name the step, or are named in `turnedBy`. */
export function objectivesOfStep(
  model: ObjectivesModel,
  stepId: string,
  periodId: string | undefined,
  turnedBy: readonly string[] = [],
): Objective[] {
  return model.objectives.filter(
    (objective) =>
      (periodId === undefined || objective.period.id === periodId) &&
      (objective.turns.includes(stepId) || turnedBy.includes(objective.id)),
  );
}

/** The weakest of those that say how it goes; else `not started`, `no data` or `dropped`, whichever there is. */
export function weakest(statuses: readonly Status[]): Status {
  let found: Status | undefined;
  for (const status of statuses) if (found === undefined || WEIGHTS[status] > WEIGHTS[found]) found = status;
  return found ?? 'no data';
}

const WEIGHTS: Record<Status, number> = {
  dropped: 0,
  'no data': 1,
  'not started': 2,
  done: 3,
  'on track': 4,
  'at risk': 5,
  'off track': 6,
};

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function latest(dates: readonly (string | null)[]): string | null {
  return dates.reduce<string | null>((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}

/** “0.39: 9 of 20 hubs, started at 2; expected 0.55 by 20 November”. */
function becauseOfMeasure(
  measure: Measure,
  checkin: Checkin | undefined,
  value: number | null,
  expected: number,
  period: Period,
  asOf: string,
): string {
  const baseline = valueOn(measure.baseline, asOf);
  const target = valueOn(measure.target, asOf);
  const toCome = asOf < period.from ? `; starts on ${formatLongDay(period.from, asOf)}` : '';
  if (baseline === undefined || target === undefined)
    return `No score: no ${[baseline === undefined && 'baseline', target === undefined && 'target'].filter(Boolean).join(' and no ')}${toCome}`;
  if (baseline === target)
    return `No score: the target is equal to the baseline, ${formatValue(target, measure.unit)}`;
  if (!checkin || value === null) return `No score: no check-in yet${toCome}`;
  const way =
    target < baseline
      ? `${formatValue(checkin.value)} down from ${formatValue(baseline)}, target ${formatValue(target, measure.unit)}`
      : `${formatValue(checkin.value)} of ${formatValue(target, measure.unit)}, started at ${formatValue(baseline)}`;
  return `${formatScore(value)}: ${way}; ${toCome === '' ? expectation(expected, period, asOf) : toCome.slice(2)}`;
}

/** “expected 0.55 by 20 November”; after the period, its last day. */
function expectation(expected: number, period: Period, asOf: string): string {
  const day = asOf > period.to ? period.to : asOf;
  return `expected ${formatScore(expected)} by ${formatLongDay(day, asOf)}`;
}

function becauseOfObjective(
  objective: Objective,
  measures: readonly Score[],
  value: number | null,
  computed: Status,
  asOf: string,
): string {
  const { period } = objective;
  if (measures.length === 0) return 'No score: no measure';
  if (asOf < period.from) return `Starts on ${formatLongDay(period.from, asOf)}`;
  if (value === null) return 'No score: no measure has data';
  const shares = measures.map((score) =>
    score.value === null || score.status === 'dropped' ? null : formatScore(score.value),
  );
  const counted = shares.filter((share) => share !== null);
  const left = shares.length - counted.length;
  const how = counted.length === 1 ? 'its one measure' : `the mean of ${joinWords(counted)}`;
  const without = left === 0 ? '' : ` (${left} without data left out)`;
  const weak = objective.measures
    .filter((_, index) => measures[index]!.status === computed)
    .map((measure) => measure.name);
  const reason =
    weak.length === measures.length ? '' : `; ${computed} as ${weak[0] ?? 'its weakest measure'} is`;
  return `${formatScore(value)}: ${how}${without}${reason}; ${expectation(expectedShare(period, asOf), period, asOf)}`;
}

function becauseOfKpi(kpi: Kpi, checkin: Checkin | undefined, asOf: string): string {
  const threshold = valueOn(kpi.threshold, asOf);
  if (!threshold) return 'No status: no target';
  const wanted = `the target is ${formatThreshold(threshold, kpi.unit)}`;
  if (!checkin) return `No status: no check-in yet; ${wanted}`;
  return `${formatValue(checkin.value, kpi.unit)} on ${formatDay(checkin.date, asOf)}; ${wanted}`;
}

function withHand(because: string, status: Status, computed: Status): string {
  return status === computed ? because : `Set to ${status} by hand, computed ${computed}. ${because}`;
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
