// Colours for code: highlight.js's token tree as hast, one list of nodes per line. An unknown language stays plain.
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import hljs from 'highlight.js/lib/common';
import cmake from 'highlight.js/lib/languages/cmake';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import fortran from 'highlight.js/lib/languages/fortran';
import haskell from 'highlight.js/lib/languages/haskell';
import julia from 'highlight.js/lib/languages/julia';
import latex from 'highlight.js/lib/languages/latex';
import matlab from 'highlight.js/lib/languages/matlab';
import powershell from 'highlight.js/lib/languages/powershell';
import scala from 'highlight.js/lib/languages/scala';
import { isObject } from '../content.ts';

export type Line = ElementContent[];

const more = { cmake, dockerfile, fortran, haskell, julia, latex, matlab, powershell, scala };
for (const [name, language] of Object.entries(more)) hljs.registerLanguage(name, language);

const ALIASES: Record<string, string> = {
  myst: 'markdown',
  ipython3: 'python',
  ipython: 'python',
  'jupyter-console': 'python',
  toml: 'ini',
  mjs: 'javascript',
  cjs: 'javascript',
  'shell-session': 'shell',
  sphinx: 'markdown',
  docker: 'dockerfile',
};

/** Few colours tell more than many: scopes of highlight.js by what they are for the reader. */
const COLOURS: Record<string, string> = {
  keyword: 'k',
  built_in: 'k',
  type: 'k',
  literal: 'n',
  number: 'n',
  symbol: 'n',
  string: 's',
  regexp: 's',
  quote: 'c',
  comment: 'c',
  doctag: 'c',
  title: 't',
  section: 't',
  name: 't',
  'selector-tag': 't',
  attr: 'a',
  attribute: 'a',
  property: 'a',
  variable: 'a',
  'template-variable': 'a',
  bullet: 'k',
  code: 's',
  link: 's',
  meta: 'c',
  addition: 's',
  deletion: 'd',
  strong: 'b',
  emphasis: 'i',
};

/** Longer code than this stays plain: colour is not worth the wait. */
const LIMIT = 100_000;

export function highlight(value: string, lang: string | undefined): Line[] {
  const language = lang === undefined ? undefined : (ALIASES[lang.toLowerCase()] ?? lang.toLowerCase());
  if (language === undefined || value.length > LIMIT || hljs.getLanguage(language) === undefined) {
    return value.split('\n').map((line) => [{ type: 'text', value: line }]);
  }
  const lines: Line[] = [[]];
  collect(hljs.highlight(value, { language, ignoreIllegals: true })._emitter, [], lines);
  return lines;
}

/** Walk the token tree; a token over several lines is closed and opened again at each break. */
function collect(emitter: unknown, classes: string[], lines: Line[]): void {
  const root = isObject(emitter) && isObject(emitter.root) ? emitter.root : undefined;
  if (root) walk(root, classes, lines);
}

function walk(token: unknown, classes: string[], lines: Line[]): void {
  if (typeof token === 'string') append(token, classes, lines);
  if (!isObject(token)) return;
  const scope = typeof token.scope === 'string' ? token.scope.split('.')[0] : undefined;
  const colour = scope === undefined ? undefined : COLOURS[scope];
  const inner = colour === undefined ? classes : [colour];
  for (const child of Array.isArray(token.children) ? token.children : []) walk(child, inner, lines);
}

function append(words: string, classes: string[], lines: Line[]): void {
  for (const [index, part] of words.split('\n').entries()) {
    if (index > 0) lines.push([]);
    if (part === '') continue;
    lines.at(-1)?.push(classes.length > 0 ? token(part, classes) : { type: 'text', value: part });
  }
}

const token = (value: string, classes: string[]): Element =>
  h('span', { className: classes.map((name) => `h${name}`) }, value);
