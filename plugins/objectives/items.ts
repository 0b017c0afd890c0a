// The items of an objectives file, an objective or KPI with all that stands below it: checked data → model. An item
// whose id is taken is reported and left out.
import { audienceOfLines } from '../config/comment-marks.ts';
import { strictest } from '../graph/record.ts';
import { readCheckins } from './checkins.ts';
import { byDay, findUnmovable, parseHistory, parseThreshold } from './history.ts';
import { actionId, slug } from './id.ts';
import type { Kpi, Measure, MeasureBase, Objective, ObjectiveAction, Period } from './model.ts';
import { markedAudience, markedText, type Reading, readingFor, readOwner } from './reading.ts';
import { objectivesRules } from './rules.ts';
import type { ActionData, KpiData, MeasureData, ObjectiveData } from './schema.ts';
import { audienceBelow } from './withhold.ts';

export function readEach<T, R>(
  items: readonly T[] | undefined,
  read: (item: T, index: number) => R | undefined,
): R[] {
  return (items ?? []).map(read).filter((item) => item !== undefined);
}

export function readObjective(data: ObjectiveData, period: Period, reading: Reading): Objective | undefined {
  const { source, ids } = reading;
  if (!ids.take('objective', data.id, source.place(data, 'id'), reading.report)) return undefined;
  const { actions: _actions, learnings: _learnings, measures = [], ...rest } = data;
  const texts = [rest, ...measures.map(({ checkins: _checkins, ...measure }) => measure)];
  const own = strictest(reading.audience, data.audience ?? 'public');
  const marked = strictest(audienceBelow(texts), audienceOfLines(reading.comments, source.place(data)));
  const audience = markedAudience(own, marked, source.place(data), reading.report);
  const within = readingFor(audience, reading);
  return {
    id: data.id,
    title: data.title,
    why: data.why,
    owner: readOwner(data.owner, source.place(data, 'owner'), within),
    team: reading.data.team,
    turns: list(data.turns).map((step) => step.replace(/^#/, '')),
    turnsPlace: source.place(data, 'turns'),
    page: data.page,
    pagePlace: source.place(data, 'page'),
    status: byDay(data.status),
    audience,
    period,
    measures: readEach(data.measures, (item) => readMeasure(item, data.id, within)),
    actions: readEach(data.actions, (item) => readAction(item, data.id, within)),
    learnings: readEach(data.learnings, (item, index) =>
      typeof item === 'string'
        ? markedText({ text: item, place: source.place(data.learnings, index) }, within)
        : markedText({ date: item.date, text: item.text, place: source.place(item) }, within),
    ),
    place: source.place(data),
  };
}

function readMeasure(data: MeasureData, objective: string, reading: Reading): Measure | undefined {
  const base = readMeasureBase(data, objective, reading);
  if (!base) return undefined;
  const measure: Measure = { target: parseHistory(data.target), status: byDay(data.status), ...base };
  const same = findUnmovable(measure.baseline, measure.target);
  if (same !== undefined)
    reading.report(
      objectivesRules.targetApart,
      `Unexpected target \`${same}\` equal to the baseline, expected another number; a threshold to keep to belongs under \`kpis\``,
      reading.source.place(data, 'target'),
    );
  return measure;
}

export function readKpi(data: KpiData, reading: Reading): Kpi | undefined {
  const own = strictest(reading.audience, data.audience ?? 'public');
  const place = reading.source.place(data);
  const { checkins: _checkins, ...texts } = data;
  const marked = strictest(audienceBelow(texts), audienceOfLines(reading.comments, place));
  const audience = markedAudience(own, marked, place, reading.report);
  const within = readingFor(audience, reading);
  const base = readMeasureBase(data, undefined, within);
  if (!base) return undefined;
  return {
    threshold: byDay(data.target).map(({ date, value }) => ({ date, value: parseThreshold(value) })),
    why: data.why,
    owner: readOwner(data.owner, reading.source.place(data, 'owner'), within),
    audience,
    ...base,
  };
}

/** What measures and KPIs share. Without an `id`, it is made of the objective's and the name. */
function readMeasureBase(
  data: MeasureData | KpiData,
  objective: string | undefined,
  reading: Reading,
): MeasureBase | undefined {
  const { source, ids } = reading;
  const id =
    data.id ?? ids.free('measure', slug(objective === undefined ? data.name : `${objective}-${data.name}`));
  if (!ids.take('measure', id, source.place(data, 'id'), reading.report)) return undefined;
  return {
    id,
    name: data.name,
    unit: data.unit,
    baseline: parseHistory(data.baseline),
    ...readCheckins(data, id, reading),
    place: source.place(data),
  };
}

function readAction(data: ActionData, objective: string, reading: Reading): ObjectiveAction | undefined {
  const { source, ids } = reading;
  const place = source.place(data);
  const owners = list(data.owner).map(
    (name) => readOwner(name, source.place(data, 'owner'), reading) ?? name,
  );
  const id = data.id ?? ids.free('action', actionId(objective, owners, data.text));
  if (!ids.take('action', id, source.place(data, 'id'), reading.report)) return undefined;
  const done = data.done === true ? '' : data.done === false ? undefined : data.done;
  const marks = audienceBelow([data.text, owners]);
  return markedText({ id, text: data.text, owners, due: data.due, done, place }, reading, marks);
}

function list(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
