// The wheel's own strokes: nodes, arrows, ring and actors. In: layout; out: SVG elements around 0, 0.

import { ARROW, arcHead, arcPath, onCircle, type Point } from '../figure/arrow.ts';
import { round, type SvgElement, s } from '../figure/element.ts';
import { statusPaths } from '../figure/mark.ts';
import { colour, type StatusWord, statusColour } from '../figure/theme.ts';
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

/** What all steps of a wheel inherit: the number's type; labels set their own. */
export function stepStyle({ size }: WheelLayout, tone: Tone) {
  return {
    fill: tone.accent,
    strokeWidth: 2,
    fontSize: round(size.number),
    fontWeight: 700,
    textAnchor: 'middle',
  } as const;
}

/** The marks of these statuses, as large as the ring bears them: each is written once and used where it is needed. */
export function markShapes(statuses: ReadonlySet<StatusWord>): SvgElement[] {
  const transform = `scale(${RING.mark / 20})`;
  return [...statuses].map((status) => s('g', { id: markId(status), transform }, statusPaths(status)));
}

const markId = (status: StatusWord): string => status.replaceAll(' ', '-');

/** A mark of `markShapes`. */
export function placeMark(status: StatusWord, { x, y }: Point, size: number): SvgElement {
  const href = `#${markId(status)}`;
  if (size === RING.mark) return s('use', { href, x: round(x), y: round(y) });
  const scale = round(size / RING.mark, 2);
  return s('use', { href, transform: `translate(${round(x)} ${round(y)})scale(${scale})` });
}

/** The disc around 0, 0 that all nodes are. */
export function drawDisc({ size }: WheelLayout, tone: Tone, prefix: string): SvgElement {
  const disc = { id: `${prefix}n`, r: size.nodeRadius, fill: tone.wash, stroke: tone.accent };
  return s('defs', {}, s('circle', disc));
}

export function drawNode({ nodes, size }: WheelLayout, index: number, prefix: string): SvgElement[] {
  const { x, y } = nodes[index] ?? { x: 0, y: 0 };
  return [
    s('use', { href: `#${prefix}n`, x: round(x), y: round(y) }),
    s('text', { x: round(x), y: round(y + size.number * 0.335, 1) }, String(index + 1)),
  ];
}

/** One arrow, turned to each step; in degrees, because so does SVG. */
export function drawArrows({ arrows, angles, size }: WheelLayout, tone: Tone, prefix: string): SvgElement {
  const [first] = arrows;
  const stroke = { fill: 'none', stroke: tone.arrow, strokeWidth: ARROW.width, ...ROUND };
  if (!first) return s('g', stroke);
  const shaft = arcPath(size.radius, first.from, first.to);
  const head = arcHead(size.radius, first.from, first.to, first.head);
  const id = `${prefix}a`;
  const drawn = tone.dashed
    ? s('g', { id }, [s('path', { d: shaft, strokeDasharray: '5 7' }), s('path', { d: head })])
    : s('path', { id, d: shaft + head });
  const turns = angles.slice(1).map((angle) => round(((angle - (angles[0] ?? 0)) * 180) / Math.PI, 2));
  return s('g', stroke, [
    drawn,
    ...turns.map((turn) => s('use', { href: `#${id}`, transform: `rotate(${turn})` })),
  ]);
}

