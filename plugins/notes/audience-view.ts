// The `audience` option of `{digest}`: a view may show less than its build releases, never more. In: released notes;
// out: notes released for the stricter reader, with what is left out counted.
import { choiceOption, textOption } from '../graph/option.ts';
import type { Placeholder } from '../graph/placeholder.ts';
import { AUDIENCES, type Audience, maySee } from '../graph/record.ts';
import type { Meeting, NotesModel, Series } from './model.ts';
import { notesViewRules } from './rules-view.ts';
import type { NotesContext } from './select.ts';

export function restrictNotes(placeholder: Placeholder, context: NotesContext): NotesModel {
  if (textOption(placeholder, 'audience') === '') return context.notes;
  const reader = choiceOption(placeholder, context, 'audience', AUDIENCES, context.audience);
  if (reader === context.audience) return context.notes;
  if (maySee(reader, context.audience)) {
    context.report(
      notesViewRules.audienceStricter,
      `Unexpected audience \`${reader}\`, expected \`${context.audience}\` or a wider one, for this build is for \`${context.audience}\``,
      context.place(placeholder),
    );
    return context.notes;
  }
  return notesFor(context.notes, reader);
}

/** Only what `reader` may see; in public, topics and the like only of the series that show them. */
export function notesFor(notes: NotesModel, reader: Audience): NotesModel {
  const sees = (item: { audience: Audience }) => maySee(reader, item.audience);
  const actions = notes.actions.filter(
    (item) => sees(item) && (reader !== 'public' || item.kind !== 'implied'),
  );
  const decisions = notes.decisions.filter(sees);
  const kept = new Set([...actions, ...decisions].map((item) => item.id));
  const shows = new Map(notes.series.map((series) => [series.id, showsOf(series, reader)]));
  const topic = <T extends { series: string; topic: string | null }>(item: T): T =>
    shows.get(item.series)?.has('topics') ? item : { ...item, topic: null };
  return {
    series: notes.series.map((series) => seriesFor(series, reader, kept)).filter(isVisible(reader)),
    actions: actions.map(topic),
    decisions: decisions.map(topic),
  };
}

const EVERYTHING = ['topics', 'questions', 'people', 'links'];

const showsOf = (series: Series, reader: Audience): Set<string> =>
  new Set(reader === 'public' ? series.show : EVERYTHING);

/** A series that the reader may not see stays only when something in it is released. */
const isVisible = (reader: Audience) => (series: Series) =>
  maySee(reader, series.audience) || series.meetings.length > 0;

function seriesFor(series: Series, reader: Audience, kept: ReadonlySet<string>): Series {
  const shows = showsOf(series, reader);
  const released = series.meetings.map((meeting) => meetingFor(meeting, reader, shows, kept));
  const meetings = released.filter((meeting) => maySee(reader, meeting.audience) || holds(meeting));
  return { ...series, meetings, unread: series.unread.filter((item) => maySee(reader, item.audience)) };
}

const holds = (meeting: Meeting): boolean => meeting.actions.length + meeting.decisions.length > 0;

function meetingFor(
  meeting: Meeting,
  reader: Audience,
  shows: ReadonlySet<string>,
  kept: ReadonlySet<string>,
): Meeting {
  const pick = <T extends { audience: Audience }>(name: string, items: T[]): T[] =>
    shows.has(name) ? items.filter((item) => maySee(reader, item.audience)) : [];
  const hidden = [...meeting.topics, ...meeting.questions, ...meeting.links].filter(
    (item) => !maySee(reader, item.audience),
  );
  const records = [...meeting.actions, ...meeting.decisions].filter((id) => !kept.has(id));
  const open = maySee(reader, meeting.audience);
  return {
    ...meeting,
    title: open && shows.has('topics') ? meeting.title : null,
    people: open && shows.has('people') ? meeting.people : [],
    topics: pick('topics', meeting.topics),
    questions: pick('questions', meeting.questions),
    links: pick('links', meeting.links),
    actions: meeting.actions.filter((id) => kept.has(id)),
    decisions: meeting.decisions.filter((id) => kept.has(id)),
    withheld: meeting.withheld + new Set([...hidden.map((item) => `${item.place.line}`), ...records]).size,
  };
}
