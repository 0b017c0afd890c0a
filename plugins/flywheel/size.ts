// The sizes of a wheel by its number of steps and where it is drawn, in SVG units (1 unit is 1 px at 100 %).
// LOOK.md has the numbers; what it does not give is as large as its place allows.

export interface WheelSize {
  /** Of the circle on which the steps stand. */
  radius: number;
  nodeRadius: number;
  /** Half of the width that wheel and labels may take. */
  half: number;
  /** Left free beside the labels, for fonts that are wider than Arial. */
  air: number;
  /** Size of the node's number. */
  number: number;
  label: number;
  /** Of status, actors and key; where the picture is shown scaled it is larger. */
  small: number;
}

/** Where a wheel is drawn: by itself, on the dashboard, as one of a pair, and by itself or as a pair on a phone. */
export type Setting = 'wide' | 'board' | 'pair' | 'phone' | 'phonePair';

/** Radius and node radius up to so many steps. `tight` is tried where long labels find no room beside the first. */
const RADII: Record<
  Setting | 'wideTight' | 'pairTight',
  [steps: number, radius: number, nodeRadius: number][]
> = {
  wide: [
    [4, 118, 22],
    [6, 138, 22],
    [8, 150, 19],
    [12, 160, 16],
  ],
  wideTight: [
    [4, 100, 20],
    [6, 112, 20],
    [8, 132, 17],
    [12, 146, 15],
  ],
  board: [
    [6, 88, 18],
    [8, 100, 17],
    [12, 110, 15],
  ],
  pair: [
    [6, 88, 18],
    [12, 96, 17],
  ],
  pairTight: [
    [6, 78, 17],
    [12, 88, 15],
  ],
  phone: [
    [6, 100, 19],
    [8, 112, 18],
    [12, 126, 16],
  ],
  phonePair: [
    [6, 62, 17],
    [12, 66, 11],
  ],
};

const TIGHT: Partial<Record<Setting, 'wideTight' | 'pairTight'>> = { wide: 'wideTight', pair: 'pairTight' };

/** The dashboard's column is 608 wide. A figure is 720 wide, and shows a wheel with its air at 93 % or more. A pair is drawn 968 wide and shown on 720, so its text of 17.5 is 13 px as displayed. */
const REST: Record<Setting, Omit<WheelSize, 'radius' | 'nodeRadius' | 'number'>> = {
  wide: { half: 360, air: 26, label: 17.5, small: 15 },
  board: { half: 300, air: 18, label: 17.5, small: 15 },
  pair: { half: 238, air: 0, label: 17.5, small: 17.5 },
  phone: { half: 178, air: 0, label: 17.5, small: 15 },
  phonePair: { half: 84, air: 0, label: 17, small: 14 },
};
const LEAST_NUMBER: Record<Setting, number> = { wide: 15, board: 15, pair: 17.5, phone: 16, phonePair: 14 };

export function sizeOf(setting: Setting, steps: number, tight = false): WheelSize {
  const radii = RADII[tight ? (TIGHT[setting] ?? setting) : setting];
  const [, radius, nodeRadius] = radii.find(([most]) => steps <= most) ?? radii.at(-1)!;
  return { radius, nodeRadius, number: Math.max(LEAST_NUMBER[setting], 0.86 * nodeRadius), ...REST[setting] };
}

/** From the circle of the steps to the ring, and how thick it is. */
export const RING = {
  offset: 18,
  width: 7,
  free: 9,
  tick: 9,
  tickPastMark: 15,
  mark: 17,
  halo: 2.5,
} as const;
/** From the circle of the steps inwards to the arcs of the actors. */
export const ACTOR_OFFSET = 17;
/** Between a label and what it must not touch. */
export const CLEAR = { ring: 20, plain: 13, labels: 8, arrow: 9, edge: 2 } as const;
export const LINE = 22 / 17.5;

/** No point of a label's box is nearer to the centre than this. */
export function labelDistance(size: WheelSize, ringed: boolean): number {
  const edge = size.radius + size.nodeRadius;
  return ringed ? edge + RING.offset + CLEAR.ring : edge + CLEAR.plain;
}
