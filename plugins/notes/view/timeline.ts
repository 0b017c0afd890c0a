// The life of one action as a line: from the day it was given to today, a dot for each meeting since. In: an action,
// its series' dates and a scale that all rows of a register share; out: numbers, then a small SVG. See LOOK.md.

import { dayNumber, daysBetween } from '../../day.ts';
import { round, type SvgElement, s } from '../../figure/element.ts';
import { printSvg } from '../../figure/print.ts';
import { colour } from '../../figure/theme.ts';
import type { Action } from '../model.ts';
import { count, longDay } from '../text/words.ts';

/** Lengths are SVG units, 1 px at 100 %. */
const LENGTH = 150;
const MARGIN = 6;
const WIDTH = LENGTH + 2 * MARGIN;
const HEIGHT = 26;
const LINE_Y = 15;

/** First and last day of the line, for all rows alike. */
export interface Scale {
  from: string;
  to: string;
}

export interface TimelineDot {
  x: number;
  named: boolean;
}

export interface Timeline {
  from: number;
  to: number;
  /** Radius of an empty dot; less where the meetings are close. */
  radius: number;
  dots: TimelineDot[];
  flag: { x: number; late: boolean } | null;
}

/** The scale on which the oldest of the actions begins at the left end. */
export function scaleOf(actions: readonly Action[], asOf: string): Scale {
  return { from: actions.reduce((first, { given }) => (given < first ? given : first), asOf), to: asOf };
}

/**
 * Place the meetings of an action's series on its line, which ends today, or with the last meeting that named a
 * closed action. `meetings` are the dates of the series, in any order. Days outside the scale lie on its ends.
 */
export function layoutTimeline(action: Action, meetings: readonly string[], scale: Scale): Timeline {
  const seen = new Set(action.seen);
  const last = action.state === 'open' ? scale.to : (action.seen.at(-1) ?? action.given);
  const dots = [...new Set([action.given, ...action.seen, ...meetings])]
    .filter((date) => date >= action.given && date <= last)
    .sort()
    .map((date) => ({ x: position(date, scale), named: seen.has(date) || date === action.given }));
  return {
    from: position(action.given, scale),
    to: position(last, scale),
    radius: Math.min(3.2, Math.max(1.2, smallestGap(dots) * 0.42)),
    dots,
    flag: flagOf(action, scale),
  };
}

function position(date: string, { from, to }: Scale): number {
  const whole = daysBetween(from, to);
  const share = whole <= 0 ? 1 : (dayNumber(date) - dayNumber(from)) / whole;
  return MARGIN + LENGTH * Math.min(1, Math.max(0, share));
}

function smallestGap(dots: readonly TimelineDot[]): number {
  return dots.slice(1).reduce((gap, dot, index) => Math.min(gap, dot.x - dots[index]!.x), 100);
}

/** Only a day that the line reaches has a flag; one to come stands in words. */
function flagOf({ due, given, state }: Action, scale: Scale): Timeline['flag'] {
  if (due === null || due > scale.to || due < given) return null;
  return { x: position(due, scale), late: state === 'open' && due < scale.to };
}

/** The line as an SVG file; `title` says the same in words. */
export function drawTimeline(timeline: Timeline, title: string): string {
  const { from, to, flag, dots } = timeline;
  return printSvg({
    viewBox: [0, 0, WIDTH, HEIGHT],
    title,
    desc: '',
    children: [
      s('path', { d: `M${WIDTH - MARGIN} ${LINE_Y - 8}v16`, stroke: colour('rule'), strokeWidth: 1.3 }),
      s('path', { d: `M${round(from)} ${LINE_Y}H${round(to)}`, stroke: colour('ink2'), strokeWidth: 1.5 }),
      ...dots.map((dot) => drawDot(dot, timeline.radius)),
      flag ? drawFlag(flag) : undefined,
    ],
  });
}

function drawDot({ x, named }: TimelineDot, radius: number): SvgElement {
  const place = { cx: x, cy: LINE_Y };
  if (named) return s('circle', { ...place, r: radius + 0.7, fill: colour('ink') });
  return s('circle', {
    ...place,
    r: radius,
    fill: colour('paper'),
    stroke: colour('ink2'),
    strokeWidth: 1.4,
  });
}

/** A small triangle that points at the day. */
function drawFlag({ x, late }: { x: number; late: boolean }): SvgElement {
  const fill = colour(late ? 'off-track' : 'ink2');
  return s('path', { d: `M${round(x - 4.2)} ${LINE_Y - 11}h8.4l-4.2 6.3z`, fill });
}

/** What the line shows: “Given on 25 August 2026, 87 days ago; not named in the 3 meetings since”. */
export function timelineText(action: Action, asOf: string): string {
  const age = daysBetween(action.given, asOf);
  const given = `Given on ${longDay(action.given)}, ${age === 0 ? 'today' : `${count(age, 'day')} ago`}`;
  const again = action.seen.filter((date) => date !== action.given).length;
  const due = action.due === null ? '' : `; due ${longDay(action.due)}`;
  return `${given}; ${namedText(again, action.ageMeetings)}${due}`;
}

/** `again` of `since` meetings named it. */
function namedText(again: number, since: number): string {
  if (since === 0) return 'no meeting of the series since';
  if (again === 0) return `not named in the ${since === 1 ? 'one meeting' : `${since} meetings`} since`;
  return `named again in ${again} of the ${count(since, 'meeting')} since`;
}
