// When do two texts say the same? Words without case, endings of sentences and small words; numbers must agree.
// In: two texts; out: how much they share. And the ids that are made of words.
import { withoutForWhom } from '../../marks.ts';
import { withoutDue } from './date.ts';

const SMALL = new Set(
  'a an and as at be by for from in into is it of on or our that the their this to up we will with'.split(
    ' ',
  ),
);

/** The words that carry the meaning, lower case, in order. */
export function wordsOf(text: string): string[] {
  const words = withoutForWhom(withoutDue(text))
    .toLowerCase()
    .normalize('NFKC')
    .match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu);
  const all = words ?? [];
  const content = all.filter((word) => !SMALL.has(word));
  return content.length > 0 ? content : all;
}

/** What a text is compared with, at most: the last so many that it could be. */
export const MOST_COMPARED = 60;

const HAS_DIGIT = /\d/;

/** The part that two texts share, 0 to 1 (Jaccard over distinct words); 0 when a number stands in one only. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const right = new Set(b);
  const left = new Set<string>();
  let shared = 0;
  for (const word of a) {
    if (left.has(word)) continue;
    left.add(word);
    if (right.has(word)) shared++;
    else if (HAS_DIGIT.test(word)) return 0;
  }
  if (shared < right.size) for (const word of right) if (HAS_DIGIT.test(word) && !left.has(word)) return 0;
  return shared / (left.size + right.size - shared);
}

/** Nearly the same words: equal for up to three, then one in five may differ. */
export function nearlySame(a: readonly string[], b: readonly string[]): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  if (shorter.length <= 3) return a.join(' ') === b.join(' ');
  if (shorter.length < longer.length * 0.6) return false;
  return likeness(a, sameDeed(a[0]!, b[0]!) ? [a[0]!, ...b.slice(1)] : b) >= 0.75;
}

/** “move”, “moves”, “moving”: one deed. */
function sameDeed(a: string, b: string): boolean {
  return a !== b && a[0] === b[0] && a.replace(DEED_END, '') === b.replace(DEED_END, '');
}

const DEED_END = /(?:ing|ed|es|s|e)$/;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Eight base-32 characters (Crockford's alphabet) of 40 bits of a hash of the parts. Same parts, same id. */
export function hashId(...parts: string[]): string {
  const [high, low] = hash64(parts.join('\u001f'));
  let id = '';
  let bits = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  for (let i = 0; i < 8; i++) {
    id += ALPHABET[Number(bits & 31n)];
    bits >>= 5n;
  }
  return id;
}

/** Two 32-bit lanes mixed as in MurmurHash3; not for secrets. */
function hash64(text: string): [number, number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a, b];
}

/** ASCII, lower case, hyphens: for ids in addresses; '' when nothing is left. */
export function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
}

/** Objectives that a text names: `#quota`, a word and no number of an issue. */
export function objectivesOf(text: string): string[] {
  if (!text.includes('#')) return [];
  return [...new Set([...text.matchAll(/(?<![\w/&#])#([a-z][\w-]{0,60})/gi)].map((match) => match[1]!))];
}
