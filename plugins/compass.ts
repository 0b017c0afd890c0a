// Reads config, objectives and notes once and joins every feature's records into one graph. The features meet here,
// and in views.ts, which knows what renders which directive. In: a project folder; out: a Compass.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from './config/config.ts';
import { defaultConfig, parseConfig } from './config/parse.ts';
import { dataRules, reportUnreadable } from './data-rules.ts';
import { type Disk, openDisk } from './disk.ts';
import { audienceOfSource, textOfCells } from './front-matter.ts';
import { indexNames, type RecordNames } from './graph/autolink.ts';
import { createGraph, type Graph, releasedRecords } from './graph/graph.ts';
import { indexPeople } from './graph/people.ts';
import { type Audience, maySee, normalizeAudience, type Records } from './graph/record.ts';
import { withoutComments } from './marks.ts';
import {
  createReport,
  type Message,
  type Place,
  type Report,
  withoutNames,
  withSeverities,
} from './message.ts';
import type { NotesModel } from './notes/model.ts';
import { createNotesCache, parseNotes } from './notes/parse.ts';
import { recordsOfNotes } from './notes/records.ts';
import { releaseNotes } from './notes/release.ts';
import type { ObjectivesModel } from './objectives/model.ts';
import { parseObjectives } from './objectives/parse.ts';
import { recordsOfObjectives } from './objectives/records.ts';
import { releaseObjectives, withoutClosedPages } from './objectives/release.ts';
import { redact } from './redact/redact.ts';

export interface Compass {
  root: string;
  config: Config;
  asOf: string;
  audience: Audience;
  /** What this build's readers may see. */
  objectives: ObjectivesModel;
  notes: NotesModel;
  records: Records;
  graph: Graph;
  names: RecordNames;
  /** Everything, for the audit: never rendered, never written. */
  full: { objectives: ObjectivesModel; notes: NotesModel };
  /** About compass.yml, objectives and notes. */
  messages: Message[];
  /** Notes, from the root: none of them may be a page. */
  noteFiles: ReadonlySet<string>;
  /** All that the compass is made of, `compass.yml` itself too: no page shows it or leads to it as a file. */
  dataFiles: readonly string[];
  /** Is this one of them, by whatever name? */
  isData(path: string): boolean;
  /** Is it, or does its own front matter keep it from this build's readers? No page leads to it. */
  isClosed(path: string): boolean;
  /** A picture of the project as a data url, its path from the root; undefined when there is none. */
  readPicture(path: string): string | undefined;
}

export interface CompassOptions {
  audience?: Audience;
  /** `2026-11-20`. */
  asOf?: string;
}

/** The folder of `myst.yml`, from a page upwards; the working directory says nothing. */
export function findRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'myst.yml'))) return at;
    if (at === dirname(at)) return folder;
  }
}

/** `myst start` runs until it is stopped, and everything may change meanwhile. */
export function isPreview(): boolean {
  return process.argv[2] === 'start';
}

interface Opened {
  compass: Compass;
  disk: Disk;
  stamp: string;
}

const opened = new Map<string, Opened>();

/**
 * The compass of a build: read once per process, and in a preview again when one of its files has changed.
 * COMPASS_AUDIENCE and COMPASS_AS_OF are how the command line sets both.
 */
export function compassFor(root: string): Compass {
  const known = opened.get(root);
  if (known && (!isPreview() || known.stamp === known.disk.stamp())) return known.compass;
  const disk = openDisk(root);
  const { COMPASS_AUDIENCE: audience, COMPASS_AS_OF: asOf } = process.env;
  const compass = readCompass(disk, { audience: audience ? normalizeAudience(audience) : undefined, asOf });
  opened.set(root, { compass, disk, stamp: disk.stamp() });
  return compass;
}

/** Files to models to one graph. Never throws for what an author wrote. */
export function readCompass(disk: Disk, options: CompassOptions = {}): Compass {
  const { messages, report: keep } = createReport();
  const { messages: early, report: sayEarly } = createReport();
  const config = readConfig(disk, sayEarly);
  const audience = options.audience ?? config.audience;
  const say = withoutNames(keep, hiddenNames(config, audience));
  const report = withSeverities(say, config.rules);
  // Errors of compass.yml itself may be why nothing is published: none is turned off.
  for (const { rule: id, severity, reason, place } of early)
    (severity === 'error' ? say : report)({ id, severity, why: '' }, reason, place);
  const asOf = options.asOf ?? config.asOf ?? new Date().toISOString().slice(0, 10);
  const tables = new Set<string>();
  const read = readObjectives(disk, config, audience, report, tables);
  const noteFiles = new Set(config.notes.flatMap((entry) => disk.find(entry.path)));
  const dataFiles = [CONFIG_FILE, ...read.files, ...tables, ...noteFiles];
  const { isData, isClosed } = closedFiles(disk, dataFiles, audience);
  const objectives = withoutClosedPages(read, { isClosed, audience, report });
  const notes = readNotes(disk, { ...config, audience }, asOf, report);
  const released = {
    objectives: releaseObjectives(objectives, audience, config),
    notes: releaseNotes(notes, {
      reader: audience,
      people: config.people,
      redact: (text) => redact(withoutComments(text), config).text,
    }),
  };
  const records = joinRecords(config, released, audience, asOf);
  const graph = createGraph([records]);
  return {
    root: disk.root,
    config,
    asOf,
    audience,
    ...released,
    records,
    graph,
    names: indexNames(graph, indexPeople(config.people)),
    full: { objectives, notes },
    messages,
    readPicture: (path) => disk.readPicture(path),
    noteFiles,
    dataFiles,
    isData,
    isClosed,
  };
}

