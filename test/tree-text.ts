// A MyST tree as text that a person reads in a diff: one line per block, phrasing in Markdown with classes in braces.
// Pictures are numbered, their files compared apart. In: nodes; out: lines.
import type { MystNode } from '../plugins/graph/node.ts';

const PHRASING = new Set([
  'text',
  'strong',
  'emphasis',
  'span',
  'link',
  'compassLink',
  'inlineCode',
  'break',
  'image',
]);

export function treeText(tree: readonly MystNode[]): string {
  return `${tree.flatMap((node) => linesOf(node, 0)).join('\n')}\n`;
}

function linesOf(node: MystNode, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const children = node.children ?? [];
  if (PHRASING.has(node.type)) return [`${indent}${phrasing(node)}`];
  if (children.length > 0 && children.every((child) => PHRASING.has(child.type))) {
    return [`${indent}${headOf(node)}: ${children.map(phrasing).join('')}`];
  }
  return [`${indent}${headOf(node)}`, ...children.flatMap((child) => linesOf(child, depth + 1))];
}

function headOf(node: MystNode): string {
  const name = { paragraph: 'p', listItem: 'li', tableRow: 'tr', tableCell: node.header ? 'th' : 'td' }[
    node.type
  ];
  const depth = node.type === 'heading' ? String(node.depth) : '';
  const label = node.identifier ? ` #${node.identifier}` : '';
  const open = node.data?.compassDetails ? ` (${node.data.compassDetails})` : '';
  return `${name ?? node.type}${depth}${classText(node)}${label}${open}`;
}

const classText = (node: MystNode): string =>
  node.class
    ? `.${node.class
        .split(' ')
        .filter((name) => name !== '')
        .join('.')}`
    : '';

const inside = (node: MystNode): string => (node.children ?? []).map(phrasing).join('');
const tag = (node: MystNode): string => (node.class ? `{${node.class.replaceAll('compass-', '')}}` : '');

const WRITE: Record<string, (node: MystNode) => string> = {
  text: (node) => node.value ?? '',
  strong: (node) => `**${inside(node)}**${tag(node)}`,
  emphasis: (node) => `_${inside(node)}_${tag(node)}`,
  span: (node) => `<${inside(node)}>${tag(node)}`,
  link: (node) => `[${inside(node)}](${node.url})`,
  compassLink: (node) => `[${inside(node)}](${node.data?.compassLink})`,
  inlineCode: (node) => `\`${node.value}\``,
  break: () => ' ⏎ ',
  image: (node) => `![${node.alt}]`,
};

const phrasing = (node: MystNode): string => WRITE[node.type]?.(node) ?? `<${node.type}>`;

/** The SVG files of a tree's pictures, in order. */
export function picturesOf(tree: readonly MystNode[]): string[] {
  return tree.flatMap((node) => {
    const [, data] = typeof node.url === 'string' && node.type === 'image' ? node.url.split('base64,') : [];
    return [
      ...(data === undefined ? [] : [Buffer.from(data, 'base64').toString('utf8')]),
      ...picturesOf(node.children ?? []),
    ];
  });
}
