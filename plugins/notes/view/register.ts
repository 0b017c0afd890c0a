// The tables of the register: a row per action, on one common scale of time. In: actions that a group holds; out:
// table nodes whose columns are the same whether a meeting or an objective gave the action.
import {
  type Content,
  cell,
  cellImage,
  labelled,
  type MystNode,
  recordLink,
  row,
  strong,
  table,
} from '../../graph/node.ts';
import { keyOf } from '../../graph/record.ts';
import type { Action } from '../model.ts';
import { actionText, shortDay } from '../text/words.ts';
import { inlineNodes, inlineText } from './inline.ts';
import { fullName, withCommas } from './person.ts';
import type { Planned } from './planned.ts';
import {
  ageOf,
  dueText,
  isOverdue,
  linkNode,
  linksBeside,
  notedText,
  noteNode,
  otherObjectives,
  ownerNodes,
} from './record-nodes.ts';
import type { NotesContext, NotesIndex } from './select.ts';
import { drawTimeline, layoutTimeline, type Scale, timelineText } from './timeline.ts';

export const ACTION_GROUPS = ['owner', 'age', 'series', 'none'] as const;
export const ACTION_SORTS = ['age', 'newest', 'due', 'carried'] as const;

export type GroupBy = (typeof ACTION_GROUPS)[number];
type SortBy = (typeof ACTION_SORTS)[number];

/** Open, and not named in the last three meetings. */
export const isQuiet = (action: Action): boolean => action.quiet && action.state === 'open';

export const compareText = (a: string, b: string): number => (a.toLowerCase() < b.toLowerCase() ? -1 : 1);

/** What every row needs to know. */
export interface Register {
  context: NotesContext;
  index: NotesIndex;
  scale: Scale;
  group: GroupBy;
  sort: SortBy;
  depth: number | undefined;
  /** Does it show actions of more than one state, so that each says its own? */
  mixed: boolean;
  /** Whose were asked for; of one person alone, the name is not said again. */
  wanted: ReadonlySet<string> | undefined;
  /** Dates of each series' meetings. */
  dates: Map<string, string[]>;
  /** Records that a row of this view is the anchor of already. */
  anchored: Set<string>;
  /** The same for all tables of the view, whose headings the theme shows once. */
  columns: ReadonlySet<Column>;
}

/** In how many later meetings it was named again. */
export const carriedTimes = (action: Action): number => Math.max(0, new Set(action.seenIn).size - 1);

const COMPARE: Record<SortBy, (a: Action, b: Action) => number> = {
  age: (a, b) => compareText(a.given, b.given),
  newest: (a, b) => compareText(b.given, a.given),
  due: (a, b) => compareText(a.due ?? '9999', b.due ?? '9999'),
  carried: (a, b) => carriedTimes(b) - carriedTimes(a),
};

function sorted(actions: Action[], { sort }: Register): Action[] {
  const compare = COMPARE[sort];
  return actions
    .map((action, index) => ({ action, index }))
    .sort((a, b) => (isSame(a.action, b.action, sort) ? a.index - b.index : compare(a.action, b.action)))
    .map(({ action }) => action);
}

const isSame = (a: Action, b: Action, sort: SortBy): boolean =>
  sort === 'carried'
    ? carriedTimes(a) === carriedTimes(b)
    : sort === 'due'
      ? a.due === b.due
      : a.given === b.given;

/** A table of its own, so that headings part the groups in every export; the theme shows the first header only. */
export function registerTable(actions: Action[], register: Register, group: string): MystNode {
  const rows = sorted(actions, register).map((action) => actionRow(action, register, group));
  return table([headRow('Given in', register), ...rows], { class: 'compass-register' });
}

function headRow(last: string, register: Register): MystNode {
  const titles: Content[] = [
    'Action',
    ['Given, and seen since ', noteNode('today')],
    'Days',
    'Meetings',
    'Carried',
    'Due',
    last,
  ];
  const cells = titles.map((title, index) => cell(title, { header: true, class: COLUMNS[index] }));
  return row(inColumns(cells, register));
}

const COLUMNS = [
  'compass-what',
  'compass-line',
  'compass-age',
  'compass-met',
  'compass-carried',
  'compass-due',
  'compass-given',
] as const;

type Column = (typeof COLUMNS)[number];

/** Columns in which some row says something: one of dashes alone is left out. */
export function columnsOf(
  actions: readonly Action[],
  planned: readonly Planned[],
  asOf: string,
): ReadonlySet<Column> {
  const columns = new Set<Column>(['compass-what', 'compass-given']);
  for (const action of actions) {
    if (!isAtOnce(action, asOf)) columns.add('compass-line').add('compass-age').add('compass-met');
    if (carriedTimes(action) > 0) columns.add('compass-carried');
  }
  if ([...actions, ...planned].some(({ due }) => due !== null)) columns.add('compass-due');
  return columns;
}

/** A cell for every column, to those that the view has. */
const inColumns = (cells: MystNode[], { columns }: Register): MystNode[] =>
  cells.filter((_, index) => columns.has(COLUMNS[index]!));

/** Closed in the meeting that gave it. */
const isAtOnce = (action: Action, asOf: string): boolean =>
  action.state !== 'open' && ageOf(action, asOf) === 0;

