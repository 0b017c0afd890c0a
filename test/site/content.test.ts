// The project's own content, built as it is published: budgets, validity and accessibility of every page.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fromHtml } from 'hast-util-from-html';
import { toString as wordsOf } from 'hast-util-to-string';
import type { Browser } from 'playwright-core';
import { visit as visitTree } from 'unist-util-visit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MystNode } from '../../plugins/graph/node.ts';
import { walk } from '../../plugins/graph/walk.ts';
import { openBrowser } from '../browser.ts';
import { invalidHtml, problemsOf, sidewaysAt, visit } from './checks.ts';
import { pagesIn, serve } from './site.ts';
import { stockHtml } from './stock.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(mkdtempSync(join(tmpdir(), 'compass-content-')), 'site');
/** One page of each kind. */
const KINDS = [
  '/',
  '/theory/',
  '/objectives/',
  '/meetings/',
  '/actions/',
  '/decisions/',
  '/people/',
  '/reference/',
];

let browser: Browser;
let site: { url: string; close(): void };

beforeAll(async () => {
  const { BASE_URL: _, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, ['dist/cli.mjs', 'build', '--out', folder], {
    cwd: root,
    env,
  });
  expect(status, String(stderr)).toBe(0);
  site = await serve(folder);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

const weigh = (content: string | Buffer) => gzipSync(content, { level: 9 }).length;
const load = (path: string) => readFileSync(join(folder, path));

/** Addresses of a page's own sheets and scripts, as its html names them. */
function assetsOf(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, path = '']) => path);
}
const SHEETS = /<link rel="stylesheet" href="([^"]+)"/g;
const SCRIPTS = /<script[^>]* src="([^"]+)"/g;

describe('the budgets', () => {
  const plain = '/mission/';

  it('hold for a plain page: JavaScript, css, all of it, and the number of requests', async () => {
    const html = load(`${plain}index.html`).toString();
    const sum = (paths: string[]) => paths.reduce((total, path) => total + weigh(load(path)), 0);
    const css = sum(assetsOf(html, SHEETS));
    const js = sum(assetsOf(html, SCRIPTS));
    expect(css).toBeLessThanOrEqual(6 * 1024);
    expect(js).toBeLessThanOrEqual(4 * 1024);
    expect(css + js + weigh(html)).toBeLessThanOrEqual(18 * 1024);
    const { page } = await visit(browser, 'about:blank');
    const requests: string[] = [];
    page.on('request', (request) => {
      if (!['image', 'font'].includes(request.resourceType())) requests.push(request.url());
    });
    await page.goto(site.url + plain, { waitUntil: 'networkidle' });
    expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(5);
    await page.close();
  });

  it('hold for the html of every page: little beside its own text and pictures', () => {
    const heavy = pagesIn(folder).flatMap((path) => {
      const html = load(`${path}index.html`).toString();
      const article = /<article>[\s\S]*<\/article>/.exec(html)?.[0] ?? '';
      const frame = weigh(html.replace(article, ''));
      return frame > 8 * 1024 ? [`${path} ${frame}`] : [];
    });
    expect(heavy).toEqual([]);
  });
});

describe('every page', () => {
  it('is valid html', async () => {
    expect(await invalidHtml(folder)).toEqual([]);
  });

  it('has nothing for axe, no error, and no request to another host', async () => {
    expect(
      await problemsOf(browser, site.url, pagesIn(folder), [{ width: 1280, colorScheme: 'light' }]),
    ).toEqual([]);
  });

  it('of each kind is as good in the dark and on a phone', async () => {
    const views = [
      { width: 1280, colorScheme: 'dark' },
      { width: 390, colorScheme: 'light' },
      { width: 390, colorScheme: 'dark' },
    ] as const;
    const pages = pagesIn(folder).filter((path) => KINDS.includes(path));
    expect(await problemsOf(browser, site.url, pages, views)).toEqual([]);
  });

  it('never scrolls sideways at 320 px', async () => {
    expect(await sidewaysAt(browser, site.url, pagesIn(folder), 320)).toEqual([]);
  });

  it('has headings in order, those of a view below the one it stands under', () => {
    const html = load('/reference/index.html').toString();
    const titles = [...html.matchAll(/<h2[^>]*>(?:<a[^>]*>)?([^<]+)/g)].map(([, title]) => title);
    expect(titles).toEqual(['Directives', 'Roles', 'Mentioned in']);
  });

  it('is found by its headings, and a record once', () => {
    const { storedFields } = JSON.parse(load('search/piece-0.json').toString());
    const found = (page: string) =>
      Object.values<{ kind: string; url: string; title: string }>(storedFields)
        .filter(({ url }) => url.startsWith(page))
        .map(({ kind, title }) => `${kind} ${title}`);
    expect(found('/strategy/')).toEqual(
      expect.arrayContaining(['page Strategy', 'page A fee that lasts', 'page What could slow us down']),
    );
    const once = found('/objectives/').filter((entry) => entry.endsWith('Members renew at a fee that lasts'));
    expect(once).toEqual(['objective Members renew at a fee that lasts']);
    expect(found('/meetings/').filter((entry) => entry.endsWith('6 October 2026'))).toEqual([
      'meeting One-on-one, 6 October 2026',
    ]);
  });

  it('links only to pages and places that are there', () => {
    const pages = new Map(pagesIn(folder).map((path) => [path, load(`${path}index.html`).toString()]));
    const broken = [...pages].flatMap(([path, html]) =>
      assetsOf(html, /<a [^>]*href="(\/[^"]*|#[^"]*)"/g).filter((href) => !leadsSomewhere(href, path, pages)),
    );
    expect(broken).toEqual([]);
  });
});

