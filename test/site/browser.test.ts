// The built kitchen sink in a real browser: valid html, no violations for axe, nothing from other hosts, no sideways
// scrolling, and what the keyboard and JavaScript add.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.ts';
import { type BuiltSite, buildProject, pagesIn, serve } from './site.ts';

const axe = createRequire(import.meta.url).resolve('axe-core');
const project = join(import.meta.dirname, 'project');

let built: BuiltSite;
let browser: Browser;
let site: { url: string; close(): void };

beforeAll(async () => {
  built = await buildProject(project);
  site = await serve(built.html);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

interface Visit {
  page: Page;
  problems: string[];
  outside: string[];
}

async function visit(path: string, width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const problems: string[] = [];
  const outside: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  // What the author embeds is the author's: only the frame's page may come from elsewhere.
  await page.route(/^https?:\/\/(?!127\.0\.0\.1)/, (route) => {
    if (route.request().resourceType() !== 'document') outside.push(route.request().url());
    return route.fulfill({ body: '' });
  });
  await page.goto(site.url + path);
  return { page, problems, outside };
}

async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe }).catch(() => page.evaluate(readFileSync(axe, 'utf8')));
  return page.evaluate(async () => {
    const { violations: found } = await (
      window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run();
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  });
}

describe('every page', () => {
  it('is valid html', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard'],
      rules: {
        'long-title': 'off',
        'no-inline-style': 'off',
        'no-trailing-whitespace': 'off',
        'attribute-boolean-style': 'off',
        'attribute-empty-style': 'off',
        'void-style': 'off',
        'doctype-style': 'off',
        'require-sri': 'off',
      },
    });
    const found: string[] = [];
    for (const path of pagesIn(built.html)) {
      const { results } = await validator.validateString(
        readFileSync(join(built.html, path, 'index.html'), 'utf8'),
      );
      for (const { messages } of results)
        for (const { ruleId, message, selector } of messages)
          found.push(`${path} ${ruleId}: ${message} ${selector}`);
    }
    expect(found).toEqual([]);
  });

  it('has nothing for axe, no error, and no request to another host, light and dark, wide and narrow', async () => {
    const found: string[] = [];
    for (const path of pagesIn(built.html)) {
      for (const [width, scheme] of [
        [1280, 'light'],
        [390, 'dark'],
      ] as const) {
        const { page, problems, outside } = await visit(path, width, scheme);
        found.push(
          ...[...problems, ...outside, ...(await violations(page))].map(
            (line) => `${path} ${width} ${scheme} ${line}`,
          ),
        );
        await page.close();
      }
    }
    expect(found).toEqual([]);
  });

  it('never scrolls sideways at 320 px', async () => {
    const found: string[] = [];
    for (const path of pagesIn(built.html)) {
      const { page } = await visit(path, 320);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) found.push(`${path} ${width}`);
      await page.close();
    }
    expect(found).toEqual([]);
  });
});
