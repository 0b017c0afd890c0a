// The foot of a page: the day it is true for, who it is meant for, its source, feeds, and the author's own footer.
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Page } from '../content.ts';
import { githubUrl, sourceLinks } from '../urls.ts';
import { licences, longDate } from './frontmatter.ts';
import type { Feed } from './head.ts';

/** What only the builder knows. */
export interface Edition {
  /** `2026-11-20` */
  asOf?: string;
  audience?: string;
  feeds: Feed[];
}

export function foot(page: Page, edition: Edition): Element | undefined {
  const { edit, source } = sourceLinks(page.frontmatter);
  const path = page.location?.replace(/^\//, '');
  const href = source ?? edit;
  const github = githubUrl(page.frontmatter.github);
  const items = [
    edition.asOf ? h('span', `As of ${longDate(edition.asOf)}`) : undefined,
    edition.audience
      ? h('span', `${edition.audience.charAt(0).toUpperCase()}${edition.audience.slice(1)} build`)
      : undefined,
    path && href ? h('a', { href }, `Source: ${path}`) : undefined,
    edit && edit !== href ? h('a', { href: edit }, 'Edit this page') : undefined,
    ...edition.feeds.map((feed) => h('a', { href: feed.href }, feed.title)),
    github ? h('a', { href: github }, 'GitHub') : undefined,
    ...licences(page.frontmatter.license),
  ].filter((item) => item !== undefined);
  return items.length > 0
    ? h(
        'ul',
        items.map((item) => h('li', item)),
      )
    : undefined;
}
