// `compass digest FILE…`: notes as a digest, without a site. In: files, folders or stdin, and the compass.yml above
// them; out: JSON or Markdown that holds only what its readers may see. Users read content/docs/write-notes.md.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { hiddenNames } from '../plugins/compass.ts';
import type { Config, NotesEntry } from '../plugins/config/config.ts';
import { defaultConfig, parseConfig } from '../plugins/config/parse.ts';
import { reportUnreadable } from '../plugins/data-rules.ts';
import { type Audience, strictest } from '../plugins/graph/record.ts';
import { visible } from '../plugins/marks.ts';
import {
  createReport,
  formatMessage,
  type Message,
  type Place,
  type Report,
  withoutNames,
} from '../plugins/message.ts';
import { digestJson } from '../plugins/notes/digest/json.ts';
import { digestMarkdown } from '../plugins/notes/digest/markdown.ts';
import type { NotesModel } from '../plugins/notes/model.ts';
import { createNotesCache, type NotesSource, parseNotes } from '../plugins/notes/parse.ts';
import { releaseNotes } from '../plugins/notes/release.ts';
import { withPlainLines } from '../plugins/notes/text/plain-lines.ts';
import { redact } from '../plugins/redact/redact.ts';
import { DIGEST, leakMessage } from './audit/message.ts';
import { auditText } from './audit.ts';
import { type Call, type Command, RunError, type Terminal, textOption, UsageError } from './command.ts';
import { audienceOption, dayOption } from './project.ts';

export const digestCommand: Command = {
  name: 'digest',
  operands: 'FILE…',
  doc: 'Digest notes without a site: files, folders, or - for stdin.',
  options: {
    json: { type: 'boolean', doc: 'Write JSON, to be reviewed and published; Markdown otherwise.' },
    audience: { type: 'string', value: 'LEVEL', doc: 'Who may read it: public, team or private.' },
    'as-of': {
      type: 'string',
      value: 'DAY',
      doc: 'The day of ages; as_of of compass.yml, else the last meeting.',
    },
    config: {
      type: 'string',
      value: 'FILE',
      doc: 'compass.yml; otherwise looked for from the first file upwards.',
    },
    implied: { type: 'boolean', doc: 'Also list implied actions, called so (not in a public digest).' },
    out: { type: 'string', value: 'FILE', doc: 'Write to a file.' },
  },
  run: runDigest,
};

async function runDigest(call: Call): Promise<number> {
  const { positionals, terminal } = call;
  if (positionals.length === 0)
    throw new UsageError('Expected notes: `compass digest notes.md`, or `-` for stdin');
  const audience = audienceOption(call);
  const day = dayOption(call);
  const inputs = positionals.flatMap((name) => inputsOf(name, terminal.cwd));
  const { messages: early, report: sayEarly } = createReport();
  const { config, root } = readConfig(call, inputs, sayEarly);
  const reader = audience ?? (config.file === '' ? 'team' : config.audience);
  const { messages, report: say } = createReport();
  const report = withoutNames(say, hiddenNames(config, reader));
  for (const { rule: id, severity, reason, place } of early) report({ id, severity, why: '' }, reason, place);
  const sources = await readSources(inputs, root, config, terminal, report);
  const options = { config: { ...config, audience: reader }, reader, day: day ?? config.asOf };
  if (config.unclear)
    terminal.err(
      `compass: ${config.file} has errors, so notes that it may name are private; mend it first\n`,
    );
  const { text, model } = digest(
    sources,
    options,
    { json: call.options.json === true, implied: call.options.implied === true },
    report,
  );
  for (const message of toTell(messages)) terminal.err(`${formatMessage(message)}\n`);
  if (sources.length === 0) throw new RunError('Cannot read any of these notes; nothing is written');
  const { withheld = 0 } = model;
  if (model.series.length === 0 && withheld > 0)
    terminal.err(`compass: all ${withheld} items are withheld from ${reader} readers; see --audience\n`);
  if (model.series.every(({ meetings }) => meetings.length === 0) && withheld === 0 && messages.length === 0)
    terminal.err('compass: no meeting found; one begins with a date, such as `## 2026-10-06`\n');
  await refuseSecrets(call.options.json === true ? distinctLines(text) : text, sources, options, terminal);
  write(text, textOption(call, 'out'), call);
  // With errors in compass.yml the digest is made all the same, and keeps more to itself.
  return messages.some(({ severity, place }) => severity === 'error' && place.file !== config.file) ? 1 : 0;
}

