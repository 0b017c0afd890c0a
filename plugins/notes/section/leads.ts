// Who leads a text: known to the meeting, called as people are, or perhaps known in the series.
import { IMPERATIVE, isDeed } from './deeds.ts';
import { mayBeName, type OwnerLead, readNames } from './names.ts';
import type { Roster } from './roster.ts';

/** The name before “to” or “will” and a deed, with a marker before it or none: whom the notes call so. */
export function nameThatTakesOn(text: string): string | null {
  if (!/ (?:to|will) /.test(text)) return null;
  const match =
    /^(?:(?:ACTION|Action|AI)[: ] ?)?(\p{Lu}[^\s:]{1,20}(?: \p{Lu}[^\s:]{0,20})?) (?:to|will) /u.exec(text);
  if (!match || !mayBeName(match[1]!) || IMPERATIVE.test(match[1]!)) return null;
  return IMPERATIVE.test(text.slice(match[0].length)) ? match[1]! : null;
}

/** `[Ana] text`, `[ana] - text`: a name in brackets. */
export function bracketLead(text: string, roster: Roster): { owners: string[]; rest: string } | null {
  const match = /^\[([\p{L}@][\p{L}\p{N}@_. ,&-]{1,40})\]:?\s*(?:[-–—]\s*)?(?=\S)/u.exec(text);
  const owners = match ? readNames(match[1]!) : null;
  if (!match || !owners) return null;
  const named = owners.every((owner) => roster.knows(owner) || (mayBeName(owner) && !owner.includes(' ')));
  return named ? { owners, rest: text.slice(match[0].length) } : null;
}

/** Unknown names lead only with three words at most, and with “will”, “should”, or “to” and a deed. */
export function isNamedLead(lead: OwnerLead, named: boolean): boolean {
  if (!named || lead.verb === 'can') return false;
  if (lead.owners.some((owner) => owner.split(' ').length > 3 || IMPERATIVE.test(owner))) return false;
  return lead.verb !== 'to' || (/^\p{Ll}/u.test(lead.rest) && !/^(?:be|the|a|an)\b/.test(lead.rest));
}

/**
 * A word in small letters before “to” or “will”, in a place where only an owner makes sense: `anaruiz to write …`.
 * Where the place says less, what follows must begin with a deed.
 */
export function unknownLead(text: string, strict: boolean): OwnerLead | null {
  const match =
    /^([\p{Ll}][\p{L}\p{N}_-]{1,30}(?:(?:, | and | & |\/)[\p{Ll}][\p{L}\p{N}_-]{1,30}){0,4}) (to|will|should|volunteers to) (?=\p{Ll})/u.exec(
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

export const isKnown = (owner: string, roster: Roster): boolean =>
  roster.knows(owner) || owner.startsWith('@');

export const areKnown = (owners: readonly string[], roster: Roster): boolean =>
  owners.every((owner) => isKnown(owner, roster));

/** Known, or called as people are. */
export const areNamed = (owners: readonly string[], roster: Roster): boolean =>
  owners.every((owner) => isKnown(owner, roster) || mayBeName(owner));

/** Could some meeting of the series know them? */
export function areGuessed(owners: readonly string[], roster: Roster): boolean {
  return owners.every(
    (owner) =>
      roster.knows(owner) || (/^\p{Lu}\p{L}/u.test(owner) && mayBeName(owner) && !IMPERATIVE.test(owner)),
  );
}
