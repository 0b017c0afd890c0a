// Every address that reaches the page goes through here. In: what the author or mystmd wrote; out: a safe url
// of this site (below BASE_URL) or of the web, or nothing for schemes that run or read something.
import { isObject, type Site, slugToPath, text } from './content.ts';

export interface Urls {
  /** `` or `/docs`: the path the site lives under. */
  base: string;
  /** Real address without a trailing slash, when known: for canonical links and cards. */
  origin?: string;
  /** Address of a page: `/base/folder/page/`. */
  page(slug: string): string;
  /** Address of a link as it stands in the tree. */
  link(url: unknown): string | undefined;
  /** Address of a file that mystmd copied: an image, a download. One that it did not find is still relative: none. */
  asset(url: unknown): string | undefined;
  /** Does a link stay on this site (or on a domain that counts as internal)? */
  internal(url: string): boolean;
  /** Address of a file of the theme. */
  theme(path: string): string;
}

export interface UrlOptions {
  base: string;
  origin?: string;
  /** Folder of mystmd's files: `/myst_assets_folder` in a static build, which mystmd rewrites; else our `/build`. */
  assets: string;
}

const SAFE_SCHEMES = new Set(['http:', 'https:', 'mailto:']);

export function createUrls(site: Site, options: UrlOptions): Urls {
  const { base, origin, assets } = options;
  const domains = (text(site.options.internal_domains) ?? '').split(/[\s,]+/).filter(Boolean);
  const page = (slug: string) => (slug === site.index ? `${base}/` : `${base}/${slugToPath(slug)}/`);
  return {
    base,
    origin,
    page,
    theme: (path) => `${base}/${path}`,
    asset: (url) => safeUrl(url, (path) => (path.startsWith('/') ? `${assets}${path}` : undefined)),
    link: (url) => safeUrl(url, (path) => localLink(path, site, base, assets)),
    internal: (url) => !/^[a-z][a-z0-9+.-]*:/i.test(url) || domains.some((domain) => matches(url, domain)),
  };
}

/**
 * Keep http, https, mailto, relative addresses and fragments; drop the rest (`javascript:`, `data:`, `vbscript:`).
 * White space and control characters, which browsers skip inside a scheme, are taken out first. To browsers `\` is `/`.
 */
export function safeUrl(url: unknown, local: (path: string) => string | undefined): string | undefined {
  if (typeof url !== 'string') return undefined;
  const clean = url.replaceAll(/[\u0000-\u001f\u007f]/g, '').trim();
  const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(clean)?.[1]?.toLowerCase();
  if (scheme) return SAFE_SCHEMES.has(scheme) ? clean.replaceAll(/\s/g, '%20') : undefined;
  if (/^(?:\\|\/[\\/])/.test(clean)) return undefined;
  return clean === '' ? undefined : local(clean)?.replaceAll(/\s/g, '%20');
}

/** Does a style load something, or may it in escapes? */
export const loads = (style: string): boolean =>
  /\\|(?:url|src|image(?:-set)?|cross-fade|element|expression)\(|@import/i.test(style);

/** `/slug`, `/folder/page#label`: a page when the site has it, else a file that mystmd copied. */
function localLink(path: string, site: Site, base: string, assets: string): string {
  if (!path.startsWith('/')) return path;
  const [, pathname = '', rest = ''] = /^([^?#]*)(.*)$/.exec(path) ?? [];
  const name = pathname.replace(/^\/|\/$/g, '');
  if (name === '' || name === site.index) return `${base}/${rest}`;
  if (/\.[a-z0-9]{1,8}$/i.test(name))
    return `${/-[0-9a-f]{32}\./.test(name) ? assets : base}${pathname}${rest}`;
  return `${base}/${name}/${rest}`;
}

function matches(url: string, domain: string): boolean {
  const host = /^https?:\/\/([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase();
  if (host === undefined) return false;
  const name = domain.toLowerCase();
  return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
}

/** Where the page's source can be read or edited, as its front matter says. */
export function sourceLinks(frontmatter: Record<string, unknown>): { edit?: string; source?: string } {
  const local = (path: string) => path;
  return { edit: safeUrl(frontmatter.edit_url, local), source: safeUrl(frontmatter.source_url, local) };
}

/** `https://github.com/org/name` from an address or `org/name`. */
export function githubUrl(value: unknown): string | undefined {
  const name = text(isObject(value) ? value.url : value);
  if (name === undefined) return undefined;
  return /^https?:/.test(name) ? safeUrl(name, (path) => path) : `https://github.com/${name}`;
}
