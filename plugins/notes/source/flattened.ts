// Notes whose line breaks were lost, so that a whole series is one line: gives them back their lines. In: text; out:
// Markdown and where each of its characters stood. All that follows reads it like any other notes.
import { parseHeadingDate } from '../text/date.ts';
import { plainHeading } from './sections.ts';
import { partOf } from './topics.ts';

export interface Unflattened {
  text: string;
  /** Offset in the source of an offset in `text`. */
  toSource(offset: number): number;
}

interface Writer {
  source: string;
  chunks: string[];
  length: number;
  /** Output and source offsets where copied runs begin. */
  outStarts: number[];
  sourceStarts: number[];
}

/** A title has at most so many words; what follows is text. */
const TITLE_WORDS = 8;
const FEW_LINES = 5;
const LONG_LINE = 300;
/** Whatever may begin a block, after white space; backticks and comments, inside of which nothing begins. */
const TOKEN =
  /`+|<!--|(?<=^|\s)(?:#{1,6} |[-*+•] |\d{1,2}[.)] |> |:{3,}|~{3,}|\[[ xX]\] |(?:\*\*|\[)?(?:ACTION|DECISION|DECIDED|RESOLUTION|RESOLVED|AGREED)\b)/g;
const INLINE_CODE = /(`{1,2})(?!`)[^`]{1,300}\1(?!`)/y;
/** A bullet begins only before these, so that dashes and pluses inside sentences are not torn. */
const AFTER_BULLET = /[\p{Lu}\p{Lo}\d"'“‘«„[*`]|\p{Extended_Pictographic}/uy;

/** Null when no line of the text is flattened. */
export function unflatten(text: string): Unflattened | null {
  const few = countLines(text) <= FEW_LINES;
  const writer: Writer = { source: text, chunks: [], length: 0, outStarts: [], sourceStarts: [] };
  let any = false;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end + 1;
    if (isFlattened(text, from, to, few)) {
      any = true;
      writeFlattened(writer, from, to);
    } else copy(writer, from, to);
    from = to;
  }
  return any ? { text: writer.chunks.join(''), toSource: (offset) => sourceOf(writer, offset) } : null;
}

function countLines(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length && count <= FEW_LINES; ) {
    const end = text.indexOf('\n', i);
    const to = end < 0 ? text.length : end;
    if (text.slice(i, Math.min(to, i + 200)).trim() !== '') count++;
    i = to + 1;
  }
  return count;
}

/** A dated heading in mid-line, or one at the start of the line with bullets after it, among few lines or in a long one. */
function isFlattened(text: string, from: number, to: number, few: boolean): boolean {
  if (to - from < 40 || (!few && to - from < LONG_LINE)) return false;
  let headings = 0;
  let dated = false;
  let bullets = 0;
  TOKEN.lastIndex = from;
  for (let match = TOKEN.exec(text); match && match.index < to; match = TOKEN.exec(text)) {
    if (match[0].startsWith('`')) skipCode(text, match.index);
    else if (match[0].startsWith('#')) {
      if (match.index > from) headings++;
      dated ||= headingDateAt(text, match.index + match[0].length) !== null;
    } else if (/^[-*+]/.test(match[0]) && beginsBullet(text, match.index + 2)) bullets++;
    if (dated && (few ? headings > 0 || bullets > 1 : headings > 1)) return true;
  }
  return false;
}

/** Move the search past inline code; a run that opens none is skipped itself. */
function skipCode(text: string, at: number): void {
  INLINE_CODE.lastIndex = at;
  if (INLINE_CODE.test(text)) TOKEN.lastIndex = INLINE_CODE.lastIndex;
}

/** Where the date of a heading ends, if a date is what it starts with. */
function headingDateAt(text: string, at: number): { end: number } | null {
  if (!/\d/.test(text.slice(at, at + 40))) return null;
  const words = text.slice(at, at + 60).split(' ');
  for (let count = Math.min(6, words.length); count > 0; count--) {
    const part = words.slice(0, count).join(' ');
    const found = parseHeadingDate(plainHeading(part));
    if (found && 'date' in found && found.title === null && /\d[)\]]?$/.test(part))
      return { end: at + part.length };
  }
  const found = parseHeadingDate(plainHeading(text.slice(at, at + 60)));
  return found && 'date' in found ? { end: at } : null;
}

interface Run {
  writer: Writer;
  to: number;
  /** Up to here the source is written. */
  at: number;
  /** Where the block began that is being written: the text of its marker. */
  block: number;
  /** The block has a list marker already: a box belongs to it. */
  item: boolean;
  /** Where the title of the heading being written must end. */
  titleEnd: number;
  /** The last number of a numbered list in this section. */
  number: number;
  /** From here on no fence or comment closes. */
  openFence: number;
  openComment: number;
}

