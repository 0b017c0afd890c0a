// In YAML `#private` behind an entry is a comment, and a mark all the same: it covers the entry on whose lines it stands.
// In: text of YAML; out: which line asks for which audience.
import { AUDIENCES, type Audience, strictest } from '../graph/record.ts';
import { levelOfText, levelOfWord } from '../marks.ts';
import type { Place } from '../message.ts';

/** `alone` is what comments on lines of their own ask for. */
export interface CommentMarks {
  alone: Audience;
  lines: ReadonlyMap<number, Audience>;
}

const QUOTED = /(?<=(?:^|[:[{,-])[ \t]{0,99})(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/g;

/** Lines are counted from `first`. */
export function marksInComments(text: string, first = 1): CommentMarks {
  const lines = new Map<number, Audience>();
  let alone: Audience = 'public';
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (!line.includes('#')) continue;
    const [, before = '', comment = ''] =
      /^((?:.*[ \t])?)#+([^#]*)$/.exec(line.replaceAll(QUOTED, '""')) ?? [];
    const level = /^\W*team\b(?!\W*only\b).*\w/i.test(comment) ? levelOfText(comment) : levelOfWord(comment);
    if (level === 0) continue;
    if (before.trim() === '') alone = strictest(alone, AUDIENCES[level]);
    else lines.set(first + index, AUDIENCES[level]);
  }
  return { alone, lines };
}

export function audienceOfLines({ lines }: CommentMarks, place: Place): Audience {
  return strictest(...[...lines].filter(([at]) => isOn(place, at)).map(([, level]) => level));
}

function isOn({ line, endLine = line, endColumn }: Place, at: number): boolean {
  return line <= at && at <= (endColumn === 1 ? endLine - 1 : endLine);
}

/** A mark on a line that no entry has (`objectives: # team`) covers what one on a line of its own does. */
export function withStrayMarks(marks: CommentMarks, entries: readonly Place[]): CommentMarks {
  const stray = [...marks.lines].filter(([at]) => !entries.some((entry) => isOn(entry, at)));
  return stray.length === 0
    ? marks
    : { ...marks, alone: strictest(marks.alone, ...stray.map(([, level]) => level)) };
}
