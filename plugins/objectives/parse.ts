// Objectives files (or YAML in a directive's body) to one model: text → ObjectivesModel, every mistake reported with
// its line, what is right kept. Users read about the format in content/docs/write-objectives.md.
import { audienceOfLines, type CommentMarks, marksInComments } from '../config/comment-marks.ts';
import type { Config } from '../config/config.ts';
import { parseYaml, type YamlSource } from '../config/positions.ts';
import { checkShape } from '../config/shape.ts';
import { indexPeople, type PeopleIndex } from '../graph/people.ts';
import { type Audience, maySee, strictest } from '../graph/record.ts';
import { didYouMean, type Place, type Report, type Rule, silentReport } from '../message.ts';
import { type CheckinRow, parseCheckins } from './csv.ts';
import { byDay, findUnmovable, parseHistory, parseThreshold } from './history.ts';
import { actionId, createIds, type Ids, slug } from './id.ts';
import type {
  Checkin,
  Kpi,
  Measure,
  MeasureBase,
  Objective,
  ObjectiveAction,
  ObjectivesModel,
  Period,
} from './model.ts';
import { PERIOD_EXAMPLES, parsePeriod, periodOfDays } from './period.ts';
import { objectivesRules } from './rules.ts';
import {
  type ActionData,
  EXPECTED,
  type KpiData,
  type MeasureData,
  type ObjectiveData,
  type ObjectivesData,
  objectivesSchema,
} from './schema.ts';
import { audienceOfText, guardReport, guardText, withholdsAny } from './withhold.ts';

export interface ObjectivesFile {
  /** From the project root, with `/`. */
  path: string;
  text: string;
  /** The text of a CSV file, its path from the project root; undefined when it cannot be read. */
  csv?: (path: string) => string | undefined;
  /** Where the text starts in the file, for YAML in a page: line from 1, and characters in front of every line. */
  line?: number;
  indent?: number;
  /** The period of objectives that name none. */
  period?: string;
}

export interface ParseOptions {
  config: Config;
  report: Report;
  /** Who reads the messages; what they may not see is not quoted. Default: the configuration's. */
  audience?: Audience;
}

/** What reading one file needs to know. */
interface Reading {
  file: ObjectivesFile;
  source: YamlSource;
  data: ObjectivesData;
  audience: Audience;
  comments: CommentMarks;
  people: PeopleIndex;
  /** Every word that means a person; empty without people in compass.yml. */
  knownPeople: string[];
  ids: Ids;
  /** Names that no person has, reported once over all files. */
  strangers: Set<string>;
  rows: Map<string, CheckinRow[]>;
  reader: Audience;
  /** Silent about what the reader may not see. */
  report: Report;
}

/**
 * Read all files into one model. Ids are unique over all files: the first stays. A file that is not YAML gives one
 * message and nothing else; one wrong value gives one message and is left out, the rest stands.
 */
