// What `compass digest --json` writes, and what a person reviews before it is published. In: a released model; out:
// the JSON of NOTES; the same notes give the same bytes.
import type { Person } from '../../config/config.ts';
import type { Audience } from '../../graph/record.ts';
import type { Action, Decision, Meeting, NotePlace, NotesModel } from '../model.ts';
import type { Digest } from './schema.ts';

export interface DigestOptions {
  asOf: string;
  audience: Audience;
  people: readonly Pick<Person, 'id' | 'name'>[];
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
