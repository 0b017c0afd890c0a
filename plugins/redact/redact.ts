// Removes from text what nobody outside may read: join links, passcodes, e-mail addresses, phone numbers, keys,
// links to private documents and chats. In: text or Markdown; out: text and how much went. Users read SECURITY.md.
import { isBelow, isBelowPrivate, isMeetingLink, isPrivateLink, privateRepositories } from './hosts.ts';
import type { Find, SecretRule } from './pattern.ts';
import { findPatterns } from './patterns.ts';
import { readPlain } from './plain.ts';

export { isMeetingLink, isPrivateLink } from './hosts.ts';
export type { Find, SecretRule } from './pattern.ts';

export interface RedactOptions {
  /** `private_links` of compass.yml: url prefixes, added to the built-in document and chat hosts. */
  privateLinks?: readonly string[];
  /** `public_links`: url prefixes and e-mail addresses that may be published although a rule takes them. */
  publicLinks?: readonly string[];
}

/** What stands in the text where the secret stood. */
const SHOWN: Record<SecretRule, string> = {
  'join-link': '(join link)',
  'private-link': '(private document)',
  passcode: '(passcode)',
  email: '(e-mail address)',
  phone: '(phone number)',
  key: '(credential)',
};

/**
 * Replace every secret; a Markdown link to a private place keeps its words. Redacting twice changes nothing: what
 * a replacement uncovers (a number that was glued to another) goes too.
 */
export function redact(text: string, options: RedactOptions = {}): { text: string; count: number } {
  const finds = findSecrets(text, options);
  if (finds.length === 0) return { text, count: 0 };
  const rest = redact(replaceFinds(text, finds, options), options);
  return { text: rest.text, count: finds.length + rest.count };
}

function replaceFinds(text: string, finds: readonly Find[], options: RedactOptions): string {
  const spans = finds.map((find) => linkAround(text, find) ?? { ...find, words: '' });
  let result = '';
  let from = 0;
  for (const { start, end, words, rule } of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < from) continue;
    const shown = redact(words, options).text.trim();
    const bare = shown === '' || Object.values(SHOWN).includes(shown);
    result += text.slice(from, start) + (bare ? '' : `${shown} `) + SHOWN[rule];
    from = end;
  }
  return result + text.slice(from);
}

/** What lets in or pays is no address, whatever stands in front of it. */
const NEVER_PUBLIC = new Set<SecretRule>(['key', 'passcode']);

/** Every secret of the text in order, none overlapping: what `redact` removes and the audit must not find. */
export function findSecrets(written: string, options: RedactOptions = {}): Find[] {
  const { text, at } = readPlain(written);
  const links = findLinks(text, options);
  const finds = [...links, ...findPatterns(text, meetingNeighbourhood(links))];
  if (finds.length === 0) return finds;
  const kept = finds.filter(
    ({ start, end, rule }) => NEVER_PUBLIC.has(rule) || !isPublic(text.slice(start, end), options),
  );
  return withoutOverlaps(kept).map(({ start, end, rule }) => ({ start: at(start), end: at(end), rule }));
}

/**
 * With a scheme; with a host alone, `//` before it or not; as git writes it, `git@host:path`. Not every script parts its
 * words, and many write no space after a colon.
 */
const URL_RUN =
  /(?<![a-z0-9])[a-z][a-z0-9+.-]{1,15}:\/\/[^\s<>"`|\\^{}]{1,4000}|(?<![\p{Script=Latin}\p{N}@./-])(?:(?:\/\/|[a-z0-9_-]{1,32}@)?(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}[/:][^\s<>"`|\\^{}]{1,4000})/giu;

/** What parts one run from the next: no url holds it. */
const BREAK = /[\s<>"`|\\^{}]/;

/** Unbroken runs that hold a slash: no other can be a url, and most of a page is none. */
function* runsWithSlash(text: string): Generator<{ run: string; at: number }> {
  let end = 0;
  for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', end)) {
    let start = slash;
    while (start > end && !BREAK.test(text[start - 1]!)) start--;
    end = slash + 1;
    while (end < text.length && !BREAK.test(text[end]!)) end++;
    yield { run: text.slice(start, end), at: start };
  }
}

function findLinks(text: string, { privateLinks = [] }: RedactOptions): Find[] {
  const finds: Find[] = [];
  for (const { run, at } of runsWithSlash(text))
    for (const match of run.matchAll(URL_RUN))
      for (const [offset, url] of urlsOf(match[0])) {
        const rule = linkRule(url, privateLinks) ?? wrappedRule(url, privateLinks);
        const start = at + match.index + offset;
        const end = start + url.length;
        if (rule !== undefined)
          finds.push({ start, end: rule === 'join-link' ? restOf(text, end) : end, rule });
      }
  return [...finds, ...findReferences(text, privateRepositories(privateLinks))];
}

/** Mail wraps a long link: a line that holds nothing but the rest of one, and no word, goes with it. */
const NEXT_LINE = /[ \t]{0,9}\r?\n[ \t>]{0,9}([\w%=&?.~/-]{6,2000})(?=[ \t]{0,9}(?:[\r\n]|$))/y;

function restOf(text: string, end: number): number {
  NEXT_LINE.lastIndex = end;
  const [whole = '', rest = ''] = NEXT_LINE.exec(text) ?? [];
  return /[?&]\w{1,30}=|[a-z]{2}\d|\d[a-z]{2}/i.test(rest) ? end + whole.length : end;
}

