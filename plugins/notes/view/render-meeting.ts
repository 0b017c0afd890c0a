// The rows of one meeting in a digest: topics, decided, to do, open questions, links. In: a meeting and the view;
// out: a block per row, with words where a row is empty.
import {
  block,
  type Content,
  details,
  element,
  list,
  type MystNode,
  paragraph,
  recordLink,
  strong,
  text,
} from '../../graph/node.ts';
import { keyOf } from '../../graph/record.ts';
import type { Action, Decision, Meeting, NoteLink, Question, Topic } from '../model.ts';
import { actionText, count, sentenceCase, shortDay } from '../text/words.ts';
import { inlineNodes, inlineText } from './inline.ts';
import {
  decisionNodes,
  linkNode,
  linksBeside,
  noteNode,
  ownerNodes,
  placeNode,
  sameLine,
  stateNode,
} from './record-nodes.ts';
import type { DigestView } from './render-digest.ts';

/** More items than this fold, so that a digest is read in seconds. */
const MOST_ITEMS = 8;
/** About five lines of run-in topics. */
const MOST_LETTERS = 320;

/** What a meeting's rows show: the records named there, and what this reader may see of the rest. */
interface Parts {
  topics: Topic[];
  decisions: Decision[];
  actions: Action[];
  questions: Question[];
  links: NoteLink[];
}

export function meetingRows(meeting: Meeting, view: DigestView): MystNode[] {
  const parts = partsOf(meeting, view);
  const isEmpty = Object.values(parts).every((items) => items.length === 0);
  if (isEmpty) return [paragraph(`${sentenceCase(emptyWords(meeting, view))}.`)];
  const rows: Record<keyof Parts, () => MystNode[]> = {
    topics: () => topicsRow(parts, meeting),
    decisions: () => decisionsRow(parts, meeting, view),
    actions: () => actionsRow(parts, meeting, view),
    questions: () => questionsRow(parts),
    links: () => linksRow(parts, meeting),
  };
  return PARTS.flatMap((name) => (parts[name].length > 0 || tells(name, meeting, view) ? rows[name]() : []));
}

const PARTS = ['topics', 'decisions', 'actions', 'questions', 'links'] as const;

/**
 * May the view say that a meeting has none of these? Not when it was not asked to show them, nor in a public build of
 * a series that does not show them: an empty row there would lie.
 */
function tells(name: keyof Parts, meeting: Meeting, view: DigestView): boolean {
  if (!view.show.has(name)) return false;
  if (view.context.audience !== 'public' || name === 'decisions' || name === 'actions') return true;
  return view.index.series.get(meeting.series)?.show.includes(name) ?? false;
}

function partsOf(meeting: Meeting, view: DigestView): Parts {
  const { show, index } = view;
  return {
    topics: show.has('topics') ? meeting.topics : [],
    decisions: show.has('decisions') ? (index.madeIn.get(meeting.id) ?? []) : [],
    actions: show.has('actions') ? actionsOf(meeting, view) : [],
    questions: show.has('questions') ? meeting.questions.filter((question) => !question.answered) : [],
    links: show.has('links') ? meeting.links : [],
  };
}

/** Those given first, then those carried over or closed; implied ones are never certain and not here. */
function actionsOf(meeting: Meeting, view: DigestView): Action[] {
  const named = (view.index.namedIn.get(meeting.id) ?? []).filter((action) => action.kind !== 'implied');
  const isGiven = (action: Action) => action.givenIn === meeting.id;
  return [...named.filter(isGiven), ...named.filter((action) => !isGiven(action))];
}

/** Only of what this view shows: “nothing decided, no actions given”. */
function emptyWords(meeting: Meeting, view: DigestView): string {
  if (meeting.withheld > 0) return `${count(meeting.withheld, 'item')} withheld`;
  const shown = NOTHING.filter(([name]) => tells(name, meeting, view));
  return shown.length === NOTHING.length
    ? 'nothing was noted'
    : shown.map(([, words]) => words).join(', ') || 'nothing to show';
}

