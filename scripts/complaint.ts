// What mystmd itself complains of, as messages of ours: its words read once, and said in the form of all others where
// they are about directives, options and links. In: a line of mystmd's log; out: a message, or nothing.
import * as known from '../plugins/directives.ts';
import { didYouMean, listWords, type Message, type Rule } from '../plugins/message.ts';

export const mystRules = {
  mystBuildsClean: {
    id: 'myst-builds-clean',
    severity: 'error',
    why: 'What mystmd itself reports, a missing picture or an unknown directive, is missing from the page.',
  },
} satisfies Record<string, Rule>;

const COMPLAINT = /^\s*(⛔|⚠)\uFE0F?\s+(?:(.+?\.(?:md|ipynb|tex|yml))(?::(\d+))?(?::(\d+))?\s+)?(\S.*)$/u;

/** `⛔️ content/index.md:3:1 …` as a message. Undefined for other lines. */
export function parseComplaint(line: string): Message | undefined {
  const match = COMPLAINT.exec(line);
  if (!match) return undefined;
  const [, sign, file = 'myst.yml', row, column, words = ''] = match;
  const { id, severity } = mystRules.mystBuildsClean;
  const place = { file: withSlashes(file), line: Number(row ?? 1), column: Number(column ?? 1) };
  const reason = reworded(words.trim());
  const isError = sign === '⛔' || reason !== undefined;
  return { rule: id, severity: isError ? severity : 'warning', reason: reason ?? words.trim(), place };
}

/** mystmd names files as the system does. */
const withSlashes = (path: string) => path.replaceAll('\\', '/');

/** What the project knows, for places and suggestions. */
export interface Project {
  /** Text of a source file, its path from the root. */
  read(path: string): string | undefined;
  /** Labels that links may lead to, and people. */
  labels?: Iterable<string>;
  people?: Iterable<string>;
}

/** All complaints of a run: of a label that stands twice one, with its files, and each where it can be found. */
export function readComplaints(lines: readonly string[], project: Project): Message[] {
  const messages = lines.flatMap((line, index): Message[] => {
    const message = parseComplaint(line);
    if (!message) return [];
    const [, twice] = /^Duplicate identifier in project "(.+)"$/.exec(message.reason) ?? [];
    if (twice === undefined) return [message];
    const files = withSlashes(/^\s+In files: (.*)$/.exec(lines[index + 1] ?? '')?.[1] ?? '').split(', ');
    const reason = `Unexpected label \`${twice}\` twice, expected unique labels; rename one (in ${listWords(files, 'and')})`;
    return [{ ...message, reason }];
  });
  return withoutParts(messages).map((message) => placed(suggested(message, project), project));
}

/** The steps of a wheel whose label stands twice stand twice as well. */
function withoutParts(messages: readonly Message[]): Message[] {
  const labelOf = ({ reason }: Message) => /^Unexpected label `(.+?)` twice/.exec(reason)?.[1];
  const labels = messages.flatMap((message) => labelOf(message) ?? []);
  return messages.filter((message) => !labels.some((label) => labelOf(message)?.startsWith(`${label}-`)));
}

/** mystmd's words about links and citations, with what may have been meant. */
function suggested(message: Message, { labels = [], people = [] }: Project): Message {
  const [, label] = /^No target for internal reference "#(.+)" was found\.$/.exec(message.reason) ?? [];
  if (label !== undefined)
    return {
      ...message,
      reason: `Unexpected link to \`#${label}\`, expected a label of this site${didYouMean(label, labels)}`,
    };
  const [, name] = /^Could not link citation with label "(.+)"\.$/.exec(message.reason) ?? [];
  if (name !== undefined)
    return {
      ...message,
      reason: `Unexpected \`@${name}\`, expected a person of compass.yml or an entry of a bibliography${didYouMean(name, people)}`,
    };
  return message;
}

/** A complaint without a line stands where the file says what it names, if it does so once. */
function placed(message: Message, { read }: Project): Message {
  const { file, line, column } = message.place;
  const [, word] = /[`"]([^`"]+)[`"]/.exec(message.reason) ?? [];
  if (word === undefined || line !== 1 || column !== 1) return message;
  const lines = (read(file) ?? '').split('\n').map((text) => wordAt(text, word));
  const found = lines.flatMap((at, index) => (at < 0 ? [] : [{ file, line: index + 1, column: at + 1 }]));
  return found.length === 1 ? { ...message, place: found[0]! } : message;
}

/** Where a line holds a word that is no part of a longer one. */
function wordAt(text: string, word: string): number {
  const at = text.indexOf(word);
  const isPart = (sign: string | undefined) => sign !== undefined && /[\w-]/.test(sign);
  return at >= 0 && (isPart(text[at - 1]) || isPart(text[at + word.length])) ? -1 : at;
}

