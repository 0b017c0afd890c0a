// `compass new DIR`: writes a small compass of one's own that builds at once. In: the folder `starter/` beside the
// bundled command, a folder's name and today's date; out: files. Asks nothing; refuses a folder that is not empty.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Call, type Command, RunError, UsageError } from './command.ts';

export const newCommand: Command = {
  name: 'new',
  operands: 'DIR',
  doc: 'Write a starter compass into a new folder.',
  options: {},
  run: runNew,
};

async function runNew({ positionals, terminal }: Call): Promise<number> {
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0)
    throw new UsageError('Expected one folder: `compass new my-compass`');
  const folder = resolve(terminal.cwd, name);
  refuseTaken(folder, name);
  const words = starterWords(basename(folder), packageVersion(), new Date());
  const files = readStarter(join(packageFolder(), 'dist', 'starter'), words);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  terminal.out(nextSteps(relative(terminal.cwd, folder) || '.', files.length));
  return 0;
}

function refuseTaken(folder: string, name: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory())
    throw new RunError(`\`${name}\` is a file; give a folder that is new or empty`);
  const found = readdirSync(folder).filter((entry) => entry !== '.git');
  if (found.length > 0) throw new RunError(`\`${name}\` is not empty; give a folder that is new or empty`);
}

function nextSteps(folder: string, count: number): string {
  const lines = [
    `${count} files written to ${folder}. Next:`,
    '',
    ...(folder === '.' ? [] : [`  cd ${folder.includes(' ') ? `"${folder}"` : folder}`]),
    '  npm install',
    '  npm start          shows the compass while you write',
    '  npm run check      says what does not fit',
    '  npm run build      makes the public site in _build/compass',
    '',
  ];
  return lines.join('\n');
}

/**
 * What stands in double braces in the starter. The period is the quarter of `today`, as local time has it;
 * `soon` is two weeks on.
 */
export function starterWords(folder: string, version: string, today: Date): Record<string, string> {
  const year = today.getFullYear();
  const quarter = Math.floor(today.getMonth() / 3) + 1;
  const soon = new Date(year, today.getMonth(), today.getDate() + 14);
  return {
    name:
      folder
        .toLowerCase()
        .replace(/[^a-z0-9-]+/g, '-')
        .replace(/^-+|(?<!-)-+$/g, '') || 'compass',
    version,
    period: `${year}-Q${quarter}`,
    'period-file': `${year}-q${quarter}`,
    today: dayOf(today),
    soon: dayOf(soon),
  };
}

function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Paths and texts of the starter, words filled in. `_github` stands for `.github`: npm leaves out names with a dot. */
function readStarter(folder: string, words: Record<string, string>): [path: string, text: string][] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => [
      fillIn(relative(folder, file).split(/[\\/]/).map(withDot).join('/'), words),
      fillIn(readFileSync(file, 'utf8'), words),
    ]);
}

const withDot = (name: string): string => name.replace(/^_/, '.');

/** `${{ … }}` belongs to the workflow and stays. */
function fillIn(text: string, words: Record<string, string>): string {
  return text.replace(/(?<!\$)\{\{([a-z-]+)\}\}/g, (whole, name: string) => words[name] ?? whole);
}

function packageFolder(): string {
  return dirname(dirname(fileURLToPath(import.meta.url)));
}

function packageVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed
    ? String(parsed.version)
    : '0.1.0';
}
