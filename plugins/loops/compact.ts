// The drawing for narrow screens: small enough to be read on a phone without shrinking. Names stay where they fit;
// else numbers stand in their stead and a list of the names below. In: diagram, loops, the wide drawing; out: layout.
import { wrapText } from '../figure/text.ts';
import { type Layout, layoutBoxes, nameBox, type Style, type TextBox, WIDE } from './layout.ts';
import type { Diagram, Loop } from './model.ts';

/** A phone of 390 less its margins; text is never under 13. */
const NARROW: Style = {
  ...WIDE,
  width: 358,
  aspect: 0.85,
  nameSize: 15,
  nameWidth: 88,
  noteSize: 13,
  noteWidths: [116, 84],
  sign: 5.5,
  tick: 8,
  tickGap: 3.4,
  curl: 17,
  drop: 23,
};

/** Numbers instead of names: discs as wide as this. */
const DISC = 26;
/** Names are tried up to this many. */
const MAX_NAMES = 9;

/** A name in the list below a numbered drawing. */
export interface KeyLine {
  number: number;
  /** Left end of the number's column, middle of the first line. */
  x: number;
  y: number;
  lines: string[];
}

export interface CompactLayout extends Layout {
  /** Empty when the names stand in the drawing. */
  key: KeyLine[];
}

/** Tried half as often as the wide drawing, which it starts from. */
export function layoutCompact(diagram: Diagram, loops: readonly Loop[], wide: Layout): CompactLayout {
  if (diagram.variables.length <= MAX_NAMES) {
    const boxes = diagram.variables.map(({ name }) => nameBox(name, NARROW));
    const named = layoutBoxes(diagram, loops, boxes, narrowOf(wide), wide.arrangement);
    if (named.faults === 0) return { ...named, key: [] };
  }
  return layoutNumbered(diagram, loops, wide);
}

function narrowOf({ style }: Layout): Style {
  return { ...NARROW, trials: Math.ceil(style.trials / 2) };
}

/** Without notes, which the text has. */
function layoutNumbered(diagram: Diagram, loops: readonly Loop[], wide: Layout): CompactLayout {
  const bare: Diagram = { ...diagram, links: diagram.links.map(({ note: _, ...link }) => link) };
  const boxes = diagram.variables.map((_, index): TextBox => {
    return { lines: [`${index + 1}`], width: DISC, height: DISC, at: { x: 0, y: 0 } };
  });
  const layout = layoutBoxes(bare, loops, boxes, narrowOf(wide), wide.arrangement);
  return withKey(diagram, layout);
}

/** In two columns when every name fits one of them. */
function withKey(diagram: Diagram, layout: Layout): CompactLayout {
  const { nameSize, width, leading } = NARROW;
  const [left, top, right, bottom] = layout.frame;
  const inner = width - 16;
  const wraps = (room: number) => diagram.variables.map(({ name }) => wrapText(name, nameSize, room - 30));
  const halves = wraps(inner / 2);
  const columns = halves.every((wrapped) => wrapped.lines.length === 1) ? 2 : 1;
  const names = columns === 2 ? halves : wraps(inner);
  const middle = (left + right) / 2;
  const perColumn = Math.ceil(names.length / columns);
  const key: KeyLine[] = [];
  let lowest = bottom;
  for (let column = 0; column < columns; column++) {
    let y = bottom + 20;
    for (let i = column * perColumn; i < Math.min(names.length, (column + 1) * perColumn); i++) {
      const lines = names[i]!.lines.map((line) => line.map((run) => run.text).join(''));
      key.push({ number: i + 1, x: middle - inner / 2 + (column * inner) / columns, y, lines });
      y += lines.length * nameSize * leading + 5;
    }
    lowest = Math.max(lowest, y);
  }
  const frame = [
    Math.min(left, middle - width / 2),
    top,
    Math.max(right, middle + width / 2),
    lowest,
  ] as const;
  return { ...layout, key, frame };
}
