// A file in every form in which its text can be read: as it stands, unescaped, without markup, unpacked. Each form
// knows where its characters stand in the file. In: bytes; out: views. Bounded: three rounds of unescaping and packing.
import { isUtf8 } from 'node:buffer';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { PNG, pngTexts } from '../picture/png.ts';

/** Text read from a file; `at` tells the offset in the file of a character of `text`. */
export interface View {
  text: string;
  at(offset: number): number;
  /** Words are parted at every tag: for runs of words only, since an address may have a tag inside. */
  wordsOnly?: boolean;
}

const ROUNDS = 3;
/** Unpacked data beyond this is not read: an archive that explodes must not end the audit. */
const MAX_UNPACKED = 64 * 1024 * 1024;

/** All views of a file's bytes; the first is the file as it stands. */
export function viewsOf(bytes: Buffer, depth = 0): View[] {
  const inner = (depth < ROUNDS ? unpack(bytes) : []).flatMap(({ start, data }) =>
    viewsOf(data, depth + 1).map((view) => fixedView(view.text, start)),
  );
  const binary = isBinary(bytes) ? binaryViews(bytes) : [];
  // A page stays one with a NUL in it, which browsers skip.
  const text = binary.length === 0 || isUtf8(bytes) ? textViews(withoutNuls(bytes.toString('utf8'))) : [];
  return [...binary, ...text, ...inner];
}

function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 8192).includes(0);
}

function withoutNuls(text: string): View {
  return rewrite(plainView(text), /\0/g, () => '');
}

function plainView(text: string): View {
  return { text, at: (offset) => offset };
}

/** What was unpacked as a whole stands where the packed run begins. */
function fixedView(text: string, start: number): View {
  return { text, at: () => start };
}

/** Readable runs, as `strings` prints them, the same in UTF-8 and of text in 16-bit characters. */
function binaryViews(bytes: Buffer): View[] {
  const wider = wideText(bytes);
  if (wider !== undefined) return textViews(plainView(wider));
  const utf8 = rewrite(plainView(bytes.toString('utf8')), /[\0-\x1f\x7f-\x9f\ufffd]+/g, () => '\n');
  const latin = bytes.toString('latin1');
  const narrow = rewrite(plainView(latin), /[^\x20-\x7e]+/g, () => '\n');
  const wide = rewrite(plainView(latin), /\0/g, () => '');
  const strings = rewrite(wide, /[^\x20-\x7e]+/g, () => '\n');
  return unique([narrow, utf8, strings]);
}

/** Text that says by its first bytes that it is UTF-16. */
function wideText(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return first === 0xfe && second === 0xff ? new TextDecoder('utf-16be').decode(bytes) : undefined;
}

function textViews(file: View): View[] {
  // Calendars and visiting cards fold their lines, in the middle of words too.
  const raw = /^\ufeff?BEGIN:V/i.test(file.text) ? rewrite(file, /\r?\n[ \t]/g, () => '') : file;
  const decoded = decode(raw);
  const views = [raw, decoded];
  // Markup that only unescaping brought to light (html in JSON) is taken out as well.
  for (const view of tagsIn(decoded) > tagsIn(raw) ? [raw, decoded] : [raw])
    if (view.text.includes('<'))
      views.push({ ...decode(parted(view)), wordsOnly: true }, decode(joined(view)));
  for (const other of [unquote(raw), uncss(raw)]) if (other !== raw) views.push(other, decode(other));
  const nested = unique([raw, decoded, unwrap(raw)]).flatMap((view) => base64Views(view));
  return unique([...views, ...nested]);
}

/** Quoted-printable, of mails and visiting cards: `=` folds a line or stands before two digits of a byte. */
function unquote(view: View): View {
  if (!/quoted-printable|[^\s=]=\r?\n/i.test(view.text)) return view;
  return rewrite(view, /=\r?\n|(?:=[0-9a-f]{2})+/gi, ([run]) =>
    /^=\r?\n/.test(run) ? '' : unpercent(run.replaceAll('=', '%')),
  );
}

const CSS_ESCAPE = /\\([0-9a-f]{1,6})(?:\r\n|[ \t\r\n\f])?/gi;

/** Escapes of style sheets: `\\63 afe`. In other texts they mean something else, so these are read apart. */
function uncss(view: View): View {
  return /\\[0-9a-f]{2}/i.test(view.text)
    ? rewrite(view, CSS_ESCAPE, ([, hex]) => character(Number.parseInt(hex!, 16)))
    : view;
}

