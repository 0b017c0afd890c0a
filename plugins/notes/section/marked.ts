// Actions that the writer marked: `ACTION Ana: …`, `[AI Ana] …`, `#action …`. In: the plain text of one statement; out: owners and
// words, or why what looks like a marker is none.
import { foreignMarker } from '../text/languages.ts';
import { type ActionText, cleanAction } from './action-text.ts';
import { IMPERATIVE, isDeed } from './deeds.ts';
import { isInCode } from './implied.ts';
import { areKnown, areNamed, bracketLead, isKnown, isNamedLead, unknownLead } from './leads.ts';
import { withLastOwner } from './listed.ts';
import { mayBeName, readOwnerLead, readOwners } from './names.ts';
import { isEverybody, type Roster } from './roster.ts';

/** A marker: an action, or the reason why what looks like one is none; null for no marker. */
export type Marked = ActionText | { why: string } | { label: true } | null;

const NUMBER = '(?:#? ?(\\d{1,6}(?:\\.\\d{1,6}){0,3}))?';

const WORD = 'action(?:[ -]?(?:items?|points?)|s)?(?:\\(s\\))?';

/** A marker with a colon or in brackets only, as the heading “To do” is one of actions. */
const TODO = 'to[ -]?do';

/** `[ACTION: Ana] text`, `[ACTION] text`, `[AI Ana] text`. */
const BRACKET = new RegExp(
  `^\\[ ?(?:${WORD}|AI|${TODO}) ?${NUMBER} ?[:–-]? ?([^\\]]{0,120})\\] ?:? ?(.*)$`,
  'is',
);

/** `ACTION: text`, `ACTION 62.7: text`, `Action item (Ana): text`. */
const COLON = new RegExp(
  `^#?(?:${WORD}|${TODO}) ?${NUMBER} ?(?:\\(([^)]{1,120})\\)|\\[([^\\]]{1,120})\\])? ?: ?(.*)$`,
  'is',
);

/** `ACTION (Ana) text`: without a colon only for a known owner. */
const IN_BRACKETS = new RegExp(`^${WORD} ?${NUMBER} ?[([]([^)\\]]{1,120})[)\\]] (?=\\S)(.*)$`, 'is');

/** `ACTION - Ana - text`, `ACTION 3 - text`. */
const DASH = new RegExp(`^${WORD} ?${NUMBER} (?:-|–|—) (.*)$`, 'is');

/** `ACTION AR: text`, `ACTION on Ana - text`, `ACTION Ana will text`. */
const WITH_OWNER = new RegExp(`^${WORD} ?${NUMBER} (?:(on|for|to|by) )?(.*)$`, 'is');

/** `ACTION ITEM Check your boxes`: in capitals, before a deed. */
const CAPITALS = new RegExp(`^ACTION(?: ITEM| POINT)?S? ?${NUMBER} (?=\\p{Lu}?\\p{Ll})(.*)$`, 'su');

