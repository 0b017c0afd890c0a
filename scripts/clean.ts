// Takes out of a built folder what mystmd copies into it and no reader sees: sources of pages and what lists them,
// comments of TeX macros, comments and editors' notes of pictures, and what cameras wrote into them. In: the folder, its
// pages; out: files changed, and the pictures that could not be.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutComments } from '../plugins/marks.ts';
import { withoutTexComments } from '../plugins/page/fields.ts';
import { hashOf } from './audit.ts';
import { filesIn, isObject, type SitePage } from './pages.ts';
import { cleanDataUrls, cleanPicture } from './picture/picture.ts';

/**
 * `sources` are the texts of what mystmd read as Markdown: it copies parts of pages and of the site, and lists them
 * nowhere. Returned are the pictures that still hold what nobody sees.
 */
export function cleanSite(site: string, pages: readonly SitePage[], sources: readonly string[]): string[] {
  const files = filesIn(site);
  const copies = new Set([...pages.flatMap((page) => page.copies), ...copiesOf(site, files, sources)]);
  return files.filter((file) => {
    const path = join(site, file);
    if (copies.has(file.split('/').at(-1)!)) rmSync(path);
    else if (file.endsWith('.json')) rewrite(path, (text) => cleanDataUrls(cleanJson(text, copies)));
    else if (/\.svg$/i.test(file)) rewrite(path, (text) => cleanDataUrls(cleanSvg(text)));
    else if (/\.css$/i.test(file)) rewrite(path, (text) => cleanDataUrls(withoutCssComments(text)));
    else if (/\.html$/i.test(file)) rewrite(path, cleanDataUrls);
    else return !TEXT.test(file) && rewritePicture(path);
    return false;
  });
}

/** What a name says to be no picture; a download may have any name, and is looked at. */
const TEXT = /\.(?:js|mjs|map|xml|xsl|txt|csv|ics)$/i;

/** Does the picture still tell? */
function rewritePicture(path: string): boolean {
  const bytes = readFileSync(path);
  const picture = cleanPicture(bytes);
  if (picture && !picture.bytes.equals(bytes)) writeFileSync(path, picture.bytes);
  return picture?.tells ?? false;
}

/** Names of the files that are the same, byte by byte. */
function copiesOf(site: string, files: readonly string[], sources: readonly string[]): string[] {
  const hashes = new Set(sources.map((path) => hashOf(readFileSync(path))));
  const isCopy = (file: string) =>
    /^build\/[^/]+-[0-9a-f]{32}\.\w+$/.test(file) && hashes.has(hashOf(readFileSync(join(site, file))));
  return files.filter(isCopy).map((file) => file.slice('build/'.length));
}

function rewrite(path: string, clean: (text: string) => string): void {
  const text = readFileSync(path, 'utf8');
  const cleaned = clean(text);
  if (cleaned !== text) writeFileSync(path, cleaned);
}

function cleanJson(text: string, copies: ReadonlySet<string>): string {
  if (
    !/"(?:math|kernelspec|jupytext|widgets|image\/svg\+xml)":\{/.test(text) &&
    ![...copies].some((copy) => text.includes(copy))
  )
    return text;
  const json: unknown = JSON.parse(text);
  return JSON.stringify(json, (key, value: unknown) =>
    isObject(value) ? cleanSetting(key, value, text) : withoutCopies(value, copies),
  );
}

const WIDGETS = 'application/vnd.jupyter.widget-state+json';
const WIDGET = 'application/vnd.jupyter.widget-view+json';

/** What notebooks and front matter keep for programs: names of environments, pairs of files, states of widgets. */
function cleanSetting(key: string, value: Record<string, unknown>, page: string): unknown {
  if (key === 'math') return withoutMacroComments(value);
  if (key === 'jupytext') return undefined;
  if (key === 'kernelspec') return { ...value, display_name: undefined };
  if (key === 'image/svg+xml' && typeof value.content === 'string')
    return { ...value, content: cleanSvg(value.content) };
  if (key !== 'widgets' || !(WIDGETS in value)) return value;
  return page.includes(WIDGET) ? { ...value, [WIDGETS]: withoutSecrets(value[WIDGETS]) } : undefined;
}

/** What was typed into a password or chosen to be sent; a theme draws the others. */
function withoutSecrets(widgets: unknown): unknown {
  const isSecret = (model: unknown) =>
    isObject(model) && /^(?:Password|FileUpload)Model$/.test(String(model.model_name));
  return JSON.parse(
    JSON.stringify(widgets, (_key, value: unknown) =>
      isSecret(value) ? { ...Object(value), state: {} } : value,
    ),
  );
}

function withoutCopies(value: unknown, copies: ReadonlySet<string>): unknown {
  if (!Array.isArray(value)) return value;
  return value.filter((item: unknown) => {
    const url: unknown = typeof item === 'object' && item !== null && 'url' in item ? item.url : undefined;
    return !(typeof url === 'string' && copies.has(url.split('/').at(-1)!));
  });
}

/** `math:` of front matter: a name and its TeX, or an object that holds it. */
function withoutMacroComments(macros: Record<string, unknown>): unknown {
  return JSON.parse(
    JSON.stringify(macros, (_key, value: unknown) =>
      typeof value === 'string' ? withoutTexComments(value) : value,
    ),
  );
}

/** Elements without an end, too, so that each is looked for once. */
const EDITORS_NOTES =
  /<(metadata|sodipodi:namedview)\b(?:[^<>]*\/>|[\s\S]*?(?:<\/\1\s{0,9}>|$))|\s(?:inkscape|sodipodi):[\w-]{1,99}=(?:"[^"<>]*"|'[^'<>]*')/g;

const STYLE = /<style\b[\s\S]*?(?:<\/style|$)/g;
const STYLE_COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g;

/** diagrams.net keeps the whole drawing in an attribute, with hidden layers and pages. */
const DRAWING = /\scontent=(?:"[^"]*"|'[^']*')/g;

/** Texts and addresses, which may hold the signs of a comment; `/*!` begins one that is to be kept, as a licence is. */
const CSS_PIECE =
  /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|url\([^)"'\n]{0,9999}\)|\/\*[\s\S]*?(?:\*\/|$)/g;

/** An empty comment parts what the comment parted: `a/* b *\/.c` is not `a .c`. */
export function withoutCssComments(css: string): string {
  return css.replaceAll(CSS_PIECE, (piece) => (/^\/\*(?!!)/.test(piece) ? '/**/' : piece));
}

/** A title and a description are for readers; what else an editor writes down is not. */
export function cleanSvg(text: string): string {
  return withoutComments(text)
    .replaceAll(EDITORS_NOTES, '')
    .replaceAll(/<svg\b[^<>]*>/g, (tag) => tag.replaceAll(DRAWING, ''))
    .replaceAll(STYLE, (style) => style.replaceAll(STYLE_COMMENT, ''));
}
