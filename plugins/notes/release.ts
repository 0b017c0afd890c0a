// What one reader may see of the notes: stricter things left out and counted, `show:` applied, texts redacted.
// In: the full model; out: a model that holds nothing else, so that whatever is made of it cannot leak.
import type { Person } from '../config/config.ts';
import { type Audience, maySee } from '../graph/record.ts';
import type { Action, Decision, Meeting, Noted, NotesModel, Series, Unread } from './model.ts';

export interface ReleaseOptions {
  reader: Audience;
  /** Takes out of a text what nobody outside may read; links to private places become words. */
  redact: (text: string) => string;
  /** A person may be withheld too. */
  people: readonly Pick<Person, 'id' | 'audience'>[];
}

interface Release extends ReleaseOptions {
  /** Ids of people whom the reader may not see. */
  absent: Set<string>;
  /** Ids that the released meetings bear: the id that tells the title may be withheld. */
  ids: Map<string, string>;
  series: Map<string, Series>;
}

export function releaseNotes(model: NotesModel, options: ReleaseOptions): NotesModel {
  // The private view is the notes' own, and nothing of it is published.
  const redact = options.reader === 'private' ? (text: string) => text : onceEach(options.redact);
  const absent = new Set(
    options.people.filter((person) => !maySee(options.reader, person.audience)).map((person) => person.id),
  );
  const release: Release = {
    ...options,
    redact,
    absent,
    ids: new Map(),
    series: new Map(model.series.map((series) => [series.id, series])),
  };
  const actions = model.actions.filter(
    (action) => isReleased(action, release) && !(options.reader === 'public' && action.kind === 'implied'),
  );
  const decisions = model.decisions.filter((decision) => isReleased(decision, release));
  const kept = new Set([...actions, ...decisions].map((record) => record.id));
  const given = new Set([
    ...actions.flatMap((action) => action.seenIn),
    ...decisions.map((decision) => decision.madeIn),
  ]);
  let withheld = 0;
  const series = model.series.flatMap((each) => {
    const released = releaseSeries(each, release, kept, given);
    withheld += released.withheld;
    return released.series ? [released.series] : [];
  });
  return {
    series,
    actions: actions.map((action) => releaseAction(action, release, kept)),
    decisions: decisions.map((decision) => releaseDecision(decision, release, kept)),
    withheld,
  };
}

/** Notes say the same again and again, from an action carried over to a topic of every week. */
function onceEach(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const changed = known.get(text) ?? change(text);
    known.set(text, changed);
    return changed;
  };
}

function isReleased(item: { audience: Audience }, { reader }: Release): boolean {
  return maySee(reader, item.audience);
}

/** A series that the reader may not see shows only what `#public` lowered; without any, not even its name. */
function releaseSeries(
  series: Series,
  release: Release,
  kept: Set<string>,
  given: Set<string>,
): { series: Series | null; withheld: number } {
  let withheld = 0;
  const meetings = series.meetings.flatMap((meeting) => {
    const released = releaseMeeting(meeting, series, release, kept, given);
    withheld += released?.withheld ?? meeting.counts.private;
    return released ? [released] : [];
  });
  if (meetings.length === 0 && !isReleased(series, release)) return { series: null, withheld };
  const { redact } = release;
  return {
    series: { ...series, title: redact(series.title), meetings, unread: releaseUnread(series, release) },
    withheld,
  };
}

