// The texts that a build must not publish, each with the place where it stands: what the full models say and the
// released ones do not, notes that nothing released, comments of pages. In: models and sources as text; out: phrases.
import type { Place } from '../../plugins/message.ts';
import type { Origin } from '../audit.ts';
import { auditRules } from './rules.ts';
import { createCutter, type Phrase, URL_RUN, urlsIn } from './words.ts';

/** Texts of a source file, from the project root. */
export interface Source {
  file: string;
  text: string;
}

/** Fields that hold ids, days and choices, which no reader takes for a text; places have their own type. */
const NO_TEXT = new Set(
  `place turnsPlace id file files date from to given givenIn seen seenIn state kind audience status period turns page
  owner owners series madeIn due done maybeSame objectives supersedes supersededBy by unit show comparison type
  key facts actions decisions`.split(/\s+/),
);

/** Every text in a model, with the nearest place above it. Models are plain data, so one walk fits all of them. */
export function textsOf(model: unknown, place?: Place): { text: string; place?: Place }[] {
  if (typeof model === 'string') return [{ text: model, place }];
  if (Array.isArray(model)) return model.flatMap((item: unknown) => textsOf(item, place));
  if (typeof model !== 'object' || model === null) return [];
  const own = 'place' in model && isPlace(model.place) ? model.place : place;
  return Object.entries(model).flatMap(([key, value]: [string, unknown]) =>
    NO_TEXT.has(key) && !holdsRecords(value) ? [] : textsOf(value, own),
  );
}

/** A list of records, or a model of such lists, bears the name of a field of ids here and there. */
function holdsRecords(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => typeof item === 'object');
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some((item) => Array.isArray(item) && holdsRecords(item))
  );
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'file' in value && 'line' in value;
}

/** What the full models hold: `indexPhrases` takes out what the released ones hold too. */
export function withheldPhrases(full: unknown): Phrase<Origin>[] {
  return textsOf(full).map(({ text, place = { file: 'compass.yml', line: 1, column: 1 } }) => ({
    text: plainWords(text),
    urls: urlsIn(text).filter(isMoreThanHost),
    runsOnly: (text.match(/\p{L}{2,}/gu)?.length ?? 0) < 2,
    source: { rule: auditRules.withheld, place },
  }));
}

/** That somebody's notes link to a host alone tells nothing: pages link to it as well. */
const isMoreThanHost = (url: string): boolean => !/^https?:\/\/[^/?#]+\/?$/.test(url);

/** Urls are compared as wholes: two links to one host share their first words. */
export function plainWords(text: string): string {
  return text.replaceAll(URL_RUN, '|');
}

/**
 * The lines of raw notes, without what released records say of them: two released texts that are neighbours in the
 * notes may be neighbours on a page as well.
 */
export function notesPhrases(notes: readonly Source[], released: readonly string[]): Phrase<Origin>[] {
  const cutter = createCutter(released);
  return notes.flatMap(({ file, text }) =>
    text.split(/\r?\n/).flatMap((line, index) =>
      cutter.cut(plainWords(line)).map((piece) => ({
        text: piece,
        runsOnly: true,
        source: { rule: auditRules.notes, place: { file, line: index + 1, column: 1 } },
      })),
    ),
  );
}

/** Comments of Markdown pages: html comments and `%` lines, but not those in code, which are shown on purpose. */
export function commentPhrases(pages: readonly Source[]): Phrase<Origin>[] {
  return pages.flatMap(({ file, text }) =>
    (isTex(file) ? splitTex(text).comments : commentsOf(text))
      // One without a word says nothing, and stands in scripts as well.
      .filter((comment) => comment.text.trim() !== '')
      .map((comment) => ({
        text: comment.text,
        comment: `<!--${comment.text}-->`,
        source: { rule: auditRules.comments, place: { file, line: comment.line, column: 1 } },
      })),
  );
}

interface Comment {
  text: string;
  line: number;
}

export function commentsOf(text: string): Comment[] {
  return splitComments(text).comments;
}

export const isTex = (file: string): boolean => /\.tex$/i.test(file);

/**
 * Of a page of TeX from `%` on, and what stands behind the document's end. mystmd takes both into a title, so a
 * line's words with the comment in it are one text as well.
 */
export function splitTex(text: string): { comments: Comment[]; open: string[] } {
  const comments: Comment[] = [];
  const open: string[] = [];
  let isOver = false;
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const [, before = '', comment] = /^((?:[^\\%]|\\.)*)%(.*)$/.exec(written) ?? [undefined, written];
    if (isOver) comments.push({ text: written, line: index + 1 });
    else open.push(before);
    if (!isOver && comment !== undefined && /\S/.test(comment)) {
      comments.push({ text: comment, line: index + 1 });
      const words = before.replace(/^.*\{/, '');
      if (/\S/.test(words)) comments.push({ text: `${words} ${comment}`, line: index + 1 });
    }
    isOver ||= /\\end\s*\{document\}/.test(before);
  }
  return { comments, open };
}

/** A page's comments, and its text without them, line by line. */
export function splitComments(text: string): { comments: Comment[]; open: string[] } {
  const comments: Comment[] = [];
  const shown: string[] = [];
  const fences: Fence[] = [];
  let open: Comment | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (open === undefined) stepFence(line, fences);
    if (fences.at(-1)?.isCode) {
      shown.push(line);
    } else if (/^\s*%/.test(line) && open === undefined) {
      comments.push({ text: line.replace(/^\s*%+/, ''), line: index + 1 });
    } else {
      const scanned = scanLine(line, index + 1, open, comments);
      open = scanned.open;
      shown.push(scanned.shown);
    }
  }
  if (open !== undefined) comments.push(open);
  return { comments, open: shown };
}