const NOTHING = [
  ['decisions', 'nothing decided'],
  ['actions', 'no actions given'],
  ['topics', 'no topics'],
  ['questions', 'no open questions'],
] as const;

function row(name: string, title: string, amount: number, ...content: Content[]): MystNode {
  const head = paragraph(strong(title), amount > 0 && ` ${amount}`);
  return block(`compass-row compass-row-${name}`, head, block('compass-row-body', ...content));
}

const emptyRow = (name: string, title: string, words: string): MystNode =>
  row(name, title, 0, element('paragraph', { class: 'compass-empty' }, words));

function topicsRow(parts: Parts, meeting: Meeting): MystNode[] {
  const outer = outermost(parts.topics);
  if (outer.length === 0) return [emptyRow('topics', 'Topics', 'No topics were noted.')];
  const led = new Set([...parts.decisions, ...parts.actions].map((record) => record.topic));
  const links = topicLinks(outer, parts, meeting);
  const pieces = outer.map((topic) => topicNodes(topic, led.has(topic.text), links.get(topic)));
  const lengths = outer.map((topic) => topic.text.length);
  const fits = lengths.findIndex((_, index) => total(lengths.slice(0, index + 1)) > MOST_LETTERS);
  const cut = fits < 1 ? pieces.length : fits;
  const rest = pieces.slice(cut);
  return [
    row(
      'topics',
      'Topics',
      outer.length,
      paragraph(...runIn(pieces.slice(0, cut))),
      rest.length > 0 && details(count(rest.length, 'more topic'), paragraph(...runIn(rest)), 'compass-more'),
    ),
  ];
}

const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);

function outermost(topics: Topic[]): Topic[] {
  const depth = Math.min(...topics.map((topic) => topic.depth));
  return topics.filter((topic) => topic.depth === depth);
}

function topicNodes(topic: Topic, led: boolean, link: NoteLink | undefined): Content {
  const words = inlineNodes(topic.text.replace(/(?<![.])\.$/, ''));
  return [led ? strong(...words) : words, link && [' ', linkNode(link)]];
}

const runIn = (pieces: Content[]): Content[] =>
  pieces.flatMap((piece, index) => (index === 0 ? [piece] : [text(' / '), piece]));

/** A link below a topic, when it is the only one there, stands with it. */
function topicLinks(topics: Topic[], parts: Parts, meeting: Meeting): Map<Topic, NoteLink> {
  const found = new Map<Topic, NoteLink[]>();
  for (const link of freeLinks(parts, meeting)) {
    const topic = topics.findLast(
      (item) => item.place.file === link.place.file && item.place.line <= link.place.line,
    );
    if (topic && link.place.offset === undefined) found.set(topic, [...(found.get(topic) ?? []), link]);
  }
  return new Map(
    [...found].flatMap(([topic, links]) => (links.length === 1 ? [[topic, links[0]!] as const] : [])),
  );
}

/** Links that no action and no decision shows. */
function freeLinks(parts: Parts, meeting: Meeting): NoteLink[] {
  const taken = [...parts.actions, ...parts.decisions].flatMap((record) => linksBeside(record, meeting));
  const records = [...parts.actions, ...parts.decisions];
  return parts.links.filter(
    (link) =>
      !taken.some(({ url }) => url === link.url) &&
      !records.some((record) => sameLine(link.place, record.place)),
  );
}

function linksRow(parts: Parts, meeting: Meeting): MystNode[] {
  const besideTopics = new Set(topicLinks(outermost(parts.topics), parts, meeting).values());
  const links = freeLinks(parts, meeting).filter((link) => !besideTopics.has(link));
  if (links.length === 0) return [];
  const nodes = links.map((link): Content => linkNode(link));
  const shown = paragraph(...runIn(nodes.slice(0, MOST_ITEMS)));
  const rest = nodes.slice(MOST_ITEMS);
  const more =
    rest.length > 0 && details(count(rest.length, 'more link'), paragraph(...runIn(rest)), 'compass-more');
  return [row('links', 'Links', links.length, shown, more)];
}

