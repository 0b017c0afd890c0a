// Takes off a page what must not be published from it: comments, private text, and every way to a file of notes or data.
// In: the page's tree, changed in place; out: messages. First of all that is done with a page.

import { isKeyed } from '../config/positions.ts';
import { plainUrl } from '../graph/definition.ts';
import type { MystNode } from '../graph/node.ts';
import { placeOf, sourcePath } from '../graph/page.ts';
import { type Placeholder, plainText } from '../graph/placeholder.ts';
import { replaceNodes, walk } from '../graph/walk.ts';
import { legible, readMarks, withoutComments } from '../marks.ts';
import type { Place, Report } from '../message.ts';
import { cleanFields, privateRoleTexts } from './fields.ts';
import { pageRules } from './rules.ts';

const PRIVATE_TEXT =
  'Unexpected private text in a page, expected it in notes; it was left out, but the page’s source still holds it';

export interface SourcePage {
  /** Source path from the project root. */
  file: string;
  source: string;
  /** Is this a file that no page shows or leads to? */
  isData(file: string): boolean;
  /** Is it, or a page for others? To include one is worse than to lead there. */
  isClosed(file: string): boolean;
  /** May the file be included by this node? */
  isOpen(file: string, include: MystNode): boolean;
}

/** Comments go, private text goes with a message, and so do the nodes that only make mystmd watch a file. */
export function cleanPage(tree: MystNode, page: SourcePage, report: Report): void {
  const { file, source } = page;
  const roleTexts = privateRoleTexts(source);
  cleanDefinitions(tree, file, report);
  /** Headings and figures that mystmd gave words of their comments. */
  const renamed = new Set<MystNode>();
  const note = (ancestors: readonly MystNode[]) => {
    for (const ancestor of ancestors)
      if (ancestor.type === 'container' || (ancestor.type === 'heading' && ancestor.implicit))
        renamed.add(ancestor);
  };
  replaceNodes(tree, (node, ancestors) => {
    const cut = cutLink(node, ancestors, page, report);
    if (cut) return cut;
    const isClosed =
      node.type === 'include' && !pathsOf(node, ancestors, file).every((path) => page.isOpen(path, node));
    if (isClosed || bearsMark(node)) {
      report(
        pageRules.pageAudience,
        'Unexpected mark of audience on a page, or in what it includes, expected none, for pages are public; take out the text, or write the mark as code',
        placeOfUse(node, page),
      );
      return [];
    }
    if (isComment(node.type) || node.data?.compassWatch) {
      note(ancestors);
      return [];
    }
    if (node.type === 'html' && node.value?.includes('<!--')) {
      note(ancestors);
      return [{ ...node, value: withoutComments(node.value) }];
    }
    if (isIndented(node, source) && PRIVATE_LINE.test(node.value ?? '')) {
      report(pageRules.pagePublic, PRIVATE_TEXT, placeOf(file, node));
      return [];
    }
    const isBare = /^mystRole(?:Body|Error)$/.test(node.type) && roleTexts.has(String(node.value).trim());
    if (isBare || isPrivate(node)) {
      // A part of a page has its place from what is in it; in notebooks each cell counts its own lines.
      const at = node.position || file.endsWith('.ipynb') ? node : (node.children?.[0] ?? node);
      report(pageRules.pagePublic, PRIVATE_TEXT, placeOf(file, at));
      note(ancestors);
      return [];
    }
    if (cleanFields(node, roleTexts)) report(pageRules.pagePublic, PRIVATE_TEXT, placeOf(file, node));
    cleanAside(node, page, report);
    if (node.type === 'compassDirective') cleanArgument(node as Placeholder);
    return undefined;
  });
  for (const node of renamed) (node.type === 'heading' ? renameHeading : describeImages)(node);
}

/** mystmd forgets where a file is included or downloaded: where the page first names it. */
function placeOfUse(node: MystNode, { file, source }: SourcePage): Place {
  const name = node.file ?? node.url;
  const at = !node.position && typeof name === 'string' ? source.indexOf(name) : -1;
  if (at < 0) return placeOf(file, node);
  const before = source.slice(0, at).split('\n');
  return { file, line: before.length, column: before.at(-1)!.length + 1 };
}

