// Cuts notes into sections at their dated headings, before any parser sees them: the preamble, then one section per
// meeting. In: Markdown (flattened notes after `unflatten`); out: sections that are parsed each for itself.

import { type Level, levelOfText, unmarked } from '../../marks.ts';
import type { NotesRule } from '../rules.ts';
import { type HeadingDate, isBareDate, parseHeadingDate } from '../text/date.ts';
import { type Container, readLine, startState } from '../text/lines.ts';

export interface Section {
  /** null for the preamble. */
  heading: (HeadingDate & { level: number; text: string }) | null;
  /** The level of a mark on the dated heading: it covers the meeting. */
  mark: Level;
  /** Line of the heading, or of the first line, from 0; `endLine` is exclusive. */
  line: number;
  endLine: number;
  /** Offsets in the text: the heading itself is not in the body. */
  headingFrom: number;
  from: number;
  to: number;
  /** Line on which the body begins. */
  bodyLine: number;
  /** Containers that are open where the body begins. */
  containers: Container[];
}

/** Something at a line that should be told: offset in the text. */
export interface Remark {
  rule: NotesRule;
  line: number;
  from: number;
  text: string | null;
  why: string;
}

export interface Split {
  sections: Section[];
  /** Inside of the front matter. */
  frontMatter: string;
  remarks: Remark[];
  lines: number;
}

export interface SplitOptions {
  /** The date that the file's name gives: the file is one meeting, and other dates in it are none. */
  fileDate: string | null;
}

interface Walk {
  text: string;
  options: SplitOptions;
  split: Split;
  state: ReturnType<typeof startState>;
  /** An unclosed fence ends at the next dated heading: where the walk goes back to. */
  fence: { line: number; from: number; closes: boolean } | null;
  dated: { line: number; from: number } | null;
  /** Fence characters that nothing closes any more, with the shortest run for which that is known. */
  open: Map<string, number>;
  headings: number;
}

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+|$)/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;

/** Cut the text. Linear: a line is read again only after a fence that nothing closes, once per kind of fence. */
export function splitSections(text: string, options: SplitOptions): Split {
  const split: Split = { sections: [], frontMatter: '', remarks: [], lines: 0 };
  const walk: Walk = {
    text,
    options,
    split,
    state: startState(),
    fence: null,
    dated: null,
    open: new Map(),
    headings: 0,
  };
  const start = skipFrontMatter(text, split);
  split.sections.push(sectionAt(null, 0, start.line, 0, start.from, start.line, []));
  walkLines(walk, start.line, start.from);
  const last = split.sections.at(-1)!;
  last.to = text.length;
  last.endLine = split.lines;
  return split;
}

function walkLines(walk: Walk, firstLine: number, firstFrom: number): void {
  const { text } = walk;
  let line = firstLine;
  let from = firstFrom;
  while (from < text.length) {
    const { to, next } = lineEnd(text, from);
    const wasFence = walk.state.fence !== null;
    readOne(walk, line, from, to, next);
    trackFence(walk, line, from, wasFence);
    line++;
    from = next;
    if (from >= text.length && walk.state.fence) {
      const back = leaveUnclosed(walk);
      if (back) {
        line = back.line;
        from = back.from;
      }
    }
  }
  walk.split.lines = Math.max(walk.split.lines, line);
  const end = { line: line - 1, from: Math.max(0, text.length - 1) };
  if (walk.state.commentEnd >= text.length && walk.state.lastClose < Number.POSITIVE_INFINITY)
    remark(walk, 'blockClosed', end, null, 'a comment that is not closed: nothing after it is read');
  if (walk.state.containers.some((container) => container.level > 0))
    remark(walk, 'blockClosed', end, null, 'a private block that is not closed: it covers the rest');
}

function readOne(walk: Walk, line: number, from: number, to: number, next: number): void {
  const { text, state } = walk;
  if (state.fence) {
    const first = text.charCodeAt(from);
    if (!walk.dated && first === 35 && datedHeading(walk, text.slice(from, Math.min(to, from + 400)))) {
      walk.dated = { line, from };
      if (walk.fence && !walk.fence.closes) leaveUnclosed(walk);
    }
  }
  const read = readLine(text, from, to, state);
  if (read.text === null) return;
  const atx = HEADING.exec(read.text);
  if (atx) {
    readHeading(walk, {
      line,
      from,
      to,
      next,
      level: atx[1]!.length,
      raw: read.text.slice(atx[0].length),
      height: 1,
    });
    return;
  }
  const under = to - from < 120 && next < text.length ? lineEnd(text, next) : null;
  if (
    under &&
    UNDERLINE.test(text.slice(next, under.to)) &&
    read.text.trim() !== '' &&
    mayBeTitle(walk, read.text)
  ) {
    readHeading(walk, {
      line,
      from,
      to: under.to,
      next: under.next,
      level: text[next] === '=' ? 1 : 2,
      raw: read.text,
      height: 2,
    });
    return;
  }
  if (to - from < 60 && /\d{4}/.test(read.text) && isBareDate(plainHeading(read.text)))
    remark(walk, 'dateHeading', { line, from }, read.text.trim(), 'a date that is no heading');
}

