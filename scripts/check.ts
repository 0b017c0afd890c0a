// `compass check`: every message about sources and graph, for people or as JSON; exit code 1 on errors.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Compass, type CompassOptions, hiddenNames, readCompass } from '../plugins/compass.ts';
import { lintConfig } from '../plugins/config/lint.ts';
import { type Disk, openDisk } from '../plugins/disk.ts';
import { createGraph } from '../plugins/graph/graph.ts';
import { lintGraph } from '../plugins/graph/lint.ts';
import { pageRecord } from '../plugins/graph/page.ts';
import { type Key, labelOf } from '../plugins/graph/record.ts';
import {
  createReport,
  formatMessage,
  type Message,
  withoutConsequences,
  withoutNames,
  withSeverities,
} from '../plugins/message.ts';
import { lintObjectives } from '../plugins/objectives/lint.ts';
import type { PageReport } from '../plugins/page/report.ts';
import { type Call, type Command, RunError, type Terminal } from './command.ts';
import { lastCommits } from './commits.ts';
import { explainFailure, mystRules, type Project, readComplaints } from './complaint.ts';
import { removeFolder } from './folders.ts';
import { sortMessages } from './messages.ts';
import { compassEnv, runMyst } from './myst.ts';
import { readPageReports } from './pages.ts';
import { audienceOption, DAY, dayOption, findProject } from './project.ts';
import { ruleIds } from './rules.ts';
import { siteMarks } from './site-marks.ts';

export const checkCommand: Command = {
  name: 'check',
  doc: 'Check sources and graph; exit code 1 when there are errors.',
  options: {
    audience: {
      type: 'string',
      value: 'LEVEL',
      doc: 'Check it as it is built for: public, team or private.',
    },
    'as-of': DAY,
    json: { type: 'boolean', doc: 'Write the messages as JSON to stdout.' },
  },
  run: runCheck,
};

async function runCheck(call: Call): Promise<number> {
  const isJson = call.options.json === true;
  const say = (messages: readonly Message[]) =>
    isJson ? writeJson(messages, call.terminal) : printMessages(messages, call.terminal);
  try {
    const messages = await checkProject(call);
    say(messages);
    return messages.some(({ severity }) => severity === 'error') ? 1 : 0;
  } catch (error) {
    // Whoever reads JSON gets some, whatever happened.
    if (isJson && error instanceof RunError) say([failure(error)]);
    throw error;
  }
}

const writeJson = (messages: readonly Message[], terminal: Terminal): void =>
  terminal.out(`${JSON.stringify({ version: 1, messages }, null, 2)}\n`);

function failure({ message: reason }: RunError): Message {
  const { id: rule, severity } = mystRules.mystBuildsClean;
  return { rule, severity, reason, place: { file: 'myst.yml', line: 1, column: 1 } };
}

async function checkProject(call: Call): Promise<Message[]> {
  const root = findProject(call.terminal.cwd);
  const audience = audienceOption(call);
  const asOf = dayOption(call);
  const { pages, lines } = await readPages(root, { audience, asOf }, call.terminal);
  const disk = openDisk(root);
  const compass = readCompass(disk, { audience, asOf });
  return sortMessages([
    ...readComplaints(lines, projectOf(compass, pages, disk)),
    ...siteMarks((file) => disk.read(file)),
    ...compass.messages,
    ...pages.flatMap((page) => page.messages),
    ...lintProject(compass, pages, disk),
  ]);
}

function printMessages(messages: readonly Message[], terminal: Terminal): void {
  for (const message of messages) {
    const kind = message.severity === 'error' ? '' : `${message.severity}: `;
    terminal.err(`${formatMessage({ ...message, reason: `${kind}${message.reason}` })}\n`);
  }
  terminal.out(`${summary(messages)}\n`);
}

/** `2 errors, 1 warning and 3 notes`; what a person reads first. */
function summary(messages: readonly Message[]): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const number = messages.filter((message) => message.severity === severity).length;
    const word = severity === 'info' ? 'remark' : severity;
    return number === 0 ? [] : [`${number} ${word}${number === 1 ? '' : 's'}`];
  });
  return counts.length === 0 ? 'Nothing to mend' : counts.join(', ');
}

/** Only people whom this build's readers may know. */
function projectOf({ graph }: Compass, pages: readonly PageReport[], disk: Disk): Project {
  const keys = pages.flatMap((page) => Object.keys(page.targets)) as Key[];
  return {
    read: (path) => disk.read(path),
    labels: keys.map(labelOf),
    people: graph.all('person').map(({ id }) => id),
  };
}

/** The rules of the joined graph; steps of wheels are known only once the pages are. */
function lintProject(compass: Compass, pages: readonly PageReport[], disk: Disk): Message[] {
  const { messages, report: say } = createReport();
  const { config, asOf, audience, full, root } = compass;
  const report = withSeverities(withoutNames(say, hiddenNames(config, audience)), config.rules);
  const records = pages.map((page) => pageRecord(page.file, page.title));
  const graph = createGraph([compass.records, ...pages, { records, links: [] }]);
  const text = disk.read(config.file);
  const files = pages.map(({ file }) => file);
  if (text !== undefined) lintConfig(text, config.file, { pages: files, rules: ruleIds }, report);
  const listened = withoutConsequences(report, compass.messages);
  lintObjectives(full.objectives, graph, config, asOf, listened, audience);
  const targets = new Set(pages.flatMap((page) => Object.keys(page.targets)));
  const home = pages.find((page) => page.url === '/')?.file;
  lintGraph({ graph, config, asOf, targets, home, touched: lastCommits(root) }, report);
  return messages;
}

/** The pages' reports, from a data build of mystmd: no HTML is made. */
export async function readPages(
  root: string,
  options: CompassOptions,
  terminal: Terminal,
): Promise<{ pages: PageReport[]; lines: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'compass-check-'));
  const env = { ...terminal.env, ...compassEnv(options), COMPASS_OUT: folder };
  try {
    const run = await runMyst(root, ['build', '--site'], env, (line) => terminal.progress(line.trim()));
    const pages = readPageReports(folder);
    if (pages.length === 0) {
      const { messages, said, cause } = explainFailure(run);
      for (const line of [...messages.map(formatMessage), ...said]) terminal.err(`${line}\n`);
      throw new RunError(`No page was checked: ${cause}`);
    }
    return { pages, lines: run.lines };
  } finally {
    removeFolder(folder);
  }
}