function closedFiles(
  disk: Disk,
  dataFiles: readonly string[],
  audience: Audience,
): Pick<Compass, 'isData' | 'isClosed'> {
  const names = dataFiles.map((file) => file.toLowerCase());
  const closed = new Set([...names, ...dataFiles.map(disk.identify)]);
  const isData = (path: string) => closed.has(path.toLowerCase()) || closed.has(disk.identify(path));
  // Of its own, so that in a preview the compass is not read again when a page changes.
  const pages = openDisk(disk.root);
  const textOf = (path: string) => {
    const text = PAGE.test(path) ? (pages.read(path) ?? '') : '';
    return /ipynb$/i.test(path) ? textOfCells(text) : text;
  };
  return {
    isData,
    isClosed: (path) => isData(path) || !maySee(audience, audienceOfSource(textOf(path))),
  };
}

/** Sources of pages, and texts that are no page yet. */
const PAGE = /\.(?:md|markdown|ipynb|txt)$/i;

/** What a message to these readers must not quote: people, series and their files that are withheld from them. */
export function hiddenNames({ people, notes }: Config, reader: Audience): ReadonlySet<string> {
  const hidden = people.filter((person) => !maySee(reader, person.audience));
  const names = hidden.flatMap(({ id, name, initials = '', handle = '', aliases }) => [
    ...[id, name, initials, handle],
    ...aliases,
  ]);
  const series = notes
    .filter((entry) => !maySee(reader, entry.audience))
    .flatMap(({ series, path }) => [series, path]);
  const known = people.filter((person) => maySee(reader, person.audience)).map(({ id }) => id);
  return new Set([...names, ...series].filter((name) => name !== '' && !known.includes(name)));
}

const CONFIG_FILE = 'compass.yml';
const OTHER_NAME = 'compass.yaml';

function readConfig(disk: Disk, report: Report): Config {
  const text = disk.read(CONFIG_FILE);
  if (text !== undefined) return parseConfig(text, CONFIG_FILE, report);
  if (disk.read(OTHER_NAME) === undefined) return defaultConfig();
  const place = { file: OTHER_NAME, line: 1, column: 1 };
  report(
    dataRules.dataFileFound,
    `Unexpected name \`${OTHER_NAME}\`, expected \`${CONFIG_FILE}\`; rename it, nothing of it is read`,
    place,
  );
  return { ...defaultConfig(OTHER_NAME), unclear: true };
}

/** `tables` takes the names of the CSV files that were read. */
function readObjectives(
  disk: Disk,
  config: Config,
  audience: Audience,
  report: Report,
  tables: Set<string>,
): ObjectivesModel {
  const files = config.objectives.flatMap((pattern) =>
    readData(disk, config, pattern, report).map((source) => ({
      ...source,
      csv: (name: string) => {
        tables.add(name);
        return disk.read(name);
      },
    })),
  );
  return parseObjectives(files, { config, report, audience });
}

/** Sections of notes that did not change are not parsed again, from page to page and from edit to edit. */
const notesCache = createNotesCache();

function readNotes(disk: Disk, config: Config, asOf: string, report: Report): NotesModel {
  const sources = config.notes.flatMap((entry) =>
    readData(disk, config, entry.path, report).map((source) => ({ ...source, entry })),
  );
  return parseNotes(sources, config, asOf, report, notesCache);
}

/** The texts of the files that a path or glob of compass.yml names; what cannot be read is told and left out. */
function readData(
  disk: Disk,
  config: Config,
  pattern: string,
  report: Report,
): { path: string; text: string }[] {
  return findData(disk, config, pattern, report).flatMap((path) => {
    const text = disk.read(path);
    if (text === undefined) reportUnreadable(path, report);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** The files that a path or glob of compass.yml names; none is a mistake, told where the path stands. */
function findData(disk: Disk, config: Config, pattern: string, report: Report): string[] {
  const found = disk.find(pattern);
  if (found.length === 0) {
    const expected = /[*?[{]/.test(pattern) ? 'at least one file that it matches' : 'a file in this project';
    report(
      dataRules.dataFileFound,
      `Unexpected path \`${pattern}\` that leads to no file, expected ${expected}; mend the path, or take it out`,
      placeOfText(disk, config, pattern),
    );
  }
  return found;
}

/** Where compass.yml says a text, for values whose place the configuration does not keep. */
function placeOfText(disk: Disk, config: Config, text: string): Place {
  const lines = (disk.read(CONFIG_FILE) ?? '').split('\n');
  const line = lines.findIndex((candidate) => candidate.includes(text));
  return { ...placeOfLine(config, line + 1 || 1), column: Math.max(0, lines[line]?.indexOf(text) ?? 0) + 1 };
}

const placeOfLine = (config: Config, line: number): Place => ({
  file: config.file || CONFIG_FILE,
  line,
  column: 1,
});

/** People, objectives and notes as one set of records that this build's readers may see. */
function joinRecords(
  config: Config,
  released: { objectives: ObjectivesModel; notes: NotesModel },
  audience: Audience,
  asOf: string,
): Records {
  const parts = [
    recordsOfPeople(config),
    recordsOfObjectives(released.objectives, config, asOf),
    recordsOfNotes(released.notes, config),
  ].map((part) => releasedRecords(part, audience));
  return { records: parts.flatMap((part) => part.records), links: parts.flatMap((part) => part.links) };
}

function recordsOfPeople(config: Config): Records {
  const records = config.people.map((person) => ({
    kind: 'person' as const,
    id: person.id,
    title: person.name,
    place: placeOfLine(config, person.line),
    audience: person.audience,
    facts: { initials: person.initials ?? null, handle: person.handle ?? null },
  }));
  return { records, links: [] };
}
