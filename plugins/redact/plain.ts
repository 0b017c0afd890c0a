// A text as it reads: full-width and styled letters and digits of any script as plain ones, without what nobody sees and
// the backslashes of Markdown. In: text; out: text, and where its characters stand in the first.

export interface Plain {
  text: string;
  /** The offset in the text as it was written. */
  at(offset: number): number;
}

/**
 * Html's names of a character too: a browser shows `ana&#64;example.org` as an address; and what stands in addresses
 * behind a backslash, as editors that export Markdown write it.
 */
const ODD =
  /[\p{Cf}\p{DI}\uff01-\uff5e]|[\u{1d400}-\u{1d7ff}]|(?!\d)\p{Nd}|\\(?=[#%&+./:=?@_~-])|&(?:#x([0-9a-f]{1,5})|#(\d{1,6})|(commat|period|colon|sol));/giu;
const NAMED: Record<string, string> = {
  commat: '@',
  period: '.',
  colon: ':',
  sol: '/',
};

export function readPlain(written: string): Plain {
  if (!/[^\0-\x7f]|&[#a-z]|\\[#%&+./:=?@_~-]/i.test(written))
    return { text: written, at: (offset) => offset };
  let text = '';
  let from = 0;
  /** From this offset of the plain text on, the written one is so much further. */
  const shifts: [number, number][] = [[0, 0]];
  for (const match of written.matchAll(ODD)) {
    const { 0: odd, index } = match;
    text += written.slice(from, index) + plainOf(match);
    from = index + odd.length;
    if (from - text.length !== shifts.at(-1)![1]) shifts.push([text.length, from - text.length]);
  }
  return { text: text + written.slice(from), at: shiftBy(shifts) };
}

function plainOf([odd, hex, decimal, name]: RegExpExecArray): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? odd;
  if (odd.length > 2)
    return String.fromCodePoint(Number.parseInt(hex ?? decimal!, hex === undefined ? 10 : 16));
  if (odd === '\\' || /[\p{Cf}\p{DI}]/u.test(odd)) return '';
  const plain = odd.normalize('NFKC');
  return plain === odd ? digitOf(odd) : plain;
}

/** Scripts have their ten digits in a row, from a code that ends in 0 or in 6. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0)!;
  const first = code - (code % 16);
  return String(code - first - (/\p{Nd}/u.test(String.fromCodePoint(first)) ? 0 : 6));
}

/** Quickest for offsets in order. */
function shiftBy(shifts: readonly [number, number][]): (offset: number) => number {
  let at = 0;
  return (offset) => {
    if (shifts[at]![0] > offset) at = 0;
    while (at + 1 < shifts.length && shifts[at + 1]![0] <= offset) at++;
    return offset + shifts[at]![1];
  };
}
