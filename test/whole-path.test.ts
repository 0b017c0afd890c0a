// The whole path with real processes: a project full of authors' mistakes is checked and built. Each mistake gives one
// line with its place and a box on its page, and the rest of the site is published.
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..');
const faulty = join(import.meta.dirname, 'projects/faulty');
const run = promisify(execFile);

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function compass(folder: string, ...args: string[]): Promise<Ended> {
  const command = [join(repository, 'dist/cli.mjs'), ...args];
  try {
    return { code: 0, ...(await run(process.execPath, command, { cwd: folder })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

const mistakes: [string, string, RegExp][] = [
  [
    'a malformed objectives file',
    'objectives',
    /^content\/objectives\/2026-q3\.yml:[45]:\d+: .+ \(compass:[\w-]+\)$/m,
  ],
  [
    'an unknown owner',
    'objectives',
    /^content\/objectives\/2026-q4\.yml:5:\d+: .*`anna`.*`?[Aa]na.* \(compass:[\w-]+\)$/m,
  ],
  [
    'a missing notes file',
    'meetings',
    /^compass\.yml:6:\d+: .*content\/notes\/gone\.md.* \(compass:[\w-]+\)$/m,
  ],
  ['an empty wheel', 'theory', /^content\/theory\.md:5:\d+: .+ \(compass:[\w-]+\)$/m],
];

describe('a project full of mistakes', () => {
  let built: Ended;
  let checked: Ended;
  beforeAll(async () => {
    rmSync(join(faulty, '_build'), { recursive: true, force: true });
    built = await compass(faulty, 'build');
    checked = await compass(faulty, 'check');
  });

  it('is published, and the check fails', () => {
    expect(built.code, built.stderr).toBe(0);
    expect(checked.code, checked.stderr).toBe(1);
  });

  it.each(mistakes)('tells of %s in one line', (_name, _page, line) => {
    expect(checked.stderr).toMatch(line);
    expect(checked.stderr.split('\n').filter((text) => line.test(text))).toHaveLength(1);
  });

  it.each(mistakes)('shows a box for %s, with the rest of its page', (_name, page, line) => {
    const html = readFileSync(join(faulty, `_build/compass/${page}/index.html`), 'utf8');
    expect(html).toMatch(/class="[^"]*compass-error/);
    expect(html).toContain('Before the ');
    expect(html).toContain('After the ');
    const rule = /compass:([\w-]+)/.exec(line.exec(checked.stderr)?.[0] ?? '')?.[1];
    expect(html).toContain(rule);
  });

  it('leaves the other pages alone', () => {
    const html = readFileSync(join(faulty, '_build/compass/index.html'), 'utf8');
    expect(html).toContain('This page has no fault');
    expect(html).not.toContain('compass-error');
  });
});
