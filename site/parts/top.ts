// The bar at the top: the site's name or logo, its links, search, light or dark, and the menu of small screens.
import type { Element } from 'hast';
import { h } from 'hastscript';
import { type NavigationItem, type Site, text } from '../content.ts';
import type { Urls } from '../urls.ts';
import { markIcon, menuIcon, modeIcon, searchIcon } from './icons.ts';

export function top(
  site: Site,
  urls: Urls,
  options: Record<string, unknown>,
  end: Element['children'],
): Element {
  const items = [
    ...site.nav.map((item) => menuItem(item, urls)),
    ...site.actions.map((item) => menuItem(item, urls, 'action')),
  ];
  return h('header.top', [
    homeLink(site, urls),
    items.length > 0 ? h('nav.links', { ariaLabel: 'Links' }, [h('ul', items)]) : undefined,
    options.hide_search === true ? undefined : searchButton(),
    h('button.mode', { type: 'button', ariaLabel: 'Light or dark' }, [
      modeIcon(),
      h('span.light', 'Light'),
      h('span.dark', 'Dark'),
    ]),
    ...end,
    options.hide_toc === true && items.length === 0
      ? undefined
      : h('details.menu', [h('summary', { ariaLabel: 'Menu' }, [menuIcon()])]),
  ]);
}

/** Without JavaScript there is no search, so the button is shown by the script that serves it. */
function searchButton(): Element {
  return h('button.search', { type: 'button', ariaLabel: 'Search', ariaKeyShortcuts: '/ Control+K' }, [
    searchIcon(),
    h('span', 'Search'),
    h('kbd', '/'),
  ]);
}

function homeLink(site: Site, urls: Urls): Element {
  const { logo, logo_dark, logo_text, logo_url, logo_alt } = site.options;
  const light = urls.asset(logo);
  const dark = urls.asset(logo_dark);
  const words = text(logo_text) ?? (light ? undefined : site.title);
  const own = text(logo_alt);
  // Words beside the picture that say the same are enough.
  const alt = words ? (own === words ? '' : (own ?? '')) : (own ?? (site.title || 'Home'));
  const pictures = light
    ? [
        h('img', { src: light, alt, className: dark ? ['light'] : undefined }),
        dark ? h('img', { src: dark, alt, className: ['dark'] }) : undefined,
      ]
    : [markIcon()];
  return h('a.home', { href: urls.link(logo_url) ?? `${urls.base}/` }, [
    ...pictures,
    words ? nameOf(words) : undefined,
  ]);
}

/** The last word of a name of several is its second voice: `Open Tide` Compass. */
function nameOf(words: string): Element {
  const [, name = words, kind] = /^(.+\S)\s+(compass|handbook|guide|docs|documentation)$/i.exec(words) ?? [];
  return h('span', [h('strong', name), kind ? ` ${kind}` : undefined]);
}

function menuItem(item: NavigationItem, urls: Urls, className?: string): Element {
  if (item.children) {
    const links = item.children.map((child) => menuItem(child, urls));
    return h('li', [h('details.dropdown', [h('summary', item.title), h('ul', links)])]);
  }
  const href = urls.link(item.url);
  const outside = href !== undefined && !urls.internal(href);
  return h('li', { className: className ? [className] : undefined }, [
    h('a', { href, rel: outside ? 'noopener' : undefined }, item.title),
  ]);
}
