// `{people}`: who is who, with what each owns. In: placeholder and released models; out: a record per person with rows
// like those of a digest. On the home page of people each record is the person's anchor.
import type { Person } from '../config/config.ts';
import type { Render } from '../graph/context.ts';
import {
  block,
  type Content,
  element,
  labelled,
  list,
  type MystNode,
  paragraph,
  recordLink,
  strong,
} from '../graph/node.ts';
import { countOption, listOption } from '../graph/option.ts';
import { optionNode, type Placeholder } from '../graph/placeholder.ts';
import { keyOf } from '../graph/record.ts';
import { viewHeading } from '../graph/settle.ts';
import { didYouMean, listWords } from '../message.ts';
import { actionText, daysOld, shortDay } from '../notes/text/words.ts';
import { inlineText } from '../notes/view/inline.ts';
import { personNamed } from '../notes/view/person.ts';
import { ageOf, dueText, noteNode, whenNode } from '../notes/view/record-nodes.ts';
import { newestFirst } from '../notes/view/select.ts';
import { formatScore } from '../objectives/number.ts';
import { currentPeriod } from '../objectives/period.ts';
import { scoreObjective } from '../objectives/score.ts';
import { statusClass, statusContent } from '../objectives/status.ts';
import type { OverviewContext } from './render-compass.ts';
import { overviewRules } from './rules.ts';

export const renderPeople: Render<OverviewContext> = (placeholder, context) => {
  const depth = countOption(placeholder, context, 'depth');
  const people = choosePeople(placeholder, context);
  const owned = indexOwned(context);
  const nodes = people.map((person) => personNode(person, owned, depth, context));
  return [
    block('compass-records compass-folk', ...(nodes.length > 0 ? nodes : [paragraph('Nobody to show.')])),
  ];
};

/** Only people whom this build's readers may know: those in the graph. */
function choosePeople(placeholder: Placeholder, context: OverviewContext): Person[] {
  const { config, graph } = context;
  const released = config.people.filter((person) => graph.get(keyOf('person', person.id)));
  const words = listOption(placeholder, 'ids');
  if (words.length === 0) return released;
  return words.flatMap((word) => {
    const person = personNamed(word, config.people);
    if (person) return released.includes(person) ? [person] : [];
    const known = released.map(({ id }) => id);
    context.report(
      overviewRules.personKnown,
      `Unexpected person \`${word}\`, expected ${listWords(known) || 'somebody of compass.yml, but it names nobody'}${didYouMean(word, known)}`,
      context.place(optionNode(placeholder, 'ids')),
    );
    return [];
  });
}

/** What each person owns, as list items: made once for all. */
interface Owned {
  objectives: Map<string, MystNode[]>;
  actions: Map<string, MystNode[]>;
  decisions: Map<string, MystNode[]>;
}

function indexOwned(context: OverviewContext): Owned {
  return {
    objectives: ownedObjectives(context),
    actions: ownedActions(context),
    decisions: ownedDecisions(context),
  };
}

/** Of the current period, or of the last before it. */
function ownedObjectives(context: OverviewContext): Map<string, MystNode[]> {
  const { periods, objectives } = context.objectives;
  const period = currentPeriod(periods, context.asOf) ?? periods.at(-1);
  const items = new Map<string, MystNode[]>();
  for (const objective of objectives) {
    if (objective.owner === undefined || objective.period.id !== period?.id) continue;
    const score = scoreObjective(objective, context.asOf, context.config);
    append(
      items,
      objective.owner,
      paragraph(
        recordLink(keyOf('objective', objective.id), objective.title),
        ' ',
        element(
          'strong',
          { class: statusClass(score.status) },
          statusContent(score),
          score.value !== null && ` ${formatScore(score.value)}`,
        ),
      ),
    );
  }
  return items;
}

/** Oldest first, then those that objectives give, which bear no date. */
function ownedActions(context: OverviewContext): Map<string, MystNode[]> {
  const items = new Map<string, MystNode[]>();
  const open = context.notes.actions.filter((action) => action.state === 'open' && action.kind !== 'implied');
  for (const action of open.sort((a, b) => (a.given < b.given ? -1 : a.given > b.given ? 1 : 0))) {
    const facts = [action.quiet ? 'quiet' : '', dueText(action, context.asOf, 'due ')].filter(
      (word) => word !== '',
    );
    const node = paragraph(
      whenNode(daysOld(ageOf(action, context.asOf))),
      ' ',
      recordLink(keyOf('action', action.id), inlineText(actionText(action))),
      facts.length > 0 && [' ', noteNode(facts.join(', '))],
    );
    for (const owner of new Set(action.owners)) append(items, owner, node);
  }
  for (const objective of context.objectives.objectives) {
    for (const action of objective.actions.filter((item) => item.done === undefined)) {
      const due = action.due === undefined ? '' : `due ${shortDay(action.due, context.asOf)}, `;
      const link = recordLink(keyOf('objective', objective.id), objective.title);
      const node = paragraph(inlineText(action.text), ' ', noteNode(due, 'for ', link));
      for (const owner of new Set(action.owners)) append(items, owner, node);
    }
  }
  return items;
}

/** Standing ones, newest first; `by` holds names or ids. */
function ownedDecisions(context: OverviewContext): Map<string, MystNode[]> {
  const items = new Map<string, MystNode[]>();
  const standing = context.notes.decisions.filter((decision) => decision.state === 'standing');
  for (const decision of newestFirst(standing)) {
    const link = recordLink(keyOf('decision', decision.id), inlineText(decision.text));
    const node = paragraph(whenNode(shortDay(decision.date, context.asOf)), ' ', link);
    for (const name of new Set(decision.by)) append(items, name, node);
  }
  return items;
}

function append(items: Map<string, MystNode[]>, key: string, node: MystNode): void {
  const found = items.get(key);
  if (found) found.push(node);
  else items.set(key, [node]);
}

function personNode(
  person: Person,
  owned: Owned,
  depth: number | undefined,
  context: OverviewContext,
): MystNode {
  const key = keyOf('person', person.id);
  const name = person.page === undefined ? person.name : recordLink(key, person.name);
  const words = [person.initials, person.handle && `@${person.handle}`].filter(Boolean).join(', ');
  const head = block('compass-record-head', viewHeading(depth, name), words !== '' && paragraph(words));
  const of = (items: Map<string, MystNode[]>) => [
    ...(items.get(person.id) ?? []),
    ...(items.get(person.name) ?? []),
  ];
  const rows = [
    ownedRow('Objectives', of(owned.objectives)),
    ownedRow('To do', of(owned.actions)),
    ownedRow('Decided', of(owned.decisions)),
  ].flat();
  const body = rows.length > 0 ? rows : [paragraph('Owns nothing that this compass shows.')];
  const node = block('compass-record', head, block('compass-rows', ...body));
  return context.isHome('person') ? labelled(node, key) : node;
}

/** What a person has none of is left out. */
function ownedRow(title: string, items: Content[]): MystNode[] {
  if (items.length === 0) return [];
  const head = paragraph(strong(title), ` ${items.length}`);
  return [
    block('compass-row', head, block('compass-row-body', list(items.map(copy), { class: 'compass-items' }))),
  ];
}

/** An action of two people stands twice; mystmd must not find one node in two places. */
const copy = (item: Content): Content => structuredClone(item);
