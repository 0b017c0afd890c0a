// What `compass digest --json` writes, and what a person reviews before it is published. In: a released model; out:
// the JSON of NOTES; the same notes give the same bytes.
import type { Person } from '../../config/config.ts';
import type { Audience } from '../../graph/record.ts';
import type { Action, Decision, Meeting, NotesModel } from '../model.ts';
import type { Digest } from './schema.ts';

export interface DigestOptions {
  asOf: string;
  audience: Audience;
  people: readonly Pick<Person, 'id' | 'name'>[];
}

/**
 * The JSON of a released model: people by their full names; the same notes give the same bytes. What is undefined is
 * not written.
 */
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
      unread: series.unread.map(({ place: { file, line, offset }, text, why }) => ({
        line,
        offset,
        file: series.files.length > 1 ? file : undefined,
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

function meetingJson(
  { id, date, title, place, people, topics, actions, decisions, questions, links, withheld }: Meeting,
  many: boolean,
  nameOf: (id: string) => string,
): Digest['series'][0]['meetings'][0] {
  return {
    id,
    date,
    title,
    line: place.line,
    offset: place.offset,
    file: many ? place.file : undefined,
    people: people.map(nameOf),
    topics: topics.map(({ text, place: { line, offset }, depth }) => ({ text, line, offset, depth })),
    actions,
    decisions,
    questions: questions.map(({ text, place: { line, offset }, answered }) => ({
      text,
      line,
      offset,
      answered,
    })),
    links: links.map(({ url, text, place: { line, offset } }) => ({ url, text, line, offset })),
    withheld,
  };
}

function actionJson(action: Action, nameOf: (id: string) => string): Digest['actions'][0] {
  const { id, text, state, kind, topic, given, seen, quiet, due, ageDays, ageMeetings, maybeSame } = action;
  const { file, line, offset } = action.place;
  const owners = action.owners.map(nameOf);
  return {
    id,
    text,
    owners,
    state,
    kind,
    topic,
    given,
    seen,
    quiet,
    due,
    ageDays,
    ageMeetings,
    maybeSame,
    file,
    line,
    offset,
    audience: action.audience,
  };
}

function decisionJson(decision: Decision, nameOf: (id: string) => string): Digest['decisions'][0] {
  const { id, text, topic, date, state, supersedes, supersededBy, place, audience } = decision;
  const { file, line, offset } = place;
  const by = decision.by.map(nameOf);
  return { id, text, topic, date, by, state, supersedes, supersededBy, file, line, offset, audience };
}
