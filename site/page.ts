// A whole page: page JSON and the site in, html out. Pure; server.ts reads and serves.
import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { isObject, type Json, type MystNode, type Page, type Site, text } from './content.ts';
import { type Edition, foot } from './parts/foot.ts';
import { parts, titleBlock } from './parts/frontmatter.ts';
import { type Assets, head } from './parts/head.ts';
import { breadcrumbs, navigation, neighbours, outlineList, type Place } from './parts/navigation.ts';
import { top } from './parts/top.ts';
import { bibliography, footnotes } from './render/cite.ts';
import { createState } from './render/index.ts';
import type { State } from './render/state.ts';
import type { Urls } from './urls.ts';

export interface PageInput {
  page: Page;
  site: Site;
  urls: Urls;
  assets: Assets;
  edition: Edition;
  /** Title of the home page. */
  home: string;
  pictures: ReadonlyMap<string, string>;
  livePort?: string;
  warn(message: string): void;
}

export interface Rendered {
  html: string;
  unknown: ReadonlyMap<string, number>;
}

export function renderPage(input: PageInput): Rendered {
  const { page, site } = input;
  const state = createState(input);
  const options: Json = {
    ...site.options,
    ...(isObject(page.frontmatter.site) ? page.frontmatter.site : {}),
  };
  const body = renderBody(input, state, options);
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h(
        'html',
        {
          lang: language(options),
          dir: direction(options, page),
          dataBase: input.urls.base,
          dataPanels: input.urls.theme(input.assets.panels),
          dataViews: input.urls.theme(input.assets.views),
        },
        [head({ ...input, needs: state.needs, feeds: input.edition.feeds }), body],
      ),
    ],
  };
  return { html: toHtml(root, { closeEmptyElements: false }), unknown: state.unknown };
}

function renderBody(input: PageInput, state: State, options: Json): Element {
  const { page, site, urls, home } = input;
  const place: Place = { site, urls, slug: page.slug };
  const article = renderArticle(input, state, options);
  const wide = isWide(page.mdast);
  const depth = typeof options.outline_maxdepth === 'number' ? options.outline_maxdepth : 3;
  const outline = options.hide_outline === true ? undefined : outlineList(state.outline, depth);
  const sides = options.hide_toc === true ? [] : [navigation(place, home, wide && outline ? [outline] : [])];
  const parts = { ...site.parts };
  return h(
    'body',
    { className: [wide ? 'wide' : '', options.hide_toc === true ? 'no-toc' : ''].filter(Boolean) },
    [
      h('a.skip', { href: '#content' }, 'Skip to content'),
      parts.banner
        ? h('aside.site-banner', { ariaLabel: 'Announcement' }, renderPart(parts.banner, input, state))
        : undefined,
      top(site, urls, options, parts.navbar_end ? renderPart(parts.navbar_end, input, state) : []),
      h('div.frame', [
        sides.length > 0
          ? h('nav.side', { ariaLabel: 'Pages' }, [
              ...sides,
              parts.primary_sidebar_footer
                ? h('div.side-foot', renderPart(parts.primary_sidebar_footer, input, state))
                : undefined,
            ])
          : undefined,
        h('main#content', { tabIndex: -1 }, [
          article,
          options.hide_footer_links === true ? undefined : neighbours(place, home),
          h('footer.foot', [
            foot(page, input.edition),
            ...(parts.footer ? renderPart(parts.footer, input, state) : []),
          ]),
        ]),
        outline && !wide
          ? h('nav.outline', { ariaLabel: 'On this page' }, [h('p', 'On this page'), outline])
          : undefined,
      ]),
    ],
  );
}

function renderArticle({ page, urls, site, home }: PageInput, state: State, options: Json): Element {
  const before = parts(page, state, 'before');
  const content = state.one(page.mdast);
  const hidden = options.hide_title_block === true;
  const included = page.frontmatter.content_includes_title === true;
  const title = hidden ? hiddenTitle(page) : included ? [] : titleBlock(page, state, options);
  return h('article', [
    breadcrumbs({ site, urls, slug: page.slug }, home),
    ...title,
    ...before,
    ...content,
    ...parts(page, state, 'after'),
    footnotes(state),
    bibliography(state),
  ]);
}

/** A page whose title block is hidden still tells its title to those who listen. */
const hiddenTitle = (page: Page): ElementContent[] => {
  const title = text(page.frontmatter.title);
  return title ? [h('h1.unseen', title)] : [];
};

/** Parts of the site are rendered on each page with a state of their own: their headings are not the page's. */
function renderPart(tree: MystNode, input: PageInput, state: State): ElementContent[] {
  const own = createState({ ...input, page: { ...input.page, mdast: tree } });
  for (const id of state.ids) own.ids.add(id);
  return own.one(tree);
}

const WIDE =
  /\b(compass-(wide|register|objectives|actions|decisions|digest|meetings|dashboard)|col-screen|col-page)\b/;

/** Does the page hold a register or table that needs the full width? */
function isWide(node: MystNode): boolean {
  if (WIDE.test(text(node.class) ?? '')) return true;
  return node.children?.some(isWide) ?? false;
}

const language = (options: Json) => text(options.language) ?? 'en';

/** By the language, else by the title's first letter: Hebrew, Arabic and their kin run from right to left. */
function direction(options: Json, page: Page): 'rtl' | undefined {
  if (/^(ar|he|fa|ur|yi|ps|sd|ug|dv)\b/.test(text(options.language) ?? '')) return 'rtl';
  const letter = /\p{L}/u.exec(text(page.frontmatter.title) ?? '')?.[0] ?? '';
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(letter) ? 'rtl' : undefined;
}
