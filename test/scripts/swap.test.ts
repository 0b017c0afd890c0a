// A build may be killed at any moment, and two may run at once: what stands in `out` is always one whole site.
import { spawn, spawnSync } from 'node:child_process';
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
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSlot } from '../../scripts/swap.ts';

const folder = mkdtempSync(join(tmpdir(), 'compass-swap-'));
const program = join(folder, 'publish.mjs');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Publishes for ever, or so many times: each site is 40 files that hold the same number. */
const PUBLISH = `
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openSlot } from './swap.ts';
const times = Number(process.argv[3] ?? Infinity);
for (let number = 1; number <= times; number++) {
  let slot;
  try {
    slot = openSlot(process.argv[2]);
  } catch {
    continue;
  }
  const site = join(slot.work, 'site');
  mkdirSync(site);
  for (let file = 0; file < 40; file++) writeFileSync(join(site, String(file)), String(number));
  process.stdout.write('ready');
  slot.publish(site);
  slot.release();
}`;

/**
 * Ends the process, or fills the disk, at a given call of the file system, or refuses to move a folder so many times;
 * says how many calls there were.
 */
const TROUBLE = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { KILL_AT, FULL_AT, BUSY_TIMES = 0 } = process.env;
const WRITES = ['mkdirSync', 'writeFileSync', 'renameSync', 'linkSync'];
let calls = 0;
let writes = 0;
let moves = 0;
for (const name of [...WRITES, 'rmSync', 'readdirSync', 'readFileSync', 'existsSync', 'statSync']) {
  const original = fs[name];
  fs[name] = (...words) => {
    if (String(++calls) === KILL_AT) process.kill(process.pid, 'SIGKILL');
    if (WRITES.includes(name) && String(++writes) === FULL_AT)
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    if (name === 'renameSync' && ++moves <= BUSY_TIMES)
      throw Object.assign(new Error('operation not permitted'), { code: 'EPERM' });
    return original(...words);
  };
}
syncBuiltinESMExports();
process.on('exit', () => process.stdout.write(' calls ' + calls + ' writes ' + writes));`;
const trouble = join(folder, 'trouble.mjs');

beforeAll(async () => {
  writeFileSync(trouble, TROUBLE);
  const resolveDir = join(import.meta.dirname, '../../scripts');
  await build({
    stdin: { contents: PUBLISH, resolveDir, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
  });
});

/** 40 files of one number; else what is wrong. */
function wholeness(out: string): string {
  if (!existsSync(out)) return 'missing';
  const files = readdirSync(out);
  const numbers = new Set(files.map((file) => readFileSync(join(out, file), 'utf8')));
  return files.length === 40 && numbers.size === 1
    ? 'whole'
    : `${files.length} files of ${numbers.size} sites`;
}

function writeSite(site: string, number: string): void {
  mkdirSync(site, { recursive: true });
  for (let file = 0; file < 40; file++) writeFileSync(join(site, String(file)), number);
}

async function killAfter(out: string, ms: number): Promise<void> {
  const child = spawn(process.execPath, [program, out], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.on('close', done));
  await new Promise((done) => child.stdout.once('data', done));
  await new Promise((done) => setTimeout(done, ms));
  child.kill('SIGKILL');
  await ended;
}

describe('a killed build', () => {
  it('leaves a whole site, and the next build clears up', async () => {
    const out = join(folder, 'killed/compass');
    writeSite(out, 'first');
    for (let kill = 0; kill < 25; kill++) {
      await killAfter(out, kill * 1.7);
      const slot = openSlot(out);
      expect(wholeness(out)).toBe('whole');
      slot.release();
      expect(readdirSync(join(out, '..'))).toEqual(['compass']);
    }
  });

  it.each(['before the first rename', 'between the renames', 'after the second rename'])('%s', (moment) => {
    const parent = join(folder, moment.replaceAll(' ', '-'));
    const out = join(parent, 'compass');
    const last = join(parent, '.compass-compass-last');
    writeSite(moment === 'between the renames' ? last : out, 'old');
    if (moment === 'after the second rename') writeSite(last, 'older');
    writeSite(join(parent, '.compass-compass-work-999999/site'), 'new');
    writeFileSync(join(parent, '.compass-compass-lock'), '999999');
    openSlot(out).release();
    expect(readdirSync(parent)).toEqual(['compass']);
    expect(readFileSync(join(out, '7'), 'utf8')).toBe('old');
  });
});

/** Publishes once with trouble ahead; what the process said, and whether it was killed. */
function publishOnce(
  out: string,
  env: Record<string, string>,
): { said: string; error: string; signal: string | null } {
  const args = ['--import', pathToFileURL(trouble).href, program, out, '1'];
  const { stdout, stderr, signal } = spawnSync(process.execPath, args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { said: stdout, error: stderr, signal };
}

function countOf(what: 'calls' | 'writes'): number {
  const { said } = publishOnce(join(folder, `count-${what}/compass`), {});
  return Number(new RegExp(`${what} (\\d+)`).exec(said)?.[1]);
}

describe('trouble at every call of the file system', () => {
  it('a kill leaves the old site or the new one, at the latest when the next build begins', {
    timeout: 120_000,
  }, () => {
    const calls = countOf('calls');
    expect(calls).toBeGreaterThan(50);
    let missing = 0;
    for (let at = 1; at <= calls; at++) {
      const out = join(folder, `kill-${at}/compass`);
      writeSite(out, 'old');
      expect(publishOnce(out, { KILL_AT: String(at) }).signal).toBe('SIGKILL');
      if (wholeness(out) === 'missing') missing++;
      else expect(wholeness(out)).toBe('whole');
      openSlot(out).release();
      expect(wholeness(out)).toBe('whole');
      expect(readdirSync(join(out, '..'))).toEqual(['compass']);
    }
    // Only between the two renames.
    expect(missing).toBe(1);
  });

  it('a full disk leaves a whole site and nothing else', { timeout: 120_000 }, () => {
    const writes = countOf('writes');
    expect(writes).toBeGreaterThan(43);
    for (let at = 1; at <= writes; at++) {
      const out = join(folder, `full-${at}/compass`);
      writeSite(out, 'old');
      publishOnce(out, { FULL_AT: String(at) });
      expect(wholeness(out)).toBe('whole');
      openSlot(out).release();
      expect(readdirSync(join(out, '..'))).toEqual(['compass']);
    }
  });
});

describe('a folder that another program has open', () => {
  it('is waited for', () => {
    const out = join(folder, 'busy/compass');
    writeSite(out, 'old');
    expect(publishOnce(out, { BUSY_TIMES: '3' }).error).toBe('');
    expect(readFileSync(join(out, '7'), 'utf8')).toBe('1');
  });
  it('for ever stays as it was', () => {
    const out = join(folder, 'busy-for-ever/compass');
    writeSite(out, 'old');
    expect(publishOnce(out, { BUSY_TIMES: '99' }).error).toContain('Another program has');
    openSlot(out).release();
    expect(readFileSync(join(out, '7'), 'utf8')).toBe('old');
    expect(readdirSync(join(out, '..'))).toEqual(['compass']);
  });
});

describe('two builds', () => {
  it('do not run at once', () => {
    const out = join(folder, 'two/compass');
    const first = openSlot(out);
    expect(() => openSlot(out)).toThrow('Another build is running');
    first.release();
    openSlot(out).release();
  });
  it('that take turns leave a whole site at every look', async () => {
    const out = join(folder, 'turns/compass');
    writeSite(out, 'first');
    const child = spawn(process.execPath, [program, out], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((done) => child.stdout.once('data', done));
    let refused = 0;
    for (let turn = 0; turn < 200; turn++) {
      try {
        const slot = openSlot(out);
        expect(wholeness(out)).toBe('whole');
        slot.release();
      } catch (error) {
        if (!(error instanceof Error) || !error.message.includes('nother build')) throw error;
        refused++;
      }
    }
    child.kill('SIGKILL');
    expect(refused).toBeGreaterThan(0);
  });
  it('a build that failed leaves the last site', () => {
    const out = join(folder, 'failed/compass');
    writeSite(out, 'old');
    const slot = openSlot(out);
    expect(() => slot.publish(join(slot.work, 'nothing'))).toThrow();
    slot.release();
    expect(wholeness(out)).toBe('whole');
  });
});