const ROUND = { strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

/** Tracks, fills, ticks and marks, each over the one before; what looks alike is one path. */
export function drawRing(
  { radius, segments }: NonNullable<WheelLayout['ring']>,
  prefix: string,
): SvgElement[] {
  const tracks = groupBy(segments, trackKind);
  const fills = groupBy(segments.filter(isFilled), ({ progress }) =>
    statusColour(progress?.status ?? 'no data'),
  );
  const filled = fills.map(([stroke, list]) => s('path', { d: arcs(list, 'fill', radius), stroke }));
  return [
    ...tracks.map(([kind, list]) =>
      kind === 'whole' && tracks.length === 1
        ? drawTracks(list, radius)
        : s('path', { d: arcs(list, 'track', radius), fill: 'none', ...TRACKS[kind] }),
    ),
    s('g', { fill: 'none', strokeWidth: RING.width }, filled),
    ...drawTicks(segments, radius, prefix),
    drawHalos(segments, radius),
    ...segments.flatMap((segment) => drawMark(segment, radius)),
  ];
}

/** In the order in which the keys are met. */
function groupBy<T, K extends string>(items: T[], keyFor: (item: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyFor(item), [...(groups.get(keyFor(item)) ?? []), item]);
  return [...groups];
}

/** Thin where no objective turns the step, broken where there is no data: never a zero. */
const TRACKS = {
  none: { stroke: colour('rule'), strokeWidth: 1.4 },
  broken: { stroke: colour('track'), strokeWidth: RING.width, strokeDasharray: '7 5' },
  whole: { stroke: colour('track'), strokeWidth: RING.width },
} as const;

/** Equal tracks all around are one dashed circle, which is far shorter than their arcs. */
function drawTracks(segments: Segment[], radius: number): SvgElement {
  const [first] = segments;
  const { from, to } = first?.track ?? { from: 0, to: 0 };
  const length = Math.abs(to - from) * radius;
  const gap = (2 * Math.PI * radius) / segments.length - length;
  const turn = (Math.min(from, to) * 180) / Math.PI - 90;
  const dashes = gap < 0.1 ? undefined : `${round(length, 2)} ${round(gap, 2)}`;
  return s('circle', {
    r: radius,
    fill: 'none',
    ...TRACKS.whole,
    strokeDasharray: dashes,
    transform: `rotate(${round(turn, 2)})`,
  });
}

function trackKind({ progress }: Segment): keyof typeof TRACKS {
  if (!progress) return 'none';
  return progress.value === null ? 'broken' : 'whole';
}

function isFilled({ fill }: Segment): boolean {
  return Math.abs(fill.to - fill.from) > 0.004;
}

function arcs(segments: Segment[], part: 'track' | 'fill', radius: number): string {
  return segments.map((segment) => arcPath(radius, segment[part].from, segment[part].to)).join('');
}

/** Across the ring, with a rim in the paper's colour so that they show on any fill. */
function drawTicks(segments: Segment[], radius: number, prefix: string): SvgElement[] {
  const d = segments.map(({ tick }) => (tick ? tickPath(tick, radius) : '')).join('');
  if (d === '') return [];
  const id = `${prefix}t`;
  return [
    s('g', { stroke: colour('paper'), strokeWidth: 5.4 }, [s('path', { id, d })]),
    s('use', { href: `#${id}`, stroke: colour('ink'), strokeWidth: 2 }),
  ];
}

/** Dots in the paper's colour under the marks, which part them from the ring: lines without length, with round ends. */
function drawHalos(segments: Segment[], radius: number): SvgElement {
  const dots = segments.map(({ mark }) => {
    if (mark === undefined) return '';
    const { x, y } = onCircle(radius, mark);
    return `M${round(x)} ${round(y)}h0`;
  });
  return s('path', {
    d: dots.join(''),
    stroke: colour('paper'),
    strokeWidth: RING.mark + 2 * RING.halo,
    strokeLinecap: 'round',
  });
}

function tickPath({ angle, reach }: NonNullable<Segment['tick']>, radius: number): string {
  const inner = onCircle(radius - reach, angle);
  const outer = onCircle(radius + reach, angle);
  return `M${round(inner.x)} ${round(inner.y)}L${round(outer.x)} ${round(outer.y)}`;
}

function drawMark({ mark, progress }: Segment, radius: number): SvgElement[] {
  if (mark === undefined || !progress) return [];
  return [placeMark(progress.status, onCircle(radius, mark), RING.mark)];
}

/** Hairline arcs, each open in the middle for its word, set into the line like a depth on a chart. */
export function drawActors({ arcs, size }: WheelLayout, prefix: string): SvgElement[] {
  if (arcs.items.length === 0) return [];
  const lines = arcs.items.map(
    ({ span, gap }) => arcPath(arcs.radius, span.from, gap.from) + arcPath(arcs.radius, gap.to, span.to),
  );
  const words = { fill: colour('ink2'), fontSize: size.small, textAnchor: 'middle' } as const;
  const baseline = (reversed: boolean) => arcs.radius + (reversed ? 0.3 : -0.3) * size.small;
  const paths = [...new Set(arcs.items.map(({ reversed }) => reversed))].map((reversed) =>
    s('path', { id: circleId(prefix, reversed), d: twoTurns(baseline(reversed), reversed) }),
  );
  return [
    s('path', { d: lines.join(''), fill: 'none', stroke: colour('rule'), strokeWidth: 1.2 }),
    s('defs', {}, paths),
    s(
      'g',
      words,
      arcs.items.map((arc) => drawActor(arc, prefix)),
    ),
  ];
}

const circleId = (prefix: string, reversed: boolean): string => `${prefix}${reversed ? 'l' : 'r'}`;

/** A circle from twelve o'clock, drawn twice, so that any word on it is clear of both ends. */
function twoTurns(radius: number, reversed: boolean): string {
  const [top, bottom] = [round(-radius), round(radius)];
  const half = (y: number) => `A${bottom} ${bottom} 0 0 ${reversed ? 0 : 1} 0 ${y}`;
  return `M0 ${top}${`${half(bottom)}${half(top)}`.repeat(2)}`;
}

/** On the shared circle, in the middle of its two turns. */
function drawActor({ name, span, reversed }: ActorArc, prefix: string): SvgElement {
  const turns = ((span.from + span.to) / 4 / Math.PI) * (reversed ? -1 : 1);
  const share = (((turns + 0.5) % 1) + 1) % 1;
  const startOffset = `${round(25 + share * 50, 2)}%`;
  return s('text', {}, s('textPath', { href: `#${circleId(prefix, reversed)}`, startOffset }, name));
}
