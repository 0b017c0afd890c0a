// Takes off a page what must not be published from it: comments, private text, and every way to a file of notes or data.
// In: the page's tree, changed in place; out: messages. First of all that is done with a page.

import type { MystNode } from '../graph/node.ts';
import { filesMeant, placeOf, sourcePath } from '../graph/page.ts';
import { type Placeholder, plainText } from '../graph/placeholder.ts';
import { replaceNodes, walk } from '../graph/walk.ts';
import { commentsIn, isMarkComment, levelOnPage, withoutComments } from '../marks.ts';
import type { Place, Report } from '../message.ts';
import { cleanFields, privateRoleTexts } from './fields.ts';
import { cleanDefinitions, hasPrivateLine, isPrivate, privateSpans, strayMarks, textsIn } from './private.ts';
import { pageRules } from './rules.ts';

const PRIVATE_TEXT =
  'Unexpected private text in a page, expected it in notes; it was left out, but the page’s source still holds it';

const EMPTY =
  'Unexpected private block without a text, expected one in it: what stands below may have been meant, and is shown; indent it like the block, or take the block out';

const MARKED =
  'Unexpected mark of audience on a page, or in what it includes (or a comment of Obsidian, which MyST shows), expected none, for pages are public; take out the text, or write the mark as code';

export interface SourcePage {
  /** Texts that were left out: mystmd has taken the page's title before, from its first heading wherever it stands. */
  withheld: Set<string>;
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
  const spans = privateSpans(tree, source);
  cleanDefinitions(tree, { spans, source, file }, report);
  // In notebooks each cell counts its own lines.
  const stray = file.endsWith('.ipynb') ? [] : strayMarks(tree, spans, source);
  for (const line of stray) report(pageRules.pageAudience, MARKED, { file, line, column: 1 });
  cleanTree(tree, page, report);
}

function cleanTree(tree: MystNode, page: SourcePage, report: Report): void {
  const { file, source } = page;
  const roleTexts = privateRoleTexts(source);
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
    if (isClosed || bearsMark(node, ancestors.at(-1))) {
      report(pageRules.pageAudience, MARKED, placeOfUse(node, page));
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
    if (isIndented(node, source) && hasPrivateLine(node.value ?? '')) {
      report(pageRules.pagePublic, PRIVATE_TEXT, placeOf(file, node));
      return [];
    }
    const isBare = /^mystRole(?:Body|Error)$/.test(node.type) && roleTexts.has(String(node.value).trim());
    if (isBare || isPrivate(node)) {
      // A part of a page has its place from what is in it; in notebooks each cell counts its own lines.
      const at = node.position || file.endsWith('.ipynb') ? node : (node.children?.[0] ?? node);
      report(pageRules.pagePublic, PRIVATE_TEXT, placeOf(file, at));
      if (node.isEmpty) report(pageRules.pageAudience, EMPTY, placeOf(file, at));
      const heading = plainText(node) === '' ? undefined : ancestors.find(({ type }) => type === 'heading');
      for (const text of textsIn(heading ?? node)) page.withheld.add(text);
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

/** `#private`, `[team]`, `<!-- private -->`: whatever they were meant to cover, it is on a public page. */
function bearsMark({ type, value = '', alt, children }: MystNode, parent: MystNode | undefined): boolean {
  if (isComment(type)) return isMarkComment(value) || /^%$/m.test(value);
  if (type === 'html') return commentsIn(value).some(isMarkComment);
  if (type === 'text') return levelOnPage(value) > 0;
  // A link or a picture that says nothing else, behind what it is about.
  const words = type === 'link' ? plainText(children ?? []) : type === 'image' ? String(alt ?? '') : '';
  return (
    /^\W*private\W*$/i.test(words) &&
    parent?.children?.length !== 1 &&
    parent?.children?.at(-1)?.type === type
  );
}

/** Nodes in a field: the argument of a directive, the caption of code that is included. */
function cleanAside(node: MystNode, page: SourcePage, report: Report): void {
  for (const [name, value] of Object.entries(node)) {
    if (name === 'children' || !Array.isArray(value) || typeof value[0]?.type !== 'string') continue;
    const tree: MystNode = { type: 'root', children: value };
    cleanTree(tree, page, report);
    node[name] = tree.children;
  }
}

function cleanArgument(node: Placeholder): void {
  for (const text of node.argument) if (text.value !== undefined) text.value = withoutComments(text.value);
  node.argumentText = plainText(node.argument);
}

/** Four spaces make code of what was meant as a block; code that is shown on purpose has a fence. */
function isIndented({ type, lang, position }: MystNode, source: string): boolean {
  if (type !== 'code' || lang) return false;
  const line = source.split('\n')[(position?.start.line ?? 0) - 1];
  return line !== undefined && !/[`~]{3}/.test(line);
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
  return bases.flatMap((base) => filesMeant(url.replaceAll('\\', '/'), base));
}