/** A dated line with a rule below it is a heading only when no text stands right above it. */
function mayBeTitle(walk: Walk, line: string): boolean {
  const found = /^[^-*+>|]/.test(line.trim()) ? parseHeadingDate(plainHeading(line)) : null;
  return found !== null && 'date' in found && walk.options.fileDate === null;
}

interface HeadingLine {
  line: number;
  from: number;
  to: number;
  next: number;
  level: number;
  raw: string;
  /** Lines it takes. */
  height: number;
}

function readHeading(walk: Walk, at: HeadingLine): void {
  const text = plainHeading(at.raw);
  const isTitle = walk.headings++ === 0 && at.level === 1;
  const found = text.length > 300 ? null : parseHeadingDate(text, isTitle);
  if (!found) return;
  const why = 'why' in found ? found.why : againstFile(walk, found.date);
  if (why || 'why' in found) {
    remark(walk, 'dateHeading', at, text, why ?? '');
    return;
  }
  const body = Math.min(at.next, walk.text.length);
  const section = sectionAt(
    found,
    at.level,
    at.line,
    at.from,
    body,
    at.line + at.height,
    walk.state.containers,
  );
  section.heading!.text = text;
  section.mark = levelOfText(at.raw);
  const before = walk.split.sections.at(-1)!;
  before.to = at.from;
  before.endLine = at.line;
  walk.split.sections.push(section);
}

/** In a file that bears a date no other date opens a meeting; the first heading may say it again. */
function againstFile(walk: Walk, date: string): string | null {
  const { fileDate } = walk.options;
  if (!fileDate || fileDate.length === 7) return null;
  if (date !== fileDate) return `the file's name says ${fileDate}, which counts`;
  return walk.split.sections.length > 1 ? 'the date of the file again' : null;
}

function datedHeading(walk: Walk, line: string): boolean {
  const atx = HEADING.exec(line);
  const found = atx ? parseHeadingDate(plainHeading(line.slice(atx[0].length))) : null;
  return found !== null && 'date' in found && againstFile(walk, found.date) === null;
}

function trackFence(walk: Walk, line: number, from: number, wasFence: boolean): void {
  const { fence } = walk.state;
  if (!fence) {
    walk.fence = null;
    walk.dated = null;
  } else if (!wasFence) {
    walk.fence = {
      line,
      from,
      closes: fence.length < (walk.open.get(fence.char) ?? Number.POSITIVE_INFINITY),
    };
    walk.dated = null;
  }
}

/** Nothing closes the fence: it ends at the first dated heading after it, so that no meeting is lost to it. */
function leaveUnclosed(walk: Walk): { line: number; from: number } | null {
  const { fence } = walk.state;
  if (!fence || !walk.fence) return null;
  remark(walk, 'blockClosed', walk.fence, null, 'a fence that is not closed: it ends at the next date');
  walk.open.set(fence.char, Math.min(fence.length, walk.open.get(fence.char) ?? fence.length));
  walk.state.fence = null;
  const back = walk.dated;
  walk.fence = null;
  walk.dated = null;
  return back;
}

/** Below an empty line it is a rule and keys: who wrote them meant them to count. */
const FRONT_MATTER = /^(?:---[ \t]*\r?\n|\s{1,99}---[ \t]*\r?\n(?=[\w-]{1,40}[ \t]*:))/;

function skipFrontMatter(text: string, split: Split): { line: number; from: number } {
  const [begin] = FRONT_MATTER.exec(text.slice(0, 400)) ?? [];
  if (begin === undefined) return { line: 0, from: 0 };
  const end = /\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/g;
  end.lastIndex = begin.length - 1;
  const match = end.exec(text.slice(0, 200_000));
  if (!match) return { line: 0, from: 0 };
  const from = Math.min(text.length, match.index + match[0].length);
  split.frontMatter = text.slice(begin.length, match.index);
  let line = 0;
  for (let i = text.indexOf('\n'); i >= 0 && i < from; i = text.indexOf('\n', i + 1)) line++;
  return { line, from };
}

function sectionAt(
  date: HeadingDate | null,
  level: number,
  line: number,
  headingFrom: number,
  from: number,
  bodyLine: number,
  containers: Container[],
): Section {
  const heading = date ? { level, text: '', ...date } : null;
  return {
    heading,
    mark: 0,
    line,
    endLine: line,
    headingFrom,
    from,
    to: from,
    bodyLine,
    containers: [...containers],
  };
}

function remark(
  walk: Walk,
  rule: NotesRule,
  at: { line: number; from: number },
  text: string | null,
  why: string,
): void {
  walk.split.remarks.push({ rule, line: at.line, from: at.from, text, why });
}

/** Line end without CR, and where the next line starts; CR alone ends no line. */
export function lineEnd(text: string, from: number): { to: number; next: number } {
  const end = text.indexOf('\n', from);
  if (end < 0) return { to: text.length, next: text.length };
  return { to: end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end, next: end + 1 };
}

/** The words of a heading: no emphasis, links as their text, no closing `#`, no marks of audience. */
export function plainHeading(raw: string): string {
  return unmarked(raw.slice(0, 400).replace(/[ \t]#+[ \t]*$/, ''))
    .replaceAll(/\[([^\][]{0,200})\]\([^()\s]{0,300}\)/g, '$1')
    .replaceAll(/[*`]|(?<!\w)_|_(?!\w)|<[^<>]{0,100}>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