/** What mystmd and themes only keep from view: the page's data and the search would still tell it. */
export function dropHidden(tree: MystNode): void {
  const isHidden = ({ visibility, data }: MystNode) =>
    visibility === 'remove' || data?.visibility === 'remove';
  replaceNodes(tree, (node) => (isHidden(node) ? [] : undefined));
  // By now they stand behind the text, wherever they were written.
  const notes = new Set<unknown>();
  walk(tree, ({ type, identifier }) => {
    if (type === 'footnoteReference') notes.add(identifier);
    return undefined;
  });
  replaceNodes(tree, ({ type, identifier }) =>
    type === 'footnoteDefinition' && !notes.has(identifier) ? [] : undefined,
  );
}

const isComment = (type: string) => type === 'comment' || type === 'mystComment';

const MARK_COMMENT = /^\W*(?:private|confidential)\W*(?:$|:)/i;

/** `#private`, `[private]`, `<!-- private -->`: whatever they were meant to cover, it is on a public page. */
function bearsMark({ type, value = '' }: MystNode): boolean {
  if (isComment(type)) return MARK_COMMENT.test(legible(value));
  if (type !== 'text') return false;
  const { end, inside } = readMarks(value);
  return Math.max(end, inside) === 2;
}

/** A part of a file may begin behind the line that opens a private block. */
export const hasPrivateLine = (text: string): boolean => PRIVATE_LINE.test(legible(text));

/** Nodes in a field: the argument of a directive, the caption of code that is included. */
function cleanAside(node: MystNode, page: SourcePage, report: Report): void {
  for (const [name, value] of Object.entries(node)) {
    if (name === 'children' || !Array.isArray(value) || typeof value[0]?.type !== 'string') continue;
    const tree: MystNode = { type: 'root', children: value };
    cleanPage(tree, page, report);
    node[name] = tree.children;
  }
}

function cleanArgument(node: Placeholder): void {
  for (const text of node.argument) if (text.value !== undefined) text.value = withoutComments(text.value);
  node.argumentText = plainText(node.argument);
}

/** Also what Sphinx keeps off its pages, and mystmd shows because it does not know it. */
const PRIVATE_NAME =
  /^\W*(?:(?:private|confidential|vertraulich|(?:not|non)-?public)(?![a-z])|(?:team|comment|todo|only|ifconfig|hidden|internal|draft|secret)\W*$)/i;
