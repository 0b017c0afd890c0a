// The JSON form of a digest: what `compass digest --json` writes, and what a person reviews before it is published.
// In: a released model; out: NOTES' JSON. And back: a reviewed digest becomes a model, never looser than it says.

import * as z from 'zod/mini';
import type { Person } from '../../config/config.ts';
import { daysBetween } from '../../day.ts';
import { AUDIENCES, type Audience, strictest } from '../../graph/record.ts';
import type { Report } from '../../message.ts';
import type { Action, Decision, Meeting, NotePlace, NotesModel, Series } from '../model.ts';
import { notesRules } from '../rules.ts';
import { createDirectory, type Directory } from '../section/people.ts';
import { objectivesOf, slugOf } from '../text/likeness.ts';

const line = { line: z.int(), offset: z.optional(z.int()) };
const date = z.string().check(z.regex(/^\d{4}-\d{2}(?:-\d{2})?$/));
const audience = z.enum(AUDIENCES);
/** Ids become addresses: letters, digits, dots, hyphens and slashes. */
const id = z.string().check(z.regex(/^[\w./-]{1,200}$/));

const meetingSchema = z.object({
  id,
  date,
  title: z.nullable(z.string()),
  ...line,
  file: z.optional(z.string()),
  people: z.array(z.string()),
  topics: z.array(z.object({ text: z.string(), ...line, depth: z.int() })),
  actions: z.array(id),
  decisions: z.array(id),
  questions: z.array(z.object({ text: z.string(), ...line, answered: z.boolean() })),
  links: z.array(z.object({ url: z.string(), text: z.string(), ...line })),
  withheld: z.int(),
});

const actionSchema = z.object({
  id,
  text: z.string(),
  owners: z.array(z.string()),
  state: z.enum(['open', 'done', 'dropped']),
  kind: z.enum(['marked', 'listed', 'implied']),
  topic: z.nullable(z.string()),
  given: date,
  seen: z.array(date),
  quiet: z.boolean(),
  due: z.nullable(date),
  ageDays: z.int(),
  ageMeetings: z.int(),
  maybeSame: z.array(id),
  file: z.string(),
  ...line,
  audience,
});

const decisionSchema = z.object({
  id,
  text: z.string(),
  topic: z.nullable(z.string()),
  date,
  by: z.array(z.string()),
  state: z.enum(['standing', 'superseded']),
  supersedes: z.nullable(id),
  supersededBy: z.nullable(id),
  file: z.string(),
  ...line,
  audience,
});

/** The published schema of a digest, version 1. */
const digestSchema = z.object({
  version: z.literal(1),
  asOf: date,
  audience,
  series: z.array(
    z.object({
      file: z.string(),
      title: z.string(),
      preamble: z.nullable(z.object({ from: z.int(), to: z.int() })),
      meetings: z.array(meetingSchema),
      unread: z.array(
        z.object({ ...line, file: z.optional(z.string()), text: z.nullable(z.string()), why: z.string() }),
      ),
      lines: z.int(),
    }),
  ),
  actions: z.array(actionSchema),
  decisions: z.array(decisionSchema),
});

export type Digest = z.infer<typeof digestSchema>;

export interface DigestOptions {
  asOf: string;
  audience: Audience;
  people: readonly Pick<Person, 'id' | 'name'>[];
}

/** The published JSON Schema of `compass digest --json`, draft 2020-12. */
export function digestJsonSchema(): Record<string, unknown> {
  return {
    $id: 'digest.v1.schema.json',
    title: 'compass digest --json',
    description: 'Meetings, actions and decisions of one or more series of notes, for one audience.',
    ...z.toJSONSchema(digestSchema),
  };
}

