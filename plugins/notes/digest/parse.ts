// A reviewed digest as a model. In: the JSON of a file; out: what the notes would have given, never looser than the
// file says; what cannot be is left out and reported.
import type * as z from 'zod/mini';
import type { Person } from '../../config/config.ts';
import { parseYaml } from '../../config/positions.ts';
import { daysBetween } from '../../day.ts';
import { AUDIENCES, type Audience, strictest } from '../../graph/record.ts';
import { levelOfText, withoutControls } from '../../marks.ts';
import { listWords, type Place, type Report } from '../../message.ts';
import type { Decision, Meeting, NotePlace, NotesModel, Series } from '../model.ts';
import { notesRules } from '../rules.ts';
import { createDirectory, type Directory } from '../section/roster.ts';
import { objectivesOf, slugOf } from '../text/likeness.ts';
import { type Digest, digestSchema } from './schema.ts';

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
    const issue = parsed.error.issues[0]!;
    const at = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
    report(notesRules.digestValid, `${faultOf(issue)}; write the digest again`, placeOfPath(source, at));
    return null;
  }
  const marks = textsIn(parsed.data).filter(({ text }) => levelOfText(text) > 0);
  if (marks[0])
    report(
      notesRules.markPlaced,
      `Unexpected marks of audience in a reviewed digest, expected none; ${marks.length} of its texts are withheld with what they belong to, write the digest again`,
      placeOfPath(source, marks[0].path),
    );
  const model = modelOf(parsed.data, source, asOf, createDirectory(people));
  for (const decision of breakCircles(model.decisions))
    report(
      notesRules.digestValid,
      `Unexpected decision \`${decision}\` that supersedes itself, by itself or in a circle, expected an earlier one; write the digest again`,
      place,
    );
  settleStates(model.decisions);
  return model;
}

/** `Unexpected value at `version`, expected 1`. */
function faultOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.');
  const where = path === '' ? 'value' : `value at \`${path}\``;
  if (issue.code === 'invalid_value')
    return `Unexpected ${where}, expected ${listWords(issue.values.map(String))}`;
  if (issue.code === 'unrecognized_keys')
    return `Unexpected key in ${path === '' ? 'the digest' : `\`${path}\``}, expected none but those that \`compass digest\` writes, for it may say who may see what`;
  if (issue.code === 'invalid_type') return `Unexpected ${where}, expected ${issue.expected}`;
  return `Unexpected ${where}`;
}

/** A level is no text. */
function textsIn(value: unknown, path: string[] = []): { text: string; path: string[] }[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'audience' ? [] : textsIn(part, [...path, key]),
  );
}

/** JSON is YAML, whose parts know where they stand. */
function placeOfPath({ path: file, text }: DigestSource, path: readonly PropertyKey[]): Place {
  const yaml = parseYaml(text.replace(/^\uFEFF/, ''), file, () => {});
  let place: Place = { file, line: 1, column: 1 };
  let owner: unknown = yaml?.value;
  for (const key of path) {
    if (typeof owner !== 'object' || owner === null) break;
    place = yaml!.place(owner, key);
    owner = Reflect.get(owner, key);
  }
  return place;
}

/** A level, or what a mark in one of the texts makes of it. */
function marked(level: Audience, ...texts: (string | null)[]): Audience {
  return strictest(level, ...texts.map((text) => AUDIENCES[levelOfText(text ?? '')]));
}

/** What is superseded is told from what supersedes it, whatever the file says of the former. */
function settleStates(decisions: readonly Decision[]): void {
  const later = new Map(decisions.map((decision) => [decision.supersedes, decision.id]));
  for (const decision of decisions) {
    decision.supersededBy = later.get(decision.id) ?? null;
    decision.state = decision.supersededBy === null ? 'standing' : 'superseded';
  }
}

/** Takes out the links that lead a decision back to itself; gives the ids of those that bore them. */
function breakCircles(decisions: readonly Decision[]): string[] {
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  const broken: string[] = [];
  const settled = new Set<string>();
  for (const start of decisions) {
    const way = new Set<string>();
    let at: Decision | undefined = start;
    while (at && !settled.has(at.id)) {
      way.add(at.id);
      const next: string | null = at.supersedes;
      if (next !== null && way.has(next)) {
        at.supersedes = null;
        broken.push(at.id);
        break;
      }
      at = next === null ? undefined : byId.get(next);
    }
    for (const id of way) settled.add(id);
  }
  return broken;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''), (_key, value: unknown) =>
      typeof value === 'string' ? withoutControls(value) : value,
    );
  } catch {
    return undefined;
  }
}

