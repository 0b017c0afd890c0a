// `{compass}`: the whole compass on one screen. In: placeholder, released models and the joined graph; out: blocks and
// lists, each entry with a link to its home. Rendered once every page is known, because the wheel is on another.

import { daysBetween } from '../day.ts';
import type { Render } from '../graph/context.ts';
import {
  block,
  type Content,
  cellImage,
  element,
  list,
  type MystNode,
  paragraph,
  recordLink,
  strong,
} from '../graph/node.ts';
import { choicesOption, countOption, textOption } from '../graph/option.ts';
import { optionNode, type Placeholder } from '../graph/placeholder.ts';
import { type Key, keyOf } from '../graph/record.ts';
import { viewHeading } from '../graph/settle.ts';
import { didYouMean, listWords } from '../message.ts';
import type { Action } from '../notes/model.ts';
import { actionText, count, shortDay } from '../notes/text/words.ts';
import { inlineText } from '../notes/view/inline.ts';
import { nameOf, shortName } from '../notes/view/person.ts';
import { SECOND_THOUGHT, whenNode } from '../notes/view/record-nodes.ts';
import { DIGEST_SHOW } from '../notes/view/render-digest.ts';
import { meetingCounts } from '../notes/view/render-meeting.ts';
import { indexNotes, type NotesContext, newestFirst } from '../notes/view/select.ts';
import { barWords, drawBar } from '../objectives/bar.ts';
import type { ObjectivesContext } from '../objectives/context.ts';
import type { Objective, ObjectiveScore, Period } from '../objectives/model.ts';
import { formatScore } from '../objectives/number.ts';
import { currentPeriod, findPeriod } from '../objectives/period.ts';
import { scoreObjective } from '../objectives/score.ts';
import { statusClass, statusContent } from '../objectives/status.ts';
import { overviewRules } from './rules.ts';

export interface OverviewContext extends NotesContext, ObjectivesContext {
  /** The wheel of another page, as on its own; nothing where there is none. `label` as written, or empty. */
  drawWheel?(label: string, period: string | undefined): MystNode[];
}

const COMPASS_PARTS = ['wheel', 'objectives', 'decisions', 'actions', 'quiet', 'meetings'] as const;
type Part = (typeof COMPASS_PARTS)[number];

interface Dashboard {
  context: OverviewContext;
  period: Period | undefined;
  scored: { objective: Objective; score: ObjectiveScore }[];
  last: number;
  depth: number;
  placeholder: Placeholder;
}

export const renderCompass: Render<OverviewContext> = (placeholder, context) => {
  const period = choosePeriod(placeholder, context);
  const dashboard: Dashboard = {
    context,
    period,
    scored: context.objectives.objectives
      .filter((objective) => objective.period.id === period?.id)
      .map((objective) => ({ objective, score: scoreObjective(objective, context.asOf, context.config) })),
    last: countOption(placeholder, context, 'last') ?? 3,
    depth: countOption(placeholder, context, 'depth') ?? 2,
    placeholder,
  };
  const shown = new Set(choicesOption(placeholder, context, 'show', COMPASS_PARTS) ?? COMPASS_PARTS);
  const make = (part: Part): MystNode[] => (shown.has(part) ? PARTS[part](dashboard) : []);
  const rows: [string, MystNode[]][] = [
    ['compass-glance', [...make('wheel'), ...make('objectives')]],
    ['compass-lately', [...make('decisions'), ...make('actions'), ...make('quiet')]],
    ['compass-last', make('meetings')],
  ];
  return rows.filter(([, nodes]) => nodes.length > 0).map(([name, nodes]) => block(name, ...nodes));
};

function choosePeriod(placeholder: Placeholder, context: OverviewContext): Period | undefined {
  const { periods } = context.objectives;
  const wanted = textOption(placeholder, 'live');
  if (wanted === '') return currentPeriod(periods, context.asOf) ?? periods.at(-1);
  const found = findPeriod(periods, wanted);
  if (found) return found;
  const known = periods.map((period) => period.id);
  const expected =
    known.length === 0 ? 'but there are no objectives' : `expected ${listWords(known.slice(-6))}`;
  context.report(
    overviewRules.periodKnown,
    `Unexpected period \`${wanted}\`, ${expected}${didYouMean(wanted, known)}`,
    context.place(optionNode(placeholder, 'live')),
  );
  return undefined;
}

