// Where the project is, and the settings that a command line may give. In: a folder and options; out: checked values.
import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isDay } from '../plugins/day.ts';
import { leadsOut } from '../plugins/disk.ts';
import { AUDIENCES, type Audience } from '../plugins/graph/record.ts';
import { didYouMean } from '../plugins/message.ts';
import { type Call, type OptionSpec, RunError, textOption, UsageError } from './command.ts';

/** The nearest folder with a `myst.yml`, from `cwd` upwards. */
export function findProject(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'myst.yml'))) return folder;
    if (folder === dirname(folder))
      throw new RunError(`No \`myst.yml\` in ${cwd} or above it; run this inside a project`);
  }
}

export const DAY: OptionSpec = {
  type: 'string',
  value: 'DAY',
  doc: 'The day that ages and status are computed for.',
};

/** Whom a site or its files are made for, for which day, and where they will stand. */
export const SITE_OPTIONS: Readonly<Record<'audience' | 'as-of' | 'base-url', OptionSpec>> = {
  audience: { type: 'string', value: 'LEVEL', doc: 'Who may read it: public, team or private.' },
  'as-of': DAY,
  'base-url': {
    type: 'string',
    value: 'URL',
    doc: 'Where it will stand: /compass or https://host/compass.',
  },
};

/** `--audience`; undefined when not given. */
export function audienceOption(call: Call): Audience | undefined {
  const value = textOption(call, 'audience');
  if (value === undefined) return undefined;
  const known = AUDIENCES.find((level) => level === value);
  if (known === undefined)
    throw new UsageError(
      `Unexpected audience \`${value}\`, expected \`public\`, \`team\` or \`private\`${didYouMean(value, AUDIENCES)}`,
    );
  return known;
}

/** `--as-of`, a day: `2026-11-20`. */
export function dayOption(call: Call): string | undefined {
  const value = textOption(call, 'as-of');
  if (value === undefined) return undefined;
  if (!isDay(value))
    throw new UsageError(`Unexpected day \`${value}\`, expected a date such as \`2026-11-20\``);
  return value;
}

/** Where the site will stand: `path` is '' or `/compass`; `origin` is known only from a full url. */
export interface SiteAddress {
  origin?: string;
  path: string;
}

/** `--base-url`, else `BASE_URL`: a path (`/compass`) or a full url (`https://opentide.example/compass`). */
export function addressOption(call: Call): SiteAddress {
  const value = textOption(call, 'base-url') ?? call.terminal.env.BASE_URL ?? '';
  if (/^https?:\/\//i.test(value) && URL.canParse(value)) {
    const url = new URL(value);
    return { origin: url.origin, path: url.pathname.replace(/(?<!\/)\/+$/, '') };
  }
  if (!/^(\/[\w.~-]+)*\/?$/.test(value))
    throw new UsageError(
      `Unexpected base url \`${value}\`, expected a path such as \`/compass\` or a full url`,
    );
  return { path: value.replace(/(?<!\/)\/+$/, '') };
}

/** `--out`: it is replaced as a whole, so it holds nothing yet, or a site that was published there before. */
export function outOption(call: Call, root: string): string {
  const given = textOption(call, 'out') ?? join('_build', 'compass');
  const out = placeOf(
    textOption(call, 'out') === undefined ? join(root, given) : resolve(call.terminal.cwd, given),
  );
  const path = relative(out, realpathSync(root));
  if (path === '' || !leadsOut(path))
    throw new UsageError(`Unexpected --out \`${given}\`, expected a folder that does not hold the project`);
  const inside = relative(realpathSync(root), out).split(sep).join('/');
  if (/^_build\/(html|site|temp|exports)(\/|$)/.test(inside))
    throw new UsageError(`Unexpected --out \`${given}\`, expected another folder: mystmd empties this one`);
  if (!isReplaceable(out))
    throw new UsageError(
      `Unexpected --out \`${given}\`, expected a new or empty folder, or a site published there before: it is replaced as a whole`,
    );
  return out;
}

/** Where links of the file system lead: the folder is replaced there, and the link stays what it is. */
function placeOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(placeOf(parent), basename(path));
}

/** Every published site has the graph and mystmd's index at its top. */
function isReplaceable(out: string): boolean {
  if (!isFolder(nearest(dirname(out)))) return false;
  // A link that leads nowhere is there as well.
  if (lstatSync(out, { throwIfNoEntry: false }) === undefined) return true;
  if (!isFolder(out)) return false;
  const names = readdirSync(out);
  return names.length === 0 || ['compass.json', 'myst.xref.json'].every((name) => names.includes(name));
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The folder itself, or the first above it that is there. */
const nearest = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
