// Names in text: the owners that it starts with, who speaks, who was there. In: text, and who is known; out: names as
// written.
import { partOf } from '../source/topics.ts';
import { isEverybody, type Roster } from './roster.ts';

/** What stands between owners and the text. */
export type Connector = 'colon' | 'dash' | 'verb' | 'none';

export interface OwnerLead {
  owners: string[];
  connector: Connector;
  /** `will`, `to`, `should`: lower case. */
  verb: string;
  rest: string;
}

const WORD = "(?:@[\\w.-]{1,40}|[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}\\p{N}'’.-]{0,30})";
const NAME = `(?:${WORD}(?: ${WORD}){0,3}|all\\b|everyone(?: else)?\\b|everybody\\b|folks\\b|we\\b)`;
const SEPARATOR = '(?: ?[,/&+] ?| (?:and|et|und|y|e) |, and )';
const OWNERS = new RegExp(`^\\(?(${NAME}(?:${SEPARATOR}${NAME}){0,7})\\)?`, 'u');
const VERB =
  /^(?:(?:,? ?['’]ll| will,?| shall| should| must| to| can| is going to| are going to| is to| (?:is|are) (?:responsible for|tasked with|assigned the task of)| agree[sd]? to| needs to| need to| has to| have to| volunteers to)) (?=\S)/;
/** Words in capitals that begin sentences and are nobody's name. */
const NO_NAME =
  /^(?:The|This|That|These|Those|It|There|Someone|Somebody|Anyone|Nobody|Need|Needs|Try|Plan|Remember|Continue|Want|How|What|When|Why|Who|Where|If|In|On|At|For|And|But|Or|Not|No|Yes|Also|Next|Note|Notes|Update|Updates|Example|Question|Answer|Idea|Goal|Target|Status|Background|Summary|Issue|PR|TODO|FYI|TBD|NB|Please|Maybe|Possible|Potential|Decision|Action|Actions|Our|Your|You|He|She|They|I|A|An|As|To|Is|Are|Item|Items|Point|Points|Plan|Required|Needed|List|Log|Review|Owner|Owners|Due|Done|Deadline|Community|Foundation|CPC|API|CI|Docs?|Release|Website|Link|Links|Proposal|Option|Options|Discussion|Agenda|Attendees?|Present|Pros?|Cons?|Results?|Conclusion|Follow|Follow-?up|Names?|None|Suggestions?|Concerns?|Problems?|Comments?|Consensus|Info|Reminders?|Feedback|Requests?|Steps?|Features?|Bugs?|Motivation|Outcomes?|Quorum|Finally|Then|Later|Meanwhile|Otherwise|However|Therefore|Hopefully|Once|While|Since)$/;

/** Could this be the name of somebody who is not known? One to three words with capitals, none of them a plain word. */
export function mayBeName(name: string): boolean {
  const words = name.split(' ');
  return (
    words.length <= 3 && name.length < 50 && !words.some((word) => NO_NAME.test(word)) && !/\d/.test(name)
  );
}

/** Owners joined by commas, slashes or “and”; null if any part is no name. */
export function readOwners(text: string): string[] | null {
  const trimmed = text
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .trim();
  if (trimmed.length === 0 || trimmed.length > 160) return null;
  const match = OWNERS.exec(trimmed);
  return match && match[0].length === trimmed.length ? splitOwners(match[1]!) : null;
}

/** Names in any letter case, joined by commas, slashes or “and”; the caller judges whether they are known. */
export function readNames(text: string): string[] | null {
  const trimmed = text.trim();
  const match = ANY_LIST.exec(trimmed);
  return match ? splitOwners(trimmed) : null;
}

/**
 * The owners at the start of a text and what joins them to it. Only the part of a run of capitals that is known is
 * a name: “Ana Write the page” is Ana's. The caller judges whether unknown names may count.
 */
export function readOwnerLead(text: string, roster: Roster): OwnerLead | null {
  const handles = /^@[\w-]{2,39}(?:(?:,? (?:and |& )?|, ?|\/)@[\w-]{2,39}){0,9}/.exec(text);
  if (handles) {
    const names = handles[0].match(/@[\w-]+/g) ?? [];
    const family = familyName(names.at(-1)!, text.slice(handles[0].length), roster);
    const last = `${names.at(-1)}${family}`;
    return joinedTo(`${handles[0]}${family}`, [...names.slice(0, -1), last], text);
  }
  const known = knownLead(text, roster);
  if (known) return known;
  const match = OWNERS.exec(text.slice(0, 200));
  if (!match) return null;
  const whole = joinedTo(match[0], splitOwners(match[1]!), text);
  if (whole.connector !== 'none') return whole;
  const words = match[0].split(' ');
  for (let count = words.length; count > 0; count--) {
    const part = words.slice(0, count).join(' ');
    const owners = splitOwners(part.replaceAll(/[()]/g, ''));
    if (owners.every((owner) => roster.knows(owner) && !/^we$/i.test(owner)))
      return joinedTo(part, owners, text);
  }
  return whole;
}

/** What follows the handle in `@Ana Ruiz`, as tools write whom they know; '' for none. */
function familyName(handle: string, behind: string, roster: Roster): string {
  if (!/^@\p{Lu}/u.test(handle)) return '';
  const match = /^ \p{Lu}[\p{L}'’-]{0,20}\.?(?: \p{Lu}[\p{L}'’-]{1,20})?/u.exec(behind)?.[0] ?? '';
  const next = behind.slice(match.length);
  const isName = roster.knows(`${handle}${match}`) || (VERB.test(next) && mayBeName(match.trim()));
  return match !== '' && isName ? match : '';
}

const ANY_WORD = "@?[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}_.'’-]{0,38}";
const ANY_LIST = new RegExp(
  `^${ANY_WORD}(?: ${ANY_WORD}){0,3}(?:${SEPARATOR}${ANY_WORD}(?: ${ANY_WORD}){0,3}){0,7}$`,
  'u',
);
const ANY_NAMES = new RegExp(`^${ANY_WORD}(?:${SEPARATOR}${ANY_WORD}){0,7}(?![\\p{L}\\p{N}_'’-])`, 'u');

/** Names in small letters count when they are known: handles, and names as people type them. */
function knownLead(text: string, roster: Roster): OwnerLead | null {
  const match = ANY_NAMES.exec(text.slice(0, 200));
  if (!match || /^\p{Lu}/u.test(match[0])) return null;
  const owners = splitOwners(match[0].replace(/\.$/, ''));
  return owners.every((owner) => roster.knows(owner) && !isEverybody(owner))
    ? joinedTo(match[0], owners, text)
    : null;
}

function joinedTo(part: string, owners: string[], text: string): OwnerLead {
  const tail = text.slice(part.length);
  // A dot that ends an abbreviation is not part of the name, nor is the colon of a longer word.
  const colon = /^ ?(?:\([^()]{0,40}\) ?)?:(?=\s|$)\s*/.exec(tail);
  if (colon) return { owners, connector: 'colon', verb: '', rest: tail.slice(colon[0].length) };
  const dash = /^ ?(?:--?|–|—|->|→) /.exec(tail);
  if (dash && tail.startsWith(' '))
    return { owners, connector: 'dash', verb: '', rest: tail.slice(dash[0].length) };
  const verb = VERB.exec(tail);
  if (verb)
    return {
      owners,
      connector: 'verb',
      verb: verb[0]
        .replaceAll(',', '')
        .trim()
        .replace(/^.*['’]ll$/, 'will'),
      rest: tail.slice(verb[0].length),
    };
  return { owners, connector: 'none', verb: '', rest: tail.trimStart() };
}

function splitOwners(text: string): string[] {
  return text
    .split(/ ?[,/&+] ?(?:and )?| (?:and|et|und|y|e) /)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The name before a colon that a line begins with, of somebody who may be unknown; null for none. */
export function nameBeforeColon(text: string): string | null {
  const colon = text.slice(0, 45).indexOf(':');
  if (colon < 2 || text[colon + 1] !== ' ') return null;
  const name = text.slice(0, colon).trimEnd();
  return SPEAKER.test(name) && mayBeName(name) && !isEverybody(name) && partOf(name) === null ? name : null;
}

const SPEAKER =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]{1,20}(?: \p{Lu}[\p{L}\p{M}'’.-]{0,20}){0,2}|\p{Ll}[\p{L}\p{N}_-]{2,30})$/u;

/** The name of somebody who may be unknown, in brackets before what is said: `[Ana] …`, `(Ana) …`. */
export function taggedName(text: string): string | null {
  const first = text[0];
  if (first !== '[' && first !== '(') return null;
  const name =
    /^[[(](\p{Lu}[\p{L}'’-]{1,20}(?: \p{Lu}[\p{L}.-]{0,20})?)[\])]:? (?=\S)/u.exec(text)?.[1] ?? null;
  return name !== null && /\p{Ll}/u.test(name) && mayBeName(name) ? name : null;
}

export interface Speech {
  /** Who says it, null for nobody. */
  speaker: string | null;
  text: string;
}

/** `AR: …`, `Ana: …`, `[Ana] …`, `[name=Ana] …`, `@ana: …`, `Q for Ana: …`, `Ana to Ben: …`. */
export function readSpeaker(text: string, roster: Roster): Speech {
  const first = text[0];
  if (first === '[' || first === '(') {
    const tagged = taggedSpeaker(text, roster);
    if (tagged) return tagged;
  }
  const start = text.length > 100 ? text.slice(0, 100) : text;
  const colon = start.indexOf(':');
  if (colon > 0 && /\s/.test(text[colon + 1] ?? '')) {
    const before = text.slice(0, colon);
    const said = saidBefore(before, roster);
    if (said !== undefined) return { speaker: said, text: text.slice(colon + 1).trimStart() };
  }
  const dashed = /^([^-–—:]{1,40}?) [-–—] (?=\S)/.exec(start);
  if (dashed && roster.knows(dashed[1]!) && !isEverybody(dashed[1]!))
    return { speaker: dashed[1]!, text: text.slice(dashed[0].length) };
  return { speaker: null, text };
}

function taggedSpeaker(text: string, roster: Roster): Speech | null {
  const hack = /^\[name=([^\]]{1,60})\]:?\s*/.exec(text);
  if (hack) return { speaker: hack[1]!.trim(), text: text.slice(hack[0].length) };
  const bracket = /^[[(]([^\])]{1,40})[\])]:?\s+(?=\S)/.exec(text);
  return bracket && roster.knows(bracket[1]!)
    ? { speaker: bracket[1]!, text: text.slice(bracket[0].length) }
    : null;
}

/** Who speaks by what stands before a colon: a name, null where somebody is asked; undefined when it is no name. */
function saidBefore(before: string, roster: Roster): string | null | undefined {
  if (before.length > 90) return undefined;
  const asked = /^Q(?:uestion)? for (.{1,40})$/.exec(before);
  if (asked && roster.knows(asked[1]!)) return null;
  const told = /^(.{1,40}) to (.{1,40})$/.exec(before);
  if (told && roster.knows(told[1]!) && roster.knows(told[2]!)) return told[1]!;
  if (before.length > 60) return undefined;
  if (roster.knows(before)) return isEverybody(before) ? undefined : before;
  return /^@[\w.-]{1,40}$/.test(before) ? before : undefined;
}

/** Names in a row, or one to a line with what else is told of them: `name / institution / handle`, `name, institution`. */
export type AttendanceForm = 'names' | 'columns' | 'affiliated';

/** Who an attendance line, item or cell names: `Ana Ruiz (AR, @anaruiz)`, `Ana, Ben`, `@ana Ana Ruiz`. */
export function readAttendance(
  text: string,
  roster: Roster,
  form: AttendanceForm = 'names',
  there = true,
): void {
  if (form === 'columns') {
    const [name = '', ...others] = text.split(/ ?\/(?: |$)/);
    attendOne(
      [name, ...others.flatMap((other) => /^@[\w-]{2,39}$/.exec(other.trim()) ?? [])].join(' '),
      roster,
      true,
      there,
    );
    return;
  }
  if (form === 'affiliated') {
    attendOne(text.replace(/, [^()]*/, ''), roster, true, there);
    return;
  }
  // “Team members: ana, ben”: a label in a list of those present.
  const label = /^[\p{L} ]{3,30}:\s+(?=\S)/u.exec(text);
  const parts = splitOutsideBrackets(text.slice(label?.[0].length ?? 0).slice(0, 4000));
  for (const part of parts.slice(0, 200)) attendOne(part, roster, parts.length > 1 || label !== null, there);
}

function attendOne(written: string, roster: Roster, listed: boolean, there: boolean): void {
  // `AR: Ana Ruiz (ana.r)`: the initials first.
  const [before = '', initials = ''] = /^(\p{Lu}{2,4}): +(?=\p{Lu}\p{L}+ )/u.exec(written) ?? [];
  const part = written.slice(before.length);
  const inside = [...part.matchAll(/[([]([^()[\]]{1,60})[)\]]|(@[\w-]{2,39})/g)];
  const forms = [
    initials,
    ...inside.flatMap((match) => (match[2] ?? match[1] ?? '').split(/[,;/]/).map((form) => form.trim())),
  ];
  const bare = part.replaceAll(/[([][^()[\]]{0,60}[)\]]?/g, ' ').replaceAll(/@[\w-]{2,39}/g, ' ');
  const name = bare
    .replace(/\s[-–—:|].*$/, '')
    .replaceAll(/(?<![*_`.])[*_`.]+$|^[*_`]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const shown =
    looksLikePerson(name) ||
    (listed &&
      /^[a-z][\w.-]{1,30}$/.test(name) &&
      !/^(?:and|others?|none|everyone|all|etc|tb[ad])$/.test(name))
      ? name
      : (forms.find((form) => form.startsWith('@')) ?? '');
  if (shown === '') return;
  const called = / \((\p{Lu}[\p{L}-]{1,20})\) \p{Lu}/u.exec(part);
  roster.introduce(shown, ...forms.filter((form) => form === called?.[1] || isShortFor(form, shown)));
  if (there) roster.attend(shown);
}

/** A handle, or letters of the name in its order: `AR`, `anaruiz`, but not the company in the brackets behind it. */
function isShortFor(form: string, name: string): boolean {
  if (!/^@?[\w.-]{1,40}$/.test(form)) return false;
  if (form.startsWith('@')) return true;
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of form.toLowerCase().replaceAll(/[^\p{L}]/gu, '')) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return at > 0;
}

function looksLikePerson(name: string): boolean {
  if (name.length < 2 || name.length > 50 || /\d|https?:|[?!:;]/.test(name) || isEverybody(name))
    return false;
  const words = name.split(' ');
  if (words.length === 2 && /^\p{Ll}{2,15} \p{Lu}\p{Ll}/u.test(name) && !NO_FIRST.test(name)) return true;
  return words.length <= 5 && /^[\p{Lu}\p{Lo}]/u.test(words[0]!) && !NO_NAME.test(words[0]!);
}

/** Words in small letters before a name in a list of those present. */
const NO_FIRST = /^(?:and|at|by|for|from|guest|no|of|plus|the|via|with) /;

function splitOutsideBrackets(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '(' || char === '[') depth++;
    else if (char === ')' || char === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0 && (char === ',' || char === ';' || char === '/' || char === '•')) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.flatMap((part) => part.split(/ (?:and|&) /)).map((part) => part.trim());
}
