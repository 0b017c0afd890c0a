// Comments and private roles where mystmd takes a text as it is written: alternative texts, titles, options and bodies
// of directives, formulas, diagrams, metadata of blocks. In: a node, changed in place; out: was private text in it?
import { withoutCode } from '../code-spans.ts';
import { isKeyed } from '../config/positions.ts';
import type { MystNode } from '../graph/node.ts';
import { withoutComments } from '../marks.ts';

const ROLE =
  /\{[^\w\n`]{0,3}(?:private|team(?:[-_]only)?|confidential|internal)[^\w\n`]{0,3}\}(`+)([\s\S]*?)\1/gi;
/** In TeX from `%` to the end of the line, unless escaped. */
const TEX_COMMENT = /(?<!\\)%.*$/gm;
const BLOCK_COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g;
/** Where html holds CSS. */
const STYLES = /<style\b[^>]*>[\s\S]*?(?:<\/style|$)|\bstyle\s{0,9}=\s{0,9}(?:"[^"]*"|'[^']*')/gi;
const TYPST_COMMENT = /(?<!:)\/\/.*|\/\*[\s\S]*?(?:\*\/|$)/g;
/** `%%{init …}%%` is no comment but a setting. */
const DIAGRAM_COMMENT = /^[ \t]*%%(?!\{).*$/gm;

/** What the roles of a page's source hold, but for roles that are shown as code. */
export function privateRoleTexts(source: string): ReadonlySet<string> {
  const texts = [...source.matchAll(ROLE)].flatMap(({ 2: text = '', index }) =>
    isCode(source, index) || !/[\p{L}\d]/u.test(text) ? [] : text.trim(),
  );
  return new Set(texts);
}

const IN_ROLE =
  /\}`[^`\n]{1,300}\{[^\w\n`]{0,3}(?:private|team(?:[-_]only)?|confidential|internal)[^\w\n`]{0,3}\}`/gi;

/** A role ends at the next sign like its own: what a private one in it holds is text of the page. */
export function isInRole(source: string): boolean {
  return [...source.matchAll(IN_ROLE)].some(({ index }) => !isCode(source, index));
}

/** Is this written as inline code? */
export function isCode(source: string, at: number): boolean {
  const from = source.lastIndexOf('\n', at) + 1;
  const [line = ''] = source.slice(from).split('\n', 1);
  return withoutCode(line)[at - from] !== source[at];
}

/** Texts that mystmd takes out of nodes, where it drops a role and leaves what it held. */
const FLAT = new Set(['alt', 'title', 'caption']);
/** What is shown as it is written, or cleaned on its own. */
const SHOWN = new Set(['text', 'inlineCode', 'code', 'html', 'comment', 'mystComment']);

/** `roleTexts` as from `privateRoleTexts`. */
export function cleanFields(node: MystNode, roleTexts: ReadonlySet<string>): boolean {
  if (typeof node.class === 'string') node.class = node.class.replace(/(?:^|\s)#.*/s, '');
  // mystmd takes a comment for the beginning of the next name.
  if (isKeyed(node.style))
    node.style = mapTexts(node.style, (text) => text.replaceAll(BLOCK_COMMENT, '').trim());
  if (node.type === 'block') dropMetadata(node);
  if (node.type === 'math' || node.type === 'inlineMath') cleanMath(node);
  if (node.type === 'mermaid' && node.value) node.value = node.value.replaceAll(DIAGRAM_COMMENT, '');
  if (node.type === 'raw') cleanRaw(node);
  // What a cell printed is data.
  if (node.type === 'output') {
    cleanOutput(node.jupyter_data);
    return false;
  }
  const { label } = node;
  let isPrivate = false;
  const clean = (text: string, name: string) => {
    const open = withoutRoles(text, FLAT.has(name) ? roleTexts : []);
    if (open !== text) isPrivate = true;
    // `{term}` takes `<…>` for an address.
    return withoutComments(open).replace(/^!--.*--$/s, '');
  };
  const { type, children, position, html, argument, value, ...fields } = node;
  // A `value` of undefined would be one: mystmd would take it for the words of a heading.
  const texts = value === undefined || SHOWN.has(type) ? fields : { ...fields, value };
  Object.assign(node, cleanTexts(texts, clean));
  if (node.html && node.value !== value) node.html = '';
  // Its other forms are made of it.
  if (node.label !== label) for (const name of ['label', 'identifier', 'html_id']) delete node[name];
  return isPrivate;
}

function mapTexts(style: object, change: (text: string) => string): object {
  return Object.fromEntries(
    Object.entries(style).map((entry) => entry.map((text: unknown) => change(String(text)))),
  );
}

/** Every text of the fields, however deep. */
function cleanTexts<T extends object>(owner: T, clean: (text: string, name: string) => string): T {
  for (const [name, value] of Object.entries(owner)) {
    if (typeof value === 'string') Reflect.set(owner, name, clean(value, name));
    else if (typeof value === 'object' && value !== null) cleanTexts(value, clean);
  }
  return owner;
}

function withoutRoles(text: string, roleTexts: Iterable<string>): string {
  let open = text.includes('{') ? text.replaceAll(ROLE, '') : text;
  for (const words of roleTexts) open = open.replaceAll(words, '');
  return open;
}

/** As front matter does, blocks keep what is known: `+++ {"remark": …}` is for those who write. */
const KNOWN = /^(?:type|tags|part|label|name|id|class|kind|visibility)$/;

function dropMetadata(node: MystNode): void {
  delete node.meta;
  if (!node.data) return;
  node.data = Object.fromEntries(Object.entries(node.data).filter(([key]) => KNOWN.test(key)));
}

/** Forms that mystmd and its themes know: what else a program keeps beside them, no reader sees. */
const FORM =
  /^(?:text|image|audio|video)\/|^application\/(?:(?:geo\+)?json|javascript|pdf|vdom|vnd\.(?:bokeh|holoviews|jupyter\.widget-view|plotly|vega))/;
const WITH_COMMENTS = /html|markdown|xml/;

/** Of what a notebook keeps about an output, themes use the size of a picture. */
function cleanOutput(output: unknown): void {
  if (!isKeyed(output)) return;
  const { metadata, data } = output;
  if (isKeyed(metadata))
    output.metadata = keep(metadata, (_, about) => isKeyed(about) && keep(about, isSize));
  if (!isKeyed(data)) return;
  output.data = keep(data, (form, content) => {
    if (!FORM.test(form)) return false;
    // As the notebook holds it, line by line; and as mystmd does.
    const text = Array.isArray(content) ? content.join('') : content;
    if (!WITH_COMMENTS.test(form)) return content;
    return typeof text === 'string' ? withoutComments(text) : cleanTexts(Object(text), withoutComments);
  });
}

const isSize = (name: string, value: unknown) => /^(?:width|height)$/.test(name) && Number(value);

/** What `change` makes of the values, without those of which it makes nothing. */
function keep(object: object, change: (name: string, value: unknown) => unknown): object {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) => {
      const changed = change(name, value);
      return changed ? [[name, changed]] : [];
    }),
  );
}

