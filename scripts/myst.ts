// Runs mystmd's own command, the version in the project's node_modules, without a shell. In: a folder, arguments and
// environment; out: exit code and what it said. mystmd's words are passed on, ours are read from COMPASS_OUT.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { CompassOptions } from '../plugins/compass.ts';
import { RunError } from './command.ts';
import { isObject } from './pages.ts';

export interface MystRun {
  code: number;
  lines: string[];
}

/** The file of mystmd's command: the project's own, else the one that this package brought. */
export function findMyst(root: string): string {
  for (const from of [join(root, 'package.json'), import.meta.url]) {
    const file = mystFrom(from);
    if (file !== undefined) return file;
  }
  throw new RunError('mystmd is not installed; run `npm install mystmd`');
}

function mystFrom(from: string): string | undefined {
  try {
    const packageFile = createRequire(from).resolve('mystmd/package.json');
    const parsed: unknown = JSON.parse(readFileSync(packageFile, 'utf8'));
    const bin = isObject(parsed) && isObject(parsed.bin) ? parsed.bin.myst : undefined;
    const file = typeof bin === 'string' ? join(dirname(packageFile), bin) : undefined;
    return file !== undefined && existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** How the plugin, in mystmd's process, learns what the command line was told. */
export function compassEnv({ audience, asOf }: CompassOptions): NodeJS.ProcessEnv {
  return {
    ...(audience === undefined ? {} : { COMPASS_AUDIENCE: audience }),
    ...(asOf === undefined ? {} : { COMPASS_AS_OF: asOf }),
  };
}

/** A theme that dies before it is ready leaves mystmd waiting for ever: after this long without a word it is ended. */
const SILENCE_MS = 10 * 60 * 1000;

/** Loaded into mystmd's process: it ends when we do, however that happens, since the channel between us then closes. */
const ENDS_WITH_US = 'data:text/javascript,process.once("disconnect",()=>process.exit(1))';

/** Run to its end; `onLine` hears every line of both streams as it comes. */
export async function runMyst(
  root: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
): Promise<MystRun> {
  const child = spawn(process.execPath, ['--import', ENDS_WITH_US, findMyst(root), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    windowsHide: true,
  });
  const lines: string[] = [];
  let timer = setTimeout(() => child.kill(), SILENCE_MS);
  const hear = (line: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill(), SILENCE_MS);
    lines.push(line);
    onLine(line);
    if (isPortTaken(line)) child.kill();
  };
  splitLines(child.stdout!, hear);
  splitLines(child.stderr!, hear);
  const code = await new Promise<number>((done, failed) => {
    child.on('error', failed);
    child.on('close', (status) => done(status ?? 1));
  });
  clearTimeout(timer);
  return { code, lines };
}

/**
 * A static build, on a port of its own: mystmd takes the first free one from 3000 on, so that two builds at once can
 * take the same, and then waits for ever for a theme that could not start. Tried again where that happens all the same.
 */
export async function runMystHtml(
  root: string,
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
): Promise<MystRun> {
  for (let tries = 1; ; tries++) {
    const run = await runMyst(root, ['build', '--html', '--port', String(await freePort())], env, onLine);
    if (tries === 3 || !run.lines.some(isPortTaken)) return run;
  }
}

const isPortTaken = (line: string) => line.includes('EADDRINUSE');

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function splitLines(stream: NodeJS.ReadableStream, hear: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const parts = (rest + chunk).split(/\r?\n/);
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.trim() !== '') hear(part);
  });
  stream.on('end', () => {
    if (rest.trim() !== '') hear(rest);
  });
}
