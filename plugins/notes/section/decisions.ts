// Is this text a decision? In: the plain text of one statement; out: its words, its number, who decided, or the
// reason why what looks like one is none.
import { foreignMarker } from '../text/languages.ts';
import { cleanText } from './action-text.ts';
import { withoutTornBold } from './marked.ts';
import { readOwners } from './names.ts';

export interface DecisionText {
  text: string;
  number: string | null;
  /** Names as written. */
  by: string[];
}

export type DecisionResult = DecisionText | { why: string } | { label: true } | null;

const NUMBER = '(?:#? ?(\\d{1,6}(?:\\.\\d{1,6}){0,3}))?';
const NOUN = '(?:decisions?|resolutions?|conclusions?)(?: (?:made|taken|reached))?';
const VERB =
  "(?:we |the (?:group|team|board) |team )?(?:have |has |had |’ve |'ve )?(?:decided|resolved|agreed|aligned)";
const MARKER = new RegExp(`^(?:${NOUN}|${VERB}) ?${NUMBER} ?(?:\\(([^)]{1,120})\\))? ?: ?(.*)$`, 'is');
const NUMBERED = new RegExp(`^(?:decision|resolution) ${NUMBER.slice(0, -1)} [-–—] (.*)$`, 'is');
/** `DECISION 58.1 The vote ends`: in capitals, with the number of a meeting and of what it decided. */
const WITH_NUMBER = /^(?:DECISION|RESOLUTION) (\d{1,6}(?:\.\d{1,6}){1,3}) (?=[\p{Lu}[(])(.*)$/su;
/** `Decision - text`, unless it tells of one that is still to be made. */
const DASHED =
  /^decision [-–—] (?!(?:needed|required|pending|open|postponed|deferred|tbd|to be|not|by|due|next|who|what|when|where|how|whether|if|should)\b)(.*)$/is;
/** `RESOLVED - That the club …`: without a colon only in capitals. */
const DASHED_CAPITALS = /^(?:DECIDED|RESOLVED|RESOLUTION|AGREED) ?[-–—] ?(?=\p{L})(.*)$/su;
const BRACKET = new RegExp(
  `^\\[ ?(?:decision|decided|resolution|resolved|agreed) ?${NUMBER} ?(?:: ?([^\\]]{1,500}))?\\] ?:? ?(.*)$`,
  'is',
);
const TAG = /^#(?:agreed|decided|decision|resolved|resolution)\b:? ?(.*)$/is;
const TAG_LAST = / #(?:agreed|decided|decision|resolved)[.!]?$/i;
const CAPITALS = /^(?:DECIDED|RESOLVED|AGREED)(?: that| to)? (?=\p{Ll}|\p{Lu}\p{Ll})(.*)$/su;
/** Sentences that tell of a decision: they keep their first words, but for those that say nothing. */
const SENTENCE =
  /^(?:(?:we|everyone|everybody|all|the (?:[\w-]+ ){0,2}(?:group|team|board|committee|council|members|t[as]?c)|team|it was|group)(?:['’]ve| have| has| all| also| then)? )?(?:(?:agreed|aligned|decided) (?:to|that|on|not|we|this|it|the|there|against)\b|decided (?!by|upon|with|yet|later|at|after|before|in)(?=[a-z]))/i;
const EMPTY_LEAD =
  /^(?:agreed|aligned|(?:we (?:(?:have|all|also) )?)?decided|we (?:(?:have|all|also) )?(?:agreed|aligned)|it was (?:agreed|decided)) (?:to|that) /i;
const NOT_DECIDED =
  /^(?:agreed|aligned|decided) (?:upon|with|by|in principle\?)\b|^aligned (?:on|against|the|a|an)\b.*\?$/i;
const DECISION_TO = /^(?:the )?decision (?:is |was )?(?:made )?to (.*)$/is;
const LOOKS_LIKE =
  /^\W{0,3}(?:(?:proposed|draft|tentative|potential|possible|pending) (?:decisions?|resolutions?)|decisions?\b|resolution\b|resolved\b|agree(?:d)?\b|aligned\b|decided\b)/i;
const PROPOSED = /^\W{0,3}(?:proposed|draft|tentative|potential|possible|pending)\b/i;

const NO_VOTE = /\b(?:no vote (?:was )?taken|vote (?:was )?not (?:conducted|held|taken))\b/i;
const MOVED =
  /^(?:vote )?(?:moved?|deferred|postponed|tabled) to (?:\w+ ){0,3}(?:meeting|call|week|month|vote|review)\b/i;

const POSTPONED =
  /^(?:\p{L}+ ?: ?)?(?:the|this) (?:\p{L}+ ){1,3}(?:is|was|will be|has been) (?:postponed|deferred|put off|tabled)\b/iu;

/** Was no vote taken, or the vote moved? Said beside the resolution, below it or in its topic (“Fees - moved to …”). */
export function isPutOff(text: string, topic: string, below: readonly string[]): boolean {
  const dash = topic.search(/ [-–—] /);
  return (
    NO_VOTE.test(text) ||
    POSTPONED.test(text) ||
    below.some((line) => NO_VOTE.test(line) || MOVED.test(line)) ||
    (dash > 0 && MOVED.test(topic.slice(dash + 3)))
  );
}

export function readDecision(written: string, speaker: string | null = null): DecisionResult {
  const text = withoutTornBold(written);
  const result = readAny(text);
  // “Ben: agreed on that” is one voice, not a decision; a marker or “we” is.
  const oneVoice =
    speaker !== null &&
    result !== null &&
    'text' in result &&
    /^(?:(?:agreed|aligned|decided)\b(?! ?:)|conclusions?\b)/i.test(text);
  return oneVoice ? { why: 'one person agrees' } : result;
}

function readAny(text: string): DecisionResult {
  const foreign = foreignMarker(text);
  if (foreign?.section === 'decisions')
    return foreign.rest === '' ? { label: true } : finish(foreign.rest, null, []);
  if (!/deci|resol|agree|align|conclu/i.test(text)) return null;
  if (
    !/^[\W_]{0,3}(?:the |we |we've |we’ve |everyone |everybody |all |team |it was |group |proposed |draft |tentative |potential |possible |pending )?(?:[\w'’]+ ){0,3}(?:decision|resolution|conclusion|decided|resolved|agreed|agree|aligned)/i.test(
      text.slice(0, 80),
    ) &&
    !TAG_LAST.test(text.slice(-20))
  )
    return null;
  if (PROPOSED.test(text)) return LOOKS_LIKE.test(text) ? { why: 'proposed, not decided' } : null;
  if (/\?["')”]{0,2}$/.test(text.slice(-6))) return null;
  const marker = MARKER.exec(text) ?? NUMBERED.exec(text);
  if (marker) return fromMarker(marker);
  const dashed = DASHED.exec(text) ?? DASHED_CAPITALS.exec(text);
  if (dashed) return finish(dashed[1]!, null, []);
  const numbered = WITH_NUMBER.exec(text);
  if (numbered) return finish(numbered[2]!, numbered[1]!, []);
  const bracket = BRACKET.exec(text);
  if (bracket) return finish(`${bracket[2] ?? ''} ${bracket[3] ?? ''}`, bracket[1] ?? null, []);
  const tag = TAG.exec(text);
  if (tag) return finish(tag[1]!, null, []);
  if (TAG_LAST.test(text)) return finish(text.replace(TAG_LAST, ''), null, []);
  const capitals = CAPITALS.exec(text);
  if (capitals) return finish(capitals[1]!, null, []);
  const decision = DECISION_TO.exec(text);
  if (decision) return finish(decision[1]!, null, []);
  if (NOT_DECIDED.test(text)) return { why: 'tells of agreement and records none' };
  if (SENTENCE.test(text)) return { text: cleanText(text.replace(EMPTY_LEAD, '')), number: null, by: [] };
  return LOOKS_LIKE.test(text) ? { why: whyNot(text) } : null;
}

function whyNot(text: string): string {
  return /^\W{0,3}agree\b/i.test(text)
    ? 'an instruction to agree, not an agreement'
    : 'names a decision and records none';
}

function fromMarker(match: RegExpExecArray): DecisionResult {
  const rest = match.at(-1) ?? '';
  const by = match.length > 3 && match[2] ? (readOwners(match[2]) ?? []) : [];
  // `Resolved: (Ana to comment)` heads the list of what was resolved.
  if (rest.trim() === '' || /^\([^()]{1,120}\)$/.test(rest.trim())) return { label: true };
  return finish(rest, match[1] ?? null, by);
}

function finish(rest: string, number: string | null, by: string[]): DecisionResult {
  const text = cleanText(
    rest
      .trim()
      .replace(/^(?:to|that) (?=\S)/i, '')
      .replace(EMPTY_LEAD, ''),
  );
  return text === '' ? null : { text, number, by };
}

/** Under a heading of decisions every item is one. */
export function listedDecision(text: string): DecisionText {
  return { text: cleanText(text.replace(EMPTY_LEAD, '')), number: null, by: [] };
}

/** A later decision that says so takes the place of an earlier one. */
export function replacesEarlier(text: string): boolean {
  return /\b(?:instead of|supersed(?:es?|ed|ing)|revers(?:es?|ed|ing) (?:the|our|that|this|an?)|reversed|replaces? (?:the )?(?:earlier|previous|decision|agreement)|overturn(?:s|ed)?|no longer|revert(?:s|ed)?(?: the)? decision)\b/i.test(
    text,
  );
}
