// What changed in a stretch of days: check-ins, statuses, moved targets and baselines, new and dropped objectives.
// Model → dated facts, newest first. Pure.
import type { Config } from '../config/config.ts';
import { addDays } from '../day.ts';
import type { Checkin, History, Measure, Objective, Status } from './model.ts';
import { formatValue } from './number.ts';
import { type Standing, standingOn, statusOfStanding } from './score.ts';

const CHANGE_KINDS = ['new', 'check-in', 'status', 'moved', 'dropped'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Change {
  date: string;
  kind: ChangeKind;
  objective: string;
  measure?: string;
  /** “Hubs with a cost cap: 9 hubs, before 5”. */
  text: string;
}

type Limits = Pick<Config, 'thresholds' | 'limits'>;

/** Changes after the day `since`, up to `asOf`, newest first; those of one day in the order of the objectives. */
export function changesSince(
  objectives: readonly Objective[],
  since: string,
  asOf: string,
  limits: Limits,
): Change[] {
  const changes = objectives.flatMap((objective) => changesOf(objective, since, asOf, limits));
  return changes.sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1));
}

function changesOf(objective: Objective, since: string, asOf: string, limits: Limits): Change[] {
  const { id, period, measures, status } = objective;
  const changes: Change[] = [];
  const add: Add = (date, kind, text, measure) => {
    if (since < date && date <= asOf) changes.push({ date, kind, objective: id, measure, text: text() });
  };
  add(period.from, 'new', () => `new in ${period.title}`);
  for (const measure of measures) {
    for (const [index, checkin] of measure.checkins.entries())
      add(checkin.date, 'check-in', () => checkinText(measure, checkin, index), measure.id);
    addMoved(measure, 'target', measure.target, add);
    addMoved(measure, 'baseline', measure.baseline, add);
  }
  for (const { date, value } of status)
    if (value === 'dropped') add(date || period.from, 'dropped', () => 'dropped');
  for (const { date, from, to } of statusChanges(objective, since, asOf, limits))
    add(date, 'status', () => `${to}, before ${from}`);
  return changes;
}

/** Words are made for what lies in the stretch only: most check-ins are older. */
type Add = (date: string, kind: ChangeKind, text: () => string, measure?: string) => void;

function checkinText({ name, unit, checkins }: Measure, checkin: Checkin, index: number): string {
  const before = checkins[index - 1];
  const value = formatValue(checkin.value, unit);
  return before ? `${name}: ${value}, before ${formatValue(before.value)}` : `${name}: ${value}`;
}

function addMoved({ id, name, unit }: Measure, what: string, history: History, add: Add): void {
  for (const [index, { date, value }] of history.entries()) {
    const before = history[index - 1]?.value;
    if (before === undefined || before === value) continue;
    const from = formatValue(before);
    add(date, 'moved', () => `${name}: ${what} moved from ${from} to ${formatValue(value, unit)}`, id);
  }
}

interface StatusChange {
  date: string;
  from: Status;
  to: Status;
}

/** Days on which a status became another by check-ins or by time. The start of the period and a drop are told apart. */
function statusChanges(objective: Objective, since: string, asOf: string, limits: Limits): StatusChange[] {
  let last = since < objective.period.from ? objective.period.from : since;
  if (last >= asOf) return [];
  const found: StatusChange[] = [];
  let standing = standingOn(objective, last);
  let before = statusOfStanding(standing, last, limits);
  for (const day of [...eventDays(objective, last, asOf), asOf]) {
    const eve = addDays(day, -1);
    const onEve = eve > last ? statusOfStanding(standing, eve, limits) : before;
    if (onEve !== before) found.push(...walkDays(standing, last, eve, before, limits));
    standing = standingOn(objective, day);
    const after = statusOfStanding(standing, day, limits);
    if (after !== onEve) found.push({ date: day, from: onEve, to: after });
    before = after;
    last = day;
  }
  return found.filter((change) => change.to !== 'dropped');
}

/** Between two events only time passes, so a status only weakens: its days are walked when its ends differ. */
function walkDays(
  standing: Standing,
  from: string,
  to: string,
  first: Status,
  limits: Limits,
): StatusChange[] {
  const found: StatusChange[] = [];
  let before = first;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const after = statusOfStanding(standing, day, limits);
    if (after !== before) found.push({ date: day, from: before, to: after });
    before = after;
  }
  return found;
}

/** Days between two on which something was written, in order. */
function eventDays(objective: Objective, after: string, before: string): string[] {
  const days = new Set<string>();
  const add = (entries: readonly { date: string }[]) => {
    for (const { date } of entries) if (after < date && date < before) days.add(date);
  };
  for (const { checkins, target, baseline, status } of objective.measures)
    for (const entries of [checkins, target, baseline, status]) add(entries);
  add(objective.status);
  return [...days].sort();
}
