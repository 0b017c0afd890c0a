// `{decisions}`: the log, newest first: date, decision, by whom, where, and whether it still stands. In: placeholder
// and released notes; out: a table, and links from a superseded decision to what replaced it and back.
import type { Render } from '../../graph/context.ts';
import {
  block,
  type Content,
  cell,
  labelled,
  list,
  type MystNode,
  paragraph,
  recordLink,
  row,
  strong,
  table,
} from '../../graph/node.ts';
import { choiceOption, choicesOption, countOption } from '../../graph/option.ts';
import type { Placeholder } from '../../graph/placeholder.ts';
import { keyOf } from '../../graph/record.ts';
import { viewHeading } from '../../graph/settle.ts';
import type { Decision } from '../model.ts';
import { shortDay } from '../text/words.ts';
import { inlineNodes, inlineText } from './inline.ts';
import { fullName, withCommas } from './person.ts';
import { decisionNodes, linkNode, linksBeside, noteNode, otherObjectives } from './record-nodes.ts';
import {
  dateTest,
  indexNotes,
  type NotesContext,
  type NotesIndex,
  newestFirst,
  objectiveTest,
  ownerTest,
  seriesTest,
} from './select.ts';

const DECISION_STATES = ['standing', 'superseded'] as const;
const DECISION_GROUPS = ['none', 'year', 'series'] as const;

interface Log {
  context: NotesContext;
  index: NotesIndex;
  /** Is the column of names worth its room? */
  named: boolean;
}

export const renderDecisions: Render<NotesContext> = (placeholder, context) => {
  const chosen = chooseDecisions(placeholder, context);
  const group = choiceOption(placeholder, context, 'group', DECISION_GROUPS, 'none');
  const depth = countOption(placeholder, context, 'depth');
  const log: Log = {
    context,
    index: indexNotes(context.notes),
    named: chosen.some(({ by }) => by.length > 0),
  };
  const groups = groupBy(chosen, (decision) => titleOf(decision, group, log));
  return [
    block(
      'compass-decisions',
      chosen.length === 0 ? paragraph('No decisions to show.') : factsNode(chosen),
      ...[...groups].flatMap(([title, decisions]) => [
        title !== '' && viewHeading(depth, title),
        logTable(decisions, log),
      ]),
    ),
  ];
};

function chooseDecisions(placeholder: Placeholder, context: NotesContext): Decision[] {
  const states = choicesOption(placeholder, context, 'state', [...DECISION_STATES, 'all']) ?? ['all'];
  const names = context.notes.decisions.flatMap((decision) => decision.by);
  const isBy = ownerTest(placeholder, context, 'by', names);
  const hasSeries = seriesTest(placeholder, context);
  const concerns = objectiveTest(placeholder, context);
  const isInTime = dateTest(placeholder, context);
  const chosen = context.notes.decisions.filter(
    (decision) =>
      (states.includes('all') || states.includes(decision.state)) &&
      isBy(decision.by) &&
      hasSeries(decision) &&
      concerns(decision.objectives) &&
      isInTime(decision.date),
  );
  return newestFirst(chosen).slice(0, countOption(placeholder, context, 'last'));
}

function factsNode(decisions: Decision[]): MystNode {
  const items = DECISION_STATES.map((state) => [
    decisions.filter((decision) => decision.state === state).length,
    state,
  ]).filter(([amount]) => amount !== 0);
  return list(
    items.map(([amount, state]) => paragraph(strong(String(amount)), ` ${state}`)),
    { class: 'compass-facts' },
  );
}

function titleOf(decision: Decision, group: (typeof DECISION_GROUPS)[number], { index }: Log): string {
  if (group === 'none') return '';
  if (group === 'year') return decision.date.slice(0, 4);
  return index.series.get(decision.series)?.title ?? decision.series;
}

function groupBy<T>(items: readonly T[], keyFor: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyFor(item));
    if (group) group.push(item);
    else groups.set(keyFor(item), [item]);
  }
  return groups;
}

function logTable(decisions: Decision[], log: Log): MystNode {
  const titles = ['Date', 'Decision', ...(log.named ? ['By'] : []), 'Made in'];
  const head = row(titles.map((title) => cell(title, { header: true, class: CLASSES[title] })));
  return table([head, ...decisions.map((decision) => decisionRow(decision, log))], {
    class: 'compass-register',
  });
}

const CLASSES: Record<string, string> = {
  Date: 'compass-day',
  Decision: 'compass-what',
  By: 'compass-by',
  'Made in': 'compass-given',
};

function decisionRow(decision: Decision, log: Log): MystNode {
  const { context, index } = log;
  const series = index.series.get(decision.series)?.title ?? decision.series;
  const people = decision.by.map((name) => fullName(name, context.config.people));
  const cells: [string, Content][] = [
    ['Date', shortDay(decision.date, context.asOf)],
    ['Decision', whatNodes(decision, log)],
    ...(log.named ? [['By', people.length > 0 ? withCommas(people) : '–'] satisfies [string, Content]] : []),
    [
      'Made in',
      recordLink(keyOf('meeting', decision.madeIn), `${series}, ${shortDay(decision.date, context.asOf)}`),
    ],
  ];
  const node = row(
    cells.map(([title, content]) => {
      const none = content === '–' ? ' compass-none' : '';
      return cell(content, { class: `${CLASSES[title]}${none}` });
    }),
    { class: `compass-decision compass-decision-${decision.state}` },
  );
  return context.isHome('decision') ? labelled(node, keyOf('decision', decision.id)) : node;
}

/** A decision that no longer stands is not set in bold, and says what replaced it. */
function whatNodes(decision: Decision, { context, index }: Log): Content {
  const meeting = index.meetings.get(decision.madeIn);
  const stands = decision.state === 'standing';
  const objectives = otherObjectives(decision);
  const notes: Content[] = [
    decision.topic !== null && ['on ', ...inlineNodes(decision.topic)],
    !stands && ['superseded', otherNodes(' by ', decision.supersededBy, context, index)],
    index.decisions.has(decision.supersedes ?? '') &&
      otherNodes('supersedes ', decision.supersedes, context, index),
    objectives.length > 0 && [
      'for ',
      ...withCommas(objectives.map((id) => recordLink(keyOf('objective', id)))),
    ],
  ];
  return [
    ...(stands ? decisionNodes(decision) : inlineNodes(decision.text)),
    ...linksBeside(decision, meeting).flatMap((link) => [' ', linkNode(link)]),
    ...notes.filter((note) => note !== false).flatMap((note) => [{ type: 'break' }, noteNode(note)]),
  ];
}

/** The other decision by its words and day; nothing where this reader may not see it. */
function otherNodes(before: string, id: string | null, { asOf }: NotesContext, index: NotesIndex): Content {
  const other = index.decisions.get(id ?? '');
  if (!other) return [];
  return [
    before,
    recordLink(keyOf('decision', other.id), inlineText(other.text)),
    `, ${shortDay(other.date, asOf)}`,
  ];
}
