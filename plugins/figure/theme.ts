// The colours of every drawing: the light values, so that a picture reads on its own ground anywhere. The printed file
// says which custom property each stands for, so that it follows light, dark and print where our theme inlines it.
import { FONT_FAMILY } from './text.ts';

/** Light values of LOOK.md, no two alike; the theme's `tokens.css` has the same names and values. */
export const LIGHT = {
  paper: '#fff',
  wash: '#f4f6f9',
  line: '#dde3ea',
  rule: '#8390a0',
  track: '#d8e0e8',
  ink: '#13202f',
  ink2: '#44546a',
  ink3: '#5d6b7c',
  accent: '#2742d6',
  warn: '#a53f08',
  'accent-wash': '#eef1fe',
  'warn-wash': '#fdf2ea',
  mark: '#fff0b8',
  done: '#1d4f91',
  'on-track': '#00725c',
  'at-risk': '#a06000',
  'off-track': '#921414',
  quiet: '#5d6b7d',
} as const;
export type Token = keyof typeof LIGHT;

/** `#13202f`. */
export function colour(token: Token): string {
  return LIGHT[token];
}

/** The custom property, without `--compass-`, that a light value stands for. */
export const TOKEN_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(LIGHT).map(([token, value]) => [value, token]),
);

/** The states of objectives, here as words only: drawings know no feature. */
const STATUS_TOKENS = {
  done: 'done',
  'on track': 'on-track',
  'at risk': 'at-risk',
  'off track': 'off-track',
  'not started': 'quiet',
  'no data': 'quiet',
  dropped: 'quiet',
} as const satisfies Record<string, Token>;
export type StatusWord = keyof typeof STATUS_TOKENS;

/** Colour of a status's mark, bar or ring segment; its word stays ink. */
export function statusColour(status: StatusWord): string {
  return colour(STATUS_TOKENS[status]);
}

/** What a root `svg` or `g` carries so that all text in it is set alike. */
export const TEXT_STYLE = { fontFamily: FONT_FAMILY, fontWeight: 450, fill: colour('ink') } as const;
