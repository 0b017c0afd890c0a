// `{actions}`: the register of who does what, across series, in groups, oldest first. In: placeholder and released
// notes; out: a table per group with a line per action on one common scale. See LOOK.md and DIRECTIVES.md.
import type { Render } from '../../graph/context.ts';
import { block, type Content, details, list, type MystNode, paragraph, strong } from '../../graph/node.ts';
import { choiceOption, choicesOption, countOption, flagOption, textOption } from '../../graph/option.ts';
import type { Placeholder } from '../../graph/placeholder.ts';
import { viewHeading } from '../../graph/settle.ts';
import type { Action, ActionKind, ActionState } from '../model.ts';
import { count, longDay } from '../text/words.ts';
import { fullName, nameOf } from './person.ts';
import { type Planned, plannedActions } from './planned.ts';
import { ageOf, isOverdue, noteNode } from './record-nodes.ts';
import {
  ACTION_GROUPS,
  ACTION_SORTS,
  carriedTimes,
  columnsOf,
  compareText,
  type GroupBy,
  isQuiet,
  plannedTable,
  type Register,
  registerTable,
} from './register.ts';
import {
  dateTest,
  indexNotes,
  type NotesContext,
  objectiveTest,
  seriesTest,
  wantedOwners,
} from './select.ts';
import { scaleOf } from './timeline.ts';

const ACTION_STATES = ['open', 'done', 'dropped', 'all'] as const;
const ACTION_KINDS = ['marked', 'listed', 'implied'] as const;

export const renderActions: Render<NotesContext> = (placeholder, context) => {
  const { noted: chosen, planned, wanted } = chooseActions(placeholder, context);
  const group = choiceOption(placeholder, context, 'group', ACTION_GROUPS, 'owner');
  const sort = choiceOption(placeholder, context, 'sort', ACTION_SORTS, 'age');
  const register: Register = {
    context,
    index: indexNotes(context.notes),
    scale: scaleOf(chosen, context.asOf),
    group,
    sort,
    depth: countOption(placeholder, context, 'depth'),
    mixed: new Set([...chosen, ...planned].map(({ state }) => state)).size > 1,
    wanted,
    dates: new Map(context.notes.series.map((item) => [item.id, item.meetings.map(({ date }) => date)])),
    anchored: new Set(),
    columns: columnsOf(chosen, planned, context.asOf),
  };
  const certain = chosen.filter((action) => action.kind !== 'implied');
  const implied = chosen.filter((action) => action.kind === 'implied');
  const shown = certain.filter((action) => !isQuiet(action));
  const quiet = certain.filter(isQuiet);
  return [
    block(
      'compass-actions',
      chosen.length + planned.length === 0
        ? paragraph('No actions to show.')
        : factsNode(certain, implied, planned, context),
      ...groupActions(shown, register).flatMap((item) => groupNodes(item, register)),
      ...(planned.length > 0
        ? [
            viewHeading(register.depth, 'Planned with objectives ', noteNode(groupCount(planned))),
            plannedTable(planned, register),
          ]
        : []),
      shown.length > 0 && register.columns.has('compass-line') && keyNode(shown, context),
      quiet.length > 0 && foldQuiet(quiet, register),
      implied.length > 0 && foldImplied(implied, register),
    ),
  ];
};

interface Chosen {
  noted: Action[];
  planned: Planned[];
  /** Whose were asked for. */
  wanted: Set<string> | undefined;
}

/** No meeting gave what is planned: whoever asks for a series, a time or what is implied does not mean it. */
function chooseActions(placeholder: Placeholder, context: NotesContext): Chosen {
  const states = choicesOption(placeholder, context, 'state', ACTION_STATES) ?? ['open'];
  const kinds: ActionKind[] = choicesOption(placeholder, context, 'kind', ACTION_KINDS) ?? [
    'marked',
    'listed',
  ];
  const hasState = (state: ActionState) => states.includes(state) || states.includes('all');
  const allPlanned = plannedActions(context.graph, context.notes);
  const owners = [...context.notes.actions, ...allPlanned].flatMap((action) => action.owners);
  const wanted = wantedOwners(placeholder, context, 'owner', owners);
  const hasSeries = seriesTest(placeholder, context);
  const serves = objectiveTest(placeholder, context);
  const isInTime = dateTest(placeholder, context);
  const overdue = flagOption(placeholder, 'overdue');
  const fits = (action: Action | Planned) =>
    hasState(action.state) &&
    (!wanted || action.owners.some((owner) => wanted.has(owner))) &&
    (!overdue || isOverdue(action, context.asOf));
  const noted = context.notes.actions.filter(
    (action) =>
      fits(action) &&
      kinds.includes(action.kind) &&
      hasSeries(action) &&
      serves(action.objectives) &&
      isInTime(action.given),
  );
  const ofMeetings = ['series', 'since', 'until'].some((name) => textOption(placeholder, name) !== '');
  if (ofMeetings || kinds.every((kind) => kind === 'implied')) return { noted, planned: [], wanted };
  const planned = allPlanned.filter((action) => fits(action) && serves([action.objective]));
  return { noted, planned, wanted };
}

/** `7 open · 1 overdue · 1 carried over · oldest 129 days`; counts of zero are left out. */
function factsNode(
  certain: Action[],
  implied: Action[],
  planned: Planned[],
  { asOf }: NotesContext,
): MystNode {
  const open = certain.filter((action) => action.state === 'open');
  const all = [...certain, ...planned];
  const facts: [number, string][] = [
    [all.filter((action) => action.state === 'open').length, 'open'],
    [all.filter((action) => action.state === 'done').length, 'done'],
    [all.filter((action) => action.state === 'dropped').length, 'dropped'],
    [all.filter((action) => isOverdue(action, asOf)).length, 'overdue'],
    [certain.filter((action) => carriedTimes(action) > 0).length, 'carried over'],
  ];
  const oldest = Math.max(0, ...open.map((action) => ageOf(action, asOf)));
  const quiet = certain.filter(isQuiet).length;
  const items: Content[] = [
    ...facts.filter(([amount]) => amount > 0).map(([amount, word]) => [strong(String(amount)), ` ${word}`]),
    oldest > 0 && ['oldest ', strong(count(oldest, 'day'))],
    quiet > 0 && `${quiet} quiet, folded below`,
    implied.length > 0 && `${implied.length} implied, kept apart below`,
  ];
  return list(
    items.filter((item) => item !== false).map((item) => paragraph(item)),
    { class: 'compass-facts' },
  );
}

interface Group {
  /** Empty for a register without groups. */
  title: Content;
  actions: Action[];
  key: string;
}

const GROUPS: Record<GroupBy, (actions: Action[], register: Register) => Group[]> = {
  none: (actions) => [{ key: '', title: '', actions }],
  owner: (actions, { context: { config }, wanted }) =>
    bySize(actions, ({ owners }) =>
      owners.length > 0 ? owners.filter((id) => wanted?.has(id) ?? true) : [''],
    )
      .map((group) => ({ ...group, name: nameOf(group.key, config.people) }))
      .sort((a, b) => Number(a.key === '') - Number(b.key === '') || compareText(a.name, b.name))
      .map((group) => ({
        ...group,
        title:
          wanted?.size === 1 ? '' : group.key === '' ? 'Nobody named' : fullName(group.key, config.people),
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
function groupCount(actions: (Action | Planned)[]): string {
  return (['open', 'done', 'dropped'] as const)
    .map((state) => [actions.filter((action) => action.state === state).length, state] as const)
    .filter(([amount]) => amount > 0)
    .map(([amount, state]) => `${amount} ${state}`)
    .join(', ');
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
