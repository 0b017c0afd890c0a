// Whatever bytes stand in a file of notes, `compass digest` ends well, says what it could not read, and still reads
// what follows. Each input is made on disk and given to a process of its own, as a user would.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultConfig } from '../plugins/config/parse.ts';
import type { Digest } from '../plugins/notes/digest/schema.ts';
import { digest as digestNotes } from '../scripts/digest.ts';

const cli = join(import.meta.dirname, '../dist/cli.mjs');
const folder = mkdtempSync(join(tmpdir(), 'compass-input-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function digest(...args: string[]): Promise<Ended> {
  const call = [cli, 'digest', '--audience', 'private', ...args];
  try {
    const options = { cwd: folder, maxBuffer: 1 << 28 };
    return { code: 0, ...(await promisify(execFile)(process.execPath, call, options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

const START = '## 2026-10-06\n\n';
const END = '- ACTION: Zora will see the end\n';
const LATER = `\n\n## 2026-10-07\n\n${END}`;
const BYTES = Buffer.from(
  Array.from({ length: 1_000_000 }, (_, index) => (index * 7919 + index * index) % 256),
);
/** Deeper by one space pair a line: what editors make of a list that was pasted into itself. */
const staircase = (depth: number) =>
  Array.from({ length: depth }, (_, level) => `${'  '.repeat(level)}- a`).join('\n');

/** Name, content, is the action at its end read, and what is said of what was not. */
const inputs: [string, () => string | Buffer, boolean, RegExp | null][] = [
  ['nothing', () => '', false, null],
  ['binary data', () => BYTES, false, /binary data, expected text in UTF-8/],
  ['NUL in text', () => `${START}- a\0b\n${END}`, true, /binary data, expected text in UTF-8/],
  ['a BOM and CRLF', () => `\uFEFF${START}${END}`.replaceAll('\n', '\r\n'), true, null],
  ['50 MB on one line', () => `${START}- ${'word and '.repeat(5_555_555)}\n${END}`, true, /too long/],
  ['a list of 100,000 levels on a line', () => `${START}${'- '.repeat(100_000)}x${LATER}`, true, /too long/],
  ['quotes of 100,000 levels', () => `${START}${'> '.repeat(100_000)}x${LATER}`, true, /too long/],
  ['a list of 2,000 levels', () => `${START}${staircase(2000)}${LATER}`, true, /nest/],
  ['100,000 brackets', () => `${START}- ${'['.repeat(100_000)}${LATER}`, true, null],
  ['an unclosed fence', () => `${START}\`\`\`\n- ACTION: nobody${LATER}`, true, /not closed/],
  ['an unclosed comment', () => `${START}<!-- \n- ACTION: nobody${LATER}`, false, /not closed/],
  [
    'dates that no calendar has',
    () => `## 2026-13-45\n\n- a\n\n## 2026-02-30\n${LATER}`,
    true,
    /no such day/,
  ],
  ['dates out of order', () => `## 2026-10-07\n\n## 2025-01-01\n\n## 2026-10-06\n\n${END}`, true, null],
  ['right-to-left text', () => `${START}- ACTION: לראות את הסוף\n${END}`, true, null],
];

describe('compass digest reads', () => {
  it.each(inputs)('%s', async (_name, content, isRead, said) => {
    const file = 'input.md';
    writeFileSync(join(folder, file), content());
    const { code, stdout, stderr } = await digest(file, '--json');
    expect(code, stderr.slice(0, 500)).toBe(0);
    const made = JSON.parse(stdout) as Digest;
    expect(made.actions.map(({ text }) => text).includes('see the end')).toBe(isRead);
    const told = made.series.flatMap(({ unread }) => unread.map(({ why }) => why)).join('\n') + stderr;
    if (said) expect(told).toMatch(said);
    for (const meeting of made.series.flatMap(({ meetings }) => meetings))
      expect(new Date(meeting.date).toISOString()).toContain(meeting.date);
  });

  it('nothing that the audit alone knows for a key', async () => {
    const key = ['aws_secret', '_access_key = wJalrXUtnFEMI', 'K7MDENGbPxRfiCYzzzzzzKEYabc'].join('');
    writeFileSync(join(folder, 'key.md'), `${START}- DECISION: set ${key}\n`);
    const { code, stdout, stderr } = await digest('key.md');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^key\.md:3:\d+: Unexpected aws credential in the digest, .*site-without-credentials/m,
    );
    expect(stderr).not.toContain('wJalr');
  });

  it.each(['- TODO: sweep %n', '- Who sweeps %n?', '- [ ] sweep %n', '- see https://example.org/%n'])(
    'and prints many lines like “%s” in time that grows with them',
    (line) => {
      const spent = (count: number) => {
        const lines = Array.from({ length: count }, (_, index) => line.replace('%n', String(index)));
        const entry = { series: 'Many', audience: 'private' as const, show: [] };
        const sources = [{ path: 'many.md', text: `${START}${lines.join('\n')}\n`, entry }];
        const start = process.cpuUsage();
        digestNotes(
          sources,
          { config: defaultConfig(), reader: 'private' },
          { json: false, implied: false },
          () => {},
        );
        const { user, system } = process.cpuUsage(start);
        return user + system;
      };
      spent(3_000);
      // Square growth would be a hundred times.
      expect(spent(30_000)).toBeLessThan(25 * spent(3_000));
    },
  );

  it('files of one name in folders outside of where it runs', async () => {
    const apart = mkdtempSync(join(tmpdir(), 'compass-apart-'));
    try {
      const teams = ['hubs', 'pier'].map((team) => join(apart, team));
      for (const team of teams) {
        mkdirSync(team);
        writeFileSync(join(team, '2026-10-06.md'), '- ACTION: sweep\n');
      }
      const { code, stdout, stderr } = await digest('--json', ...teams);
      expect(code, stderr).toBe(0);
      const files = (JSON.parse(stdout) as Digest).actions.map(({ file }) => file);
      expect(files).toEqual(['hubs/2026-10-06.md', 'pier/2026-10-06.md']);
    } finally {
      rmSync(apart, { recursive: true, force: true });
    }
  });

  it('the same file once', async () => {
    writeFileSync(join(folder, 'twice.md'), START + END);
    const { code, stdout, stderr } = await digest('twice.md', 'twice.md', '--json');
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Digest).actions).toHaveLength(1);
    expect(stderr).toMatch(/^twice\.md:1:1: .*second reading.* \(compass:notes-source-once\)$/m);
  });

  it('no file that is not there, and no folder without notes', async () => {
    mkdirSync(join(folder, 'bare'));
    for (const name of ['gone.md', 'bare']) {
      const { code, stdout, stderr } = await digest(name);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(new RegExp(`^compass: Unexpected .*\`${name}\`, expected .*notes`));
    }
  });

  it('text without a meeting, and says so; of JSON that is no digest it says what is wrong', async () => {
    writeFileSync(join(folder, 'plain.md'), '# Ideas\n\n- paint the boat\n');
    writeFileSync(join(folder, 'plain.json'), '{"version": "x"}');
    const plain = await digest('plain.md');
    expect([plain.code, plain.stderr]).toEqual([0, expect.stringMatching(/^compass: no meeting found; /)]);
    const json = await digest('plain.json');
    expect([json.code, json.stderr]).toEqual([1, expect.stringContaining('(compass:notes-digest-valid)')]);
  });

  const unclear = [
    ['no YAML', 'notes: [{path: team.md, series: A, audience: public}\naudience: public'],
    ['an entry without a series', 'notes: [{path: team.md, audience: public}]'],
    ['an entry of another path', 'notes: [{pfad: team.md, series: A, audience: public}]'],
    ['notes that are called otherwise', 'note: [{path: team.md, series: A, audience: private}]'],
  ] as const;
  it.each(unclear)('takes all notes for private where compass.yml has %s', async (_, config) => {
    const apart = mkdtempSync(join(tmpdir(), 'compass-unclear-'));
    try {
      writeFileSync(join(apart, 'compass.yml'), config);
      writeFileSync(join(apart, 'team.md'), `${START}- ACTION: sweep\n`);
      const { code, stdout, stderr } = await digest('--audience', 'team', '--json', join(apart, 'team.md'));
      expect(code).toBe(0);
      expect((JSON.parse(stdout) as Digest).actions).toEqual([]);
      expect(stderr).toMatch(/^compass: compass\.yml has errors, so notes .* are private; mend it first$/m);
    } finally {
      rmSync(apart, { recursive: true, force: true });
    }
  });
});

describe('compass digest says of compass.yml', () => {
  const apart = join(folder, 'names');
  mkdirSync(apart);
  const person = '  - {id: zora, name: Zora Quill, audience: team}\n';
  writeFileSync(join(apart, 'compass.yml'), `people:\n${person}${person}`);
  writeFileSync(join(apart, 'board.md'), `${START}${END}`);
  it.each([
    ['private', /^compass\.yml:3:\d+: .*`zora` twice/m],
    ['public', /^compass\.yml:3:\d+: Unexpected content in a part that this build withholds/m],
  ])('what %s readers may know', async (reader, expected) => {
    const { stderr } = await digest('--audience', reader, join(apart, 'board.md'));
    expect(stderr).toMatch(expected);
    expect(/zora/i.test(stderr)).toBe(reader === 'private');
  });
});
