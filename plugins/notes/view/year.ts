// Layout of the year strip: time to scale, a line per series, decisions above it, actions below. In: counts per
// meeting; out: numbers, for a wide drawing and for a narrow one. Knows no SVG. See LOOK.md.
import { dayNumber } from '../../day.ts';
import { measureText, wrapText } from '../../figure/text.ts';
import { monthName } from '../text/words.ts';

export interface YearMeeting {
  id: string;
  date: string;
  decided: number;
  done: number;
  open: number;
}

export interface YearSeries {
  title: string;
  meetings: YearMeeting[];
}

/** Lengths are SVG units, 1 px at 100 %. */
export interface YearForm {
  width: number;
  /** Names stand left of the lines, or above them. */
  beside: boolean;
  /** Letters of a month's name. */
  letters: number;
}

export const WIDE: YearForm = { width: 968, beside: true, letters: 3 };
export const COMPACT: YearForm = { width: 358, beside: false, letters: 1 };

export type MarkKind = 'decided' | 'done' | 'open' | 'more';

export interface YearStop {
  id: string;
  x: number;
  /** Centres of the marks. */
  marks: { y: number; kind: MarkKind }[];
  /** No decision and no action. */
  empty: boolean;
}

export interface YearRow {
  y: number;
  /** Lines of the name, then the count. */
  title: string[];
  count: string;
  textX: number;
  /** Baseline of the first line. */
  textY: number;
  stops: YearStop[];
}

export interface YearLayout {
  form: YearForm;
  width: number;
  height: number;
  /** Ends of the lines. */
  from: number;
  to: number;
  /** Upper and lower end of the months' lines. */
  top: number;
  bottom: number;
  months: { x: number; label: string }[];
  /** Undefined when the day lies in another year. */
  today: number | undefined;
  /** Side of a mark, for all rows alike: less where meetings are close. */
  size: number;
  rows: YearRow[];
}

export const TITLE_SIZE = 14.5;
const TOP = 28;
const STACK = 10;
/** More marks on one side of a meeting than this end in a plus. */
const MOST = 6;
const LINE_HEIGHT = 17;

/** One row per series, in their order; meetings of other years are left out. Never reports. */
export function layoutYear(
  series: readonly YearSeries[],
  year: number,
  asOf: string,
  form: YearForm,
): YearLayout {
  const from = form.beside ? nameWidth(series) + 14 : 4;
  const to = form.width - 6;
  const rows: YearRow[] = [];
  let top = TOP;
  for (const item of series) {
    const row = layoutRow(item, year, { from, to, top, form });
    rows.push(row.row);
    top = row.bottom;
  }
  const months = Array.from({ length: 12 }, (_, index) => ({
    x: dayX(`${year}-${String(index + 1).padStart(2, '0')}`, year, from, to),
    label: monthName(index + 1).slice(0, form.letters),
  }));
  const today = asOf.startsWith(`${year}-`) ? dayX(asOf, year, from, to) : undefined;
  const height = top + 8;
  return {
    form,
    width: form.width,
    height,
    from,
    to,
    top: TOP,
    bottom: top,
    months,
    today,
    size: markSize(rows),
    rows,
  };
}

function nameWidth(series: readonly YearSeries[]): number {
  const widest = Math.max(...series.map(({ title }) => measureText(title, TITLE_SIZE, 600)), 84);
  return Math.min(widest, 180);
}

function dayX(date: string, year: number, from: number, to: number): number {
  const first = dayNumber(`${year}-01-01`);
  const days = dayNumber(`${year + 1}-01-01`) - first;
  return from + ((dayNumber(date) - first) / days) * (to - from);
}

interface RowRoom {
  from: number;
  to: number;
  top: number;
  form: YearForm;
}

/** The line stands as deep as its highest stack and its name ask, at least 40 below the row's top. */
function layoutRow(series: YearSeries, year: number, room: RowRoom): { row: YearRow; bottom: number } {
  const meetings = series.meetings.filter((meeting) => meeting.date.startsWith(`${year}-`));
  const places = spread(meetings.map(({ date }) => dayX(date, year, room.from, room.to)));
  const up = stackHeight(meetings.map((meeting) => meeting.decided));
  const down = stackHeight(meetings.map((meeting) => meeting.done + meeting.open));
  const { beside, width } = room.form;
  const title = wrapText(series.title, TITLE_SIZE, beside ? 180 : width - 110).lines.map((line) =>
    line.map((run) => run.text).join(''),
  );
  const text = title.length * LINE_HEIGHT;
  const y = room.top + (beside ? Math.max(40, up + 16) : 8 + text + Math.max(16, up + 4));
  const textY = beside ? y - ((title.length - 1) * LINE_HEIGHT) / 2 + 1 : room.top + LINE_HEIGHT + 3;
  const stops = meetings.map((meeting, index) => layoutStop(meeting, places[index]!, y));
  const bottom = y + Math.max(33, down + 14, beside ? text / 2 + 22 : 0);
  const noun = meetings.length === 1 ? 'meeting' : 'meetings';
  const count = `${meetings.length} ${noun}`;
  return { row: { y, title, count, textX: 0, textY, stops }, bottom };
}

const stackHeight = (counts: readonly number[]): number => Math.min(MOST, Math.max(0, ...counts)) * STACK;

/** Meetings of one day stand side by side, 7 apart. */
function spread(places: readonly number[]): number[] {
  const twins = new Map<number, number>();
  for (const x of places) twins.set(x, (twins.get(x) ?? 0) + 1);
  const used = new Map<number, number>();
  return places.map((x) => {
    const index = used.get(x) ?? 0;
    used.set(x, index + 1);
    return x + 7 * (index - ((twins.get(x) ?? 1) - 1) / 2);
  });
}

/** Twins of one day stand 7 apart and count as one. */
function markSize(rows: readonly YearRow[]): number {
  const gaps = rows.flatMap(({ stops }) => {
    const places = stops.map((stop) => stop.x).sort((a, b) => a - b);
    return places.slice(1).map((x, index) => x - places[index]!);
  });
  return Math.min(8, Math.max(3, Math.min(...gaps.filter((gap) => gap > 7.01 || gap < 6.99)) - 1.5));
}

function layoutStop(meeting: YearMeeting, x: number, y: number): YearStop {
  const below: MarkKind[] = [...fill('done', meeting.done), ...fill('open', meeting.open)];
  return {
    id: meeting.id,
    x,
    marks: [...stack(fill('decided', meeting.decided), y, -STACK), ...stack(below, y, STACK)],
    empty: meeting.decided + below.length === 0,
  };
}

const fill = (kind: MarkKind, amount: number): MarkKind[] =>
  Array.from({ length: Math.min(amount, 99) }, () => kind);

function stack(kinds: MarkKind[], y: number, step: number): YearStop['marks'] {
  const shown: MarkKind[] = kinds.length > MOST ? [...kinds.slice(0, MOST - 1), 'more'] : kinds;
  return shown.map((kind, index) => ({ kind, y: y + step * (index + 1) }));
}
