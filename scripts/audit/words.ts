// Texts as words, so that case, marks, accents, white space and invisible characters do not matter, and an index of
// what must not occur: runs of six words, and short texts that stand alone. In: texts; out: where they occur.

/** Words of a phrase that count as a quote of it; a shorter phrase counts only as a whole value. */
export const RUN = 6;
const MIN_SHORT = 2;

export interface Words {
  /** Hash of each word, folded. */
  hashes: number[];
  /** Where each begins in the text. */
  starts: number[];
}

/** Letters, digits and their accents make words; everything else parts them. Linear, about 50 MB/s. */
export function wordsOf(text: string, from = 0, to = text.length, limit = Number.POSITIVE_INFINITY): Words {
  const hashes: number[] = [];
  const starts: number[] = [];
  let hash = SEED;
  let start = -1;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    const folded = code < 128 ? ASCII[code]! : foldCode(code);
    if (folded === INVISIBLE) continue;
    if (folded !== SEPARATOR) {
      if (start < 0) start = at;
      hash = Math.imul(hash ^ folded, PRIME);
    } else if (start >= 0) {
      hashes.push(hash >>> 0);
      starts.push(start);
      if (hashes.length >= limit) return { hashes, starts };
      hash = SEED;
      start = -1;
    }
  }
  if (start >= 0) {
    hashes.push(hash >>> 0);
    starts.push(start);
  }
  return { hashes, starts };
}

/** FNV-1a, 32 bits. */
const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
const SEPARATOR = 0;
const INVISIBLE = -1;

const ASCII = Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(letter) ? letter.charCodeAt(0) : SEPARATOR;
});

const folds = new Map<number, number>();

/** Accents fall away, so that a slug matches its heading; soft hyphens and zero-width characters do not count. */
function foldCode(code: number): number {
  const known = folds.get(code);
  if (known !== undefined) return known;
  const folded = fold(String.fromCharCode(code));
  folds.set(code, folded);
  return folded;
}

function fold(character: string): number {
  if (/[\p{M}\p{Cf}\p{DI}]/u.test(character)) return INVISIBLE;
  const [base = ''] = character.normalize('NFKD').toLowerCase();
  // Halves of characters beyond the first plane are letters here: they only have to be the same on both sides.
  if (!/[\p{L}\p{N}\ud800-\udfff]/u.test(base)) return SEPARATOR;
  return base.charCodeAt(0);
}

/** Hash of `RUN` words from `at`, of 53 bits: of 32, a large site has some thousand million pairs that are equal by chance. */
function runHash(hashes: readonly number[], at: number): number {
  let high = SEED;
  let low = SEED;
  for (let index = at; index < at + RUN; index++) {
    high = Math.imul(high, 31) + hashes[index]!;
    low = Math.imul(low ^ hashes[index]!, PRIME);
  }
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}

/** All runs of six words of a text. */
function* runsOf(text: string): Generator<number> {
  const { hashes } = wordsOf(text);
  for (let at = 0; at + RUN <= hashes.length; at++) yield runHash(hashes, at);
}

/** A short text as one key: its words, in order; undefined when it has too many or too few. */
function shortKey(text: string, from = 0, to = text.length): string | undefined {
  const { hashes } = wordsOf(text, from, to, RUN);
  return hashes.length >= MIN_SHORT && hashes.length < RUN ? hashes.join(' ') : undefined;
}

/** A text that must not be published, and what to say when it is. */
export interface Phrase<T> {
  text: string;
  source: T;
  /** Only runs of six words count: the text is nobody's secret, but has not been released. */
  runsOnly?: boolean;
  /** Links that must not be published either. */
  urls?: readonly string[];
  /** An html comment as it is written, however short. */
  comment?: string;
}

