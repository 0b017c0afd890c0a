// Who is known: the people of compass.yml, and in one meeting whoever its attendance names too. In: names as the notes
// write them; out: ids of people who are known, else the name to show.
import type { Person } from '../../config/config.ts';

/** Look-up of the people of compass.yml. */
export interface Directory {
  /** The id of a person, by id, name, alias or handle in any case, by initials as written. */
  idOf(name: string): string | null;
  /** Part of the key of what was parsed with it. */
  fingerprint: string;
}

export function createDirectory(people: readonly Person[]): Directory {
  const byName = new Map<string, string>();
  const byInitials = new Map<string, string>();
  for (const person of people) {
    for (const name of [person.name, person.id, ...person.aliases, person.handle ?? ''])
      if (name !== '' && !byName.has(fold(name))) byName.set(fold(name), person.id);
    if (person.initials && !byInitials.has(person.initials)) byInitials.set(person.initials, person.id);
  }
  const fingerprint = JSON.stringify([...byName, ...byInitials]);
  return {
    idOf: (name) => byInitials.get(name.replace(/^@/, '')) ?? byName.get(fold(name)) ?? null,
    fingerprint,
  };
}

/** Accents stay: Michaël is not Michael. */
function fold(name: string): string {
  return name.replace(/^@/, '').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/** Those who are known in one meeting: the directory, and whoever its attendance names. */
export class Roster {
  readonly present: string[] = [];
  /** Those present, and their first names: “Ana” beside “Ana Ruiz” is no other. */
  readonly #counted = new Set<string>();
  /** Folded forms of those present (first names, handles) and abbreviations → the name to show. */
  readonly #forms = new Map<string, string>();
  /** Initials of those present, as one writes them before what somebody says. */
  readonly #initials = new Set<string>();
  /** Names that nobody introduced: looked for when one is asked for. */
  #heard: Set<string> | null = null;
  #find = () => new Set<string>();
  readonly #directory: Directory;

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  /** Someone was there, or spoke. Counted once. */
  attend(name: string): void {
    if (this.#isOnlyInitials(name)) return;
    const shown = this.resolve(name);
    if (!this.#counted.has(shown)) {
      const first = shown.split(' ', 1)[0]!;
      const shorter = this.#counted.has(first) ? this.present.indexOf(first) : -1;
      if (shorter >= 0) this.present[shorter] = shown;
      else this.present.push(shown);
      this.#counted.add(shown).add(first);
    }
    this.introduce(name);
  }

  /** A name of the notes, with its first name as a short form, and other short forms for it. */
  introduce(name: string, ...shortForms: string[]): void {
    if (!this.#forms.has(fold(name))) this.#forms.set(fold(name), name);
    const first = name.split(' ')[0]!;
    if (first !== name && !this.#forms.has(fold(first))) this.#forms.set(fold(first), first);
    for (const form of shortForms) if (form !== '') this.#forms.set(fold(form), name);
    const initials = initialsOf(name);
    if (initials !== null) this.#initials.add(initials);
  }

  listen(find: () => Set<string>): void {
    this.#find = find;
  }

  /** Known, or one who speaks more than once in the meeting or is said to do something. */
  hears(name: string): boolean {
    if (this.knows(name)) return true;
    this.#heard ??= this.#find();
    return this.#heard.has(name);
  }

  /** Abbreviations with the names they stand for, first names left out. */
  shortForms(): [string, string][] {
    return [...this.#forms]
      .filter(([form, name]) => form !== fold(name) && this.#directory.idOf(form) === null)
      .map(([form, name]) => [form, this.#directory.idOf(name) ?? name]);
  }

  knows(name: string): boolean {
    return (
      this.#directory.idOf(name) !== null ||
      this.#forms.has(fold(name)) ||
      this.#initials.has(name) ||
      isEverybody(name) ||
      // “Ana R” beside a known Ana, “Ana Ruiz Gil” beside a known Ana Ruiz.
      (/^\p{Lu}\S* (?:[A-Z]\.?|\S+ \p{Lu}\S*(?: \p{Lu}\S*)?)$/u.test(name) &&
        this.#forms.has(fold(name.replace(/ \S+$/, ''))))
    );
  }

  /** Initials stand for somebody who is there already. */
  #isOnlyInitials(name: string): boolean {
    return this.#initials.has(name) && this.#directory.idOf(name) === null && !this.#forms.has(fold(name));
  }

  /** The id of a known person, the name that an abbreviation stands for, else the name as written. */
  resolve(name: string): string {
    const id = this.#directory.idOf(name);
    if (id) return id;
    const meant = this.#forms.get(fold(name)) ?? name;
    return this.#directory.idOf(meant) ?? (isEverybody(meant) ? meant.toLowerCase() : meant);
  }
}

/** Letters that mean something else in most notes. */
const NO_INITIALS = /^(?:AI|API|CD|CI|DB|EU|GH|HR|ID|IT|JS|NB|OK|OS|PM|PR|PS|QA|RC|TS|TV|UI|UK|US|UX|VM|WG)$/;

/** `MdJ` of “Michiel de Jong”, as it is written; null for a single word. */
export function initialsOf(name: string): string | null {
  if (!name.includes(' ') || name.length > 60) return null;
  const initials = name
    .split(/[ -]/)
    .map((word) => /^\p{L}/u.exec(word)?.[0] ?? '')
    .join('');
  return initials.length > 1 && initials.length < 5 && !NO_INITIALS.test(initials) ? initials : null;
}

const EVERYBODY = /^(?:all|everyone(?: else)?|everybody|folks|we|(?:the )?(?:team|group)|all of us)$/i;

export function isEverybody(name: string): boolean {
  return EVERYBODY.test(name.trim());
}