const PARTS: Record<Part, (dashboard: Dashboard) => MystNode[]> = {
  wheel: wheelPart,
  objectives: objectivesPart,
  decisions: decisionsPart,
  actions: actionsPart,
  quiet: quietPart,
  meetings: meetingsPart,
};

function wheelPart({ context, period, placeholder }: Dashboard): MystNode[] {
  const label = textOption(placeholder, 'wheel');
  if (label === 'none') return [];
  const nodes = context.drawWheel?.(label, period?.id) ?? [];
  return nodes.length > 0 ? [block('compass-wheel', ...nodes)] : [];
}

/** A titled list; in words when it is empty. */
function part(dashboard: Dashboard, title: string, items: MystNode[], empty: string): MystNode[] {
  const body = items.length > 0 ? list(items, { class: 'compass-entries' }) : paragraph(empty);
  return [block('compass-part', viewHeading(dashboard.depth, title), body)];
}

function objectivesPart(dashboard: Dashboard): MystNode[] {
  const { scored, context, period } = dashboard;
  const items = scored
    .map((item) => ({ ...item, step: stepNumber(item.objective, context) }))
    .sort((a, b) => (a.step ?? 99) - (b.step ?? 99))
    .map(({ objective, score, step }) => objectiveItem(objective, score, step, context));
  const empty = period ? `No objectives for ${period.title || period.id}.` : 'No objectives to show.';
  return part(dashboard, 'Objectives', items, empty);
}

/** The number that the step it turns bears on the wheel. */
function stepNumber(objective: Objective, { graph }: OverviewContext): number | undefined {
  const steps = graph.from(keyOf('objective', objective.id), 'turns').map((link) => graph.get(link.to));
  const number = steps.find((step) => typeof step?.facts.number === 'number')?.facts.number;
  return typeof number === 'number' ? number : undefined;
}

function objectiveItem(
  objective: Objective,
  score: ObjectiveScore,
  step: number | undefined,
  { asOf }: OverviewContext,
): MystNode {
  const since = score.updated === null ? null : daysBetween(score.updated, asOf);
  const stale = since === null ? 'no check-in yet' : `no check-in for ${count(since, 'day')}`;
  return element(
    'listItem',
    { spread: true, class: 'compass-glance-objective' },
    paragraph(
      step !== undefined && [element('strong', { class: 'compass-number' }, String(step)), ' '],
      strong(recordLink(keyOf('objective', objective.id), objective.title)),
    ),
    element(
      'paragraph',
      { class: 'compass-progress' },
      cellImage(drawBar(score, 10), barWords(score), 'compass-svg compass-bar'),
      ' ',
      strong(formatScore(score.value)),
      ' ',
      element('strong', { class: statusClass(score.status) }, statusContent(score)),
    ),
    score.stale &&
      element(
        'paragraph',
        { class: 'compass-progress' },
        element('emphasis', { class: 'compass-stale' }, stale),
      ),
  );
}

/** What is first in a line, then a link, then who: `6 Oct` [Cap the number of objectives](…) Ana. */
function entry(when: Content, before: string, key: Key, title: string, after = ''): MystNode {
  const rest = after === '' ? [] : [' ', element('emphasis', { class: 'compass-who' }, after)];
  return paragraph(whenNode(when), ' ', before, recordLink(key, title), ...rest);
}

function decisionsPart(dashboard: Dashboard): MystNode[] {
  const { context, last } = dashboard;
  const standing = context.notes.decisions.filter((decision) => decision.state === 'standing');
  const items = newestFirst(standing)
    .slice(0, last)
    .map((decision) =>
      entry(
        shortDay(decision.date, context.asOf),
        '',
        keyOf('decision', decision.id),
        firstClause(decision.text),
      ),
    );
  return part(dashboard, 'Decided lately', items, 'Nothing was decided yet.');
}

