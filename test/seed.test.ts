// A page that was written for plain MyST builds as it is: links that lead nowhere, a picture that is not there, a
// comment. Its list of moves becomes a wheel when it is wrapped in `{flywheel}` and nothing else is changed.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..');
const seeds = join(repository, '../shared/seeds');
const run = promisify(execFile);

const OWN_PAGE = `# Why we plant

Our theory for how we reach [our mission](./mission.md).

## The challenge

> Gardens are trapped between rented soil and no soil.

- No land
- No seeds

## Our theory

- **Find soil by asking the neighbours**: Land that nobody uses is closer than it looks.
- **Share one tool shed.** One shed serves ten gardens, and people meet in it.
- **Teach each other**: What grows here is known by those who tried.
- **Save the seeds**. They belong to whoever sows them.

This turns a bare street into a green one.

% Source: a slide that is not published
\`\`\`{figure} images/wheel.png
The wheel of gardens. See above.
\`\`\`
`;

const pages: [string, string, number][] = [['a page of the same form', OWN_PAGE, 4]];
if (existsSync(seeds))
  for (const file of readdirSync(seeds))
    pages.push([`the seed ${file}`, readFileSync(join(seeds, file), 'utf8'), 6]);

/** The last list of the page, in which every item starts with bold words, wrapped. */
function wrapMoves(page: string): string {
  return page.replace(/((?:^- \*\*.*\n)+)/m, ':::{flywheel}\n$1:::\n');
}

describe.each(pages)('%s', (_name, page, steps) => {
  const project = mkdtempSync(join(tmpdir(), 'compass-seed-'));
  let stderr = '';
  const html = (path: string) => readFileSync(join(project, '_build/compass', path), 'utf8');

  beforeAll(async () => {
    const quoted = (path: string) => JSON.stringify(join(repository, path));
    writeFileSync(
      join(project, 'myst.yml'),
      `version: 1\nproject:\n  plugins: [${quoted('dist/compass.mjs')}]\n  toc:\n    - file: index.md\n    - file: wheel.md\nsite:\n  template: ${quoted('dist/theme')}\n`,
    );
    writeFileSync(join(project, 'index.md'), page);
    writeFileSync(join(project, 'wheel.md'), wrapMoves(page));
    ({ stderr } = await run(process.execPath, [join(repository, 'dist/cli.mjs'), 'build'], { cwd: project }));
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it('names the missing picture once, and shows its caption', () => {
    const lines = stderr.split('\n').filter((line) => line.startsWith('index.md') && line.includes('image'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/images\/\w+\.png/);
    expect(html('index.html')).toContain('<figcaption');
    expect(html('index.html')).toContain('See above');
  });

  it('publishes no comment', () => {
    const published = readdirSync(join(project, '_build/compass'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    for (const text of published) expect(text).not.toMatch(/Source: (?:a slide|https:\/\/docs\.google)/);
  });

  it('makes the list of moves a wheel', () => {
    const wheel = html('wheel/index.html');
    expect(wheel).toMatch(/<svg[^>]*role="/);
    expect(wheel).not.toContain('could not be shown');
    const inside = /<svg[\s\S]*?<\/svg>/.exec(wheel.slice(wheel.indexOf('compass-flywheel')))?.[0] ?? '';
    for (let step = 1; step <= steps; step++) expect(inside).toContain(`>${step}</text>`);
    expect(inside).not.toContain(`>${steps + 1}</text>`);
  });
});
