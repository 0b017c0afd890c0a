// Words for what the bench invents: the same for the same numbers, always.
const WORDS = 'tide wheel support access quota hub community fee image notes step measure owner review'.split(
  ' ',
);

/** So many words, without a capital or a full stop. */
export function wordsFrom(seed: number, length: number): string {
  return Array.from({ length }, (_, index) => WORDS[(seed * 5 + index * index) % WORDS.length]).join(' ');
}
