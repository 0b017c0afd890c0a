// What stands in `<head>`: title, description, cards for other sites, style sheets and scripts of the theme.
import type { Element } from 'hast';
import { h } from 'hastscript';
import { type Json, list, type Page, type Site, text } from '../content.ts';
import type { Need } from '../render/state.ts';
import { safeUrl, type Urls } from '../urls.ts';

/** File names with their hashes, written by the bundler. */
export interface Assets {
  css: string;
  /** For pages with wheels, objectives, digests and registers. */
  views: string;
  /** For pages with code, tabs, cards, math and the like. */
  content: string;
  /** For search and previews, loaded with the first of them. */
  panels: string;
  theme: string;
  main: string;
  katex: string;
  font: string;
  reload: string;
  googleAnalytics: string;
}

export interface HeadInput {
  site: Site;
  page: Page;
  urls: Urls;
  assets: Assets;
  needs: ReadonlySet<Need>;
  /** Port of mystmd's content server, in `myst start`. */
  livePort?: string;
  feeds: Feed[];
}

export interface Feed {
  href: string;
  type: string;
  title: string;
}

export function head(input: HeadInput): Element {
  const { site, page, urls, assets, needs, livePort, feeds } = input;
  const title = pageTitle(site, page);
  return h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('title', title),
    ...cards(input, title),
    h('link', { rel: 'stylesheet', href: urls.theme(assets.css) }),
    needs.has('views') ? h('link', { rel: 'stylesheet', href: urls.theme(assets.views) }) : undefined,
    needs.has('content') ? h('link', { rel: 'stylesheet', href: urls.theme(assets.content) }) : undefined,
    needs.has('katex') ? h('link', { rel: 'stylesheet', href: urls.theme(assets.katex) }) : undefined,
    text(site.options.style)
      ? h('link', { rel: 'stylesheet', href: urls.asset(site.options.style) })
      : undefined,
    h('link', {
      rel: 'preload',
      href: urls.theme(assets.font),
      as: 'font',
      type: 'font/woff2',
      crossOrigin: '',
    }),
    h('link', { rel: 'icon', href: urls.theme('favicon.ico'), sizes: 'any' }),
    ...feeds.map(({ href, type, title: name }) => h('link', { rel: 'alternate', type, href, title: name })),
    h('script', { src: urls.theme(assets.theme) }),
    h('script', { type: 'module', src: urls.theme(assets.main) }),
    livePort
      ? h('script', { type: 'module', src: urls.theme(assets.reload), dataPort: livePort })
      : undefined,
    ...analytics(site.options, urls, assets),
  ]);
}

function pageTitle(site: Site, page: Page): string {
  const own = text(page.frontmatter.title) ?? page.slug;
  return site.title && site.title !== own ? `${own} · ${site.title}` : own;
}

/** Open Graph takes its pictures and addresses whole: without the site's address they are left out. */
function cards({ site, page, urls }: HeadInput, title: string): Element[] {
  const { frontmatter } = page;
  const description =
    text(frontmatter.description) ??
    text(frontmatter.subtitle) ??
    site.description ??
    text(site.project.description);
  const keywords = list(frontmatter.keywords).map(String).join(', ');
  const address = absolute(urls.page(page.slug), urls);
  // Drawings are left out: other sites show bitmaps alone.
  const picture = [frontmatter.thumbnail, site.project.thumbnail]
    .filter((url) => !/\.svg$/.test(text(url) ?? ''))
    .map((url) => absolute(urls.asset(url), urls))
    .find(Boolean);
  const twitter = text(site.options.twitter)?.replace(/^@?/, '@');
  const own = text(frontmatter.title) ?? title;
  const named: [string, string | undefined][] = [
    ['description', description],
    ['keywords', keywords || undefined],
    ['generator', 'mystmd, myst-compass'],
    ['twitter:card', picture ? 'summary_large_image' : 'summary'],
    ['twitter:site', twitter],
    ['twitter:creator', twitter],
  ];
  const graph: [string, string | undefined][] = [
    ['og:title', own],
    ['og:description', description],
    ['og:type', page.slug === site.index ? 'website' : 'article'],
    ['og:site_name', site.title || undefined],
    ['og:url', address],
    ['og:image', picture],
  ];
  return [
    ...(address ? [h('link', { rel: 'canonical', href: address })] : []),
    ...named.flatMap(([name, content]) => (content ? [h('meta', { name, content })] : [])),
    ...graph.flatMap(([property, content]) => (content ? [h('meta', { property, content })] : [])),
  ];
}

/** With scheme and host; nothing when the site's address is unknown. */
export function absolute(path: string | undefined, urls: Urls): string | undefined {
  if (path === undefined || /^https?:/.test(path)) return path;
  return urls.origin === undefined ? undefined : `${new URL(urls.origin).origin}${path}`;
}

/** Scripts of others, only where the author asked for them; their settings are attributes, never inline code. */
function analytics(options: Json, urls: Urls, assets: Assets): Element[] {
  const plausible = text(options.analytics_plausible);
  const google = text(options.analytics_google);
  return [
    ...(plausible
      ? [h('script', { defer: true, dataDomain: plausible, src: 'https://plausible.io/js/plausible.js' })]
      : []),
    ...(google
      ? [
          h('script', {
            async: true,
            src: safeUrl(`https://www.googletagmanager.com/gtag/js?id=${encodeURIComponent(google)}`, String),
          }),
          h('script', { src: urls.theme(assets.googleAnalytics), dataKey: google }),
        ]
      : []),
  ];
}
