// `compass build`: mystmd writes `_build/html`; its pages are counted, sources removed, exports and feeds added,
// every byte audited, and only then is the result swapped in as `_build/compass`. Users read content/docs/commands.md.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Compass, readCompass } from '../plugins/compass.ts';
import { openDisk } from '../plugins/disk.ts';
import type { Audience } from '../plugins/graph/record.ts';
import { createReport, formatMessage, type Message, type Rule, withSeverities } from '../plugins/message.ts';
import type { PageReport } from '../plugins/page/report.ts';
import { auditInput } from './audit/input.ts';
import { leakMessage } from './audit/message.ts';
import { auditRules } from './audit/rules.ts';
import { auditSite } from './audit.ts';
import { cleanSite } from './clean.ts';
import { type Call, type Command, RunError, type Terminal } from './command.ts';
import { explainFailure, LOADED, readComplaints } from './complaint.ts';
import { namesSomebody } from './document-tells.ts';
import { removeFolder } from './folders.ts';
import { joinSite } from './graph.ts';
import { sortMessages } from './messages.ts';
import { compassEnv, runMystHtml } from './myst.ts';
import {
  filesIn,
  placesOfCopies,
  readPageReports,
  readSiteConfig,
  readSitePages,
  type SiteConfig,
  type SitePage,
  unreadPages,
  unwrittenPages,
} from './pages.ts';
import {
  addressOption,
  audienceOption,
  dayOption,
  findProject,
  outOption,
  SITE_OPTIONS,
  type SiteAddress,
} from './project.ts';
import { addPublished } from './publish.ts';
import { writeSearch } from './search.ts';
import { siteMarks } from './site-marks.ts';
import { openSlot, type Slot } from './swap.ts';

export const buildCommand: Command = {
  name: 'build',
  doc: 'Build the site and publish it to _build/compass, if nothing private is in it.',
  options: {
    ...SITE_OPTIONS,
    out: { type: 'string', value: 'DIR', doc: 'The published folder; _build/compass by default.' },
  },
  run: runBuild,
};

export interface BuildSettings {
  root: string;
  out: string;
  audience?: Audience;
  asOf?: string;
  address: SiteAddress;
}

async function runBuild(call: Call): Promise<number> {
  const root = findProject(call.terminal.cwd);
  const settings: BuildSettings = {
    root,
    out: outOption(call, root),
    audience: audienceOption(call),
    asOf: dayOption(call),
    address: addressOption(call),
  };
  const slot = openSlot(settings.out);
  try {
    return await buildSite(settings, slot, call.terminal);
  } finally {
    slot.release();
  }
}

/** What the later steps read: the folder that will be published, and all that is known about it. */
export interface Built {
  settings: BuildSettings;
  site: string;
  config: SiteConfig;
  pages: SitePage[];
  reports: PageReport[];
  compass: Compass;
}

async function buildSite(settings: BuildSettings, slot: Slot, terminal: Terminal): Promise<number> {
  const { out } = settings;
  const reports = join(slot.work, 'pages');
  const complaints = await makeHtml(settings, reports, terminal);
  const built = takeHtml(settings, slot, reports);
  const messages = sortMessages([
    ...complaints,
    ...siteMarks((file) => openDisk(settings.root).read(file)),
    ...built.compass.messages,
    ...built.reports.flatMap((report) => report.messages),
  ]);
  for (const message of messages) terminal.err(`${formatMessage(message)}\n`);
  refuse(built, messages);
  const paths = sourcesOf(built).map((file) => join(settings.root, file));
  const telling = cleanSite(built.site, built.pages, paths);
  warnOfFiles(telling, built, terminal);
  addFiles(built);
  terminal.progress('Reading every byte for what must not be published');
  await refuseLeaks(built, terminal);
  slot.publish(built.site);
  const errors = messages.filter(({ severity }) => severity === 'error').length;
  terminal.out(`${summary(built.pages.length, errors, relative(terminal.cwd, out) || out)}\n`);
  return 0;
}

/** mystmd's own build, into `_build/html`; the plugin's reports go to `reports`. */
async function makeHtml(settings: BuildSettings, reports: string, terminal: Terminal): Promise<Message[]> {
  const { root, address } = settings;
  mkdirSync(reports, { recursive: true });
  // What an earlier build left (older sources, pictures made for the team) would be published again.
  for (const folder of ['html', 'site']) removeFolder(join(root, '_build', folder));
  const env: NodeJS.ProcessEnv = {
    ...terminal.env,
    ...compassEnv(settings),
    COMPASS_OUT: reports,
    BASE_URL: address.path,
  };
  // The theme writes whole addresses into canonical links and cards.
  if (address.origin !== undefined) env.COMPASS_ORIGIN = address.origin;
  const { code, lines } = await runMystHtml(root, env, (line) => terminal.progress(line.trim()));
  if (code === 0 && existsSync(join(root, '_build', 'html'))) {
    const disk = openDisk(root);
    return readComplaints(lines, { read: (path) => disk.read(path) });
  }
  const { messages, said, cause } = explainFailure({ code, lines });
  for (const line of [...messages.map(formatMessage), ...said]) terminal.err(`${line}\n`);
  throw new RunError(`${cause}; nothing is published`);
}

