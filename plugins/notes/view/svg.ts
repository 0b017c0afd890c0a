// The year strip as SVG: months, a line per series, marks that link to their meetings, and the key. In: layouts;
// out: one file with a wide drawing and a compact one. See LOOK.md.
import { round, type SvgElement, s } from '../../figure/element.ts';
import { type Drawing, printSvg } from '../../figure/print.ts';
import { typicalWidth } from '../../figure/text.ts';
import { colour } from '../../figure/theme.ts';
import { keyOf } from '../../graph/record.ts';
import type { MarkKind, YearLayout, YearRow, YearStop } from './year.ts';
import { TITLE_SIZE } from './year.ts';

const KEY_SIZE = 14.5;
const KEY: { kind: MarkKind | 'empty'; words: string }[] = [
  { kind: 'decided', words: 'decided' },
  { kind: 'done', words: 'action, done' },
  { kind: 'open', words: 'action, open' },
  { kind: 'empty', words: 'met, none of these' },
];

/** `label` says what a meeting produced: it is shown as a tip and spoken. */
export function drawYear(
  wide: YearLayout,
  compact: YearLayout,
  words: { title: string; desc: string; label(id: string): string },
): string {
  return printSvg({
    ...picture(wide, words.label),
    title: words.title,
    desc: words.desc,
    compact: picture(compact, words.label),
  });
}

function picture(layout: YearLayout, label: (id: string) => string): Pick<Drawing, 'viewBox' | 'children'> {
  const key = drawKey(layout);
  return {
    viewBox: [0, 0, layout.width, layout.height + key.height],
    children: [
      ...layout.months.flatMap((month) => drawMonth(month, layout)),
      ...layout.rows.map((row) => drawLine(row, layout)),
      ...drawToday(layout),
      ...layout.rows.flatMap((row) => row.stops.map((stop) => drawStop(stop, row.y, layout.size, label))),
      key.element,
    ],
  };
}

function drawMonth({ x, label }: { x: number; label: string }, layout: YearLayout): SvgElement[] {
  const middle = layout.form.letters === 1;
  return [
    s('path', {
      d: `M${round(x)} ${layout.top}V${round(layout.bottom)}`,
      stroke: colour('line'),
      strokeWidth: 1.2,
    }),
    s(
      'text',
      {
        x: middle ? x + (layout.to - layout.from) / 24 : x + 5,
        y: 16,
        fontSize: 13.5,
        fill: colour('ink2'),
        textAnchor: middle ? 'middle' : undefined,
      },
      label,
    ),
  ];
}

function drawLine(row: YearRow, layout: YearLayout): SvgElement {
  const { y, textX: x } = row;
  const d = `M${round(layout.from)} ${round(y)}H${round(layout.to)}`;
  const last = row.textY + (row.title.length - 1) * 17;
  const beside = layout.form.beside;
  const title = row.title.map((line, index) =>
    s(
      'text',
      { x, y: row.textY + index * 17, fontSize: TITLE_SIZE, fontWeight: 600, fill: colour('ink') },
      line,
    ),
  );
  const width = typicalWidth(row.title.at(-1) ?? '', TITLE_SIZE, 600);
  const count = s(
    'text',
    { x: beside ? x : x + width + 8, y: beside ? last + 17 : last, fontSize: 13.5, fill: colour('ink2') },
    row.count,
  );
  return s('g', {}, s('path', { d, stroke: colour('rule'), strokeWidth: 1.4 }), ...title, count);
}

/** The word stands on the side of the line that has room; the line keeps clear of the months' names. */
function drawToday(layout: YearLayout): SvgElement[] {
  const { today: x, bottom } = layout;
  if (x === undefined) return [];
  const left = x + 46 > layout.width;
  const crosses = layout.months.some(
    (month) => x > month.x - 4 && x < month.x + (layout.form.letters === 1 ? 99 : 38),
  );
  return [
    s('path', {
      d: `M${round(x)} ${crosses ? layout.top : layout.top - 16}V${round(bottom)}`,
      stroke: colour('accent'),
      strokeWidth: 1.8,
    }),
    s(
      'text',
      {
        x: left ? x - 5 : x + 5,
        y: bottom - 4,
        fontSize: 13.5,
        fontWeight: 600,
        fill: colour('accent'),
        textAnchor: left ? 'end' : undefined,
      },
      'today',
    ),
  ];
}

