// Marks of audience in the blocks of notes, and how far each reaches. In: blocks; out: the same blocks with the level
// that their marks give them, and the level of the whole meeting. What is unclear is stricter. Users: notes.md.
import { type Level, type Marks, readMarks, stricter, unmarked } from '../../marks.ts';
import type { Block } from '../text/tree.ts';

/** A block with the level of its marks; `lowered` by `#public`. */
export interface Marked extends Block {
  children: Marked[];
  mark: Level;
  lowered: boolean;
}

export interface MarkedBlocks {
  blocks: Marked[];
  /** What covers the whole meeting. */
  meeting: Level;
  /** Marks that were not where marks stand: offset and reason. */
  remarks: { at: number; why: string }[];
  /** Outermost items that a reader of that level may not see. */
  hidden: { public: number; team: number };
  /** Outermost items at all. */
  items: number;
  /** Covers that reach the end of the section, by the rank of the heading they stand under (0: none). */
  open: { mark: Level; rank: number }[];
  /** Rank of the highest heading; 7 without any. */
  shallowest: number;
}

interface Pass {
  flattened: boolean;
  levelAt(at: number): Level;
  meeting: Level;
  remarks: { at: number; why: string }[];
  open: { mark: Level; rank: number }[];
}

/** Give every block the level of its marks, phrases and containers. Blocks are changed in place and given back. */
export function markBlocks(
  blocks: Block[],
  options: { flattened: boolean; levelAt(at: number): Level },
): MarkedBlocks {
  const pass: Pass = { meeting: 0, remarks: [], open: [], ...options };
  const marked = blocks.map((block) => markBlock(block, pass, null));
  raiseCovered(marked, pass);
  for (const block of marked) inherit(block, block.mark);
  raiseFootnotes(marked);
  const top = marked.filter((block) => block.kind !== 'heading');
  const hidden = { public: countHidden(top, 1), team: countHidden(top, 2) };
  return {
    blocks: marked,
    meeting: pass.meeting,
    remarks: pass.remarks,
    hidden,
    items: top.length,
    open: pass.open,
    shallowest: marked.reduce(
      (rank, { kind, level }) => (kind === 'heading' ? Math.min(rank, level) : rank),
      7,
    ),
  };
}

/** What a block's own text says about itself; `end` marks of headings and of flattened text are handled by covers. */
interface Said {
  end: Level;
  phrase: Level;
}
const said = new WeakMap<Block, Said>();

function markBlock(block: Block, pass: Pass, item: Block | null): Marked {
  const marks = marksOf(block);
  const own: Said = { end: 0, phrase: marks.phrase };
  said.set(block, own);
  const marked = block as Marked;
  marked.mark = pass.levelAt(block.at);
  marked.lowered = false;
  for (const line of block.lines) line.text = unmarked(line.text);
  applyMarks(marked, marks, own, pass, item);
  const parent = block.kind === 'item' ? block : item;
  for (const child of block.children) {
    markBlock(
      child,
      pass,
      child.kind === 'paragraph' && block.kind === 'item' ? block : block.kind === 'item' ? null : parent,
    );
    const below = said.get(child)!;
    own.phrase = stricter(own.phrase, below.phrase);
    // A mark at the end of a later paragraph of an item is the item's.
    if (child.kind === 'paragraph' && block.kind === 'item') own.end = stricter(own.end, below.end);
  }
  if (block.kind === 'item' && !pass.flattened) raise(marked, own.end);
  return marked;
}

/** What is struck still makes stricter; struck, `#public` is taken back. */
function marksOf({ lines }: Block): Marks {
  const marks = readMarks(lines.map((line) => line.text).join('\n'));
  const struck = lines.flatMap((line) => line.struck || []).join('\n');
  if (struck === '') return marks;
  const { end, inside, phrase, text } = readMarks(struck);
  marks.end = stricter(marks.end, end);
  marks.inside = stricter(marks.inside, inside);
  marks.phrase = stricter(marks.phrase, phrase);
  marks.text = `${marks.text} ${text}`.trim();
  return marks;
}

function applyMarks(block: Marked, marks: Marks, own: Said, pass: Pass, item: Block | null): void {
  const isItem = block.kind === 'item';
  const holds =
    isItem || block.kind === 'heading' || (block.kind === 'paragraph' && (item !== null || pass.flattened));
  const alone = marks.text === '' && (marks.end > 0 || marks.inside > 0);
  if (marks.publicInside || (marks.public && !isItem))
    pass.remarks.push({
      at: block.at,
      why: '`#public` counts only at the end of an item, and not as a link',
    });
  if (marks.tag)
    pass.remarks.push({ at: block.at, why: 'a tag that begins with `#private` is taken as private' });
  if (marks.public && isItem && marks.text !== '') block.lowered = true;
  if (marks.inside > 0 || (marks.end > 0 && (!holds || alone))) {
    pass.meeting = stricter(pass.meeting, stricter(marks.inside, marks.end));
    pass.remarks.push({ at: block.at, why: 'a mark in an unusual place covers the whole meeting' });
  }
  if (holds && !alone) own.end = marks.end;
}

