// An arrangement to lines that fit the width: spread or drawn together, and links that lead through the name of
// another variable bent otherwise. In: an arrangement and boxes; out: arcs, and what they take up.
import { type Arc, arcBetween, wayOf } from './arc.ts';
import type { Bar } from './columns.ts';
import type { Arrangement, Box } from './energy.ts';
import { around, frameOf, grown, type Rect } from './grid.ts';
import { type Ink, inkOf, touches } from './ink.ts';
import type { Link } from './model.ts';

/** How all links run. */
export interface Lines {
  at: Arrangement;
  arcs: readonly Arc[];
  inks: readonly Ink[];
  /** Beside names, where these stand in columns. */
  bars: readonly Bar[];
}

/** What is drawn, and how wide it may be. */
interface Subject {
  links: readonly Link[];
  boxes: readonly Box[];
  width: number;
}

/** Other bends for a link that leads through a name. */
const BENDS = [0.14, 0.16, 0.18, 0.2, 0.22].flatMap((bend) => [bend, -bend]);

/** Spread by a factor as far as the width allows, and without limit upwards and downwards. */
export function fitLines(subject: Subject, at: Arrangement, spread: number): Lines {
  return cleared(subject, narrowed(subject, stretched(at, subject, spread)));
}

/** Centred on 0, spread by a factor as far as the width allows; upwards and downwards without limit. */
function stretched(at: Arrangement, { boxes, width }: Subject, by: number): Arrangement {
  const frame = frameOf(boxes.map((box, i) => around({ x: at.x[i]!, y: at.y[i]! }, box.width, box.height)));
  const middle = { x: (frame[0] + frame[2]) / 2, y: (frame[1] + frame[3]) / 2 };
  const most = Math.max(...boxes.map((box) => box.width));
  const inner = frame[2] - frame[0] - most;
  const wide = Math.min(by, Math.max(1, width - 90 - most) / Math.max(1, inner));
  return {
    x: at.x.map((x) => (x - middle.x) * wide),
    y: at.y.map((y) => (y - middle.y) * by * (wide < by ? Math.sqrt(by / wide) : 1)),
    bend: at.bend,
  };
}

/** Drawn closer together while it is too wide: what bows out beyond the names counts too. */
function narrowed(subject: Subject, at: Arrangement): Arrangement {
  const { boxes, width } = subject;
  const { y, bend } = at;
  let x = at.x;
  for (let round = 0; round < 10; round++) {
    const names = boxes.map((box, index) => around({ x: x[index]!, y: 0 }, box.width, box.height));
    const ways = arcsOf(subject, { x, y, bend }).map((arc) => grown(wayOf(arc, 16).frame, 2));
    const [left, , right] = frameOf([...names, ...ways]);
    const middle = (left + right) / 2;
    x = x.map((value) => value - middle);
    if (right - left <= width - 18) break;
    x = x.map((value) => (value * 0.95 * (width - 18)) / (right - left));
  }
  return { x, y, bend };
}

/** Links that touch the name of another variable are bent otherwise, if that frees them. */
function cleared(subject: Subject, at: Arrangement): Lines {
  const { links, boxes, width } = subject;
  const names = boxes.map((_, node) => nameAt(subject, at, node));
  const bend = at.bend.slice();
  const arcs = arcsOf(subject, at);
  const inks = arcs.map(inkOf);
  for (const [link, { from, to }] of links.entries()) {
    const isFree = (ink: Ink) =>
      !names.some((name, node) => node !== from && node !== to && touches(ink, name));
    if (isFree(inks[link]!)) continue;
    const own = bend[link]!;
    for (const other of [...BENDS].sort((a, b) => Math.abs(a - own) - Math.abs(b - own))) {
      bend[link] = other;
      const arc = arcOf(subject, { ...at, bend }, link);
      const ink = inkOf(arc);
      bend[link] = own;
      if (Math.max(-ink.way.frame[0], ink.way.frame[2]) > width / 2 - 12 || !isFree(ink)) continue;
      [bend[link], arcs[link], inks[link]] = [other, arc, ink];
      break;
    }
  }
  return { at: { ...at, bend }, arcs, inks, bars: [] };
}

function nameAt({ boxes }: Subject, { x, y }: Arrangement, node: number): Rect {
  return around({ x: x[node]!, y: y[node]! }, boxes[node]!.width, boxes[node]!.height);
}

function arcsOf(subject: Subject, at: Arrangement): Arc[] {
  return subject.links.map((_, link) => arcOf(subject, at, link));
}

function arcOf({ links, boxes }: Subject, { x, y, bend }: Arrangement, link: number): Arc {
  const { from, to } = links[link]!;
  const a = { x: x[from]!, y: y[from]! };
  const b = { x: x[to]!, y: y[to]! };
  return arcBetween(a, b, boxes[from]!, boxes[to]!, bend[link]!);
}