function writeFlattened(writer: Writer, from: number, to: number): void {
  const run: Run = {
    writer,
    to,
    at: from,
    block: from,
    item: false,
    titleEnd: -1,
    number: 0,
    openFence: Number.POSITIVE_INFINITY,
    openComment: Number.POSITIVE_INFINITY,
  };
  TOKEN.lastIndex = from;
  for (let match = TOKEN.exec(writer.source); match && match.index < to; match = TOKEN.exec(writer.source)) {
    const next = readToken(run, match[0], match.index);
    TOKEN.lastIndex = Math.max(next, match.index + 1);
  }
  closeTitle(run, to);
  copy(writer, run.at, to);
  insert(writer, '\n\n', to);
}

/** Write what the token begins; gives the offset from which to search on. */
function readToken(run: Run, token: string, index: number): number {
  const { source } = run.writer;
  const first = token[0]!;
  const after = index + token.length;
  if (first === '`' && (token.length < 3 || !startsFence(run, index))) {
    skipCode(source, index);
    return Math.max(after, TOKEN.lastIndex);
  }
  if (first === '`' || token.startsWith('~~~')) return writeFence(run, token, index);
  if (first === '<') return endOfComment(run, index);
  if (first === '#') return beginsHeading(source, token, after) ? writeHeading(run, token, index) : after;
  if (first === ':') return writeContainer(run, token, index);
  if (first === '>')
    return /[\p{Lu}\d"“*[]/u.test(source.slice(after, after + 2)) ? begin(run, index, '> ', after) : after;
  if (/^\[[ xX]\]/.test(token))
    return run.item && source.slice(run.block, index).trim() === ''
      ? after
      : begin(run, index, `- ${token}`, after);
  if (/\d/.test(first))
    return isNumber(run, token, index, after) ? writeNumber(run, token, index, after) : after;
  if (/[A-Z]/.test(token.slice(-2)))
    return isMarker(run, token, index) ? begin(run, index, '', index) + token.length : after;
  return isBullet(run, token, index, after) ? writeBullet(run, index, after) : after;
}

function startsFence(run: Run, index: number): boolean {
  return index === 0 || /\s/.test(run.writer.source[index - 1]!);
}

/** End the block above, then begin one with `marker`; the source goes on at `from`. */
function begin(run: Run, index: number, marker: string, from: number): number {
  closeTitle(run, index);
  copy(run.writer, run.at, index);
  insert(run.writer, `\n\n${marker}`, from);
  run.at = from;
  run.block = from;
  run.item = /^(?:-|\d)/.test(marker);
  return from;
}

/** The title ends before the block that begins at `index`, if it did not end by its length. */
function closeTitle(run: Run, index: number): void {
  if (run.titleEnd < 0 || run.titleEnd >= index) {
    run.titleEnd = -1;
    return;
  }
  copy(run.writer, run.at, run.titleEnd);
  insert(run.writer, '\n\n', run.titleEnd);
  run.at = run.titleEnd;
  run.titleEnd = -1;
}

function beginsHeading(source: string, token: string, after: number): boolean {
  return token.length > 2 ? /\S/.test(source[after] ?? '') : /[\p{Lu}\d]/u.test(source[after] ?? '');
}

function writeHeading(run: Run, token: string, index: number): number {
  const after = begin(run, index, token, index + token.length);
  const date = headingDateAt(run.writer.source, after);
  const title = date ? date.end : after;
  run.number = 0;
  run.titleEnd = endOfTitle(run, title, date !== null);
  return Math.max(after, title);
}

/** At most eight words; the name of a section after a date, or last before a list, is no part of the title. */
function endOfTitle(run: Run, from: number, dated: boolean): number {
  const { source } = run.writer;
  const text = source.slice(from, Math.min(run.to, from + 400));
  const stop =
    /(?<=\s)(?:#{1,6} |[-*+•] (?=[\p{Lu}\d"'“‘[*`])|\d{1,2}[.)] |> |:{3,}|`{3,}|\[[ xX]\] |(?:\*\*)?ACTION\b)/u.exec(
      text,
    );
  const title = stop ? text.slice(0, stop.index) : text;
  const words = [...title.matchAll(/\S+/g)];
  const within = words.length > TITLE_WORDS ? words[TITLE_WORDS]!.index : title.length;
  if (!dated) return from + within;
  for (let count = Math.min(words.length, 3); count > 0; count--) {
    const tail = words.at(-count)!.index;
    if (tail < within && partOf(title.slice(tail)) !== null && (count === words.length || stop))
      return from + tail;
  }
  return from + within;
}

function isBullet(run: Run, token: string, index: number, after: number): boolean {
  const { source } = run.writer;
  if (!beginsBullet(source, after)) return false;
  const before = source.slice(Math.max(run.block, index - 60), index).trimEnd();
  // A range: “3 - 5”, “10:00 - 11:00”, “2026-10-06 - 2026-10-12”.
  if (token[0] === '-' && /\d$/.test(before) && /\d/.test(source[after] ?? '') && index > run.titleEnd)
    return false;
  return !/^\W{0,4}ACTION\W{0,3}(?:\d[\d.]*|(?:-|on) [\p{L} ,&@]{1,40})?\W{0,2}$/iu.test(before);
}

/** Empty bullets before a bullet vanish: `+ + Text`. */
function beginsBullet(source: string, after: number): boolean {
  AFTER_BULLET.lastIndex = after;
  return (
    AFTER_BULLET.test(source) ||
    /^[-*+] (?:[-*+] ){0,4}[\p{Lu}\d"'“[*`]/u.test(source.slice(after, after + 14))
  );
}

function writeBullet(run: Run, index: number, after: number): number {
  const empty = /^(?:[-*+] )+(?=\S)/.exec(run.writer.source.slice(after, after + 14));
  return begin(run, index, '- ', after + (empty?.[0].length ?? 0));
}

/** A number goes on with the list of its section, or starts one: so no sentence that ends in a number is torn. */
function isNumber(run: Run, token: string, index: number, after: number): boolean {
  const { source } = run.writer;
  const number = Number.parseInt(token, 10);
  const next = source[after] ?? '';
  if (!/[\p{Lu}\p{Lo}\d"'“[*`]/u.test(next)) return false;
  const before = source.slice(Math.max(0, index - 14), index);
  if (
    /(?:\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*|version|phase|part|step|level|number|no\.|tier|round|week|day|to|of|by|at|in|q) $/i.test(
      before,
    )
  )
    return false;
  return number === 1 || (run.number > 0 && number >= run.number && number <= run.number + 3);
}

function writeNumber(run: Run, token: string, index: number, after: number): number {
  run.number = Number.parseInt(token, 10);
  return begin(run, index, token, after);
}

/** A marker in capitals begins a block, unless the block has just begun. */
function isMarker(run: Run, token: string, index: number): boolean {
  const { source } = run.writer;
  if (
    source
      .slice(run.block, index)
      .replace(/\[[ xX]\]/, '')
      .trim() === ''
  )
    return false;
  return /^[*\]]{0,2}(?: (?:on )?[\p{L}\d@#., &]{1,40})?[*\]]{0,2} ?:/u.test(
    source.slice(index + token.length, index + token.length + 60),
  );
}

function writeContainer(run: Run, token: string, index: number): number {
  const { source } = run.writer;
  const name =
    /^\{?[a-z][\w-]{0,30}\}?/i.exec(source.slice(index + token.length, index + token.length + 40))?.[0] ?? '';
  const after = index + token.length + name.length;
  begin(run, index, `${token}${name}\n`, after);
  run.item = false;
  return after;
}

/** A fence with what it holds on lines of its own; one that nothing closes stands alone. */
function writeFence(run: Run, token: string, index: number): number {
  const { source } = run.writer;
  const after = index + token.length;
  const close = index >= run.openFence ? -1 : source.indexOf(token, after);
  if (close < 0 || close >= run.to) {
    run.openFence = Math.min(run.openFence, index);
    return begin(run, index, `${token}\n`, after);
  }
  begin(run, index, `${token}\n`, after);
  copy(run.writer, after, close);
  insert(run.writer, `\n${token}\n\n`, close);
  run.at = close + token.length;
  run.block = run.at;
  run.item = false;
  return run.at;
}

function endOfComment(run: Run, index: number): number {
  const close = index >= run.openComment ? -1 : run.writer.source.indexOf('-->', index);
  if (close < 0) run.openComment = Math.min(run.openComment, index);
  return close < 0 || close > run.to ? index + 4 : close + 3;
}

function copy(writer: Writer, from: number, to: number): void {
  if (to <= from) return;
  writer.outStarts.push(writer.length);
  writer.sourceStarts.push(from);
  writer.chunks.push(writer.source.slice(from, to));
  writer.length += to - from;
}

/** Text of our own, which stands for the source from `at` on. */
function insert(writer: Writer, text: string, at: number): void {
  writer.outStarts.push(writer.length);
  writer.sourceStarts.push(at - text.length);
  writer.chunks.push(text);
  writer.length += text.length;
}

function sourceOf(writer: Writer, offset: number): number {
  let low = 0;
  let high = writer.outStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (writer.outStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  const source = (writer.sourceStarts[low] ?? 0) + offset - (writer.outStarts[low] ?? 0);
  return Math.max(0, Math.min(writer.source.length, source));
}
