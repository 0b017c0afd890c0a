// A page without a server: every option of the theme, what stands in the head, and html of the kinds of nodes.
import { describe, expect, it } from 'vitest';
import { normalizePage, normalizeSite } from '../../site/content.ts';
import { robots, siteMap } from '../../site/files.ts';
import { renderPage } from '../../site/page.ts';
import { createUrls, safeUrl } from '../../site/urls.ts';
import { node, pageJson } from './theme-server.ts';

const ASSETS = {
  css: 'assets/c.css',
  views: 'assets/v.css',
  content: 'assets/m.css',
  panels: 'assets/p.css',
  theme: 'assets/t.js',
  main: 'assets/m.js',
  katex: 'assets/k.css',
  font: 'assets/f.woff2',
  reload: 'assets/r.js',
  googleAnalytics: 'assets/g.js',
};

type Tree = Record<string, unknown>;

interface Settings {
  options?: Tree;
  config?: Tree;
  frontmatter?: Tree;
  base?: string;
  origin?: string;
  livePort?: string;
  pictures?: [string, string][];
  references?: Tree;
  slug?: string;
}

const ENTRIES = [
  { level: 1, title: 'Nodes' },
  { slug: 'page', level: 2, title: 'Page' },
  { slug: 'folder.other', level: 2, title: 'Other', short_title: 'Oth' },
  { slug: 'folder.below', level: 3, title: 'Below', date: '2026-11-20' },
  { url: 'https://example.org/', level: 1, title: 'Outside' },
];

function siteOf({ options = {}, config = {}, base = '', origin }: Settings) {
  const site = normalizeSite({
    title: 'Site',
    options,
    projects: [{ index: 'index', pages: ENTRIES }],
    ...config,
  });
  return { site, urls: createUrls(site, { base, origin, assets: '/myst_assets_folder' }) };
}

function render(
  children: Tree[],
  settings: Settings = {},
): { html: string; unknown: ReadonlyMap<string, number>; log: string[] } {
  const { site, urls } = siteOf(settings);
  const log: string[] = [];
  const slug = settings.slug ?? 'page';
  const json = { ...pageJson(slug, children, settings.frontmatter), references: settings.references ?? {} };
  const { html, unknown } = renderPage({
    page: normalizePage(json, slug),
    site,
    urls,
    assets: ASSETS,
    edition: { feeds: [] },
    home: 'Home',
    pictures: new Map(settings.pictures),
    livePort: settings.livePort,
    warn: (message) => log.push(message),
  });
  return { html, unknown, log };
}

const paragraph = (...children: (Tree | string)[]) => node('paragraph', {}, ...children);
const heading = (depth: number, title: string) =>
  node('heading', { depth, html_id: title.toLowerCase(), identifier: title.toLowerCase() }, title);
const main = (html: string) =>
  /<article>([\s\S]*)<\/article>/.exec(html)?.[1]?.replace(/^<div class="title-block">.*?<\/div>/, '') ?? '';

