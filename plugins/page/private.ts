// What of a page is private: blocks, roles, parts and cells that say so, in whatever form mystmd keeps them, and the lines
// of its source that say so. In: a page's tree and source; out: which nodes and lines.
import { isKeyed } from '../config/positions.ts';
import { levelForWhom } from '../for-whom.ts';
import { FRONT_MATTER } from '../front-matter.ts';
import { definedUrls, plainUrl } from '../graph/definition.ts';
import type { MystNode } from '../graph/node.ts';
import { placeOf } from '../graph/page.ts';
import { plainText } from '../graph/placeholder.ts';
import { replaceNodes, walk } from '../graph/walk.ts';
import { legible, levelOfKeys } from '../marks.ts';
import type { Report } from '../message.ts';
import { pageRules } from './rules.ts';

/** Also what Sphinx keeps off its pages, and mystmd shows because it does not know it. */
const PRIVATE_NAME =
  /^\W*(?:(?:private|confidential|vertraulich|(?:not|non)-?public)(?![a-z])|(?:team(?:[-_ ]?only)?|comment|todo|only|ifconfig|hidden|internal(?:[-_ ]?only)?|draft|secret)\W*$)/i;
const CONTAINER = /^(?:info|success|warning|danger|spoiler)$/i;
const PRIVATE_LINE =
  /^[ \t>]*(?:[-*+][ \t]{1,9}|\d{1,9}[.)][ \t]{1,9})?(?::{3,}[ \t{.]{0,3}|[`~]{3,}[ \t]*\{\W{0,3})(?:private|team|confidential|internal(?![\w-]))\b/im;
const PRIVATE_CLASS = /(?<![\w-])(?:private|confidential)(?![\w-])/i;

/**
 * A private block or role, also one that mystmd does not know as such: in other letters or without braces, where
 * it takes the block for code, or by its class or tag.
 */
export function isPrivate(node: MystNode): boolean {
  if (node.type === 'compassPrivate') return true;
  if (node.type === 'mystDirectiveError' || node.type === 'mystRoleError')
    return PRIVATE_CLASS.test(legible(String(node.message)));
  // HackMD's containers are code to mystmd, with all that is in them.
  if (node.type === 'code' && CONTAINER.test(String(node.lang)) && PRIVATE_LINE.test(node.value ?? ''))
    return true;
  const named = node.type === 'code' ? node.lang : node.type.startsWith('myst') ? node.name : undefined;
  if (named && PRIVATE_NAME.test(legible(String(named)))) return true;
  const { class: own, options, data } = node;
  if (node.type === 'block' && isClosedPart(`${node.meta ?? ''}`, data)) return true;
  const classes = [own, isKeyed(options) && options.class, data?.tags].flat().filter(Boolean).map(String);
  return classes.some((names) => PRIVATE_CLASS.test(names) || levelForWhom(names, 'page') > 0);
}

/** What mystmd itself knows as `visibility` is for everybody who runs the page. */
const SHOWN = /"visibility":"(?:show|hide|remove)"/g;
/** mystmd writes them with a hyphen; who did not meant the same. */
const REMOVED = /"remove_(?:cell|input|output)"/;

/** `+++ team only`, `+++ {"audience": "team"}`, and a cell's metadata. */
function isClosedPart(meta: string, data: unknown): boolean {
  const said = legible(`${meta}\n${JSON.stringify(data ?? {})}`).replaceAll(SHOWN, '');
  return (
    PRIVATE_CLASS.test(said) || REMOVED.test(said) || levelOfKeys(said) > 0 || levelForWhom(meta, 'mark') > 0
  );
}

/** Lines of a page, or of a file that it includes, from 1. */
interface PrivateSpan {
  from: number;
  to: number;
  /** The page or the include that the lines are counted in. */
  inside: MystNode;
}

const insideOf = (tree: MystNode, ancestors: readonly MystNode[]) =>
  ancestors.findLast(({ type }) => type === 'include') ?? tree;

/** Where private blocks and parts stand. */
export function privateSpans(tree: MystNode, source: string): PrivateSpan[] {
  const lines = source.split('\n');
  const spans: PrivateSpan[] = [];
  walk(tree, (node, ancestors) => {
    if (/role/i.test(node.type) || (node.type === 'compassPrivate' && !node.isBlock) || !isPrivate(node))
      return undefined;
    const inside = insideOf(tree, ancestors);
    spans.push({ inside, ...linesOf(node, ancestors, inside === tree ? lines : []) });
    return 'skip';
  });
  return spans;
}

const EDGE = /^[ \t>]*(?:[-*+] )?(?::{3,}|[`~]{3,}|<\/?[a-z])/i;

/** mystmd keeps no place of most containers: from the line that opens one to that which closes it. */
function linesOf(
  node: MystNode,
  ancestors: readonly MystNode[],
  lines: readonly string[],
): { from: number; to: number } {
  if (node.type === 'block') {
    const siblings = ancestors.at(-1)?.children ?? [];
    const next = siblings.slice(siblings.indexOf(node) + 1).find(({ position }) => position);
    const first = node.position ? node : (node.children?.[0] ?? node);
    return {
      from: first.position?.start.line ?? 0,
      to: (next?.position?.start.line ?? Number.POSITIVE_INFINITY) - 1,
    };
  }
  const { position } = node;
  if (position) return { from: position.start.line, to: position.end.line };
  const inner: number[] = [];
  walk(node, ({ position: at }) => {
    if (at) inner.push(at.start.line, at.end.line);
    return undefined;
  });
  let from = Math.min(...inner, lines.length);
  let to = Math.max(...inner, 0);
  if (inner.length === 0) return { from: 0, to: Number.POSITIVE_INFINITY };
  while (from > 1 && !EDGE.test(lines[from - 1] ?? '')) from--;
  do to++;
  while (to < lines.length && !EDGE.test(lines[to - 1] ?? ''));
  return { from, to };
}

interface Definitions {
  spans: readonly PrivateSpan[];
  source: string;
  file: string;
}

/** Footnotes and addresses that a private part defines are known to the whole page: they go wherever they are used. */
export function cleanDefinitions(tree: MystNode, { spans, source, file }: Definitions, report: Report): void {
  if (spans.length === 0) return;
  const lines = source.split('\n');
  const urls = new Set(
    spans.flatMap(({ from, to, inside }) =>
      inside === tree ? definedUrls(lines.slice(Math.max(0, from - 1), to).join('\n')) : [],
    ),
  );
  walk(tree, (node) => {
    if (node.type === 'compassPrivate')
      for (const url of Array.isArray(node.urls) ? node.urls : []) urls.add(String(url));
    return undefined;
  });
  const notes = new Set<unknown>();
  const isDefinedInside = (node: MystNode, ancestors: readonly MystNode[]) => {
    // mystmd gives the definition itself the place of the page's last line.
    const line = (node.children?.[0] ?? node).position?.start.line ?? 0;
    const own = insideOf(tree, ancestors);
    return spans.some(({ from, to, inside }) => from < line && line <= to && inside === own);
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

/** A part of a file may begin behind the line that opens a private block. */
export const hasPrivateLine = (text: string): boolean => PRIVATE_LINE.test(legible(text));

/** What opens something private, or makes it so: mystmd does not keep all of it. */
const OPENS =
  /^[ \t>]*:class:[^\n]*(?<![\w-])(?:private|confidential|team-only)(?![\w-])|^(?:[^`\n]|`[^`\n]*`)*<[a-z][\w-]*\s[^<>\n]{0,200}\b(?:class|audience)=["']?[^"'<>\n]{0,100}(?<![\w-])(?:private|confidential)(?![\w-])/i;

/** An option of a directive for which mystmd has no use: it drops it, and shows the rest. */
const OPTION =
  /^[ \t>]*:?(?:audience|visibility|private|team|tags): {0,9}(?!(?:public|false|show|hide|remove) *$)(?!.*-(?:cell|input|output))/i;

/** Lines with such an option, of directives that are not shown as code by a fence around them. */
export function strayOptions(
  lines: readonly string[],
  shown: readonly { from: number; to: number }[],
): number[] {
  let opener = 0;
  return lines.flatMap((text, index) => {
    const line = index + 1;
    if (/^[ \t>]*(?:[-*+] )?(?::{3,}|[`~]{3,})[ \t]*\{/.test(text)) opener = line;
    else if (!/^[ \t>]*(?::[\w-]+:|---|[\w-]+: )/.test(text)) opener = 0;
    const isShown = shown.some(({ from, to }) => from < opener && opener <= to);
    if (opener === 0 || opener === line || isShown || !OPTION.test(text)) return [];
    return levelOfKeys(text.replace(/^[ \t>]*:/, '')) > 0 || /:(?:private|team):/.test(text) ? [line] : [];
  });
}

/** May what it holds be known elsewhere on a page that includes it? */
export const hasClosedPart = (text: string): boolean =>
  definedUrls(text).length > 0 &&
  legible(text)
    .split('\n')
    .some((line) => OPENS.test(line) || isPartLine(line));

/** `+++ {"tags": ["private"]}`, which begins a part of a page. */
export function isPartLine(line: string): boolean {
  const [, meta] = /^\+\+\+[ \t]*(\S.*)$/.exec(line) ?? [];
  return meta !== undefined && isClosedPart(meta.replaceAll(/[ \t]{0,9}([:,])[ \t]{0,9}/g, '$1'), undefined);
}

/** Lines of the page that say something is private, of which mystmd kept nothing to leave out. */
export function strayMarks(tree: MystNode, spans: readonly PrivateSpan[], source: string): number[] {
  const lines = legible(source).split('\n');
  const front = (FRONT_MATTER.exec(source)?.[0] ?? '').split('\n').length;
  const stray = lines.flatMap((text, index) => {
    const isMark = index >= front - 1 && (PRIVATE_LINE.test(text) || OPENS.test(text) || isPartLine(text));
    return isMark ? [index + 1] : [];
  });
  const shown = codeLines(tree);
  const isIn = (all: readonly { from: number; to: number }[], line: number) =>
    all.some(({ from, to }) => from <= line && line <= to);
  const own = spans.filter(({ inside }) => inside === tree);
  return [...stray.filter((line) => !isIn(shown, line)), ...strayOptions(lines, shown)].filter(
    (line) => !isIn(own, line),
  );
}

/** What the page shows as code. */
export function codeLines(tree: MystNode): { from: number; to: number }[] {
  const shown: { from: number; to: number }[] = [];
  walk(tree, ({ type, position }, ancestors) => {
    if (type === 'code' && position && !ancestors.some((ancestor) => ancestor.type === 'include'))
      shown.push({ from: position.start.line, to: position.end.line });
    return undefined;
  });
  return shown;
}

/** Each whole text in a tree, by which mystmd may call the page. */
export function textsIn(tree: MystNode): string[] {
  const texts = [plainText(tree).trim()];
  walk(tree, (node) => {
    if (node.children) texts.push(plainText(node).trim());
    return undefined;
  });
  return texts.filter((text) => text !== '');
}