/** The decision itself, without its second thought. */
function firstClause(text: string): string {
  const words = inlineText(text);
  const cut = words.search(SECOND_THOUGHT);
  return cut < 12 ? words : words.slice(0, cut);
}

function isOpen(action: Action): boolean {
  return action.state === 'open' && action.kind !== 'implied';
}

function actionsPart(dashboard: Dashboard): MystNode[] {
  const { context, last } = dashboard;
  const items = context.notes.actions
    .filter((action) => isOpen(action) && !action.quiet)
    .sort((a, b) => (a.given < b.given ? -1 : a.given > b.given ? 1 : 0))
    .slice(0, last)
    .map((action) => {
      const age = daysNode(daysBetween(action.given, context.asOf));
      return entry(
        age,
        '',
        keyOf('action', action.id),
        inlineText(actionText(action)),
        ownerNames(action, context),
      );
    });
  return part(dashboard, 'Oldest open actions', items, 'No action is open.');
}

const daysNode = (days: number): Content =>
  days === 0 ? 'today' : [strong(String(days)), days === 1 ? ' day' : ' days'];

function ownerNames({ owners }: Action, { config: { people } }: OverviewContext): string {
  return owners
    .map((owner) => {
      const person = people.find((candidate) => candidate.id === owner);
      return person ? shortName(person, people) : nameOf(owner, people);
    })
    .join(', ');
}

/** Objectives without a check-in and actions that meetings stopped naming: the longest silence first. */
function quietPart(dashboard: Dashboard): MystNode[] {
  const { context, scored, last } = dashboard;
  const { asOf } = context;
  const objectives = scored
    .filter(({ score }) => score.stale)
    .map(({ objective, score }) => ({
      days: score.updated === null ? null : daysBetween(score.updated, asOf),
      before: 'no check-in on ',
      key: keyOf('objective', objective.id),
      title: objective.title,
    }));
  const actions = context.notes.actions
    .filter((action) => isOpen(action) && action.quiet)
    .map((action) => ({
      days: daysBetween(action.seen.at(-1) ?? action.given, asOf),
      before: 'no word of ',
      key: keyOf('action', action.id),
      title: inlineText(actionText(action)),
    }));
  const items = [...objectives, ...actions]
    .sort((a, b) => (b.days ?? 0) - (a.days ?? 0))
    .slice(0, last)
    .map(({ days, before, key, title }) =>
      entry(days === null ? 'never' : daysNode(days), before, key, title),
    );
  return part(dashboard, 'Gone quiet', items, 'Nothing has gone quiet.');
}

function meetingsPart(dashboard: Dashboard): MystNode[] {
  const { context, last } = dashboard;
  const index = indexNotes(context.notes);
  const view = { context, index, show: new Set(DIGEST_SHOW), depth: undefined, mixed: true };
  const items = newestFirst(context.notes.series.flatMap((series) => series.meetings))
    .slice(0, last)
    .map((meeting) => {
      const series = index.series.get(meeting.series)?.title ?? meeting.series;
      const when = shortDay(meeting.date, context.asOf);
      return paragraph(
        whenNode(when),
        ' ',
        element('strong', { class: 'compass-where' }, recordLink(keyOf('meeting', meeting.id), series)),
        ` ${meetingCounts(meeting, view)}`,
      );
    });
  return part(dashboard, 'Last meetings', items, 'Nobody has met yet.');
}

/** What stands for the dashboard until every page is known; `compassFrom` reads it back. */
export function compassPlace(placeholder: Placeholder): MystNode {
  const { options, optionPositions, position } = placeholder;
  const data = { compassView: 'compass', options, optionPositions };
  return { ...block('compass-dashboard'), data, position };
}

export function compassFrom(place: MystNode): Placeholder {
  const written = (place.data?.options ?? {}) as Placeholder['options'];
  const depth = place.data?.depth;
  const options = typeof depth === 'number' ? { depth: String(depth), ...written } : written;
  const optionPositions = place.data?.optionPositions as Placeholder['optionPositions'];
  return {
    type: 'compassDirective',
    name: 'compass',
    argument: [],
    argumentText: '',
    options,
    optionPositions,
    body: '',
    bodyLine: 0,
    children: [],
    position: place.position,
  };
}