describe('options of the book-theme', () => {
  const outline = [heading(2, 'Two'), heading(3, 'Three'), heading(4, 'Four')];

  it.each<[string, Tree, RegExp, boolean]>([
    ['hide_toc', { hide_toc: true }, /<nav class="side"/, false],
    ['hide_footer_links', { hide_footer_links: true }, /class="neighbours"/, false],
    ['hide_outline', { hide_outline: true }, /<nav class="outline"/, false],
    ['hide_title_block', { hide_title_block: true }, /class="title-block"/, false],
    [
      'hide_title_block keeps the title for those who listen',
      { hide_title_block: true },
      /<h1 class="unseen">page<\/h1>/,
      true,
    ],
    ['hide_authors', { hide_authors: true }, /Ada Rivers/, false],
    ['hide_search', { hide_search: true }, /<button class="search"/, false],
    ['outline_maxdepth 2', { outline_maxdepth: 2 }, /<a href="#three">/, false],
    ['outline_maxdepth 3', { outline_maxdepth: 3 }, /<a href="#four">/, false],
    ['twitter', { twitter: 'tide' }, /<meta name="twitter:site" content="@tide">/, true],
    ['favicon', {}, /<link rel="icon" href="\/favicon.ico"/, true],
    ['logo', { logo: '/logo.svg' }, /<img src="\/myst_assets_folder\/logo.svg" alt="Site">/, true],
    [
      'logo_dark',
      { logo: '/l.svg', logo_dark: '/d.svg' },
      /src="\/myst_assets_folder\/d.svg" alt="Site" class="dark"/,
      true,
    ],
    ['logo_text', { logo: '/l.svg', logo_text: 'Words' }, /alt=""><span><strong>Words<\/strong>/, true],
    [
      'logo_url',
      { logo_url: 'https://example.org/' },
      /<a class="home" href="https:\/\/example.org\/"/,
      true,
    ],
    ['logo_alt', { logo: '/l.svg', logo_alt: 'A wave' }, /alt="A wave"/, true],
    [
      'analytics_google',
      { analytics_google: 'G-1' },
      /gtag\/js\?id=G-1"><\/script><script src="\/assets\/g.js" data-key="G-1">/,
      true,
    ],
    [
      'analytics_plausible',
      { analytics_plausible: 'example.org' },
      /data-domain="example.org" src="https:\/\/plausible.io/,
      true,
    ],
    ['folders', { folders: true }, /href="\/folder\/other\/"/, true],
    ['style', { style: '/own.css' }, /<link rel="stylesheet" href="\/myst_assets_folder\/own.css">/, true],
    [
      'internal_domains',
      { internal_domains: '*.example.org' },
      /<a href="https:\/\/docs.example.org\/">/,
      true,
    ],
    ['language', { language: 'ar' }, /<html lang="ar" dir="rtl"/, true],
  ])('%s', (_name, options, pattern, there) => {
    const frontmatter = { authors: [{ name: 'Ada Rivers' }] };
    const children = [...outline, paragraph(node('link', { url: 'https://docs.example.org/' }, 'docs'))];
    expect(pattern.test(render(children, { options, frontmatter }).html)).toBe(there);
    if (there) return;
    expect(pattern.test(render(children, { frontmatter, options: { outline_maxdepth: 6 } }).html)).toBe(true);
  });

  it('lets a page decide for itself', () => {
    expect(render(outline, { frontmatter: { site: { hide_toc: true } } }).html).not.toContain(
      '<nav class="side"',
    );
  });

  it('numbers citations in brackets', () => {
    const references = {
      cite: { order: ['a'], data: { a: { label: 'a', enumerator: '1', html: 'Rivers <i>2020</i>' } } },
    };
    const cite = node(
      'cite',
      { kind: 'parenthetical', label: 'a', identifier: 'a', suffix: 'p. 4' },
      'Rivers, 2020, p. 4',
    );
    const group = node('citeGroup', { kind: 'parenthetical' }, cite);
    const numbered = main(
      render([paragraph(group)], { references, options: { numbered_references: true } }).html,
    );
    expect(numbered).toContain('<p>[<a class="cite" href="#cite-a">1</a>, p. 4]</p>');
    expect(numbered).toContain('<li id="cite-a">Rivers <i>2020</i></li>');
    expect(main(render([paragraph(group)], { references }).html)).toContain(
      '(<a class="cite" href="#cite-a">Rivers, 2020, p. 4</a>)',
    );
  });

  it('shows nav, actions, banner and the parts of the site', () => {
    const part = (words: string) => ({ mdast: node('root', {}, paragraph(words)) });
    const { html } = render([], {
      config: {
        nav: [{ title: 'More', children: [{ title: 'One', url: '/page' }] }],
        actions: [{ title: 'Go', url: 'https://example.org/go' }],
        parts: {
          footer: part('The foot'),
          primary_sidebar_footer: part('Below'),
          banner: part('News'),
          navbar_end: part('End'),
        },
      },
    });
    expect(html).toContain('<summary>More</summary><ul><li><a href="/page/">One</a>');
    expect(html).toContain('<li class="action"><a href="https://example.org/go" rel="noopener">Go</a>');
    for (const words of ['The foot', 'Below', 'News', 'End']) expect(html).toContain(`<p>${words}</p>`);
  });
});