/** One group per meeting, which the theme turns into a link; an unseen box makes it easy to hit. */
function drawStop(stop: YearStop, y: number, size: number, label: (id: string) => string): SvgElement {
  const heights = [y, ...stop.marks.map((mark) => mark.y)];
  const [top, bottom] = [Math.min(...heights) - 8, Math.max(...heights) + 8];
  const half = Math.max(4, size / 2 + 1);
  return s(
    'g',
    { className: 'compass-target', 'data-key': keyOf('meeting', stop.id) },
    s('title', {}, label(stop.id)),
    s('rect', { x: stop.x - half, y: top, width: 2 * half, height: bottom - top, fill: 'transparent' }),
    drawMark(stop.empty ? 'empty' : 'met', stop.x, y, size),
    ...stop.marks.map((mark) => drawMark(mark.kind, stop.x, mark.y, size)),
  );
}

/** Shapes in a box of `size` around a point, told apart without colour. */
function drawMark(kind: MarkKind | 'empty' | 'met', x: number, y: number, size: number): SvgElement {
  const h = size / 2;
  const square = { x: x - h + 0.5, y: y - h + 0.5, width: size - 1, height: size - 1 };
  const hollow = { fill: colour('paper'), stroke: colour('ink'), strokeWidth: 1.4 };
  const place = { cx: x, cy: y };
  const shapes: Record<typeof kind, () => SvgElement> = {
    decided: () => s('path', { d: diamond(x, y, h + 0.9), fill: colour('accent') }),
    done: () => s('rect', { ...square, fill: colour('ink') }),
    open: () => s('rect', { ...inset(square, 0.7), ...hollow }),
    more: () => s('path', { d: plus(x, y, h), stroke: colour('ink'), strokeWidth: 1.4 }),
    met: () => s('circle', { ...place, r: Math.min(2.6, h), fill: colour('ink2') }),
    empty: () => s('circle', { ...place, r: Math.min(3.2, h), ...hollow, stroke: colour('ink2') }),
  };
  return shapes[kind]();
}

const inset = (box: { x: number; y: number; width: number; height: number }, by: number) => ({
  x: box.x + by,
  y: box.y + by,
  width: box.width - 2 * by,
  height: box.height - 2 * by,
});

const diamond = (x: number, y: number, h: number): string =>
  `M${round(x)} ${round(y - h)}l${round(h)} ${round(h)} ${round(-h)} ${round(h)} ${round(-h)} ${round(-h)}z`;

const plus = (x: number, y: number, h: number): string =>
  `M${round(x - h)} ${round(y)}h${round(2 * h)}M${round(x)} ${round(y - h)}v${round(2 * h)}`;

/** Only marks that the picture has are explained; they wrap at its width. */
function drawKey(layout: YearLayout): { element: SvgElement; height: number } {
  const kinds = new Set<string>(layout.rows.flatMap((row) => row.stops.flatMap((stop) => kindsOf(stop))));
  const items = kinds.has('more') ? [...KEY, { kind: 'more' as const, words: 'and more' }] : KEY;
  let x = 6;
  let y = layout.height + 18;
  const drawn = items
    .filter((item) => kinds.has(item.kind))
    .flatMap(({ kind, words }) => {
      const width = 14 + typicalWidth(words, KEY_SIZE);
      if (x > 6 && x + width > layout.width) [x, y] = [6, y + 24];
      const mark = drawMark(kind, x, y - 5, 8);
      const text = s('text', { x: x + 12, y, fontSize: KEY_SIZE, fill: colour('ink2') }, words);
      x += width + 24;
      return [mark, text];
    });
  return { element: s('g', {}, drawn), height: y - layout.height + 8 };
}

const kindsOf = (stop: YearStop): string[] => (stop.empty ? ['empty'] : stop.marks.map((mark) => mark.kind));
