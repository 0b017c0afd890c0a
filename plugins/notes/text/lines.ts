// Reads Markdown one line at a time for what a line-wise look can tell: fences, comments, containers and their
// audience. In: the text and a line of it; out: the line with comments blanked, or null where nothing is read.
import { codeSpans, withoutCode } from '../../code-spans.ts';
import { levelForWhom } from '../../for-whom.ts';
import { type Level, legible, levelOfText, levelOfWord, SIGNS, stricter } from '../../marks.ts';

export interface Container {
  colons: number;
  level: Level;
  /** Code and pictures: nothing is read from them. */
  verbatim: boolean;
}

/** What is open at the start of a line. */
export interface LineState {
  fence: { char: string; length: number } | null;
  containers: Container[];
  /** Offset of the end of the comment that is open; -1 for none. */
  commentEnd: number;
  /** From here on no comment closes any more, and no row of tildes follows. */
  lastClose: number;
  lastTildes: number;
  lastPercents: number;
}

export interface Line {
  /** null: code, a fence, the rule of a container or a comment. */
  text: string | null;
  /** The audience that the containers around it ask for. */
  level: Level;
  /** A mark of audience that stands on a line of its own. */
  alone: Level;
}

/** What stands beyond this in a line is not read (and reported): an embedded picture, or a series without structure. */
export const MAX_LINE = 20_000;
/** Directives whose body is code or a picture. */
const VERBATIM =
  /^(?:code|code-?block|code-?cell|sourcecode|literalinclude|mermaid|math|raw|embed|iframe|figure|image|eval-rst|flywheel|causal-loop|objectives?|kpis)$/i;
const SPECIAL = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,}|:{3,}|%)/;

export function startState(containers: Container[] = []): LineState {
  return {
    fence: null,
    containers: [...containers],
    commentEnd: -1,
    lastClose: Number.POSITIVE_INFINITY,
    lastTildes: Number.POSITIVE_INFINITY,
    lastPercents: Number.POSITIVE_INFINITY,
  };
}

/** Read the line of `text` from `from` to `to` (without its line end) and move the state past it. */
export function readLine(text: string, from: number, to: number, state: LineState): Line {
  const line = readStart(text, from, to, state);
  if (to - from <= MAX_LINE) return line;
  // A mark in what is not read may be meant for what is.
  return { ...line, alone: stricter(line.alone, levelOfText(text.slice(from + MAX_LINE - 100, to))) };
}

function readStart(text: string, from: number, to: number, state: LineState): Line {
  if (state.fence) return closeFence(text.slice(from, to), state);
  if (state.commentEnd > from) return endOfComment(text, from, to, state);
  const line = text.slice(from, Math.min(to, from + MAX_LINE));
  const special = SPECIAL.exec(line)?.[1];
  const verbatim = state.containers.some((container) => container.verbatim);
  if (special?.startsWith(':')) {
    readContainer(line.slice(line.indexOf(':::')), state);
    return silent(state);
  }
  if (verbatim) return silent(state);
  raiseByClass(line, state);
  if (
    special &&
    special.length >= 3 &&
    isFence(text, to, line, special, state) &&
    openFence(line, special, state)
  )
    return silent(state);
  if (special === '%' && /^ {0,3}%/.test(line)) {
    if (/^ {0,3}%%[^%]*$/.test(line)) openBlockComment(text, to, state);
    const words = text.slice(from, Math.max(to, state.commentEnd)).replace(/^ *%+/, '');
    return { ...silent(state), alone: levelOfWord(words) };
  }
  return maskComments(text, from, line, state);
}

function levelOf(state: LineState): Level {
  let level: Level = 0;
  for (const container of state.containers) if (container.level > level) level = container.level;
  return level;
}

function silent(state: LineState): Line {
  return { text: null, level: levelOf(state), alone: 0 };
}

