// From normalised Markdown to blocks: headings, items, paragraphs, quotes, table rows, each with its lines as plain
// text. The Markdown itself is read by @lezer/markdown; here its tree becomes the little that notes need.
import type { SyntaxNode, Tree } from '@lezer/common';
import { GFM, parser as markdown } from '@lezer/markdown';
import { legible, levelOfWord, SIGNS } from '../../marks.ts';

export interface RawLink {
  url: string;
  /** As written; the url itself for a bare one. */
  text: string;
  at: number;
}

/** One line of running text: emphasis and comments gone, links as their words, code in its backticks. */
export interface TextLine {
  text: string;
  /** What is struck through; not part of `text`. */
  struck: string;
  links: RawLink[];
  /** The words in bold that the line starts with, '' for none. */
  bold: string;
  at: number;
}

export type BlockKind = 'heading' | 'paragraph' | 'item' | 'quote' | 'table' | 'row';

export interface Block {
  kind: BlockKind;
  at: number;
  /** Of a heading: 1 to 6; else 0. */
  level: number;
  numbered: boolean;
  /** Of a check box: is it ticked? null without box. */
  box: boolean | null;
  lines: TextLine[];
  /** Below an item; rows of a table; cells of a row; blocks of a quote. */
  children: Block[];
}

/** Code, html and link definitions never reach the parser or are text here: `normalizeSection` has dealt with them. */
const notesParser = markdown.configure([
  GFM,
  { remove: ['HTMLBlock', 'IndentedCode', 'FencedCode', 'LinkReference'] },
]);

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  shy: '',
  ZeroWidthSpace: '',
  num: '#',
  lbrack: '[',
  lsqb: '[',
  rbrack: ']',
  rsqb: ']',
};

export function parseBlocks(text: string): Block[] {
  const tree: Tree = notesParser.parse(text);
  return childBlocks(tree.topNode, text);
}

function childBlocks(node: SyntaxNode, text: string): Block[] {
  const blocks: Block[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    const make = BLOCKS[child.name];
    if (make) for (const block of make(child, text)) blocks.push(block);
  }
  return blocks;
}

const heading = (level: number) => (node: SyntaxNode, text: string) => {
  const lines = readLines(node, text, node.from, node.to);
  // A rule right under several lines of text underlines none of them.
  if (lines.length > 1) return [block('paragraph', node, { lines })];
  return [block('heading', node, { level, lines })];
};
const list = (node: SyntaxNode, text: string) => childBlocks(node, text);
const paragraph = (node: SyntaxNode, text: string) => [
  block('paragraph', node, { lines: readLines(node, text, node.from, node.to) }),
];

/** Node names of the parser → blocks. */
const BLOCKS: Record<string, (node: SyntaxNode, text: string) => Block[]> = {
  ATXHeading1: heading(1),
  ATXHeading2: heading(2),
  ATXHeading3: heading(3),
  ATXHeading4: heading(4),
  ATXHeading5: heading(5),
  ATXHeading6: heading(6),
  SetextHeading1: heading(1),
  SetextHeading2: heading(2),
  BulletList: list,
  OrderedList: list,
  ListItem: (node, text) => [readItem(node, text)],
  Paragraph: paragraph,
  Task: paragraph,
  Blockquote: (node, text) => [block('quote', node, { children: childBlocks(node, text) })],
  Table: (node, text) => [block('table', node, { children: childBlocks(node, text) })],
  TableHeader: (node, text) => [block('row', node, { level: 1, children: readCells(node, text) })],
  TableRow: (node, text) => [block('row', node, { children: readCells(node, text) })],
};

function block(kind: BlockKind, node: SyntaxNode, parts: Partial<Block>): Block {
  return { kind, at: node.from, level: 0, numbered: false, box: null, lines: [], children: [], ...parts };
}

function readItem(node: SyntaxNode, text: string): Block {
  const children = childBlocks(node, text);
  const first = children[0]?.kind === 'paragraph' ? children.shift() : undefined;
  const mark = node.getChild('ListMark');
  const task = node.getChild('Task')?.getChild('TaskMarker');
  return block('item', node, {
    numbered: mark !== null && /\d/.test(text[mark.from] ?? ''),
    box: task ? /x/i.test(text.slice(task.from, task.to)) : null,
    lines: first?.lines ?? [],
    children,
  });
}