function takeHtml(settings: BuildSettings, slot: Slot, reports: string): Built {
  const { root, audience, asOf } = settings;
  const site = join(slot.work, 'site');
  cpSync(join(root, '_build', 'html'), site, { recursive: true });
  return {
    settings,
    site,
    config: readSiteConfig(root),
    pages: readSitePages(root),
    reports: readPageReports(reports),
    compass: readCompass(openDisk(root), { audience, asOf }),
  };
}

/** Pages that nobody read or wrote, and notes among the pages: nothing is published. */
function refuse({ site, pages, reports, config, compass }: Built, messages: readonly Message[]): void {
  if (compass.config.unclear)
    throw new RunError(
      `${compass.config.file} does not tell what is private; mend its errors above, nothing is published`,
    );
  if (pages.length === 0) throw new RunError('mystmd built no page; nothing is published');
  const unread = unreadPages(pages, reports);
  if (unread.length > 0) {
    const cause = reports.length === 0 ? LOADED : 'mend what is said of them above';
    throw new RunError(`The plugin did not read ${namesOf(unread)}; ${cause}; nothing is published`);
  }
  const missing = unwrittenPages(site, pages, config.index);
  if (missing.length > 0)
    throw new RunError(`No page was written for ${namesOf(missing)}; nothing is published`);
  if (messages.some(({ rule }) => rule === 'notes-not-pages'))
    throw new RunError('Notes are among the pages; nothing is published');
  if (messages.some(({ rule }) => rule === 'page-audience'))
    throw new RunError('A page is not public; nothing is published');
}

const namesOf = (pages: readonly SitePage[]) => pages.map(({ file, slug }) => file || slug).join(', ');

const nameOf = (path: string) => path.split('/').at(-1)!;

/** `pictures` of the site still say what nobody sees; documents may. */
function warnOfFiles(
  pictures: readonly string[],
  { settings, site, compass }: Built,
  terminal: Terminal,
): void {
  const documents = filesIn(site).filter((file) => namesSomebody(file, readFileSync(join(site, file))));
  const places = placesOfCopies(settings.root, new Set([...pictures, ...documents].map(nameOf)));
  const { messages, report } = createReport();
  const say = withSeverities(report, compass.config.rules);
  const tell = (rule: Rule, reason: string, file: string) =>
    say(rule, reason, places.get(nameOf(file)) ?? { file: `_build/html/${file}`, line: 1, column: 1 });
  for (const file of pictures)
    tell(
      auditRules.pictures,
      `Unexpected Exif, XMP or other data about a picture (${file}), which could not be taken out, expected none; save it as PNG, JPEG, WebP, GIF or AVIF, or take out what it says of its maker and place`,
      file,
    );
  for (const file of documents)
    tell(
      auditRules.documents,
      `Unexpected name of whoever wrote a document, in its properties (${file}), expected none; take it out in the program that made it`,
      file,
    );
  for (const message of sortMessages(messages)) terminal.err(`${formatMessage(message)}\n`);
}

/** The search index, exports, feeds, sitemap and headers. */
function addFiles({ settings, site, config, reports, compass }: Built): void {
  const { address } = settings;
  const own = config.url === undefined ? undefined : new URL(config.url);
  const origin = address.origin ?? own?.origin;
  const path =
    address.path || (address.origin === undefined ? (own?.pathname.replace(/(?<!\/)\/+$/, '') ?? '') : '');
  const { asOf, audience } = compass;
  const facts = { title: config.title, asOf, audience, base: `${origin ?? ''}${path}` };
  writeSearch(site, compass.graph, reports);
  addPublished({ site, graph: joinSite(compass, reports), facts, path, origin });
}

/** Pages, and the parts of pages and of the site that stand in files of their own. */
function sourcesOf({ settings: { root }, pages, reports }: Built): string[] {
  const files = new Set([...pages, ...reports].map(({ file }) => file.replace(/#.*/, '')));
  return [...files].filter((file) => file !== '' && existsSync(join(root, file)));
}

/** A find of the audit: nothing is published, and every find is told, never what was found. */
async function refuseLeaks(built: Built, terminal: Terminal): Promise<void> {
  const { compass, site, reports } = built;
  const titles = reports.map((report) => report.title);
  const files = sourcesOf(built).filter((file) => !/\.ya?ml$/.test(file));
  const leaks = await auditSite(auditInput(compass, site, files, titles));
  if (leaks.length === 0) return;
  const places = placesOfCopies(built.settings.root, new Set(leaks.map(({ file }) => nameOf(file))));
  for (const leak of leaks) {
    const placed = { ...leak, place: leak.place ?? places.get(nameOf(leak.file)) };
    terminal.err(`${formatMessage(leakMessage(placed, compass.audience))}\n`);
  }
  throw new RunError(`${count(leaks.length, 'leak')} found; nothing is published`);
}

function summary(pages: number, errors: number, out: string): string {
  const mended = errors === 0 ? '' : `, with ${count(errors, 'error')} for \`compass check\``;
  return `${count(pages, 'page')} published to ${out}${mended}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
