// What a page must survive: broken and missing data, and authors or strangers who try to run something.
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node, pageJson, siteFiles, startTheme, type ThemeServer } from './theme-server.ts';

const LONG = 2_000_000;

const pages = [
  pageJson('index', [node('paragraph', {}, 'Home')]),
  pageJson('index.json', [node('paragraph', {}, 'A page with the name of a file')]),
  pageJson(
    'hostile',
    [
      node(
        'heading',
        { depth: 2, identifier: 'x"><script>alert(1)</script>' },
        '<img src=x onerror=alert(1)>',
      ),
      node(
        'paragraph',
        {},
        { type: 'html', value: '<script>alert(1)</script><b onclick="alert(1)">b</b><svg onload=alert(1)>' },
      ),
      node(
        'paragraph',
        {},
        node('link', { url: 'javascript:alert(1)' }, 'run'),
        node('link', { url: ' java\nscript:alert(1)' }, 'run'),
      ),
      node(
        'paragraph',
        {},
        node('link', { url: 'data:text/html,<script>alert(1)</script>' }, 'data'),
        node('link', { url: '//evil.example' }, 'other'),
      ),
      node('paragraph', {}, node('link', { url: 'vbscript:x' }, 'vb'), {
        type: 'image',
        url: 'javascript:alert(1)',
        alt: '"><script>',
      }),
      {
        type: 'inlineMath',
        value: 'x',
        html: '<span onmouseover="alert(1)"><script>alert(1)</script><a href="javascript:alert(1)">x</a></span>',
      },
      { type: 'code', lang: 'html', value: '</code></pre><script>alert(1)</script>' },
      { type: 'mermaid', value: '</code></pre><script>alert(1)</script>' },
      { type: 'iframe', src: 'javascript:alert(1)' },
      node(
        'span',
        { style: { backgroundImage: 'url(https://evil.example/x)', color: 'red;} body{display:none' } },
        'styled',
      ),
      ...['image-set("https://evil.example/x" 1x)', 'u\\72l(//evil.example)', 'src("//evil.example")'].map(
        (backgroundImage) => node('div', { style: { backgroundImage } }, 'styled'),
      ),
      node('abbreviation', { title: '"><script>alert(1)</script>' }, 'abbr'),
      node('card', { url: 'javascript:alert(1)' }, node('cardTitle', {}, 'card')),
    ],
    {
      title: 'A </title><script>alert(1)</script>',
      description: '"><script>alert(1)</script>',
      authors: [{ name: '<script>alert(1)</script>', url: 'javascript:alert(1)', orcid: '"><script>' }],
      keywords: ['<script>alert(1)</script>'],
      license: { content: { id: '<script>', url: 'javascript:alert(1)' } },
    },
  ),
  pageJson('long', [node('paragraph', {}, 'word '.repeat(LONG / 5))]),
  pageJson(
    'headings',
    Array.from({ length: 300 }, (_, index) =>
      node('heading', { depth: 2, identifier: `h${index}`, html_id: `h${index}` }, `Heading ${index}`),
    ),
  ),
  pageJson('odd', [
    node('strangeNode', {}, 'its children'),
    { type: 'strangeLeaf', value: 'its value' },
    { type: 'image' },
    { type: 'table' },
    { type: 'heading', depth: 'x' },
    { type: 'container' },
    { type: 'tabSet' },
    { type: 'grid', columns: 'many' },
    { type: 'constructor', value: 'no prototype' },
    { type: 'crossReference' },
    { type: 'footnoteReference', identifier: 'nowhere' },
    { type: 'cite' },
    { type: 'output', jupyter_data: null },
    { type: 'math', value: '\\frac' },
  ]),
];

const deep = (levels: number) =>
  `${'{"type":"blockquote","children":['.repeat(levels)}${']}'.repeat(levels)}`;

let theme: ThemeServer;
beforeAll(async () => {
  theme = await startTheme({
    ...siteFiles(pages),
    '/content/broken.json': '{"mdast": ',
    '/content/empty.json': {},
    '/content/deep.json': JSON.stringify(pageJson('deep', [])).replace('[]', `[${deep(3000)}]`),
  });
});
afterAll(async () => {
  expect(await theme.stop()).toBe(0);
  expect(theme.log()).toContain('strangeNode 1×');
});

describe('a site with bad pages', () => {
  it('runs nothing that an author wrote', async () => {
    const { status, body } = await theme.get('/hostile');
    expect(status).toBe(200);
    const found: string[] = [];
    visit(fromHtml(body), 'element', ({ tagName, properties }) => {
      for (const [name, value] of Object.entries(properties)) {
        if (/^on/i.test(name)) found.push(`${tagName} ${name}`);
        if (/^\s*(java\s*script|data|vbscript):|evil\.example/i.test(String(value)))
          found.push(`${tagName} ${name}=${value}`);
      }
      if (tagName === 'script' && !String(properties.src).startsWith('/assets/')) found.push('script');
    });
    expect(found).toEqual([]);
    expect(body).toContain('<h1>A &#x3C;/title>&#x3C;script>alert(1)&#x3C;/script></h1>');
  });

  it.each(['broken', 'empty'])(
    'answers 500 for the %s page, says which, and serves the rest',
    async (slug) => {
      expect((await theme.get(`/${slug}`)).status).toBe(500);
      expect(theme.log()).toContain(`/${slug}: this page could not be rendered`);
      expect((await theme.get('/')).status).toBe(200);
    },
  );

  it('answers 404 for a page that is not there', async () => {
    expect((await theme.get('/nowhere')).status).toBe(404);
    expect((await theme.get('/nowhere.json')).status).toBe(404);
  });

  it('stays inside its folder', async () => {
    for (const path of [
      '/../server.mjs',
      '/%2e%2e/server.mjs',
      '/assets/..%2f..%2fserver.mjs',
      '/%00',
      '/%',
      '/build/%2e%2e/x',
    ])
      expect((await theme.get(path)).body).not.toContain('createServer');
  });

  it('serves a long page, many headings, deep nesting and odd nodes', async () => {
    expect((await theme.get('/long')).body.length).toBeGreaterThan(LONG);
    expect((await theme.get('/headings')).body.match(/<h2 /g)?.length).toBe(300);
    expect((await theme.get('/deep')).status).toBe(200);
    const odd = await theme.get('/odd');
    expect(odd.status).toBe(200);
    expect(odd.body).toContain('its children');
    expect(odd.body).toContain('its value');
  });

  it('tells a page named like a file from the JSON of another', async () => {
    expect((await theme.get('/index/json')).body).toContain('the name of a file');
    expect((await theme.get('/index.json')).type).toContain('application/json');
    expect((await theme.get('/index.json.json')).body).toContain('the name of a file');
  });
});
