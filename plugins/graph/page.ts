// What one page says to the graph: its record, the records it is the anchor of, and what it mentions, each with
// its sentence. In: the page's tree after the document stage; out: facts, and in the project stage links.
import { nearestWord, type Place } from '../message.ts';
import type { MystNode } from './node.ts';
import { plainText } from './placeholder.ts';
import { type CompassRecord, type Key, keyOf, type RecordLink } from './record.ts';
import { walk } from './walk.ts';

/** One of the three is there. */
interface Reference {
  key?: Key | undefined;
  label?: string | undefined;
  /** Source path of a page that is linked. */
  page?: string | undefined;
}

/** A reference on a page, in the author's own words: by record, or by a label that mystmd resolves. */
export interface Mention extends Reference {
  line: number;
  /** The reference, and the author's block around it: the sentence is read when mystmd has filled in its links. */
  node: MystNode;
  home: MystNode;
  /** The author's heading above it. */
  section: MystNode | undefined;
}

export interface PageFacts {
  file: string;
  targets: Key[];
  mentions: Mention[];
}

/** The page's id: its path without ending, in ASCII. */
export function pageId(file: string): string {
  return file
    .replace(/\.\w+$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
}

export function pageRecord(file: string, title: string): CompassRecord {
  const place = { file, line: 1, column: 1 };
  return { kind: 'page', id: pageId(file), title, place, audience: 'public', facts: {} };
}

/**
 * The source path that a link means: from the linking page's folder, or from the root when it starts with `/`. To mystmd
 * a `?` is a letter of a file's name.
 */
export function sourcePath(url: string, from: string): string {
  const path = decodePath(url.split('#', 1)[0]!);
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The files that a link may mean: mystmd finds a page without its ending, too. */
export const filesMeant = (url: string, from: string): string[] =>
  ['', '.md', '.ipynb'].map((ending) => sourcePath(url, from) + ending);

export const decodePath = (path: string): string => decodeURIComponent(decodable(path));

/** `100%` and the bytes of another encoding (`caf%E9`) are no escapes of UTF-8: with their `%` escaped they are read. */
export function decodable(url: string): string {
  return url.replaceAll(/(?:%[0-9a-f]{2})+|%/gi, (run) => {
    try {
      decodeURIComponent(run);
      return run;
    } catch {
      return run.replaceAll('%', '%25');
    }
  });
}

/** `; did you mean …?` by the file's own name: pages of one folder are alike by their folder alone. */
export function pageMeant(path: string, pages: Iterable<string>): string {
  const byName = new Map([...pages].map((page) => [nameOf(page), page]));
  const near = nearestWord(nameOf(path), byName.keys());
  return near === undefined ? '' : `; did you mean \`${byName.get(near)}\`?`;
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Where a node of a page stands; the page's start when the node does not know. */
export function placeOf(file: string, node: MystNode): Place {
  const start = node.position?.start;
  return { file, line: start?.line ?? 1, column: start?.column ?? 1 };
}

/** Only what the author wrote is a mention: nodes that a directive made have no position. */
export function readPage(tree: MystNode, file: string): PageFacts {
  const facts: PageFacts = { file, targets: [], mentions: [] };
  let section: MystNode | undefined;
  walk(tree, (node, ancestors) => {
    if (node.type === 'heading' && node.position) section = node;
    const target = node.data?.compassRecord;
    if (typeof target === 'string') facts.targets.push(target as Key);
    const reference = referenceOf(node);
    const home =
      reference && ancestors.findLast((ancestor) => ancestor.position && BLOCKS.has(ancestor.type));
    if (reference && home) {
      const { key, label, page } = reference;
      const line = node.position?.start.line ?? home.position?.start.line ?? 1;
      facts.mentions.push({ key, label, page, line, node, home, section });
    }
    return undefined;
  });
  return facts;
}

const BLOCKS = new Set([
  'paragraph',
  'listItem',
  'tableCell',
  'heading',
  'blockquote',
  'definitionDescription',
]);

function referenceOf(node: MystNode): Reference | undefined {
  const key = node.data?.compassLink;
  if (typeof key === 'string') return { key: key as Key };
  if (node.type === 'crossReference' && typeof node.label === 'string') return { label: node.label };
  if (node.type !== 'link' || typeof node.url !== 'string') return undefined;
  if (node.url.startsWith('#')) return { label: node.url.slice(1) };
  if (/^[a-z]+:|^\/\//i.test(node.url) || !/\.(?:md|ipynb|tex)(?:#|$)/.test(node.url)) return undefined;
  const [page, label] = node.url.split('#', 2);
  return label ? { label } : { page };
}

/** A mention that stands alone says nothing more than its link: the heading above it tells what it is there for. */
function sentenceOf({ home, node, section }: Mention): string | undefined {
  const sentence = sentenceAround(home, node);
  if (sentence !== shorten(plainText(node))) return sentence;
  return section && section !== home ? shorten(plainText(section)) : undefined;
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentence of a block in which a node stands, at most 280 characters, cut at a word. */
function sentenceAround(block: MystNode, node: MystNode): string {
  const whole = plainText(block).slice(0, 20_000);
  if (!/[.!?…。！？]\s*\S/u.test(whole)) return shorten(whole);
  const before = lengthBefore(block, node);
  for (const { segment, index } of sentences.segment(whole)) {
    if (index + segment.length > before) return shorten(segment);
  }
  return shorten(whole);
}

/** Characters of the block's text in front of a node. */
function lengthBefore(block: MystNode, node: MystNode): number {
  let length = 0;
  let found = false;
  walk(block, (child) => {
    if (child === node) found = true;
    if (found) return 'skip';
    if (child.value !== undefined && !child.children) length += child.value.length;
    return undefined;
  });
  return length;
}

function shorten(segment: string): string {
  const sentence = segment.replaceAll(/\s+/g, ' ').trim();
  return sentence.length <= 280 ? sentence : `${sentence.slice(0, 277).replace(/(?<!\s)\s+\S*$/, '')} …`;
}

/** Links of the graph that the pages' mentions make; each pair of ends once per page, by its first sentence. */
export function mentionLinks(
  pages: readonly PageFacts[],
  keyOfLabel: (label: string) => Key | undefined,
  pageOfPath: (path: string, from: string) => string | undefined,
): RecordLink[] {
  const links: RecordLink[] = [];
  for (const page of pages) {
    const from = keyOf('page', pageId(page.file));
    const seen = new Set<Key>();
    for (const mention of page.mentions) {
      const linked = mention.page === undefined ? undefined : pageOfPath(mention.page, page.file);
      const to =
        mention.key ??
        (mention.label === undefined ? undefined : keyOfLabel(mention.label)) ??
        (linked === undefined ? undefined : keyOf('page', pageId(linked)));
      if (!to || to === from || seen.has(to)) continue;
      seen.add(to);
      const place = { file: page.file, line: mention.line, column: 1 };
      links.push({ type: 'mentions', from, to, place, sentence: sentenceOf(mention) });
    }
  }
  return links;
}
