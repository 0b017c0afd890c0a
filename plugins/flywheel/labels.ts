// Where the labels of a wheel stand: outside it, on the side where they have room, never over each other. In: runs,
// angles and sizes; out: boxes with lines in SVG units around the wheel's centre, or none when they cannot fit.
import { measureText, type Run, wrapText } from '../figure/text.ts';
import { CLEAR, LINE, type WheelSize } from './size.ts';

export interface LabelText {
  runs: Run[];
  /** A second line such as “On track · 0.55”, set smaller, with room for a mark before it. */
  notes: { text: string; marked: boolean }[];
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Label {
  box: Box;
  align: 'left' | 'centre' | 'right';
  lines: Run[][];
  notes: LabelText['notes'];
}

/** Mark and gap before a note. */
export const NOTE_MARK = 22;
/** Height of a note's line, as a share of its size. */
export const NOTE_LINE = 1.34;
const MOST_WIDE = 230;
const LEAST_ROOM = 110;
const MOST_LINES = 4;
/** A label that had to move farther than this no longer stands by its step. */
const MOST_MOVED = 48;

interface Placed extends Label {
  angle: number;
  /** Where the top would stand if no other label were there. */
  wanted: number;
}

/**
 * One label per angle (radians from twelve o'clock, clockwise), in that order. Undefined when a label needs more than
 * four lines, a torn word, or a side has less than 110 left: then the wheel is drawn in its compact form.
 */
export function placeLabels(
  texts: LabelText[],
  angles: number[],
  distance: number,
  size: WheelSize,
): Label[] | undefined {
  const placed: Placed[] = [];
  for (const [index, text] of texts.entries()) {
    const label = placeAlone(text, angles[index] ?? 0, distance, size);
    if (!label) return undefined;
    placed.push(label);
  }
  const sides = (['left', 'right'] as const).map((side) =>
    placed.filter((label) => (side === 'left' ? label.align === 'right' : label.align === 'left')),
  );
  for (const side of sides) spread(side, distance);
  for (const label of placed) if (label.align === 'centre') clearCentre(label, placed);
  const fits = placed.every(
    (label) =>
      Math.max(Math.abs(label.box.left), Math.abs(label.box.left + label.box.width)) <= size.half &&
      Math.abs(label.box.top - label.wanted) <= MOST_MOVED,
  );
  return fits ? placed.map(({ box, align, lines, notes }) => ({ box, align, lines, notes })) : undefined;
}

/** As if it were the only one. Its room depends on its height and that on its room: narrowed until both agree. */
function placeAlone(text: LabelText, angle: number, distance: number, size: WheelSize): Placed | undefined {
  const align = alignOf(angle);
  let room = align === 'centre' ? MOST_WIDE : size.half - distance * Math.abs(Math.sin(angle));
  for (let pass = 0; pass < 4; pass++) {
    if (room < LEAST_ROOM) return undefined;
    const wrapped = wrapText(text.runs, size.label, Math.min(MOST_WIDE, room));
    const most = Math.min(MOST_WIDE, room);
    const notes = text.notes.flatMap((note) => wrapNote(note, size, most));
    const noted = Math.max(0, ...notes.map((note) => noteWidth(note, size)));
    if (wrapped.torn || wrapped.lines.length > MOST_LINES || noted > most) return undefined;
    const width = Math.max(wrapped.width, noted);
    const height = wrapped.lines.length * size.label * LINE + notes.length * size.small * NOTE_LINE;
    const top = -Math.cos(angle) * (distance + height / 2) - height / 2;
    const box = { left: 0, top, width, height };
    const label: Placed = { box, align, lines: wrapped.lines, notes, angle, wanted: top };
    if (align === 'centre') {
      box.left = -width / 2;
      return label;
    }
    const left = setBeside(label, distance);
    if (left + width <= size.half) return label;
    room = size.half - left;
  }
  return undefined;
}

/** Top and bottom are centred; the sides are ranged towards the wheel. */
function alignOf(angle: number): Label['align'] {
  const side = Math.sin(angle);
  return Math.abs(side) < 0.1 ? 'centre' : side > 0 ? 'left' : 'right';
}

/** Names may take several lines; a status stays on one. */
function wrapNote(note: LabelText['notes'][number], size: WheelSize, room: number): LabelText['notes'] {
  if (note.marked) return [note];
  const { lines } = wrapText(note.text, size.small, room);
  return lines.map((line) => ({ text: line.map((run) => run.text).join(''), marked: false }));
}

function noteWidth(note: LabelText['notes'][number], size: Pick<WheelSize, 'small'>): number {
  return measureText(note.text, size.small) + (note.marked ? NOTE_MARK : 0);
}

/** Move a label at a side as near to the wheel as its height allows; gives the distance from the vertical axis. */
function setBeside({ box, align }: Placed, distance: number): number {
  const nearest = Math.max(box.top, Math.min(0, box.top + box.height));
  const inside = Math.max(0, distance ** 2 - nearest ** 2);
  const left = Math.max(CLEAR.labels, Math.sqrt(inside));
  box.left = align === 'left' ? left : -left - box.width;
  return left;
}

/**
 * Move the labels of one side up and down, as little as possible together, until 8 are between them: with the heights
 * above taken off, their tops must not fall, which pooling neighbours (isotonic regression) gives in one pass.
 */
function spread(side: Placed[], distance: number): void {
  const sorted = [...side].sort((a, b) => a.box.top - b.box.top || a.angle - b.angle);
  const groups: { sum: number; count: number }[] = [];
  const offsets: number[] = [];
  let above = 0;
  for (const label of sorted) {
    offsets.push(above);
    groups.push({ sum: label.box.top - above, count: 1 });
    above += label.box.height + CLEAR.labels;
    for (
      let last = groups.at(-1), before = groups.at(-2);
      last && before && last.sum / last.count < before.sum / before.count;
    ) {
      groups.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
      last = groups.at(-1);
      before = groups.at(-2);
    }
  }
  const tops = groups.flatMap((group) => Array.from({ length: group.count }, () => group.sum / group.count));
  for (const [index, label] of sorted.entries()) {
    label.box.top = (tops[index] ?? 0) + (offsets[index] ?? 0);
    setBeside(label, distance);
  }
}

/** The label at the top moves up, the one at the bottom down, until its neighbours are clear. */
function clearCentre(label: Placed, all: Placed[]): void {
  const up = Math.cos(label.angle) > 0;
  const { box } = label;
  for (const { box: other, align } of all) {
    const apart =
      other.left > box.left + box.width + CLEAR.labels || other.left + other.width + CLEAR.labels < box.left;
    if (align === 'centre' || apart || Math.sign(other.top + other.height / 2) !== (up ? -1 : 1)) continue;
    if (up) box.top = Math.min(box.top, other.top - CLEAR.labels - box.height);
    else box.top = Math.max(box.top, other.top + other.height + CLEAR.labels);
  }
}
