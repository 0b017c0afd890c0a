// `{actions}`: the register of who does what, across series, in groups, oldest first. In: placeholder and released
// notes; out: a table per group with a line per action on one common scale. See LOOK.md and DIRECTIVES.md.
import type { Render } from '../../graph/context.ts';
import {
  block,
  type Content,
  cell,
  cellImage,
  details,
  labelled,
  list,
  type MystNode,
  paragraph,
  recordLink,
  row,
  strong,
  table,
} from '../../graph/node.ts';
import { choiceOption, choicesOption, countOption, flagOption } from '../../graph/option.ts';
import type { Placeholder } from '../../graph/placeholder.ts';
import { keyOf } from '../../graph/record.ts';
import { viewHeading } from '../../graph/settle.ts';
import type { Action, ActionKind, ActionState } from '../model.ts';
import { count, longDay, shortDay } from '../text/words.ts';
import { inlineNodes, inlineText } from './inline.ts';
import { fullName, nameOf, withCommas } from './person.ts';
import {
  actionText,
  ageOf,
  dueText,
  isOverdue,
  linkNode,
  linksBeside,
  noteNode,
  otherObjectives,
  ownerNodes,
  stateText,
} from './record-nodes.ts';
import {
  dateTest,
  indexNotes,
  type NotesContext,
  type NotesIndex,
  objectiveTest,
  ownerTest,
  seriesTest,
} from './select.ts';
import { drawTimeline, layoutTimeline, type Scale, scaleOf, timelineText } from './timeline.ts';

const ACTION_STATES = ['open', 'done', 'dropped', 'all'] as const;
const ACTION_KINDS = ['marked', 'listed', 'implied'] as const;
const ACTION_GROUPS = ['owner', 'age', 'series', 'none'] as const;
const ACTION_SORTS = ['age', 'newest', 'due', 'carried'] as const;

type GroupBy = (typeof ACTION_GROUPS)[number];
type SortBy = (typeof ACTION_SORTS)[number];

/** What every row needs to know. */
interface Register {
  context: NotesContext;
  index: NotesIndex;
  scale: Scale;
  group: GroupBy;
  sort: SortBy;
  depth: number | undefined;
  /** Dates of each series' meetings. */
  dates: Map<string, string[]>;
  /** Records that a row of this view is the anchor of already. */
  anchored: Set<string>;
}

export const renderActions: Render<NotesContext> = (placeholder, context) => {
  const chosen = chooseActions(placeholder, context);
  const group = choiceOption(placeholder, context, 'group', ACTION_GROUPS, 'owner');
  const sort = choiceOption(placeholder, context, 'sort', ACTION_SORTS, 'age');
  const register: Register = {
    context,
    index: indexNotes(context.notes),
    scale: scaleOf(chosen, context.asOf),
    group,
    sort,
    depth: countOption(placeholder, context, 'depth'),
    dates: new Map(context.notes.series.map((item) => [item.id, item.meetings.map(({ date }) => date)])),
    anchored: new Set(),
  };
  const certain = chosen.filter((action) => action.kind !== 'implied');
  const implied = chosen.filter((action) => action.kind === 'implied');
  const shown = certain.filter((action) => !isQuiet(action));
  const quiet = certain.filter(isQuiet);
  return [
    block(
      'compass-actions',
      chosen.length === 0 ? paragraph('No actions to show.') : factsNode(certain, implied, context),
      ...groupActions(shown, register).flatMap((item) => groupNodes(item, register)),
      shown.length > 0 && keyNode(shown, context),
      quiet.length > 0 && foldQuiet(quiet, register),
      implied.length > 0 && foldImplied(implied, register),
    ),
  ];
};

const isQuiet = (action: Action): boolean => action.quiet && action.state === 'open';

function chooseActions(placeholder: Placeholder, context: NotesContext): Action[] {
  const states = choicesOption(placeholder, context, 'state', ACTION_STATES) ?? ['open'];
  const kinds: ActionKind[] = choicesOption(placeholder, context, 'kind', ACTION_KINDS) ?? [
    'marked',
    'listed',
  ];
  const hasState = (state: ActionState) => states.includes(state) || states.includes('all');
  const owners = context.notes.actions.flatMap((action) => action.owners);
  const hasOwner = ownerTest(placeholder, context, 'owner', owners);
  const hasSeries = seriesTest(placeholder, context);
  const serves = objectiveTest(placeholder, context);
  const isInTime = dateTest(placeholder, context);
  const overdue = flagOption(placeholder, 'overdue');
  return context.notes.actions.filter(
    (action) =>
      hasState(action.state) &&
      kinds.includes(action.kind) &&
      hasOwner(action.owners) &&
      hasSeries(action) &&
      serves(action.objectives) &&
      isInTime(action.given) &&
      (!overdue || isOverdue(action, context.asOf)),
  );
}