function actionRow(action: Action, register: Register, group: string): MystNode {
  const { asOf } = register.context;
  const carried = carriedTimes(action);
  const age = ageOf(action, asOf);
  const atOnce = isAtOnce(action, asOf);
  const late = isOverdue(action, asOf) && 'compass-late';
  const due = dueText(action, asOf);
  const cells: [Content, ...(string | false)[]][] = [
    [whatNodes(action, register, group)],
    [lineNode(action, register)],
    [atOnce ? '–' : strong(String(age)), atOnce ? 'compass-none' : age === 1 && 'compass-one'],
    [
      atOnce ? '–' : String(action.ageMeetings),
      atOnce ? 'compass-none' : action.ageMeetings === 1 && 'compass-one',
    ],
    [carried === 0 ? '–' : String(carried), carried === 0 && 'compass-none'],
    [due === '' ? '–' : late ? strong(due) : due, due === '' && 'compass-none', late],
    [givenNode(action, register)],
  ];
  const nodes = cells.map(([content, ...classes], index) =>
    cell(content, { class: [COLUMNS[index], ...classes].filter((name) => name).join(' ') }),
  );
  const node = row(inColumns(nodes, register), { class: `compass-action compass-action-${action.state}` });
  const key = keyOf('action', action.id);
  if (!register.context.isHome('action') || register.anchored.has(key)) return node;
  register.anchored.add(key);
  return labelled(node, key);
}

/** The text, then what else is to know about it: one line each. */
function whatNodes(action: Action, register: Register, group: string): Content {
  const { context, index, group: by, mixed } = register;
  const { people } = context.config;
  const others = by === 'owner' ? action.owners.filter((owner) => owner !== group) : [];
  const meeting = index.meetings.get(action.givenIn);
  const last = action.seen.at(-1) ?? action.given;
  const objectives = otherObjectives(action);
  const closed =
    action.state === 'open'
      ? []
      : [mixed && action.state, notedText(action, context.asOf)].filter((words) => words);
  const notes: Content[] = [
    closed.length > 0 && closed.join(', '),
    isQuiet(action) && `quiet: not named since ${shortDay(last, context.asOf)}`,
    others.length > 0 && ['with ', ...withCommas(others.map((owner) => fullName(owner, people)))],
    objectives.length > 0 && [
      'for ',
      ...withCommas(objectives.map((id) => recordLink(keyOf('objective', id)))),
    ],
    action.maybeSame.length > 0 && [
      'perhaps the same as ',
      ...withCommas(action.maybeSame.map((id) => sameNode(id, index))),
    ],
  ];
  return [
    ...(by === 'owner' ? [] : ownerNodes(ownersToName(action, register), people)),
    ...inlineNodes(actionText(action)),
    ...linksBeside(action, meeting).flatMap((link) => [' ', linkNode(link)]),
    ...notes.filter((note) => note !== false).flatMap((note) => [{ type: 'break' }, noteNode(note)]),
  ];
}

const ownersToName = ({ owners }: Action | Planned, { wanted }: Register): string[] =>
  wanted?.size === 1 ? owners.filter((owner) => !wanted.has(owner)) : owners;

function sameNode(id: string, index: NotesIndex): Content {
  const other = index.actions.get(id);
  return other ? recordLink(keyOf('action', id), inlineText(actionText(other))) : id;
}

function lineNode(action: Action, { context, dates, scale }: Register): MystNode {
  const words = timelineText(action, context.asOf);
  const layout = layoutTimeline(action, dates.get(action.series) ?? [], scale);
  return cellImage(drawTimeline(layout, words), words, 'compass-svg compass-timeline');
}

function givenNode(action: Action, { context, index }: Register): Content {
  const series = index.series.get(action.series)?.title ?? action.series;
  return recordLink(keyOf('meeting', action.givenIn), `${series}, ${shortDay(action.given, context.asOf)}`);
}

/** The first to be due on top, each with whose it is and what it is for. */
export function plannedTable(planned: Planned[], register: Register): MystNode {
  const rows = [...planned]
    .sort((a, b) => compareText(a.due ?? '9999', b.due ?? '9999'))
    .map((action) => plannedRow(action, register));
  return table([headRow('For', register), ...rows], { class: 'compass-register compass-planned' });
}

function plannedRow(action: Planned, register: Register): MystNode {
  const { context } = register;
  const late = isOverdue(action, context.asOf);
  const due = dueText(action, context.asOf);
  const what = [
    ...ownerNodes(ownersToName(action, register), context.config.people),
    ...inlineNodes(action.text),
    action.state !== 'open' && [
      { type: 'break' },
      noteNode(action.state, action.done !== null && ` ${shortDay(action.done, context.asOf)}`),
    ],
  ];
  const none = (column: string) => cell('–', { class: `${column} compass-none` });
  const cells = [
    cell(what, { class: 'compass-what' }),
    ...COLUMNS.slice(1, 5).map(none),
    due === ''
      ? none('compass-due')
      : cell(late ? strong(due) : due, { class: late ? 'compass-due compass-late' : 'compass-due' }),
    cell(recordLink(keyOf('objective', action.objective)), { class: 'compass-given' }),
  ];
  const node = row(inColumns(cells, register), { class: `compass-action compass-action-${action.state}` });
  return context.isHome('action') ? labelled(node, action.key) : node;
}
