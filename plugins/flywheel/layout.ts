// A wheel as numbers: where its nodes, arrows, ring, actors, centre and labels stand. In: what each step shows and a
// size; out: SVG units around the wheel's centre, angles in radians from twelve o'clock. Knows no SVG.
import { onCircle, type Point } from '../figure/arrow.ts';
import { measureText, type Run, wrapText } from '../figure/text.ts';
import type { StatusWord } from '../figure/theme.ts';
import { type Label, type LabelText, placeLabels } from './labels.ts';
import { ACTOR_OFFSET, CLEAR, labelDistance, RING, type WheelSize } from './size.ts';

/** What a ring segment shows: progress 0 to 1, what was expected, and the status. None: no objective turns it. */
export interface Progress {
  value: number | null;
  expected: number;
  status: StatusWord;
}

export interface WheelInput {
  labels: LabelText[];
  actors: string[][];
  centre: string;
  /** A second, smaller line in the centre. */
  centreNote?: string;
  /** A picture takes the centre's room instead. */
  hasImage?: boolean;
  /** One per step, with `live` only. */
  progress?: (Progress | undefined)[];
  start: number;
  /** The trap turns left: its angles run backwards. */
  mirrored?: boolean;
}

export interface Span {
  from: number;
  to: number;
}

export interface Segment {
  track: Span;
  progress?: Progress;
  /** The part that is filled; empty when there is nothing to fill. */
  fill: Span;
  /** Angle of the status mark. */
  mark?: number;
  tick?: { angle: number; reach: number };
}

export interface ActorArc {
  name: string;
  span: Span;
  /** Where the arc is open for the word. */
  gap: Span;
  /** Word runs against the clock, so that it stands upright in the lower half. */
  reversed: boolean;
}

export interface WheelLayout {
  size: WheelSize;
  angles: number[];
  nodes: Point[];
  arrows: (Span & { head: number })[];
  ring?: { radius: number; segments: Segment[] };
  arcs: { radius: number; items: ActorArc[] };
  centre: { size: number; lines: string[]; note?: string; fits: boolean };
  /** Half the side of a square for the centre's picture. */
  imageHalf: number;
  /** None: drawn in compact form. */
  labels?: Label[];
  /** What everything takes, labels included. */
  box: { half: number; top: number; bottom: number };
}

/**
 * Place steps evenly on a circle, the first at `start`, going clockwise, or backwards when mirrored.
 *
 * With `labelled` the labels stand outside; when they do not fit, `labels` is undefined and the box is the wheel's.
 */
export function layoutWheel(input: WheelInput, size: WheelSize, labelled: boolean): WheelLayout {
  const count = input.labels.length;
  const turn = input.mirrored ? -1 : 1;
  const step = (turn * 2 * Math.PI) / count;
  const angles = input.labels.map((_, index) => input.start + index * step);
  const arcs = layoutActors(input, angles, size);
  const distance = labelDistance(size, input.progress !== undefined);
  const texts = arcs.items.length > 0 ? input.labels : withActors(input, arcs.named);
  const labels = labelled ? placeLabels(texts, angles, distance, size) : undefined;
  const free = size.radius - size.nodeRadius - (arcs.items.length > 0 ? ACTOR_OFFSET + size.small * 0.6 : 8);
  return {
    size,
    angles,
    nodes: angles.map((angle) => onCircle(size.radius, angle)),
    arrows: layoutArrows(angles, step, size),
    ring: input.progress && layoutRing(input.progress, angles, turn, size),
    arcs: { radius: arcs.radius, items: arcs.items },
    centre: layoutCentre(input, size, free),
    imageHalf: free * Math.SQRT1_2 * 0.95,
    labels,
    box: boxOf(labels, size, input.progress !== undefined),
  };
}

