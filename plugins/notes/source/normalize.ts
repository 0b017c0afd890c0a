// Writes a section's lines so that every reader sees the nesting its author meant: bullets by any indent, repeated
// and empty bullets, containers, code, comments, too deep and too long. In: lines; out: plain GFM with a map back.
import { type Level, levelOfText, stricter } from '../../marks.ts';
import { type Container, MAX_LINE, readLine, startState } from '../text/lines.ts';
import { lineEnd } from './sections.ts';

export interface Normalized {
  text: string;
  /** Offset in `text` at which each of its lines starts. */
  starts: number[];
  /** For each of its lines: line of the section, what to add to the column, and the level of its containers. */
  lines: number[];
  shifts: number[];
  levels: Level[];
  /** Marks that stand on a line of their own: they cover the meeting. */
  alone: { line: number; level: Level }[];
  remarks: { line: number; why: string }[];
  /** A top-level indented line was taken as code. */
}

interface Item {
  /** Column of the marker in the source. */
  indent: number;
  /** Column where its content stands in the output. */
  content: number;
  /** What it says of the items that are too deep to be written below it. */
  mark: Level;
}

interface Writer {
  out: Normalized;
  chunks: string[];
  length: number;
  stack: Item[];
  /** The line above was empty, or not read. */
  blank: boolean;
  /** The line above was a heading: what follows starts afresh. */
  paragraph: number;
}

/** Deeper items are written at this depth; lists that people write end at six. */
export const MAX_DEPTH = 24;
/** A paragraph longer than this is parted, so that inline parsing stays linear. */
const MAX_PARAGRAPH = 2_000;
const MARKER = /^(?:[-*+•]|\d{1,9}[.)])(?:[ \t]+|$)/;

/** Normalise the text from one offset to another. Lines are counted from 0 at `from`. */
export function normalizeSection(text: string, containers: Container[]): Normalized {
  const out: Normalized = { text: '', starts: [], lines: [], shifts: [], levels: [], alone: [], remarks: [] };
  const writer: Writer = { out, chunks: [], length: 0, stack: [], blank: true, paragraph: 0 };
  const state = startState(containers);
  let line = 0;
  for (let from = 0; from < text.length; line++) {
    const { to, next } = lineEnd(text, from);
    const read = readLine(text, from, to, state);
    if (read.alone > 0) out.alone.push({ line, level: read.alone });
    if (to - from > MAX_LINE) out.remarks.push({ line, why: 'a line too long to be read to its end' });
    writeLine(writer, line, read.text, read.level);
    from = next;
  }
  out.text = writer.chunks.join('');
  return out;
}

function writeLine(writer: Writer, line: number, text: string | null, level: Level): void {
  const rest = text === null ? '' : text.trim();
  if (text === null || rest === '') {
    emit(writer, line, '', 0, level);
    return;
  }
  const indent = indentOf(text);
  const column = text.length - text.trimStart().length;
  if (rest.charCodeAt(0) === 35 && indent < 4 && /^#{1,6}(?:\s|$)/.test(rest)) {
    writeHeading(writer, line, { rest, indent, column, level });
    return;
  }
  if (MARKER.test(rest) && !(writer.blank && writer.stack.length === 0 && indent >= 4)) {
    writeItem(writer, line, { rest, indent, column, level });
    return;
  }
  writeText(writer, line, { rest, indent, column, level });
}

interface Piece {
  rest: string;
  indent: number;
  column: number;
  level: Level;
}

/** One that is indented below an item is the item's. */
function writeHeading(writer: Writer, line: number, { rest, indent, column, level }: Piece): void {
  const [first] = writer.stack;
  if (first && indent >= first.indent + 2) writer.stack.length = 1;
  else writer.stack.length = 0;
  const at = writer.stack[0]?.content ?? 0;
  emit(writer, line, ' '.repeat(at) + rest, column - at, level);
  writer.blank = true;
}

/** `+ + text` is one item; an item of markers alone vanishes. */
function writeItem(writer: Writer, line: number, piece: Piece): void {
  const marker = MARKER.exec(piece.rest)![0];
  let body = piece.rest.slice(marker.length);
  for (let again = MARKER.exec(body); again && !/^\d/.test(body); again = MARKER.exec(body))
    body = body.slice(again[0].length);
  if (body.trim() === '') {
    emit(writer, line, '', 0, piece.level);
    return;
  }
  const shown = `${marker.trimEnd().replace('•', '-')} `;
  const { content, mark } = openItem(writer, line, piece, shown.length);
  const at = content - shown.length;
  piece.level = stricter(piece.level, mark);
  emit(
    writer,
    line,
    ' '.repeat(at) + shown + body,
    piece.column + (piece.rest.length - body.length) - at - shown.length,
    piece.level,
  );
}