export const URL_RUN = /https?:\/\/[^\s"'<>()[\]{}\\`|]+/gi;

/** The urls of a text, without what ends a sentence. */
export function urlsIn(text: string): string[] {
  return (text.match(URL_RUN) ?? []).map(plainUrl);
}

function plainUrl(url: string): string {
  return url.replace(/[.,;:!?*_~/&]{1,9}$/, '').toLowerCase();
}

export interface PhraseIndex<T> {
  /** Runs of six words of the text that belong to a phrase: offset and phrase. */
  findRuns(text: string): { offset: number; source: T }[];
  /** Values of the text (between tags, quotes, line ends) that are a whole short phrase. */
  findValues(text: string, delimiters: RegExp): { offset: number; source: T }[];
  findUrls(text: string): { offset: number; source: T }[];
  findComments(text: string): { offset: number; source: T }[];
}

/** Phrases, and the texts that may be published though one of these phrases says them too. */
export interface PhraseGroup<T> {
  phrases: readonly Phrase<T>[];
  allowed: readonly string[];
}

interface Maps<T> {
  runs: Map<number, T>;
  short: Map<string, T>;
  /** First words of the short texts: most values are told apart by them. */
  firstWords: Set<number>;
  urls: Map<string, T>;
  comments: Map<string, T>;
}

/** Index all groups as one; a run, a short text, an url that a group allows is left out of that group. */
export function indexPhrases<T>(groups: readonly PhraseGroup<T>[]): PhraseIndex<T> {
  const maps: Maps<T> = {
    runs: new Map(),
    short: new Map(),
    firstWords: new Set(),
    urls: new Map(),
    comments: new Map(),
  };
  for (const group of groups) addGroup(group, maps);
  const { runs, short, urls, comments, firstWords } = maps;
  return {
    findRuns: (text) => (runs.size === 0 ? [] : findRuns(text, runs)),
    findValues: (text, delimiters) =>
      short.size === 0 ? [] : findValues(text, delimiters, short, firstWords),
    findUrls: (text) => (urls.size === 0 ? [] : findUrls(text, urls)),
    findComments: (text) => (comments.size === 0 ? [] : findComments(text, comments)),
  };
}

function addGroup<T>({ phrases, allowed }: PhraseGroup<T>, maps: Maps<T>): void {
  const may = allowedKeys(allowed);
  for (const { text, source, runsOnly, urls = [], comment } of phrases) {
    for (const run of runsOf(text)) if (!may.runs.has(run)) setOnce(maps.runs, run, source);
    for (const url of urls) if (!may.urls.has(url)) setOnce(maps.urls, url, source);
    const written = comment === undefined ? undefined : squash(comment);
    if (written !== undefined && !may.comments.has(written)) setOnce(maps.comments, written, source);
    const key = runsOnly ? undefined : shortKey(text);
    if (key === undefined || may.short.has(key)) continue;
    setOnce(maps.short, key, source);
    maps.firstWords.add(Number(key.split(' ')[0]));
  }
}

function allowedKeys(allowed: readonly string[]) {
  return {
    runs: new Set(allowed.flatMap((text) => [...runsOf(text)])),
    short: new Set(allowed.flatMap((text) => shortKey(text) ?? [])),
    urls: new Set(allowed.flatMap(urlsIn)),
    comments: new Set(allowed.flatMap((text) => commentsIn(text).map(({ comment }) => comment))),
  };
}

/** The first source of a text is the one that is told. */
function setOnce<K, T>(map: Map<K, T>, key: K, source: T): void {
  if (!map.has(key)) map.set(key, source);
}

function findComments<T>(text: string, comments: ReadonlyMap<string, T>): { offset: number; source: T }[] {
  return commentsIn(text).flatMap(({ comment, offset }) => {
    const source = comments.get(comment);
    return source === undefined ? [] : [{ offset, source }];
  });
}

function commentsIn(text: string): { comment: string; offset: number }[] {
  return [...text.matchAll(/<!--[^<>]{0,2000}-->/g)].map((match) => ({
    comment: squash(match[0]),
    offset: match.index,
  }));
}

const squash = (text: string): string => text.replaceAll(/\s+/g, '').toLowerCase();

function findUrls<T>(text: string, urls: ReadonlyMap<string, T>): { offset: number; source: T }[] {
  return [...text.matchAll(URL_RUN)].flatMap((match) => {
    const source = urls.get(plainUrl(match[0]));
    return source === undefined ? [] : [{ offset: match.index, source }];
  });
}

function findRuns<T>(text: string, runs: ReadonlyMap<number, T>): { offset: number; source: T }[] {
  const found: { offset: number; source: T }[] = [];
  const { hashes, starts } = wordsOf(text);
  for (let at = 0; at + RUN <= hashes.length; at++) {
    const source = runs.get(runHash(hashes, at));
    if (source !== undefined) found.push({ offset: starts[at]!, source });
  }
  return found;
}

function findValues<T>(
  text: string,
  delimiters: RegExp,
  short: ReadonlyMap<string, T>,
  firstWords: ReadonlySet<number>,
): { offset: number; source: T }[] {
  const found: { offset: number; source: T }[] = [];
  let from = 0;
  const check = (to: number) => {
    // Five words and their spaces: a longer value is none of the short phrases.
    if (to - from < 3 || to - from > 400) return;
    const [first] = wordsOf(text, from, to, 1).hashes;
    if (first === undefined || !firstWords.has(first)) return;
    const source = short.get(shortKey(text, from, to) ?? '');
    if (source !== undefined) found.push({ offset: from, source });
  };
  for (const match of text.matchAll(delimiters)) {
    check(match.index);
    from = match.index + match[0].length;
  }
  check(text.length);
  return found;
}

/** Texts by their first word, to be found in other texts. */
export interface Cutter {
  /** What is left of a text without them. */
  cut(text: string): string[];
  /** Of each word of a text, by its hash, whether it is part of one of them. */
  covers(hashes: readonly number[]): boolean[];
}

export function createCutter(texts: readonly string[]): Cutter {
  const byFirst = new Map<number, number[][]>();
  for (const text of new Set(texts)) {
    const { hashes } = wordsOf(text);
    const [first] = hashes;
    if (first === undefined) continue;
    const known = byFirst.get(first);
    if (known) known.push(hashes);
    else byFirst.set(first, [hashes]);
  }
  const covers = (hashes: readonly number[]) => coveredWords(hashes, byFirst);
  return { covers, cut: (text) => cutText(text, covers) };
}

function coveredWords(
  hashes: readonly number[],
  byFirst: ReadonlyMap<number, readonly number[][]>,
): boolean[] {
  const covered = hashes.map(() => false);
  for (let at = 0; at < hashes.length; ) {
    const length = longestAt(hashes, at, byFirst.get(hashes[at]!) ?? []);
    covered.fill(true, at, at + length);
    at += Math.max(1, length);
  }
  return covered;
}

/** The stretches of words that no known text covers. */
function cutText(text: string, covers: Cutter['covers']): string[] {
  const { hashes, starts } = wordsOf(text);
  const covered = covers(hashes);
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at <= hashes.length; at++) {
    const to = starts[at] ?? text.length;
    if ((at === hashes.length || covered[at]) && !covered[at - 1] && to > from)
      pieces.push(text.slice(from, to));
    if (covered[at]) from = starts[at + 1] ?? text.length;
  }
  return pieces;
}

function longestAt(hashes: readonly number[], at: number, candidates: readonly number[][]): number {
  let longest = 0;
  for (const candidate of candidates)
    if (candidate.length > longest && candidate.every((hash, index) => hashes[at + index] === hash))
      longest = candidate.length;
  return longest;
}