/** The formula has been set already, and its source stands in it. */
function cleanMath(node: MystNode): void {
  const comments = node.value?.match(TEX_COMMENT) ?? [];
  if (node.value) node.value = withoutTexComments(node.value);
  if (typeof node.html !== 'string') return;
  for (const comment of comments) node.html = String(node.html).replaceAll(escapeHtml(comment), '');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function withoutTexComments(text: string): string {
  return text.replaceAll(TEX_COMMENT, '');
}

/** Text for one kind of export, which the page's data carries all the same. */
function cleanRaw(node: MystNode): void {
  const lang = String(node.lang);
  const clean = (text: unknown) => withoutRawComments(String(text), lang);
  if (node.value !== undefined) node.value = clean(node.value);
  for (const child of node.children?.flatMap((each) => [each, ...(each.children ?? [])]) ?? [])
    if (child.value !== undefined) child.value = clean(child.value);
  for (const field of ['tex', 'typst']) if (typeof node[field] === 'string') node[field] = clean(node[field]);
}

function withoutRawComments(text: string, lang: string): string {
  if (lang.includes('tex')) return withoutTexComments(text);
  if (lang.includes('typst')) return text.replaceAll(TYPST_COMMENT, '');
  return withoutComments(text).replaceAll(STYLES, (styles) => styles.replaceAll(BLOCK_COMMENT, ''));
}
