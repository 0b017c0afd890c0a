// The names that sections of notes bear, and what is a question. In: the text of a heading or an item; out: its part
// in the meeting. A section's name is no topic.

import { foreignSection } from '../text/languages.ts';

/** What stands under a heading, or under an item that ends in a colon. */
export type Part = 'actions' | 'review' | 'earlier' | 'decisions' | 'people' | 'absent' | 'agenda' | 'plain';

const EDGES =
  /^[\uFE0F\s\d.)*_:#\p{Extended_Pictographic}-]+|(?<![\uFE0F\s*_:.#\p{Extended_Pictographic}-])[\uFE0F\s*_:.#\p{Extended_Pictographic}-]+$/gu;

const ACTIONS =
  /^(?:(?:new|open|next|our|outstanding|current|immediate|key|main|list of|resulting|agreed|upcoming|summary of) )?(?:actions?(?:[ -](?:items?|points?|list|steps))?(?:\(s\))?|to[ -]?dos?(?:[ -]list)?|todo list|next[ -]steps?|follow[ -]?ups|follow[ -]?up (?:items|actions))(?: ?[/&] ?next steps| (?:items|list|required|needed|this week|next week|(?:for|from) (?:this|next|today['’]s) (?:week|meeting|call)))?$/i;
/** Where earlier actions are gone through: they stand beside what is told of them. */
const REVIEW =
  /^(?:previous actions?(?: items?)?|actions?(?: items?)? (?:review|status|updates?|from (?:the )?(?:last|previous) \w+)|(?:review|status|check[ -]?in|follow[ -]?up)(?: of| on)? (?:\S+ ){0,3}actions?(?: items?)?(?: from .{1,30})?)$/i;
/** Where whatever was said last time is gone through. */
const EARLIER =
  /^follow[ -]?ups? (?:from|on|of) (?:the )?(?:last|previous) (?:meeting|call|time|week)(?: ?\/ ?\w+)?$/i;
const DECISIONS =
  /^(?:(?:key|main|new|our|final|consented) )?(?:conclusions?|decisions?(?: (?:made|taken|reached|recorded|log))?|resolutions?|agreements?)$/i;
const PEOPLE =
  /^(?:in attendance|attendance|attendees?|attending|present|participants?|people(?: present)?|(?:voting )?members(?: present)?|others present|who(?:['’]s| is| was) (?:here|there|present)|roll ?call|attended|here)(?: (?:list|present))?$/i;
/** `Other attendees`, `Voting member roll call`, `Project representatives`: whatever kind of them it is. */
const KIND_OF_PEOPLE =
  /^(?:[\p{L}-]+ ){1,4}(?:attendees|attendance|participants|representatives|roll ?call)$/iu;
/** `Voting members not in attendance`. */
const KIND_ABSENT = /^(?:[\p{L}-]+ ){0,3}(?:not in attendance|absent|not present)$/iu;
/** `Attendees (sign yourself in)`. */
const REMARK = / \([\w @:;,./'’-]{1,60}\)$/;
/** The group whose members are listed: `TSC Members`. */
const GROUP = /^[A-Z]{2,6} (?=[\w ]{0,10}[Mm]embers)/;
const ABSENT = /^(?:regrets|apologies|absent|absentees|excused|not present|unable to attend)$/i;
const AGENDA =
  /^(?:(?:proposed|draft|meeting|today['’]s|suggested|standing|(?:your |our )?new|your) )?(?:agenda(?: items?| topics?| draft)?(?: for .{1,30})?|topics?|discussions?(?: topics?| items?| points?)?|items|schedule|open (?:discussion|floor|topics?)|parking lot|checklist|template)$/i;
const PLAIN =
  /^(?:(?:meeting |our |raw |live )?(?:notes?|minutes|information|info|links?)|welcome(?: and news)?|news|introductions?|announcements?|updates?|misc(?:ellaneous)?|other(?: items| topics| business)?|aob|any other business|q ?& ?a(?:,? other)?|questions?|recap|summary|overview|logistics|housekeeping|admin(?: stuff)?|resources|references|recordings?|previous meeting|next meetings?|upcoming meetings?(?: and events)?|date|time|where|when|options|goals?|scribe|facilitator|chair|old topics|upcoming|background|context|details)$/i;

/** The part that a heading opens; null for a heading that is a topic. */
export function partOf(text: string): Part | null {
  if (text.length > 80 || !/^(?:\S+\s+){0,8}\S*\s*$/.test(text)) return null;
  // Most texts begin and end with a letter, and need no look at their edges.
  const name = (/^[a-z].*[a-z]$/is.test(text) ? text : text.replaceAll(EDGES, ''))
    .replace(/ \([\w ]{1,12}\)$/, '')
    .replaceAll(/\s+/g, ' ');
  if (ACTIONS.test(name)) return 'actions';
  if (name.length > 9 && REVIEW.test(name)) return 'review';
  if (name.length > 9 && EARLIER.test(name)) return 'earlier';
  if (DECISIONS.test(name)) return 'decisions';
  if (ABSENT.test(name) || KIND_ABSENT.test(name)) return 'absent';
  if (PEOPLE.test(name.replace(GROUP, '').replace(REMARK, '')) || KIND_OF_PEOPLE.test(name)) return 'people';
  if (AGENDA.test(name)) return 'agenda';
  return PLAIN.test(name) ? 'plain' : foreignSection(name);
}

const PEOPLELIKE =
  /^\W*(?:[a-z]+ )?(?:att|pr[eé]s|part|peop|memb|voting|others|who|roll|here|regr|apol|abs|exc|not|unab|in|anw|teiln|asis|ause|ents|参|出|欠)/i;

/** `Present: Ana, Ben`: who is there or absent by a label before a colon, and what follows. */
export function labelledPeople(text: string): { part: Part; rest: string } | null {
  const colon = text.slice(0, 80).search(/[:：]/);
  const part = colon > 0 && PEOPLELIKE.test(text) ? partOf(text.slice(0, colon)) : null;
  return part && isOfPeople(part) ? { part, rest: text.slice(colon + 1).trim() } : null;
}

export const isOfPeople = (part: Part): boolean => part === 'people' || part === 'absent';

export const SCRIBE =
  /^(?:scribes?|note[- ]?takers?|notes by|minutes by|chairs?|facilitators?|facilitated by|hosts?|moderators?|secretary|timekeeper)\s*[:–-]\s*(.{2,200})$/i;

/** Words that begin what is asked. */
const ASKS =
  /^(?:should|could|can|do|does|did|is|are|was|were|what|when|who|how|why|where|which|would|will|shall|have|has|any\w*)\b/i;

/** `Which one? https://…`. */
const ADDRESS_LAST = /(?<=[?？؟]) https?:\/\/\S{1,400}$/;

/** Not “Book the room -- ??”, which leaves open who does it. */
export function isQuestion(text: string): boolean {
  const asked = text.includes(' http') ? text.replace(ADDRESS_LAST, '') : text;
  const end = asked.slice(-8);
  if (!/[?？؟]["'”’)\]]{0,3}$/.test(end) || /[-–—] ?\?{1,3}$/.test(end)) return false;
  // “Read the charts (which of them are old?)” asks beside what it says.
  const aside = end.endsWith(')') ? asked.lastIndexOf(' (') : -1;
  if (aside > 0 && ASKS.test(asked.slice(aside + 2)) && !ASKS.test(asked))
    return wordCount(asked.slice(0, aside)) < 4;
  return /[\p{L}\p{N}]/u.test(asked);
}

/** Does a line that follows a question reply to it? */
export function isReply(text: string): boolean {
  return /^(?:a(?:nswer)?[:.]|yes\b|no\b(?! update)|yep\b|nope\b|yeah\b|correct\b|agreed\b|→|->|=>)/i.test(
    text,
  );
}

/** The number of words, for titles and topics of flattened notes. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
