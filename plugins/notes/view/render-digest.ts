// `{digest}`: meetings newest first, each read as topics, decided, to do, open questions and links. In: placeholder
// and released notes; out: blocks, lists and paragraphs, which every export carries. See LOOK.md and DIRECTIVES.md.

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
  strong,
} from '../../graph/node.ts';
import { choicesOption, countOption } from '../../graph/option.ts';
import type { Placeholder } from '../../graph/placeholder.ts';
import { keyOf } from '../../graph/record.ts';
import { viewHeading } from '../../graph/settle.ts';
import type { Meeting, Series } from '../model.ts';
import { count, longDay, weekday } from '../text/words.ts';
import { restrictContext } from './audience.ts';
import { fullName, withCommas } from './person.ts';
import { placeNode, whenNode } from './record-nodes.ts';
import { meetingCounts, meetingRows } from './render-meeting.ts';
import {
  dateTest,
  indexNotes,
  meetingTest,
  type NotesContext,
  type NotesIndex,
  newestFirst,
} from './select.ts';

export const DIGEST_SHOW = ['topics', 'actions', 'decisions', 'questions', 'links', 'people'] as const;
export type DigestShow = (typeof DIGEST_SHOW)[number];

/** What every part of a digest needs to know. */
export interface DigestView {
  context: NotesContext;
  index: NotesIndex;
  show: ReadonlySet<DigestShow>;
  /** Depth of a meeting's heading. */
  depth: number | undefined;
  /** Meetings of several series: each says its own. */
  mixed: boolean;
}

/** The newest so many may stand open; what came before shrinks to a line each, below “Earlier”. */
const OPEN = 4;

/** More names than these fold, or they would be longer than what the meeting did. */
const MOST_PEOPLE = 12;

export const renderDigest: Render<NotesContext> = (placeholder, page) => {
  const context = restrictContext(placeholder, page);
  const { notes } = context;
  const chosen = chooseMeetings(placeholder, context);
  const series = notes.series.filter((item) => chosen.some((meeting) => meeting.series === item.id));
  const view: DigestView = {
    context,
    index: indexNotes(notes),
    show: new Set(choicesOption(placeholder, context, 'show', DIGEST_SHOW) ?? DIGEST_SHOW),
    depth: countOption(placeholder, context, 'depth'),
    mixed: series.length > 1,
  };
  const body = chosen.length === 0 ? [paragraph('No meetings to show.')] : meetingNodes(chosen, view);
  return [block('compass-records compass-digest', ...body, ...closing(series, context))];
};

function chooseMeetings(placeholder: Placeholder, context: NotesContext): Meeting[] {
  const isWanted = meetingTest(placeholder, context);
  const isInTime = dateTest(placeholder, context);
  const last = countOption(placeholder, context, 'last');
  const all = context.notes.series.flatMap((series) => series.meetings);
  return newestFirst(all.filter((item) => isWanted(item) && isInTime(item.date))).slice(0, last);
}

function meetingNodes(meetings: Meeting[], view: DigestView): MystNode[] {
  const [recent, earlier] = [meetings.slice(0, OPEN), meetings.slice(OPEN)];
  return [
    ...recent.map((item, index) => meetingNode(item, view, index === 0 || decides(item, view))),
    ...(earlier.length > 0 ? [viewHeading(view.depth, 'Earlier')] : []),
    ...earlier.map((item) => meetingNode(item, view, false)),
  ];
}

const decides = (meeting: Meeting, view: DigestView): boolean =>
  view.show.has('decisions') && (view.index.madeIn.get(meeting.id) ?? []).length > 0;

/** In full with a heading, or folded to a line with its counts; either is the meeting's anchor on its home. */
function meetingNode(meeting: Meeting, view: DigestView, full: boolean): MystNode {
  const node = full ? fullMeeting(meeting, view) : briefMeeting(meeting, view);
  return view.context.isHome('meeting') ? labelled(node, keyOf('meeting', meeting.id)) : node;
}

function fullMeeting(meeting: Meeting, view: DigestView): MystNode {
  const head = block(
    'compass-record-head',
    viewHeading(view.depth, longDay(meeting.date)),
    meeting.title !== null && paragraph(strong(meeting.title)),
    paragraph(seriesWords(meeting, view)),
    ...peopleNodes(meeting, view),
    ...sourceNodes(meeting, view),
  );
  return block('compass-record', head, block('compass-rows', ...meetingRows(meeting, view)));
}

function briefMeeting(meeting: Meeting, view: DigestView): MystNode {
  const series = view.mixed ? `${seriesTitle(meeting, view)}: ` : '';
  const title = meeting.title === null ? '' : `${meeting.title}: `;
  const when = whenNode(longDay(meeting.date));
  const summary = [when, ` ${series}${title}${meetingCounts(meeting, view)}`];
  const content: Content = [
    paragraph(seriesWords(meeting, view)),
    ...peopleNodes(meeting, view),
    ...sourceNodes(meeting, view),
    block('compass-rows', ...meetingRows(meeting, view)),
  ];
  return details(summary, content, 'compass-record compass-brief');
}

const seriesTitle = (meeting: Meeting, view: DigestView): string =>
  view.index.series.get(meeting.series)?.title ?? meeting.series;

/** `One-on-one, Tuesday`. */
function seriesWords(meeting: Meeting, view: DigestView): string {
  return [seriesTitle(meeting, view), weekday(meeting.date)].filter((word) => word !== '').join(', ');
}

function peopleNodes(meeting: Meeting, view: DigestView): MystNode[] {
  if (!view.show.has('people') || meeting.people.length === 0) return [];
  const names = meeting.people.map((name) => fullName(name, view.context.config.people));
  const node = element('paragraph', { class: 'compass-people' }, ...withCommas(names));
  return [
    names.length > MOST_PEOPLE
      ? details(count(names.length, 'person', 'people'), node, 'compass-more')
      : node,
  ];
}

/** Which file, for those who can open it; a public reader cannot. */
function sourceNodes(meeting: Meeting, view: DigestView): MystNode[] {
  if (view.context.audience === 'public') return [];
  return [
    element('paragraph', { class: 'compass-source' }, meeting.place.file, ' ', placeNode(meeting.place)),
  ];
}

/** How much was withheld, nothing about it, and what was not understood. */
function closing(series: Series[], context: NotesContext): MystNode[] {
  const withheld = sum(series.flatMap((item) => item.meetings.map((meeting) => meeting.withheld)));
  const unread = series.flatMap((item) => item.unread);
  const where = series.length === 1 ? 'in this series' : 'in these series';
  const nodes: MystNode[] = [];
  if (withheld > 0) {
    const rest = unread.length === 0 ? ' Every other line was read.' : '';
    const first = strong(count(withheld, 'item'), ' withheld');
    nodes.push(block('compass-withheld', paragraph(first, ` ${where}, as marked in the notes.${rest}`)));
  }
  if (unread.length > 0 && context.audience !== 'public') nodes.push(unreadNode(series));
  return nodes;
}

/** For those who keep the notes: what looked like something and was not taken, with the reason. */
function unreadNode(series: Series[]): MystNode {
  const unread = series.flatMap((item) => item.unread);
  const items = unread.map((item) =>
    paragraph(item.text === null ? '' : `${item.text}: `, item.why, ' ', placeNode(item.place)),
  );
  const summary = [strong(count(unread.length, 'line')), ' not understood'];
  return details(summary, list(items, { class: 'compass-items' }), 'compass-unread');
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
