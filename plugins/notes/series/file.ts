// One file of notes as dated drafts: flattened or not, in one piece or by the date in its name. In: path, text and
// the people; out: sections with what each says, and where in the file it stands. Keeps what did not change.

import { lineAndColumn, lineStarts } from '../../config/spans.ts';
import { levelOfFrontMatter } from '../../front-matter.ts';
import { type Level, levelOfText, readMarks, stricter } from '../../marks.ts';
import type { At, Draft } from '../section/draft.ts';
import type { Directory } from '../section/roster.ts';
import { parseSection } from '../section/section.ts';
import { unflatten } from '../source/flattened.ts';
import { type Remark, type Section, splitSections } from '../source/sections.ts';
import { dateOfFrontMatter, dateOfPath, parseHeadingDate } from '../text/date.ts';
import { hashId } from '../text/likeness.ts';
import { withPlainLines } from '../text/plain-lines.ts';
import type { KeptSeries } from './assemble.ts';

/** What was read before; the caller keeps it between builds. Nothing else is remembered. */
export interface NotesCache {
  /** By path: what the text was, and what it gave. */
  files: Map<string, { text: string; people: string; draft: FileDraft }>;
  /** By a hash of the text and of what else decides; the text itself is compared too. */
  sections: Map<string, KeptSection>;
  series: Map<string, KeptSeries>;
}

export function createNotesCache(): NotesCache {
  return { files: new Map(), sections: new Map(), series: new Map() };
}

export interface DatedDraft {
  date: string;
  title: string | null;
  /** The title stood before the date, as the name of a series does. */
  titleLeads: boolean;
  /** Line of the heading, from 0. */
  line: number;
  headingFrom: number;
  bodyLine: number;
  /** Marks on the heading, in the preamble, or on the meeting as a whole. */
  mark: Level;
  draft: Draft;
}

export interface FileDraft {
  path: string;
  meetings: DatedDraft[];
  /** First and last line, counted from 1. */
  preamble: { from: number; to: number } | null;
  /** Abbreviations that the preamble explains. */
  forms: [string, string][];
  remarks: Remark[];
  lines: number;
  /** Offset in the source of a line and column (from 0) of what was read; null when nothing was flattened. */
  offsetOf: ((at: At) => number) | null;
  /** Line and column of an offset in the source, from 1. */
  placeOf(offset: number): { line: number; column: number };
  /** Marks in the preamble that cover the whole file. */
  mark: Level;
  /** What is kept for the next reading of a file that changed elsewhere. */
  sections: KeptSection[];
}

export interface KeptSection {
  key: string;
  body: string;
  draft: Draft;
}

/** Look in `cache`, keep in `fresh`: what the next reading may need. */
export function parseFile(
  path: string,
  source: string,
  directory: Directory,
  cache: NotesCache,
  fresh: NotesCache = cache,
): FileDraft {
  const known = cache.files.get(path);
  // Controls part no mark; what takes their place keeps all offsets.
  const text =
    known?.text === source ? source : withPlainLines(source).replaceAll(/[\0-\x08\x0e-\x1f\x7f]/g, '\u200b');
  const same = known?.text === text && known.people === directory.fingerprint;
  const draft = same ? known.draft : readFile(path, text, directory, { cache, fresh });
  fresh.files.set(path, { text, people: directory.fingerprint, draft });
  for (const kept of draft.sections) fresh.sections.set(kept.key, kept);
  return draft;
}

interface Caches {
  cache: NotesCache;
  fresh: NotesCache;
}

function readFile(path: string, text: string, directory: Directory, caches: Caches): FileDraft {
  const flat = unflatten(text);
  const markdown = flat ? flat.text : text;
  const split = splitSections(markdown, { fileDate: dateOfPath(path) });
  const fileDate = dateOfPath(path) ?? dateOfFrontMatter(split.frontMatter);
  const sections: KeptSection[] = [];
  const read = (section: Section) =>
    parseCached(markdown, section, flat !== null, directory, caches, sections);
  const [preamble, ...dated] = split.sections;
  const whole = dated.length === 0 && fileDate !== null && preamble;
  const first = whole
    ? { ...preamble, heading: { date: fileDate, title: null, leads: false, level: 0, text: '' } }
    : null;
  const rank = dated[0]?.heading?.level ?? 7;
  const before = preamble ? read(preamble) : null;
  const covers = before && !whole ? coversFile(before, rank) : 0;
  // What the file's own front matter says of itself makes stricter, as a mark does, and so does a phrase in it.
  const set = stricter(levelOfText(split.frontMatter), levelOfFrontMatter(split.frontMatter));
  const mark = stricter(covers, set);
  const carry = coverBelow();
  const starts = flat ? lineStarts(markdown) : null;
  const sourceLines = flat ? lineStarts(text) : [];
  return {
    path,
    meetings: (first ? [first] : dated).map((section) =>
      carry(datedDraft(section, read(section), mark, markdown), section),
    ),
    preamble: whole || !preamble || preamble.to <= preamble.from ? null : spanOf(preamble, flat !== null),
    forms: preamble && before ? before.forms : [],
    remarks: split.remarks,
    lines: countLines(text),
    offsetOf: flat && starts ? (at) => flat.toSource((starts[at.line] ?? 0) + at.column) : null,
    placeOf: (offset) => lineAndColumn(sourceLines, offset),
    mark,
    sections,
  };
}