/** `7 open · 1 overdue · 1 carried over · oldest 129 days`; counts of zero are left out. */
function factsNode(certain: Action[], implied: Action[], context: NotesContext): MystNode {
  const { asOf } = context;
  const open = certain.filter((action) => action.state === 'open');
  const facts: [number, string][] = [
    [open.length, 'open'],
    [certain.filter((action) => action.state === 'done').length, 'done'],
    [certain.filter((action) => action.state === 'dropped').length, 'dropped'],
    [open.filter((action) => isOverdue(action, asOf)).length, 'overdue'],
    [certain.filter((action) => carriedTimes(action) > 0).length, 'carried over'],
  ];
  const oldest = Math.max(-1, ...open.map((action) => ageOf(action, asOf)));
  const quiet = certain.filter(isQuiet).length;
  const items: Content[] = [
    ...facts.filter(([amount]) => amount > 0).map(([amount, word]) => [strong(String(amount)), ` ${word}`]),
    oldest >= 0 && ['oldest ', strong(count(oldest, 'day'))],
    quiet > 0 && `${quiet} quiet, folded below`,
    implied.length > 0 && `${implied.length} implied, kept apart below`,
  ];
  return list(
    items.filter((item) => item !== false).map((item) => paragraph(item)),
    { class: 'compass-facts' },
  );
}

/** In how many later meetings it was named again. */
const carriedTimes = (action: Action): number => Math.max(0, new Set(action.seenIn).size - 1);

interface Group {
  /** Empty for a register without groups. */
  title: Content;
  actions: Action[];
  key: string;
}

const GROUPS: Record<GroupBy, (actions: Action[], register: Register) => Group[]> = {
  none: (actions) => [{ key: '', title: '', actions }],
  owner: (actions, { context: { config } }) =>
    bySize(actions, (action) => (action.owners.length > 0 ? action.owners : ['']))
      .map((group) => ({ ...group, name: nameOf(group.key, config.people) }))
      .sort((a, b) => Number(a.key === '') - Number(b.key === '') || compareText(a.name, b.name))
      .map((group) => ({
        ...group,
        title: group.key === '' ? 'Nobody named' : fullName(group.key, config.people),
      })),
  series: (actions, { index }) =>
    bySize(actions, (action) => [action.series]).map((group) => ({
      ...group,
      title: index.series.get(group.key)?.title ?? group.key,
    })),
  age: (actions, { context }) =>
    AGES.map(([title, from, to]) => ({
      key: title,
      title,
      actions: actions.filter((action) => {
        const age = ageOf(action, context.asOf);
        return age >= from && age <= to;
      }),
    })).filter((group) => group.actions.length > 0),
};

const AGES: [title: string, from: number, to: number][] = [
  ['Over 90 days', 91, Number.POSITIVE_INFINITY],
  ['31 to 90 days', 31, 90],
  ['8 to 30 days', 8, 30],
  ['A week or less', 0, 7],
];

const compareText = (a: string, b: string): number => (a.toLowerCase() < b.toLowerCase() ? -1 : 1);

function groupActions(actions: Action[], register: Register): Group[] {
  if (actions.length === 0) return [];
  return GROUPS[register.group](actions, register);
}

/** Groups in the order their first action comes; an action of two owners stands with both. */
function bySize(
  actions: Action[],
  keysOf: (action: Action) => string[],
): { key: string; actions: Action[] }[] {
  const groups = new Map<string, Action[]>();
  for (const action of actions) {
    for (const key of new Set(keysOf(action))) {
      const group = groups.get(key);
      if (group) group.push(action);
      else groups.set(key, [action]);
    }
  }
  return [...groups].map(([key, items]) => ({ key, actions: items }));
}