function modelOf(digest: Digest, source: DigestSource, asOf: string, directory: Directory): NotesModel {
  const level = strictest(source.entry.audience, digest.audience);
  const meetingOf = new Map<string, { series: string; id: string; date: string; audience: Audience }[]>();
  const series = digest.series.map((each) => {
    const title = digest.series.length === 1 ? source.entry.series : each.title;
    const id = slugOf(title) || 'notes';
    const own = marked(level, each.title);
    const meetings = each.meetings.map((meeting, index) => ({
      ...meetingModel(meeting, id, source.path, marked(own, meeting.title, ...meeting.people), directory),
      plainId: plainIdOf(meeting.id, index),
    }));
    for (const meeting of meetings)
      for (const record of [...meeting.actions, ...meeting.decisions])
        meetingOf.set(record, [
          ...(meetingOf.get(record) ?? []),
          { series: id, id: meeting.id, date: meeting.date, audience: meeting.audience },
        ]);
    return seriesModel(each, { id, title, meetings, level: own, source });
  });
  const seriesOf = (record: string) => meetingOf.get(record)?.[0]?.series ?? series[0]?.id ?? 'notes';
  const meetingAt = (record: string, day: string) =>
    meetingOf.get(record)?.find((meeting) => meeting.date === day)?.id ?? `${seriesOf(record)}/${day}`;
  /** A record's own level, that of every meeting it is seen in, and the marks in its texts. */
  const levelOf = ({ id, audience }: { id: string; audience: Audience }, ...texts: (string | null)[]) =>
    marked(
      strictest(level, audience, ...(meetingOf.get(id) ?? []).map((meeting) => meeting.audience)),
      ...texts,
    );
  return {
    series,
    actions: digest.actions.map((action) => ({
      ...action,
      owners: action.owners.map((owner) => directory.idOf(owner) ?? owner),
      link: null,
      topicAudience: marked(level, action.topic),
      series: seriesOf(action.id),
      givenIn: meetingAt(action.id, action.given),
      seenIn: action.seen.map((day) => meetingAt(action.id, day)),
      ageDays: action.state === 'open' ? Math.max(0, daysBetween(action.given, asOf)) : action.ageDays,
      objectives: objectivesOf(action.text),
      place: placeIn(source.path, action),
      audience: levelOf(action, action.text, action.topic, ...action.owners),
    })),
    decisions: digest.decisions.map((decision) => ({
      ...decision,
      by: decision.by.map((name) => directory.idOf(name) ?? name),
      topicAudience: marked(level, decision.topic),
      series: seriesOf(decision.id),
      madeIn: meetingAt(decision.id, decision.date),
      objectives: objectivesOf(decision.text),
      place: placeIn(source.path, decision),
      audience: levelOf(decision, decision.text, decision.topic, ...decision.by),
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
      audience: marked(level, item.text),
    })),
  };
}

/** Without the title: `board/2026-10-06/pay` is `board/2026-10-06/m3` to whoever may not read titles. */
function plainIdOf(id: string, index: number): string {
  const [series = '', date = '', last] = id.split('/');
  return last === undefined || /^\d+$/.test(last) ? id : `${series}/${date}/m${index + 1}`;
}

function meetingModel(
  meeting: Digest['series'][0]['meetings'][0],
  series: string,
  file: string,
  level: Audience,
  directory: Directory,
): Meeting {
  const note = (at: { line: number; offset?: number }, ...texts: string[]) => ({
    place: placeIn(file, at),
    audience: marked(level, ...texts),
  });
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
    topics: meeting.topics.map((topic) => ({
      text: topic.text,
      depth: topic.depth,
      ...note(topic, topic.text),
    })),
    questions: meeting.questions.map((question) => ({
      text: question.text,
      answered: question.answered,
      ...note(question, question.text),
    })),
    links: meeting.links.map((link) => ({ url: link.url, text: link.text, ...note(link, link.text) })),
    actions: meeting.actions,
    decisions: meeting.decisions,
    counts: { public: hidden, team: hidden, private: hidden + meeting.topics.length },
    withheld: hidden,
  };
}
