// Whom a page says it is for. In: the file of a page; out: its text, and the audience that its front matter names.
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { MystNode } from '../graph/node.ts';
import { AUDIENCES, type Audience } from '../graph/record.ts';
import { levelOfKeys } from '../marks.ts';

/** Empty where there is no such file; of a notebook what its cells hold. */
export function readSource(path: string): string {
  const text = existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : '';
  return path.endsWith('.ipynb') ? textOfCells(text) : text;
}

function textOfCells(text: string): string {
  try {
    const { cells }: { cells: { source: string | string[] }[] } = JSON.parse(text);
    return cells.map(({ source }) => [source].flat().join('')).join('\n\n');
  } catch {
    return text;
  }
}

/** Also behind blank lines and comments, and without an end: who wrote it meant it to count. */
const FRONT_MATTER =
  /^\uFEFF?\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)*---[ \t]*\r?\n([\s\S]*?)(?:\r?\n(?:---|\.\.\.)|$)/;

/** mystmd keeps no key of front matter that it does not know, so it is read here. */
export function audienceOfSource(text: string): Audience {
  return AUDIENCES[levelOfKeys(FRONT_MATTER.exec(text)?.[1] ?? '')];
}

/**
 * mystmd shows front matter that it cannot read, or that does not stand at the very top, with its comments and all
 * keys.
 */
export function isUnreadable(tree: MystNode, source: string): boolean {
  const [first] = tree.children ?? [];
  const node = first?.type === 'block' ? first.children?.[0] : first;
  if (/^---/.test(source)) return node?.type === 'code' && node.position?.start.line === 1;
  return /^[\w-]+[ \t]*:(?:\s|$)/.test(FRONT_MATTER.exec(source)?.[1] ?? '');
}