function releaseMeeting(
  meeting: Meeting,
  series: Series,
  release: Release,
  kept: Set<string>,
  given: Set<string>,
): Meeting | null {
  const { reader, redact } = release;
  const open = isReleased(meeting, release);
  const shows = (part: 'topics' | 'questions' | 'people' | 'links') =>
    open && (reader !== 'public' || series.show.includes(part));
  const take = <T extends Noted>(items: T[], part: 'topics' | 'questions' | 'links') =>
    items.filter((item) => isReleased(item, release) && (shows(part) || item.explicit));
  const topics = take(meeting.topics, 'topics');
  const questions = take(meeting.questions, 'questions');
  const links = take(meeting.links, 'links').filter((link) => redact(link.url) === link.url);
  const has = topics.length + questions.length + links.length > 0 || given.has(meeting.id);
  if (!open && !has) return null;
  const id = shows('topics') ? meeting.id : meeting.plainId;
  release.ids.set(meeting.id, id);
  const explicit = [...topics, ...questions].filter((item) => item.explicit).length;
  return {
    ...meeting,
    id,
    // What `#public` lifted out of a stricter meeting stands in one that shows its date alone.
    audience: open ? meeting.audience : reader,
    title: shows('topics') && meeting.title !== null ? redact(meeting.title) : null,
    people: shows('people') ? meeting.people.filter((name) => !release.absent.has(name)).map(redact) : [],
    topics: topics.map((topic) => ({ ...topic, text: redact(topic.text) })),
    questions: questions.map((question) => ({ ...question, text: redact(question.text) })),
    links: links.map((link) => ({ ...link, text: redact(link.text) })),
    actions: meeting.actions.filter((action) => kept.has(action)),
    decisions: meeting.decisions.filter((decision) => kept.has(decision)),
    withheld: open
      ? reader === 'private'
        ? 0
        : meeting.counts[reader]
      : Math.max(0, meeting.counts.private - explicit),
  };
}

/** Whether the reader may read the topics of a record's meeting: its topic is one of them. */
function showsTopic(
  record: { series: string; topicAudience: Audience; audience: Audience },
  release: Release,
): boolean {
  const series = release.series.get(record.series);
  if (!series || !maySee(release.reader, record.topicAudience) || !isReleased(series, release)) return false;
  return release.reader !== 'public' || series.show.includes('topics');
}

function releaseAction(action: Action, release: Release, kept: Set<string>): Action {
  const { redact } = release;
  const shown = action.seenIn
    .map((id, index) => ({ id: release.ids.get(id), date: action.seen[index]! }))
    .filter((each) => each.id !== undefined);
  const links = release.reader !== 'public' || release.series.get(action.series)?.show.includes('links');
  const link = links && action.link && redact(action.link.url) === action.link.url ? action.link : null;
  return {
    ...action,
    places: undefined,
    text: redact(action.text),
    owners: action.owners.map(redact),
    topic: action.topic !== null && showsTopic(action, release) ? redact(action.topic) : null,
    link: link ? { ...link, text: redact(link.text) } : null,
    givenIn: release.ids.get(action.givenIn) ?? action.givenIn,
    seenIn: shown.map((each) => each.id ?? ''),
    seen: shown.map((each) => each.date),
    maybeSame: action.maybeSame.filter((id) => kept.has(id)),
  };
}

function releaseDecision(decision: Decision, release: Release, kept: Set<string>): Decision {
  const { redact } = release;
  const seen = (id: string | null) => (id !== null && kept.has(id) ? id : null);
  const supersededBy = seen(decision.supersededBy);
  return {
    ...decision,
    places: undefined,
    text: redact(decision.text),
    by: decision.by.filter((name) => !release.absent.has(name)).map(redact),
    topic: decision.topic !== null && showsTopic(decision, release) ? redact(decision.topic) : null,
    madeIn: release.ids.get(decision.madeIn) ?? decision.madeIn,
    supersedes: seen(decision.supersedes),
    // What took its place is withheld: for this reader it stands, or the state would tell of what is withheld.
    supersededBy,
    state: supersededBy === null ? 'standing' : 'superseded',
  };
}

/** Line and reason stay; the text only for those who may read it, and in public only where topics show. */
function releaseUnread(series: Series, release: Release): Unread[] {
  if (!isReleased(series, release)) return [];
  const quotes = release.reader !== 'public' || series.show.includes('topics');
  return series.unread.map((item) => ({
    ...item,
    text: quotes && item.text !== null && isReleased(item, release) ? release.redact(item.text) : null,
  }));
}
