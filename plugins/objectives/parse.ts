// Objectives files (or YAML in a directive's body) to one model: text → ObjectivesModel, every mistake reported with
// its line, what is right kept. Users read about the format in content/docs/write-objectives.md.
import { marksInComments, withStrayMarks } from '../config/comment-marks.ts';
import type { Config } from '../config/config.ts';
import { reportCutTexts } from '../config/cut-text.ts';
import { parseYaml } from '../config/positions.ts';
import { checkShape } from '../config/shape.ts';
import { indexPeople } from '../graph/people.ts';
import { type Audience, maySee, strictest } from '../graph/record.ts';
import {
  didYouMean,
  listenedReport,
  nearestWord,
  type Place,
  type Report,
  type Rule,
  silentReport,
} from '../message.ts';
import { readSharedRows } from './checkins.ts';
import { createIds } from './id.ts';
import { readEach, readKpi, readObjective } from './items.ts';
import type { ObjectivesModel, Period } from './model.ts';
import { PERIOD_EXAMPLES, parsePeriod, periodOfDays } from './period.ts';
import { markedAudience, type ObjectivesFile, type Reading } from './reading.ts';
import { objectivesRules } from './rules.ts';
import { EXPECTED, type ObjectivesData, objectivesSchema } from './schema.ts';
import { audienceOfText, guardReport, guardText, itemsOf, withholdsAny } from './withhold.ts';

export interface ParseOptions {
  config: Config;
  report: Report;
  /** Who reads the messages; what they may not see is not quoted. Default: the configuration's. */
  audience?: Audience;
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
    const places = itemsOf(source).map((item) => source.place(item));
    const comments = withStrayMarks(marksInComments(file.text, origin.line), places);
    const guarded = guardReport(report, source, comments, reader);
    reportCutTexts(source, comments, guarded);
    const data = checkShape(objectivesSchema, source, byExpectation(guarded), objectivesRules);
    if (!data) continue;
    const audience = markedAudience(
      data.audience ?? 'public',
      strictest(comments.alone, audienceOfText(data.team, titleOfPeriod(data))),
      source.place(data),
      guarded,
    );
    readFile(
      {
        ...shared,
        ...{ report: guarded, file, source, data, audience, comments },
        rows: new Map(),
        isCsvFaulty: false,
      },
      model,
    );
  }
  model.periods.sort((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
  return model;
}

function titleOfPeriod({ period }: ObjectivesData): string | undefined {
  return typeof period === 'object' ? period.title : undefined;
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
    const { report, hasSpoken } = listenedReport(isOpen ? reading.report : silentReport(reading.report));
    readSharedRows({ ...reading, report }, data.data);
    reading.isCsvFaulty = hasSpoken();
  }
  const period = readPeriod(reading, model);
  if (period)
    model.objectives.push(...readEach(data.objectives, (item) => readObjective(item, period, reading)));
  model.kpis.push(...readEach(data.kpis, (item) => readKpi(item, reading)));
  for (const [id, rows] of reading.rows) reportUnknownMeasure(id, rows[0]!.measurePlace, reading, model);
}

/** The file's period, the same object for the same days; objectives without one are reported and left out. */
function readPeriod({ file, data, source, report }: Reading, model: ObjectivesModel): Period | undefined {
  const period = data.period ?? file.period;
  if (period === undefined) {
    if (data.objectives?.length && !namesPeriod(source.value))
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

/** One that cannot be read, or under a misspelt key, has been told. */
function namesPeriod(value: unknown): boolean {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.some((key) => nearestWord(key, ['period']) !== undefined);
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
