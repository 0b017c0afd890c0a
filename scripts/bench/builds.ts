// What a whole build costs, in real processes: mystmd with the theme alone, with the plugin's line, with a compass's
// data, and `compass build`. In: sizes; out: CPU time of all processes of a build. The forms take turns within a run,
// so that the machine's noise meets all of them.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findMyst, freePort } from '../myst.ts';
import type { BenchCase, Figure } from './bench.ts';
import { type Profile, samplesOf } from './profile.ts';
import { wordsFrom } from './words.ts';

const dist = dirname(fileURLToPath(import.meta.url));

export const cases: BenchCase[] = [50, 200, 1_000].map((count) => ({
  name: `build: ${count.toLocaleString('en')} pages`,
  size: `${count} pages of 600 words, 12 objectives, 24 meetings`,
  large: count === 1_000,
  once: count === 1_000,
  run: () => buildAll(count),
}));

interface Form {
  name: string;
  plugin: boolean;
  data: boolean;
  /** Run in the project's folder; mystmd serves the pages at the port while it writes them. */
  command(port: number): string[];
}

const myst = (port: number) => [findMyst(dirname(dist)), 'build', '--html', '--port', String(port)];
const FORMS: readonly Form[] = [
  { name: 'mystmd and the theme', plugin: false, data: false, command: myst },
  { name: 'and the plugin', plugin: true, data: false, command: myst },
  { name: 'and data', plugin: true, data: true, command: myst },
  {
    name: '`compass build`',
    plugin: true,
    data: true,
    command: () => [join(dist, 'cli.mjs'), 'build', '--as-of', '2026-11-20'],
  },
];

interface Cost {
  /** CPU time of all processes of a build. */
  seconds: number;
  /** Of them, the theme's server. */
  theme: number;
  /** The most that one of them held. */
  megabytes: number;
}

/** What one process says of itself. */
interface ProcessCost {
  script: string;
  seconds: number;
  megabytes: number;
}

/** What each form costs, how much more of the time than the first, and what part of it the plugin is. */
async function buildAll(count: number): Promise<Figure[]> {
  const costs: Cost[] = [];
  const shares: number[] = [];
  for (const form of FORMS) costs.push(await costOf(form, count));
  for (const form of FORMS) shares.push(form.plugin ? await pluginShare(form, count) : 0);
  const first = costs[0]?.seconds ?? 1;
  return FORMS.flatMap(({ name, plugin }, index): Figure[] => {
    const { seconds, theme, megabytes } = costs[index]!;
    return [
      { of: name, metric: 'CPU time', value: seconds, unit: 's' },
      ...(index > 0 ? [{ of: name, metric: 'to the first', value: seconds / first, unit: '×' }] : []),
      ...(plugin ? [{ of: name, metric: "the plugin's share", value: shares[index]!, unit: '%' }] : []),
      { of: name, metric: "the theme's server", value: theme, unit: 's' },
      { of: name, metric: 'peak memory', value: megabytes, unit: 'MB' },
    ];
  });
}