describe('the frame', () => {
  it('names the page, its neighbours and the pages above it', () => {
    const { html } = render([], { slug: 'folder.below', base: '/base' });
    expect(html).toContain('<a href="/base/folder/below/" aria-current="page">Below</a>');
    expect(html).toContain(
      '<ol><li><a href="/base/">Home</a></li><li>Nodes</li><li><a href="/base/folder/other/">Oth</a></li></ol>',
    );
    expect(html).toContain('<a href="/base/folder/other/" rel="prev"><span>Previous</span>Oth</a>');
    expect(render([], { slug: 'index' }).html).toContain('rel="next"><span>Next</span>Page</a>');
  });

  it('has whole addresses for other sites only when it knows its own', () => {
    const frontmatter = { description: 'What <it> says', thumbnail: '/thumb.png', date: '2026-11-20' };
    const { html } = render([], { origin: 'https://tide.example/base', base: '/base', frontmatter });
    expect(html).toContain('<link rel="canonical" href="https://tide.example/base/page/">');
    expect(html).toContain(
      '<meta property="og:image" content="https://tide.example/myst_assets_folder/thumb.png">',
    );
    expect(html).toContain('<meta name="twitter:card" content="summary_large_image">');
    expect(html).toContain('<meta name="description" content="What <it> says">');
    expect(html).toContain('<title>page · Site</title>');
    expect(render([], { frontmatter }).html).not.toMatch(/canonical|og:url|og:image/);
  });

  it('lists its pages for crawlers', () => {
    const { site, urls } = siteOf({ origin: 'https://tide.example/base', base: '/base' });
    expect(siteMap(site, urls)).toContain(
      '<loc>https://tide.example/base/folder/below/</loc><lastmod>2026-11-20</lastmod>',
    );
    expect(robots(urls)).toBe('User-agent: *\nAllow: /\nSitemap: https://tide.example/base/sitemap.xml\n');
  });

  it('listens for changes in a preview alone', () => {
    expect(render([], { livePort: '3100' }).html).toContain(
      '<script type="module" src="/assets/r.js" data-port="3100">',
    );
    expect(render([]).html).not.toContain('data-port');
  });

  it('loads sheets only where they are needed', () => {
    expect(render([paragraph('plain')]).html).not.toMatch(/href="\/assets\/(v|m|k)\.css"/);
    expect(render([{ type: 'code', value: 'x' }]).html).toContain('/assets/m.css');
    expect(render([node('block', { class: 'compass-objectives' })]).html).toMatch(
      /v\.css[\s\S]*<body class="wide">/,
    );
  });
});

