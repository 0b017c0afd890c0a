// Small pictures of a table's cells as SVG files: no text of their own, so no font to carry. What they show is said by
// the image's alternative text.
import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { s } from 'hastscript';
import { colour } from '../figure/theme.ts';

export interface Picture {
  width: number;
  height: number;
  children: Element[];
  /** Fills whatever width it is given; strokes keep theirs. */
  stretch?: boolean;
}

/** The ground goes where our theme inlines the picture. */
export function printPicture({ width, height, children, stretch }: Picture): string {
  const tree = s(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      preserveAspectRatio: stretch ? 'none' : undefined,
    },
    s('rect', { className: 'compass-ground', width, height, fill: colour('paper') }),
    s('g', { fill: 'none' }, children),
  );
  return toHtml(tree, { space: 'svg', closeEmptyElements: true, tightSelfClosing: true });
}