/** Arrows lie on the circle and stop short of the nodes; where steps are dense the clearance and the head shrink. */
function layoutArrows(angles: number[], step: number, size: WheelSize): WheelLayout['arrows'] {
  const { radius, nodeRadius } = size;
  const gap = 2 * radius * Math.sin(Math.abs(step) / 2) - 2 * nodeRadius;
  const clear = Math.min(CLEAR.arrow, Math.max(3, (gap - 12) / 2));
  const off = Math.sign(step) * 2 * Math.asin((nodeRadius + clear) / 2 / radius);
  const length = Math.abs(step - 2 * off) * radius;
  const head = Math.min(11, Math.max(5, length * 0.8));
  return angles.map((angle) => ({ from: angle + off, to: angle + step - off, head }));
}

function layoutRing(
  progress: (Progress | undefined)[],
  angles: number[],
  turn: number,
  size: WheelSize,
): WheelLayout['ring'] {
  const radius = size.radius + size.nodeRadius + RING.offset;
  const closed = progress.every((item) => item?.status === 'done');
  const half = Math.PI / angles.length - (closed ? 0 : RING.free / radius);
  const segments = angles.map((angle, index) => {
    const track = { from: angle - turn * half, to: angle + turn * half };
    return layoutSegment(track, progress[index], radius);
  });
  return { radius, segments };
}

function layoutSegment(track: Span, progress: Progress | undefined, radius: number): Segment {
  const none = { from: track.from, to: track.from };
  if (!progress) return { track, fill: none };
  const at = (share: number) => track.from + (track.to - track.from) * Math.min(1, Math.max(0, share));
  const end = at(progress.value ?? 0);
  const expected = at(progress.expected);
  const near = Math.abs(expected - end) * radius < 13;
  const silent = progress.value === null || progress.status === 'dropped';
  return {
    track,
    progress,
    fill: progress.value === null ? none : { from: track.from, to: end },
    mark: end,
    tick: silent ? undefined : { angle: expected, reach: near ? RING.tickPastMark : RING.tick },
  };
}

/** Neighbours with the same actors share an arc. When a word finds no room on its arc, no arc is drawn. */
function layoutActors(
  input: WheelInput,
  angles: number[],
  size: WheelSize,
): { radius: number; items: ActorArc[]; named: boolean } {
  const radius = size.radius - size.nodeRadius - ACTOR_OFFSET;
  const names = input.actors.map((actors) => actors.join(', '));
  const named = names.some((name) => name !== '');
  const groups = groupNeighbours(names);
  const half = Math.PI / angles.length - RING.free / radius;
  const step = ((input.mirrored ? -1 : 1) * 2 * Math.PI) / angles.length;
  const items = groups.map(({ name, first, count }): ActorArc => {
    const start = angles[first] ?? 0;
    const middle = count === angles.length ? Math.PI : start + (step * (count - 1)) / 2;
    const reach = count === angles.length ? Math.PI : (Math.abs(step) * (count - 1)) / 2 + half;
    const word = (measureText(name, size.small) / 2 + 5) / radius;
    return {
      name,
      span: { from: middle - reach, to: middle + reach },
      gap: { from: middle - word, to: middle + word },
      reversed: Math.cos(middle) < -1e-9,
    };
  });
  const room = items.every(({ span, gap }) => (gap.from - span.from) * radius >= 6);
  return { radius, items: room ? items : [], named };
}

interface Group {
  name: string;
  first: number;
  count: number;
}

/** Runs of equal names around the circle, those without a name left out. */
function groupNeighbours(names: string[]): Group[] {
  const groups: Group[] = [];
  for (const [index, name] of names.entries()) {
    const last = groups.at(-1);
    if (last && last.name === name) last.count++;
    else groups.push({ name, first: index, count: 1 });
  }
  const [first] = groups;
  const last = groups.at(-1);
  if (first && last && first !== last && first.name === last.name) {
    first.first = last.first;
    first.count += last.count;
    groups.pop();
  }
  return groups.filter((group) => group.name !== '');
}