/** A row of tildes that nothing closes is what an empty strike-through leaves behind, not code. */
function isFence(text: string, to: number, line: string, run: string, state: LineState): boolean {
  const info = line.slice(line.indexOf(run) + run.length).trim();
  if (run[0] !== '~') return true;
  if (info !== '') return /^(?:\{[^{}~]{1,80}\}.*|[A-Za-z][\w+#.-]{0,40})$/.test(info);
  if (to >= state.lastTildes) return false;
  const closer = new RegExp(`\\n[ \\t>]*${run}~*[ \\t]*\\r?(?:\\n|$)`, 'g');
  closer.lastIndex = to;
  const closes = closer.test(text);
  if (!closes) state.lastTildes = to;
  return closes;
}

function openFence(line: string, run: string, state: LineState): boolean {
  const info = legible(line.slice(line.indexOf(run) + run.length));
  if (run[0] === '`' && info.includes('`')) return false;
  const directive = /^\{ ?(?:([\w-]+)(?::\w+)?) ?\}/.exec(info.trim())?.[1];
  // A directive between backticks holds Markdown, so it is read as a container is; `{code}` and its like are code.
  if (directive && !VERBATIM.test(directive)) {
    openContainer(state, { colons: -run.length, level: levelOfContainer(directive, info), verbatim: false });
    return true;
  }
  if (run[0] === '`' && closeBacktickContainer(run.length, info, state)) return true;
  state.fence = { char: run[0]!, length: run.length };
  return true;
}

/** Deeper containers are not told apart; what they ask for holds for the one around them. */
const MAX_CONTAINERS = 40;

function openContainer(state: LineState, container: Container): void {
  const last = state.containers.at(-1);
  if (!last || state.containers.length < MAX_CONTAINERS) state.containers.push(container);
  else if (container.level > last.level)
    state.containers[state.containers.length - 1] = { ...last, level: container.level };
}

/** Backtick directives are kept with negative lengths among the containers. */
function closeBacktickContainer(length: number, info: string, state: LineState): boolean {
  const open = state.containers.findLastIndex((container) => container.colons < 0);
  if (info.trim() !== '' || open < 0 || length < -state.containers[open]!.colons) return false;
  state.containers.length = open;
  return true;
}

function closeFence(line: string, state: LineState): Line {
  const rest = line.replace(/^[ \t>]+/, '').trimEnd();
  const { char, length } = state.fence!;
  if (rest.length >= length && rest.startsWith(char.repeat(Math.min(length, 3))) && isRun(rest, char))
    state.fence = null;
  return silent(state);
}

function isRun(text: string, char: string): boolean {
  for (let i = 0; i < text.length; i++) if (text[i] !== char) return false;
  return true;
}

/** `:::{private}` and `:::success` open; `:::` closes the innermost that it is long enough for. */
function readContainer(line: string, state: LineState): void {
  let colons = 0;
  while (line[colons] === ':') colons++;
  const rest = legible(line.slice(colons, colons + 200)).trim();
  if (rest !== '') {
    const name = /^\{?[ .]{0,2}([\w-]+)/.exec(rest)?.[1] ?? '';
    const level = levelOfContainer(name.replaceAll('_', ' '), rest);
    // A container on one line closes itself: `:::info text :::`. Pandoc opens one so: `::: private :::`.
    if (level === 0 && rest.endsWith(':::')) return;
    openContainer(state, { colons, level, verbatim: VERBATIM.test(name) });
    return;
  }
  const exact = state.containers.findLastIndex((container) => container.colons === colons);
  const inner = state.containers.findLastIndex((container) => container.colons > 0);
  if (exact >= 0) state.containers.length = exact;
  else if (inner >= 0 && state.containers[inner]!.colons <= colons) state.containers.length = inner;
}

/** Directives that are for nobody who reads. */
const HIDDEN_NAME = /^(?:hidden|secret|internal|comment|draft)$/i;
/** `{#pay .private}`; also beside a name: `{note .private}`. */
const PRIVATE_CLASS = /\{[^{}]{0,100}\.(?:private|confidential)(?![\w-])/i;

/** Its name, its classes, or a mark or phrase in its title, with the name and without. */
function levelOfContainer(name: string, title: string): Level {
  const words = title.replace(/^\s*\{?[ .]{0,2}[\w:-]{1,60} ?\}?/, '');
  const [, classes = ''] = /^\s*(\{[^{}]{0,100}\})/.exec(title) ?? [];
  const levels: Level[] = [
    PRIVATE_CLASS.test(title) || HIDDEN_NAME.test(name) ? 2 : 0,
    levelOfWord(name),
    levelOfText(title),
    levelOfText(words),
    levelForWhom(title, 'mark'),
    levelForWhom(words, 'aside'),
    ...(classes.match(/[.=:"'][\w-]+/g) ?? []).map((one) => levelForWhom(one, 'mark')),
  ];
  return levels.reduce(stricter);
}

/** `:class: private` below the first line of a container is its own, however far it reaches. */
function raiseByClass(line: string, { containers }: LineState): void {
  const [, classes] = /^[ \t>]*:?class: {0,9}(.{0,200})/.exec(line) ?? [];
  const last = containers.at(-1);
  if (classes === undefined || last === undefined) return;
  for (const name of legible(classes).split(/\s+/)) {
    const level = stricter(levelOfWord(name), levelForWhom(name, 'mark'));
    containers[containers.length - 1] = { ...last, level: stricter(containers.at(-1)!.level, level) };
  }
}

/**
 * Blank the comments of a line, keeping its length; a comment that is a mark leaves its sign. One that is not closed
 * covers the rest of the text when it starts a line, as in Markdown, else it is text.
 */
function maskComments(text: string, from: number, written: string, state: LineState): Line {
  const line = written.includes('%%') ? withoutObsidian(written) : written;
  if (!/<!--|%%/.test(line)) return { text: line, level: levelOf(state), alone: 0 };
  const code = codeSpans(line);
  let masked = '';
  let at = 0;
  let span = 0;
  for (let open = line.indexOf('<!--'); open >= 0; open = line.indexOf('<!--', Math.max(at, open + 4))) {
    while (span < code.length && code[span]![1] <= open) span++;
    if (open < at || (span < code.length && open > code[span]![0])) continue;
    const close = endOfNextComment(text, from + open + 4, state);
    if (close < 0 && line.slice(0, open).trim() !== '') {
      // Not a comment for any reader, but whoever wrote it meant one: the mark holds, and for the whole meeting.
      return {
        text: masked + line.slice(at),
        level: levelOf(state),
        alone: levelOfWord(line.slice(open + 4)),
      };
    }
    const end = close < 0 ? text.length : close + 3;
    const level = levelOfWord(text.slice(from + open + 4, Math.min(end, from + open + 204)));
    const sign = SIGNS[level] || ' ';
    masked += line.slice(at, open) + sign + ' '.repeat(Math.min(end - from, line.length) - open - 1);
    at = end - from;
    if (at < line.length) continue;
    if (at > line.length) state.commentEnd = end;
    at = Math.min(at, line.length);
    break;
  }
  return aloneOrText(masked + line.slice(at), state);
}

/** A comment of Obsidian over lines: `%%` begins a line, and ends one further down. */
function openBlockComment(text: string, from: number, state: LineState): void {
  const close = /^[^%\n]*%%[ \t]*\r?$/gm;
  close.lastIndex = from;
  if (from < state.lastPercents && !close.test(text)) state.lastPercents = from;
  if (close.lastIndex > from) state.commentEnd = close.lastIndex;
}

/** In one line: `%% … %%`, as a comment of html; one that stays open is text. */
function withoutObsidian(line: string): string {
  const plain = withoutCode(line);
  return line.replaceAll(/%%([^%]*)%%/g, (all, words: string, at: number) =>
    plain[at] === '%' ? SIGNS[levelOfWord(words)].padEnd(all.length) : all,
  );
}

function endOfNextComment(text: string, from: number, state: LineState): number {
  if (from >= state.lastClose) return -1;
  const close = text.indexOf('-->', from);
  if (close < 0) state.lastClose = from;
  return close;
}

function endOfComment(text: string, from: number, to: number, state: LineState): Line {
  if (state.commentEnd > to) return silent(state);
  const rest = text.slice(state.commentEnd, to);
  const blank = ' '.repeat(state.commentEnd - from);
  state.commentEnd = -1;
  return rest.trim() === '' ? silent(state) : { text: blank + rest, level: levelOf(state), alone: 0 };
}

/** Nothing but a sign left: the mark stands in a paragraph of its own. */
function aloneOrText(masked: string, state: LineState): Line {
  const rest = masked.trim();
  if (rest === '') return silent(state);
  if (rest === SIGNS[2]) return { ...silent(state), alone: 2 };
  if (rest === SIGNS[1]) return { ...silent(state), alone: 1 };
  return { text: masked, level: levelOf(state), alone: 0 };
}
