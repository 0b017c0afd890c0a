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

/** Name, page, rule, line. What a directive gives stands in a box; of a link or role its words stay. */
const mistakes: [string, string, string, RegExp][] = [
  [
    'a malformed objectives file',
    'objectives',
    'yaml-well-formed',
    /^content\/objectives\/2026-q3\.yml:[45]:\d+: .+/,
  ],
  [
    'an unknown owner',
    'objectives',
    'objective-owner-known',
    /^content\/objectives\/2026-q4\.yml:5:\d+: .*`anna`.*`ana`/,
  ],
  ['a missing notes file', 'meetings', 'data-file-found', /^compass\.yml:6:\d+: .*content\/notes\/gone\.md/],
  [
    'a link to no page',
    'links',
    'link-leads-somewhere',
    /^content\/links\.md:5:\d+: .*`teory\.md`.*`content\/theory\.md`/,
  ],
  ['a link to notes', 'links', 'link-not-to-notes', /^content\/links\.md:5:\d+: .*a file of notes/],
  ['a role of no record', 'links', 'role-record-known', /^content\/links\.md:5:\d+: .*`renw`.*`renew`/],
  [
    'mentions of no record',
    'links',
    'mentions-record-known',
    /^content\/links\.md:7:\d+: .*`objective:renw`.*`objective:renew`/,
  ],
  ['private text on a page', 'links', 'page-public', /^content\/links\.md:10:\d+: .*private text/],
  [
    'an option in the body',
    'options',
    'option-valid',
    /^content\/options\.md:9:1: .*`label`.*`\{flywheel\}`/,
  ],
  ['a home that is no page', 'links', 'named-page-found', /^compass\.yml:2:\d+: .*`content\/people\.md`/],
  ['a rule that does not exist', 'links', 'rule-known', /^compass\.yml:9:9: .*`page-linkd`.*`page-linked`/],
  ['an empty wheel', 'theory', 'flywheel-step-count', /^content\/theory\.md:5:\d+: .+/],
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

  it.each(mistakes)('tells of %s in one line', (_name, _page, rule, line) => {
    const lines = checked.stderr.split('\n').filter((text) => text.endsWith(`(compass:${rule})`));
    expect(lines).toEqual([expect.stringMatching(line)]);
  });

  it('says what mystmd complains of in our words', () => {
    const lines = checked.stderr.split('\n').filter((text) => text.endsWith('(compass:myst-builds-clean)'));
    expect(lines).toEqual([
      expect.stringMatching(/^content\/links\.md:17:1: Unexpected option `sereis`.*`series`\?/),
      expect.stringMatching(
        /^content\/links\.md:20:1: warning: Unexpected link to `#obj-renw`.*`obj-renew`\?/,
      ),
    ]);
  });

  it('remarks an owner that compass.yml does not name', () =>
    expect(checked.stderr).toMatch(
      /^content\/notes\/weekly\.md:3:3: info: .*`@zora`.* \(compass:action-owner-known\)$/m,
    ));

  it.each(mistakes.filter(([, page, rule]) => page !== 'links' || rule === 'mentions-record-known'))(
    'shows a box for %s, with the rest of its page',
    (_name, page, rule) => {
      const html = readFileSync(join(faulty, `_build/compass/${page}/index.html`), 'utf8');
      expect(html).toMatch(/class="[^"]*compass-error/);
      expect(html).toContain('Before the ');
      expect(html).toContain('After the ');
      expect(html).toContain(rule);
    },
  );

  it('leaves the other pages alone', () => {
    const html = readFileSync(join(faulty, '_build/compass/index.html'), 'utf8');
    expect(html).toContain('This page has no fault');
    expect(html).not.toContain('compass-error');
  });
});