/** The JSON of a released model: people by their full names; the same notes give the same bytes. */
export function digestJson(model: NotesModel, options: DigestOptions): Digest {
  const names = new Map(options.people.map((person) => [person.id, person.name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    version: 1,
    asOf: options.asOf,
    audience: options.audience,
    series: model.series.map((series) => ({
      file: fileOf(series.files),
      title: series.title,
      preamble: series.preamble,
      meetings: series.meetings.map((meeting) => meetingJson(meeting, series.files.length > 1, nameOf)),
      unread: series.unread.map(({ place, text, why }) => ({
        ...lineOf(place),
        ...manyFiles(series.files.length > 1, place),
        text,
        why,
      })),
      lines: series.lines,
    })),
    actions: model.actions.map((action) => actionJson(action, nameOf)),
    decisions: model.decisions.map((decision) => decisionJson(decision, nameOf)),
  };
}

/** One path, or the folder that the files share. */
function fileOf(files: readonly string[]): string {
  const [first = '', ...others] = files;
  let common = first;
  for (const other of others)
    while (!other.startsWith(common))
      common = common.slice(0, common.replace(/\/$/, '').lastIndexOf('/') + 1);
  return common;
}

function lineOf(place: NotePlace): { line: number; offset?: number } {
  return place.offset === undefined ? { line: place.line } : { line: place.line, offset: place.offset };
}

function manyFiles(many: boolean, place: NotePlace): { file?: string } {
  return many ? { file: place.file } : {};
}

function meetingJson(
  meeting: Meeting,
  many: boolean,
  nameOf: (id: string) => string,
): Digest['series'][0]['meetings'][0] {
  return {
    id: meeting.id,
    date: meeting.date,
    title: meeting.title,
    ...lineOf(meeting.place),
    ...manyFiles(many, meeting.place),
    people: meeting.people.map(nameOf),
    topics: meeting.topics.map(({ text, place, depth }) => ({ text, ...lineOf(place), depth })),
    actions: meeting.actions,
    decisions: meeting.decisions,
    questions: meeting.questions.map(({ text, place, answered }) => ({ text, ...lineOf(place), answered })),
    links: meeting.links.map(({ url, text, place }) => ({ url, text, ...lineOf(place) })),
    withheld: meeting.withheld,
  };
}

function actionJson(action: Action, nameOf: (id: string) => string): Digest['actions'][0] {
  const { id, text, state, kind, topic, given, seen, quiet, due, ageDays, ageMeetings, maybeSame, place } =
    action;
  return {
    ...{
      id,
      text,
      owners: action.owners.map(nameOf),
      state,
      kind,
      topic,
      given,
      seen,
      quiet,
      due,
      ageDays,
      ageMeetings,
    },
    ...{ maybeSame, file: place.file, ...lineOf(place), audience: action.audience },
  };
}

function decisionJson(decision: Decision, nameOf: (id: string) => string): Digest['decisions'][0] {
  const { id, text, topic, date, state, supersedes, supersededBy, place } = decision;
  return {
    ...{ id, text, topic, date, by: decision.by.map(nameOf), state, supersedes, supersededBy },
    ...{ file: place.file, ...lineOf(place), audience: decision.audience },
  };
}

export interface DigestSource {
  path: string;
  text: string;
  entry: { series: string; audience: Audience; show: readonly string[] };
}

/** A reviewed digest as a model; null, with a message, when it is none. Ages are counted anew. */
export function parseDigest(
  source: DigestSource,
  asOf: string,
  report: Report,
  people: readonly Person[],
): NotesModel | null {
  const place = { file: source.path, line: 1, column: 1 };
  const json = readJson(source.text);
  if (json === undefined) {
    report(
      notesRules.digestValid,
      'Unexpected text, expected the JSON that `compass digest --json` writes',
      place,
    );
    return null;
  }
  const parsed = digestSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    report(
      notesRules.digestValid,
      `Unexpected value at \`${issue?.path.join('.') ?? ''}\`: ${issue?.message ?? ''}; write the digest again`,
      place,
    );
    return null;
  }
  return modelOf(parsed.data, source, asOf, createDirectory(people));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function modelOf(digest: Digest, source: DigestSource, asOf: string, directory: Directory): NotesModel {
  const level = strictest(source.entry.audience, digest.audience);
  const meetingOf = new Map<string, { series: string; id: string; date: string }[]>();
  const series = digest.series.map((each) => {
    const title = digest.series.length === 1 ? source.entry.series : each.title;
    const id = slugOf(title) || 'notes';
    const meetings = each.meetings.map((meeting) => meetingModel(meeting, id, source.path, level, directory));
    for (const meeting of meetings)
      for (const record of [...meeting.actions, ...meeting.decisions])
        meetingOf.set(record, [
          ...(meetingOf.get(record) ?? []),
          { series: id, id: meeting.id, date: meeting.date },
        ]);
    return seriesModel(each, { id, title, meetings, level, source });
  });
  const seriesOf = (record: string) => meetingOf.get(record)?.[0]?.series ?? series[0]?.id ?? 'notes';
  const meetingAt = (record: string, day: string) =>
    meetingOf.get(record)?.find((meeting) => meeting.date === day)?.id ?? `${seriesOf(record)}/${day}`;
  return {
    series,
    actions: digest.actions.map((action) => ({
      ...action,
      owners: action.owners.map((owner) => directory.idOf(owner) ?? owner),
      link: null,
      topicAudience: level,
      series: seriesOf(action.id),
      givenIn: meetingAt(action.id, action.given),
      seenIn: action.seen.map((day) => meetingAt(action.id, day)),
      ageDays: action.state === 'open' ? Math.max(0, daysBetween(action.given, asOf)) : action.ageDays,
      objectives: objectivesOf(action.text),
      place: placeIn(source.path, action),
      audience: strictest(level, action.audience),
    })),
    decisions: digest.decisions.map((decision) => ({
      ...decision,
      by: decision.by.map((name) => directory.idOf(name) ?? name),
      topicAudience: level,
      series: seriesOf(decision.id),
      madeIn: meetingAt(decision.id, decision.date),
      objectives: objectivesOf(decision.text),
      place: placeIn(source.path, decision),
      audience: strictest(level, decision.audience),
    })),
    withheld: 0,
  };
}

/** The place of a reviewed digest's record is in the digest's file: the notes themselves are elsewhere. */
function placeIn(file: string, at: { line: number; offset?: number }): NotePlace {
  const place: NotePlace = { file, line: at.line, column: 1 };
  if (at.offset !== undefined) place.offset = at.offset;
  return place;
}

function seriesModel(
  each: Digest['series'][0],
  own: { id: string; title: string; meetings: Meeting[]; level: Audience; source: DigestSource },
): Series {
  const { id, title, meetings, level, source } = own;
  return {
    ...{
      id,
      title,
      meetings,
      audience: level,
      files: [source.path],
      show: [...source.entry.show],
      preamble: null,
      lines: each.lines,
    },
    unread: each.unread.map((item) => ({
      place: placeIn(source.path, item),
      text: item.text,
      why: item.why,
      audience: level,
    })),
  };
}

function meetingModel(
  meeting: Digest['series'][0]['meetings'][0],
  series: string,
  file: string,
  level: Audience,
  directory: Directory,
): Meeting {
  const note = (at: { line: number; offset?: number }) => ({ place: placeIn(file, at), audience: level });
  const hidden = meeting.withheld;
  return {
    ...{
      id: meeting.id,
      plainId: meeting.id,
      date: meeting.date,
      title: meeting.title,
      series,
      ...note(meeting),
    },
    people: meeting.people.map((name) => directory.idOf(name) ?? name),
    topics: meeting.topics.map((topic) => ({ text: topic.text, depth: topic.depth, ...note(topic) })),
    questions: meeting.questions.map((question) => ({
      text: question.text,
      answered: question.answered,
      ...note(question),
    })),
    links: meeting.links.map((link) => ({ url: link.url, text: link.text, ...note(link) })),
    actions: meeting.actions,
    decisions: meeting.decisions,
    counts: { public: hidden, team: hidden, private: hidden + meeting.topics.length },
    withheld: hidden,
  };
}
