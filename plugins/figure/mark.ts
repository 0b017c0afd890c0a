// The shapes of a status, the same in every drawing: told apart without colour. In: status, centre and size; out: a
// small group. Glyphs for running text are the nearest that all fonts have.

import type { Point } from './arrow.ts';
import { round, type SvgElement, s } from './element.ts';
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

/** The mark of a status, `size` wide, centred on a point. */
export function statusMark(status: StatusWord, centre: Point, size = 15): SvgElement {
  const place = `translate(${round(centre.x)} ${round(centre.y)}) scale(${round(size / 20, 2)})`;
  const [first, ...others] = statusPaths(status);
  if (first && others.length === 0)
    return { ...first, attributes: { transform: place, ...first.attributes } };
  return s('g', { transform: place }, statusPaths(status));
}

/** The same as paths around 0, 0 in a box of 20. */
export function statusPaths(status: StatusWord): SvgElement[] {
  const { fill, line, cut, dash } = SHAPES[status];
  const tint = statusColour(status);
  if (!fill) {
    const ends = dash ? { strokeDasharray: dash } : { strokeLinecap: 'round', strokeLinejoin: 'round' };
    return [s('path', { d: line, fill: 'none', stroke: tint, strokeWidth: 3, ...ends })];
  }
  const crossed = { d: cut, stroke: colour('paper'), strokeWidth: 2.6, strokeLinecap: 'round' };
  return [s('path', { d: fill, fill: tint }), ...(cut ? [s('path', crossed)] : [])];
}
