// Actions said in passing: “Ana will ask”, “AR: I'll write it”. In: the text of one statement; out: who promises what.
import { type ActionText, cleanAction } from './action-text.ts';
import { ADVICE, IMPERATIVE, isOrder, isPresentation, NO_PROMISE } from './deeds.ts';
import { areGuessed, areNamed, isKnown } from './leads.ts';
import { readOwnerLead } from './names.ts';
import { isEverybody, type Roster } from './roster.ts';

/**
 * “Ana will …”, “Ben to …”, “Ana should …”, “AR: I will …”, “**Jim:** write …”. Only known people imply anything;
 * “you should” and “we could” do not. In a paragraph, where people talk, only a plain deed is a promise.
 */
export function readImplied(
  text: string,
  speaker: string | null,
  roster: Roster,
  inItem: boolean,
): ActionText | null {
  if (speaker !== null) {
    const rest = inItem
      ? (ownPromise(text, roster) ?? (roster.knows(speaker) && isOrder(text) ? text : null))
      : spokenPromise(text, roster);
    if (rest !== null) return { owners: [speaker], ...cleanAction(rest), number: null };
  }
  const clauses = clausesOf(text);
  let guessed: ActionText | null = null;
  for (const clause of clauses) {
    const promise = readPromise(clause.text, roster);
    if (!promise) continue;
    if (promise.guess) guessed ??= promise;
    else if ((inItem && !clause.aside) || IMPERATIVE.test(promise.text)) return promise;
  }
  return speaker === null ? guessed : null;
}

/** Of what was said last time: whose it is, if the series knows them. */
export function guessTaken(text: string, roster: Roster): ActionText | null {
  for (const clause of clausesOf(text)) {
    const { guess } = readPromise(clause.text, roster) ?? {};
    if (!guess) continue;
    const action = cleanAction(text);
    return { owners: guess.owners, ...action, number: null, guess: { ...guess, text: action.text } };
  }
  return null;
}

/** Has the text “will”, “'ll” or “going to”? */
export const mayPromise = (text: string): boolean => /(?:[Ww]i|['’])ll |going to /.test(text);

/** What a speaker promises: “I will …” and “I'll …” where they begin, else “I will” or “Will” and a deed. */
function ownPromise(text: string, roster: Roster): string | null {
  if (!mayPromise(text)) return null;
  for (const match of text.slice(0, 600).matchAll(PROMISED)) {
    const rest = text.slice(match.index + match[0].length);
    const whole = match[0].startsWith('I');
    if (!/\bI\b/.test(match[0]) && isOfAnother(text.slice(0, match.index), roster)) continue;
    if ((whole || (IMPERATIVE.test(rest) && !ADVICE.test(rest))) && !NO_PROMISE.test(rest)) return rest;
  }
  return null;
}

/** “Ben likes it and will write”: the sentence speaks of somebody else. */
function isOfAnother(before: string, roster: Roster): boolean {
  const sentence = before.split(/[.!?]/).at(-1)!.trimStart();
  return sentence.includes(' ') && roster.knows(sentence.slice(0, sentence.indexOf(' ')));
}

/** In the record of a call much that people will do is talk. */
function spokenPromise(text: string, roster: Roster): string | null {
  const rest = ownPromise(text, roster);
  return rest !== null && IMPERATIVE.test(rest) && !ADVICE.test(rest) && !isPresentation(rest) ? rest : null;
}

const PROMISED =
  /(?:^|[.,;!] {1,3}| - |\b(?:and|but|so|then) )(?:I(?: will|['’]ll|['’]m going to| am going to)|[Ww]ill)(?: also| then)? (?=\p{Ll})/gu;

const PROMISES = / (?:will|to|should|shall|must|is|needs?|has|are) |['’]ll /;

/**
 * A promise may follow what it is about: `No owner yet. Ana will ask`, `Fees - Ana to ask`, `#12 Ana to ask`; behind
 * a colon or a comma only that of a plain deed: `Fees: Ana to ask`, `nobody knows, so Ana will ask`.
 */
const CLAUSE =
  /^#\d{1,7}:? |[.;?→] {1,8}|[-–—]>? {1,8}|(?:: |, (?:(?:and|so|but|then|with) )?)(?=[\p{Lu}@][^\s,;:]{1,40}(?: [^\s,;:]{1,40}){0,3} (?:will|to) )| and (?=\p{Lu}\p{L}{1,20} will )/gu;

export const isInCode = (text: string, at: number): boolean => text.slice(0, at).split('`').length % 2 === 0;

interface Clause {
  text: string;
  /** Behind a colon or a comma. */
  aside: boolean;
}

/** The text, and each part that a clause of it begins; at most eight. */
export function clausesOf(text: string): Clause[] {
  if (!PROMISES.test(text)) return [];
  const later = [...text.slice(0, 600).matchAll(CLAUSE)]
    .filter(({ index }) => !isInCode(text, index))
    .slice(0, 7);
  return [
    { text, aside: false },
    ...later.map(({ index, 0: mark }) => ({
      text: text.slice(index + mark.length),
      aside: /^(?:[:,]| and)/.test(mark),
    })),
  ];
}

/** With a guess, and to be judged by what the series knows, where nobody of those who promise is known. */
export function readPromise(text: string, roster: Roster): ActionText | null {
  if (!PROMISES.test(text.slice(0, 120))) return null;
  const lead = readOwnerLead(text, roster);
  if (lead?.connector !== 'verb' || /^(?:can$|have to|agree|(?:is|are) (?:resp|task|assi))/.test(lead.verb))
    return null;
  // Beside somebody who is known, a name is a name.
  const { owners } = lead;
  if (owners.some(isEverybody) || !areNamed(owners, roster)) return null;
  const only = !owners.some((owner) => isKnown(owner, roster));
  if (only && !areGuessed(owners, roster)) return null;
  const words = lead.rest.replace(/^(?:also|then|now) /, '');
  if (!/^\p{Ll}/u.test(words) || NO_PROMISE.test(words)) return null;
  if (lead.verb.endsWith('going to') && isPresentation(words)) return null;

  if (only && (!/^(?:to|will)$/.test(lead.verb) || (lead.verb === 'to' && !IMPERATIVE.test(words))))
    return null;
  const action = cleanAction(words);
  return { owners, ...action, number: null, guess: only ? { owners, text: action.text, only } : null };
}
