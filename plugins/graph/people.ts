// Who a word means: ids, names, initials, aliases and handles to a person. A word that two people share means neither.
import type { Person } from '../config/config.ts';

export interface PeopleIndex {
  /** By id, full name, initials, alias or `@handle` (with or without `@`), as written; case counts only for initials. */
  find(word: string): Person | undefined;
}

export function indexPeople(people: readonly Person[]): PeopleIndex {
  const byWord = new Map<string, Person | null>();
  for (const person of people) {
    const words = [person.id, person.name, person.handle, ...person.aliases].filter(
      (word) => word !== undefined,
    );
    for (const word of new Set([...words.map((word) => word.toLowerCase()), person.initials ?? person.id])) {
      const known = byWord.get(word);
      byWord.set(word, known === undefined || known === person ? person : null);
    }
  }
  return {
    find(word) {
      const bare = word.replace(/^@/, '').trim();
      return byWord.get(bare) ?? byWord.get(bare.toLowerCase()) ?? undefined;
    },
  };
}
