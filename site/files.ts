// The files beside the pages: robots, sitemap, and the pages for what went wrong.
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Site } from './content.ts';
import { type Assets, absolute } from './parts/head.ts';
import { pagesOf } from './parts/navigation.ts';
import type { Urls } from './urls.ts';

/** A sitemap is named only with its whole address, as the format asks. */
export function robots(urls: Urls): string {
  const map = absolute(`${urls.base}/sitemap.xml`, urls);
  return `User-agent: *\nAllow: /\n${map ? `Sitemap: ${map}\n` : ''}`;
}

/** Pages of the table of contents; hidden ones are not in it. Without the site's address paths stand alone. */
export function siteMap(site: Site, urls: Urls): string {
  const entries = pagesOf(site).map(({ slug = '', date }) => {
    const path = urls.page(slug);
    const day = date && /^\d{4}-\d{2}-\d{2}/.test(date) ? `<lastmod>${date.slice(0, 10)}</lastmod>` : '';
    return `<url><loc>${escapeXml(absolute(path, urls) ?? path)}</loc>${day}</url>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</urlset>\n`;
}

const escapeXml = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** In `myst start` an error is shown where the page should stand; the page comes back with the next edit. */
export function errorPage(path: string, message: string, assets: Assets, base: string): string {
  return simplePage(
    'This page could not be rendered',
    [h('p', [h('code', `/${path}`), ': ', message])],
    assets,
    base,
  );
}

function simplePage(title: string, content: ReturnType<typeof h>[], assets: Assets, base: string): string {
  return toHtml([
    { type: 'doctype' },
    h('html', { lang: 'en' }, [
      h('head', [
        h('meta', { charSet: 'utf-8' }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('title', title),
        h('link', { rel: 'stylesheet', href: `${base}/${assets.css}` }),
      ]),
      h('body', [h('main#content', [h('article', [h('h1', title), ...content])])]),
    ]),
  ]);
}