function groupNodes({ title, actions, key }: Group, register: Register): MystNode[] {
  const head = title === '' ? [] : [viewHeading(register.depth, title, ' ', noteNode(groupCount(actions)))];
  return [...head, registerTable(actions, register, key)];
}

/** `3 open`, or `2 open, 1 done`. */
function groupCount(actions: Action[]): string {
  return (['open', 'done', 'dropped'] as const)
    .map((state) => [actions.filter((action) => action.state === state).length, state] as const)
    .filter(([amount]) => amount > 0)
    .map(([amount, state]) => `${amount} ${state}`)
    .join(', ');
}

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
function registerTable(actions: Action[], register: Register, group: string): MystNode {
  const titles: Content[] = [
    'Action',
    ['Given, and seen since ', noteNode('today')],
    'Days',
    'Meetings',
    'Carried',
    'Due',
    'Given in',
  ];
  const head = row(titles.map((title, index) => cell(title, { header: true, class: COLUMNS[index] })));
  const rows = sorted(actions, register).map((action) => actionRow(action, register, group));
  return table([head, ...rows], { class: 'compass-register' });
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

function actionRow(action: Action, register: Register, group: string): MystNode {
  const { asOf } = register.context;
  const carried = carriedTimes(action);
  const late = isOverdue(action, asOf) && 'compass-late';
  const due = dueText(action, asOf);
  const cells: [Content, ...(string | false)[]][] = [
    [whatNodes(action, register, group)],
    [lineNode(action, register)],
    [strong(String(ageOf(action, asOf))), ageOf(action, asOf) === 1 && 'compass-one'],
    [String(action.ageMeetings), action.ageMeetings === 1 && 'compass-one'],
    [carried === 0 ? '–' : String(carried), carried === 0 && 'compass-none'],
    [due === '' ? '–' : late ? strong(due) : due, due === '' && 'compass-none', late],
    [givenNode(action, register)],
  ];
  const node = row(
    cells.map(([content, ...classes], index) =>
      cell(content, { class: [COLUMNS[index], ...classes].filter((name) => name).join(' ') }),
    ),
    { class: `compass-action compass-action-${action.state}` },
  );
  const key = keyOf('action', action.id);
  if (!register.context.isHome('action') || register.anchored.has(key)) return node;
  register.anchored.add(key);
  return labelled(node, key);
}

/** The text, then what else is to know about it: one line each. */
function whatNodes(action: Action, register: Register, group: string): Content {
  const { context, index, group: by } = register;
  const { people } = context.config;
  const others = by === 'owner' ? action.owners.filter((owner) => owner !== group) : [];
  const meeting = index.meetings.get(action.givenIn);
  const last = action.seen.at(-1) ?? action.given;
  const objectives = otherObjectives(action);
  const notes: Content[] = [
    action.state !== 'open' && stateText(action, context.asOf),
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
    ...(by === 'owner' ? [] : ownerNodes(action.owners, people)),
    ...inlineNodes(actionText(action)),
    ...linksBeside(action, meeting).flatMap((link) => [' ', linkNode(link)]),
    ...notes.filter((note) => note !== false).flatMap((note) => [{ type: 'break' }, noteNode(note)]),
  ];
}

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

/** What cannot be named in place, in one line. */
function keyNode(actions: Action[], { asOf }: NotesContext): MystNode {
  const due = actions.some((action) => action.due !== null && action.due <= asOf)
    ? ' ▾ the day it was due.'
    : '';
  const node = paragraph(
    '● a meeting that named the action, ○ a meeting of the series that did not.',
    due,
    ` Days and meetings count from the day it was given to ${longDay(asOf)}.`,
  );
  return { ...node, class: 'compass-key' };
}

function foldQuiet(actions: Action[], register: Register): MystNode {
  const summary = [
    strong('Gone quiet'),
    ` ${count(actions.length, 'open action')} that the last three meetings did not name`,
  ];
  return details(summary, registerTable(actions, ownersShown(register), ''), 'compass-fold');
}

function foldImplied(actions: Action[], register: Register): MystNode {
  const summary = [
    strong('Perhaps also meant'),
    ` ${count(actions.length, 'implied action')}, said in passing and never certain`,
  ];
  return details(summary, registerTable(actions, ownersShown(register), ''), 'compass-fold');
}

/** Outside the groups each action says whose it is. */
const ownersShown = (register: Register): Register => ({ ...register, group: 'none' });