describe('other ways to read', () => {
  it('on paper: the text alone, light, with every fold open', async () => {
    const { page } = await visit(browser, `${site.url}/theory/`, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const seen = await page.evaluate(() => ({
      frame: Array.from(document.querySelectorAll('.top, .side, .outline, .neighbours, .skip')).filter(
        (part) => part.checkVisibility(),
      ).length,
      ink: getComputedStyle(document.body).color,
      folds: document.querySelectorAll('main details').length,
      shut: Array.from(document.querySelectorAll('main details:not([open]) > :not(summary)')).filter(
        (part) => !part.checkVisibility(),
      ).length,
    }));
    expect(seen).toMatchObject({ frame: 0, ink: 'rgb(19, 32, 47)', shut: 0 });
    expect(seen.folds).toBeGreaterThan(0);
    await page.close();
  });

  it.each(['/theory/', '/wheels/'])(
    'in forced colours: each stroke and word of %s stands off its ground',
    async (path) => {
      const { page } = await visit(browser, site.url + path);
      await page.emulateMedia({ forcedColors: 'active' });
      const { drawn, lost, outline } = await page.evaluate(() => {
        const ground = getComputedStyle(document.body).backgroundColor;
        const words = Array.from(document.querySelectorAll('.compass-svg text')).map(
          (part) => getComputedStyle(part).fill,
        );
        const lines = Array.from(document.querySelectorAll('.compass-svg path[d*="A"]'))
          .map((part) => getComputedStyle(part).stroke)
          .filter((stroke) => stroke !== 'none');
        const link = document.querySelector<HTMLElement>('main a');
        link?.focus();
        const all = [...words, ...lines];
        return {
          drawn: all.length,
          lost: all.filter((colour) => colour === ground).length,
          outline: link ? getComputedStyle(link).outlineStyle : 'none',
        };
      });
      expect(drawn).toBeGreaterThan(10);
      expect(lost).toBe(0);
      expect(outline).not.toBe('none');
      await page.close();
    },
  );

  it('in forced colours: what is to come is thinner than what has come, for both have one colour', async () => {
    const { page } = await visit(browser, `${site.url}/theory/`);
    await page.emulateMedia({ forcedColors: 'active' });
    const widths = await page.evaluate(() =>
      ['track', 'on-track'].map((name) => {
        const line = document.querySelector(`.compass-svg [stroke="var(--compass-${name})"]`);
        return line === null ? 0 : Number.parseFloat(getComputedStyle(line).strokeWidth);
      }),
    );
    expect(widths).toEqual([1.5, 7]);
    await page.close();
  });

  it('from right to left: the frame is mirrored, and nothing sticks out', async () => {
    for (const width of [1280, 390]) {
      const { page } = await visit(browser, `${site.url}/objectives/`, { width });
      const sides = await page.evaluate(() => {
        document.documentElement.dir = 'rtl';
        const leftOf = (selector: string) =>
          document.querySelector(selector)?.getBoundingClientRect().left ?? 0;
        return { side: leftOf('.side'), main: leftOf('main'), over: document.documentElement.scrollWidth };
      });
      if (width === 1280) expect(sides.side).toBeGreaterThan(sides.main);
      expect(sides.over).toBeLessThanOrEqual(width);
      await page.close();
    }
  });

  it('with less motion: nothing moves', async () => {
    const { page } = await visit(browser, `${site.url}/theory/`);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = await page.evaluate(
      () =>
        Array.from(document.querySelectorAll('*')).filter((part) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(part);
          return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior === 'smooth';
        }).length,
    );
    expect(moving).toBe(0);
    await page.close();
  });
});

function leadsSomewhere(href: string, from: string, pages: ReadonlyMap<string, string>): boolean {
  const [path = '', fragment] = href.split('#');
  const target = path === '' ? from : decodeURI(path);
  const html = pages.get(target);
  if (html === undefined) return !target.endsWith('/') && load(target).length > 0;
  return !fragment || html.includes(`id="${decodeURIComponent(fragment)}"`);
}

describe('the stock theme of mystmd', () => {
  const pages = [
    'index',
    'theory',
    'objectives',
    'meetings',
    'actions',
    'decisions',
    'people',
    'wheels',
    'strategy',
    'reference',
  ];

  const TEXTS = new Set(['text', 'inlineCode', 'code']);
  /** “Figure 1” leads to itself. */
  const LINKS = new Set(['link', 'crossReference', 'captionNumber']);

  it.each(pages)('shows every picture, text, link and table of %s', (page) => {
    const { mdast } = JSON.parse(load(`/${page}.json`).toString()) as { mdast: MystNode };
    const html = fromHtml(stockHtml(mdast), { fragment: true });
    const shown = { img: 0, a: 0, table: 0 };
    const words: string[] = [];
    visitTree(html, (node) => {
      if (node.type === 'text') words.push(node.value);
      if (node.type !== 'element') return;
      if (node.tagName === 'img') expect(node.properties).toMatchObject({ src: /./, alt: /./ });
      if (node.tagName in shown && wordsOf(node) !== '¶') shown[node.tagName as 'img']++;
    });
    const given = { img: 0, a: 0, table: 0 };
    const text: string[] = [];
    walk(mdast, (node) => {
      if (TEXTS.has(node.type)) text.push(node.value ?? '');
      if (node.type === 'image') given.img++;
      if (node.type === 'table') given.table++;
      if (LINKS.has(node.type)) given.a++;
      return undefined;
    });
    expect(shown).toEqual(given);
    const bare = (parts: string[]) => parts.join('').replaceAll(/[\s¶\u200B]+/g, '');
    expect(bare(words)).toBe(bare(text));
  });
});
