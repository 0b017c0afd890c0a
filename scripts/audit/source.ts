// Sources of pages that a link or a download publishes as they are, with all that the plugin takes off a page. In: a
// published file; out: whether it is for others, and comments and private parts in it.
import { textOfCells } from '../../plugins/front-matter.ts';
import { readMarks } from '../../plugins/marks.ts';
import { privateRoleTexts } from '../../plugins/page/fields.ts';
import { hasPrivateLine, isPartLine, strayOptions } from '../../plugins/page/private.ts';
import type { AuditInput, Leak } from '../audit.ts';
import { auditRules } from './rules.ts';
import { commentsOf, linesOutsideOfCode } from './withheld.ts';

/** What may begin with front matter, and what the plugin reads as a page. */
const TEXT = /\.(?:md|markdown|txt|rst|tex|ipynb|org|adoc|qmd|rmd)$/i;
const PAGE = /\.(?:md|markdown|ipynb)$/i;

export function leaksInSource(
  file: string,
  bytes: Buffer,
  { isOpen, unredacted }: Pick<AuditInput, 'isOpen' | 'unredacted'>,
): Leak[] {
  if (!TEXT.test(file)) return [];
  const isNotebook = /ipynb$/i.test(file);
  const written = bytes.toString('utf8');
  const body = isNotebook ? textOfCells(written) : written;
  const text = isNotebook ? `${partLinesOf(written)}\n${body}` : body;
  const closed: Leak[] =
    isOpen?.(body) === false ? [{ rule: auditRules.withheld, what: 'closed', file, offset: 0 }] : [];
  return unredacted || !PAGE.test(file) ? closed : [...closed, ...leaksInPage(file, text, isNotebook)];
}

/** What a notebook says of itself and of its cells, as MyST's lines between parts do: `+++ {"tags": ["private"]}`. */
function partLinesOf(notebook: string): string {
  try {
    const { cells, metadata }: { cells: { metadata: unknown }[]; metadata: unknown } = JSON.parse(notebook);
    return [metadata, ...cells.map((cell) => cell.metadata)]
      .map((said) => `+++ ${JSON.stringify(said ?? {})}`)
      .join('\n');
  } catch {
    return '';
  }
}

function leaksInPage(file: string, text: string, isNotebook: boolean): Leak[] {
  const lines = text.split('\n');
  // Of a notebook, the place in the file is not the one in its cells.
  const offsetOf = (line: number) => (isNotebook ? 0 : lines.slice(0, line - 1).join('\n').length);
  const leaks = commentsOf(text).map(
    ({ line }): Leak => ({ rule: auditRules.comments, file, offset: offsetOf(line) }),
  );
  const marked = linesOutsideOfCode(text).find(({ text: line }) => {
    const { end, inside } = readMarks(line);
    return Math.max(end, inside) === 2 || hasPrivateLine(line);
  });
  if (
    marked ||
    privateRoleTexts(text).size > 0 ||
    lines.some(isPartLine) ||
    strayOptions(lines, []).length > 0
  )
    leaks.push({ rule: auditRules.withheld, what: 'source', file, offset: offsetOf(marked?.line ?? 1) });
  return leaks;
}