/** Actors that have no arc stand under the labels. */
function withActors(input: WheelInput, named: boolean): LabelText[] {
  if (!named) return input.labels;
  return input.labels.map((label, index) => {
    const names = (input.actors[index] ?? []).join(', ');
    return names === '' ? label : { ...label, notes: [...label.notes, { text: names, marked: false }] };
  });
}

const CENTRE_SIZES = [24, 22, 20, 18.5, 17.5];
/** Widths that are tried, as shares of the free circle's radius. */
const CENTRE_SHARES = [1.85, 1.45, 1.2, 0.95] as const;
/** Wider than this a centre reads better in two lines. */
const CENTRE_WIDTH = 136;

/**
 * The largest size and the fewest lines whose corners stay inside the free circle; 20 in fewer lines is better than
 * 24 in more.
 */
function layoutCentre(input: WheelInput, size: WheelSize, free: number): WheelLayout['centre'] {
  const { centreNote } = input;
  const note = input.hasImage ? undefined : centreNote;
  if (input.hasImage || input.centre.trim() === '') return { size: 24, lines: [], note, fits: true };
  const runs: Run[] = [{ text: input.centre, weight: 700 }];
  const tryAt = (value: number, share: number) =>
    tryCentre(runs, value, Math.min(CENTRE_WIDTH, free * share), note, size, free);
  const first = firstOf(CENTRE_SIZES, (value) => firstOf(CENTRE_SHARES, (share) => tryAt(value, share)));
  if (!first || first.lines.length === 1) return first ?? { size: 24, lines: [], note, fits: false };
  const large = CENTRE_SIZES.filter((value) => value >= 20 && value < first.size);
  const shorter = firstOf(large, (value) => {
    const made = tryAt(value, CENTRE_SHARES[0]);
    return made && made.lines.length < first.lines.length ? made : undefined;
  });
  return shorter ?? first;
}

/** What the first item that gives something gives. */
function firstOf<T, R>(items: readonly T[], make: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const made = make(item);
    if (made !== undefined) return made;
  }
  return undefined;
}

function tryCentre(
  runs: Run[],
  value: number,
  width: number,
  note: string | undefined,
  size: WheelSize,
  free: number,
): WheelLayout['centre'] | undefined {
  const wrapped = wrapText(runs, value, width);
  if (wrapped.torn || !cornersFit(wrapped.widths, value, note, size, free)) return undefined;
  const lines = wrapped.lines.map((line) => line.map((run) => run.text).join(''));
  return { size: value, lines, note, fits: true };
}

/** Baseline to baseline of the centre's lines, as a share of their size. */
export const CENTRE_LINE = 1.16;

function cornersFit(
  widths: number[],
  value: number,
  note: string | undefined,
  size: WheelSize,
  free: number,
): boolean {
  const noteHeight = note ? size.small * 1.4 : 0;
  const height = widths.length * value * CENTRE_LINE + noteHeight;
  const corners = widths.flatMap((width, index) => {
    const top = -height / 2 + index * value * CENTRE_LINE;
    return [Math.hypot(width / 2, top + value * 0.2), Math.hypot(width / 2, top + value * 0.95)];
  });
  if (note) corners.push(Math.hypot(measureText(note, size.small) / 2, height / 2 - size.small * 0.2));
  return corners.every((corner) => corner <= free);
}

function boxOf(labels: Label[] | undefined, size: WheelSize, ringed: boolean): WheelLayout['box'] {
  const wheel = size.radius + size.nodeRadius + (ringed ? RING.offset + RING.tickPastMark : 1.5) + CLEAR.edge;
  const boxes = (labels ?? []).map((label) => label.box);
  return {
    half: Math.max(wheel, ...boxes.map((box) => Math.max(-box.left, box.left + box.width) + size.air)),
    top: Math.min(-wheel, ...boxes.map((box) => box.top - CLEAR.edge)),
    bottom: Math.max(wheel, ...boxes.map((box) => box.top + box.height + CLEAR.edge)),
  };
}