/** Empty cells have no node: they are found between the delimiters, so that columns keep their numbers. */
function readCells(row: SyntaxNode, text: string): Block[] {
  const cells: Block[] = [];
  const outer = text.slice(row.from, row.to).trimStart().startsWith('|');
  let filled = false;
  for (let child = row.firstChild; child; child = child.nextSibling) {
    if (child.name === 'TableCell') {
      cells.push(block('paragraph', child, { lines: readLines(child, text, child.from, child.to) }));
      filled = true;
    } else if (child.name === 'TableDelimiter') {
      if (!filled && (!outer || child.prevSibling)) cells.push(block('paragraph', child, {}));
      filled = false;
    }
  }
  return cells;
}

interface Reader {
  text: string;
  lines: TextLine[];
  line: TextLine;
  struck: boolean;
  /** Still within the bold run that the line starts with. */
  bold: boolean;
}

/** The inline content of a node, line by line. */
function readLines(node: SyntaxNode, text: string, from: number, to: number): TextLine[] {
  const line = emptyLine(from);
  const reader: Reader = { text, lines: [line], line, struck: false, bold: false };
  readInline(reader, node, from, to);
  for (const each of reader.lines) {
    each.text = each.text.trim();
    each.struck = each.struck.trim();
    each.bold = each.bold.trim();
  }
  return reader.lines.filter((each) => each.text !== '' || each.struck !== '');
}

function emptyLine(at: number): TextLine {
  return { text: '', struck: '', links: [], bold: '', at };
}

function readInline(reader: Reader, node: SyntaxNode, from: number, to: number): void {
  let at = from;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.from < at) continue;
    addText(reader, at, child.from);
    readNode(reader, child);
    at = child.to;
  }
  addText(reader, at, to);
}

function readNode(reader: Reader, node: SyntaxNode): void {
  const read = INLINE[node.name];
  if (read === undefined) readInline(reader, node, node.from, node.to);
  else read(reader, node);
}