function linkRule(url: string, privateLinks: readonly string[]): SecretRule | undefined {
  if (isMeetingLink(url) || /^(zoommtg|msteams|facetime):/i.test(url)) return 'join-link';
  return isPrivateLink(url, privateLinks) ? 'private-link' : undefined;
}

/** Of the urls that a redirecting or archiving one carries inside: `…?url=https%3A%2F%2Fzoom.us%2Fj%2F1`. */
function wrappedRule(url: string, privateLinks: readonly string[]): SecretRule | undefined {
  for (const { index } of url.matchAll(/(?!^)https?(?:%(?:25)?3A%(?:25)?2F|:\/|-3A__)/gi)) {
    const rule = linkRule(unwrapped(url.slice(index)), privateLinks);
    if (rule !== undefined) return rule;
  }
  return undefined;
}

/** Proofpoint writes `-` for `%` and `_` for `/`. */
function unwrapped(url: string): string {
  const written = /^https?-3A/i.test(url)
    ? url.replaceAll('_', '/').replaceAll(/-(?=[0-9a-f]{2})/gi, '%')
    : url;
  return written
    .replaceAll('%25', '%')
    .replaceAll(/%(3A|2F|3F|23|26|2D|2E)/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
}

/** An unbroken run may hold several urls (`[https://a](https://b)`), and end in the sentence's punctuation. */
function urlsOf(run: string): [number, string][] {
  const starts = [0, ...[...run.matchAll(/(?<=[[(,;'=])https?:\/\//gi)].map((match) => match.index)];
  return starts.map((start, index) => [start, trimUrl(run.slice(start, starts[index + 1]))]);
}

/** As GFM does: trailing punctuation is the sentence's, and so is a closing bracket that nothing opened. */
function trimUrl(run: string): string {
  const close = run.indexOf('](');
  const open = close < 0 ? -1 : run.lastIndexOf('[', close);
  let url = close < 0 ? run : run.slice(0, open < 0 ? close : open);
  for (;;) {
    const last = url.at(-1);
    if (last === undefined) return url;
    if (/[?!.,:;*_~'\]]/.test(last) || (last === ')' && !isBalanced(url))) url = url.slice(0, -1);
    else return url;
  }
}

function isBalanced(url: string): boolean {
  return url.split(')').length <= url.split('(').length;
}

/** `open-tide/meta#88`, when that repository is private. */
function findReferences(text: string, repositories: readonly string[]): Find[] {
  if (repositories.length === 0) return [];
  return [...text.matchAll(/(?<![\w./-])[\w.-]{1,100}\/[\w.-]{1,100}(?:#|!)\d{1,9}/g)]
    .filter((match) => repositories.includes(match[0].replace(/[#!]\d+$/, '').toLowerCase()))
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      rule: 'private-link' as const,
    }));
}

/** Yes within about 400 characters of a join link. */
function meetingNeighbourhood(links: readonly Find[]): (offset: number) => boolean {
  const size = 400;
  const cells = new Set<number>();
  for (const { start, end, rule } of links) {
    if (rule !== 'join-link') continue;
    for (let cell = Math.floor(start / size) - 1; cell <= Math.floor(end / size) + 1; cell++) cells.add(cell);
  }
  return (offset) => cells.has(Math.floor(offset / size));
}

/** What is private by name stays so, whatever else is said of it. */
function isPublic(secret: string, { publicLinks = [], privateLinks = [] }: RedactOptions): boolean {
  if (publicLinks.length === 0 || isBelowPrivate(secret, privateLinks)) return false;
  const addresses = publicLinks.map((link) => link.replace(/^mailto:/i, '').toLowerCase());
  const places = publicLinks.filter((link) => /^https?:/i.test(link));
  return addresses.includes(secret.replace(/^mailto:/i, '').toLowerCase()) || isBelow(secret, places);
}

function withoutOverlaps(finds: Find[]): Find[] {
  const sorted = finds.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Find[] = [];
  for (const find of sorted) {
    const last = kept.at(-1);
    if (last === undefined || find.start >= last.end) kept.push({ ...find });
    else last.end = Math.max(last.end, find.end);
  }
  return kept;
}

interface Span {
  start: number;
  end: number;
  words: string;
  rule: SecretRule;
}

/** The Markdown link or autolink whose destination the find is. */
function linkAround(text: string, { start, end, rule }: Find): Span | undefined {
  if (rule === 'passcode' || rule === 'phone' || rule === 'key') return undefined;
  if (text[start - 1] === '<' && text[end] === '>' && text[start - 2] !== '(')
    return { start: start - 1, end: end + 1, words: '', rule };
  const before = /\]\(<?$/.exec(text.slice(Math.max(0, start - 3), start));
  const after = /^>?(?:\s{1,3}(?:"[^"]{0,300}"|'[^']{0,300}'))?\s{0,3}\)/.exec(text.slice(end, end + 320));
  if (before === null || after === null) return undefined;
  const close = start - before[0].length;
  const open = openingBracket(text, close);
  if (open === undefined) return undefined;
  const words = text.slice(open + 1, close);
  return { start: text[open - 1] === '!' ? open - 1 : open, end: end + after[0].length, words, rule };
}

/** The `[` that the `]` at `close` ends, at most 500 characters before it. */
function openingBracket(text: string, close: number): number | undefined {
  let depth = 0;
  for (let at = close; at >= Math.max(0, close - 500); at--) {
    if (text[at] === ']') depth++;
    if (text[at] === '[' && --depth === 0) return at;
  }
  return undefined;
}
