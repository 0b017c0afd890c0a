// The title block: title, lead, authors with affiliations and ORCID, date, licence, DOI, downloads, and the parts
// that mystmd lifts out of the text (abstract, key points, acknowledgements …).
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { isObject, type Json, list, normalizeParts, objects, type Page, text } from '../content.ts';
import { claimId, type State } from '../render/state.ts';
import { safeUrl, type Urls } from '../urls.ts';

const asIs = (path: string) => path;

export function titleBlock(page: Page, state: State, options: Json): Element[] {
  const { frontmatter } = page;
  const banner = state.urls.asset(frontmatter.banner);
  const title = text(frontmatter.title);
  return [
    ...(banner ? [h('img.banner', { src: banner, alt: '' })] : []),
    h('div.title-block', [
      subject(frontmatter),
      title ? h('h1', [number(frontmatter), title]) : undefined,
      text(frontmatter.subtitle) ? h('p.lead', text(frontmatter.subtitle)) : undefined,
      options.hide_authors === true ? undefined : authors(frontmatter),
      facts(frontmatter, page, state.urls),
    ]),
  ];
}

const number = (frontmatter: Json) =>
  text(frontmatter.enumerator) ? h('span.enumerator', text(frontmatter.enumerator)) : undefined;

/** `Subject · Journal, Volume 2, Issue 3`. */
function subject(frontmatter: Json): Element | undefined {
  const { venue, volume, issue } = frontmatter;
  const journal = isObject(venue) ? text(venue.title) : text(venue);
  const parts = [
    text(frontmatter.subject),
    [journal, part('Volume', volume), part('Issue', issue)].filter(Boolean).join(', ') || undefined,
  ].filter((words) => words !== undefined);
  return parts.length > 0 ? h('p.subject', parts.join(' · ')) : undefined;
}

const part = (word: string, value: unknown) => {
  const title = isObject(value) ? (text(value.title) ?? text(value.number)) : text(value);
  return title ? `${word} ${title}` : undefined;
};

function authors(frontmatter: Json): Element | undefined {
  const people = objects(frontmatter.authors);
  if (people.length === 0) return undefined;
  const places = new Map(
    objects(frontmatter.affiliations).map((place) => [
      text(place.id) ?? '',
      text(place.name) ?? text(place.institution) ?? '',
    ]),
  );
  const shared =
    people.length > 1 && new Set(people.map((person) => list(person.affiliations).join())).size === 1;
  return h('ul.authors', [
    ...people.map((person) => h('li', author(person, shared ? new Map() : places))),
    shared && list(people[0]?.affiliations).length > 0
      ? h('li.place', placesOf(people[0] ?? {}, places))
      : undefined,
  ]);
}

function author(person: Json, places: Map<string, string>): ElementContent[] {
  const name = text(person.name) ?? 'Unnamed';
  const url = safeUrl(person.url ?? person.website, asIs);
  const orcid = text(person.orcid)?.replace(/^https?:\/\/orcid\.org\//, '');
  const place = placesOf(person, places);
  return h('span', [
    url ? h('a', { href: url, rel: 'author' }, name) : h('strong', name),
    orcid ? [' ', h('a.orcid', { href: `https://orcid.org/${orcid}` }, `ORCID ${orcid}`)] : [],
    text(person.email) && person.corresponding === true
      ? [' ', h('a', { href: `mailto:${text(person.email)}` }, 'e-mail')]
      : [],
    place ? h('span.place', place) : undefined,
  ]).children;
}

const placesOf = (person: Json, places: Map<string, string>) =>
  list(person.affiliations)
    .map((id) => places.get(String(id)) ?? '')
    .filter(Boolean)
    .join('; ');

/** One line: date, DOI, downloads. Licence and source stand at the foot. */
function facts(frontmatter: Json, page: Page, urls: Urls): Element | undefined {
  const doi = text(frontmatter.doi)?.replace(/^(https?:\/\/)?(dx\.)?doi\.org\//, '');
  const date = text(frontmatter.date);
  const items = [
    date ? h('time', { dateTime: date.slice(0, 10) }, longDate(date)) : undefined,
    doi ? h('a', { href: `https://doi.org/${doi}` }, `doi:${doi}`) : undefined,
    frontmatter.open_access === true ? h('span', 'Open access') : undefined,
    ...downloads(frontmatter, page, urls),
  ].filter((item) => item !== undefined);
  return items.length > 0
    ? h(
        'ul.facts',
        items.map((item) => h('li', item)),
      )
    : undefined;
}

/** `20 November 2026`; what is no date stays as written. */
export function longDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? [];
  if (!year || !month || !day) return date;
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.UTC(Number(year), Number(month) - 1, Number(day)));
}

/** One licence, or one for the words and one for the code. */
export function licences(license: unknown): Element[] {
  if (!isObject(license)) return [];
  const both = [license.content, license.code].filter(isObject);
  return (both.length > 0 ? both : [license]).flatMap((one) => {
    const name = text(one.id) ?? text(one.name);
    const href = safeUrl(one.url, asIs);
    if (!name) return [];
    const words = both.length > 1 && one === license.code ? `${name} (code)` : name;
    return [href ? h('a', { href, rel: 'license' }, words) : h('span', words)];
  });
}

/** What the author offers; the page's own source is linked at the foot instead. */
function downloads(frontmatter: Json, page: Page, urls: Urls): Element[] {
  const own = page.location?.split('/').at(-1);
  const offered = Array.isArray(frontmatter.downloads)
    ? objects(frontmatter.downloads)
    : objects(frontmatter.exports).filter(
        ({ filename, format }) => !(format === 'md' && filename === own) && filename !== own,
      );
  return offered.flatMap((file) => {
    const href = urls.asset(file.url);
    const name = text(file.title) ?? text(file.filename) ?? text(file.format);
    return href && name ? [h('a', { href, download: text(file.filename) ?? '' }, name)] : [];
  });
}

const BEFORE = ['abstract', 'keypoints', 'key_points', 'summary', 'plain_language_summary'];
const TITLES: Record<string, string> = {
  keypoints: 'Key points',
  key_points: 'Key points',
  summary: 'Plain language summary',
  plain_language_summary: 'Plain language summary',
  acknowledgments: 'Acknowledgements',
  acknowledgements: 'Acknowledgements',
  data_availability: 'Data availability',
};
/** Parts with a place of their own elsewhere. */
const ELSEWHERE = ['footer', 'primary_sidebar_footer', 'banner', 'navbar_end'];

/** Abstract and the like stand before the text, the others after it. */
export function parts(page: Page, state: State, where: 'before' | 'after'): Element[] {
  const found = Object.entries(normalizeParts(page.frontmatter.parts)).filter(
    ([name]) => !ELSEWHERE.includes(name) && BEFORE.includes(name) === (where === 'before'),
  );
  const sections = found.map(([name, tree]) => {
    const id = claimId(name.replaceAll('_', '-'), state);
    return h('section.part', { ariaLabelledBy: id }, [h('h2', { id }, partTitle(name)), ...state.one(tree)]);
  });
  // The project's own keywords, which every page inherits, tell nothing about one of them.
  const keywords = list(page.frontmatter.keywords).map(String).join(', ');
  const inherited = keywords === list(state.site.project.keywords).map(String).join(', ');
  if (where === 'before' && keywords && !inherited)
    sections.push(h('p.keywords', [h('strong', 'Keywords'), ` ${keywords}`]));
  return sections;
}

const partTitle = (name: string) =>
  TITLES[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;
