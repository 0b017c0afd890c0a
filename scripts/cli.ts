#!/usr/bin/env node
// The `compass` command: the edge where arguments, streams and the exit code meet the commands.
import { readFileSync } from 'node:fs';
import { stdin } from 'node:process';
import { runCommand, type Terminal } from './command.ts';
import { commands } from './commands.ts';

const packageFile: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const version =
  typeof packageFile === 'object' && packageFile !== null && 'version' in packageFile
    ? String(packageFile.version)
    : '';

let progressShown = false;

function clearProgress(): void {
  if (progressShown) process.stderr.write('\r\x1b[K');
  progressShown = false;
}

const terminal: Terminal = {
  cwd: process.cwd(),
  env: process.env,
  out(text) {
    clearProgress();
    process.stdout.write(text);
  },
  err(text) {
    clearProgress();
    process.stderr.write(text);
  },
  progress(text) {
    if (!process.stderr.isTTY) return;
    clearProgress();
    process.stderr.write(text.slice(0, (process.stderr.columns ?? 80) - 1));
    progressShown = true;
  },
  async input() {
    const chunks: Buffer[] = [];
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  },
};

// A reader that stops early (`compass digest … | head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await runCommand(process.argv.slice(2), commands, version, terminal);
clearProgress();
