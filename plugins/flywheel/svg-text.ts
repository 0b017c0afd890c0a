// Words of a wheel: labels with their notes, the centre, titles and the key. Each text is real text in lines that were
// broken by measured width; right-to-left scripts are set from the other side.
import type { Element } from 'hast';
import { s } from 'hastscript';
import { round } from '../figure/print.ts';
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

/** What a text sets for itself: its size, and its anchor with the direction of its script. */
function textStyle(words: string, { size, align, inherits }: Pick<Setting, 'size' | 'align' | 'inherits'>) {
  const direction = directionOf(words);
  return {
    fontSize: round(size),
    textAnchor: inherits && align === 'centre' ? undefined : ANCHORS[direction][align],
    direction: direction === 'rtl' ? 'rtl' : undefined,
  };
}

/** A text in lines, each a tspan, or none when there is only one. */
export function drawWords(lines: Run[][], setting: Setting): Element {
  const { fill, weight, size } = setting;
  const words = lines.flat().map((run) => run.text);
  const style = { ...textStyle(words.join(' '), setting), fill, fontWeight: weight };
  const [only] = lines;
  const place = (index: number, x = setting.x) => ({
    x: round(x, 0),
    y: round(setting.top + (index + 0.5) * setting.line + size * 0.33, 0),
  });
  if (only && lines.length === 1) return s('text', { ...style, ...place(0) }, drawRuns(only, setting.accent));
  const shift = endSpace(setting, style.direction === 'rtl');
  const tspans = lines.map((runs, index) => {
    const last = index === lines.length - 1;
    const content = drawRuns(runs, setting.accent);
    return s('tspan', place(index, last ? setting.x : setting.x + shift), last ? content : [...content, ' ']);
  });
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

function drawRuns(runs: Run[], accent: string): (Element | string)[] {
  return runs.map((run) => (run.accent ? s('tspan', { fill: accent, fontWeight: 700 }, run.text) : run.text));
}

/** The label's words, then its notes. */
export function drawLabel(
  label: Label,
  size: WheelSize,
  tone: Tone,
  status: StatusWord | undefined,
  prefix: string,
): Element[] {
  const { box, align, lines } = label;
  const x = { left: box.left, centre: 0, right: box.left + box.width }[align];
  const line = size.label * LINE;
  const words = drawWords(lines, {
    x,
    top: box.top,
    line,
    size: size.label,
    align,
    accent: tone.accent,
    inherits: true,
  });
  const notes = label.notes.flatMap((note, index) => {
    const top = box.top + lines.length * line + index * size.small * NOTE_LINE;
    return drawNote(
      note,
      {
        x,
        top,
        line: size.small * 1.4,
        size: size.small,
        align,
        accent: tone.accent,
        inherits: true,
        fill: colour('ink2'),
      },
      status,
      prefix,
    );
  });
  return [s('g', { className: 'compass-label', fill: colour('ink'), fontWeight: 450 }, [words, ...notes])];
}

/** Shape, status and score; the shape stands before the words on every side. */
function drawNote(
  note: Label['notes'][number],
  setting: Setting,
  status: StatusWord | undefined,
  prefix: string,
): Element[] {
  const runs: Run[][] = [[{ text: note.text }]];
  if (!note.marked || !status) return [drawWords(runs, setting)];
  const { x, top, line, align, size } = setting;
  const width = typicalWidth(note.text, size);
  const from = { left: x + NOTE_MARK, centre: x + NOTE_MARK / 2, right: x }[align];
  const start = { left: from, centre: from - width / 2, right: from - width }[align];
  const mark = { x: align === 'left' ? x + size * 0.53 : start - size * 0.75, y: top + line * 0.5 };
  return [placeMark(prefix, status, mark, size), drawWords(runs, { ...setting, x: from })];
}

const KEY = { size: 15, swatch: 22, gap: 9, between: 22 } as const;

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
export function drawKey(live: Live, y: number): Element {
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
