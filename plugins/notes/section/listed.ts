// Actions under a heading of actions or in a check box: who leads, stands last, or is asked. In: plain text; out: owners and words.
import { type ActionText, cleanAction, withoutDone } from './action-text.ts';
import { IMPERATIVE, isDeed, isReport } from './deeds.ts';
import { clausesOf, readPromise } from './implied.ts';
import { areGuessed, areKnown, areNamed, bracketLead, isNamedLead, unknownLead } from './leads.ts';
import { readNames, readOwnerLead } from './names.ts';
import { isEverybody, type Roster } from './roster.ts';

/** An item under a heading of actions, or in a check box: the owner leads, or stands last. */
export function readListed(text: string, roster: Roster): ActionText {
  const dated = text.replace(/^\[?\d{4}-\d{2}-\d{2}\]?:\s*|^For (?=\p{Lu}[\p{L} ]{1,30}: )/u, '');
  const boxed = bracketLead(dated, roster);
  if (boxed) return { owners: boxed.owners, ...cleanAction(boxed.rest), number: null };
  const lead = readOwnerLead(dated, roster) ?? unknownLead(dated, true);
  if (!lead || lead.rest === '') return withLaterOwner(dated, roster);
  const known = areKnown(lead.owners, roster);
  const named = areNamed(lead.owners, roster);
  const isOwner =
    lead.connector === 'none'
      ? known && !lead.owners.some(isEverybody) && /^\p{L}/u.test(lead.rest) && !isReport(lead.rest)
      : known || (lead.connector === 'verb' ? isNamedLead(lead, named) : named && isDeed(lead.rest));
  if (!isOwner) {
    const read = withLaterOwner(dated, roster);
    const called = lead.connector === 'colon' && read.owners.length === 0 && areGuessed(lead.owners, roster);
    const { text } = cleanAction(lead.rest);
    return called ? { ...read, guess: { owners: lead.owners, text, only: false } } : read;
  }
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

/** `email needs to be sent - Ana`, `PR for the site: Ben`, `read it (Ana, Ben)`: only names that are known. */
export function withLastOwner(written: string, roster: Roster): ActionText {
  const { text, done } = withoutDone(written);
  const handled = withLastHandles(text);
  if (handled) return { ...handled, done: done || handled.done };
  const match = /(?:\s?(?:--?|–|—)\s|:\s+|\s\()(?:[Oo]wner: )?([^():–—]{2,80})\)?[.!]?$/.exec(
    text.slice(-100),
  );
  const owners = match ? readNames(match[1]!) : null;
  const dash = /^\s?[-–—]/.test(match?.[0] ?? '');
  const known = owners?.every((owner) =>
    isEverybody(owner) ? dash && /^(?:all|every)/i.test(owner) : roster.hears(owner) || owner.startsWith('@'),
  );
  // Beside somebody who is known, a single word in the brackets is a name: `read it (Ana, fenwick)`.
  const beside =
    match !== null &&
    /\($/.test(match[0].slice(0, 2)) &&
    owners !== null &&
    owners.length > 1 &&
    owners.some((owner) => roster.knows(owner) && !isEverybody(owner)) &&
    owners.every((owner) => !owner.includes(' '));
  const owned = match ? cleanAction(text.slice(0, text.length - match[0].length)) : null;
  if (owned && owners && (known || beside))
    return {
      owners,
      text: owned.text,
      done: done || owned.done,
      number: null,
      guess: { owners, text: owned.text, only: false, sure: true, dash },
    };
  const asked = askedOwner(text);
  const guess =
    owned && owners && asked.length === 0 && !match![0].startsWith(':') && areGuessed(owners, roster)
      ? { owners, text: owned.text, only: false, dash }
      : null;
  return { owners: asked, ...cleanAction(written), number: null, guess };
}

/**
 * `Book the room @ana, @Ben Okafor - 10 min`: handles at the end own what stands before them, but for those that a deed
 * or a word such as “to” reaches for.
 */
function withLastHandles(written: string): ActionText | null {
  if (!written.includes('@')) return null;
  const from = Math.max(0, written.length - 300);
  const tail = written.slice(from);
  let first = tail.length;
  const owners: string[] = [];
  for (const { index, 0: handle } of [...tail.matchAll(HANDLE)].reverse()) {
    const between = tail.slice(index + handle.length, first);
    if (!(owners.length > 0 ? /^,? ?(?:and|&|\/)? ?$/ : AFTER_HANDLES).test(between)) break;
    owners.unshift(handle);
    first = index;
  }
  const before = written.slice(0, from + first).trimEnd();
  if (owners.length === 0 || REACHES.test(before.slice(-20)) || !/\S\s+\S|[^\0-\xff]{3}/.test(before))
    return null;
  const rest = /\(.*|[-–—] ?[\w?].*/.exec(tail.slice(first).replace(HANDLE, ''))?.[0] ?? '';
  return { owners, ...cleanAction(`${before.replace(ENDS_OPEN, '')} ${rest}`), number: null };
}

const HANDLE =
  /(?<![\w/.`@])@(?:\p{Lu}[\p{L}\p{N}_'’-]{1,38}(?: \p{Lu}(?:\p{Ll}[\p{L}'’-]{0,20}|(?!\p{L})\.?)){0,2}|[\p{L}\p{N}_](?:[\w.’'-]{0,37}\w))/gu;

/** A remark may follow: how long it takes, what else would do. */
const AFTER_HANDLES = /^[)\]]?(?: ?[–—-](?: ?[\w?]{1,8}){0,2}| \([^()]{1,80}\))?[\s.!]{0,3}$/;

const ENDS_OPEN = /(?<![\s([:,–—-])[\s([:,–—-]+$/;

/** Words that a name follows as what the deed is for. */
const REACHES =
  /(?:^|[\s(])(?:to|with|from|for|by|of|and|or|cc|via|than|at|on|about|see|ask|ping|tell|thanks?|help|invite|contact|remind|mention|tag|e?-?mail|add|assign|call|is|are|as|that|if|the):?$/i;

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

/** Does the text of a box say that something is to be done, rather than name an entry of the agenda? */
export function looksLikeTask(text: string, roster: Roster): boolean {
  if (IMPERATIVE.test(text)) return true;
  const lead = readOwnerLead(text, roster);
  return (
    lead !== null && lead.connector !== 'none' && areNamed(lead.owners, roster) && lead.connector !== 'dash'
  );
}
