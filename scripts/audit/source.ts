// Sources of pages that a link or a download publishes as they are, with all that the plugin takes off a page. In: a
// published file; out: comments and private parts in it.
import { textOfCells } from '../../plugins/front-matter.ts';
import { readMarks } from '../../plugins/marks.ts';
import { hasPrivateLine } from '../../plugins/page/clean.ts';
import { privateRoleTexts } from '../../plugins/page/fields.ts';
import type { Leak } from '../audit.ts';
import { auditRules } from './rules.ts';
import { commentsOf, linesOutsideOfCode } from './withheld.ts';

const SOURCE = /\.(?:md|markdown|ipynb)$/i;

export function leaksInSource(file: string, written: string): Leak[] {
  if (!SOURCE.test(file)) return [];
  const isNotebook = /ipynb$/i.test(file);
  const text = isNotebook ? textOfCells(written) : written;
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
  if (marked || privateRoleTexts(text).size > 0)
    leaks.push({ rule: auditRules.withheld, what: 'source', file, offset: offsetOf(marked?.line ?? 1) });
  return leaks;
}
