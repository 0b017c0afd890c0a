// `npm run gallery`: one page with every fixture's picture, old (the last commit's) beside new, light and dark, and the
// phone's form. In: test/fixtures/**/*.svg; out: _build/gallery/index.html. A person looks before a snapshot is committed.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Picture {
  /** `flywheel/four-steps/output.svg`. */
  name: string;
  svg: string;
  /** The last commit's; empty when it had none. */
  old: string;
}

const FONT = 'node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2';

/** Values of LOOK.md for the dark side; the light ones are in the pictures. */
const DARK: Record<string, string> = {
  paper: '#0f1822', wash: '#172230', line: '#293645', rule: '#5f7083', track: '#2a3847', ink: '#e9eef4',
  ink2: '#b6c2cf', ink3: '#97a6b5', accent: '#a3b4ff', warn: '#ffab78', 'accent-wash': '#1b2647',
  'warn-wash': '#37200f', mark: '#5a4708', done: '#8cc2ff', 'on-track': '#5cdcb4', 'at-risk': '#f1b747',
  'off-track': '#ff7567', quiet: '#97a6b5',
}; // biome-ignore format: a table

export function readPictures(root: string): Picture[] {
  const fixtures = join(root, 'test/fixtures');
  return readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svg') && !name.includes('output-changed'))
    .sort()
    .map((name) => ({
      name: name.replaceAll('\\', '/'),
      svg: readFileSync(join(fixtures, name), 'utf8'),
      old: readCommitted(root, relative(root, join(fixtures, name)).replaceAll('\\', '/')),
    }));
}

function readCommitted(root: string, path: string): string {
  try {
    return execFileSync('git', ['show', `HEAD:${path}`], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}

export function renderGallery(pictures: Picture[]): string {
  const changed = pictures.filter((picture) => picture.old !== picture.svg).length;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Gallery</title>
<style>${STYLE}</style>
<h1>${pictures.length} pictures, ${changed} changed</h1>
${pictures.map(renderPicture).join('\n')}
</html>
`;
}

const STYLE = `
@font-face{font-family:'Source Sans 3';src:url(font.woff2) format('woff2');font-weight:200 900}
body{font:16px/1.4 'Source Sans 3',Arial,sans-serif;margin:24px;color:#13202f;background:#fff}
section{border-top:2px solid #13202f;padding:8px 0 24px}
.row{display:flex;flex-wrap:wrap;gap:12px;align-items:start}
.side{padding:8px}
.side>svg,.side>img{max-width:720px;height:auto;display:block}
.dark{background:#0f1822;color:#e9eef4;${Object.entries(DARK)
  .map(([name, value]) => `--compass-${name}:${value}`)
  .join(';')}}
.side p{margin:0 0 4px;font-size:13px}
.side .compass-ground{display:none}
.phone>svg{max-width:358px}
`;

function renderPicture(picture: Picture, index: number): string {
  const { name, svg, old } = picture;
  const bytes = Buffer.byteLength(svg);
  const sides = [
    old !== '' && old !== svg ? side('old', old, `o${index}`) : '',
    side(old === svg ? 'light' : old === '' ? 'new' : 'changed', svg, `l${index}`),
    side('dark', svg, `d${index}`, 'dark'),
    svg.includes('compass-compact') ? side('phone', compactOf(svg), `p${index}`, 'phone') : '',
  ];
  return `<section id="${name.replaceAll(/\W+/g, '-')}" data-name="${name}"><h2>${name} <small>${bytes} bytes</small></h2><div class="row">${sides.join('')}</div></section>`;
}

function side(word: string, svg: string, prefix: string, className = ''): string {
  return `<div class="side ${className}"><p>${word}</p>${withIds(svg, prefix)}</div>`;
}

/** Ids of one picture must not meet those of another on the page. */
function withIds(svg: string, prefix: string): string {
  return svg
    .trim()
    .replaceAll(/ id="([^"]+)"/g, ` id="${prefix}-$1"`)
    .replaceAll(/ href="#([^"]+)"/g, ` href="#${prefix}-$1"`)
    .replaceAll(/url\(#([^)]+)\)/g, `url(#${prefix}-$1)`);
}

/** The phone's form, with the attributes of the whole and the shapes that both forms use. */
function compactOf(svg: string): string {
  const start = svg.indexOf('<svg class="compass-compact"');
  const inner = svg.slice(start, svg.lastIndexOf('</svg>')).replace(' display="none"', '');
  const fonts = /font-family="[^"]*"[^>]*/.exec(svg)?.[0] ?? '';
  const shapes = /<\/desc><rect[^>]*\/>(<defs>[\s\S]*?<\/defs>)?/.exec(svg)?.[1] ?? '';
  return inner.replace(/<svg ([^>]*)>/, `<svg ${fonts} $1>${shapes}`);
}

export function copyFont(root: string, out: string): void {
  copyFileSync(join(root, FONT), join(out, 'font.woff2'));
}

export function writeGallery(root: string): string {
  const out = join(root, '_build/gallery');
  mkdirSync(out, { recursive: true });
  copyFont(root, out);
  writeFileSync(join(out, 'index.html'), renderGallery(readPictures(root)));
  return join(out, 'index.html');
}