describe('nodes', () => {
  it.each<[string, Tree, string]>([
    [
      'heading',
      heading(2, 'Two'),
      '<h2 id="two">Two<a class="anchor" href="#two" aria-label="Link to “Two”"></a></h2>',
    ],
    [
      'numbered heading',
      { ...heading(3, 'Two'), enumerator: '1.1' },
      '<h3 id="two"><span class="enumerator">1.1</span>Two',
    ],
    [
      'cross-reference here',
      node('crossReference', { identifier: 'x', html_id: 'x' }, 'Figure 1'),
      '<a href="#x">Figure 1</a>',
    ],
    [
      'cross-reference elsewhere',
      node('crossReference', { identifier: 'x', html_id: 'x', remote: true, url: '/folder/other' }, 'F'),
      '<a href="/folder/other/#x">F</a>',
    ],
    [
      'link to a file',
      node('link', { url: '/data-0123456789abcdef0123456789abcdef.csv', static: true }, 'data'),
      'href="/myst_assets_folder/data-0123456789abcdef0123456789abcdef.csv" download',
    ],
    [
      'note',
      node('admonition', { kind: 'note' }, node('admonitionTitle', {}, 'Note'), paragraph('x')),
      '<div class="admonition note" role="note"><p class="title">Note</p><p>x</p></div>',
    ],
    [
      'dropdown note',
      node('admonition', { kind: 'tip', class: 'dropdown' }, node('admonitionTitle', {}, 'Tip')),
      '<details class="admonition tip dropdown"><summary>Tip</summary></details>',
    ],
    [
      'compass fold',
      node(
        'block',
        { class: 'compass-details', data: { compassDetails: 'open' } },
        paragraph('Sum'),
        paragraph('x'),
      ),
      '<details class="compass-details" open><summary>Sum</summary><p>x</p></details>',
    ],
    [
      'task',
      node('list', {}, node('listItem', { checked: true }, 'x')),
      '<ul><li class="task"><input type="checkbox" checked disabled aria-label="done"> x</li></ul>',
    ],
    [
      'ordered list',
      node('list', { ordered: true, start: 3 }, node('listItem', {}, paragraph('x'))),
      '<ol start="3"><li>x</li></ol>',
    ],
    [
      'table',
      node(
        'table',
        {},
        node('tableRow', {}, node('tableCell', { header: true }, 'H')),
        node('tableRow', {}, node('tableCell', { align: 'right', colspan: 2 }, 'c')),
      ),
      '<thead><tr><th scope="col">H</th></tr></thead><tbody><tr><td class="align-right" colspan="2">c</td></tr></tbody>',
    ],
    [
      'figure',
      node(
        'container',
        { kind: 'figure' },
        { type: 'image', url: '/a.png', alt: 'A' },
        node('caption', {}, paragraph(node('captionNumber', {}, 'Figure 1:'), 'Cap')),
      ),
      '<figure class="figure"><img src="/myst_assets_folder/a.png" alt="A" loading="lazy" decoding="async"><figcaption><p><span class="caption-number">Figure 1: </span>Cap</p></figcaption></figure>',
    ],
    [
      'video',
      { type: 'image', url: '/a.mp4', alt: 'Waves' },
      '<video src="/myst_assets_folder/a.mp4" controls preload="metadata" playsinline aria-label="Waves"></video>',
    ],
    [
      'code with lines',
      {
        type: 'code',
        lang: 'python',
        value: 'a = 1\nb',
        showLineNumbers: true,
        emphasizeLines: [2],
        startingLineNumber: 5,
      },
      '<span class="line" data-line="5">a = <span class="hn">1</span>\n</span><span class="line emphasised" data-line="6">b\n</span>',
    ],
    [
      'theorem',
      node('proof', { kind: 'theorem', enumerator: '2' }, node('admonitionTitle', {}, 'Tide')),
      '<p class="title">Theorem 2 (Tide)</p>',
    ],
    [
      'definition list',
      node('definitionList', {}, node('definitionTerm', {}, 'T'), node('definitionDescription', {}, 'D')),
      '<dl><dt>T</dt><dd>D</dd></dl>',
    ],
    ['keyboard', node('keyboard', {}, 'Ctrl'), '<kbd>Ctrl</kbd>'],
    [
      'span with style',
      node('span', { style: { fontWeight: 'bold' }, class: 'a' }, 'x'),
      '<span class="a" style="font-weight:bold">x</span>',
    ],
    ['hidden block', node('block', { visibility: 'remove' }, paragraph('never')), ''],
    ['comment', { type: 'comment', value: 'never' }, ''],
    [
      'mermaid',
      { type: 'mermaid', value: 'graph' },
      '<pre class="mermaid" tabindex="0"><code>graph</code></pre>',
    ],
    [
      'card',
      node('card', { url: '/page' }, node('cardTitle', {}, 'T')),
      '<div class="card"><p class="card-title"><a href="/page/">T</a></p></div>',
    ],
  ])('%s', (_name, tree, expected) => {
    const { html, unknown } = render([tree]);
    if (expected === '') expect(html).not.toContain('never');
    else expect(main(html)).toContain(expected);
    expect([...unknown]).toEqual([]);
  });

  it.each([
    [{ output_type: 'stream', text: '\u001b[1;31m<b>red\u001b[0m\b\n' }, '&#x3C;b>red\n'],
    [
      {
        output_type: 'error',
        traceback: ['\u001b[31ma<i>', '\u001b]8;;javascript:x()\u0007b\u001b]8;;\u0007'],
      },
      'a&#x3C;i>\nb',
    ],
    [{ data: { 'text/plain': { content: '\u009b\u0007c' }, 'text/html': { content: '<i>' } } }, '\u009bc'],
  ])('shows what a cell said as text: %j', (jupyter_data, expected) => {
    const { html } = render([{ type: 'output', jupyter_data }]);
    expect(html).toContain(`<pre class="output" tabindex="0">${expected}</pre>`);
  });

  it('shows the children of an unknown node and counts it', () => {
    const { html, unknown } = render([node('novelty', {}, 'inside'), node('novelty', {}, 'twice')]);
    expect(main(html)).toContain('insidetwice');
    expect([...unknown]).toEqual([['novelty', 2]]);
  });

  it('keeps each id once, and footnotes in the order of their mention', () => {
    const note = (key: string, number: string) => [
      { type: 'footnoteReference', identifier: key, enumerator: number },
      { type: 'footnoteReference', identifier: key, enumerator: number },
    ];
    const definition = (key: string) =>
      node('footnoteDefinition', { identifier: key, enumerator: '1' }, paragraph(`note ${key}`));
    const html = main(
      render([
        heading(2, 'Two'),
        heading(2, 'Two'),
        definition('b'),
        definition('a'),
        paragraph(...note('a', '1'), ...note('b', '2')),
      ]).html,
    );
    expect(html.match(/id="two"/g)).toHaveLength(1);
    expect(html.match(/id="fnref-a"/g)).toHaveLength(1);
    expect(html.indexOf('note a')).toBeLessThan(html.indexOf('note b'));
  });

  it('says which picture is missing', () => {
    const { html, log } = render([{ type: 'image', url: 'images/none.png', urlSource: 'images/none.png' }]);
    expect(html).toContain('<strong>Missing picture</strong> images/none.png');
    expect(log).toEqual(['Unexpected image `images/none.png` that does not exist']);
  });
});