/** Base64 in lines, of whatever length: as one run. */
function unwrap(view: View): View {
  return rewrite(
    view,
    /(?<=[A-Za-z0-9+/]{4})(?:[\r\n]|\\[rn]){1,4}[ \t]{0,8}(?=[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{1,3}(?:=|\s))/g,
    () => '',
  );
}

function tagsIn({ text }: View): number {
  return text.match(/<[!/?]?[a-z]/gi)?.length ?? 0;
}

function unique(views: View[]): View[] {
  const texts = new Set<string>();
  return views.filter(({ text }) => (texts.has(text) ? false : texts.add(text)));
}

/** Also comments: React writes `<!-- -->` between two texts. */
const TAG = /<[!/?]?[a-z][^<>]*>|<!--(?:[^-]|-(?!->)){0,200}-->/gi;

/** Every tag becomes a space: `<b>a</b><b>b</b>` reads `a b`. */
function parted(view: View): View {
  return rewrite(view, TAG, () => ' ');
}

const INLINE =
  /^<!--|^<\/?(a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strong|sub|sup|svg|text|textpath|time|tspan|u|var|wbr)\b|^<\/?(?:w:(?:r|rpr|t|b|i|prooferr|bookmark\w+)|a:(?:r|rpr|t)|text:(?:span|a))\b/i;

/**
 * Tags inside a line vanish, all others end the line: `quot<b>a</b>` reads `quota`. Office programs part a word wherever
 * somebody corrected it.
 */
function joined(view: View): View {
  return rewrite(view, TAG, (match) => (INLINE.test(match[0]) ? '' : '\n'));
}

const ESCAPE =
  /&(?:#x0{0,30}([0-9a-f]{1,6})|#0{0,30}([0-9]{1,7})|([a-z][a-z0-9]{1,30}));?|\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\([nrtbf])|\\(["'/\\,;`])|((?:%[0-9a-f]{2})+)|\\\r?\n|\u001b\[[\d;]{0,20}m/gi;

/** Html, JSON, JavaScript, url and iCalendar escapes, as often as they are nested, and colours of terminals. */
function decode(view: View): View {
  let result = view;
  for (let round = 0; round < ROUNDS; round++) {
    const next = rewrite(result, ESCAPE, unescaped);
    if (next === result) break;
    result = next;
  }
  return result;
}

function unescaped(match: RegExpExecArray): string {
  const [whole, hex, decimal, name, braced, unit, byte, control, quoted, percents] = match;
  if (name !== undefined) return entity(name) ?? (whole.endsWith(';') ? ' ' : whole);
  if (decimal !== undefined) return character(Number.parseInt(decimal, 10));
  const code = hex ?? braced ?? unit ?? byte;
  if (code !== undefined) return character(Number.parseInt(code, 16));
  if (control !== undefined) return ' ';
  if (quoted !== undefined) return quoted;
  return percents === undefined ? '' : unpercent(percents);
}

function character(code: number): string {
  return code > 0x10ffff ? ' ' : String.fromCodePoint(code);
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  commat: '@',
  period: '.',
  colon: ':',
  sol: '/',
  lowbar: '_',
  szlig: 'ss',
  aelig: 'ae',
  oelig: 'oe',
  plus: '+',
  equals: '=',
  quest: '?',
  shy: '',
  zwj: '',
  zwnj: '',
  lrm: '',
  rlm: '',
  ZeroWidthSpace: '',
  NoBreak: '',
};

/** Accented letters by their base: words are compared without accents. */
function entity(name: string): string | undefined {
  if (Object.hasOwn(ENTITIES, name)) return ENTITIES[name];
  return /^([a-z])(?:acute|grave|circ|uml|tilde|cedil|ring|caron|slash|ogon);?$/i.exec(name)?.[1];
}

function unpercent(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run.replaceAll(/%([0-9a-f]{2})/gi, (_, byte: string) => character(Number.parseInt(byte, 16)));
  }
}

/** Replace every match; offsets of the new text are led back through `view`. The same view when nothing matches. */
function rewrite(view: View, regex: RegExp, replace: (match: RegExpExecArray) => string): View {
  const parts: string[] = [];
  /** Pairs: from this offset of the new text on, the old one is so much further. */
  const ends: number[] = [];
  const shifts: number[] = [];
  let from = 0;
  let length = 0;
  for (const match of view.text.matchAll(regex)) {
    const made = replace(match);
    parts.push(view.text.slice(from, match.index), made);
    length += match.index - from + made.length;
    from = match.index + match[0].length;
    ends.push(length);
    shifts.push(from - length);
  }
  if (parts.length === 0) return view;
  parts.push(view.text.slice(from));
  return { text: parts.join(''), at: (offset) => view.at(offset + shiftAt(ends, shifts, offset)) };
}

/** The shift of the last end that is not behind the offset (binary search). */
function shiftAt(ends: readonly number[], shifts: readonly number[], offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : shifts[low - 1]!;
}

const DIGITS = new Set([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-'].map(codeOf));
const SHORTEST_RUN = 24;

function codeOf(letter: string): number {
  return letter.charCodeAt(0);
}

/** Runs of at least 24 digits of base64. Only every 24th character is looked at until one is a digit. */
function* packedRuns(text: string): Generator<{ run: string; start: number }> {
  const isDigit = (index: number) => DIGITS.has(text.charCodeAt(index));
  let behind = 0;
  for (let probe = SHORTEST_RUN - 1; probe < text.length; probe += SHORTEST_RUN) {
    if (!isDigit(probe)) continue;
    let start = probe;
    while (start > behind && isDigit(start - 1)) start--;
    let end = probe + 1;
    while (end < text.length && isDigit(end)) end++;
    if (end - start >= SHORTEST_RUN) yield { run: text.slice(start, end), start };
    behind = end;
    probe = end - 1;
  }
}

/** How gzip, zip, PDF and zlib begin in base64. */
const PACKED = /^(?:H4sI|UEsDB|JVBERi|eJ|eN|eA[E-H]|eF)/;

/** Runs of base64 or hexadecimal digits that hold text, with the views of that text. */
function base64Views(view: View, depth = 0): View[] {
  const found: View[] = [];
  for (const { run, start } of packedRuns(view.text)) {
    for (const text of textsIn(run)) {
      const inner = decode(fixedView(text, view.at(start)));
      found.push(inner);
      if (inner.text.includes('<')) found.push(parted(inner), joined(inner));
      if (depth < ROUNDS) found.push(...base64Views(inner, depth + 1));
    }
    if (PACKED.test(run) && depth < ROUNDS)
      for (const { data } of unpack(Buffer.from(run, 'base64')))
        found.push(...viewsOf(data, depth + 1).map(({ text }) => fixedView(text, view.at(start))));
  }
  return found;
}

/** A run may begin with letters that are not part of the code (`/image/aGVs…`): every start is tried. */
function textsIn(run: string): string[] {
  const texts: string[] = [];
  if (/^[0-9a-f]+$/i.test(run)) texts.push(...readable(Buffer.from(run, 'hex')));
  for (const start of [0, 1, 2, 3]) {
    const head = Buffer.from(run.slice(start, start + 64), 'base64');
    if (readable(head).length > 0) texts.push(...readable(Buffer.from(run.slice(start), 'base64')));
  }
  return texts;
}

/** The bytes as text, when nearly all of them are printable. */
function readable(bytes: Buffer): string[] {
  if (bytes.length < 12) return [];
  const wide = wideText(bytes);
  if (wide !== undefined) return [wide];
  let odd = 0;
  for (const byte of bytes)
    if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127) odd++;
  const text = bytes.toString('utf8');
  const broken = text.split('\ufffd').length - 1;
  return odd + broken > bytes.length / 20 ? [] : [text];
}

/** Packed parts of a file: a Sphinx inventory, gzip, the members of a zip (docx, xlsx), the streams of a PDF, texts of PNG. */
function unpack(bytes: Buffer): { start: number; data: Buffer }[] {
  const head = bytes.subarray(0, 32).toString('latin1');
  if (head.startsWith('# Sphinx inventory')) return unpackInventory(bytes);
  if (head.startsWith('\x1f\x8b'))
    return attempt(0, () => gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED }));
  if (head.startsWith('%PDF')) return unpackPdf(bytes);
  if (head.startsWith(PNG)) return pngTexts(bytes, MAX_UNPACKED);
  // zlib, with any of its four levels.
  if (/^x[\x01\x5e\x9c\xda]/.test(head))
    return attempt(0, () => inflateSync(bytes, { maxOutputLength: MAX_UNPACKED }));
  // Also behind a picture or a program.
  return unpackZip(bytes);
}

