// Words that mean a record become links: `@ana`, `#quota` and the exact title of an objective. Nothing fuzzy,
// nothing in code, headings or links. In: a text and the names; out: text and record links in order.
import type { Graph } from './graph.ts';
import { type MystNode, recordLink, text } from './node.ts';
import type { PeopleIndex } from './people.ts';
import { type Key, keyOf } from './record.ts';

export interface RecordNames {
  person(word: string): Key | undefined;
  objective(id: string): Key | undefined;
  /** Titles of objectives by their first word, longest first. */
  titles: ReadonlyMap<string, { title: string; key: Key }[]>;
}

/** Titles of one word are too common to link, and titles that two objectives share mean neither. */
export function indexNames(graph: Graph, people: PeopleIndex): RecordNames {
  const titles = new Map<string, { title: string; key: Key }[]>();
  const seen = new Map<string, number>();
  for (const { title } of graph.all('objective')) seen.set(title, (seen.get(title) ?? 0) + 1);
  for (const { title, id } of graph.all('objective')) {
    const [first, second] = title.split(/\s+/, 2);
    if (!first || !second || seen.get(title) !== 1) continue;
    const list = titles.get(first) ?? [];
    list.push({ title, key: keyOf('objective', id) });
    titles.set(first, list);
  }
  for (const list of titles.values()) list.sort((a, b) => b.title.length - a.title.length);
  return {
    person(word) {
      const person = people.find(word);
      return person && graph.get(keyOf('person', person.id)) ? keyOf('person', person.id) : undefined;
    },
    objective: (id) => (graph.get(keyOf('objective', id)) ? keyOf('objective', id) : undefined),
    titles,
  };
}

/** A tag, a handle or a word, each starting where no letter, digit or `/` stands before it. */
const TOKEN = /(?<![\p{L}\p{N}/#@._-])(?:#[A-Za-z][\w-]*|@[A-Za-z][\w-]*|[\p{L}\p{N}][^\s]*)/gu;

/** Undefined when nothing in the text names a record, so that a tree is only changed where it must be. */
export function linkNames(value: string, names: RecordNames): MystNode[] | undefined {
  const parts: MystNode[] = [];
  let end = 0;
  for (const match of value.matchAll(TOKEN)) {
    if (match.index < end) continue;
    const found = nameAt(value, match.index, match[0], names);
    if (!found) continue;
    if (match.index > end) parts.push(text(value.slice(end, match.index)));
    parts.push(recordLink(found.key, found.shown));
    end = match.index + found.length;
  }
  if (parts.length === 0) return undefined;
  if (end < value.length) parts.push(text(value.slice(end)));
  return parts;
}

function nameAt(
  value: string,
  start: number,
  token: string,
  names: RecordNames,
): { key: Key; shown: string; length: number } | undefined {
  const word = token.slice(1).replace(/(?<!-)-+$/, '');
  if (token.startsWith('#') || token.startsWith('@')) {
    const key = token.startsWith('#') ? names.objective(word) : names.person(word);
    return key && { key, shown: token.slice(0, word.length + 1), length: word.length + 1 };
  }
  for (const { title, key } of names.titles.get(token) ?? []) {
    const after = value.charAt(start + title.length);
    if (value.startsWith(title, start) && !/[\p{L}\p{N}]/u.test(after)) {
      return { key, shown: title, length: title.length };
    }
  }
  return undefined;
}
