// Whom a text says it is for, before a page is made of it. In: text of a page; out: the audience that its front matter
// names. mystmd keeps no key of front matter that it does not know, so it is read here.
import { marksInComments } from './config/comment-marks.ts';
import { AUDIENCES, type Audience, strictest } from './graph/record.ts';
import { type Level, levelOfKeys, stricter } from './marks.ts';

/** Also behind blank lines and comments, and without an end: who wrote it meant it to count. */
export const FRONT_MATTER =
  /^\uFEFF?\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)*---[ \t]*\r?\n([\s\S]*?)(?:\r?\n(?:---|\.\.\.)|$)/;

export function audienceOfSource(text: string): Audience {
  return AUDIENCES[levelOfFrontMatter(FRONT_MATTER.exec(withLineFeeds(text))?.[1] ?? '')];
}

const LEVELS: Readonly<Record<Audience, Level>> = { public: 0, team: 1, private: 2 };

/** What the keys of front matter say, and the comments beside them. */
export function levelOfFrontMatter(text: string): Level {
  const { alone, lines } = marksInComments(text);
  return stricter(levelOfKeys(text), LEVELS[strictest(alone, ...lines.values())]);
}

/** As mystmd reads a page, whichever system wrote it. */
export function withLineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
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