function decisionsRow(parts: Parts, meeting: Meeting, view: DigestView): MystNode[] {
  if (parts.decisions.length === 0) return [emptyRow('decided', 'Decided', 'Nothing was decided.')];
  const items = parts.decisions.map((decision) =>
    paragraph(
      ...decisionNodes(decision),
      ...linksBeside(decision, meeting).flatMap((link) => [' ', linkNode(link)]),
      ' ',
      placeNode(decision.place),
      supersededNode(decision, view),
    ),
  );
  return [row('decided', 'Decided', items.length, ...itemLists(items, 'decision'))];
}

/** What was decided later instead; only that it no longer stands where this reader may not see by what. */
function supersededNode(decision: Decision, view: DigestView): Content {
  if (decision.state === 'standing') return [];
  const later = view.index.decisions.get(decision.supersededBy ?? '');
  const link = later && [' by ', recordLink(keyOf('decision', later.id), inlineText(later.text))];
  return [{ type: 'break' }, noteNode('superseded', link)];
}

function actionsRow(parts: Parts, meeting: Meeting, view: DigestView): MystNode[] {
  if (parts.actions.length === 0) return [emptyRow('todo', 'To do', 'No actions were given.')];
  const items = parts.actions.map((action) => actionItem(action, meeting, view));
  return [row('todo', 'To do', items.length, ...itemLists(items, 'action'))];
}

function actionItem(action: Action, meeting: Meeting, view: DigestView): MystNode {
  const { asOf, config } = view.context;
  const isGiven = action.givenIn === meeting.id;
  const carried =
    isGiven || action.state !== 'open' ? '' : `, carried over from ${shortDay(action.given, asOf)}`;
  return element(
    'listItem',
    { spread: true },
    paragraph(
      ...ownerNodes(action.owners, config.people),
      ...inlineNodes(actionText(action)),
      ...linksBeside(action, meeting).flatMap((link) => [' ', linkNode(link)]),
      isGiven && [' ', placeNode(action.place)],
    ),
    stateNode(action, asOf, carried),
  );
}

function questionsRow(parts: Parts): MystNode[] {
  if (parts.questions.length === 0) return [emptyRow('questions', 'Open questions', 'No question is open.')];
  const items = parts.questions.map((question) =>
    paragraph(...inlineNodes(question.text), ' ', placeNode(question.place)),
  );
  return [row('questions', 'Open questions', items.length, ...itemLists(items, 'question'))];
}

function itemLists(items: MystNode[], noun: string): Content[] {
  const rest = items.slice(MOST_ITEMS);
  return [
    list(items.slice(0, MOST_ITEMS), { class: 'compass-items' }),
    rest.length > 0 &&
      details(count(rest.length, `more ${noun}`), list(rest, { class: 'compass-items' }), 'compass-more'),
  ];
}

/** `1 decided, 2 to do, 1 of them done, 1 open question, 1 item withheld`; counts of zero are left out. */
export function meetingCounts(meeting: Meeting, view: DigestView): string {
  const { decisions, actions, questions, topics } = partsOf(meeting, view);
  const given = actions.filter((action) => action.givenIn === meeting.id);
  const done = given.filter((action) => action.state === 'done').length;
  const words = [
    decisions.length > 0 && `${decisions.length} decided`,
    given.length > 0 && `${given.length} to do`,
    done > 0 && doneWords(done, given.length),
    questions.length > 0 && count(questions.length, 'open question'),
  ].filter((word) => word !== false);
  if (words.length === 0 && topics.length > 0) words.push(count(outermost(topics).length, 'topic'));
  if (words.length === 0) return emptyWords(meeting, view);
  if (meeting.withheld > 0) words.push(`${count(meeting.withheld, 'item')} withheld`);
  return words.join(', ');
}

function doneWords(done: number, given: number): string {
  if (done < given) return `${done} of them done`;
  return given === 1 ? 'done' : given === 2 ? 'both done' : 'all done';
}
