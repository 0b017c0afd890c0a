// The words of one step: which are its label, which its keys, which its explanation. In: the blocks of a list item;
// out: styled runs, keys and blocks. Nodes are copied where they are cut, never changed.
import type { Run } from '../figure/text.ts';
import type { MystNode } from '../graph/node.ts';

export interface Keys {
  by: string[];
  turnedBy: string[];
  id?: string;
}

/** A line that is nearly one of keys: one of its keys is unknown. */
export interface KeyLine {
  unknown: string;
  known: string[];
  node: MystNode;
}

const KEYS = ['by', 'turned by', 'id'];
const PHRASING_ENDS = /(?<![.:;,、。：；，–—-])[.:;,、。：；，–—-]+\s*$/u;
const BLOCKS = new Set(
  'paragraph list blockquote code math table container admonition div block heading thematicBreak html image'.split(
    ' ',
  ),
);

/** Phrasing that stands directly in an item becomes a paragraph. */
export function asBlocks(children: MystNode[]): MystNode[] {
  const blocks: MystNode[] = [];
  let open: MystNode | undefined;
  for (const child of children) {
    if (child.type === 'comment' || child.type === 'mystComment') continue;
    if (BLOCKS.has(child.type) && !(child.type === 'image' && open)) {
      blocks.push(child);
      open = undefined;
    } else if (open?.children) open.children.push(child);
    else {
      open = { type: 'paragraph', children: [child], position: child.position };
      blocks.push(open);
    }
  }
  return blocks;
}

/**
 * Take the keys off the end: the last line of the last paragraph, a paragraph of their own, or a list with a key in
 * each item. They count only when every key is known; a line with one key misspelt is told to `nearly`.
 */
export function takeKeys(
  blocks: MystNode[],
  nearly: (line: KeyLine) => void,
): { keys: Keys; blocks: MystNode[] } {
  const none: Keys = { by: [], turnedBy: [] };
  const last = blocks.at(-1);
  const before = blocks.slice(0, -1);
  if (last?.type === 'list' && before.length > 0) {
    const lines = (last.children ?? []).map((item) =>
      lineText(asBlocks(item.children ?? []).flatMap((block) => block.children ?? [])),
    );
    const keys = readKeys(lines.join(';'));
    return keys ? { keys, blocks: before } : { keys: none, blocks };
  }
  if (last?.type !== 'paragraph') return { keys: none, blocks };
  const { rest, line } = splitLastLine(last.children ?? []);
  const ownLine = rest.length > 0 || before.length > 0;
  const text = lineText(line);
  const keys = ownLine ? readKeys(text) : undefined;
  if (keys) return { keys, blocks: rest.length > 0 ? [...before, { ...last, children: rest }] : before };
  const unknown = ownLine ? misspelt(text) : undefined;
  if (unknown) nearly({ unknown, known: KEYS, node: line[0] ?? last });
  return { keys: none, blocks };
}

/** Nodes after the last line break, and those before it. */
function splitLastLine(children: MystNode[]): { rest: MystNode[]; line: MystNode[] } {
  for (let index = children.length - 1; index >= 0; index--) {
    const node = children[index]!;
    if (node.type === 'break') return { rest: children.slice(0, index), line: children.slice(index + 1) };
    const value = node.type === 'text' ? (node.value ?? '') : '';
    const cut = value.trimEnd().lastIndexOf('\n');
    if (cut < 0) continue;
    const head = { ...node, value: value.slice(0, cut).trimEnd() };
    const tail = {
      ...node,
      value: value.slice(cut + 1),
      data: { ...node.data, line: countLines(value, cut) },
    };
    const rest = head.value === '' ? children.slice(0, index) : [...children.slice(0, index), head];
    return { rest, line: [tail, ...children.slice(index + 1)] };
  }
  return { rest: [], line: children };
}

const countLines = (value: string, cut: number): number => value.slice(0, cut + 1).split('\n').length - 1;

/** Line of a node that `splitLastLine` cut off: its text's own, plus the lines before the cut. */
export function lineOfText(node: MystNode, fallback: number): number {
  const offset = typeof node.data?.line === 'number' ? node.data.line : 0;
  return (node.position?.start.line ?? fallback) + offset;
}

/** As written, with links as their addresses and citations as handles. */
function lineText(nodes: MystNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'link' || node.type === 'crossReference') return String(node.url ?? node.label ?? '');
      if (node.type === 'cite' || node.type === 'citeGroup') return `@${node.label ?? ''}`;
      if (node.type === 'compassLink') return String(node.data?.compassLink ?? '');
      return node.children ? lineText(node.children) : (node.value ?? '');
    })
    .join('');
}

/** `by: a, b; turned by: #quota`: pairs in order, or undefined when the line is none of that. */
function readPairs(line: string): [key: string, value: string][] | undefined {
  const parts = line.split(';').filter((part) => part.trim() !== '');
  const pairs = parts.map((part) => /^([\p{L}][\p{L} _-]{0,15}?) ?: *(\S.*)$/u.exec(part.trim()));
  if (pairs.length === 0 || pairs.some((pair) => pair === null)) return undefined;
  return pairs.map((pair) => [
    (pair?.[1] ?? '').toLowerCase().replaceAll(/[\s_-]+/g, ' '),
    (pair?.[2] ?? '').replace(/\.$/, '').trimEnd(),
  ]);
}

