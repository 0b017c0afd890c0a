// A preview notices every kind of edit: a spawned `compass start` over a small project on disk, in which a page, the
// configuration, objectives and notes are edited one after the other. The page is fetched until it says what was written.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..');
const project = mkdtempSync(join(tmpdir(), 'compass-watch-'));
let preview: ChildProcess;
let address: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

function settings(pages: string[]): string {
  const quoted = (path: string) => JSON.stringify(join(repository, path));
  const toc = pages.map((page) => `    - file: ${page}\n`).join('');
  return `version: 1\nproject:\n  title: Watched\n  plugins: [${quoted('dist/compass.mjs')}]\n  toc:\n${toc}site:\n  template: ${quoted('dist/theme')}\n`;
}

const notes = (action: string) =>
  `# Weekly\n\n## 2026-11-03\n\n- [ ] ACTION AR: ${action}\n- DECISION: we keep one register\n`;
const objectives = (title: string) =>
  `period: 2026-Q4\nobjectives:\n  - id: renew\n    title: ${title}\n    owner: ana\n    measures:\n      - {id: fees, name: Fees, baseline: 0, target: 10, checkins: {2026-11-01: 5}}\n`;
const config = (name: string) =>
  `as_of: 2026-11-20\nhomes: {objectives: objectives.md, meetings: meetings.md}\npeople:\n  - {id: ana, name: ${name}, initials: AR}\nnotes:\n  - {path: notes/weekly.md, series: Weekly, audience: public}\nobjectives: [objectives/*.yml]\n`;

beforeAll(async () => {
  write('myst.yml', settings(['index.md', 'objectives.md', 'meetings.md', 'passing.md']));
  write('passing.md', '# Passing\n\nPassing words about #renew.\n');
  write('compass.yml', config('Ana Ruiz'));
  write('index.md', '# Home\n\nThe first words.\n');
  write('objectives.md', '# Objectives\n\n:::{objectives}\n:::\n');
  write('meetings.md', '# Meetings\n\n:::{digest}\n:::\n');
  write('objectives/q4.yml', objectives('Members renew'));
  write('notes/weekly.md', notes('Send the first letter'));
  const port = await freePort();
  address = `http://localhost:${port}`;
  preview = spawn(process.execPath, [join(repository, 'dist/cli.mjs'), 'start', '--port', String(port)], {
    cwd: project,
    stdio: 'ignore',
    detached: process.platform !== 'win32',
  });
  await shows('/', 'The first words.');
});

afterAll(() => {
  // mystmd starts servers of its own: the whole group ends.
  if (preview.pid !== undefined && process.platform !== 'win32') process.kill(-preview.pid, 'SIGKILL');
  else preview.kill('SIGKILL');
  rmSync(project, { recursive: true, force: true, maxRetries: 5 });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await new Promise((done) => server.once('listening', done));
  const bound = server.address();
  await new Promise((done) => server.close(done));
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return bound.port;
}

/** Fetches until the page says it, or is as it should be; the last page is what a failure shows. */
async function shows(path: string, expected: string | ((html: string) => boolean)): Promise<void> {
  const isRight = typeof expected === 'string' ? (html: string) => html.includes(expected) : expected;
  let html = '';
  for (let tries = 0; tries < 300; tries++) {
    const response = await fetch(address + path).catch(() => undefined);
    html = response?.ok ? await response.text() : '';
    if (html !== '' && isRight(html)) return;
    await sleep(200);
  }
  expect.fail(`${path} never became ${typeof expected === 'string' ? `“${expected}”` : 'right'}:\n${html}`);
}

describe('a preview', () => {
  it('shows what stands in the files at first', async () => {
    await shows('/objectives', 'Members renew');
    await shows('/meetings', 'Send the first letter');
  });

  it('is read by pages of this machine alone, from either of its servers', async () => {
    const port = /data-port="(\d+)"/.exec(await (await fetch(`${address}/`)).text())?.[1];
    const ask = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        request(`http://localhost:${port}/config.json`, { headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await ask({})).toBe(200);
    expect(await ask({ origin: address })).toBe(200);
    expect(await ask({ origin: 'http://evil.example' })).toBe(403);
    expect(await ask({ origin: 'null' })).toBe(403);
    expect(await ask({ host: 'evil.example' })).toBe(403);
    const socket = (origin: string) =>
      new Promise<boolean>((resolve) => {
        const key = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
        const headers = { ...key, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', origin };
        request(`http://localhost:${port}/socket`, { headers })
          .on('upgrade', (_, opened) => resolve(opened.destroy() !== undefined))
          .on('error', () => resolve(false))
          .end();
      });
    expect(await socket(address)).toBe(true);
    expect(await socket('http://evil.example')).toBe(false);
  });

  it('notices an edit of a page', async () => {
    write('index.md', '# Home\n\nThe second words, about #renew.\n');
    await shows('/', 'The second words');
    await shows('/objectives', 'The second words');
  });

  it('notices an edit of objectives, and shows it on every page that names them', async () => {
    write('objectives/q4.yml', objectives('Members renew gladly'));
    await shows('/objectives', 'Members renew gladly');
  });

  it('notices an edit of notes', async () => {
    write('notes/weekly.md', notes('Send the second letter'));
    await shows('/meetings', 'Send the second letter');
  });

  it('notices an edit of compass.yml', async () => {
    write('compass.yml', config('Ana Maria Ruiz'));
    await shows('/objectives', 'Ana Maria Ruiz');
  });

  it('forgets a page that is deleted', async () => {
    await shows('/objectives', 'Passing words');
    rmSync(join(project, 'passing.md'));
    write('myst.yml', settings(['index.md', 'objectives.md', 'meetings.md']));
    await shows('/objectives', (html) => !html.includes('Passing words'));
  });

  it('forgets what a deleted data file said', async () => {
    write(
      'objectives/q3.yml',
      objectives('Members came').replace('renew', 'meetings').replace('fees', 'came'),
    );
    await shows('/objectives', 'Members came');
    write('index.md', '# Home\n\nThe third words, about #meetings, not [](meetings.md).\n');
    await shows('/', 'href="/objectives/#obj-meetings"');
    rmSync(join(project, 'objectives/q3.yml'));
    await shows('/objectives', (html) => !html.includes('Members came'));
    await shows('/', (html) => html.includes('#meetings') && !html.includes('obj-meetings'));
  });

  it('goes on after a mistake, shows it, and forgets it when it is mended', async () => {
    write('objectives/q4.yml', objectives('"Members renew'));
    await shows('/objectives', 'could not be shown in full');
    write('objectives/q4.yml', objectives('Members renew at last'));
    await shows('/objectives', 'Members renew at last');
  });
});
