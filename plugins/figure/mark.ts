// The shapes of a status, the same in every drawing: told apart without colour. In: status, centre and size; out: a
// small group. Glyphs for running text are the nearest that all fonts have.
import type { Element } from 'hast';
import { s } from 'hastscript';
import type { Point } from './arrow.ts';
import { round } from './print.ts';
import { colour, type StatusWord, statusColour } from './theme.ts';

export const GLYPHS: Record<StatusWord, string> = {
  done: '✓',
  'on track': '●',
  'at risk': '▲',
  'off track': '✖',
  'not started': '○',
  'no data': '◌',
  dropped: '–',
};

/** Paths in a box of 20 around 0, 0: `fill` is filled, `line` is drawn 2.6 thick, `cut` is drawn in paper. */
const SHAPES: Record<StatusWord, { fill?: string; line?: string; cut?: string; dash?: string }> = {
  done: { line: 'M-8.5 .5L-3 6.5 8.5-6.5' },
  'on track': { fill: 'M-7.5 0a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0z' },
  'at risk': { fill: 'M0-8.5L9.5 8.5H-9.5z' },
  'off track': { fill: 'M-8-8H8V8H-8z', cut: 'M-3.6-3.6L3.6 3.6M3.6-3.6L-3.6 3.6' },
  'not started': { line: 'M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0z' },
  'no data': { line: 'M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0z', dash: '3.4 3.4' },
  dropped: { line: 'M-8 0H8' },
};

/**
 * The mark of a status, `size` wide, centred on a point. With `halo` (SVG units) a rim in the paper's colour parts it
 * from what it lies on.
 */
export function statusMark(status: StatusWord, centre: Point, size = 15, halo = 0): Element {
  const scale = size / 20;
  const { fill, line, cut, dash } = SHAPES[status];
  const tint = statusColour(status);
  const paper = colour('paper');
  const paths = [
    halo > 0 &&
      s('path', { d: fill ?? line, stroke: paper, strokeWidth: haloWidth(halo, scale, line), fill: paper }),
    fill && s('path', { d: fill, fill: tint }),
    line &&
      s('path', {
        d: line,
        stroke: tint,
        strokeWidth: 3,
        strokeDasharray: dash,
        strokeLinecap: dash && 'butt',
      }),
    cut && s('path', { d: cut, stroke: paper, strokeWidth: 2.6 }),
  ];
  return s(
    'g',
    {
      className: 'compass-mark',
      transform: `translate(${round(centre.x)} ${round(centre.y)}) scale(${scale})`,
      fill: 'none',
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
    },
    paths.filter((path) => typeof path === 'object'),
  );
}

function haloWidth(halo: number, scale: number, line: string | undefined): number {
  return (2 * halo) / scale + (line ? 3 : 0);
}