/** `ACTION 58.1 Cat Herders to look …`: in capitals, with the number of a meeting and of what it gave. */
const NUMBERED = /^ACTION (\d{1,6}(?:\.\d{1,6}){1,3}) (?=[\p{Lu}[(])(.*)$/su;

const AI = /^AI ?(?:#? ?(\d{1,6}))?( ?[:–-] | )(.*)$/s;

const TAG = /^#(?:action|action-?item)\b:? ?(.*)$/is;

const TAG_LAST = / #(?:action|action-?item)[.!]?$/i;

const LOOKS_LIKE = /^[^\w`]{0,3}(?:action(?:s|ed)?\b|to-?do\b(?! list))/i;

/** `New action item: …`: a word before the marker says which, and changes nothing. */
const WHICH = /^(?:(?:new|open|next|current|remaining) )(?=action(?: ?items?| ?points?)?:)/i;

/** `Harbour office action item: …`, `Ana's action: …`: the owner stands before the marker. */
const OWNER_FIRST =
  /^(\p{Lu}[^\s:]{1,30}(?: \p{Lu}[^\s:]{0,30})??)(?:['’]s)? (action(?: ?items?| ?points?)): ?(?=\S)/u;

/** Words before “action item” that order them and own nothing. */
const NO_OWNER =
  /^(?:key|main|pending|outstanding|new|open|next|first|second|third|last|final|old|previous|immediate|additional|other|another|further|possible|potential|proposed|suggested|follow-?up|important|urgent|related)\b/i;

/** Read a text that may start with a marker of actions. */
export function readMarked(written: string, roster: Roster): Marked {
  const text = withoutTornBold(written).replace(WHICH, '');
  const owned = /action/i.test(text.slice(0, 80)) ? OWNER_FIRST.exec(text) : null;
  if (owned && mayBeName(owned[1]!) && !NO_OWNER.test(owned[1]!))
    return finish(text.slice(owned[0].length), [owned[1]!], null, roster);
  const foreign = foreignMarker(text);
  if (foreign?.section === 'actions')
    return foreign.rest === '' ? { label: true } : finish(foreign.rest, [], null, roster);
  if (text === '' || (!/^\W{0,3}(?:action|ai\b|to[- ]?do)/i.test(text) && !TAG_LAST.test(text))) return null;
  const bracket = BRACKET.exec(text);
  if (bracket) return fromBracket(bracket, roster);
  const tag = TAG.exec(text);
  if (tag) return finish(tag[1]!, [], null, roster);
  const colon = COLON.exec(text);
  if (colon) return fromColon(colon, roster);
  const [, number, inside, rest = ''] = IN_BRACKETS.exec(text) ?? [];
  const owners = inside ? readOwners(inside) : null;
  if (owners && areKnown(owners, roster)) return finish(rest, owners, number ?? null, roster);
  const dash = DASH.exec(text);
  const dashed = dash ? fromDash(dash, roster) : null;
  if (dashed) return dashed;
  const behind = WITH_OWNER.exec(text);
  const own = behind ? fromOwner(behind, roster) : null;
  if (own) return own;
  const capitals = CAPITALS.exec(text);
  if (capitals && IMPERATIVE.test(capitals[2]!)) return finish(capitals[2]!, [], capitals[1] ?? null, roster);
  const numbered = NUMBERED.exec(text);
  if (numbered) return finish(numbered[2]!, [], numbered[1]!, roster);
  const ai = AI.exec(text);
  const item = ai ? fromAi(ai, roster) : null;
  if (item) return item;
  if (TAG_LAST.test(text)) return finish(text.replace(TAG_LAST, ''), [], null, roster);
  return LOOKS_LIKE.test(text) ? { why: whyNot(text) } : null;
}

/** “Nobody knows, ACTION: Ana will ask. …”: in mid-sentence only in capitals, before somebody's promise of a deed. */
export function readMidMarked(text: string, roster: Roster): ActionText | null {
  const at = text.includes('ACTION') ? text.slice(0, 2000).search(MID_MARKER) : -1;
  if (at < 0 || isInCode(text, at)) return null;
  const rest = text.slice(at).replace(/^[^:]*: {0,3}/, '');
  const sentence = rest.slice(0, rest.search(/[.!?](?: |$)|$/));
  const lead = readOwnerLead(sentence, roster);
  if (lead?.connector !== 'verb' || !IMPERATIVE.test(lead.rest)) return null;
  const named = areNamed(lead.owners, roster);
  return named ? finish(sentence, [], null, roster) : null;
}

const MID_MARKER = /(?<=[^[(] )ACTION(?: ITEM)? ?: {0,3}(?=[\p{Lu}@])/u;

/** `** ACTION 3:** text`: spaces inside its signs keep a marker from being bold. */
export function withoutTornBold(text: string): string {
  return text.startsWith('**')
    ? text.replace(/^\*\* ?([^*\n]{1,40}?) ?\*\* ?(:?) ?/, (_, inside: string, colon: string) =>
        BARE_MARKER.test(inside) ? `${inside}: ` : `${inside}${colon} `,
      )
    : text;
}

/** What is a label when it is bold alone: `**Decision** text`. */
const BARE_MARKER =
  /^(?:action(?: item| point)?s?|deci(?:sions?|ded)|resol(?:utions?|ved)|agreed|to-?do)(?: #?\d{1,6}(?:\.\d{1,6})?)?$/i;

/** `**Decision** text`: a marker in bold needs no colon. */
export function withColonAfterBold(text: string, bold: string): string {
  return bold !== '' &&
    BARE_MARKER.test(bold) &&
    text.startsWith(bold) &&
    /^\.? {1,3}(?!(?:items?|for|on|to|by)\b)[\p{L}\p{N}@]/u.test(text.slice(bold.length))
    ? `${bold}: ${text.slice(bold.length).replace(/^[. ]{1,4}/, '')}`
    : text;
}

function whyNot(text: string): string {
  return /^\W*to-?do/i.test(text)
    ? 'looks like an action; `ACTION` or a check box marks one'
    : 'names an action and marks none';
}

function fromBracket([, number, inside = '', rest = '']: RegExpExecArray, roster: Roster): Marked {
  const owners = inside.trim() === '' ? [] : readOwners(inside);
  if (owners === null)
    return rest.trim() === ''
      ? finish(inside, [], number ?? null, roster)
      : { why: 'names an action and marks none' };
  return finish(rest, owners, number ?? null, roster);
}

function fromColon([, number, inRound, inSquare, rest = '']: RegExpExecArray, roster: Roster): Marked {
  const inside = inRound ?? inSquare;
  const owners = inside ? readOwners(inside) : [];
  if (rest.trim() === '') return { label: true };
  return finish(rest, owners ?? [], number ?? null, roster);
}

/** A dash marks an action only with a known owner after it: “Action - needed by Friday” is none. */
function fromDash([, number, rest = '']: RegExpExecArray, roster: Roster): ActionText | null {
  if (number) return finish(rest, [], number, roster);
  const lead = readOwnerLead(rest, roster);
  return lead && lead.rest !== '' && areHeard(lead.owners, roster)
    ? finish(lead.rest, lead.owners, null, roster)
    : null;
}

/** Known or heard of in the meeting; beside one who is, a name is a name. */
function areHeard(owners: readonly string[], roster: Roster): boolean {
  return owners.some((owner) => isKnown(owner, roster) || roster.hears(owner)) && areNamed(owners, roster);
}

function fromOwner([, number, preposition, rest = '']: RegExpExecArray, roster: Roster): ActionText | null {
  const lead = readOwnerLead(rest, roster) ?? (preposition ? unknownLead(rest, true) : null);
  if (!lead || lead.rest.trim() === '') return null;
  const known = areKnown(lead.owners, roster);
  const named = areNamed(lead.owners, roster);
  const joined = lead.connector === 'colon' || (lead.connector === 'dash' && preposition !== undefined);
  const called = lead.connector === 'verb' && isNamedLead(lead, named) && isDeed(lead.rest);
  if (joined ? named : (known && lead.connector !== 'none') || called)
    return finish(lead.rest, lead.owners, number ?? null, roster);
  return null;
}

/** “AI” is also a subject: it marks an action only before an owner. */
function fromAi([, number, mark = '', written = '']: RegExpExecArray, roster: Roster): ActionText | null {
  const rest = written.trimStart();
  if (mark.includes(':') && /^\p{Ll}/u.test(rest) && IMPERATIVE.test(rest))
    return finish(rest, [], number ?? null, roster);
  const lead = readOwnerLead(rest, roster) ?? unknownLead(rest, true);
  if (!lead || lead.rest === '') return null;
  const known = areKnown(lead.owners, roster);
  const named =
    known ||
    (lead.owners.every(mayBeName) &&
      (lead.connector === 'verb' ? lead.verb !== 'can' : lead.connector !== 'none' && isDeed(lead.rest)));
  if (mark.trim() === '' ? known && lead.connector === 'colon' : named)
    return finish(lead.rest, lead.owners, number ?? null, roster);
  return null;
}

function finish(rest: string, owners: string[], number: string | null, roster: Roster): ActionText {
  const text = rest.trim();
  if (owners.length > 0)
    return {
      owners,
      ...cleanAction(text.replace(/^(?:[:–—-]|to(?= )|will(?= )|should(?= ))\s*/i, '')),
      number,
    };
  const lead = markedLead(text, roster);
  if (lead) return { owners: lead.owners, ...cleanAction(lead.rest), number };
  return { ...withLastOwner(text, roster), number };
}

/** After a marker the writer's intent is plain, so an unknown name counts before “:”, “will” or “to”. */
function markedLead(text: string, roster: Roster): { owners: string[]; rest: string } | null {
  const boxed = bracketLead(text, roster);
  if (boxed) return boxed;
  const lead = readOwnerLead(text, roster) ?? unknownLead(text, false);
  if (!lead || lead.rest === '') return null;
  const known = areKnown(lead.owners, roster);
  const named = areNamed(lead.owners, roster);
  if (lead.connector === 'none')
    return known &&
      !lead.owners.some(isEverybody) &&
      (/^\p{Ll}/u.test(lead.rest) || lead.owners[0]?.startsWith('@'))
      ? lead
      : null;
  if (lead.connector === 'dash') return known || (named && isDeed(lead.rest)) ? lead : null;
  if (lead.connector === 'colon') return named ? lead : null;
  return known || isNamedLead(lead, named) ? lead : null;
}