/** Close the items that this one is no child of; a child stands at least two columns further right. */
function openItem(writer: Writer, line: number, { rest, indent }: Piece, width: number): Item {
  const { stack } = writer;
  while (stack.length > 0 && indent < stack.at(-1)!.indent + 2) stack.pop();
  const last = stack.at(-1);
  if (last && stack.length >= MAX_DEPTH) {
    writer.out.remarks.push({ line, why: `nested more than ${MAX_DEPTH} deep: read as less` });
    const before = last.mark;
    last.mark = markBelow(writer, before, rest);
    return { indent, content: (stack.at(-2)?.content ?? 0) + width, mark: before };
  }
  const item: Item = { indent, content: (last?.content ?? 0) + width, mark: 0 };
  stack.push(item);
  item.mark = markBelow(writer, 0, rest);
  return { ...item, mark: 0 };
}

/** Items that are too deep are written beside the last one that is not: its mark, and theirs, hold for what follows. */
function markBelow({ stack }: Writer, mark: Level, text: string): Level {
  return stack.length < MAX_DEPTH ? 0 : stricter(mark, levelOfText(text));
}

function writeText(writer: Writer, line: number, piece: Piece): void {
  const { stack } = writer;
  if (writer.blank) {
    while (stack.length > 0 && piece.indent <= stack.at(-1)!.indent) stack.pop();
    // Four columns in after an empty line, and no list: code.
    if (stack.length === 0 && piece.indent >= 4) {
      emit(writer, line, '', 0, piece.level);
      return;
    }
  }
  const last = stack.at(-1);
  const at = last?.content ?? 0;
  if (last) last.mark = markBelow(writer, last.mark, piece.rest);
  const rest = piece.rest.startsWith('>') ? quote(piece.rest) : piece.rest;
  if (!writer.blank && writer.paragraph + rest.length > MAX_PARAGRAPH) emit(writer, line, '', 0, piece.level);
  emitParts(writer, line, rest, at, piece);
}

/** A line of more than one paragraph's length is parted at spaces. */
function emitParts(writer: Writer, line: number, rest: string, at: number, piece: Piece): void {
  let from = 0;
  while (rest.length - from > MAX_PARAGRAPH) {
    const space = rest.lastIndexOf(' ', from + MAX_PARAGRAPH);
    const to = space > from ? space : from + MAX_PARAGRAPH;
    emit(writer, line, ' '.repeat(at) + rest.slice(from, to), piece.column + from - at, piece.level);
    emit(writer, line, '', 0, piece.level);
    from = to;
  }
  emit(writer, line, ' '.repeat(at) + rest.slice(from), piece.column + from - at, piece.level);
}

/** At most four levels of quotes. */
function quote(rest: string): string {
  const prefix = /^(?:>[ \t]?)+/.exec(rest)![0];
  return prefix.length <= 12
    ? rest
    : ' '.repeat(0) + prefix.slice(-8).replace(/^[^>]*/, '') + rest.slice(prefix.length);
}

function emit(writer: Writer, line: number, text: string, shift: number, level: Level): void {
  const { out } = writer;
  out.starts.push(writer.length);
  out.lines.push(line);
  out.shifts.push(shift);
  out.levels.push(level);
  writer.chunks.push(text, '\n');
  writer.length += text.length + 1;
  writer.paragraph = text === '' ? 0 : writer.paragraph + text.length;
  writer.blank = text === '';
}

/** Width of the leading white space; tabs stop at every fourth column. */
function indentOf(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 9) width += 4 - (width % 4);
    else if (code === 32 || code === 160) width++;
    else break;
  }
  return width;
}

/** Line (from 0) and column (from 0) in the section of an offset in the normalised text, with its place in the map. */
export function locate(map: Normalized, offset: number): { line: number; column: number; index: number } {
  let low = 0;
  let high = map.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (map.starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  const start = map.starts[low] ?? 0;
  return {
    line: map.lines[low] ?? 0,
    column: Math.max(0, offset - start + (map.shifts[low] ?? 0)),
    index: low,
  };
}
