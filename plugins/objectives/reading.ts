// What reading one objectives file needs to know, and what all of its parts ask of it: whose they are, and for whom.
import type { CommentMarks } from '../config/comment-marks.ts';
import type { YamlSource } from '../config/positions.ts';
import type { PeopleIndex } from '../graph/people.ts';
import { type Audience, maySee, strictest } from '../graph/record.ts';
import { didYouMean, type Place, type Report, silentReport } from '../message.ts';
import type { CheckinRow } from './csv.ts';
import type { Ids } from './id.ts';
import { objectivesRules } from './rules.ts';
import type { ObjectivesData } from './schema.ts';
import { audienceOfText } from './withhold.ts';

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

/** What reading one file needs to know. */
export interface Reading {
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
  /** Of the file's CSV, by measure, and whether that CSV had a mistake, which was told. */
  rows: Map<string, CheckinRow[]>;
  isCsvFaulty: boolean;
  reader: Audience;
  /** Silent about what the reader may not see. */
  report: Report;
}

/** The audience of something and of the marks in its texts, which are told. */
export function markedAudience(audience: Audience, marked: Audience, place: Place, report: Report): Audience {
  if (marked !== 'public')
    report(
      objectivesRules.markPlaced,
      'Unexpected mark of audience in a text, expected `audience` of the objective or the file; what bears it is withheld',
      place,
    );
  return strictest(audience, marked);
}

/** An action or a learning, with the audience that a mark in its text asks for. */
export function markedText<T extends { text: string; place: Place }>(
  item: T,
  { report }: Reading,
  marks = audienceOfText(item.text),
): T {
  const audience = markedAudience('public', marks, item.place, report);
  return audience === 'public' ? item : { ...item, audience };
}

/** The reading of what an audience may see: reports about its CSV files are as silent as those about itself. */
export function readingFor(audience: Audience, reading: Reading): Reading {
  return maySee(reading.reader, audience) ? reading : { ...reading, report: silentReport(reading.report) };
}

/** A person's id; a name that nobody has stays as written and is reported once. */
export function readOwner(name: string | undefined, place: Place, reading: Reading): string | undefined {
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
