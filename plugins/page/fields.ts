// Comments and private roles where mystmd takes a text as it is written: alternative texts, titles, options and bodies
// of directives, formulas, diagrams, metadata of blocks. In: a node, changed in place; out: was private text in it?
import { withoutCode } from '../code-spans.ts';
import type { MystNode } from '../graph/node.ts';
import { withoutComments } from '../marks.ts';

const ROLE = /\{[^\w\n`]{0,3}(?:private|team|confidential)[^\w\n`]{0,3}\}(`+)([\s\S]*?)\1/gi;
/** In TeX from `%` to the end of the line, unless escaped. */
const TEX_COMMENT = /(?<!\\)%.*$/gm;
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

const IN_ROLE = /\}`[^`\n]{1,300}\{[^\w\n`]{0,3}(?:private|team|confidential)[^\w\n`]{0,3}\}`/gi;

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
  if (node.type === 'block') dropMetadata(node);
  if (node.type === 'math' || node.type === 'inlineMath') cleanMath(node);
  if (node.type === 'mermaid') node.value = node.value?.replaceAll(DIAGRAM_COMMENT, '');
  if (node.type === 'raw') cleanRaw(node);
  // What a cell printed is data.
  if (node.type === 'output') return false;
  const { label } = node;
  let isPrivate = false;
  const clean = (text: string, name: string) => {
    const open = withoutRoles(text, FLAT.has(name) ? roleTexts : []);
    if (open !== text) isPrivate = true;
    // `{term}` takes `<…>` for an address.
    return withoutComments(open).replace(/^!--.*--$/s, '');
  };
  const { type, children, position, html, argument, value, ...fields } = node;
  Object.assign(node, cleanTexts(SHOWN.has(type) ? fields : { ...fields, value }, clean));
  if (node.html && node.value !== value) node.html = '';
  // Its other forms are made of it.
  if (node.label !== label) for (const name of ['label', 'identifier', 'html_id']) delete node[name];
  return isPrivate;
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

/** The formula has been set already, and its source stands in it. */
function cleanMath(node: MystNode): void {
  const comments = node.value?.match(TEX_COMMENT) ?? [];
  node.value = node.value && withoutTexComments(node.value);
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
  return lang.includes('typst') ? text.replaceAll(TYPST_COMMENT, '') : withoutComments(text);
}