/**
 * Marks on headings cover their sections, and phrases outside of items the section they stand in. Each level is
 * swept once: covers are counted up where they start and down where they end.
 */
function raiseCovered(blocks: Marked[], pass: Pass): void {
  const sections = sectionsOf(blocks);
  const starts = [1, 2].map(() => new Int32Array(blocks.length + 1));
  for (let index = 0; index < blocks.length; index++) {
    const cover = coverOf(blocks, index, sections, pass);
    if (!cover) continue;
    starts[cover.level - 1]![cover.from]! += 1;
    starts[cover.level - 1]![cover.to]! -= 1;
  }
  let [team, secret] = [0, 0];
  for (let index = 0; index < blocks.length; index++) {
    team += starts[0]![index]!;
    secret += starts[1]![index]!;
    raise(blocks[index]!, secret > 0 ? 2 : team > 0 ? 1 : 0);
  }
}

interface Sections {
  /** The heading above each block, -1 for the dated heading. */
  above: Int32Array;
  /** For a heading, the index after the last block of its section. */
  end: Int32Array;
  /** The next heading of any rank. */
  next: Int32Array;
}

/** A section ends at the next heading of the same or a higher rank. */
function sectionsOf(blocks: Block[]): Sections {
  const above = new Int32Array(blocks.length).fill(-1);
  const end = new Int32Array(blocks.length).fill(blocks.length);
  const open: number[] = [];
  let last = -1;
  blocks.forEach((block, index) => {
    above[index] = last;
    if (block.kind !== 'heading') return;
    while (open.length > 0 && blocks[open.at(-1)!]!.level >= block.level) end[open.pop()!] = index;
    open.push(index);
    last = index;
  });
  const next = new Int32Array(blocks.length).fill(blocks.length);
  for (let index = blocks.length - 2; index >= 0; index--)
    next[index] = blocks[index + 1]!.kind === 'heading' ? index + 1 : next[index + 1]!;
  return { above, end, next };
}

/** How far a top-level block's own mark or phrase reaches beyond itself. */
function coverOf(
  blocks: Marked[],
  index: number,
  sections: Sections,
  pass: Pass,
): { from: number; to: number; level: Level } | null {
  const block = blocks[index]!;
  const own = said.get(block)!;
  const flatEnd = pass.flattened && block.kind !== 'heading' ? strictestBelow(block) : 0;
  const level = stricter(own.phrase, block.kind === 'heading' ? own.end : flatEnd);
  if (level === 0) return null;
  if (own.phrase && block.kind === 'item' && !pass.flattened) return { from: index, to: index + 1, level };
  const heading = block.kind === 'heading' ? index : sections.above[index]!;
  if (heading < 0 && own.phrase) pass.meeting = stricter(pass.meeting, level);
  const from = block.kind === 'heading' || own.phrase ? Math.max(0, heading) : index;
  // What is marked in flattened text ends at a heading; a phrase, and a mark on a heading, cover its whole section.
  const whole = heading < 0 ? blocks.length : sections.end[heading]!;
  const to = block.kind === 'heading' || own.phrase ? whole : Math.min(whole, sections.next[index]!);
  if (to === blocks.length) pass.open.push({ mark: level, rank: blocks[heading]?.level ?? 0 });
  return { from, to, level };
}

function strictestBelow(block: Block): Level {
  let level = said.get(block)?.end ?? 0;
  for (const child of block.children) level = stricter(level, strictestBelow(child));
  return level;
}

function raise(block: Marked, level: Level): void {
  block.mark = stricter(block.mark, level);
}

function inherit(block: Marked, level: Level): void {
  raise(block, level);
  for (const child of block.children) inherit(child, block.mark);
}

/** A footnote is below each item that refers to it. */
function raiseFootnotes(blocks: Marked[]): void {
  const notes = blocks.filter(({ lines }) => lines[0]?.text.startsWith('[^'));
  if (notes.length === 0) return;
  const levels = new Map<string, Level>();
  const collect = ({ lines, mark, children }: Marked) => {
    for (const { text } of lines)
      for (const [label] of text.matchAll(/\[\^[^\]\s]{1,99}\](?!:)/g))
        levels.set(label, stricter(levels.get(label) ?? 0, mark));
    for (const child of children) collect(child);
  };
  for (const block of blocks) collect(block);
  for (const note of notes) {
    const [label = ''] = /^\[\^[^\]\s]{1,99}\](?=:)/.exec(note.lines[0]!.text) ?? [];
    inherit(note, levels.get(label) ?? 0);
  }
}

function countHidden(blocks: Marked[], level: Level): number {
  let count = 0;
  for (const block of blocks) count += block.mark >= level ? 1 : countHidden(block.children, level);
  return count;
}