/** As of a site, every byte is read before it is written: keys that only the audit knows are no text of a digest. */
async function refuseSecrets(
  text: string,
  sources: readonly NotesSource[],
  { config, reader }: DigestOptions,
  terminal: Terminal,
): Promise<void> {
  // As it is read: Markdown escapes signs, and parts what would be a link.
  const plain = visible(text.replaceAll(/\\(?=[^a-z0-9\s])/gi, ''));
  const leaks = await auditText(plain, config, reader === 'private');
  for (const leak of leaks) {
    const place = placeIn(sources, plain.slice(leak.offset, leak.offset + 12));
    terminal.err(`${formatMessage(leakMessage({ ...leak, file: DIGEST, place }, reader))}\n`);
  }
  if (leaks.length > 0)
    throw new RunError('The digest would tell a secret; take it out of the notes, nothing is written');
}

/** Each line of JSON is a value of its own, and most of them stand there many times. */
function distinctLines(json: string): string {
  const lines = new Set<string>();
  for (const [line] of json.matchAll(/.+/g)) lines.add(line);
  return [...lines].join('\n');
}

/** The first line of the notes that says so. */
function placeIn(sources: readonly NotesSource[], words: string): Place {
  for (const { path: file, text } of sources) {
    const before = text.split(words, 1)[0]!.split('\n');
    if (text.includes(words)) return { file, line: before.length, column: before.at(-1)!.length + 1 };
  }
  return { file: sources[0]?.path ?? 'digest', line: 1, column: 1 };
}

/** What cannot be read is reported, and the rest is read. */
async function readSources(
  inputs: readonly Input[],
  root: string,
  config: Config,
  terminal: Terminal,
  report: Report,
): Promise<NotesSource[]> {
  const nameOf = nameFiles(
    root,
    inputs.map(({ path }) => path),
  );
  const sources: NotesSource[] = [];
  for (const { path, title } of inputs) {
    const text = path === '-' ? await terminal.input() : readNotes(path);
    const file = { file: nameOf(path), title, inside: isInside(root, path) };
    if (text === undefined) reportUnreadable(file.file, report);
    else if (path === '-') sources.push({ path: 'stdin.md', text, entry: unnamedSeries(title, config) });
    else sources.push(sourceOf(file, text, config));
  }
  return sources;
}

interface DigestOptions {
  config: Config;
  reader: Audience;
  /** Undefined: the last meeting's date, so that a digest differs only where the notes did. */
  day?: string;
}

/** Pure: sources to text. */
export function digest(
  sources: readonly NotesSource[],
  { config, reader, day }: DigestOptions,
  form: { json: boolean; implied: boolean },
  report: Report,
): { text: string; model: NotesModel } {
  const cache = createNotesCache();
  const asOf = day ?? lastDay(parseNotes(sources, config, '1970-01-01', () => {}, cache));
  const full = parseNotes(sources, config, asOf, report, cache);
  const { people } = config;
  const model = releaseNotes(full, { reader, people, redact: (text) => redact(text, config).text });
  const text = form.json
    ? `${JSON.stringify(digestJson(model, { asOf, audience: reader, people }), null, 2)}\n`
    : digestMarkdown(model, { asOf, people, implied: form.implied });
  return { text, model };
}

/** The date of the last meeting; the first of its month where only that is known; today without any. */
function lastDay(model: NotesModel): string {
  const dates = model.series.flatMap((series) => series.meetings.map((meeting) => meeting.date)).sort();
  const last = dates.at(-1) ?? new Date().toISOString().slice(0, 10);
  return last.length === 7 ? `${last}-01` : last;
}

interface Input {
  /** Absolute, or `-`. */
  path: string;
  /** The series, unless compass.yml names the file: a file's own name, or that of the folder given. */
  title: string;
}

