// The bar of progress: solid is what is, the dark tick what is expected by today, the pale rest what is left.
// In: shares from 0 to 1; out: a small SVG file. Numbers are SVG units, 1 unit is 1 px at 100 %.
import { round, type SvgElement, s } from '../figure/element.ts';
import { colour, statusColour } from '../figure/theme.ts';
import type { Score } from './model.ts';
import { clampShare, formatScore } from './number.ts';
import { printPicture } from './picture.ts';

const LENGTH = 112;
const HEIGHT = 18;
const TICK = 2.4;

/** `thickness` 10 for an objective, 6 for a measure. Without data the bar is broken and empty. */
export function drawBar(score: Score, thickness: number): string {
  const top = (HEIGHT - thickness) / 2;
  const filled = round(clampShare(score.value ?? 0) * LENGTH);
  const track = colour('track');
  const children =
    score.value === null
      ? [
          s('path', {
            d: `M0 ${HEIGHT / 2}h${LENGTH}`,
            stroke: track,
            strokeWidth: thickness,
            strokeDasharray: '5 3',
          }),
        ]
      : [
          s('rect', { y: top, width: LENGTH, height: thickness, fill: track }),
          s('rect', { y: top, width: filled, height: thickness, fill: statusColour(score.status) }),
        ];
  return printPicture({
    width: LENGTH,
    height: HEIGHT,
    stretch: true,
    children: score.status === 'not started' ? children : [...children, ...tick(score.expected)],
  });
}

/** `0.39 of 1, expected 0.55`. */
export function barWords(score: Score): string {
  if (score.value === null) return `no score, expected ${formatScore(score.expected)}`;
  return `${formatScore(score.value)} of 1, expected ${formatScore(score.expected)}`;
}

const rigid = { vectorEffect: 'non-scaling-stroke' };

/** A rim in the paper's colour parts the tick from the bar. */
function tick(expected: number): SvgElement[] {
  const x = round(Math.min(Math.max(clampShare(expected) * LENGTH, TICK / 2), LENGTH - TICK / 2));
  return [
    s('path', { d: `M${x} 0v${HEIGHT}`, stroke: colour('paper'), strokeWidth: TICK + 3, ...rigid }),
    s('path', { d: `M${x} 1v${HEIGHT - 2}`, stroke: colour('ink'), strokeWidth: TICK, ...rigid }),
  ];
}
