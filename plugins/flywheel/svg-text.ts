// Words of a wheel: labels with their notes, the centre, titles and the key. Each text is real text in lines that were
// broken by measured width; right-to-left scripts are set from the other side.
import type { Element } from 'hast';
import { s } from 'hastscript';
import { statusMark } from '../figure/mark.ts';
import { round } from '../figure/print.ts';
import { directionOf, measureText, type Run, typicalWidth, type Weight } from '../figure/text.ts';
import { colour, type StatusWord } from '../figure/theme.ts';
import { type Label, NOTE_MARK } from './labels.ts';
import { type Live, scoreText } from './live.ts';
import { LINE, type WheelSize } from './size.ts';
import type { Tone } from './svg-wheel.ts';

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
}

const ANCHORS = {
  ltr: { left: undefined, centre: 'middle', right: 'end' },
  rtl: { left: 'end', centre: 'middle', right: undefined },
} as const;

/** One text element, one tspan per line. */
export function drawWords(lines: Run[][], setting: Setting): Element {
  const { x, top, line, size, align, accent, fill, weight } = setting;
  const direction = directionOf(
    lines
      .flat()
      .map((run) => run.text)
      .join(' '),
  );
  return s(
    'text',
    {
      fontSize: round(size),
      fontWeight: weight,
      fill,
      textAnchor: ANCHORS[direction][align],
      direction: direction === 'rtl' ? 'rtl' : undefined,
    },
    lines.map((runs, index) =>
      s(
        'tspan',
        { x: round(x), y: round(top + (index + 0.5) * line + size * 0.33) },
        drawRuns(runs, accent, lines.length - 1 > index),
      ),
    ),
  );
}

/** A space ends every line but the last, so that copied text keeps its words apart. */
function drawRuns(runs: Run[], accent: string, more: boolean): (Element | string)[] {
  const parts = runs.map((run) =>
    run.accent ? s('tspan', { fill: accent, fontWeight: 700 }, run.text) : run.text,
  );
  return more ? [...parts, ' '] : parts;
}

/** The label's words, then its notes. */
export function drawLabel(label: Label, size: WheelSize, tone: Tone, status?: StatusWord): Element[] {
  const { box, align, lines } = label;
  const x = { left: box.left, centre: 0, right: box.left + box.width }[align];
  const line = size.label * LINE;
  const words = drawWords(lines, { x, top: box.top, line, size: size.label, align, accent: tone.accent });
  const notes = label.notes.flatMap((note, index) => {
    const top = box.top + lines.length * line + index * size.small * 1.34;
    return drawNote(
      note,
      { x, top, line: size.small * 1.4, size: size.small, align, accent: tone.accent, fill: colour('ink2') },
      status,
    );
  });
  return [s('g', { className: 'compass-label' }, [words, ...notes])];
}

/** Shape, status and score; the shape stands before the words on every side. */
function drawNote(note: Label['notes'][number], setting: Setting, status?: StatusWord): Element[] {
  const runs: Run[][] = [[{ text: note.text }]];
  if (!note.marked || !status) return [drawWords(runs, setting)];
  const { x, top, line, align, size } = setting;
  const width = typicalWidth(note.text, size);
  const from = { left: x + NOTE_MARK, centre: x + NOTE_MARK / 2, right: x }[align];
  const start = { left: from, centre: from - width / 2, right: from - width }[align];
  const mark = { x: align === 'left' ? x + size * 0.53 : start - size * 0.75, y: top + line * 0.5 };
  return [statusMark(status, mark, size), drawWords(runs, { ...setting, x: from })];
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