interface Spec {
  name: string;
  alias?: string | string[];
  options?: Record<string, { type?: unknown }>;
}

const named = (specs: readonly Spec[] | undefined) =>
  new Map(
    (specs ?? []).flatMap((spec) => [spec.name, ...[spec.alias ?? []].flat()].map((name) => [name, spec])),
  );
const directives = named(known.directives as Spec[]);
const roles = named(known.roles as Spec[]);

const VALUES = new Map<unknown, string>([
  [Number, 'a number'],
  [Boolean, 'nothing behind it, or `true` or `false`'],
]);

/** Only what is about our own directives, or may be a slip in the name of one: the rest mystmd says well. */
const REWORDED: readonly [pattern: RegExp, say: (...found: string[]) => string | undefined][] = [
  [/^unknown directive: (\S+)$/, (name) => unknownName('directive', name, directives.keys())],
  [/^unknown role: (\S+)$/, (name) => unknownName('role', name, roles.keys())],
  [/^unexpected option "(.+?)" provided \(in (.+)\)$/, unknownOption],
  [/^(?:value is not|number not|.+? not) .*for option "(.+?)" \(in (.+)\)$/, wrongValue],
  [
    /^Table of contents entry does not exist: (.+)$/,
    (path) => `Unexpected page \`${path}\` in \`toc\`, expected a file that is there`,
  ],
  [/^duplicate option "(.+?)" declared \(in (.+)\)$/, optionTwice],
  [
    /^(?:\S+ )?Unknown plugin "(.+?)", it must be an mjs file$/,
    (path) =>
      `Unexpected plugin \`${path}\` that leads to no file, expected a path to an .mjs file; mend it under \`plugins\``,
  ],
  [/^unexpected (argument|body) provided for directive: (\S+)$/, unexpectedPart],
];

function reworded(words: string): string | undefined {
  for (const [pattern, say] of REWORDED) {
    const match = pattern.exec(words);
    if (match) return say(...match.slice(1));
  }
  return undefined;
}

function unknownName(kind: string, name = '', known: Iterable<string>): string | undefined {
  const names = [...known];
  return `Unexpected ${kind} \`${name}\`, expected one of MyST or of a plugin${didYouMean(name, names)}`;
}

function unknownOption(option = '', name = ''): string | undefined {
  const known = directives.get(name) && Object.keys(directives.get(name)?.options ?? {});
  if (!known) return undefined;
  const expected = known.length === 0 ? 'none' : listWords(known);
  return `Unexpected option \`${option}\` of \`{${name}}\`, expected ${expected}${didYouMean(option, known)}`;
}

function wrongValue(option = '', name = ''): string | undefined {
  const spec = directives.get(name)?.options?.[option];
  return spec && `Unexpected value of \`${option}\`, expected ${VALUES.get(spec.type) ?? 'text'}`;
}

function optionTwice(option = '', name = ''): string | undefined {
  return directives.has(name) ? `Unexpected option \`${option}\` twice, expected it once` : undefined;
}

function unexpectedPart(part = '', name = ''): string | undefined {
  const spec = directives.get(name);
  if (!spec) return undefined;
  const found = part === 'body' ? `lines in \`{${name}}\`` : `words behind \`{${name}}\``;
  return `Unexpected ${found}, expected only options below it, such as \`:${Object.keys(spec.options ?? {})[0]}: …\``;
}

/** How mystmd finds the plugin, for those whose project does not name it. */
export const LOADED =
  '`myst.yml` needs `plugins: [node_modules/myst-compass/dist/compass.mjs]` under `project:`';

const isLoaded = (lines: readonly string[]) => lines.some((line) => line.includes('myst-compass ('));

/** Of a run that came to nothing: what mystmd said of the sources, and the cause in a few words. */
export function explainFailure({ code, lines }: { code: number; lines: readonly string[] }): {
  messages: Message[];
  said: string[];
  cause: string;
} {
  const messages = lines.flatMap((line) => parseComplaint(line) ?? []);
  if (isLoaded(lines) && code === 0) return { messages, said: [], cause: '`myst.yml` needs a `site:`' };
  const said = lastWords(lines);
  if (isLoaded(lines) || said.length > 0)
    return { messages, said, cause: `mystmd failed with exit code ${code}` };
  // Without the plugin all that it brings is unknown; that follows.
  const first = messages.filter(({ reason }) => !/^Unexpected (?:directive|role) /.test(reason));
  return { messages: first, said, cause: `the plugin was not loaded; ${LOADED}` };
}

/** What an error thrown by mystmd says, without the stack; else the end of its log where it knew the plugin. */
function lastWords(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => /^\s*\w*Error: /.test(line));
  if (start < 0) return isLoaded(lines) ? lines.slice(-20) : [];
  const length = lines.slice(start).findIndex((line) => /^\s+at /.test(line));
  return lines.slice(start, length < 0 ? undefined : start + length);
}
