// The built kitchen sink in a real browser: valid html, no violations for axe, nothing from other hosts, no sideways
// scrolling, and what the keyboard and JavaScript add.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { invalidHtml, problemsOf, sidewaysAt, visit } from './checks.ts';
import { type BuiltSite, buildProject, pagesIn, serve } from './site.ts';

let built: BuiltSite;
let browser: Browser;
let site: { url: string; close(): void };

beforeAll(async () => {
  built = await buildProject(join(import.meta.dirname, 'project'));
  site = await serve(built.html);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

describe('every page', () => {
  it('is valid html', async () => {
    expect(await invalidHtml(built.html)).toEqual([]);
  });

  it('has nothing for axe, no error, and no request to another host', async () => {
    const views = [
      { width: 1280, colorScheme: 'light' },
      { width: 390, colorScheme: 'dark' },
    ] as const;
    expect(await problemsOf(browser, site.url, pagesIn(built.html), views)).toEqual([]);
  });

  it('never scrolls sideways at 320 px', async () => {
    expect(await sidewaysAt(browser, site.url, pagesIn(built.html), 320)).toEqual([]);
  });
});

describe('the frame', () => {
  it('opens the menu on a phone without JavaScript', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 }, javaScriptEnabled: false });
    await page.goto(`${site.url}/blocks/`);
    expect(await page.locator('nav.side').isVisible()).toBe(false);
    await page.locator('.menu summary').click();
    expect(await page.locator('nav.side a[aria-current]').innerText()).toBe('Blocks');
    await page.close();
  });

  it('keeps the chosen mode on the next page, from its first paint', async () => {
    const { page } = await visit(browser, `${site.url}/`);
    await page.locator('.mode').click();
    await page.goto(`${site.url}/boxes/`);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      'rgb(15, 24, 34)',
    );
    expect(readFileSync(join(built.html, 'index.html'), 'utf8')).toMatch(
      /<script src="[^"]*theme[^"]*"><\/script>/,
    );
    await page.close();
  });

  it('skips to the content, and shows where the focus is', async () => {
    const { page } = await visit(browser, `${site.url}/`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
    await page.keyboard.press('Enter');
    // The browser follows a link within the page after the key, in a task of its own.
    await page.waitForFunction(() => document.activeElement?.id === 'content');
    await page.close();
  });

  it('changes tabs by keyboard, and sets with one key together', async () => {
    const { page } = await visit(browser, `${site.url}/boxes/`);
    await page.locator('.tabs input').first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.panel:visible').allInnerTexts()).toEqual([
      expect.stringContaining('println'),
      'println 2',
    ]);
    await page.close();
  });

  it('opens the tab that a fragment leads into', async () => {
    const { page } = await visit(browser, `${site.url}/boxes/#in-a-tab`);
    expect(await page.getByRole('heading', { name: 'A heading in a tab' }).isVisible()).toBe(true);
    await page.close();
  });

  it('wakes whatever the fragment is', async () => {
    const { page, problems } = await visit(browser, `${site.url}/boxes/#100%`);
    await page.locator('.mode').click();
    expect(problems).toEqual([]);
    await page.close();
  });

  it('shows a preview by keyboard and takes it away with Escape', async () => {
    const { page } = await visit(browser, `${site.url}/words/`);
    await page.locator('main a[href="/blocks/#tab"]').focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    const preview = page.locator('.preview');
    await preview.waitFor();
    expect(await preview.innerText()).toContain('A caption for the table');
    expect(await page.locator('[aria-describedby=preview]').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await preview.count()).toBe(0);
    await page.close();
  });

  it('draws a diagram when it comes into view, with a policy that forbids inline scripts', async () => {
    const { page, problems } = await visit(browser, `${site.url}/blocks/`);
    await page.locator('.mermaid').scrollIntoViewIfNeeded();
    await page.locator('.mermaid svg').waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe('the search', () => {
  it('loads nothing before it is opened, finds while typing despite a typo, and opens with Enter', async () => {
    const { page } = await visit(browser, `${site.url}/`);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.waitForTimeout(300);
    expect(requests).toEqual([]);
    await page.keyboard.press('/');
    await page.locator('.search-panel input').fill('admonitons');
    await page.locator('#hits [aria-selected=true]').waitFor();
    expect(await page.locator('#hits a').first().innerText()).toContain('Admonitions');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/boxes/#admonitions');
    await page.close();
  });

  it('opens with Ctrl-K and closes with Escape', async () => {
    const { page } = await visit(browser, `${site.url}/`);
    await page.keyboard.press('Control+k');
    await page.locator('.search-panel[open]').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.search-panel[open]').count()).toBe(0);
    await page.close();
  });
});