const CONTAINER = /^(?:info|success|warning|danger|spoiler)$/i;
const PRIVATE_LINE =
  /^[ \t>]*(?:[-*+][ \t]{1,9}|\d{1,9}[.)][ \t]{1,9})?(?::{3,}[ \t{.]{0,3}|[`~]{3,}[ \t]*\{\W{0,3})(?:private|team|confidential)\b/im;
const PRIVATE_CLASS = /(?<![\w-])(?:private|confidential)(?![\w-])/i;
const TEAM_PART = /"audience":"team"/i;

/**
 * A private block or role, also one that mystmd does not know as such: in other letters or without braces, where
 * it takes the block for code, or by its class or tag.
 */
function isPrivate(node: MystNode): boolean {
  if (node.type === 'compassPrivate') return true;
  if (node.type === 'mystDirectiveError' || node.type === 'mystRoleError')
    return PRIVATE_CLASS.test(legible(String(node.message)));
  // HackMD's containers are code to mystmd, with all that is in them.
  if (node.type === 'code' && CONTAINER.test(String(node.lang)) && PRIVATE_LINE.test(node.value ?? ''))
    return true;
  const named = node.type === 'code' ? node.lang : node.type.startsWith('myst') ? node.name : undefined;
  if (named && PRIVATE_NAME.test(legible(String(named)))) return true;
  const { class: own, options, data } = node;
  if (node.type === 'block') {
    const said = legible(`${node.meta ?? ''} ${JSON.stringify(data ?? '')}`);
    if (PRIVATE_CLASS.test(said) || TEAM_PART.test(said)) return true;
  }
  const classes = [own, isKeyed(options) && options.class, data?.tags].flat().filter(Boolean);
  return classes.length > 0 && PRIVATE_CLASS.test(classes.join(' '));
}

/** Four spaces make code of what was meant as a block; code that is shown on purpose has a fence. */
function isIndented({ type, lang, position }: MystNode, source: string): boolean {
  if (type !== 'code' || lang) return false;
  const line = source.split('\n')[(position?.start.line ?? 0) - 1];
  return line !== undefined && !/[`~]{3}/.test(line);
}

/** Footnotes and addresses that a private block defines are known to the whole page: they go wherever they are used. */
function cleanDefinitions(tree: MystNode, file: string, report: Report): void {
  const spans: { from: number; to: number; inside: MystNode }[] = [];
  const urls = new Set<string>();
  const insideOf = (ancestors: readonly MystNode[]) =>
    ancestors.findLast(({ type }) => type === 'include') ?? tree;
  walk(tree, (node, ancestors) => {
    if (node.type !== 'compassPrivate' || !node.position) return undefined;
    for (const url of Array.isArray(node.urls) ? node.urls : []) urls.add(String(url));
    const { start, end } = node.position;
    if (node.isBlock) spans.push({ from: start.line, to: end.line, inside: insideOf(ancestors) });
    return undefined;
  });
  if (spans.length === 0) return;
  const notes = new Set<unknown>();
  const isDefinedInside = (node: MystNode, ancestors: readonly MystNode[]) => {
    // mystmd gives the definition itself the place of the page's last line.
    const line = (node.children?.[0] ?? node).position?.start.line ?? 0;
    return spans.some(({ from, to, inside }) => from < line && line <= to && inside === insideOf(ancestors));
  };
  replaceNodes(tree, (node, ancestors) => {
    if (node.type !== 'footnoteDefinition' || !isDefinedInside(node, ancestors)) return undefined;
    notes.add(node.identifier);
    return [];
  });
  replaceNodes(tree, (node) => {
    const isGone =
      node.type === 'footnoteReference'
        ? notes.has(node.identifier)
        : typeof node.url === 'string' && urls.has(plainUrl(node.url));
    if (!isGone) return undefined;
    report(
      pageRules.pagePublic,
      'Unexpected use of what a private block defines, expected a definition outside of it; it was left out',
      placeOf(file, node),
    );
    return node.children ?? [];
  });
}

/** mystmd describes a picture without words of its own by its caption. */
function describeImages(figure: MystNode): void {
  const caption = figure.children?.find(({ type }) => type === 'caption');
  const words = caption?.children?.find(({ type }) => type === 'paragraph')?.children ?? [];
  const alt = plainText(words.filter(({ type }) => type !== 'captionNumber')).trim();
  walk(figure, (node) => {
    if (node.type === 'image' && node.data?.altTextIsAutoGenerated) node.alt = alt;
    return undefined;
  });
}

/** mystmd names a heading by its words, those of its comments among them. */
function renameHeading(heading: MystNode): void {
  const label = plainText(heading).trim();
  const id = label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|(?<!-)-+$/g, '');
  const name = id === '' ? undefined : id;
  Object.assign(heading, { label: name && label, identifier: name, html_id: name });
}

/** Also in what directives made of data: mystmd copies each file that a link leads to. */
export function cutLinks(tree: MystNode, page: SourcePage, report: Report): void {
  replaceNodes(tree, (node, ancestors) => cutLink(node, ancestors, page, report));
}

/** The words of a link, a download, an image or an include that leads to a file of the compass, or a page for others. */
function cutLink(
  node: MystNode,
  ancestors: readonly MystNode[],
  page: SourcePage,
  report: Report,
): MystNode[] | undefined {
  const isShut =
    !node.data?.compassWatch &&
    pathsOf(node, ancestors, page.file).some(node.type === 'include' ? page.isData : page.isClosed);
  if (!isShut) return undefined;
  report(
    pageRules.linkNotToNotes,
    'Unexpected way from a page to a file of notes or data, or to a page that is not for these readers, expected a role such as `` {meeting}`one-on-one/2026-10-06` ``, a directive or another page; it was left out',
    placeOfUse(node, page),
  );
  return node.type === 'include' ? [] : (node.children ?? []);
}

/** The paths from the root that an address may mean: a file that is included names others from its place, or the page's. */
function pathsOf(node: MystNode, ancestors: readonly MystNode[], file: string): string[] {
  const url = node.url ?? node.urlSource ?? node.file;
  if (typeof url !== 'string' || /^(?:[a-z]{2,}:|#|\/\/)/i.test(url)) return [];
  const bases = [file];
  for (const { type, file: included } of ancestors)
    if (type === 'include' && typeof included === 'string')
      bases.push(...bases.map((base) => sourcePath(included, base)));
  return bases.map((base) => sourcePath(url.replaceAll('\\', '/'), base));
}
