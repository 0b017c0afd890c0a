// Meetings, actions and decisions as records of the graph, with the links between them, people and objectives.
// In: released notes; out: records whose titles tell their readers no more than the notes do.
import type { Config } from '../config/config.ts';
import { type CompassRecord, type Key, keyOf, type RecordLink, type Records } from '../graph/record.ts';
import type { Action, Decision, Meeting, NotesModel } from './model.ts';

export function recordsOfNotes(notes: NotesModel, config: Pick<Config, 'people'>): Records {
  const people = new Set(config.people.map((person) => person.id));
  const titles = new Map(notes.series.map((series) => [series.id, series.title]));
  const meetings = notes.series.flatMap((series) => series.meetings);
  return {
    records: [
      ...meetings.map((meeting) => meetingRecord(meeting, titles.get(meeting.series) ?? meeting.series)),
      ...notes.actions.map(actionRecord),
      ...notes.decisions.map(decisionRecord),
    ],
    links: [
      ...meetings.flatMap((meeting) => meetingLinks(meeting, people)),
      ...notes.actions.flatMap((action) => actionLinks(action, people)),
      ...notes.decisions.flatMap((decision) => decisionLinks(decision, people)),
    ],
  };
}

function meetingRecord(meeting: Meeting, series: string): CompassRecord {
  const { date, title, place, audience } = meeting;
  return {
    kind: 'meeting',
    id: meeting.id,
    title: [series, date, title].filter(Boolean).join(', '),
    place,
    audience,
    facts: { date, series, actions: meeting.actions.length, decisions: meeting.decisions.length },
  };
}

function actionRecord(action: Action): CompassRecord {
  const { id, text, place, audience, state, kind, owners, given, due, quiet, ageDays, ageMeetings, topic } =
    action;
  return {
    kind: 'action',
    id,
    title: text,
    place,
    audience,
    facts: {
      status: state,
      kind,
      owners,
      date: given,
      due,
      quiet,
      ageDays,
      ageMeetings,
      carried: action.seen.length - 1,
      topic,
    },
  };
}

function decisionRecord(decision: Decision): CompassRecord {
  const { id, text, place, audience, state, date, topic, by } = decision;
  return { kind: 'decision', id, title: text, place, audience, facts: { status: state, date, topic, by } };
}

function meetingLinks(meeting: Meeting, people: Set<string>): RecordLink[] {
  const to = keyOf('meeting', meeting.id);
  return meeting.people
    .filter((person) => people.has(person))
    .map((person) => ({ type: 'attended', from: keyOf('person', person), to, place: meeting.place }));
}

function actionLinks(action: Action, people: Set<string>): RecordLink[] {
  const from = keyOf('action', action.id);
  const says = { place: action.place, sentence: action.text };
  const link = (type: RecordLink['type'], to: Key): RecordLink => ({ type, from, to, ...says });
  return [
    ...action.owners
      .filter((owner) => people.has(owner))
      .map((owner) => link('owned by', keyOf('person', owner))),
    link('given in', keyOf('meeting', action.givenIn)),
    ...action.seenIn.filter((id) => id !== action.givenIn).map((id) => link('seen in', keyOf('meeting', id))),
    ...action.objectives.map((id) => link('serves', keyOf('objective', id))),
  ];
}

function decisionLinks(decision: Decision, people: Set<string>): RecordLink[] {
  const from = keyOf('decision', decision.id);
  const says = { place: decision.place, sentence: decision.text };
  const link = (type: RecordLink['type'], to: Key): RecordLink => ({ type, from, to, ...says });
  return [
    link('made in', keyOf('meeting', decision.madeIn)),
    ...decision.by
      .filter((person) => people.has(person))
      .map((person) => link('made by', keyOf('person', person))),
    ...decision.objectives.map((id) => link('concerns', keyOf('objective', id))),
    ...(decision.supersedes === null ? [] : [link('supersedes', keyOf('decision', decision.supersedes))]),
  ];
}
