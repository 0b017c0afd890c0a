// One action, decision, link or place as phrasing nodes, the same in every view. In: a record of the released model;
// out: nodes that keep their words in every export (strong and emphasis, not spans).

import type { Person } from '../../config/config.ts';
import { daysBetween } from '../../day.ts';
import { type Content, element, glyph, type MystNode, strong, text } from '../../graph/node.ts';
import type { Action, Decision, Meeting, NoteLink, NotePlace } from '../model.ts';
import { count, joinWords, shortDay } from '../text/words.ts';
import { inlineNodes, inlineText, isWebAddress } from './inline.ts';
import { firstName, nameOf } from './person.ts';

/** `line 36`, or `character 1204` of flattened notes; never a link: readers may not open the notes. */
export function placeNode(place: NotePlace): MystNode {
  const words = place.offset === undefined ? `line ${place.line}` : `character ${place.offset}`;
  return element('emphasis', { class: 'compass-place' }, words);
}

/** The day first, where a view lists by date. */
export const whenNode = (...content: Content[]): MystNode =>
  element('emphasis', { class: 'compass-when' }, ...content);

/** A second line below a text, in the second voice. */
export const noteNode = (...content: Content[]): MystNode =>
  element('emphasis', { class: 'compass-aside' }, ...content);

/** Names of owners before an action: `Ben`, `Ana, Mei`. */
export function ownerNodes(owners: readonly string[], people: readonly Person[]): Content[] {
  return owners.flatMap((owner) => [
    element('strong', { class: 'compass-owner' }, firstName(owner, people)),
    ' ',
  ]);
}

/** Where a decision goes on to say what it is not, or why. */
export const SECOND_THOUGHT = /(?:, (?:not|but|because|so that|instead|unless|until)\b|; | – | — |\. )/;

/** What was decided, in bold up to where a second thought begins. */
export function decisionNodes(decision: Decision): Content[] {
  const [first, ...rest] = inlineNodes(decision.text);
  if (first?.type !== 'text') return [strong(first, ...rest)];
  const value = first.value ?? '';
  const cut = value.search(SECOND_THOUGHT);
  if (cut < 12) return [strong(first, ...rest)];
  const part = (words: string): MystNode => ({ ...first, value: words });
  return [strong(part(value.slice(0, cut))), part(value.slice(cut)), ...rest];
}

/** A record's own link, else those on its line that are not in its text already. */
export function linksBeside(
  record: Action | Decision,
  meeting: Meeting | undefined,
): Pick<NoteLink, 'url' | 'text'>[] {
  if ('link' in record && record.link !== null) return [record.link];
  return (meeting?.links ?? []).filter(
    (link) => sameLine(link.place, record.place) && !record.text.includes(link.url),
  );
}

export function sameLine(a: NotePlace, b: NotePlace): boolean {
  return a.offset === undefined && a.file === b.file && a.line === b.line;
}

/** Only web addresses are linked: a private document has lost its address and keeps its words. */
export function linkNode(link: Pick<NoteLink, 'url' | 'text'>): MystNode {
  const words = link.text.trim() === '' ? link.url : link.text;
  if (!isWebAddress(link.url)) return text(words);
  return { type: 'link', url: link.url, children: [text(inlineText(words))] };
}

const GLYPHS = { open: '○', done: '✓', dropped: '–' } as const;

/** Marks that the theme draws, shared with the status of objectives: a ring, a check mark, a bar. */
const MARKS = { open: 'not-started', done: 'done', dropped: 'dropped' } as const;

/** A line of its own: `○ open for 45 days, named in no later meeting`. */
export function stateNode(action: Action, asOf: string, ...more: Content[]): MystNode {
  return element(
    'paragraph',
    { class: `compass-since compass-status-${MARKS[action.state]}` },
    glyph(`${GLYPHS[action.state]} `),
    stateText(action, asOf),
    dueText(action, asOf, '; due '),
    more,
  );
}

function stateText(action: Action, asOf: string): string {
  if (action.state !== 'open') {
    const noted = notedText(action, asOf);
    return noted === '' ? action.state : `${action.state}, ${noted}, given ${shortDay(action.given, asOf)}`;
  }
  const last = action.seen.at(-1) ?? action.given;
  const age = ageOf(action, asOf);
  const open = age === 0 ? 'open since today' : `open for ${count(age, 'day')}`;
  if (action.quiet) return `${open}, quiet: not named since ${shortDay(last, asOf)}`;
  const again = new Set(action.seen).size - 1;
  return `${open}, named in ${count(Math.max(0, again), 'later meeting')}`;
}

/** Notes say that an action is closed, not on which day: when it was noted, if not in the meeting that gave it. */
export function notedText({ given, seen }: Action, asOf: string): string {
  const noted = seen.at(-1) ?? given;
  return noted === given ? '' : `noted ${shortDay(noted, asOf)}`;
}

/** Days as of the build: a reviewed digest is older than the page that shows it. */
export const ageOf = (action: Action, asOf: string): number =>
  action.state === 'open' ? Math.max(0, daysBetween(action.given, asOf)) : action.ageDays;

export function isOverdue(action: Pick<Action, 'state' | 'due'>, asOf: string): boolean {
  return action.state === 'open' && action.due !== null && action.due < asOf;
}

/** `10 Nov, 10 days over`; nothing without a due date. */
export function dueText(action: Pick<Action, 'state' | 'due'>, asOf: string, before = ''): string {
  if (action.due === null) return '';
  const over = isOverdue(action, asOf) ? `, ${count(daysBetween(action.due, asOf), 'day')} over` : '';
  return `${before}${shortDay(action.due, asOf)}${over}`;
}

/** Objectives that a text does not name itself. */
export function otherObjectives({ text: words, objectives }: Pick<Action, 'text' | 'objectives'>): string[] {
  return objectives.filter((id) => !words.includes(`#${id}`));
}

/** All owners as words: for pictures and titles. */
export function ownersText(action: Action, people: readonly Person[]): string {
  return joinWords(action.owners.map((owner) => nameOf(owner, people)));
}
