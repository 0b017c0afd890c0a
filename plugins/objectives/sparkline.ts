// The trend of a measure: its check-ins over the period as share of the way, so that falling targets also rise.
// Target line on top, dashed the even way to it, a pale line at today, a dot at the last check-in that counts.

import { path } from 'd3-path';
import { daysBetween, formatDay } from '../day.ts';
import { round, type SvgElement, s } from '../figure/element.ts';
import { colour, type StatusWord, statusColour } from '../figure/theme.ts';
import { valueOn } from './history.ts';
import type { Checkin, Kpi, Measure, Period, Score } from './model.ts';
import { formatValue } from './number.ts';
import { periodDays } from './period.ts';
import { printPicture } from './picture.ts';
import { currentCheckin, shareOfWay } from './score.ts';

const WIDTH = 92;
const HEIGHT = 42;
const LEFT = 4;
const RIGHT = 88;
/** y of the target and of the baseline; the room above is for what went beyond the target. */
const TOP = 7;
const BOTTOM = 37;

type Dot = [x: number, y: number];

/** What is drawn, still without coordinates: x and y from 0 to 1. */
interface Trend {
  points: Dot[];
  /** Check-ins after the day: shown, not scored. */
  later: Dot[];
  today?: number;
  /** y of the line that is to be reached, and whether the even way to it is drawn. */
  goal: number;
  way: boolean;
  status: StatusWord;
  words: string;
}

export interface DrawnTrend {
  svg: string;
  /** What it shows, in words. */
  words: string;
}

/** `undefined` when there is nothing to draw. Values beyond the way are kept within the picture. */
export function drawTrend(
  measure: Measure,
  score: Score,
  period: Period,
  asOf: string,
): DrawnTrend | undefined {
  const current = currentCheckin(measure, asOf, period);
  const dots = (checkins: Checkin[]): Dot[] =>
    checkins.flatMap(({ date, value }) => {
      const share = shareOfWay(measure, value, asOf);
      return share === null ? [] : [[dayShare(period, date), share] as Dot];
    });
  const counted = measure.checkins.filter((checkin) => current !== undefined && checkin.date <= current.date);
  const points = dots(counted);
  if (points.length === 0) return undefined;
  const isRunning = period.from <= asOf && asOf <= period.to;
  return draw({
    points: startOfWay(points),
    later: dots(measure.checkins.slice(counted.length)),
    today: isRunning ? dayShare(period, asOf) : undefined,
    goal: 1,
    way: true,
    status: score.status,
    words: trendWords(counted, measure.unit, asOf),
  });
}

/** A KPI's check-ins between their least and greatest, the threshold as the line to keep to. */
export function drawKpiTrend(kpi: Kpi, score: Score, asOf: string): DrawnTrend | undefined {
  const counted = kpi.checkins.filter((checkin) => checkin.date <= asOf);
  const first = counted[0];
  if (!first) return undefined;
  const days = Math.max(daysBetween(first.date, asOf), 1);
  const threshold = valueOn(kpi.threshold, asOf)?.value;
  const values = [
    ...counted.map((checkin) => checkin.value),
    ...(threshold === undefined ? [] : [threshold]),
  ];
  const least = Math.min(...values);
  const range = Math.max(...values) - least || 1;
  return draw({
    points: counted.map(({ date, value }) => [daysBetween(first.date, date) / days, (value - least) / range]),
    later: [],
    goal: threshold === undefined ? -1 : (threshold - least) / range,
    way: false,
    status: score.status,
    words: trendWords(counted, kpi.unit, asOf),
  });
}

/** The way begins at the baseline, on the period's first day, unless it was measured then. */
function startOfWay(points: Dot[]): Dot[] {
  return points[0]![0] > 0 ? [[0, 0], ...points] : points;
}

function dayShare(period: Period, day: string): number {
  return (daysBetween(period.from, day) + 1) / periodDays(period);
}

/** `5 on 6 Oct, 9 on 3 Nov`; of more than two check-ins the first, their number and the last. */
function trendWords(checkins: readonly Checkin[], unit: string | undefined, asOf: string): string {
  const words = (checkin: Checkin) =>
    `${formatValue(checkin.value, unit)} on ${formatDay(checkin.date, asOf)}`;
  const [first, last] = [checkins[0], checkins.at(-1)];
  if (!first || !last) return 'no check-in yet';
  if (first === last) return words(first);
  const between = checkins.length > 2 ? `, ${checkins.length} check-ins` : '';
  return `${words(first)}, ${words(last)}${between}`;
}

function draw(trend: Trend): DrawnTrend {
  const at = ([x, y]: Dot): Dot => [
    round(LEFT + clamp(x, 0, 1) * (RIGHT - LEFT)),
    round(BOTTOM - clamp(y, -0.1, 1.12) * (BOTTOM - TOP)),
  ];
  const points = trend.points.map(at);
  const tint = statusColour(trend.status);
  const [lastX, lastY] = points.at(-1)!;
  const svg = printPicture({
    width: WIDTH,
    height: HEIGHT,
    children: [
      ...axes(trend, at),
      s('path', {
        d: polyline(points),
        stroke: tint,
        strokeWidth: 2,
        strokeLinejoin: 'round',
        strokeLinecap: 'round',
      }),
      s('circle', { cx: lastX, cy: lastY, r: 3.6, fill: tint }),
      ...trend.later
        .map(at)
        .map(([cx, cy]) => s('circle', { cx, cy, r: 2.4, stroke: colour('rule'), strokeWidth: 1.4 })),
    ],
  });
  return { svg, words: trend.words };
}

function polyline([first, ...rest]: Dot[]): string {
  const way = path();
  if (first) way.moveTo(...first);
  for (const point of rest) way.lineTo(...point);
  return way.toString();
}

function axes({ today, goal, way }: Trend, at: (dot: Dot) => Dot): SvgElement[] {
  const pale = { stroke: colour('line'), strokeWidth: 1 };
  const rule = { stroke: colour('rule'), strokeWidth: 1.2 };
  const [, goalY] = at([0, goal]);
  const parts = [s('path', { d: `M${LEFT} ${BOTTOM}H${RIGHT}`, ...pale })];
  if (today !== undefined) parts.push(s('path', { d: `M${at([today, 0])[0]} ${TOP}V${BOTTOM}`, ...pale }));
  if (goal >= 0)
    parts.push(
      s('path', { d: `M${LEFT} ${goalY}H${RIGHT}`, ...rule, strokeDasharray: way ? undefined : '3 3' }),
    );
  if (way)
    parts.push(s('path', { d: `M${LEFT} ${BOTTOM}L${RIGHT} ${goalY}`, ...rule, strokeDasharray: '3 3' }));
  return parts;
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