/** Brotli has no signature: files that end in `.br` are given here. */
export function unbrotli(bytes: Buffer): View[] {
  return attempt(0, () => brotliDecompressSync(bytes, { maxOutputLength: MAX_UNPACKED })).flatMap(
    ({ data }) => viewsOf(data).map((view) => fixedView(view.text, 0)),
  );
}

function unpackInventory(bytes: Buffer): { start: number; data: Buffer }[] {
  let start = 0;
  for (let line = 0; line < 4; line++) start = bytes.indexOf(10, start) + 1;
  return attempt(start, () => inflateSync(bytes.subarray(start), { maxOutputLength: MAX_UNPACKED }));
}

function unpackZip(bytes: Buffer): { start: number; data: Buffer }[] {
  const members: { start: number; data: Buffer }[] = [];
  for (
    let at = bytes.indexOf('PK\x03\x04');
    at >= 0 && at + 30 < bytes.length;
    at = bytes.indexOf('PK\x03\x04', at + 4)
  ) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const method = bytes.readUInt16LE(at + 8);
    if (method === 0)
      members.push({ start, data: bytes.subarray(start, start + bytes.readUInt32LE(at + 18)) });
    if (method === 8)
      members.push(
        ...attempt(start, () => inflateRawSync(bytes.subarray(start), { maxOutputLength: MAX_UNPACKED })),
      );
  }
  return members;
}

function unpackPdf(bytes: Buffer): { start: number; data: Buffer }[] {
  const streams: { start: number; data: Buffer }[] = [];
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    const start = bytes.indexOf(10, at) + 1;
    if (start > at && start <= at + 8)
      streams.push(
        ...attempt(start, () => inflateSync(bytes.subarray(start), { maxOutputLength: MAX_UNPACKED })),
      );
  }
  return streams;
}

function attempt(start: number, unpacked: () => Buffer): { start: number; data: Buffer }[] {
  try {
    return [{ start, data: unpacked() }];
  } catch {
    return [];
  }
}