/** The lines of a page that are no code, counted from 1. */
export function linesOutsideOfCode(text: string): { text: string; line: number }[] {
  const fences: Fence[] = [];
  return text.split(/\r?\n/).flatMap((line, index) => {
    stepFence(line, fences);
    return fences.at(-1)?.isCode ? [] : [{ text: line, line: index + 1 }];
  });
}

interface Fence {
  mark: string;
  isCode: boolean;
}

/** Directives are fenced as well; only those of code hold no Markdown. */
const CODE_DIRECTIVE = /^\{(?:code|code-block|code-cell|sourcecode|literalinclude|raw|mermaid|math)\b/;

function stepFence(line: string, fences: Fence[]): void {
  const [, mark, info = ''] = /^\s*(?:(?:[-*+>]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})\s*(.*)$/.exec(line) ?? [];
  if (mark === undefined) return;
  const last = fences.at(-1);
  const closes =
    last !== undefined && info === '' && mark[0] === last.mark[0] && mark.length >= last.mark.length;
  if (closes) fences.pop();
  else if (!last?.isCode) fences.push({ mark, isCode: !info.startsWith('{') || CODE_DIRECTIVE.test(info) });
}

/** Html comments of one line, what it shows, and the comment that is still open at its end. */
function scanLine(
  line: string,
  number: number,
  before: Comment | undefined,
  comments: Comment[],
): { shown: string; open: Comment | undefined } {
  const covered = coverLiterals(line);
  let shown = '';
  let open = before;
  let at = 0;
  for (;;) {
    if (open === undefined) {
      const start = (before === undefined ? covered : line).indexOf('<!--', at);
      if (start < 0) return { shown: shown + line.slice(at), open };
      shown += line.slice(at, start);
      open = { text: '', line: number };
      at = start + 4;
    }
    const end = line.indexOf('-->', at);
    open.text += ` ${line.slice(at, end < 0 ? undefined : end)}`;
    if (end < 0) return { shown, open };
    comments.push(open);
    open = undefined;
    at = end + 3;
  }
}

/** What stands in a role is text, unless the role is one for code. */
const ROLE = /\{(?!(?:code|literal|samp)\})[\w:.-]{1,40}\}$/;

/** Inline code and an escaped `<` show a comment on purpose: they are covered, so that no mark is found in them. */
function coverLiterals(line: string): string {
  const marks = [...line.matchAll(/\\.|`+/g)];
  const closing = closingFences(marks.map(([mark]) => mark));
  let covered = '';
  let at = 0;
  for (const [index, mark] of marks.entries()) {
    const end = mark[0].startsWith('`') ? marks[closing[index] ?? -1] : mark;
    if (mark.index < at || end === undefined || ROLE.test(line.slice(0, mark.index).slice(-50))) continue;
    const to = end.index + end[0].length;
    covered += line.slice(at, mark.index) + '`'.repeat(to - mark.index);
    at = to;
  }
  return covered + line.slice(at);
}

/** For each run of backticks the next one that is as long, from right to left in one pass. */
function closingFences(marks: readonly string[]): (number | undefined)[] {
  const next = new Map<string, number>();
  const closing: (number | undefined)[] = [];
  for (let index = marks.length - 1; index >= 0; index--) {
    const mark = marks[index] ?? '';
    if (!mark.startsWith('`')) continue;
    closing[index] = next.get(mark);
    next.set(mark, index);
  }
  return closing;
}

/** What a page says of itself: its title and headings, and the arguments of its directives. */
export function headingsOf(text: string): string[] {
  return [
    ...text.matchAll(/^(?:#{1,6}\s+|title:\s*|short_title:\s*|\s*(?::{3,}|`{3,})\{[\w-]+\}\s*)(.+)$/gm),
  ].map((match) => match[1]!.replaceAll(/^["']|["']$/g, ''));
}
