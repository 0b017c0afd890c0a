// Marks of audience in a text: `#private`, `[team]`, `#public`, and plain phrases that ask for silence. In: a text of
// notes, of objectives or of a digest; out: what it asks for, and the text without marks. Users read audiences.md.
import { withoutCode } from './code-spans.ts';
import { levelForWhom, type Standing } from './for-whom.ts';

/** 0 public, 1 team, 2 private: levels as numbers, so that the strictest is the highest. */
export type Level = 0 | 1 | 2;

/** Stand in the text where a comment, a tag or a link marked it; from the private use area, which notes do not use. */
export const SIGNS = ['', '\uE001', '\uE000'] as const;

export interface Marks {
  /** The strictest mark that stands last in the text. */
  end: Level;
  /** The strictest mark anywhere else. */
  inside: Level;
  /** `#public` stands last; `publicInside`: elsewhere, as words of a link, or denied, where it says nothing. */
  public: boolean;
  publicInside: boolean;
  /** What a plain phrase asks for. */
  phrase: Level;
  /** The phrase is a tag that only begins as a mark does: `#private_board`. */
  tag: boolean;
  /** The text without marks. */
  text: string;
}

/** A stricter mark may stand right behind a word, where it is no fragment of an address; `#public` may not. */
const MARK =
  /\uE000|\uE001|[[{［【][\s:]{0,9}[.!]?(?:private|team)(?:[ _-]?only)?\s{0,9}[\]}］】]|[[［【] ?(?:private[!.,:;]|team:|(?:private|team) (?:[-–—(]|for now|until))[^[\]{}［］【】\n]{0,80}[\]］】]|(?<![/:?&=]\S{0,300})[#＃](?:private|team)(?:[_-]?only)?(?!\w|-\w)|(?<![^\s([])#public(?![\w-])/gi;
const MAYBE = /[\uE000\uE001]|[[{［【#＃][\s:]{0,9}[.!]?(?:private|team)|#public/i;
/** Without any of these there is neither a mark nor a phrase: most texts are done with here. */
const ANYTHING =
  /[\uE000\uE001]|priv|pvt|team|#(?:no|do|off|secret|ver)|secret|restr|only|nur|public|record|confid|shar|publi|forward|circul|distrib|disclos|closed|execut|camera|intern|vertr|riserv|between|nda\b|embargo|tlp|chatham|eyes|minute|attrib|press|release|öffent|weiter|huis|diffus|partag|compart|非公|конфид|保密|[机機]密|外秘|不公开|비공개|대외비/i;
const PHRASE =
  /\b(?:(?:this|below|following|rest|part|section|item|bit|all|topic|discussion|conversation|meeting|notes|minutes|file|document)(?: \w{1,12})? (?:is|are|stays?|remains?) (?:strictly )?private|strictly private|private (?:for now|from here|until|only)|private,? ?please|for now (?:this is )?private|keep (?:(?:this|it) )?(?:private|between us)|just between us|off[ \u2011-]the[ \u2011-]record|(?:strictly )?confidential|(?:do not|don['’´`]?t) (?:(?:ever|yet) )?(?:share|publish|forward|circulate|distribute|disclose|minute)|not for (?:the )?(?:publication|sharing|(?:external )?(?:circulation|distribution)|public|release|press|minutes|record|attribution)|not to be (?:shared|published|minuted|distributed|made public)|in (?:strict(?:est)? )?confidence|under (?:nda|embargo)|embargoed|tlp[ :]{0,3}(?:red|amber)|chatham house|eyes only|(?:streng )?vertraulich(?:e[rsnm]?)?|nicht[ -]?öffentliche?[rsnm]?|nicht weiter(?:geben|sagen|leiten)|huis[ -]clos|confidentielle?|confidentiel|confidencial|riservat[oa]|vertrouwelijk|ne pas (?:diffuser|partager)|no compartir|não compartilhar)(?![\p{L}\d])|конфиденциальн|不公开|保密|[机機]密|[社部対]外秘|非公開|비공개|대외비/iu;
/**
 * `Private: …` at the start of a line; `(private)`, `[pay private]` and `audience: private` anywhere; at the end of a
 * line `… — private`, `…: private`, and the word set apart by other signs: `@private`, `🔒 private`, `{{< private >}}`.
 */
const LABEL =
  /(?:^|\n)[^\w\n]{0,8}private\b["']?[\w -]{0,12}[:=]|(?:^|\n)(?:[!?/]{3}\+?|#\+begin_) ?private\b|\["private"|\bprivate["']?\s{0,3}[:=]\s{0,3}["']?(?:true|yes)\b|\( ?(?:private(?: (?:meeting|session|part|section|notes?|items?|matters?|discussion))?|(?:for )?(?:internal|team)(?: use)? only) ?\)|[([][^()[\]\n]{0,40}[,;/] ?private ?[)\]]|\[[^()[\]\n]{0,40}[ -]private\]|<!--\W{0,9}(?:private|team)\b|\(private(?:[!.,:;]| [-–—]| for now| until)|\b(?:audience|visibility|access|class|style)["']?\s{0,3}[:=]{1,2}\s{0,3}["']?(?:private|confidential)\b(?!["']?[ \t-]{0,3}\w)|(?:[ \t][-–—]{1,3} ?|\w: |(?:^|[ \t])(?![#＃{［【] ?private)[^\w\s"'“”‘’«».,;/\\$&()[\]`–—-]{1,4} ?)private[^\w\n]{0,8}(?:\n|$)/i;
/** A heading or a line of nothing else but a number or a day; boards call it so. */
const ALONE =
  /(?:^|\n)[^\p{L}\n]*(?:in private|privat|privé|(?:private|non-public)(?: (?:meeting|session|part|section|notes?|items?|matters?|discussion)(?: of the meeting)?)?|(?:closed|executive) (?:session|part|meeting)|in camera(?: session)?)(?:[^\p{L}\n]*(?:\n|$)|:)/iu;
/** In capitals it is no adjective: `PRIVATE: …`, `(PRIVATE SESSION)`; a mark in capitals is read as a mark. */
const SHOUTED = /(?<![#＃[{［【] ?)\bPRIVATE\b|\b(?:INTERNAL|TEAM|STAFF|BOARD) (?:USE )?ONLY\b/;
const TAG =
  /(?<![/:?&=]\S{0,300})[#＃](?:private(?:[-_]?\w|\/)|[\w/-]{1,40}[-_/]private(?![\w-])|no[nt]?-?public\b|no-?publish|do-?not-?share|off-?the-?record|(?:internal(?:[_-]?(?:only|use))?|priv|pvt|secret|privat|privé|vertraulich)(?![\w-]))/iu;
/** `not yet #public`, `don't make it #public`. */
const DENIED = /(?:\b(?:not|never|no|cannot)|n['’]t)(?:\s+[\w'’-]+){0,3}\s*\(?$/i;

/** What is pasted with text and seen by nobody. */
const INVISIBLE = /\p{Cf}|\u034f|[\ufe00-\ufe0f]/gu;

export function visible(text: string): string {
  return /[^\0-\x7f]/.test(text) ? text.replaceAll(INVISIBLE, '') : text;
}

/** Each letter and the one that it is taken for: Cyrillic, Greek, small capitals. */
const LOOKALIKES = new Map(
  'аaеeоoрpсcтtіiѵvуyхxкkмmԁdһhѕsαaεeιiνvοoρpτtκkıiɪiɑaᴘpʀrᴠvᴀaᴛtᴇeᴍm'
    .match(/../g)!
    .map(([letter = '', meant = '']) => [letter, meant]),
);
const UNUSUAL = /[\u0131\u0251\u026a\u0280\u0370-\u052f\u1d00-\u1d7f\u24b6-\u24e9\uff01-\uff5e]|\ud835/;

/** As a reader takes it, who does not tell `а` from `a` or `ｐ` from `p`: for names and marks, not to be shown. */
export function legible(text: string): string {
  const plain = visible(text);
  if (!UNUSUAL.test(plain)) return plain;
  const letters = plain.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return letters.replaceAll(/[^\0-\x7f]/g, (letter) => LOOKALIKES.get(letter.toLowerCase()) ?? letter);
}

/** Without what YAML and JSON can write (`"\0"`) and no text bears: a page with it reads as binary data. */
export function withoutControls(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
}

/** One literal: every text of the notes has one. */
function noMarks(text: string): Marks {
  return {
    end: 0,
    inside: 0,
    public: false,
    publicInside: false,
    phrase: 0,
    tag: false,
    text,
  };
}

/** Read and take out the marks of one text. */
export function readMarks(written: string): Marks {
  const source = visible(written);
  const marks = marksIn(source);
  const alike = legible(unescaped(source));
  if (alike === source) return marks;
  const { end, inside, phrase, tag } = marksIn(alike);
  marks.end = stricter(marks.end, end);
  marks.inside = stricter(marks.inside, inside);
  marks.phrase = stricter(marks.phrase, phrase);
  marks.tag ||= tag;
  return marks;
}

/** As it is shown: `\\[private\\]`, `&#91;private&#93;`. */
function unescaped(text: string): string {
  if (!/[\\&]/.test(text)) return text;
  return text
    .replaceAll(/\\(?=[[\](){}#<>!])/g, '')
    .replaceAll(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(num|lbrack|lsqb|rbrack|rsqb|lt));/gi, (all, ...written) => {
      const [decimal, hex, name] = written as (string | undefined)[];
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? all;
      return String.fromCodePoint(Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10));
    });
}

const NAMED: Readonly<Record<string, string>> = {
  num: '#',
  lbrack: '[',
  lsqb: '[',
  rbrack: ']',
  rsqb: ']',
  lt: '<',
};

function marksIn(source: string): Marks {
  const marks = noMarks(source);
  if (!ANYTHING.test(source)) return marks;
  const plain = withoutCode(source);
  marks.tag = TAG.test(plain);
  marks.phrase = marks.tag || asksForSilence(plain) ? 2 : levelOfParts(plain);
  if (!MAYBE.test(plain)) return marks;
  const found = [...plain.matchAll(MARK)];
  const tail = startOfTail(plain, found);
  for (const match of found) note(marks, match[0], match.index >= tail, plain.slice(0, match.index));
  marks.text = withoutMarks(source, found);
  return marks;
}

/** Without brackets that only say for whom it is: with them and without, it is the same that is said. */
export function withoutForWhom(text: string): string {
  if (!/[([{]/.test(text)) return text;
  return text.replaceAll(BRACKETS, (all, _sign, words: string) =>
    levelForWhom(words, 'mark') > 0 ? '' : all,
  );
}

/** A line as it is shown: without its marks. */
export function unmarked(line: string): string {
  return MAYBE.test(visible(line)) ? readMarks(line).text : line;
}

function withoutMarks(source: string, found: readonly RegExpExecArray[]): string {
  let text = '';
  let at = 0;
  for (const match of found) {
    text += source.slice(at, match.index).replace(/(?<![ \t])[ \t]+$/, '');
    at = match.index + match[0].length;
  }
  return (text + source.slice(at)).replaceAll(/[ \t]+/g, ' ').trim();
}

/** Emphasis, tags and white space of any kind part no phrase: `do **not** share`. */
function asksForSilence(text: string): boolean {
  const plain = text.replaceAll(/<\/?[a-z!][^<>]{0,200}>|[*_~[\]\\]+/gi, '');
  return (
    PHRASE.test(plain.replaceAll(/\s+/g, ' ')) ||
    [LABEL, ALONE, SHOUTED].some((form) => form.test(plain)) ||
    LABEL.test(text)
  );
}

const TEAM_LABEL =
  /\b(?:audience|visibility|access|class)["']?\s{0,3}[:=]{1,2}\s{0,3}["']?team(?:[-_]only)?\b(?!["']?[ \t-]{0,3}\w)/i;
const BRACKETS = /([[({<［【])([^[\](){}<>［］【】\n]{3,60})[\])}>］】]/g;
const TAIL =
  /(?:(?:[ \t][-–—]{1,3}|[,;]) {0,2}|\b(?=(?:team|internal|staff|board) (?:use )?only\W*$))([^\n–—,;]{3,40})$/i;
const WORDS = /[\p{L}\p{N}]/u;

/**
 * `[for the team]` anywhere, `Team only: …` and `(team)` at the start or end of a line, `— internal only` at its end; in
 * notes, or on a page, which may tell what is private.
 */
function levelOfParts(text: string, aside: Standing = 'aside', whole: Standing = 'line'): Level {
  let level: Level = TEAM_LABEL.test(text) ? 1 : 0;
  const read = (words: string, standing: Standing) => {
    level = stricter(level, levelForWhom(words, standing));
  };
  // Marks themselves have a reach of their own.
  for (const line of text.replaceAll(MARK, '').split('\n')) {
    read(line.slice(0, 90).split(':', 1)[0]!, whole);
    read(TAIL.exec(line.slice(-60))?.[1] ?? '', 'page');
    for (const { 0: all, 1: sign = '', 2: words = '', index } of line.matchAll(BRACKETS)) {
      const after = line.slice(index + all.length);
      const isFirst = index < 12 && !WORDS.test(line.slice(0, index));
      const isLast = after.length < 12 && !WORDS.test(after);
      if (sign !== '(') read(words.split(':', 1)[0]!, after.startsWith('(') ? whole : 'mark');
      else if (isFirst || isLast) read(words, aside);
    }
  }
  return level;
}

const PAGE_LABEL =
  /\b(?:audience|visibility)["']?\s{0,3}[:=]{1,2}\s{0,3}["']?(?:private|confidential)\b(?!["']?[ \t-]{0,3}\w)|\btlp[ :]{1,3}(?:red|amber)/i;
/**
 * What a text of a page asks for: pages speak of private things, so only what is a mark, and nothing else, counts; a
 * title is about all of it.
 */
export function levelOnPage(text: string, isTitle = false): Level {
  // Of Obsidian: MyST shows it, unless it begins a line.
  if (commentsIn(text.replaceAll('<!--', '')).length > 0) return 2;
  if (!ANYTHING.test(legible(unescaped(text)))) return 0;
  const { end, inside } = readMarks(text);
  const plain = legible(unescaped(text));
  const isLabel = TAG.test(plain) || PAGE_LABEL.test(plain) || (isTitle && LABEL.test(plain));
  return [end, inside, levelOfParts(plain, 'page', 'page')].reduce(stricter, isLabel ? 2 : 0);
}

/** A comment that is a mark of what stands beside it: on a page it takes nothing with it. */
export function isMarkComment(comment: string): boolean {
  return (
    /^\W*(?:private|confidential|team)\W*(?:$|:)/i.test(legible(comment)) || levelForWhom(comment, 'mark') > 0
  );
}

/** From here on there are only marks, spaces and punctuation. */
function startOfTail(text: string, found: RegExpExecArray[]): number {
  let tail = text.length;
  for (let i = found.length - 1; i >= 0; i--) {
    const match = found[i]!;
    if (/[^\s.,;:!*_~)\]'"”]/.test(text.slice(match.index + match[0].length, tail))) break;
    tail = match.index;
  }
  return tail;
}

/** What stands before `#public` lets it count: it is neither denied nor a part of a link. */
function opens(before: string): boolean {
  return !/\[$|\]\($/.test(before) && !DENIED.test(before);
}

function note(marks: Marks, mark: string, atEnd: boolean, before: string): void {
  const word = mark.replaceAll(/\W/g, '').toLowerCase();
  if (word === 'public') {
    if (atEnd && opens(before)) marks.public = true;
    else marks.publicInside = true;
    return;
  }
  const level: Level = word.startsWith('private') || mark === SIGNS[2] ? 2 : 1;
  if (atEnd) marks.end = stricter(marks.end, level);
  else marks.inside = stricter(marks.inside, level);
}

/** `begin private`, `note: private`, `not public`; what names `public` beside it tells which levels there are. */
const SAYS_PRIVATE =
  /^(?!.*\bpublic\b).*\bprivate(?:\W*$| (?:part|section|block|notes?|items?)\b)|\bnot (?:yet )?(?:for )?public\W*$/is;

/** A word or comment that begins with `private` or `team`, ends with `private`, or asks for silence, is a mark. */
export function levelOfWord(text: string): Level {
  const start = legible(text).slice(0, 200).trim();
  const word =
    /^\W{0,3}(?:(?:begin|start|end|mark|audience|visibility|access)\W{1,3})?(private|team)\b/i.exec(
      start,
    )?.[1];
  if (word?.toLowerCase() === 'private' || SAYS_PRIVATE.test(start) || asksForSilence(start)) return 2;
  return stricter(word === undefined ? 0 : 1, levelForWhom(start, 'mark'));
}

/** Of html, and of Obsidian; `%%{init …}%%` is a setting of a diagram. */
const COMMENT = /<!--([\s\S]*?)(?:-->|$)|(?<![%\w])%%(?![%{])([^%\n]+)%%(?![%\w])/g;
const hasComment = (text: string): boolean => text.includes('<!--') || text.includes('%%');

export function commentsIn(text: string): string[] {
  return hasComment(text) ? [...text.matchAll(COMMENT)].map(([, html, own]) => html ?? own ?? '') : [];
}

/** The lines stay where they are: messages count them. */
export function withoutComments(text: string): string {
  return hasComment(text) ? text.replaceAll(COMMENT, (comment) => comment.replaceAll(/[^\n]/g, '')) : text;
}

/** What a text as a whole asks for, wherever in it that stands, also in a comment. */
export function levelOfText(text: string): Level {
  if (!ANYTHING.test(legible(unescaped(text)))) return 0;
  const { end, inside, phrase } = readMarks(text);
  return commentsIn(text).reduce(
    (level, words) => stricter(level, levelOfWord(words)),
    stricter(phrase, stricter(end, inside)),
  );
}

/** Keys of front matter: `audience: team`, `private: true`, `public: no`, a tag; a level that is none is the strictest. */
export function levelOfKeys(written: string): Level {
  // A list may stand on several lines.
  const frontMatter = legible(withoutEscapes(written)).replaceAll(/(?<=[[{,])[ \t]*\n\s*/g, ' ');
  const [, title = ''] = /^["']?title["']?[ \t]*:(.*)/m.exec(frontMatter) ?? [];
  if (PRIVATE_KEYS.some((form) => form.test(frontMatter))) return 2;
  const levels = frontMatter.matchAll(
    /(?:^[ \t]*|[{,]|- )[ \t"']{0,9}(?:audience|visibility)["']?\s*[:=]\s*["']?([^\n"'#}]*)/gim,
  );
  return [...levels].reduce(
    (level, [, value = '']) =>
      stricter(level, levelOfValue(value.trim().replace(/,$/, '').trim().toLowerCase())),
    stricter(levelOnPage(frontMatter), levelOnPage(title, true)),
  );
}

/** Of YAML and JSON: `"\u0070rivate"`. */
function withoutEscapes(text: string): string {
  return text.replaceAll(/\\(?:x([\da-f]{2})|u([\da-f]{4}))/gi, (_, short?: string, long?: string) =>
    String.fromCharCode(Number.parseInt(short ?? long ?? '', 16)),
  );
}

const PRIVATE_KEYS = [
  /^["']?private["']?[ \t]*:?[ \t]*$/im,
  /(?:^[ \t]*|[{,]|- )[ \t"']{0,9}(?:is[_-]?)?(?:private|confidential|internal|secret|restricted)(?:[_-]\w{1,20})?["']?\s*[:=]\s*["']?(?:true|yes|on|1)\b/im,
  /(?:^[ \t]*|[{,]|- )[ \t"']{0,9}(?:public|publish|published|shared?)["']?\s*[:=]\s*["']?(?:false|no|off|0)\b/im,
  // A tag in a list, or one of several words; any key of no other value.
  /^[ \t]*(?:-[ \t]*|[\w-]+[ \t]*:[ \t]*\[(?:[^\]\n]*,)?[ \t]*)["']?#?(?:private|confidential|internal)["']?[ \t]*(?:$|[\],#])/im,
  /(?:^[ \t]*|[{,]|- )[ \t"']{0,9}(?:tags?|keywords?|labels?|categor(?:y|ies))["']?[ \t]*[:=](?:[^\n\w-][^\n]{0,300})?(?<![\w-])(?:private|confidential|internal)(?![\w-])/im,
  /(?:^[ \t]*|[{,]|- )[ \t"']{0,9}[\w-]{1,40}["']?[ \t]*[:=][ \t]*["']?(?:private|confidential|internal)["']?[ \t]*(?:$|[#},])/im,
  /\b(?:access|scope|readers?|level)["']?[ \t]*[:=][ \t]*["']?team["']?[ \t]*(?:$|[#},])/im,
];

function levelOfValue(word: string): Level {
  return word === 'public' ? 0 : word === 'team' ? 1 : 2;
}

export function stricter(a: Level, b: Level): Level {
  return a > b ? a : b;
}
