// Who is named, in the views: links to people that compass.yml knows, names as written for all others.
import type { Person } from '../../config/config.ts';
import { type Content, recordLink } from '../../graph/node.ts';
import { indexPeople } from '../../graph/people.ts';
import { keyOf } from '../../graph/record.ts';

/** By id, name, initials, alias or handle. */
export function personNamed(word: string, people: readonly Person[]): Person | undefined {
  return people.find((person) => person.id === word) ?? indexPeople(people).find(word);
}

/** `Ana Ruiz`, linked; a name that nobody bears as it is written. */
export function fullName(owner: string, people: readonly Person[]): Content {
  const person = people.find((candidate) => candidate.id === owner || candidate.name === owner);
  return person ? recordLink(keyOf('person', person.id), person.name) : owner;
}

/** `Ana`, linked; the full name where two people share the first. */
export function firstName(owner: string, people: readonly Person[]): Content {
  const person = people.find((candidate) => candidate.id === owner || candidate.name === owner);
  return person ? recordLink(keyOf('person', person.id), shortName(person, people)) : owner;
}

export function shortName(person: Person, people: readonly Person[]): string {
  const [first = person.name] = person.name.split(/\s/, 1);
  const shared = people.some((other) => other !== person && other.name.split(/\s/, 1)[0] === first);
  return shared ? person.name : first;
}

/** The name to show as plain text. */
export function nameOf(owner: string, people: readonly Person[]): string {
  return people.find((person) => person.id === owner)?.name ?? owner;
}

/** Contents with commas between: `Ana Ruiz, Ben Okafor`. */
export function withCommas(items: readonly Content[]): Content[] {
  return items.flatMap((item, index) => (index === 0 ? [item] : [', ', item]));
}
