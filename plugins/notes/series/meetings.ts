// Puts the dated drafts of a series in order, gives each meeting its id and its place. In: the files of a series;
// out: meetings, newest first, each with its draft. Ids stay when lines move and when the order of the notes turns.
import type { Audience } from '../../graph/record.ts';
import { strictest } from '../../graph/record.ts';
import type { Level } from '../../marks.ts';
import type { Meeting, Noted, NotePlace } from '../model.ts';
import type { At, Drafted } from '../section/draft.ts';
import { slugOf } from '../text/likeness.ts';
import type { DatedDraft, FileDraft } from './file.ts';

export interface PlacedMeeting {
  meeting: Meeting;
  dated: DatedDraft;
  file: FileDraft;
}

export interface SeriesHead {
  id: string;
  audience: Audience;
}

const LEVELS: readonly Audience[] = ['public', 'team', 'private'];

/** Meetings of one series, oldest first. */
export function placeMeetings(files: readonly FileDraft[], series: SeriesHead): PlacedMeeting[] {
  const written = files.flatMap((file) => file.meetings.map((dated) => ({ file, dated })));
  if (isNewestFirst(written.map(({ dated }) => dated.date))) written.reverse();
  const ordered = written
    .map(({ file, dated }, index) => ({ file, dated, index }))
    .sort((a, b) => compareDates(a.dated.date, b.dated.date) || a.index - b.index);
  const dated = withoutSeriesName(ordered.map((each) => each.dated));
  const ids = giveIds(dated, series.id);
  return ordered.map(({ file }, index) => {
    const own = dated[index]!;
    return { file, dated: own, meeting: meetingOf(file, own, series, ids[index]!) };
  });
}

/** More steps back than forward in time; a file with one date only is taken as newest first. */
function isNewestFirst(dates: readonly string[]): boolean {
  let forward = 0;
  for (let i = 1; i < dates.length; i++) forward += Math.sign(compareDates(dates[i]!, dates[i - 1]!));
  return forward <= 0;
}

function compareDates(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** “Board meeting 2026-10-06” in most headings names the series, not the meeting. */
function withoutSeriesName(meetings: DatedDraft[]): DatedDraft[] {
  const counts = new Map<string, number>();
  for (const { title, titleLeads } of meetings)
    if (title && titleLeads) counts.set(title, (counts.get(title) ?? 0) + 1);
  return meetings.map((meeting) => {
    const count = meeting.titleLeads ? (counts.get(meeting.title ?? '') ?? 0) : 0;
    return count > 2 || (count > 0 && count === meetings.length) ? { ...meeting, title: null } : meeting;
  });
}

/** `<series>/<date>`; of several on one date the titled by their title, the others numbered from the oldest. */
function giveIds(meetings: readonly DatedDraft[], series: string): { id: string; plainId: string }[] {
  const perDate = new Map<string, number>();
  for (const { date } of meetings) perDate.set(date, (perDate.get(date) ?? 0) + 1);
  const used = new Set<string>();
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1).get(key)!;
  return meetings.map(({ date, title }) => {
    const base = `${series}/${date}`;
    const slug = perDate.get(date)! > 1 && title ? slugOf(title) : '';
    const number = slug === '' ? count(base) : 1;
    let id = slug !== '' ? `${base}/${slug}` : number === 1 ? base : `${base}/${number}`;
    for (let again = 2; used.has(id); again++) id = `${base}/${slug}-${again}`;
    used.add(id);
    return { id, plainId: slug === '' ? id : `${base}/t${count(`${base}/t`)}` };
  });
}

function meetingOf(
  file: FileDraft,
  dated: DatedDraft,
  series: SeriesHead,
  ids: { id: string; plainId: string },
): Meeting {
  const { draft } = dated;
  const note = (drafted: Drafted): Noted => notedOf(drafted, file, dated, series);
  const covered = dated.mark > 0 ? draft.items : 0;
  return {
    id: ids.id,
    plainId: ids.plainId,
    date: dated.date,
    title: dated.title,
    series: series.id,
    place: headingPlace(file, dated),
    audience: strictest(series.audience, LEVELS[dated.mark]!),
    people: draft.people,
    topics: draft.topics.map((topic) => ({ text: topic.text, depth: topic.depth, ...note(topic) })),
    questions: draft.questions.map((question) => ({
      text: question.text,
      answered: question.answered,
      ...note(question),
    })),
    links: uniqueLinks(draft.links.map((link) => ({ url: link.url, text: link.text, ...note(link) }))),
    actions: [],
    decisions: [],
    counts: {
      public: Math.max(dated.mark >= 1 ? covered : 0, draft.hidden.public),
      team: Math.max(dated.mark >= 2 ? covered : 0, draft.hidden.team),
      private: draft.items,
    },
    withheld: 0,
  };
}

/** The same url twice in a meeting is one link, as strict as its strictest mention… at the place of the first. */
function uniqueLinks<T extends { url: string; audience: Audience; explicit?: boolean }>(links: T[]): T[] {
  const byUrl = new Map<string, T>();
  for (const link of links) {
    const known = byUrl.get(link.url);
    if (!known) byUrl.set(link.url, link);
    else known.audience = strictest(known.audience, link.audience);
  }
  return [...byUrl.values()];
}

/** Place and audience of something drafted: the level of its series, unless `#public` lowered it, and its marks. */
export function notedOf(drafted: Drafted, file: FileDraft, dated: DatedDraft, series: SeriesHead): Noted {
  const mark: Level = drafted.mark > dated.mark ? drafted.mark : dated.mark;
  const own = LEVELS[mark]!;
  const noted: Noted = {
    place: placeOf(drafted.at, file, dated),
    audience: drafted.lowered ? own : strictest(series.audience, own),
  };
  if (drafted.lowered) noted.explicit = true;
  return noted;
}

export function audienceOf(level: Level, dated: DatedDraft, series: SeriesHead): Audience {
  return strictest(series.audience, LEVELS[Math.max(level, dated.mark)]!);
}

export function placeOf(at: At, file: FileDraft, dated: DatedDraft): NotePlace {
  const absolute = { line: dated.bodyLine + at.line, column: at.column };
  if (!file.offsetOf) return { file: file.path, line: absolute.line + 1, column: absolute.column + 1 };
  const offset = file.offsetOf(absolute);
  return { file: file.path, ...file.placeOf(offset), offset };
}

function headingPlace(file: FileDraft, dated: DatedDraft): NotePlace {
  if (!file.offsetOf) return { file: file.path, line: dated.line + 1, column: 1 };
  const offset = file.offsetOf({ line: dated.line, column: 0 });
  return { file: file.path, ...file.placeOf(offset), offset };
}
