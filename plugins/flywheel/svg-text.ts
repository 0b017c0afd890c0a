// Words of a wheel: labels with their notes, the centre, titles and the key. Each text is real text in lines that were
// broken by measured width; right-to-left scripts are set from the other side.
import { round, type SvgElement, s } from '../figure/element.ts';
import { directionOf, measureText, type Run, typicalWidth, type Weight } from '../figure/text.ts';
import { colour, type StatusWord } from '../figure/theme.ts';
import { type Label, NOTE_LINE, NOTE_MARK } from './labels.ts';
import { type Live, scoreText } from './live.ts';
import { LINE, type WheelSize } from './size.ts';
import { placeMark, type Tone } from './svg-wheel.ts';

interface Setting {
  /** Left edge, centre or right edge, as `align` says. */
  x: number;
  top: number;
  /** Height of a line. */
  line: number;
  size: number;
  align: Label['align'];
  /** Colour of accent words. */
  accent: string;
  fill?: string;
  weight?: Weight;
  /** Stands in a group that centres. */
  inherits?: boolean;
}

const ANCHORS = {
  ltr: { left: 'start', centre: 'middle', right: 'end' },
  rtl: { left: 'end', centre: 'middle', right: 'start' },
} as const;

/** A smaller line under the words, in the second voice; `x` as the text's, but for room before it. */
export interface Note {
  text: string;
  x: number;
  top: number;
  line: number;
  size: number;
}

/**
 * Words in lines, and notes under them, as one text element: together they are read, copied and linked. Only under a
 * right-to-left text a left-to-right note is a text of its own, since one text has one direction.
 */
export function drawWords(lines: Run[][], setting: Setting, notes: Note[] = []): SvgElement[] {
  const direction = directionOf(lines.map((line) => line.map((run) => run.text).join(' ')).join(' '));
  if (lines.length === 0 || direction === 'rtl') {
    const apart = notes.map((note) =>
      s(
        'text',
        { ...textStyle(directionOf(note.text), { ...setting, size: note.size }), ...noteStyle(note) },
        note.text,
      ),
    );
    return lines.length === 0 ? apart : [drawText(lines, setting, direction, []), ...apart];
  }
  return [drawText(lines, setting, direction, notes)];
}

/** Size, and anchor with the direction of the script. */
function textStyle(
  direction: 'ltr' | 'rtl',
  { size, align, inherits }: Pick<Setting, 'size' | 'align' | 'inherits'>,
) {
  return {
    fontSize: round(size),
    textAnchor: inherits && align === 'centre' ? undefined : ANCHORS[direction][align],
    direction: direction === 'rtl' ? 'rtl' : undefined,
  };
}

function noteStyle({ x, top, line, size }: Note) {
  return {
    x: Math.round(x),
    y: baseline(top, line, size),
    fontSize: round(size),
    fill: colour('ink2'),
  };
}

const baseline = (top: number, line: number, size: number): number =>
  Math.round(top + line / 2 + size * 0.33);

function drawText(lines: Run[][], setting: Setting, direction: 'ltr' | 'rtl', notes: Note[]): SvgElement {
  const { fill, weight, size, accent } = setting;
  const style = { ...textStyle(direction, setting), fill, fontWeight: weight };
  const place = (index: number, x: number) => ({
    x: Math.round(x),
    y: baseline(setting.top + index * setting.line, setting.line, size),
  });
  const [only] = lines;
  if (only && lines.length === 1 && notes.length === 0)
    return s('text', { ...style, ...place(0, setting.x) }, drawRuns(only, accent));
  const tspans = [
    ...lines.map((runs, index) => {
      const last = index === lines.length - 1 && notes.length === 0;
      const x = last ? setting.x : setting.x + endSpace(setting, direction === 'rtl');
      return s('tspan', place(index, x), [...drawRuns(runs, accent), ...(last ? [] : [' '])]);
    }),
    ...notes.map((note, index) => {
      const last = index === notes.length - 1;
      const x = last ? note.x : note.x + endSpace({ ...setting, size: note.size }, false);
      return s(
        'tspan',
        { ...noteStyle({ ...note, x }), fontWeight: weight && 450 },
        last ? note.text : `${note.text} `,
      );
    }),
  ];
  return s('text', style, tspans);
}

