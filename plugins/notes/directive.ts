// The directives of the notes: `{digest}`, `{actions}`, `{decisions}`, `{meetings}`. Their docs are the reference
// pages; what they show is in view/.
import { defineDirective, type OptionDoc } from '../graph/placeholder.ts';

const SERIES: OptionDoc = {
  type: 'string',
  doc: 'Series to show, by title or id, parted by commas. Default: all. Example: `One-on-one, All hands`.',
};
const SINCE: OptionDoc = {
  type: 'string',
  doc: 'The first day, month or year to show. Default: the first there is. Example: `2026-10`.',
};
const UNTIL: OptionDoc = {
  type: 'string',
  doc: 'The last day, month or year to show, itself included. Default: the last there is. Example: `2026-10-31`.',
};
const OBJECTIVE: OptionDoc = {
  type: 'string',
  doc: 'Only what serves these objectives, by id, parted by commas. Example: `quota`.',
};
const DEPTH: OptionDoc = {
  type: 'number',
  doc: 'Level of the headings. Default: one below the heading that the view stands under. Example: `3`.',
};

export const digestDirective = defineDirective({
  name: 'digest',
  doc: 'Meetings, newest first: what they talked about, decided, gave to do and left open, each line with its place in the notes. It ends with how many items are withheld. Meetings without a decision, and all but the newest four, shrink to a line that opens.',
  options: {
    series: {
      type: 'string',
      doc: 'Series by title or id, or one meeting by its id, parted by commas. Default: all series. Example: `one-on-one/2026-10-06`.',
    },
    since: SINCE,
    until: UNTIL,
    last: { type: 'number', doc: 'Only the newest so many meetings. Default: all. Example: `4`.' },
    show: {
      type: 'string',
      doc: 'Which rows: of `topics`, `actions`, `decisions`, `questions`, `links`, `people`. Default: all; a public build shows topics, questions, links and people only of the series that say so. Example: `decisions, actions`.',
    },
    audience: {
      type: 'string',
      doc: 'Show only what this audience may see; never more than the build shows. Default: the audience of the build. Example: `public`.',
    },
    depth: DEPTH,
  },
  example: ':::{digest}\n:series: One-on-one\n:last: 4\n:::',
});

export const actionsDirective = defineDirective({
  name: 'actions',
  doc: 'Who does what: the register of actions across all series, with their age in days and meetings, how often they were carried over, when they are due and where they were given. Actions that three meetings in a row did not name are folded away; those that objectives plan stand below, by their due day.',
  options: {
    owner: {
      type: 'string',
      doc: 'Whose, by id, name or initials, parted by commas. Default: everybody’s. Example: `ana, ben`.',
    },
    state: {
      type: 'string',
      doc: 'Of `open`, `done`, `dropped`, or `all`. Default: `open`. Example: `open, done`.',
    },
    series: SERIES,
    objective: OBJECTIVE,
    since: {
      ...SINCE,
      doc: 'Given on this day, month or year, or later. Default: ever. Example: `2026-10`.',
    },
    until: {
      ...UNTIL,
      doc: 'Given on this day, month or year, or before. Default: until today. Example: `2026`.',
    },
    overdue: { type: 'boolean', doc: 'Only what should have been done by now. Default: everything.' },
    kind: {
      type: 'string',
      doc: 'Of `marked`, `listed` and `implied`. Implied ones are never certain: they are kept apart, and never shown in public. Default: `marked, listed`. Example: `marked, listed, implied`.',
    },
    group: {
      type: 'string',
      doc: 'By `owner`, `age`, `series` or `none`. Default: `owner`. Example: `age`.',
    },
    sort: {
      type: 'string',
      doc: 'By `age` (oldest first), `newest`, `due` or `carried` (most often first). Default: `age`. Example: `due`.',
    },
    depth: DEPTH,
  },
  example: ':::{actions}\n:owner: ana\n:group: age\n:::',
});

export const decisionsDirective = defineDirective({
  name: 'decisions',
  doc: 'The log of decisions, newest first: date, decision, by whom, where it was made, and whether it still stands. A decision that was replaced links to what replaced it, and back.',
  options: {
    series: SERIES,
    by: { type: 'string', doc: 'Decided by these people. Default: everybody. Example: `ana`.' },
    state: {
      type: 'string',
      doc: 'Of `standing` and `superseded`, or `all`. Default: `all`. Example: `standing`.',
    },
    objective: OBJECTIVE,
    since: SINCE,
    until: UNTIL,
    last: { type: 'number', doc: 'Only the newest so many. Default: all. Example: `10`.' },
    group: { type: 'string', doc: 'By `none`, `year` or `series`. Default: `none`. Example: `year`.' },
    depth: DEPTH,
  },
  example: ':::{decisions}\n:state: standing\n:last: 10\n:::',
});

export const meetingsDirective = defineDirective({
  name: 'meetings',
  doc: 'A year of meetings as a picture to scale, a line for each series, decisions above it and actions below; and the same as a list in words, with links to everything that each meeting produced.',
  options: {
    series: SERIES,
    year: { type: 'number', doc: 'The year of the picture. Default: that of the build. Example: `2026`.' },
  },
  example: ':::{meetings}\n:year: 2026\n:::',
});

export { renderActions } from './view/render-actions.ts';
export { renderDecisions } from './view/render-decisions.ts';
export { renderDigest } from './view/render-digest.ts';
export { renderMeetings } from './view/render-meetings.ts';
export type { NotesContext } from './view/select.ts';
