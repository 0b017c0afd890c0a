// Whom a text says it is for, before a page is made of it. In: text of a page; out: the audience that its front matter
// names. mystmd keeps no key of front matter that it does not know, so it is read here.
import { AUDIENCES, type Audience } from './graph/record.ts';
import { levelOfKeys } from './marks.ts';

/** Also behind blank lines and comments, and without an end: who wrote it meant it to count. */
export const FRONT_MATTER =
  /^\uFEFF?\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)*---[ \t]*\r?\n([\s\S]*?)(?:\r?\n(?:---|\.\.\.)|$)/;

export function audienceOfSource(text: string): Audience {
  return AUDIENCES[levelOfKeys(FRONT_MATTER.exec(text)?.[1] ?? '')];
}

/** What a notebook's cells hold. */
export function textOfCells(text: string): string {
  try {
    const { cells }: { cells: { source: string | string[] }[] } = JSON.parse(text);
    return cells.map(({ source }) => [source].flat().join('')).join('\n\n');
  } catch {
    return text;
  }
}