describe('compass pictures', () => {
  const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9" onload="x()"><title id="t">Wheel</title><rect class="compass-ground"/>
<script>x()</script><style>@import url(x)</style><defs><marker id="m"></marker></defs>
<g class="compass-target" data-key="step:one"><path d="M0 0" marker-end="url(#m)" fill="url(https://evil.example/x)"/></g><g class="compass-target" data-key="step:two"/>
<use href="#m"/><use href="https://evil.example/x#y"/><use xlink:href="data:image/svg+xml;base64,ZXZpbC5leGFtcGxl#y"/>
<rect style="fill:u\\72l(//evil.example)"/><rect style="background:image-set('//evil.example' 1x)"/><foreignObject><p>no</p></foreignObject>
<svg class="compass-compact" display="none" viewBox="0 0 5 5" width="5" height="5"><circle r="1"/></svg></svg>`;
  const image = { type: 'image', url: '/w.svg', class: 'compass-svg compass-wheel' };
  const target = node(
    'crossReference',
    { data: { compassLink: 'step:one' }, url: '/page', remote: true, html_id: 'one', identifier: 'one' },
    'one',
  );
  const { html } = render([image, image, paragraph(target)], { pictures: [['/w.svg', SVG]] });

  it('keep only what draws', () => {
    expect(html).not.toMatch(/onload|evil\.example|data:|@import|foreignobject|compass-ground|x\(\)/i);
  });

  it('have ids of their own, and names', () => {
    expect(html).toContain('marker-end="url(#p1-m)"');
    expect(html).toContain('<use href="#p1-m">');
    expect(html).toContain('aria-labelledby="p1-t"');
    expect(new Set(html.match(/ id="p\d+-t"/g)).size).toBe(html.match(/ id="p\d+-t"/g)?.length);
  });

  it('link each step that this page can reach', () => {
    expect(html).toContain('<a href="/page/#one" aria-label="one"><g class="compass-target">');
    expect(html).toContain('role="group"');
  });

  it('bring their compact form beside them', () => {
    expect(html).toContain(
      '<svg class="compass-svg compass-wheel narrow-form" viewBox="0 0 5 5" width="5" height="5" role="img"',
    );
    expect(html).not.toContain('display="none"');
  });
});

describe('addresses', () => {
  it.each([
    ['https://example.org/a b', 'https://example.org/a%20b'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['#part', '#part'],
    ['../up', '../up'],
    ['javascript:alert(1)', undefined],
    ['JaVa\tScript:alert(1)', undefined],
    ['\u0001javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['vbscript:x', undefined],
    ['//evil.example', undefined],
    ['\\\\evil.example', undefined],
    ['/\\evil.example', undefined],
    ['/\t/evil.example', undefined],
    ['file:///etc/passwd', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (url, expected) => {
    expect(safeUrl(url, (path) => path)).toBe(expected);
  });
});