/** By the samples of a build's profiles: two builds differ by more than the plugin costs, its samples do not. */
async function pluginShare(form: Form, count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'compass-bench-'));
  try {
    await costOf(form, count, folder);
    let [all, own] = [0, 0];
    for (const file of readdirSync(folder)) {
      const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile;
      const samples = samplesOf(profile, /\/compass\.mjs$/);
      all += samples.all;
      own += samples.own;
    }
    return (100 * own) / all;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function costOf(form: Form, count: number, profiles = profileFolder()): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'compass-bench-'));
  try {
    writeProject(folder, form, count);
    const meter = join(folder, 'meter.mjs');
    writeFileSync(meter, METER);
    const times = join(folder, 'times');
    mkdirSync(times);
    const { status, stderr } = spawnSync(process.execPath, form.command(await freePort()), {
      cwd: folder,
      env: {
        ...process.env,
        NODE_OPTIONS: `--import ${pathToFileURL(meter).href}`,
        METER_OUT: times,
        METER_PROF: profiles,
      },
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    if (status !== 0) throw new Error(`${form.name} ended with ${status}: ${stderr.slice(-2000)}`);
    const costs = readCosts(times);
    const sum = (some: ProcessCost[]) => some.reduce((total, { seconds }) => total + seconds, 0);
    return {
      seconds: sum(costs),
      theme: sum(costs.filter(({ script }) => script === 'server.mjs')),
      megabytes: Math.max(...costs.map(({ megabytes }) => megabytes)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** mystmd ends before its theme server does: wait for what has begun to say what it cost, while it lives. */
function readCosts(folder: string): ProcessCost[] {
  const begun = readdirSync(folder).filter((name) => /^\d+$/.test(name));
  const until = Date.now() + 30_000;
  const isOpen = (pid: string) => !existsSync(join(folder, `${pid}.json`)) && isAlive(Number(pid));
  while (begun.some(isOpen) && Date.now() < until) Atomics.wait(PAUSE, 0, 0, 20);
  return begun.flatMap((pid) => {
    const file = join(folder, `${pid}.json`);
    return existsSync(file) ? [JSON.parse(readFileSync(file, 'utf8')) as ProcessCost] : [];
  });
}

const PAUSE = new Int32Array(new SharedArrayBuffer(4));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Where this process writes its CPU profile, if it was told to: a build's processes write theirs there too. */
function profileFolder(): string {
  const given = process.execArgv.find((argument) => argument.startsWith('--cpu-prof-dir='));
  return given?.slice(given.indexOf('=') + 1) ?? '';
}

/**
 * Each node process of a build writes a file when it begins and its own cost when it ends: works on every system. NODE_OPTIONS takes no
 * `--cpu-prof` in Node 20, so a profile is asked of the inspector.
 */
const METER = `
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { basename, join } from 'node:path';
const { METER_OUT, METER_PROF } = process.env;
const mine = join(METER_OUT, String(process.pid));
writeFileSync(mine, '');
const session = METER_PROF && new Session();
if (session) {
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.start');
}
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const script = basename(process.argv[1] ?? 'node');
  const cost = { script, seconds: (user + system) / 1e6, megabytes: process.resourceUsage().maxRSS / 1e3 };
  const file = join(METER_PROF, 'build-' + script + '-' + process.pid + '.cpuprofile');
  if (session) session.post('Profiler.stop', (_, found) => writeFileSync(file, JSON.stringify(found.profile)));
  // Whole or not at all.
  writeFileSync(mine + '.part', JSON.stringify(cost));
  renameSync(mine + '.part', mine + '.json');
});`;

function writeProject(folder: string, { plugin, data }: Form, count: number): void {
  const pages = Array.from({ length: count }, (_, index) => (index === 0 ? 'index' : `page-${index}`));
  for (const [index, page] of pages.entries())
    writeFileSync(join(folder, `${page}.md`), pageText(index, count, data && index === 0));
  const lines = [
    'version: 1',
    'project:',
    '  title: Bench',
    '  toc:',
    ...pages.map((page) => `    - file: ${page}.md`),
    ...(plugin ? ['  plugins:', `    - ${JSON.stringify(join(dist, 'compass.mjs'))}`] : []),
    'site:',
    `  template: ${JSON.stringify(join(dist, 'theme'))}`,
  ];
  writeFileSync(join(folder, 'myst.yml'), `${lines.join('\n')}\n`);
  if (data) writeData(folder);
}

const sentence = (seed: number) => `The ${wordsFrom(seed, 12)}.`;

function pageText(index: number, count: number, views: boolean): string {
  const paragraphs = Array.from({ length: 50 }, (_, part) => {
    const head = part % 10 === 0 ? `## Part ${part / 10 + 1} of ${index}\n\n` : '';
    const link = part % 5 === 0 && index > 0 ? ` [another](page-${(index * 7 + part) % count || 1}.md)` : '';
    return `${head}${sentence(index * 50 + part)}${link}`;
  });
  const shown = views ? [':::{objectives}\n:::', ':::{actions}\n:::', ':::{meetings}\n:::'] : [];
  return `# Page ${index}\n\n${[...shown, ...paragraphs].join('\n\n')}\n`;
}

function writeData(folder: string): void {
  mkdirSync(join(folder, 'notes'));
  const objectives = Array.from({ length: 12 }, (_, index) =>
    [
      `  - id: goal-${index}`,
      `    title: Goal number ${index}`,
      '    owner: Ana',
      '    measures:',
      `      - {id: m${index}, name: Count of ${index}, baseline: 0, target: 20, checkins: {2026-10-20: ${index}}}`,
    ].join('\n'),
  );
  writeFileSync(join(folder, 'objectives.yml'), `period: 2026-Q4\nobjectives:\n${objectives.join('\n')}\n`);
  const meetings = Array.from({ length: 24 }, (_, index) => {
    const month = String(1 + (index % 10)).padStart(2, '0');
    const day = index < 10 ? '05' : index < 20 ? '15' : '25';
    return `## 2026-${month}-${day}\n\n- ACTION: Ana to ${sentence(index)}\n- DECISION: ${sentence(index + 99)}\n`;
  });
  writeFileSync(join(folder, 'notes/board.md'), `# Board\n\n${meetings.join('\n')}`);
  writeFileSync(
    join(folder, 'compass.yml'),
    'as_of: 2026-11-20\npeople:\n  - name: Ana\nobjectives: [objectives.yml]\nnotes:\n  - {path: notes/board.md, series: Board, audience: public}\n',
  );
}
