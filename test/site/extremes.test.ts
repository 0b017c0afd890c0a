// A starter compass with names, words and numbers longer than anyone expects, forty people in a meeting and another
// script, built as it is published: nothing sticks out, nothing runs into its neighbour, axe finds nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { problemsOf, sidewaysAt, visit } from './checks.ts';
import { pagesIn, serve } from './site.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(mkdtempSync(join(tmpdir(), 'compass-extremes-')), 'compass');
const html = join(folder, '_build/compass');
const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
/** Initials of forty people: `AAX`, `ABX`. */
const PEOPLE = [...'ABCDEFGHIJ'].flatMap((first) => [...'ABCD'].map((last) => `${first}${last}X`));

let browser: Browser;
let site: { url: string; close(): void };

const compass = (cwd: string, ...args: string[]) => {
  const { BASE_URL: _, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.mjs'), ...args], { cwd, env });
  expect(status, String(stderr)).toBe(0);
};

/** Each pair is a text of the file and what stands there instead. */
function edit(file: string, ...pairs: [string, string][]): void {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  for (const [text] of pairs) expect(before).toContain(text);
  writeFileSync(
    path,
    pairs.reduce((text, [from, to]) => text.replaceAll(from, to), before),
  );
}

beforeAll(async () => {
  compass(root, 'new', folder);
  edit(
    'myst.yml',
    ['./node_modules/myst-compass', root],
    ['logo_text: Our compass', `logo_text: The International Federation of ${LONG}`],
  );
  const people = PEOPLE.map(
    (initials) => `  - {id: ${initials.toLowerCase()}, name: Person of ${initials}, initials: ${initials}}\n`,
  ).join('');
  edit(
    'compass.yml',
    ['people:\n  - ', `people:\n${people}  - `],
    ['[topics, questions]', '[topics, questions, people, links]'],
  );
  edit('content/theory.md', ['_bicycles_ brought', `_${LONG}_ brought`]);
  const goals = Array.from({ length: 10 }, (_, index) => `  - {id: goal-${index}, title: Goal ${index}}\n`);
  edit(
    'content/objectives/2026-q4.yml',
    ['objectives:\n', `objectives:\n${goals.join('')}`],
    ['Every repair evening', `Every evening of the ${LONG}`],
    ['Evenings with two teachers', `Evenings_of_${LONG}`],
    ['baseline: 1', 'baseline: 1000000'],
    ['target: 12', 'target: 12345678.5'],
    [': 4 ', ': 4567890 '],
  );
  const notes = `## 2026-11-27

Present: ${PEOPLE.join(', ')}

- ${LONG}${LONG}
    - DECISION: ${LONG}${LONG} stands at https://example.org/${'a-long-path/'.repeat(12)}
    - [ ] ACTION TR: Write to the ${LONG}
    - DECISION: لا أحد يفتح الورشة وحده أبدا!
    - Who is ${LONG}${LONG}?
`;
  writeFileSync(join(folder, 'content/notes/weekly.md'), notes);
  compass(folder, 'build', '--as-of', '2026-11-28');
  site = await serve(html);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

describe('a compass of extremes', () => {
  it.each([320, 390, 1280])('never scrolls sideways at %i px', async (width) => {
    expect(await sidewaysAt(browser, site.url, pagesIn(html), width)).toEqual([]);
  });

  it('has nothing for axe', async () => {
    const views = [{ width: 390, colorScheme: 'light' }] as const;
    expect(await problemsOf(browser, site.url, pagesIn(html), views)).toEqual([]);
  });

  it.each([390, 1280])('parts large numbers at %i px', async (width) => {
    const { page } = await visit(browser, `${site.url}/objectives/`, { width });
    const gaps = await page.evaluate(() => {
      const columns = ['baseline', 'now', 'target', 'progress'];
      const boxes = columns.map((name) => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(`td.compass-c-${name}`)!);
        return range.getBoundingClientRect();
      });
      return boxes
        .slice(1)
        .map((box, index) => (box.top >= boxes[index]!.bottom ? 99 : box.left - boxes[index]!.right));
    });
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4);
    await page.close();
  });

  it('sets many objectives below the wheel, in columns', async () => {
    const { page } = await visit(browser, `${site.url}/`, { width: 1280 });
    const wheel = (await page.locator('.compass-wheel').boundingBox())!;
    const goals = page.locator('.compass-glance-objective');
    const boxes = await goals.evaluateAll((items) =>
      items.map((item) => {
        const { left, top } = item.getBoundingClientRect();
        return { left, top };
      }),
    );
    expect(boxes.length).toBeGreaterThanOrEqual(10);
    expect(Math.min(...boxes.map(({ top }) => top))).toBeGreaterThanOrEqual(wheel.y + wheel.height);
    expect(new Set(boxes.map(({ left }) => left)).size).toBe(3);
    await page.close();
  });

  it('keeps the buttons of the bar beside a long name on a phone', async () => {
    const { page } = await visit(browser, `${site.url}/`, { width: 390 });
    const box = await page.locator('.menu').boundingBox();
    expect((box?.x ?? 999) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    expect((await page.locator('.home span').boundingBox())?.height).toBeLessThanOrEqual(52);
    await page.close();
  });

  it('folds many names', async () => {
    const { page } = await visit(browser, `${site.url}/meetings/`);
    expect(await page.locator('summary', { hasText: '40 people' }).count()).toBe(1);
    expect(await page.locator('.compass-people').isVisible()).toBe(false);
    await page.close();
  });

  it('ends a sentence of another script on its own side, and begins it with the others', async () => {
    const { page } = await visit(browser, `${site.url}/meetings/`);
    const styles = await page.evaluate(() => {
      const item = Array.from(document.querySelectorAll('.compass-row-decided li')).at(-1)!;
      const { unicodeBidi, textAlign } = getComputedStyle(item.querySelector('p') ?? item);
      return { unicodeBidi, textAlign };
    });
    expect(styles).toEqual({ unicodeBidi: 'plaintext', textAlign: 'left' });
    await page.close();
  });
});