function spanOf(section: Section, flattened: boolean): { from: number; to: number } | null {
  return flattened
    ? { from: 1, to: 1 }
    : { from: section.line + 1, to: Math.max(section.line + 1, section.endLine) };
}

/** A mark of the preamble covers the file when it is the file's, or stands under a heading above the dates. */
function coversFile(preamble: Draft, rank: number): Level {
  let level = preamble.meeting;
  for (const cover of preamble.open) if (cover.rank < rank) level = stricter(level, cover.mark);
  return level;
}

/** What a marked heading covers goes on over the dates below it, until a heading of its rank or a higher one. */
function coverBelow(): (dated: DatedDraft, section: Section) => DatedDraft {
  let covers: Draft['open'] = [];
  return (dated, { heading, mark }) => {
    const rank = heading!.level;
    covers = covers.filter((cover) => cover.rank < rank);
    const level = covers.reduce((all, cover) => stricter(all, cover.mark), dated.mark);
    const own = levelOfHeading(heading!.text, mark);
    covers = covers.filter((cover) => cover.rank < dated.draft.shallowest);
    covers.push(...dated.draft.open.filter((cover) => cover.rank > 0), { mark: own, rank });
    return { ...dated, mark: level };
  };
}

function levelOfHeading(text: string, mark: Level): Level {
  return stricter(mark, readMarks(text).phrase);
}

function datedDraft(section: Section, read: Draft, fileMark: Level, markdown: string): DatedDraft {
  const heading = section.heading!;
  const start = markdown.slice(section.from, section.from + 400);
  const named = heading.level === 0 ? titleOfFile(read, start) : null;
  const draft = named === null ? read : withoutTitle(read);
  return {
    date: heading.date,
    title: heading.title ?? named,
    titleLeads: heading.leads || named !== null,
    line: section.line,
    headingFrom: section.headingFrom,
    bodyLine: section.bodyLine,
    mark: stricter(levelOfHeading(heading.text, section.mark), stricter(fileMark, draft.meeting)),
    draft,
  };
}

/** A file dated by its name may begin with its title, and say a date there again. */
function titleOfFile(draft: Draft, start: string): string | null {
  const first = draft.topics[0];
  if (first?.depth !== 1 || first.mark !== 0 || !/^\s*# /.test(start)) return null;
  const dated = parseHeadingDate(first.text, true);
  return dated && 'date' in dated ? (dated.title ?? first.text) : first.text;
}

/** The title is no topic. */
function withoutTitle(draft: Draft): Draft {
  const title = draft.topics[0]?.text ?? null;
  const untitled = <T extends { topic: string | null }>(records: T[]) =>
    records.map((record) => (record.topic === title ? { ...record, topic: null } : record));
  return {
    ...draft,
    topics: draft.topics.slice(1),
    actions: untitled(draft.actions),
    decisions: untitled(draft.decisions),
  };
}

function parseCached(
  text: string,
  section: Section,
  flattened: boolean,
  directory: Directory,
  { cache, fresh }: Caches,
  kept: KeptSection[],
): Draft {
  const body = text.slice(section.from, section.to);
  const key = hashId(flattened ? '1' : '0', JSON.stringify(section.containers), directory.fingerprint, body);
  const known = fresh.sections.get(key) ?? cache.sections.get(key);
  const draft =
    known?.body === body
      ? known.draft
      : parseSection({ text: body, containers: section.containers, flattened, directory });
  const own = { key, body, draft };
  fresh.sections.set(key, own);
  kept.push(own);
  return draft;
}

function countLines(text: string): number {
  if (text === '') return 0;
  let count = text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
