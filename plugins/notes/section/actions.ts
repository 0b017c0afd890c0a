// Is this text an action, of which kind, and whose? In: the plain text of one statement; out: owners and words.
// The three kinds are never mixed up: marked by the writer, listed under a heading, implied by the words.
import type { Guess } from './draft.ts';
import {
  isEverybody,
  mayBeName,
  type OwnerLead,
  type Roster,
  readNames,
  readOwnerLead,
  readOwners,
} from './people.ts';

export interface ActionText {
  /** Names as written. */
  owners: string[];
  text: string;
  /** `62.7` as written, null for none. */
  number: string | null;
  /** “done” beside it. */
  done: boolean;
  /** Owners whom the meeting does not know. */
  guess?: Guess | null;
}

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
const DONE =
  /(?<!\s)(?:\s*[-–—:.;,]{1,3}\s*|\s+\(|\s+\[|\s*\*|\s+(?=DONE|COMPLETED|✅|✔|☑))(?:done|completed|finished|✅|✔|☑)\uFE0F?[.!)\]*]*$/iu;
const DONE_FIRST = /^(?:\(done\)|\[done\]|done:|DONE\b:?|✅|✔|☑)\uFE0F?\s*/iu;

/** Read a text that may start with a marker of actions. */
export function readMarked(written: string, roster: Roster): Marked {
  const text = withoutTornBold(written);
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
  const owned = WITH_OWNER.exec(text);
  const own = owned ? fromOwner(owned, roster) : null;
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
    /^ (?!(?:items?|for|on|to|by)\b)[\p{L}\p{N}@]/u.test(text.slice(bold.length))
    ? `${bold}: ${text.slice(bold.length).trimStart()}`
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
  return lead && lead.rest !== '' && areKnown(lead.owners, roster)
    ? finish(lead.rest, lead.owners, null, roster)
    : null;
}

