// What folds under an objective: learnings and actions as one dated list, and how each number came about. Actions of
// the objective's file and those of meeting notes that name it stand together.

import { daysBetween, formatDay } from '../day.ts';
import {
  type Content,
  details,
  element,
  labelled,
  list,
  type MystNode,
  paragraph,
  recordLink,
  strong,
} from '../graph/node.ts';
import { type CompassRecord, type Key, keyOf } from '../graph/record.ts';
import { type ObjectivesContext, personName } from './context.ts';
import type { Learning, Objective, ObjectiveAction } from './model.ts';
import type { Column, Scored } from './select.ts';

export function renderFolds(
  item: Scored,
  columns: ReadonlySet<Column>,
  context: ObjectivesContext,
): MystNode[] {
  const { objective } = item;
  const learnings = columns.has('learnings') ? objective.learnings : [];
  const actions = columns.has('actions') ? actionsOf(objective, context) : [];
  return [
    ...(columns.has('learnings') || columns.has('actions')
      ? renderLog(learnings, actions, columns, context)
      : []),
    ...(columns.has('progress') || columns.has('status') ? [renderReasons(item)] : []),
  ];
}

/** Learnings newest first, then what is open, then what is done; nothing when there is neither. */
function renderLog(
  learnings: readonly Learning[],
  actions: readonly ShownAction[],
  columns: ReadonlySet<Column>,
  context: ObjectivesContext,
): MystNode[] {
  if (learnings.length + actions.length === 0) return [];
  const name = [columns.has('learnings') && 'Learnings', columns.has('actions') && 'actions']
    .filter(Boolean)
    .join(' and ');
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const items = [
    ...sortLearnings(learnings).map((learning) => renderLearning(learning, context)),
    ...actions.map((action) => action.node),
  ];
  return [
    details(
      [strong(title), ' ', countWords(learnings, actions, columns)],
      list(items, { class: 'compass-log' }),
      'compass-log-fold',
    ),
  ];
}

/** “1 learning, 2 actions, 1 done”, “No learnings, 1 action, done”, “15 learnings”. */
function countWords(
  learnings: readonly Learning[],
  actions: readonly ShownAction[],
  columns: ReadonlySet<Column>,
): string {
  const done = actions.filter((action) => action.state !== 'open').length;
  const closed = done === 0 ? '' : actions.length === 1 ? ', done' : `, ${done} done`;
  const parts = [
    columns.has('learnings') && counted(learnings.length, 'learning'),
    actions.length > 0 && counted(actions.length, 'action') + closed,
  ];
  const text = parts.filter(Boolean).join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const counted = (count: number, word: string) =>
  `${count === 0 ? 'no' : count} ${word}${count === 1 ? '' : 's'}`;

function sortLearnings(learnings: readonly Learning[]): Learning[] {
  return [...learnings].sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
}

function renderLearning({ date, text }: Learning, { asOf }: ObjectivesContext): MystNode {
  return element(
    'listItem',
    { spread: true, class: 'compass-learning' },
    paragraph(date && [element('emphasis', { class: 'compass-when' }, formatDay(date, asOf)), ' '], text),
  );
}

interface ShownAction {
  state: 'open' | 'done' | 'dropped';
  node: MystNode;
}

/** Open ones first. */
function actionsOf(objective: Objective, context: ObjectivesContext): ShownAction[] {
  const own = new Set<Key>(objective.actions.map((action) => keyOf('action', action.id)));
  const given = context.graph
    .to(keyOf('objective', objective.id), 'serves')
    .filter((link) => !own.has(link.from))
    .flatMap((link) => context.graph.get(link.from) ?? [])
    .filter((record) => record.facts.kind !== 'implied')
    .map((record) => renderGivenAction(record, objective.id, context));
  const all = [...objective.actions.map((action) => renderAction(action, context)), ...given];
  return [
    ...all.filter((action) => action.state === 'open'),
    ...all.filter((action) => action.state !== 'open'),
  ];
}

function renderAction(action: ObjectiveAction, context: ObjectivesContext): ShownAction {
  const { asOf } = context;
  const about = [
    ...action.owners.map((owner) => personName(owner, context)),
    action.due && `due ${formatDay(action.due, asOf)}`,
    action.done === undefined
      ? isPast(action.due, asOf) && 'overdue'
      : action.done === ''
        ? 'done'
        : `done ${formatDay(action.done, asOf)}`,
  ];
  const state = action.done === undefined ? 'open' : 'done';
  const node = actionItem(state, action.text, about);
  return {
    state,
    node:
      context.isHome('objective') && !context.config.homes.action
        ? labelled(node, keyOf('action', action.id))
        : node,
  };
}

const isPast = (day: string | undefined, asOf: string) => day !== undefined && day < asOf;

/** An action of meeting notes: a link to it, its owners, where it was given and how old it is. */
function renderGivenAction(
  record: CompassRecord,
  objective: string,
  context: ObjectivesContext,
): ShownAction {
  const key = keyOf('action', record.id);
  const { graph, asOf } = context;
  const owners = graph.from(key, 'owned by').flatMap((link) => graph.get(link.to)?.title ?? []);
  const meeting = graph.from(key, 'given in')[0];
  const given = meeting && graph.get(meeting.to);
  const date = stringFact(record, 'date');
  const { status } = record.facts;
  const state = status === 'done' || status === 'dropped' ? status : 'open';
  const about = [
    ...owners,
    date &&
      (given && meeting
        ? ['given ', recordLink(meeting.to, formatDay(date, asOf))]
        : `given ${formatDay(date, asOf)}`),
    state === 'open' ? date && ageWords(date, asOf) : state,
  ];
  return { state, node: actionItem(state, recordLink(key, withoutName(record.title, objective)), about) };
}

/** “for #quota” at the end says what the list says already. */
function withoutName(title: string, objective: string): string {
  const name = `#${objective}`;
  if (!title.endsWith(name)) return title;
  return title.slice(0, -name.length).replace(/(?<![\s,])[\s,]+(?:for\s*)?$/, '') || title;
}

const ageWords = (date: string, asOf: string) => {
  const days = daysBetween(date, asOf);
  return `${days} ${days === 1 ? 'day' : 'days'}`;
};

function stringFact(record: CompassRecord | undefined, name: string): string | undefined {
  const value = record?.facts[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A ticked or empty box, so that every export tells them apart. */
function actionItem(state: ShownAction['state'], what: Content, about: readonly Content[]): MystNode {
  const said = about.filter((part) => part !== undefined && part !== false && part !== '');
  const parts = said.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
  const attributes = {
    spread: true,
    checked: state !== 'open',
    class: `compass-action compass-action-${state}`,
  };
  return element(
    'listItem',
    attributes,
    paragraph(what, parts.length > 0 && [' ', element('emphasis', { class: 'compass-about' }, parts)]),
  );
}

/** “How this is counted”: the sentence of the objective and of each measure. */
function renderReasons({ objective, score }: Scored): MystNode {
  const items = [
    element('listItem', { spread: true }, paragraph(strong('Objective'), ' ', score.because)),
    ...objective.measures.map((measure, index) =>
      element(
        'listItem',
        { spread: true },
        paragraph(strong(measure.name), ' ', score.measures[index]!.because),
      ),
    ),
  ];
  return details(
    [strong('How this is counted')],
    list(items, { class: 'compass-reasons' }),
    'compass-reasons-fold',
  );
}
