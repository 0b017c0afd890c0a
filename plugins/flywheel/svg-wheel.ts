// The wheel's own strokes: nodes, arrows, ring and actors. In: layout; out: SVG elements around 0, 0.
import type { Element } from 'hast';
import { s } from 'hastscript';
import { ARROW, arcHead, arcPath, onCircle } from '../figure/arrow.ts';
import { statusMark } from '../figure/mark.ts';
import { round } from '../figure/print.ts';
import { colour, statusColour } from '../figure/theme.ts';
import type { ActorArc, Segment, WheelLayout } from './layout.ts';
import { RING } from './size.ts';

/** The trap is drawn in the warning colour with dashed arrows, so that it differs without colour too. */
export interface Tone {
  accent: string;
  wash: string;
  arrow: string;
  dashed: boolean;
}

export const TONES = {
  plain: { accent: colour('accent'), wash: colour('accent-wash'), arrow: colour('ink'), dashed: false },
  trap: { accent: colour('warn'), wash: colour('warn-wash'), arrow: colour('warn'), dashed: true },
} as const satisfies Record<string, Tone>;

export function drawNode({ nodes, size }: WheelLayout, index: number, tone: Tone): Element {
  const { x, y } = nodes[index] ?? { x: 0, y: 0 };
  return s('g', [
    s('circle', {
      cx: round(x),
      cy: round(y),
      r: size.nodeRadius,
      fill: tone.wash,
      stroke: tone.accent,
      strokeWidth: 2,
    }),
    s(
      'text',
      {
        x: round(x),
        y: round(y + size.number * 0.335),
        fontSize: round(size.number),
        fontWeight: 700,
        fill: tone.accent,
        textAnchor: 'middle',
      },
      String(index + 1),
    ),
  ]);
}

export function drawArrows({ arrows, size }: WheelLayout, tone: Tone): Element {
  const shafts = arrows.map(({ from, to }) => arcPath(size.radius, from, to)).join('');
  const heads = arrows.map(({ from, to, head }) => arcHead(size.radius, from, to, head)).join('');
  const stroke = {
    fill: 'none',
    stroke: tone.arrow,
    strokeWidth: ARROW.width,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  } as const;
  if (!tone.dashed) return s('path', { d: shafts + heads, ...stroke });
  return s('g', stroke, [s('path', { d: shafts, strokeDasharray: '5 7' }), s('path', { d: heads })]);
}

/** Tracks, fills, ticks and marks, each over the one before. */
export function drawRing(ring: NonNullable<WheelLayout['ring']>): Element[] {
  const { radius, segments } = ring;
  return [
    ...segments.map((segment) => drawTrack(segment, radius)),
    ...segments.flatMap((segment) => drawFill(segment, radius)),
    ...segments.flatMap((segment) => drawTick(segment, radius)),
    ...segments.flatMap((segment) => drawMark(segment, radius)),
  ];
}

/** Thin where no objective turns the step, broken where there is no data: never a zero. */
function drawTrack({ track, progress }: Segment, radius: number): Element {
  const broken = progress?.value === null;
  return s('path', {
    d: arcPath(radius, track.from, track.to),
    fill: 'none',
    stroke: colour(progress ? 'track' : 'rule'),
    strokeWidth: progress ? RING.width : 1.4,
    strokeDasharray: broken ? '7 5' : undefined,
  });
}

function drawFill({ fill, progress }: Segment, radius: number): Element[] {
  if (!progress || Math.abs(fill.to - fill.from) * radius < 0.5) return [];
  const d = arcPath(radius, fill.from, fill.to);
  return [s('path', { d, fill: 'none', stroke: statusColour(progress.status), strokeWidth: RING.width })];
}

/** Across the ring, with a rim in the paper's colour so that it shows on any fill. */
function drawTick({ tick }: Segment, radius: number): Element[] {
  if (!tick) return [];
  const inner = onCircle(radius - tick.reach, tick.angle);
  const outer = onCircle(radius + tick.reach, tick.angle);
  const d = `M${round(inner.x)} ${round(inner.y)}L${round(outer.x)} ${round(outer.y)}`;
  return [
    s('path', { d, stroke: colour('paper'), strokeWidth: 5.4 }),
    s('path', { d, stroke: colour('ink'), strokeWidth: 2 }),
  ];
}

function drawMark({ mark, progress }: Segment, radius: number): Element[] {
  if (mark === undefined || !progress) return [];
  return [statusMark(progress.status, onCircle(radius, mark), RING.mark, RING.halo)];
}

/** Hairline arcs, each open in the middle for its word, set into the line like a depth on a chart. */
export function drawActors({ arcs, size }: WheelLayout, prefix: string): Element[] {
  if (arcs.items.length === 0) return [];
  const lines = arcs.items.map(
    ({ span, gap }) => arcPath(arcs.radius, span.from, gap.from) + arcPath(arcs.radius, gap.to, span.to),
  );
  return [
    s('path', { d: lines.join(''), fill: 'none', stroke: colour('rule'), strokeWidth: 1.2 }),
    s(
      'g',
      { fill: 'none', fontSize: size.small, textAnchor: 'middle' },
      arcs.items.map((arc, index) => drawActor(arc, arcs.radius, size.small, `${prefix}a${index}`)),
    ),
  ];
}

function drawActor({ name, span, reversed }: ActorArc, radius: number, size: number, id: string): Element {
  const baseline = radius + (reversed ? 0.3 : -0.3) * size;
  const [from, to] = reversed ? [span.to, span.from] : [span.from, span.to];
  return s('g', [
    s('path', { id, d: arcPath(baseline, from, to) }),
    s('text', { fill: colour('ink2') }, s('textPath', { href: `#${id}`, startOffset: '50%' }, name)),
  ]);
}