function fromOwner([, number, preposition, rest = '']: RegExpExecArray, roster: Roster): ActionText | null {
  const lead = readOwnerLead(rest, roster);
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

/** An item under a heading of actions, or in a check box: the owner leads, or stands last. */
export function readListed(text: string, roster: Roster): ActionText {
  const dated = text.replace(/^\[?\d{4}-\d{2}-\d{2}\]?:\s*/, '');
  const boxed = bracketLead(dated, roster);
  if (boxed) return { owners: boxed.owners, ...cleanAction(boxed.rest), number: null };
  const lead = readOwnerLead(dated, roster) ?? unknownLead(dated, true);
  if (!lead || lead.rest === '') return withLastOwner(dated, roster);
  const known = areKnown(lead.owners, roster);
  const named = areNamed(lead.owners, roster);
  const isOwner =
    lead.connector === 'none'
      ? known && !lead.owners.some(isEverybody) && /^\p{L}/u.test(lead.rest) && !isReport(lead.rest)
      : known || (lead.connector === 'verb' ? isNamedLead(lead, named) : named && isDeed(lead.rest));
  if (!isOwner) return withLaterOwner(dated, roster);
  // A known name at the end outweighs an unknown one at the start: “Site to be moved - Ana”.
  const last = known ? null : withLastOwner(dated, roster);
  if (last && last.owners.length > 0) return last;
  const rest = lead.rest.replace(/^please /i, '');
  return { owners: lead.owners, ...cleanAction(rest), number: null };
}

/**
 * Does an owner lead who takes it on (“Ana will”, “Ana to”, “Ana: send …”), and not one who is told of? `strict`: among
 * things of other kinds, so that the owner is known and what follows a colon is a deed; but any clause may say so.
 */
export function isTakenOn(text: string, roster: Roster, strict = false): boolean {
  if (bracketLead(text, roster)) return true;
  const later = strict ? clausesOf(text).slice(1) : [];
  const promises = later.map((clause) => readPromise(clause.text, roster));
  if (promises.some((promise) => promise && !promise.guess && IMPERATIVE.test(promise.text))) return true;
  const lead = readOwnerLead(text, roster) ?? unknownLead(text, true);
  if (!lead || lead.owners.some((owner) => !roster.knows(owner) && IMPERATIVE.test(owner))) return false;
  if (strict && !lead.owners.every((owner) => roster.hears(owner))) return false;
  if (lead.connector === 'verb') return true;
  return (lead.connector !== 'none' && !strict) || isDeed(lead.rest);
}

/** The name before “to” or “will” and a deed, with a marker before it or none: whom the notes call so. */
export function nameThatTakesOn(text: string): string | null {
  if (!/ (?:to|will) /.test(text)) return null;
  const match =
    /^(?:(?:ACTION|Action|AI)[: ] ?)?(\p{Lu}[^\s:]{1,20}(?: \p{Lu}[^\s:]{0,20})?) (?:to|will) /u.exec(text);
  if (!match || !mayBeName(match[1]!) || IMPERATIVE.test(match[1]!)) return null;
  return IMPERATIVE.test(text.slice(match[0].length)) ? match[1]! : null;
}

/** “Ana will not be there”, “Ben is on vacation”: who is away does nothing. */
export function isAbsence(text: string): boolean {
  return ABSENCE.test(text.slice(0, 200));
}

/** `[Ana] text`, `[ana] - text`: a name in brackets. */
function bracketLead(text: string, roster: Roster): { owners: string[]; rest: string } | null {
  const match = /^\[([\p{L}@][\p{L}\p{N}@_. ,&-]{1,40})\]:?\s*(?:[-–—]\s*)?(?=\S)/u.exec(text);
  const owners = match ? readNames(match[1]!) : null;
  if (!match || !owners) return null;
  const named = owners.every((owner) => roster.knows(owner) || (mayBeName(owner) && !owner.includes(' ')));
  return named ? { owners, rest: text.slice(match[0].length) } : null;
}

/** Unknown names lead only with three words at most, and with “will”, “should”, or “to” and a deed. */
function isNamedLead(lead: OwnerLead, named: boolean): boolean {
  if (!named || lead.verb === 'can') return false;
  if (lead.owners.some((owner) => owner.split(' ').length > 3 || IMPERATIVE.test(owner))) return false;
  return lead.verb !== 'to' || (/^\p{Ll}/u.test(lead.rest) && !/^(?:be|the|a|an)\b/.test(lead.rest));
}

/**
 * A word in small letters before “to” or “will”, in a place where only an owner makes sense: `anaruiz to write …`.
 * Where the place says less, what follows must begin with a deed.
 */
function unknownLead(text: string, strict: boolean): OwnerLead | null {
  const match =
    /^([\p{Ll}][\p{L}\p{N}_-]{1,30}(?:(?:, | and | & |\/)[\p{Ll}][\p{L}\p{N}_-]{1,30}){0,4}) (to|will|should) (?=\p{Ll})/u.exec(
      text,
    );
  if (!match) return null;
  const owners = match[1]!.split(/, | and | & |\//);
  const rest = text.slice(match[0].length);
  if (
    owners.some((owner) => NO_OWNER.test(owner) || IMPERATIVE.test(owner)) ||
    (strict && !isDeed(rest)) ||
    /^be\b/.test(rest)
  )
    return null;
  return { owners, connector: 'verb', verb: match[2]!, rest };
}

/** Words in small letters that stand before “to” and own nothing. */
const NO_OWNER =
  /^(?:need|needs|needed|required|try|trying|want|wants|how|what|where|when|reply|respond|talk|speak|listen|back|due|next|prior|go|get|have|has|continue|hope|like|agree|agreed|subscribe|switch|return|refer|stick|commit|contribute|connect|convert|lead|used|able|ready|happy|willing|up|down|open|similar|related|according|thanks|i|we|you|they|it|this|that|us|things?|something|nothing|more|work|time|way|steps?|prs?|issues?|docs?|changes|links?|answers?|plans?|proposals?|attempts?|efforts?|reminder|people|folks|someone|somebody|anyone|nobody)$/;

/** Does the text begin with something to be done? */
function isDeed(text: string): boolean {
  return IMPERATIVE.test(text) || /^(?:let['’]s|should|needs? to|will|to) /i.test(text);
}

/** `email needs to be sent - Ana`, `PR for the site: Ben`, `read it (Ana, Ben)`: only names that are known. */
function withLastOwner(written: string, roster: Roster): ActionText {
  const { text, done } = withoutDone(written);
  const match = /(?:\s?(?:--?|–|—)\s|:\s+|\s\()(?:[Oo]wner: )?([^():–—]{2,80})\)?[.!]?$/.exec(
    text.slice(-100),
  );
  const owners = match ? readNames(match[1]!) : null;
  const known = owners?.every((owner) =>
    isEverybody(owner)
      ? /^\s?[-–—]/.test(match![0]) && /^(?:all|every)/i.test(owner)
      : roster.hears(owner) || owner.startsWith('@'),
  );
  const owned = match ? cleanAction(text.slice(0, text.length - match[0].length)) : null;
  if (owned && owners && known) return { owners, text: owned.text, done: done || owned.done, number: null };
  const asked = askedOwner(text);
  const guess =
    owned && owners && asked.length === 0 && !match![0].startsWith(':') && areGuessed(owners, roster)
      ? { owners, text: owned.text, only: false }
      : null;
  return { owners: asked, ...cleanAction(written), number: null, guess };
}

const isKnown = (owner: string, roster: Roster): boolean => roster.knows(owner) || owner.startsWith('@');
const areKnown = (owners: readonly string[], roster: Roster): boolean =>
  owners.every((owner) => isKnown(owner, roster));
/** Known, or called as people are. */
const areNamed = (owners: readonly string[], roster: Roster): boolean =>
  owners.every((owner) => isKnown(owner, roster) || mayBeName(owner));

/** Could some meeting of the series know them? */
function areGuessed(owners: readonly string[], roster: Roster): boolean {
  return owners.every(
    (owner) =>
      roster.knows(owner) || (/^\p{Lu}\p{L}/u.test(owner) && mayBeName(owner) && !IMPERATIVE.test(owner)),
  );
}

/** `Ben asked for paint. Ana to buy it`: told of one, and a later sentence names another. */
function withLaterOwner(text: string, roster: Roster): ActionText {
  const last = withLastOwner(text, roster);
  if (last.owners.length > 0) return last;
  for (const clause of clausesOf(text).slice(1)) {
    const promise = readPromise(clause.text, roster);
    if (promise && !promise.guess) return { ...last, owners: promise.owners };
  }
  return last;
}

/** `…, @ana - can you do this?`: the one handle of whom it is asked. */
function askedOwner(text: string): string[] {
  const match = /(?<![\w.])(@[\w-]{2,39})[,:]?(?: [-–—])? (?:can|could|will|would) you\b/i.exec(text);
  return match ? [match[1]!] : [];
}

/** Words that follow “will”, “to” or “should” without promising anything. */
const NO_PROMISE =
  /^(?:be\b(?! (?:responsible|in charge|the one))|have|not|never|need|like|want|probably|also be|likely|no|the|a|an|his|her|their|my|our|this|that|those|these|it|them|me|us|you|all|miss|join us|leave|attend|only|hopefully be|still|get\b(?! (?:an?|the|some|in touch|together|back to|feedback|help)\b))\b/i;
/** The same words as things: “update on the budget”, “update (two servers moved)”. */
const NOUN = /^[\p{L}-]+ (?:(?:on|of|or|for|from|about|re|is|was|are|needs?)\b|[(–—-])/iu;
const IMPERATIVE =
  /^(?:add|ask|build(?!-)|look (?:at|for|into|closer)|figure out|finali[sz]e|formali[sz]e|arrange|book|bring|bump|buy|call|chase|check|clarify|clean|close|collect|comment|compare|complete|confirm|contact|coordinate|create|define|delete|deploy|describe|develop|discuss|document|draft|email|e-mail|file|fill|find|finish|fix|follow[ -]?up|gather|get in touch|help|identify|implement|inform|invite|investigate|iterate|announce|analy[sz]e|adjust|apply|assign|backport|cancel|change|circulate|consider|convert|demo|deprecate|disable|drop|enable|evaluate|examine|explain|explore|expire|fcp|form|get|give|improve|incorporate|increase|introduce|keep|lower|meet|monitor|note|offer|own|package|poll|postpone|prep|pull|read|reach|refer|refactor|register|release|reconsider|reduce|replace|research|restart|restructure|revisit|rewrite|respond|run|scope|see|sign|split|suggest|support|switch|take|tell|think|touch|tweak|un-?nominate|use|work|downgrade|leave|distill|come back|bring|refine|label|link|list|make|merge|migrate|move|open|organi[sz]e|pick up|ping|plan|post|prepare|propose|provide|publish|push|put|raise|rebase|record|remind|remove|rename|reply|report|request|resolve|review|revise|schedule|send|set up|share|sort out|start|submit|summari[sz]e|sync|talk to|test|track|transfer|try|update|upgrade|upload|verify|write)\b/i;

/** What somebody did, said or thinks, by its first word. */
const REPORT =
  /^(?!need|proceed|feed|embed|seed|speed)(?:\p{Ll}{2,30}ed|is|was|had|said|thinks|feels|prefers)\b/u;
const isReport = (rest: string): boolean => REPORT.test(rest);
const ABSENCE =
  /^\S{2,30}(?: \p{Lu}\S{0,30}){0,2} (?:will not|won['’]t|(?:is|will be) (?:away|on (?:leave|vacation|holiday)))\b/u;

/** What somebody says others might do is advice, and no promise. */
const ADVICE = /^(?:consider|look (?:at|closer)|make|propose|request|suggest|support|think|use|work)\b/i;

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
  const clauses = inItem || speaker !== null ? clausesOf(text) : [{ text, aside: false }];
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

const isOrder = (text: string): boolean =>
  IMPERATIVE.test(text) &&
  !NOUN.test(text) &&
  !ADVICE.test(text) &&
  !NO_PROMISE.test(text) &&
  !/^[^.!?]{0,200}\?/.test(text) &&
  (!BOTH.test(text) || OBJECT.test(text));

/** Words that are as often things as deeds: “package purpose”, “test data”. An object follows the deed. */
const BOTH =
  /^(?:build|call|change|comment|document|draft|file|form|help|label|link|list|note|offer|package|plan|poll|post|record|release|report|research|review|share|sign|test|track|update|upgrade)\b/i;
const OBJECT =
  /^\p{L}+ (?:(?:an?|the|it|this|that|these|those|our|your|his|her|their|all|some|up|out|back|with|to|in|prs?|issues?)\b|http|[#@\d])/iu;

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

/** What somebody does in the meeting itself: “Ana is going to present the plan”. */
export function isPresentation(text: string): boolean {
  return /^(?:ask|comment|demo|describe|discuss|explain|give|introduce|lead|note|present|say|see|share|speak|start|talk|tell)\b/i.test(
    text,
  );
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
  /^#\d{1,7}:? |[.;?→] {1,8}|[-–—]>? {1,8}|(?:: |, (?:(?:and|so|but|then) )?)(?=[\p{Lu}@][^\s,;:]{1,40}(?: [^\s,;:]{1,40}){0,3} (?:will|to) )/gu;

const isInCode = (text: string, at: number): boolean => text.slice(0, at).split('`').length % 2 === 0;

interface Clause {
  text: string;
  /** Behind a colon or a comma. */
  aside: boolean;
}

/** The text, and each part that a clause of it begins; at most eight. */
function clausesOf(text: string): Clause[] {
  if (!PROMISES.test(text)) return [];
  const later = [...text.slice(0, 600).matchAll(CLAUSE)]
    .filter(({ index }) => !isInCode(text, index))
    .slice(0, 7);
  return [
    { text, aside: false },
    ...later.map(({ index, 0: mark }) => ({
      text: text.slice(index + mark.length),
      aside: /^[:,]/.test(mark),
    })),
  ];
}

/** With a guess, and to be judged by what the series knows, where nobody of those who promise is known. */
function readPromise(text: string, roster: Roster): ActionText | null {
  if (!PROMISES.test(text.slice(0, 120))) return null;
  const lead = readOwnerLead(text, roster);
  if (lead?.connector !== 'verb' || lead.verb === 'can' || lead.verb === 'have to') return null;
  // Beside somebody who is known, a name is a name.
  const { owners } = lead;
  if (owners.some(isEverybody) || !areNamed(owners, roster)) return null;
  const only = !owners.some((owner) => isKnown(owner, roster));
  if (only && !areGuessed(owners, roster)) return null;
  const words = lead.rest.replace(/^(?:also|then|now) /, '');
  if (!/^\p{Ll}/u.test(words) || NO_PROMISE.test(words)) return null;
  if (lead.verb.endsWith('going to') && isPresentation(words)) return null;
  if (only && !IMPERATIVE.test(words)) return null;
  const action = cleanAction(words);
  return { owners, ...action, number: null, guess: only ? { owners, text: action.text, only } : null };
}

/** Does the text of a box say that something is to be done, rather than name an entry of the agenda? */
export function looksLikeTask(text: string, roster: Roster): boolean {
  if (IMPERATIVE.test(text)) return true;
  const lead = readOwnerLead(text, roster);
  return (
    lead !== null && lead.connector !== 'none' && areNamed(lead.owners, roster) && lead.connector !== 'dash'
  );
}

/** A reference to an issue in brackets at the end, which is a link and no part of the words. */
const REFERENCE =
  /(?<!\s)\s*[([](?:see |cf\.? |in )?(?:(?:[\w.-]{1,60}\/)?[\w.-]{0,60}#\d{1,7}|GH-\d{1,7}|https?:\/\/[^\s()[\]]{1,400}|(?:issue|pr|pull request) #?\d{1,7})[)\]]\.?$/i;

/** `Book the room -- ??`: who does it is open. */
const NOBODY_YET = /(?<!\s)\s{0,3}(?:--?|–|—) ?\?{1,3}$/;

/** Without the issue in brackets, a full stop, “done” beside it, and the space around. */
function cleanAction(text: string): { text: string; done: boolean } {
  const rest = withoutDone(text);
  return { text: cleanText(rest.text), done: rest.done };
}

function withoutDone(text: string): { text: string; done: boolean } {
  let rest = text.trim();
  let done = false;
  if (DONE_FIRST.test(rest) && rest.replace(DONE_FIRST, '') !== '') {
    rest = rest.replace(DONE_FIRST, '');
    done = true;
  }
  const tail = rest.slice(-500);
  const shorter = tail.replace(DONE, '');
  if (shorter !== tail && rest.length - tail.length + shorter.trim().length > 0) {
    rest = rest.slice(0, rest.length - tail.length) + shorter;
    done = true;
  }
  return { text: rest, done };
}

/** Without the reference in brackets and the full stop; dots that mean “and so on” stay. */
export function cleanText(text: string): string {
  const rest = text.trim();
  const tail = rest.slice(-500);
  const bare = (
    rest.slice(0, rest.length - tail.length) + tail.replace(REFERENCE, '').replace(NOBODY_YET, '')
  ).trim();
  return bare.endsWith('.') && !/(?:\.\.|\betc\.|\be\.g\.|\b[A-Z]\.)$/.test(bare)
    ? bare.slice(0, -1).trim()
    : bare;
}