export function parseObjectives(
  files: readonly ObjectivesFile[],
  { config, report, audience: reader = config.audience }: ParseOptions,
): ObjectivesModel {
  const model: ObjectivesModel = {
    periods: [],
    objectives: [],
    kpis: [],
    files: files.map((file) => file.path),
  };
  const knownPeople = config.people
    .filter((person) => maySee(reader, person.audience))
    .flatMap((person) => [person.id, person.name, ...person.aliases]);
  const shared = {
    people: indexPeople(config.people),
    knownPeople,
    ids: createIds(),
    strangers: new Set<string>(),
    reader,
  };
  for (const file of files) {
    const origin = { line: file.line ?? 1, indent: file.indent };
    const source = parseYaml(file.text, file.path, guardText(report, file.text, reader), origin);
    if (!source) continue;
    const comments = marksInComments(file.text, origin.line);
    const guarded = guardReport(report, source, comments, reader);
    const data = checkShape(objectivesSchema, source, byExpectation(guarded), objectivesRules);
    if (!data) continue;
    const audience = markedAudience(
      data.audience ?? 'public',
      strictest(comments.alone, audienceOfText(data.team, titleOfPeriod(data))),
      source.place(data),
      guarded,
    );
    readFile({ ...shared, report: guarded, file, source, data, audience, comments, rows: new Map() }, model);
  }
  model.periods.sort((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
  return model;
}

function titleOfPeriod({ period }: ObjectivesData): string | undefined {
  return typeof period === 'object' ? period.title : undefined;
}

/** The audience of something and of the marks in its texts, which are told. */
function markedAudience(audience: Audience, marked: Audience, place: Place, report: Report): Audience {
  if (marked !== 'public')
    report(
      objectivesRules.markPlaced,
      'Unexpected mark of audience in a text, expected `audience` of the objective or the file; what bears it is withheld',
      place,
    );
  return strictest(audience, marked);
}

/** What the schema expected tells which rule was broken. */
function byExpectation(report: Report): Report {
  return (rule, reason, place) => {
    const own = EXPECTATION_RULES.find(([expectation]) => reason.includes(expectation));
    report(rule === objectivesRules.valueExpected && own ? own[1] : rule, reason, place);
  };
}

const EXPECTATION_RULES: [string, Rule][] = [
  [EXPECTED.status, objectivesRules.statusKnown],
  [EXPECTED.period, objectivesRules.periodKnown],
  [EXPECTED.day, objectivesRules.dateReal],
  [EXPECTED.days, objectivesRules.dateReal],
];

function readFile(reading: Reading, model: ObjectivesModel): void {
  const { data } = reading;
  if (data.data !== undefined) {
    const isOpen = !withholdsAny(reading.source, reading.comments, reading.reader);
    readSharedRows(isOpen ? reading : { ...reading, report: silentReport(reading.report) }, data.data);
  }
  const period = readPeriod(reading, model);
  if (period)
    model.objectives.push(...readEach(data.objectives, (item) => readObjective(item, period, reading)));
  model.kpis.push(...readEach(data.kpis, (item) => readKpi(item, reading)));
  for (const [id, rows] of reading.rows) reportUnknownMeasure(id, rows[0]!.place, reading, model);
}

function readEach<T, R>(
  items: readonly T[] | undefined,
  read: (item: T, index: number) => R | undefined,
): R[] {
  return (items ?? []).map(read).filter((item) => item !== undefined);
}

/** The file's period, the same object for the same days; objectives without one are reported and left out. */
function readPeriod({ file, data, source, report }: Reading, model: ObjectivesModel): Period | undefined {
  const period = data.period ?? file.period;
  if (period === undefined) {
    const unread = typeof source.value === 'object' && source.value !== null && 'period' in source.value;
    if (data.objectives?.length && !unread)
      report(
        objectivesRules.periodKnown,
        `Missing \`period\`, expected one such as ${PERIOD_EXAMPLES}`,
        source.place(data.objectives),
      );
    return undefined;
  }
  const read =
    typeof period === 'object'
      ? periodOfDays(period.from, period.to, period.title)
      : parsePeriod(String(period));
  if (!read) {
    report(
      objectivesRules.periodKnown,
      'Unexpected period that ends before it starts, expected `from` before `to`; swap them',
      source.place(data, 'period'),
    );
    return undefined;
  }
  const known = model.periods.find((other) => other.id === read.id);
  if (!known) model.periods.push(read);
  return known ?? read;
}

function readObjective(data: ObjectiveData, period: Period, reading: Reading): Objective | undefined {
  const { source, ids } = reading;
  if (!ids.take('objective', data.id, source.place(data, 'id'), reading.report)) return undefined;
  const texts = [data.title, data.why, ...(data.measures ?? []).flatMap(({ name, unit }) => [name, unit])];
  const own = strictest(reading.audience, data.audience ?? 'public');
  const marked = strictest(audienceOfText(...texts), audienceOfLines(reading.comments, source.place(data)));
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

/** An action or a learning, with the audience that a mark in its text asks for. */
function markedText<T extends { text: string; place: Place }>(item: T, { report }: Reading): T {
  const audience = markedAudience('public', audienceOfText(item.text), item.place, report);
  return audience === 'public' ? item : { ...item, audience };
}

/** The reading of what an audience may see: reports about its CSV files are as silent as those about itself. */
function readingFor(audience: Audience, reading: Reading): Reading {
  return maySee(reading.reader, audience) ? reading : { ...reading, report: silentReport(reading.report) };
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

function readKpi(data: KpiData, reading: Reading): Kpi | undefined {
  const own = strictest(reading.audience, data.audience ?? 'public');
  const place = reading.source.place(data);
  const texts = audienceOfText(data.name, data.unit, data.why);
  const marked = strictest(texts, audienceOfLines(reading.comments, place));
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
    checkins: readCheckins(data, id, reading),
    place: source.place(data),
  };
}

/** Check-ins of the YAML and of CSV files, oldest first; of two on one day the YAML's stays, then the later row. */
function readCheckins(data: MeasureData | KpiData, id: string, reading: Reading): Checkin[] {
  const byDate = new Map<string, Checkin>();
  for (const { measure: _, ...row } of [...(reading.rows.get(id) ?? []), ...ownRows(data, id, reading)])
    byDate.set(row.date, row);
  reading.rows.delete(id);
  for (const [date, checkin] of Object.entries(data.checkins ?? {})) {
    const place = reading.source.place(data.checkins, date, 'key');
    byDate.set(
      date,
      typeof checkin === 'number' ? { date, value: checkin, place } : { date, ...checkin, place },
    );
  }
  const checkins = [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  for (const { note, place } of checkins)
    markedAudience('public', audienceOfText(note), place, reading.report);
  return checkins;
}

/** Rows of the measure's own `data` file: all of them, or those that name it where there is a column `measure`. */
function ownRows(data: MeasureData | KpiData, id: string, reading: Reading): CheckinRow[] {
  if (data.data === undefined) return [];
  const rows = readCsv(reading, data.data, reading.source.place(data, 'data'), false);
  return rows.filter((row) => row.measure === undefined || row.measure === id);
}

function readSharedRows(reading: Reading, path: string): void {
  for (const row of readCsv(reading, path, reading.source.place(reading.data, 'data'), true)) {
    const rows = reading.rows.get(row.measure!);
    if (rows) rows.push(row);
    else reading.rows.set(row.measure!, [row]);
  }
}

function readCsv({ file, report }: Reading, path: string, place: Place, isShared: boolean): CheckinRow[] {
  const full = resolvePath(file.path, path);
  const text = full === undefined ? undefined : file.csv?.(full);
  if (text === undefined || full === undefined) {
    report(
      objectivesRules.dataReadable,
      `Unexpected \`data\` \`${path}\`, expected a CSV file inside the project, named from the folder of this file`,
      place,
    );
    return [];
  }
  return parseCheckins(text, full, isShared, report);
}

/** A path from a file's folder to one from the root; undefined when it leaves the project. */
function resolvePath(from: string, path: string): string | undefined {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..' && parts.length === 0) return undefined;
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
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
  return markedText({ id, text: data.text, owners, due: data.due, done, place }, reading);
}

/** A person's id; a name that nobody has stays as written and is reported once. */
function readOwner(name: string | undefined, place: Place, reading: Reading): string | undefined {
  if (name === undefined) return undefined;
  const person = reading.people.find(name);
  if (person) return person.id;
  if (reading.knownPeople.length > 0 && !reading.strangers.has(name)) {
    reading.strangers.add(name);
    reading.report(
      objectivesRules.ownerKnown,
      `Unexpected owner \`${name}\`, expected a person of compass.yml${didYouMean(name, reading.knownPeople)}`,
      place,
    );
  }
  return name;
}

function reportUnknownMeasure(id: string, place: Place, reading: Reading, model: ObjectivesModel): void {
  const open = <T extends { audience: Audience }>(items: readonly T[]) =>
    items.filter((item) => maySee(reading.reader, item.audience));
  const known = [
    ...open(model.objectives).flatMap((objective) => objective.measures),
    ...open(model.kpis),
  ].map((measure) => measure.id);
  reading.report(
    objectivesRules.measureKnown,
    `Unexpected measure \`${id}\`, expected one of ${reading.file.path}${didYouMean(id, known)}`,
    place,
  );
}

function list(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
