// A file of notes that the system does not let us read: one message says so at its place, the rest of the series is
// read. The refusal is made here, as administrators may read everything and Windows knows no such permission.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readCompass } from '../plugins/compass.ts';
import { openDisk } from '../plugins/disk.ts';
import { formatMessage } from '../plugins/message.ts';
import type { Digest } from '../plugins/notes/digest/schema.ts';
import { runCommand } from '../scripts/command.ts';
import { digestCommand } from '../scripts/digest.ts';

vi.mock('node:fs', async (load) => {
  const fs = await load<typeof import('node:fs')>();
  const readFileSync = (...args: Parameters<typeof fs.readFileSync>) => {
    if (basename(String(args[0])) !== '2026-10-06-locked.md') return fs.readFileSync(...args);
    throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  };
  return { ...fs, readFileSync, default: { ...fs, readFileSync } };
});

const folder = mkdtempSync(join(tmpdir(), 'compass-locked-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => {
  mkdirSync(join(folder, 'notes'));
  for (const name of ['2026-10-05', '2026-10-06-locked', '2026-10-07'])
    writeFileSync(join(folder, 'notes', `${name}.md`), `- ACTION: sweep the ${name} pier\n`);
  writeFileSync(
    join(folder, 'compass.yml'),
    'audience: team\nnotes:\n  - {path: "notes/*.md", series: Pier, audience: team}\n',
  );
});

const TOLD =
  'notes/2026-10-06-locked.md:1:1: Unexpected file that cannot be read, expected text; mend its permissions, or take it out (compass:data-file-readable)';
const READ = ['sweep the 2026-10-05 pier', 'sweep the 2026-10-07 pier'];

async function digest(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    cwd: folder,
    env: {},
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    progress: () => {},
    input: async () => '',
  };
  const code = await runCommand(['digest', ...args], [digestCommand], '0.0.0', terminal);
  return { code, out: out.join(''), err: err.join('') };
}

describe('notes that may not be read', () => {
  it('are told by the plugin, and the rest is read', () => {
    const { full, messages } = readCompass(openDisk(folder), { asOf: '2026-10-20' });
    expect(messages.map(formatMessage)).toEqual([TOLD]);
    expect(full.notes.actions.map(({ text }) => text).sort()).toEqual(READ);
  });

  it('are told by compass digest, and the rest is read', async () => {
    const { code, out, err } = await digest('notes', '--json');
    expect([code, err]).toEqual([1, `${TOLD}\n`]);
    expect((JSON.parse(out) as Digest).actions.map(({ text }) => text).sort()).toEqual(READ);
  });

  it('write no digest where nothing else is there', async () => {
    const { code, out, err } = await digest('notes/2026-10-06-locked.md');
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(`${TOLD}\ncompass: Cannot read any of these notes; nothing is written\n`);
  });

  it('are what bears the name of notes and is a folder', () => {
    const root = mkdtempSync(join(tmpdir(), 'compass-folder-'));
    mkdirSync(join(root, 'notes.md'));
    writeFileSync(join(root, 'compass.yml'), 'notes:\n  - {path: notes.md, series: Pier, audience: team}\n');
    const { messages } = readCompass(openDisk(root));
    rmSync(root, { recursive: true });
    expect(messages.map(formatMessage)).toEqual([TOLD.replace(/^[^:]*/, 'notes.md')]);
  });
});
