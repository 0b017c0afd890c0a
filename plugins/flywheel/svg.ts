// A wheel as an SVG tree: which forms are drawn (wide with labels, compact without, one or two wheels) and how each
// part looks. In: model and progress; out: a drawing. The theme links `compass-target` groups to their steps.
import { round, type SvgElement, s } from '../figure/element.ts';
import type { Drawing } from '../figure/print.ts';
import { type Run, wrapText } from '../figure/text.ts';
import { colour, type StatusWord } from '../figure/theme.ts';
import type { LabelText } from './labels.ts';
import { CENTRE_LINE, layoutWheel, type WheelLayout } from './layout.ts';
import { type Live, noteOf } from './live.ts';
import { type Flywheel, loopSentence, type Reading } from './model.ts';
import { type Setting, sizeOf } from './size.ts';
import { drawKey, drawLabel, drawWords, keyWidth } from './svg-text.ts';
import {
  drawActors,
  drawArrows,
  drawDisc,
  drawNode,
  drawRing,
  markShapes,
  stepStyle,
  TONES,
  type Tone,
} from './svg-wheel.ts';

/** Data urls of the pictures in the centres, by path. */
export type Pictures = ReadonlyMap<string, string>;

export interface FlywheelDrawing extends Drawing {
  /** `compact`: the labels did not fit, so the list of steps must stand open. */
  form: 'wide' | 'compact';
  /** False when a centre's words found no room. */
  centreFits: boolean;
}

interface Part {
  reading: Reading;
  layout: WheelLayout;
  tone: Tone;
  /** Makes ids unique within the file. */
  prefix: string;
}

/** Needs 2 to 12 steps in each reading. `small` is the size of the dashboard; a pair has one size. */
export function drawFlywheel(
  wheel: Flywheel,
  live?: Live,
  pictures: Pictures = new Map(),
  small = false,
): FlywheelDrawing {
  const pair = wheel.readings.length > 1;
  const single = small ? 'board' : 'wide';
  const setting = pair ? 'pair' : single;
  const wide = layoutLabelled(wheel, setting, live);
  const shown = wide ?? layoutParts(wheel, { setting: pair ? 'phone' : single, prefix: 'w' }, live);
  const phone = layoutParts(
    wheel,
    { setting: pair ? 'phonePair' : 'phone', prefix: 'c' },
    pair ? undefined : live,
  );
  const key = live && shown.some((part) => part.layout.ring) ? live : undefined;
  return {
    ...compose(shown, pictures, key),
    shapes: markShapes(statusesOf(shown)),
    title: titleOf(wheel),
    desc: wheel.readings.map(descOf).join(' '),
    compact: compose(phone, pictures),
    form: wide ? 'wide' : 'compact',
    centreFits: shown.every((part) => part.layout.centre.fits),
  };
}

function statusesOf(parts: Part[]): Set<StatusWord> {
  const segments = parts.flatMap(({ layout }) => layout.ring?.segments ?? []);
  return new Set(segments.flatMap(({ progress }) => (progress ? [progress.status] : [])));
}

/** “Flywheel of 4 steps”, “Two loops of 4 steps, a trap and a way out”. */
function titleOf(wheel: Flywheel): string {
  const [first, second] = wheel.readings;
  if (first && second) {
    const counts =
      first.steps.length === second.steps.length
        ? `${first.steps.length}`
        : `${first.steps.length} and ${second.steps.length}`;
    return `Two loops of ${counts} steps that answer each other`;
  }
  return `Flywheel of ${first?.steps.length ?? 0} steps`;
}

function descOf(reading: Reading): string {
  const title = plain(reading.title);
  return `${title ? `${title}: ` : ''}${loopSentence(reading.steps)}.`;
}

/** The kind, the number of steps and the sentence of the loop. */
export function altOf(wheel: Flywheel): string {
  return `${titleOf(wheel)}: ${wheel.readings.map(descOf).join(' ')}`;
}

export const plain = (runs: Run[]): string => runs.map((run) => run.text).join('');

/** How a form is laid out: where it is drawn, with labels around it or not, and what its ids begin with. */
interface Form {
  setting: Setting;
  labelled?: boolean;
  tight?: boolean;
  prefix: string;
}

function layoutParts(wheel: Flywheel, form: Form, live?: Live): Part[] {
  const pair = wheel.readings.length > 1;
  return wheel.readings.map((reading, index) => {
    const trap = pair && index === 0;
    const turning = live && reading.steps.some((step) => live.progress.has(step.id));
    const progress =
      live && (turning || !pair) ? reading.steps.map((step) => live.progress.get(step.id)) : undefined;
    const { centre } = reading;
    const layout = layoutWheel(
      {
        labels: reading.steps.map(
          (step, at): LabelText => ({ runs: step.label, notes: progress ? [noteOf(progress[at])] : [] }),
        ),
        // The dashboard has no room for the arcs; its text names the actors.
        actors: reading.steps.map((step) => (form.setting === 'board' ? [] : step.actors)),
        centre: centre?.kind === 'text' ? centre.text : '',
        centreNote: progress && live?.period,
        hasImage: centre?.kind === 'image',
        progress,
        start: trap ? -wheel.start : wheel.start,
        mirrored: trap,
      },
      sizeOf(form.setting, reading.steps.length, form.tight),
      form.labelled === true,
    );
    return {
      reading,
      layout,
      tone: trap ? TONES.trap : TONES.plain,
      prefix: `${form.prefix}${index}`,
    };
  });
}

