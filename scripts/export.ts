// `compass export`: the graph as compass.json with its schema, actions as CSV and iCalendar, decisions as Markdown.
// Pages are read from a data build, so that every record has its address. Users read content/docs/commands.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { readCompass } from '../plugins/compass.ts';
import { openDisk } from '../plugins/disk.ts';
import { readPages } from './check.ts';
import { type Call, type Command, textOption } from './command.ts';
import { actionsCalendar, actionsCsv } from './export/actions.ts';
import { decisionsMarkdown } from './export/decisions.ts';
import { type ExportFacts, graphJson, graphJsonSchema } from './export/graph-json.ts';
import { joinSite, type SiteGraph } from './graph.ts';
import { readSiteConfig } from './pages.ts';
import { addressOption, audienceOption, dayOption, findProject, SITE_OPTIONS } from './project.ts';

export const exportCommand: Command = {
  name: 'export',
  doc: 'Write the graph, the actions and the decisions as files for other programs.',
  options: {
    ...SITE_OPTIONS,
    out: { type: 'string', value: 'DIR', doc: 'The folder to write to; _build/export by default.' },
  },
  run: runExport,
};

async function runExport(call: Call): Promise<number> {
  const { terminal } = call;
  const root = findProject(terminal.cwd);
  const options = { audience: audienceOption(call), asOf: dayOption(call) };
  const address = addressOption(call);
  const given = textOption(call, 'out');
  const out = given === undefined ? join(root, '_build', 'export') : resolve(terminal.cwd, given);
  const { pages: reports } = await readPages(root, options, terminal);
  const compass = readCompass(openDisk(root), options);
  const { title, url } = readSiteConfig(root);
  const base =
    address.origin === undefined && address.path === ''
      ? (url ?? '')
      : `${address.origin ?? ''}${address.path}`;
  const files = exportFiles(joinSite(compass, reports), {
    title,
    asOf: compass.asOf,
    audience: compass.audience,
    base,
  });
  mkdirSync(out, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(out, file), text);
  terminal.out(`${Object.keys(files).join(', ')} written to ${relative(terminal.cwd, out) || '.'}\n`);
  return 0;
}

export function exportFiles(site: SiteGraph, facts: ExportFacts): Record<string, string> {
  return {
    'compass.json': `${JSON.stringify(graphJson(site, facts), null, 2)}\n`,
    'compass.schema.json': `${JSON.stringify(graphJsonSchema(), null, 2)}\n`,
    'actions.csv': actionsCsv(site, facts),
    'actions.ics': actionsCalendar(site, facts),
    'decisions.md': decisionsMarkdown(site, facts),
  };
}