/** A file, the notes in a folder (one file per meeting), or stdin. */
function inputsOf(name: string, cwd: string): Input[] {
  if (name === '-') return [{ path: '-', title: 'Notes' }];
  const path = resolve(cwd, name);
  if (!existsSync(path)) throw new UsageError(`Unexpected file \`${name}\`, expected notes that are there`);
  const title = titleOf(path);
  if (!statSync(path).isDirectory()) return [{ path, title }];
  const files = notesBelow(path);
  if (files.length === 0)
    throw new UsageError(`Unexpected folder \`${name}\`, expected one that holds notes (.md, .txt)`);
  return files.map((file) => ({ path: file, title }));
}

/** `board-notes.md` → `Board notes`. */
function titleOf(path: string): string {
  const words = basename(path)
    .replace(/\.\w+$/, '')
    .replaceAll(/[-_]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1) || 'Notes';
}

function notesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !/^(\.|node_modules$|_build$)/.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return notesBelow(path);
      return entry.isFile() && /\.(md|markdown|txt)$/i.test(entry.name) ? [path] : [];
    });
}

/** Made plain at once: of a large file, that as it was written need not be kept. */
function readNotes(path: string): string | undefined {
  try {
    return withPlainLines(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function readConfig(call: Call, inputs: readonly Input[], report: Report): { config: Config; root: string } {
  const { cwd } = call.terminal;
  const given = textOption(call, 'config');
  const first = inputs[0]!.path;
  const file = given === undefined ? findConfig(first === '-' ? cwd : dirname(first)) : resolve(cwd, given);
  if (given !== undefined && (!existsSync(file!) || statSync(file!).isDirectory()))
    throw new UsageError(`Unexpected --config \`${given}\`, expected a compass.yml that is there`);
  if (file === undefined) return { config: defaultConfig(), root: cwd };
  return { config: parseConfig(readFileSync(file, 'utf8'), basename(file), report), root: dirname(file) };
}

function findConfig(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'compass.yml'))) return join(at, 'compass.yml');
    if (at === dirname(at)) return undefined;
  }
}

function sourceOf(
  { file, title, inside }: { file: string; title: string; inside: boolean },
  text: string,
  config: Config,
): NotesSource {
  const entries = config.notes.filter((entry) => inside && names(entry, file));
  const [first] = entries;
  if (first === undefined) return { path: file, text, entry: unnamedSeries(title, config) };
  const levels = entries.map((entry) => entry.audience);
  const audience = config.unclear ? 'private' : strictest(...levels);
  return { path: file, text, entry: { ...first, audience } };
}

/** Notes that no compass.yml names are the team's: only a setting makes them public. One with errors may name them. */
function unnamedSeries(series: string, { unclear }: Config): NotesSource['entry'] {
  return { series, audience: unclear ? 'private' : 'team', show: [] };
}

/** Only files of the project: what compass.yml says of `*.md` it does not say of another folder's. */
function names({ path }: NotesEntry, file: string): boolean {
  return picomatch.scan(path).isGlob ? picomatch(path)(file) : path === file;
}

function isInside(root: string, path: string): boolean {
  const name = relative(root, path);
  return !name.startsWith('..') && !isAbsolute(name);
}

/** From the folder of compass.yml, with `/`; of a file outside it as much of the end as tells the files apart. */
function nameFiles(root: string, paths: readonly string[]): (path: string) => string {
  const distinct = [...new Set(paths)];
  const longest = Math.max(...distinct.map((path) => path.split(sep).length));
  const named = (count: number) => (path: string) => {
    const parts = isInside(root, path) ? relative(root, path).split(sep) : path.split(sep).slice(-count);
    return parts.join('/');
  };
  let count = 1;
  while (count < longest && new Set(distinct.map(named(count))).size < distinct.length) count++;
  return named(count);
}

/** What was not understood stands in the digest; of the rest what needs a person. */
function toTell(messages: readonly Message[]): Message[] {
  return messages.filter(({ severity, reason }) => severity === 'error' || !reason.startsWith('Unread'));
}

function write(text: string, out: string | undefined, { terminal }: Call): void {
  if (out === undefined) {
    terminal.out(text);
    return;
  }
  const file = resolve(terminal.cwd, out);
  mkdirSync(dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}.tmp`;
  writeFileSync(aside, text);
  renameSync(aside, file);
}