/** With labels around each wheel, on a smaller circle when they find no room beside the first; or none. */
function layoutLabelled(wheel: Flywheel, setting: Setting, live?: Live): Part[] | undefined {
  for (const tight of [false, true]) {
    const parts = layoutParts(wheel, { setting, labelled: true, tight, prefix: 'w' }, live);
    if (parts.every((part) => part.layout.labels !== undefined)) return parts;
  }
  return undefined;
}

const TITLE = { size: 20, phone: 16, line: 25, above: 4, below: 18 } as const;
const GAP = 12;

/** One wheel around 0, 0, or two side by side with their titles. */
function compose(parts: Part[], pictures: Pictures, key?: Live): Pick<Drawing, 'viewBox' | 'children'> {
  const half = Math.max(...parts.map((part) => part.layout.box.half));
  const top = Math.min(...parts.map((part) => part.layout.box.top));
  const bottom = Math.max(...parts.map((part) => part.layout.box.bottom));
  const offset = parts.length > 1 ? half + GAP / 2 : 0;
  const titles = parts.map((part) => layoutTitle(part, 2 * half));
  const titleLines = Math.max(...titles.map((lines) => lines.length));
  const above = titleLines > 0 ? TITLE.above + titleLines * TITLE.line + TITLE.below : 0;
  const children = parts.map((part, index) => {
    const x = index === 0 ? -offset : offset;
    const group = drawWheel(part, pictures);
    if (parts.length === 1) return group;
    const title = drawTitle(titles[index] ?? [], part, top - above + TITLE.above);
    return s('g', { transform: `translate(${round(x)} 0)` }, [...title, group]);
  });
  const width = Math.max(2 * (half + offset), key ? keyWidth(key) : 0);
  if (key) children.push(drawKey(key, bottom + 26));
  return { viewBox: [-width / 2, top - above, width, bottom - top + above + (key ? 40 : 0)], children };
}

function layoutTitle(part: Part, room: number): Run[][] {
  const runs = part.reading.title.map((run): Run => ({ text: run.text, weight: 700 }));
  return wrapText(runs, titleSize(part), room - 4).lines;
}

const titleSize = ({ layout }: Part): number => (layout.size.half < 100 ? TITLE.phone : TITLE.size);

function drawTitle(lines: Run[][], part: Part, top: number): SvgElement[] {
  const { accent } = part.tone;
  const setting = {
    x: 0,
    top,
    line: TITLE.line,
    size: titleSize(part),
    align: 'centre',
    weight: 700,
  } as const;
  return drawWords(lines, { ...setting, accent, fill: accent });
}

function drawWheel(part: Part, pictures: Pictures): SvgElement {
  const { layout, reading, tone, prefix } = part;
  const targets = reading.steps.map((step, index) => {
    const label = layout.labels?.[index];
    return s('g', { className: 'compass-target', dataKey: `step:${step.id}` }, [
      ...drawNode(layout, index, prefix),
      ...(label ? drawLabel(label, layout.size, tone, layout.ring?.segments[index]?.progress?.status) : []),
    ]);
  });
  return s('g', {}, [
    drawDisc(layout, tone, prefix),
    ...(layout.ring ? drawRing(layout.ring, prefix) : []),
    drawArrows(layout, tone, prefix),
    ...drawActors(layout, prefix),
    ...drawCentre(part, pictures),
    s('g', stepStyle(layout, tone), targets),
  ]);
}

function drawCentre({ layout, reading }: Part, pictures: Pictures): SvgElement[] {
  const { centre, imageHalf, size } = layout;
  if (reading.centre?.kind === 'image') {
    const href = pictures.get(reading.centre.path);
    const box = {
      x: round(-imageHalf),
      y: round(-imageHalf),
      width: round(2 * imageHalf),
      height: round(2 * imageHalf),
    };
    return href ? [s('image', { href, ...box })] : [];
  }
  const noteHeight = centre.note ? size.small * 1.4 : 0;
  const height = centre.lines.length * centre.size * CENTRE_LINE + noteHeight;
  const lines = centre.lines.map((text): Run[] => [{ text, weight: 700 }]);
  const note = { x: 0, top: height / 2 - noteHeight, line: noteHeight, size: size.small };
  const setting = {
    top: -height / 2,
    line: centre.size * CENTRE_LINE,
    size: centre.size,
    weight: 700,
  } as const;
  const common = { x: 0, align: 'centre', accent: colour('accent') } as const;
  return drawWords(lines, { ...setting, ...common }, centre.note ? [{ ...note, text: centre.note }] : []);
}
