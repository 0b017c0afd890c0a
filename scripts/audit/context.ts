// Texts that are too short to be told from a common phrase, with the words that stand around them in their file: a copy
// of the file says them so, and nobody else does. In: phrases, sources; out: phrases of runs of words.
import type { Origin } from '../audit.ts';
import { auditRules } from './rules.ts';
import { commentsOf, type Source } from './withheld.ts';
import { type Cutter, createCutter, type Phrase, RUN, type Words, wordsOf } from './words.ts';

/**
 * Every short phrase that is none of the `allowed`, as its file says it apart from these: from its line on, else above.
 * What stands in none of the `sources` is looked for in the `others`.
 */
export function contextPhrases(
  phrases: readonly Phrase<Origin>[],
  allowed: readonly string[],
  sources: readonly Source[],
  others: readonly Source[] = [],
): Phrase<Origin>[] {
  const cutter = createCutter(allowed);
  const read = new Map(sources.map((source) => [source.file, readSource(source, cutter)]));
  const open = new Set(allowed.map((text) => wordsOf(text).hashes.join()));
  return phrases.flatMap(({ text, source }) => {
    const { hashes } = wordsOf(text);
    if (hashes.length === 0 || hashes.length >= RUN || open.has(hashes.join())) return [];
    const own = read.get(source.place.file);
    const said = own
      ? (quoteFrom(own, own.lines[source.place.line - 1] ?? 0, hashes) ?? quoteFrom(own, 0, hashes))
      : others.map(({ file }) => quoteFrom(read.get(file)!, 0, hashes)).find((quote) => quote !== undefined);
    return said === undefined ? [] : [{ text: said, runsOnly: true, source }];
  });
}

/** Comments of data, in YAML and in notes. */
export function dataComments(sources: readonly Source[]): Phrase<Origin>[] {
  return sources.flatMap(({ file, text }) =>
    (/\.ya?ml$/.test(file) ? yamlComments(text) : commentsOf(text)).map((comment) => ({
      text: comment.text,
      runsOnly: true,
      source: { rule: auditRules.comments, place: { file, line: comment.line, column: 1 } },
    })),
  );
}

/** A `#` in a quoted text is taken for a comment as well: it only adds to what a copy is known by. */
function yamlComments(text: string): { text: string; line: number }[] {
  return text.split('\n').flatMap((line, index) => {
    const [, comment] = /(?:^|\s)#(.*)/.exec(line) ?? [];
    return comment === undefined ? [] : [{ text: comment, line: index + 1 }];
  });
}

interface Read {
  text: string;
  words: Words;
  /** Which words allowed texts cover. */
  covered: boolean[];
  /** Which words they are, by what they say: a long file is asked for many texts. */
  places: Map<number, number[]>;
  /** Offset of each line. */
  lines: number[];
}

function readSource({ text }: Source, cutter: Cutter): Read {
  const words = wordsOf(text);
  const covered = cutter.covers(words.hashes);
  const places = new Map<number, number[]>();
  for (const [at, hash] of words.hashes.entries()) {
    const known = places.get(hash);
    if (known) known.push(at);
    else places.set(hash, [at]);
  }
  const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return { text, words, covered, places, lines };
}

/** These words where they stand first behind `offset`, with as many around as make every run of words hold them all. */
function quoteFrom(
  { text, words: { hashes, starts }, covered, places }: Read,
  offset: number,
  said: readonly number[],
): string | undefined {
  const at = places
    .get(said[0]!)
    ?.find(
      (place) =>
        starts[place]! >= offset &&
        said.every((hash, index) => hashes[place + index] === hash) &&
        said.some((_, index) => !covered[place + index]),
    );
  if (at === undefined) return undefined;
  const around = RUN - said.length;
  return text.slice(starts[Math.max(0, at - around)], starts[at + said.length + around] ?? text.length);
}
