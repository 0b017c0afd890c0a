// `{meetings}`: a year of meetings as a strip to scale, and the same in words: what each meeting produced, with links.
// In: placeholder and released notes; out: a picture and a folded list. See LOOK.md.
import type { Render } from '../../graph/context.ts';
import {
  block,
  type Content,
  details,
  element,
  labelled,
  list,
  type MystNode,
  paragraph,
  recordLink,
  strong,
  svgImage,
} from '../../graph/node.ts';
import { countOption } from '../../graph/option.ts';
import type { Placeholder } from '../../graph/placeholder.ts';
import { keyOf } from '../../graph/record.ts';
import type { Action, Meeting, Series } from '../model.ts';
import { actionText, count, joinWords, longDay } from '../text/words.ts';
import { inlineText } from './inline.ts';
import { ownersText } from './record-nodes.ts';
import { DIGEST_SHOW, type DigestView } from './render-digest.ts';
import { meetingCounts } from './render-meeting.ts';
import { indexNotes, meetingTest, type NotesContext, newestFirst, slug } from './select.ts';
import { drawYear } from './svg.ts';
import { COMPACT, layoutYear, WIDE, type YearSeries } from './year.ts';

export const renderMeetings: Render<NotesContext> = (placeholder, context) => {
  const view = viewOf(context);
  const isWanted = meetingTest(placeholder, context);
  const series = inConfigOrder(context)
    .map((item) => ({ ...item, meetings: item.meetings.filter(isWanted) }))
    .filter((item) => item.meetings.length > 0);
  if (series.length === 0) return [block('compass-meetings', paragraph('No meetings to show.'))];
  const year = chooseYear(placeholder, series, context);
  return [block('compass-meetings', pictureOf(series, year, view), ...yearLists(series, year, view))];
};

/** As compass.yml lists them; what it does not list comes last. */
function inConfigOrder({ notes, config }: NotesContext): Series[] {
  const places = new Map(config.notes.map((entry, index) => [slug(entry.series), index] as const).reverse());
  const placeOf = (series: Series) => places.get(slug(series.title)) ?? config.notes.length;
  return [...notes.series].sort((a, b) => placeOf(a) - placeOf(b));
}

const viewOf = (context: NotesContext): DigestView => ({
  context,
  index: indexNotes(context.notes),
  show: new Set(DIGEST_SHOW),
  depth: undefined,
  mixed: true,
});

/** The year asked for, else that of the build's day, else the last in which somebody met. */
function chooseYear(placeholder: Placeholder, series: Series[], context: NotesContext): number {
  const wanted = countOption(placeholder, context, 'year', 1970);
  if (wanted !== undefined) return wanted;
  const years = series.flatMap((item) => item.meetings.map(({ date }) => Number(date.slice(0, 4))));
  const current = Number(context.asOf.slice(0, 4));
  return years.includes(current) ? current : Math.max(...years);
}

function pictureOf(series: Series[], year: number, view: DigestView): MystNode {
  const met = series.filter((item) => item.meetings.some((meeting) => isIn(meeting, year)));
  if (met.length === 0) return paragraph(`Nobody met in ${year}.`);
  const rows = met.map((item) => yearSeries(item, view));
  const { asOf } = view.context;
  const desc = `${met.map((item) => seriesWords(item, year, view)).join('; ')}.`;
  const title = `Meetings in ${year}`;
  const svg = drawYear(layoutYear(rows, year, asOf, WIDE), layoutYear(rows, year, asOf, COMPACT), {
    title,
    desc,
    label: (id) => tipOf(id, view),
  });
  return svgImage(svg, `${title}: ${desc} The list below names them all.`, 'compass-svg compass-year');
}

const isIn = (meeting: Meeting, year: number): boolean => meeting.date.startsWith(`${year}-`);

function yearSeries(series: Series, view: DigestView): YearSeries {
  const meetings = series.meetings.map((meeting) => {
    const given = givenIn(meeting, view);
    return {
      id: meeting.id,
      date: meeting.date,
      decided: (view.index.madeIn.get(meeting.id) ?? []).length,
      done: given.filter((action) => action.state !== 'open').length,
      open: given.filter((action) => action.state === 'open').length,
    };
  });
  return { title: series.title, meetings: newestFirst(meetings).reverse() };
}

function givenIn(meeting: Meeting, { index }: DigestView): Action[] {
  const named = index.namedIn.get(meeting.id) ?? [];
  return named.filter((action) => action.givenIn === meeting.id && action.kind !== 'implied');
}

/** `One-on-one met 8 times, decided 3 and gave 7 actions`. */
function seriesWords(series: Series, year: number, view: DigestView): string {
  const meetings = series.meetings.filter((meeting) => isIn(meeting, year));
  const decided = meetings.reduce((sum, { id }) => sum + (view.index.madeIn.get(id) ?? []).length, 0);
  const given = meetings.reduce((sum, meeting) => sum + givenIn(meeting, view).length, 0);
  const verbs = [
    `met ${meetings.length === 1 ? 'once' : `${meetings.length} times`}`,
    decided > 0 && `decided ${count(decided, 'thing')}`,
    given > 0 && `gave ${count(given, 'action')}`,
  ].filter((verb) => verb !== false);
  return `${series.title} ${joinWords(verbs)}`;
}

function tipOf(id: string, view: DigestView): string {
  const meeting = view.index.meetings.get(id);
  return meeting ? `${longDay(meeting.date)}: ${meetingCounts(meeting, view)}` : id;
}

/** The year of the picture first, then the other years, newest first: every meeting of the notes has its place. */
function yearLists(series: Series[], year: number, view: DigestView): MystNode[] {
  const meetings = newestFirst(series.flatMap((item) => item.meetings));
  const years = [...new Set(meetings.map(({ date }) => Number(date.slice(0, 4))))].filter(
    (item) => item !== year,
  );
  return [year, ...years].flatMap((item) => {
    const those = meetings.filter((meeting) => isIn(meeting, item));
    if (those.length === 0) return [];
    const summary = [strong(`${item} in words`), ` ${count(those.length, 'meeting')}`];
    const lines = those.map((meeting) => meetingItem(meeting, view));
    return [details(summary, list(lines, { class: 'compass-items' }), 'compass-fold')];
  });
}

/** The date, the counts, then each decision and action with a link. */
function meetingItem(meeting: Meeting, view: DigestView): MystNode {
  const key = keyOf('meeting', meeting.id);
  const title = meeting.title === null ? '' : `, ${inlineText(meeting.title)}`;
  const series = view.index.series.get(meeting.series)?.title ?? meeting.series;
  const produced = producedNodes(meeting, view);
  const item = element(
    'listItem',
    { spread: true },
    paragraph(recordLink(key, longDay(meeting.date)), `, ${series}${title}: ${meetingCounts(meeting, view)}`),
    produced.length > 0 && list(produced),
  );
  return view.context.isHome('meeting') ? labelled(item, key) : item;
}

function producedNodes(meeting: Meeting, view: DigestView): Content[] {
  const decisions = (view.index.madeIn.get(meeting.id) ?? []).map((decision) =>
    paragraph('Decided: ', recordLink(keyOf('decision', decision.id), inlineText(decision.text))),
  );
  const actions = givenIn(meeting, view).map((action) => {
    const owners = ownersText(action, view.context.config.people);
    const facts = [owners, action.state === 'open' ? '' : action.state]
      .filter((word) => word !== '')
      .join(', ');
    const link = recordLink(keyOf('action', action.id), inlineText(actionText(action)));
    return paragraph('To do: ', link, facts === '' ? '' : ` (${facts})`);
  });
  return [...decisions, ...actions];
}
