// An arrangement to lines that fit the width: spread or drawn together, and links that lead through the name of
// another variable bent otherwise. In: an arrangement and boxes; out: arcs, and what they take up.
import { type Arc, arcBetween, wayOf } from './arc.ts';
import { BENDS } from './arrange.ts';
import type { Arrangement, Box } from './facts.ts';
import { around, frameOf, grown, type Rect } from './grid.ts';
import { type Ink, inkOf, touches } from './ink.ts';
import type { Link } from './model.ts';

/** How all links run. */
export interface Lines {
  at: Arrangement;
  arcs: readonly Arc[];
  inks: readonly Ink[];
  /** All but straight, beside names that stand in columns: the ends of their links lie on them. */
  bars: readonly Arc[];
}

/** What is drawn, and how wide it may be. */
interface Subject {
  links: readonly Link[];
  boxes: readonly Box[];
  width: number;
}

/** Spread by a factor as far as the width allows, and without limit upwards and downwards. */
export function fitLines(subject: Subject, at: Arrangement, spread: number): Lines {
  return cleared(subject, narrowed(subject, stretched(subject, at, spread)));
}

/** Centred on 0, spread by a factor as far as the width allows; upwards and downwards without limit. */
function stretched(subject: Subject, at: Arrangement, by: number): Arrangement {
  const { boxes, width } = subject;
  const frame = frameOf(namesAt(subject, at));
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
  const { width } = subject;
  const { y, bend } = at;
  let x = at.x;
  for (let round = 0; round < 10; round++) {
    const tried = { x, y, bend };
    const ways = arcsOf(subject, tried).map((arc) => grown(wayOf(arc, 16).frame, 2));
    const [left, , right] = frameOf([...namesAt(subject, tried), ...ways]);
    const middle = (left + right) / 2;
    x = x.map((value) => value - middle);
    if (right - left <= width - 18) break;
    x = x.map((value) => (value * 0.95 * (width - 18)) / (right - left));
  }
  return { x, y, bend };
}

/** Links that touch the name of another variable are bent otherwise, if that frees them. */
function cleared(subject: Subject, at: Arrangement): Lines {
  const { links, width } = subject;
  const names = namesAt(subject, at);
  const bend = at.bend.slice();
  const arcs = arcsOf(subject, at);
  const inks = arcs.map(inkOf);
  for (const [link, { from, to }] of links.entries()) {
    const isFree = (ink: Ink) =>
      !names.some((name, node) => node !== from && node !== to && touches(ink, name));
    if (isFree(inks[link]!)) continue;
    // A link and its way back bend to two sides.
    const back = links.findIndex((other) => other.from === to && other.to === from);
    const turned = (tried: number) => Math.abs(tried - at.bend[link]!);
    for (const tried of BENDS.flatMap((bend) => [bend, -bend]).sort((a, b) => turned(a) - turned(b))) {
      if (tried * (bend[back] ?? 0) < 0) continue;
      const arc = arcOf(subject, at, link, tried);
      const ink = inkOf(arc);
      const [left, , right] = ink.way.frame;
      if (Math.max(-left, right) > width / 2 - 12 || !isFree(ink)) continue;
      [bend[link], arcs[link], inks[link]] = [tried, arc, ink];
      break;
    }
  }
  return { at: { ...at, bend }, arcs, inks, bars: [] };
}

function namesAt({ boxes }: Subject, { x, y }: Arrangement): Rect[] {
  return boxes.map(({ width, height }, node) => around({ x: x[node]!, y: y[node]! }, width, height));
}

function arcsOf(subject: Subject, at: Arrangement): Arc[] {
  return subject.links.map((_, link) => arcOf(subject, at, link));
}

function arcOf({ links, boxes }: Subject, at: Arrangement, link: number, bend = at.bend[link]!): Arc {
  const [a, b] = [links[link]!.from, links[link]!.to];
  const middle = (node: number) => ({ x: at.x[node]!, y: at.y[node]! });
  return arcBetween(middle(a), middle(b), boxes[a]!, boxes[b]!, bend);
}