function readKeys(line: string): Keys | undefined {
  const pairs = readPairs(line);
  if (!pairs?.every(([key]) => KEYS.includes(key))) return undefined;
  const valuesOf = (wanted: string) =>
    pairs.filter(([key]) => key === wanted).flatMap(([, value]) => splitValues(value));
  return { by: valuesOf('by'), turnedBy: valuesOf('turned by').map(toObjectiveId), id: valuesOf('id')[0] };
}

function splitValues(value: string): string[] {
  return value
    .split(/,|(?<!\s)\s+and\s+|、|，/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `#quota`, `#obj-quota`, `objective:quota` and `quota` are one. */
function toObjectiveId(name: string): string {
  return name.replace(/^(?:#|objective:)?(?:obj-)?/, '');
}

/** The one key that is not known, where the others are, or where the only one is nearly a known one. */
function misspelt(line: string): string | undefined {
  const keys = (readPairs(line) ?? []).map(([key]) => key);
  const unknown = keys.filter((key) => !KEYS.includes(key));
  if (unknown.length === 0) return undefined;
  const [first] = unknown;
  if (unknown.length < keys.length) return first;
  return first && /^(?:b[a-z]|turn(?:s|ed)?(?:by| .*)?|ids?|actors?)$/.test(first) ? first : undefined;
}

/** The label: the bold run that a step starts with, else its first sentence. The rest explains it. */
export function splitLabel(blocks: MystNode[]): { label: Run[]; explanation: MystNode[] } {
  const [first, ...others] = blocks;
  if (first?.type !== 'paragraph' && first?.type !== 'heading') return { label: [], explanation: blocks };
  const children = (first.children ?? []).filter((node, index) => index > 0 || plain(node).trim() !== '');
  const bold = children[0]?.type === 'strong' ? children[0] : undefined;
  const cut = bold ? { head: bold.children ?? [], tail: children.slice(1) } : splitSentence(children);
  const label = labelRuns(cut.head);
  if (label.length === 0 && bold) return { label: labelRuns(children), explanation: others };
  const tail = trimStart(cut.tail);
  return {
    label,
    explanation: tail.length > 0 ? [{ ...first, type: 'paragraph', children: tail }, ...others] : others,
  };
}

/** After the first full stop that ends a sentence, in a text directly in the paragraph. */
function splitSentence(children: MystNode[]): { head: MystNode[]; tail: MystNode[] } {
  for (const [index, node] of children.entries()) {
    if (node.type === 'break') return { head: children.slice(0, index), tail: children.slice(index + 1) };
    if (node.type !== 'text') continue;
    const value = node.value ?? '';
    const end = /[.!?…](?=[\s”’)]*(?:\s|$))[”’)]*|[。！？؟।]/u.exec(value);
    if (!end) continue;
    const at = end.index + end[0].length;
    const rest = value.slice(at);
    return {
      head: [...children.slice(0, index), { ...node, value: value.slice(0, at) }],
      tail:
        rest.trim() === ''
          ? children.slice(index + 1)
          : [{ ...node, value: rest }, ...children.slice(index + 1)],
    };
  }
  return { head: children, tail: [] };
}

/** Without the blanks and the punctuation that stood between label and explanation. */
function trimStart(nodes: MystNode[]): MystNode[] {
  const [first, ...others] = nodes;
  if (!first) return [];
  if (first.type === 'break') return trimStart(others);
  if (first.type !== 'text') return nodes;
  const value = (first.value ?? '').replace(/^\s*(?:[.:;,、。：；，]|[–—-](?=\s))*\s*/u, '');
  return value === '' ? trimStart(others) : [{ ...first, value }, ...others];
}

/** Runs with blanks made one, without blanks at the ends and without the punctuation that ends a label. */
export function labelRuns(nodes: MystNode[]): Run[] {
  const runs = toRuns(nodes).map((run) => ({ ...run, text: run.text.replaceAll(/\s+/g, ' ') }));
  const [first] = runs;
  if (first) first.text = first.text.trimStart();
  for (let last = runs.at(-1); last; last = runs.at(-1)) {
    last.text = last.text.trimEnd().replace(PHRASING_ENDS, '').trimEnd();
    if (last.text !== '') break;
    runs.pop();
  }
  return runs.filter((run) => run.text !== '');
}

/** Emphasis, and bold within a sentence, are accent; all other markup is plain text in a picture. */
function toRuns(nodes: MystNode[], accent = false): Run[] {
  const runs: Run[] = [];
  for (const node of nodes) {
    const strong = accent || node.type === 'emphasis' || node.type === 'strong';
    const inner = node.children
      ? toRuns(node.children, strong)
      : [{ text: plain(node), accent: strong || undefined }];
    for (const run of inner) {
      const last = runs.at(-1);
      if (last && Boolean(last.accent) === Boolean(run.accent)) last.text += run.text;
      else runs.push(run.accent ? { text: run.text, accent: true } : { text: run.text });
    }
  }
  return runs;
}

function plain(node: MystNode): string {
  if (node.children) return node.children.map(plain).join('');
  if (node.type === 'break') return ' ';
  if (node.type === 'image') return String(node.alt ?? '');
  if (node.type === 'cite') return `@${node.label ?? ''}`;
  return node.value ?? '';
}
