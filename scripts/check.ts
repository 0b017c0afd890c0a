// `compass check`: every message about sources and graph, for people or as JSON; exit code 1 on errors.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Compass, type CompassOptions, readCompass } from '../plugins/compass.ts';
import { openDisk } from '../plugins/disk.ts';
import { createGraph, type Graph } from '../plugins/graph/graph.ts';
import { createReport, formatMessage, type Message } from '../plugins/message.ts';
import { lintObjectives } from '../plugins/objectives/lint.ts';
import type { PageReport } from '../plugins/page-report.ts';
import { type Call, type Command, RunError, type Terminal } from './command.ts';
import { compassEnv, isMystComplaint, runMyst } from './myst.ts';
import { readPageReports } from './pages.ts';
import { audienceOption, dayOption, findProject } from './project.ts';

export const checkCommand: Command = {
  name: 'check',
  doc: 'Check sources and graph; exit code 1 when there are errors.',
  options: {
    audience: {
      type: 'string',
      value: 'LEVEL',
      doc: 'Check it as it is built for: public, team or private.',
    },
    'as-of': { type: 'string', value: 'DAY', doc: 'The day that ages and status are computed for.' },
    json: { type: 'boolean', doc: 'Write the messages as JSON to stdout.' },
  },
  run: runCheck,
};

async function runCheck(call: Call): Promise<number> {
  const root = findProject(call.terminal.cwd);
  const audience = audienceOption(call);
  const asOf = dayOption(call);
  const pages = await readPages(root, { audience, asOf }, call.terminal);
  const compass = readCompass(openDisk(root), { audience, asOf });
  const { messages: linted, report } = createReport();
  lintObjectives(
    compass.full.objectives,
    joinPages(compass, pages),
    compass.config,
    compass.asOf,
    report,
    compass.audience,
  );
  const messages = sortMessages([...compass.messages, ...pages.flatMap((page) => page.messages), ...linted]);
  if (call.options.json === true) call.terminal.out(`${JSON.stringify({ version: 1, messages }, null, 2)}\n`);
  else for (const message of messages) call.terminal.err(`${formatMessage(message)}\n`);
  return messages.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Steps of wheels are known only once the pages are. */
function joinPages(compass: Compass, pages: readonly PageReport[]): Graph {
  return createGraph([compass.records, ...pages]);
}

/** The pages' reports, from a data build of mystmd: no HTML is made. */
export async function readPages(
  root: string,
  options: CompassOptions,
  terminal: Terminal,
): Promise<PageReport[]> {
  const folder = mkdtempSync(join(tmpdir(), 'compass-check-'));
  const env = { ...terminal.env, ...compassEnv(options), COMPASS_OUT: folder };
  try {
    const run = await runMyst(root, ['build', '--site'], env, (line) => {
      if (isMystComplaint(line)) terminal.err(`${line.trim()}\n`);
      else terminal.progress(line.trim());
    });
    const pages = readPageReports(folder);
    if (run.code !== 0 && pages.length === 0) {
      terminal.err(`${run.lines.slice(-20).join('\n')}\n`);
      throw new RunError(`mystmd failed with exit code ${run.code}`);
    }
    if (pages.length === 0)
      throw new RunError('No page was checked; `myst.yml` needs `site:`, and the plugin under `plugins:`');
    return pages;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By file, then line; a message that two pages gave is one. */
function sortMessages(messages: readonly Message[]): Message[] {
  const byText = new Map(messages.map((message) => [formatMessage(message), message]));
  return [...byText.values()].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
