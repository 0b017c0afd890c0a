// Which objectives a table shows, in what order and with which columns: options as written → a checked selection.
// Every word that means nothing is reported with the nearest one that does.
import type { PeopleIndex } from '../graph/people.ts';
import type { Place } from '../message.ts';
import { didYouMean, listWords, type Report, type Rule } from '../message.ts';
import {
  type Objective,
  type ObjectiveScore,
  type ObjectivesModel,
  type Period,
  STATUSES,
  type Status,
} from './model.ts';
import { currentPeriod, findPeriod } from './period.ts';
import { objectivesRules } from './rules.ts';

export const COLUMNS = [
  'objective',
  'owner',
  'measures',
  'progress',
  'trend',
  'status',
  'updated',
  'learnings',
  'actions',
] as const;
export type Column = (typeof COLUMNS)[number];

export const GROUPS = ['owner', 'status', 'step', 'period', 'team'] as const;
export type Group = (typeof GROUPS)[number];

export const SORTS = ['written', 'title', 'owner', 'status', 'progress', 'updated'] as const;
export type Sort = (typeof SORTS)[number];

export interface Scored {
  objective: Objective;
  score: ObjectiveScore;
}

export interface Selection {
  periods: Period[];
  /** Empty: all. */
  owners: string[];
  turns: string[];
  statuses: Status[];
  ids: string[];
  columns: ReadonlySet<Column>;
  sort: Sort;
  reverse: boolean;
  group?: Group;
  summary: boolean;
}

/** What reading options needs. */
export interface OptionsReading {
  options: Record<string, string | boolean | number>;
  model: ObjectivesModel;
  people: PeopleIndex;
  asOf: string;
  report: Report;
  /** Where an option stands. */
  placeOf(option: string): Place;
}

export function readSelection(reading: OptionsReading): Selection {
  const { options, model } = reading;
  const sort = words(options.sort)[0] ?? 'written';
  const columns = oneOf(reading, 'columns', words(options.columns), COLUMNS);
  const owners = words(options.owner).map((name) => reading.people.find(name)?.id ?? name);
  const known = (pick: (objective: Objective) => string[]) => [...new Set(model.objectives.flatMap(pick))];
  const ids = words(options.ids).map((id) => id.replace(/^#/, ''));
  const turns = words(options.turns).map((step) => step.replace(/^#/, ''));
  return {
    periods: readPeriods(reading),
    owners: oneOf(
      reading,
      'owner',
      owners,
      known((objective) => (objective.owner ? [objective.owner] : [])),
    ),
    turns: oneOf(
      reading,
      'turns',
      turns,
      known((objective) => objective.turns),
    ),
    statuses: oneOf(reading, 'status', words(options.status), STATUSES),
    ids: oneOf(
      reading,
      'ids',
      ids,
      known((objective) => [objective.id]),
    ),
    columns: new Set(columns.length > 0 ? columns : COLUMNS),
    sort: oneOf(reading, 'sort', [sort.replace(/^-/, '')], SORTS)[0] ?? 'written',
    reverse: sort.startsWith('-'),
    group: oneOf(reading, 'group', words(options.group), GROUPS)[0],
    summary: options.summary !== false && options.summary !== 'false',
  };
}

/** Without the option: the period of the day; with `ids`, whichever period these have. `all` is every period. */
function readPeriods({ options, model, asOf, report, placeOf }: OptionsReading): Period[] {
  const names = words(options.period);
  if (names.includes('all') || (names.length === 0 && words(options.ids).length > 0)) return model.periods;
  if (names.length === 0) {
    const current = currentPeriod(model.periods, asOf);
    return current ? [current] : [];
  }
  return names.flatMap((name) => {
    const period = findPeriod(model.periods, name);
    if (period) return [period];
    const known = model.periods.map((other) => other.id);
    reportWord(report, 'period', name, ['all', ...known], placeOf('period'));
    return [];
  });
}

/** The words that are among the known ones; the others are reported. */
export function oneOf<T extends string>(
  { report, placeOf }: OptionsReading,
  option: string,
  given: readonly string[],
  known: readonly T[],
): T[] {
  return given.flatMap((word) => {
    const found = known.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
    if (found === undefined) reportWord(report, option, word, known, placeOf(option));
    return found === undefined ? [] : [found];
  });
}

export function reportWord(
  report: Report,
  option: string,
  word: string,
  known: readonly string[],
  place: Place,
  rule: Rule = objectivesRules.optionKnown,
): void {
  const some = known.length > 9 ? [...known.slice(0, 8), '…'] : known;
  const expected = known.length === 0 ? 'none, as there are no objectives yet' : listWords(some);
  report(rule, `Unexpected ${option} \`${word}\`, expected ${expected}${didYouMean(word, known)}`, place);
}

/** `a, b` → a and b; flags and nothing give none. */
export function words(value: string | boolean | number | undefined): string[] {
  if (value === undefined || typeof value === 'boolean') return [];
  return String(value)
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

export function isSelected(
  { objective, score }: Scored,
  { periods, owners, turns, statuses, ids }: Selection,
): boolean {
  const has = <T>(wanted: readonly T[], given: readonly (T | undefined)[]) =>
    wanted.length === 0 || given.some((item) => item !== undefined && wanted.includes(item));
  return (
    periods.includes(objective.period) &&
    has(owners, [objective.owner]) &&
    has(turns, objective.turns) &&
    has(statuses, [score.status]) &&
    has(ids, [objective.id])
  );
}

/** As written, or in the order of `ids` where these are given; ties stay as written. What has no value comes last. */
export function sortScored(items: readonly Scored[], { sort, reverse, ids }: Selection): Scored[] {
  const sorted = [...items].sort(ORDERS[sort]);
  if (sort === 'written' && ids.length > 0)
    sorted.sort((a, b) => ids.indexOf(a.objective.id) - ids.indexOf(b.objective.id));
  return reverse ? sorted.reverse() : sorted;
}

const ORDERS: Record<Sort, (a: Scored, b: Scored) => number> = {
  written: () => 0,
  title: (a, b) => a.objective.title.localeCompare(b.objective.title, 'en'),
  owner: (a, b) => (a.objective.owner ?? '\uffff').localeCompare(b.objective.owner ?? '\uffff', 'en'),
  status: (a, b) => STATUSES.indexOf(b.score.status) - STATUSES.indexOf(a.score.status),
  progress: (a, b) => (b.score.value ?? -1) - (a.score.value ?? -1),
  updated: (a, b) => (b.score.updated ?? '').localeCompare(a.score.updated ?? ''),
};

/** Groups in the order of their first objective; one without a name where nothing is grouped. */
export function groupScored(items: readonly Scored[], group: Group | undefined): Map<string, Scored[]> {
  const groups = new Map<string, Scored[]>();
  for (const item of items)
    for (const name of group === undefined ? [''] : GROUP_NAMES[group](item))
      groups.set(name, [...(groups.get(name) ?? []), item]);
  return groups;
}

/** Record ids where there are records: the page shows their titles. An objective that turns two steps stands in the first. */
const GROUP_NAMES: Record<Group, (item: Scored) => string[]> = {
  owner: ({ objective }) => [objective.owner ?? 'No owner'],
  status: ({ score }) => [score.status],
  step: ({ objective }) => [objective.turns[0] ?? 'No step'],
  period: ({ objective }) => [objective.period.title],
  team: ({ objective }) => [objective.team ?? 'No team'],
};
