// The source of a page, and whether mystmd can read what it says about itself. In: the file of a page; out: its text.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { FRONT_MATTER, textOfCells, withLineFeeds } from '../front-matter.ts';
import type { MystNode } from '../graph/node.ts';

/** Empty where there is no such file; of a notebook what its cells hold. */
export function readSource(path: string): string {
  const text = existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : '';
  return withLineFeeds(path.endsWith('.ipynb') ? textOfCells(text) : text);
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
