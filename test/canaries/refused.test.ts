// Pages of which the build must say that they are not public, because mystmd shows what a mark was meant to keep; and
// pages that only speak of such things. One `compass check` reads all of them.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '../..');
const root = mkdtempSync(join(tmpdir(), 'compass-refused-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const refused: [string, string][] = [
  ['mark in the title', '# Pay #private\n\nText.'],
  ['mark in a title below a line', 'Pay [private]\n===\n\nText.'],
  ['label in the title', '# Pay (private)\n\nText.'],
  ['title that a private part gives', '+++ {"tags": ["private"]}\n# Pay\n\nText.\n\n+++\n\nRest.'],
  ['title that a private class gives', ':::{note}\n:class: private\n# Pay\n\nText.\n:::\n\nRest.'],
  ['mark for the team', '# Home\n\n- Pay [team]'],
  ['hash mark for the team', '# Home\n\n- Pay #team'],
  ['mark for the team only', '# Home\n\n- Pay [team only]'],
  ['comment for the team', '# Home\n\n<!-- team only -->\n\n- Pay'],
  ['comment that denies', '# Home\n\n- Pay <!-- not public -->'],
  ['brackets that say so', '# Home\n\n- Pay [internal]'],
  ['round brackets that say so', '# Home\n\n- Pay (for internal use only)'],
  ['tag that denies', '# Home\n\n- Pay #not-public'],
  ['label of an audience', '# Home\n\naudience: team\n\nPay.'],
  ['traffic light', '# Home\n\nTLP:RED\n\nPay.'],
  ['mark with escapes', '# Home\n\n- Pay \\[private\\]'],
  ['picture that says so', '# Home\n\n- Pay ![private](https://example.org/x.png)'],
  ['comment of Obsidian', '# Home\n\nText %% pay %% text.'],
  ['comment of Obsidian over lines', '# Home\n\n%%\npay\n%%'],
  ['mark in front matter', '---\ntitle: Pay (private)\n---\n\nText.'],
  ['mark in front matter, with escapes', '---\ntitle: "Pay [\\u0070rivate]"\n---\n\nText.'],
  ['comment of front matter', '---\ntitle: Pay # private\n---\n\nText.'],
  ['comment of front matter alone', '---\n# team only\ntitle: Pay\n---\n\nText.'],
  ['front matter, list over lines', '---\ntags: [pay,\n  private]\n---\n\nText.'],
  ['front matter, level in a map', '---\nmeta: {a: 1, audience: team}\n---\n\nText.'],
  ['front matter, internal', '---\nclassification: internal\n---\n\nText.'],
  ['front matter with carriage returns alone', '---\raudience: team\r---\r\rText.'],
  ['class that a card does not keep', '# Home\n\n:::{card} Pay\n:class: private\nText.\n:::'],
  ['element that mystmd does not keep', '# Home\n\n<section class="private">\n\nPay\n\n</section>'],
  ['option that code does not know', '# Home\n\n```{code} python\n:tags: [private]\npay = 1\n```'],
  ['option of a level', '# Home\n\n```{code-cell} python\n:audience: team\npay = 1\n```'],
  ['private block whose text is not indented like it', '# Home\n\n* :::{private}\nPay\n  :::'],
  ['element for the team', '# Home\n\n<team>Pay</team>'],
];

const open: [string, string][] = [
  [
    'words about the team',
    '# The team\n\nMeet the [team](https://example.org), for the team that helps (Ana).',
  ],
  ['private things', '# Private notes\n\nThe board (private) keeps [private](https://example.org) lists.'],
  [
    'marks as code',
    '# Marks\n\nWrite `#private`, `[team]` or `%% a %%`.\n\n```md\n:::{private}\n+++ private\n:class: private\n```',
  ],
  ['directives as code', '# Marks\n\n````md\n```{code-cell}\n:tags: [private]\n```\n````'],
  [
    'internal things',
    '# Internal tools\n\n- Internal: who may use them\n- Only the team may, by 5%% or 9%%.',
  ],
  [
    'comments',
    '# Home <!-- to do: shorten -->\n\n<!-- team photos go here -->\n\nText.\n\n% a line\n% another',
  ],
  ['tags of cells', '# Home\n\n```{code-cell} python\n:tags: [hide-input, remove-output]\nx = 1\n```'],
  ['front matter', '---\ntitle: Private notes # or so\n---\n\nText.'],
];

interface Message {
  rule: string;
  place: { file: string };
}
let told: Message[] = [];

beforeAll(async () => {
  const pages = [...refused, ...open];
  mkdirSync(join(root, 'content'));
  for (const [index, [, page]] of pages.entries())
    writeFileSync(join(root, `content/p${index}.md`), `${page}\n`);
  const toc = pages.map((_, index) => `    - file: content/p${index}.md\n`).join('');
  writeFileSync(join(root, 'compass.yml'), 'audience: public\n');
  writeFileSync(
    join(root, 'myst.yml'),
    `version: 1\nproject:\n  plugins: [compass.mjs]\n  toc:\n${toc}site: {}\n`,
  );
  cpSync(join(repository, 'dist/compass.mjs'), join(root, 'compass.mjs'));
  const args = [join(repository, 'dist/cli.mjs'), 'check', '--json'];
  const output = await new Promise<string>((resolve) =>
    execFile(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 }, (_error, stdout) => resolve(stdout)),
  );
  told = JSON.parse(output).messages;
}, 120_000);

const isRefused = (index: number) =>
  told.some(({ rule, place }) => rule === 'page-audience' && place.file === `content/p${index}.md`);

describe('pages', () => {
  it('that are not public are told', () => {
    expect(refused.filter((_, index) => !isRefused(index)).map(([name]) => name)).toEqual([]);
  });

  it('that only speak of it are not', () => {
    expect(open.filter((_, index) => isRefused(refused.length + index)).map(([name]) => name)).toEqual([]);
  });
});