/**
 * A space ends each line but the last, so that copied and spoken words stay apart. It counts for the line's place
 * where that is taken from the line's end or middle: by so much the line is moved.
 */
function endSpace({ align, size }: Setting, rightToLeft: boolean): number {
  const space = 0.2 * size * (rightToLeft ? -1 : 1);
  if (align === 'centre') return space / 2;
  return (align === 'right') === rightToLeft ? 0 : space;
}

function drawRuns(runs: Run[], accent: string): (SvgElement | string)[] {
  return runs.map((run) => (run.accent ? s('tspan', { fill: accent, fontWeight: 700 }, run.text) : run.text));
}

/** The label's words, then its notes, the status mark before its note. */
export function drawLabel(
  label: Label,
  size: WheelSize,
  tone: Tone,
  status: StatusWord | undefined,
): SvgElement[] {
  const { box, align, lines } = label;
  const x = { left: box.left, centre: 0, right: box.left + box.width }[align];
  const line = size.label * LINE;
  const notes = label.notes.map(
    ({ text, marked }, index): Note => ({
      text,
      x: marked ? x + { left: NOTE_MARK, centre: NOTE_MARK / 2, right: 0 }[align] : x,
      top: box.top + lines.length * line + index * size.small * NOTE_LINE,
      line: size.small * 1.4,
      size: size.small,
    }),
  );
  const setting = { x, top: box.top, line, size: size.label, align, accent: tone.accent, inherits: true };
  const marks = notes
    .filter((_, index) => status && label.notes[index]?.marked)
    .map((note) => markOf(note, align, status));
  return [
    s('g', { fill: colour('ink'), fontWeight: 450 }, [...drawWords(lines, setting, notes), ...marks.flat()]),
  ];
}

/** Before the words on every side. */
function markOf(note: Note, align: Label['align'], status: StatusWord | undefined): SvgElement[] {
  if (!status) return [];
  const { x, top, line, size } = note;
  const width = typicalWidth(note.text, size);
  const start = { left: x, centre: x - width / 2, right: x - width }[align];
  const markX = align === 'left' ? x - NOTE_MARK + size * 0.53 : start - size * 0.75;
  return [placeMark(status, { x: markX, y: top + line / 2 }, size)];
}

const KEY = { size: 15, swatch: 22, gap: 9, between: 34 } as const;

function keyParts(live: Live): { ring: string; tick: string } {
  return {
    ring: 'ring: how far the objectives have come, 0 to 1',
    tick: `tick: expected by ${live.day} (${scoreText(live.expected)})`,
  };
}

/** The whole line, with a little air. */
export function keyWidth(live: Live): number {
  const { ring, tick } = keyParts(live);
  return (
    KEY.swatch + 2 * KEY.gap + KEY.between + measureText(ring, KEY.size) + measureText(tick, KEY.size) + 8
  );
}

/** What cannot be labelled in place: the ring and its tick, in one line under the picture. */
export function drawKey(live: Live, y: number): SvgElement {
  const { ring, tick } = keyParts(live);
  const left = -keyWidth(live) / 2 + 4;
  const ringText = left + KEY.swatch + KEY.gap;
  const tickAt = ringText + measureText(ring, KEY.size) + KEY.between;
  const text = (x: number, words: string) => s('text', { x: round(x), y: round(y + KEY.size * 0.33) }, words);
  return s('g', { className: 'compass-key', fontSize: KEY.size, fill: colour('ink2') }, [
    s('path', { d: `M${round(left)} ${round(y)}h${KEY.swatch}`, stroke: colour('ink3'), strokeWidth: 7 }),
    text(ringText, ring),
    s('path', { d: `M${round(tickAt)} ${round(y - 9)}v18`, stroke: colour('ink'), strokeWidth: 2 }),
    text(tickAt + KEY.gap, tick),
  ]);
}
