// What is asked of every page of a built site: opened in a real browser, looked at by axe and a validator.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { pagesIn } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

export interface Visit {
  page: Page;
  problems: string[];
  outside: string[];
}

export interface View {
  width?: number;
  colorScheme?: 'light' | 'dark';
}

/** Open a page and note console errors and requests to other hosts; frames that the author embeds are empty. */
export async function visit(browser: Browser, url: string, view: View = {}): Promise<Visit> {
  const { width = 1280, colorScheme = 'light' } = view;
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const problems: string[] = [];
  const outside: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.route(/^https?:\/\/(?!127\.0\.0\.1)/, (route) => {
    if (route.request().resourceType() !== 'document') outside.push(route.request().url());
    return route.fulfill({ body: '' });
  });
  await page.goto(url);
  return { page, problems, outside };
}

interface AxeWindow {
  axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

/** Run in the page's own world, where no policy of the page forbids it. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations: found } = await (globalThis as unknown as AxeWindow).axe.run();
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  });
}

/** Everything that is wrong with each page in each view: `/theory/ 390 dark color-contrast: …`. */
export async function problemsOf(
  browser: Browser,
  site: string,
  paths: readonly string[],
  views: readonly Required<View>[],
): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    for (const view of views) {
      const { page, problems, outside } = await visit(browser, site + path, view);
      const lines = [...problems, ...outside, ...(await violations(page))];
      found.push(...lines.map((line) => `${path} ${view.width} ${view.colorScheme} ${line}`));
      await page.close();
    }
  }
  return found;
}

export async function sidewaysAt(
  browser: Browser,
  site: string,
  paths: readonly string[],
  width: number,
): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const { page } = await visit(browser, site + path, { width });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) found.push(`${path} ${wide}`);
    await page.close();
  }
  return found;
}

/** Style of writing is ours to choose; what html means is not. */
const OFF = [
  'long-title',
  'no-inline-style',
  'no-trailing-whitespace',
  'attribute-boolean-style',
  'attribute-empty-style',
  'void-style',
  'doctype-style',
  'require-sri',
];

export async function invalidHtml(folder: string): Promise<string[]> {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: Object.fromEntries(OFF.map((rule) => [rule, 'off' as const])),
  });
  const found: string[] = [];
  for (const path of pagesIn(folder)) {
    const { results } = await validator.validateString(
      readFileSync(join(folder, path, 'index.html'), 'utf8'),
    );
    for (const { ruleId, message, selector } of results.flatMap(({ messages }) => messages))
      found.push(`${path} ${ruleId}: ${message} ${selector ?? ''}`);
  }
  return found;
}