const PRIVATE_TAG =
  /^<(?:private|confidential)\b|\b(?:class|audience|visibility)\s{0,9}=\s{0,9}["']?[^"'<>]{0,200}\b(?:private|confidential)\b/i;
const TEAM_TAG =
  /^<team\b|\b(?:class|audience|visibility)\s{0,9}=\s{0,9}(?:["'][^"'<>]{0,200})?(?<![\w-])team(?:[-_]only)?(?![\w-])/i;

const nothing = () => {};
/** Node names → how they are read; unknown ones are read through. */
const INLINE: Record<string, (reader: Reader, node: SyntaxNode) => void> = {
  HeaderMark: nothing,
  ListMark: nothing,
  TaskMarker: nothing,
  QuoteMark: nothing,
  EmphasisMark: nothing,
  StrikethroughMark: nothing,
  LinkMark: nothing,
  Comment: nothing,
  CommentBlock: nothing,
  HardBreak: (reader, node) => addText(reader, node.from, node.to),
  HTMLTag: (reader, node) => {
    const tag = reader.text.slice(node.from, node.to);
    if (/^<br/i.test(tag)) addString(reader, ' ', node.from);
    // `<span class="private">` is a mark, in an unusual place.
    if (PRIVATE_TAG.test(tag)) reader.line.text += SIGNS[2];
    else if (TEAM_TAG.test(tag)) reader.line.text += SIGNS[1];
    const [words = '', word] =
      /^([^<>\n]{1,40})<\/\w{1,20}>/.exec(reader.text.slice(node.to, node.to + 70)) ?? [];
    if (word !== undefined) addLast(reader, word, node.to + words.length);
  },
  Escape: (reader, node) => addString(reader, reader.text.slice(node.from + 1, node.to), node.from),
  Entity: (reader, node) => addString(reader, decodeEntity(reader.text.slice(node.from, node.to)), node.from),
  InlineCode: (reader, node) =>
    addString(reader, reader.text.slice(node.from, node.to).replaceAll('\n', ' '), node.from),
  StrongEmphasis: readStrong,
  Strikethrough: (reader, node) => {
    const before = reader.struck;
    reader.struck = true;
    if (reader.line.struck !== '') reader.line.struck += ' ';
    readInline(reader, node, node.from, node.to);
    reader.struck = before;
  },
  Link: readLink,
  Image: readLink,
  Autolink: (reader, node) => readUrl(reader, node, reader.text.slice(node.from + 1, node.to - 1)),
  URL: (reader, node) => readUrl(reader, node, reader.text.slice(node.from, node.to)),
};

function readStrong(reader: Reader, node: SyntaxNode): void {
  const leads = reader.line.text.trim() === '' && !reader.bold;
  reader.bold = leads;
  readInline(reader, node, node.from, node.to);
  reader.bold = false;
  if (!leads) addLast(reader, reader.text.slice(node.from, node.to), node.to);
}

/** A link without a url is text in brackets, as `[ACTION: Ana]` and `[private]`. */
function readLink(reader: Reader, node: SyntaxNode): void {
  const url = node.getChild('URL');
  const marks = node.getChildren('LinkMark');
  const close = marks[1];
  const image = node.name === 'Image';
  if (!url || !close) {
    if (image) addSign(reader, reader.text.slice(node.from, node.to).replace(/\([^()]*\)$/, ''));
    const open = marks[0];
    if (open) addText(reader, open.from, open.to);
    readInlineUntil(reader, node, open?.to ?? node.from, close?.from ?? node.to);
    if (close && node.name === 'Link') addText(reader, close.from, node.to);
    return;
  }
  const start = reader.line.text.length;
  const line = reader.line;
  if (!image) readInlineUntil(reader, node, marks[0]!.to, close.from);
  const text = line === reader.line ? line.text.slice(start).trim() : reader.line.text.trim();
  const target = reader.text.slice(url.from, url.to);
  const words = reader.text.slice(marks[0]!.to, close.from);
  // A badge that says so is a mark; words of a link open nothing.
  if (!addSign(reader, words) && line === reader.line)
    line.text = line.text.slice(0, start) + line.text.slice(start).replaceAll(/#(?=public)/gi, '');
  if (!image) line.links.push({ url: target, text: text || target, at: node.from });
}

/** The mark that these words are. */
function addSign(reader: Reader, words: string): boolean {
  const isMark = /^[\W_]*(?:private|team)[\W_]*$/i.test(legible(words));
  if (isMark) reader.line.text += SIGNS[levelOfWord(words)];
  return isMark;
}

/** The last word of a line, set apart: `**private**`, `<kbd>private</kbd>`. */
function addLast(reader: Reader, words: string, to: number): void {
  if (
    words.length < 40 &&
    /^(?:<\/[a-z]{1,20}>|[^a-z\d|\n])*(?:[|\n]|$)/i.test(reader.text.slice(to, to + 40))
  )
    addSign(reader, words);
}

function readInlineUntil(reader: Reader, node: SyntaxNode, from: number, to: number): void {
  let at = from;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.from < at || child.to > to) continue;
    addText(reader, at, child.from);
    readNode(reader, child);
    at = child.to;
  }
  addText(reader, at, to);
}

function readUrl(reader: Reader, node: SyntaxNode, url: string): void {
  if (/^[^\s:/]+@/.test(url)) {
    addString(reader, url, node.from);
    return;
  }
  const full = /^[a-z][a-z\d+.-]*:/i.test(url) ? url : `https://${url}`;
  reader.line.links.push({ url: full, text: url, at: node.from });
  addString(reader, url, node.from);
}

/** Raw text; a line break begins the next line. */
function addText(reader: Reader, from: number, to: number): void {
  if (to <= from) return;
  const { text } = reader;
  for (let at = from; at < to; ) {
    const end = text.indexOf('\n', at);
    if (end < 0 || end >= to) {
      addString(reader, text.slice(at, to), at);
      return;
    }
    addString(reader, text.slice(at, end), at);
    reader.line = emptyLine(end + 1);
    reader.lines.push(reader.line);
    at = end + 1;
  }
}

function addString(reader: Reader, text: string, at: number): void {
  const { line } = reader;
  if (line.text === '' && line.struck === '' && text.trim() !== '')
    line.at = at + text.length - text.trimStart().length;
  if (reader.struck) line.struck += text;
  else line.text += text;
  if (reader.bold) line.bold += text;
}

function decodeEntity(entity: string): string {
  const name = entity.slice(1, -1);
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (name.startsWith('#')) return code > 31 && code < 0x10ffff ? String.fromCodePoint(code) : ' ';
  return ENTITIES[name] ?? entity;
}
