// Short pieces of notes as phrasing nodes: code, emphasis, links. In: one line of Markdown, already redacted;
// out: nodes that cannot do harm: no html, no images, links to http and https only.
import { fromMarkdown } from 'mdast-util-from-markdown';
import { inlineCode, type MystNode, text } from '../../graph/node.ts';
import { sentenceCase } from '../text/words.ts';

/** A text longer than this is shown as it is: nobody marks up pages of text in one line. */
const LONGEST = 4_000;

/** Most lines have none of what phrasing is made of, and need no parser. */
const MARKUP = /[\\`*_[<&]|https?:/i;

/** A line is never a list, a heading, a quote, html: only its phrasing is read. */
const PHRASING_ONLY = {
  disable: {
    null: [
      'blockQuote',
      'codeFenced',
      'codeIndented',
      'definition',
      'headingAtx',
      'htmlFlow',
      'htmlText',
      'list',
      'setextUnderline',
      'thematicBreak',
    ],
  },
};

/** Phrasing nodes of a line, with a capital first and typographic quotes, for showing. */
export function inlineNodes(line: string): MystNode[] {
  const words = sentenceCase(line.replaceAll(/\s+/g, ' ').trim());
  if (words.length > LONGEST) return [text(words)];
  if (!MARKUP.test(words)) return words === '' ? [] : [noted(curlyQuotes(words))];
  const tree = fromMarkdown(words, { extensions: [PHRASING_ONLY] }) as MystNode;
  return merge((tree.children ?? []).flatMap((child) => child.children ?? []).flatMap(safeNode));
}

/** The same as plain text: for alternative texts and titles. */
export function inlineText(line: string): string {
  return inlineNodes(line).map(wordsOf).join('');
}

const wordsOf = (node: MystNode): string => node.value ?? (node.children ?? []).map(wordsOf).join('');

/** Each kind of phrasing that is kept; whatever else there is leaves its words. */
const KEPT: Record<string, (node: MystNode, inside: MystNode[]) => MystNode[]> = {
  text: (node) => linkAddresses(node.value ?? ''),
  inlineCode: (node) => [inlineCode(node.value ?? '')],
  emphasis: (_, inside) => [{ type: 'emphasis', children: inside }],
  strong: (_, inside) => [{ type: 'strong', children: inside }],
  break: () => [text(' ')],
  image: (node) => (typeof node.alt === 'string' ? [text(node.alt)] : []),
  link: (node, inside) =>
    isWebAddress(node.url) ? [{ type: 'link', url: node.url, children: inside.flatMap(unlink) }] : inside,
};

function safeNode(node: MystNode): MystNode[] {
  const inside = (node.children ?? []).flatMap(safeNode);
  return KEPT[node.type]?.(node, inside) ?? (node.value === undefined ? inside : [text(node.value)]);
}

/** A link inside a link leaves its words. */
const unlink = (node: MystNode): MystNode[] => (node.type === 'link' ? (node.children ?? []) : [node]);

export const isWebAddress = (url: unknown): url is string =>
  typeof url === 'string' && /^https?:\/\/[^\s/]/i.test(url);

/** Bare addresses become links; a full stop or comma after one is not part of it. */
function linkAddresses(value: string): MystNode[] {
  return value.split(/(https?:\/\/[^\s<>"]+)/i).flatMap((part, index) => {
    if (index % 2 === 0) return part === '' ? [] : [noted(curlyQuotes(part))];
    const address = part.replace(/[.,;:!?)\]]{1,9}$/, '');
    const rest = part.slice(address.length);
    const link = { type: 'link', url: address, children: [text(address.replace(/^https?:\/\//i, ''))] };
    return rest === '' ? [link] : [link, text(rest)];
  });
}

/** Words of the notes: `#quota` in them becomes a link, as in what an author writes on a page. */
const noted = (value: string): MystNode => ({ ...text(value), data: { compassNoted: true } });

function curlyQuotes(value: string): string {
  return value
    .replaceAll(/(?<=[\p{L}\p{N}])'/gu, '’')
    .replaceAll(/(?<![^\s([{—–-])"(?=\S)/g, '“')
    .replaceAll('"', '”');
}

/** Neighbouring texts become one. */
function merge(nodes: MystNode[]): MystNode[] {
  const merged: MystNode[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (last?.type === 'text' && node.type === 'text') {
      merged[merged.length - 1] = { ...last, value: `${last.value}${node.value}` };
    } else merged.push(node);
  }
  return merged;
}
