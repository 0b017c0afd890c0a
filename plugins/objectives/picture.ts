// Small pictures of a table's cells as SVG files: no text of their own, so no font to carry. What they show is said by
// the image's alternative text.
import { type SvgElement, s } from '../figure/element.ts';
import { printFile } from '../figure/print.ts';
import { colour } from '../figure/theme.ts';

export interface Picture {
  width: number;
  height: number;
  children: SvgElement[];
  /** Fills whatever width it is given; strokes keep theirs. */
  stretch?: boolean;
}

/** The ground goes where our theme inlines the picture. */
export function printPicture({ width, height, children, stretch }: Picture): string {
  const frame = { viewBox: `0 0 ${width} ${height}`, width, height };
  return printFile({ ...frame, preserveAspectRatio: stretch ? 'none' : undefined }, [
    s('rect', { className: 'compass-ground', width, height, fill: colour('paper') }),
    s('g', { fill: 'none' }, children),
  ]);
}
