// Text measured and wrapped without a browser. In: words, size, weight; out: widths in SVG units, a little too wide
// rather than too narrow: the wider of Source Sans 3 and Arial plus 4 %, because outside our theme the font may be
// missing. Glyphs that neither has (Chinese, Arabic, emoji …) are estimated wide by their Unicode range.
import { ADVANCES, GLYPHS } from './advances.ts';

export const WEIGHTS = [400, 450, 600, 700] as const;
export type Weight = (typeof WEIGHTS)[number];

/** A stretch of text in one style; `accent` words are drawn in the accent colour at weight 700. */
export interface Run {
  text: string;
  accent?: boolean;
  weight?: Weight;
}

export interface Wrapped {
  /** No line is empty; spaces at the ends of lines are gone. No text gives no lines. */
  lines: Run[][];
  /** Width of each line, in SVG units. */
  widths: number[];
  /** Of the widest line. */
  width: number;
  /** A word was wider than a line and had to be torn. */
  torn: boolean;
}

/** Widths in thousandths of the size: in Source Sans 3 and in Arial. */
type Advance = readonly [sans: number, arial: number];

export const FONT_FAMILY = "'Source Sans 3',Arial,sans-serif";
const MARGIN = 1.04;
const NONE: Advance = [0, 0];
const segmenters = new Map<string, Intl.Segmenter>();
const tables = new Map<Weight, Map<string, Advance>>();

/** How wide a text is at most, in the units of `size`. Lines are not broken; spaces at the ends count. */
export function measureText(text: string, size: number, weight: Weight = 450): number {
  return toWidth(advanceOf(text, weight), size);
}

/** The same without the 4 %: to put a mark close beside a word. Never for room. */
export function typicalWidth(text: string, size: number, weight: Weight = 450): number {
  return (Math.max(...advanceOf(text, weight)) * size) / 1000;
}

function weightOf(run: Run): Weight {
  return run.weight ?? (run.accent ? 700 : 450);
}

/** The same style; all runs of one shape, which is read quicker than several. */
function styled({ accent, weight }: Run, text: string): Run {
  return { text, accent, weight };
}

/** `rtl` when the first letter with a direction is Hebrew, Arabic, Syriac, Thaana or N'Ko. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const letter = /\p{L}/u.exec(text)?.[0] ?? '';
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(letter) ? 'rtl' : 'ltr';
}

/**
 * Break text into the fewest lines that fit `maxWidth`, then into the narrowest box with that many lines.
 *
 * Breaks stand at spaces, after hyphens and dashes, and between words of scripts without spaces. A word wider
 * than `maxWidth` is broken between graphemes, so every line fits, unless a single grapheme does not.
 */
export function wrapText(text: Run[] | string, size: number, maxWidth: number): Wrapped {
  const whole = typeof text === 'string' ? toAtoms([{ text }]) : atomsOf(text);
  const isLong = (atom: Atom) => toWidth(atom.advance, size) > maxWidth;
  const atoms = whole.some(isLong) ? whole.flatMap((atom) => splitAtom(atom, size, maxWidth)) : whole;
  if (atoms.length === 0) return { lines: [], widths: [], width: 0, torn: false };
  const filled = fillLines(atoms, size, narrowest(atoms, size, maxWidth));
  const widths = filled.map(({ advance }) => toWidth(advance, size));
  const lines = filled.map((line) => joinAtoms(line.atoms));
  return { lines, widths, width: Math.max(...widths), torn: atoms.length > whole.length };
}

/** A width, to half a unit, in which the text takes no more lines than in `maxWidth`. */
function narrowest(atoms: readonly Atom[], size: number, maxWidth: number): number {
  const fewest = countLines(atoms, size, maxWidth, atoms.length);
  if (fewest === 1) return maxWidth;
  let low = 0;
  for (const { advance } of atoms) low = Math.max(low, toWidth(advance, size));
  low = Math.min(maxWidth, low);
  let high = maxWidth;
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (countLines(atoms, size, middle, fewest) <= fewest) high = middle;
    else low = middle;
  }
  return high;
}

/** What is never broken: a word with the sign that follows it. `space` is what stands before it on a line. */
interface Atom {
  runs: Run[];
  advance: Advance;
  /** The run in which the space before it stands; none for words that follow without one. */
  space?: Run;
  spaceAdvance: Advance;
}

const known = new WeakMap<readonly Run[], Atom[]>();

/** A label is tried in many widths and forms, and cut once. */
function atomsOf(runs: Run[]): Atom[] {
  const atoms = known.get(runs) ?? toAtoms(runs);
  known.set(runs, atoms);
  return atoms;
}

/** Cut runs at the breaks of their joined text; an atom keeps the styles that it spans. */
function toAtoms(runs: Run[]): Atom[] {
  const joined = runs.map((run) => run.text).join('');
  const atoms: Atom[] = [];
  let start = 0;
  let space: Run | undefined;
  for (const end of breaksOf(joined)) {
    const word = sliceRuns(runs, start, end);
    const last = word.at(-1);
    const blank = last && SPACE_END.test(last.text) ? styled(last, ' ') : undefined;
    const bare = trimRuns(word);
    if (bare.length > 0) {
      atoms.push({
        runs: bare,
        advance: advanceOfRuns(bare),
        space,
        spaceAdvance: space ? advanceOf(' ', weightOf(space)) : NONE,
      });
    }
    if (bare.length > 0) space = blank;
    else if (atoms.length > 0) space ??= blank;
    start = end;
  }
  return atoms;
}

/** Spaces at which lines break; those that must not break stay letters. */
const SPACES = '[^\\S\\u00a0\\u202f\\u2007]';
const SPACE_END = new RegExp(`${SPACES}$`, 'u');
const SPACES_END = new RegExp(`${SPACES}+$`, 'u');
/** A space, a hyphen or dash between letters, a soft hyphen's place or a zero-width space. */
const BREAK = new RegExp(`${SPACES}+|(?<=[\\p{L}\\p{N}])[-‐–—/](?=[\\p{L}])|\\u200b`, 'gu');
/** Scripts written without spaces; their words are found by the segmenter. */
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud87f]/;
/** Signs that never begin or never end a line. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}\u3005\u30fc\uff5e]/u;
const OPENING = /[\p{Ps}\p{Pi}]$/u;

/** Offsets after which a line may end, ascending, the text's end last. */
function breaksOf(text: string): number[] {
  const offsets = Array.from(text.matchAll(BREAK), (match) => match.index + match[0].length);
  offsets.push(text.length);
  if (!UNSPACED.test(text)) return offsets;
  for (const part of segment(text, 'word')) {
    const before = text.slice(0, part.index);
    if (part.index === 0 || CLOSING.test(part.segment) || OPENING.test(before)) continue;
    if (UNSPACED.test(part.segment) || UNSPACED.test(before.slice(-1))) offsets.push(part.index);
  }
  return [...new Set(offsets)].sort((a, b) => a - b);
}

/** An atom wider than a line becomes several, cut between graphemes. */
function splitAtom(atom: Atom, size: number, maxWidth: number): Atom[] {
  if (toWidth(atom.advance, size) <= maxWidth) return [atom];
  const parts: Atom[] = [];
  for (const run of atom.runs) {
    for (const grapheme of graphemesOf(run.text)) {
      const advance = advanceOf(grapheme, weightOf(run));
      const last = parts.at(-1);
      if (last && toWidth(add(last.advance, advance), size) <= maxWidth) {
        appendRun(last.runs, styled(run, grapheme));
        last.advance = add(last.advance, advance);
      } else {
        const first = parts.length === 0;
        parts.push({
          runs: [styled(run, grapheme)],
          advance,
          space: first ? atom.space : undefined,
          spaceAdvance: first ? atom.spaceAdvance : NONE,
        });
      }
    }
  }
  return parts;
}

/** How many lines `fillLines` gives, without making them; counted until there are more than `most`. */
function countLines(atoms: readonly Atom[], size: number, maxWidth: number, most: number): number {
  let lines = 0;
  let sans = 0;
  let arial = 0;
  const room = (maxWidth * 1000) / MARGIN / size;
  for (const { advance, spaceAdvance } of atoms) {
    sans += spaceAdvance[0] + advance[0];
    arial += spaceAdvance[1] + advance[1];
    if (lines > 0 && sans <= room && arial <= room) continue;
    if (++lines > most) break;
    sans = advance[0];
    arial = advance[1];
  }
  return lines;
}

interface Line {
  atoms: Atom[];
  advance: Advance;
}

/** Greedy: each line takes what fits. */
function fillLines(atoms: readonly Atom[], size: number, maxWidth: number): Line[] {
  const lines: Line[] = [];
  const most = (maxWidth * 1000) / MARGIN / size;
  for (const atom of atoms) {
    const line = lines.at(-1);
    const advance = line && add(line.advance, add(atom.spaceAdvance, atom.advance));
    if (line && advance && Math.max(...advance) <= most) {
      line.atoms.push(atom);
      line.advance = advance;
    } else lines.push({ atoms: [atom], advance: atom.advance });
  }
  return lines;
}

function joinAtoms(atoms: readonly Atom[]): Run[] {
  const runs: Run[] = [];
  for (const [index, atom] of atoms.entries()) {
    if (index > 0 && atom.space) appendRun(runs, atom.space);
    for (const run of atom.runs) appendRun(runs, run);
  }
  return runs;
}

/** Neighbours of one style become one run. */
function appendRun(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  if (last && Boolean(last.accent) === Boolean(run.accent) && last.weight === run.weight)
    last.text += run.text;
  else runs.push(styled(run, run.text));
}

function sliceRuns(runs: Run[], start: number, end: number): Run[] {
  const slices: Run[] = [];
  let offset = 0;
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, start - offset), Math.max(0, end - offset));
    if (text !== '') slices.push(styled(run, text));
    offset += run.text.length;
  }
  return slices;
}

/** Without the spaces and soft breaks at the end; the runs are changed. */
function trimRuns(runs: Run[]): Run[] {
  for (const run of runs) run.text = run.text.replaceAll(/[\u00ad\u200b]/g, '');
  for (let last = runs.at(-1); last; last = runs.at(-1)) {
    last.text = last.text.replace(SPACES_END, '');
    if (last.text !== '') break;
    runs.pop();
  }
  return runs.filter((run) => run.text !== '');
}

function toWidth([sans, arial]: Advance, size: number): number {
  return (Math.max(sans, arial) * MARGIN * size) / 1000;
}

function add(a: Advance, b: Advance): Advance {
  return [a[0] + b[0], a[1] + b[1]];
}

function advanceOf(text: string, weight: Weight): Advance {
  const table = tableOf(weight);
  let sans = 0;
  let arial = 0;
  for (const glyph of text) {
    const [a, b] = table.get(glyph) ?? rememberGlyph(table, glyph);
    sans += a;
    arial += b;
  }
  return [sans, arial];
}

function advanceOfRuns(runs: readonly Run[]): Advance {
  let sum = NONE;
  for (const run of runs) sum = add(sum, advanceOf(run.text, weightOf(run)));
  return sum;
}

/** Built at the first use of a weight; grows by the glyphs met. */
function tableOf(weight: Weight): Map<string, Advance> {
  const known = tables.get(weight);
  if (known) return known;
  const sans = ADVANCES[`s${weight}`].split(' ');
  const arial = ADVANCES[weight < 600 ? 'arial' : 'arialBold'].split(' ');
  const table = new Map<string, Advance>(
    [...GLYPHS].map((glyph, index) => [glyph, [fromBase36(sans[index]), fromBase36(arial[index])]]),
  );
  tables.set(weight, table);
  return table;
}

const fromBase36 = (digits: string | undefined): number => Number.parseInt(digits ?? '0', 36);

/** An accented letter is as wide as its base; all else is estimated. */
function rememberGlyph(table: Map<string, Advance>, glyph: string): Advance {
  const base = glyph.normalize('NFD')[0] ?? glyph;
  const known = base === glyph ? undefined : table.get(base);
  const width = known ? 0 : estimateAdvance(glyph);
  const advance: Advance = known ?? [width, width];
  if (table.size < 4000) table.set(glyph, advance);
  return advance;
}

/**
 * Widths of what the font lacks, in thousandths, on the wide side of the fonts that systems bring: the first range
 * that matches counts. Letters of a joined sequence (a family of emoji) each count, as where it is drawn apart.
 */
const ESTIMATES: [RegExp, number][] = [
  [/\p{Mc}/u, 500],
  [/\p{M}|\p{Cf}|\p{Cc}/u, 0],
  [/\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Presentation}/u, 1400],
  [/[\u0621-\u0627\u062f-\u0632\u0648]/, 620],
  [/[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefe]/, 900],
  [/[\u0590-\u05ff\ufb1d-\ufb4f]/, 690],
  [/[\u0416\u0424\u0428\u0429\u042e\u042b\u0436\u0444\u0448\u0449\u044e]/, 980],
  [/\p{Script=Cyrillic}/u, 760],
  [/\p{Script=Greek}/u, 760],
  [/[\u0e00-\u0eff]/, 850],
  [/[\u0900-\u0dff]/, 950],
  [
    /[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/,
    1000,
  ],
  [/[\u{20000}-\u{3ffff}]/u, 1000],
  [/[\uff61-\uffdf]/, 600],
  [/\p{Z}/u, 500],
  [/\p{Script=Latin}/u, 800],
];

function estimateAdvance(glyph: string): number {
  return ESTIMATES.find(([range]) => range.test(glyph))?.[1] ?? 1100;
}

/** Letter by letter where each is a grapheme, which is far quicker to tell. */
function graphemesOf(text: string): string[] {
  if (/^[ -~]*$/.test(text)) return [...text];
  return segment(text, 'grapheme').map((part) => part.segment);
}

function segment(text: string, granularity: 'word' | 'grapheme'): Intl.SegmentData[] {
  const segmenter = segmenters.get(granularity) ?? new Intl.Segmenter('en', { granularity });
  segmenters.set(granularity, segmenter);
  return [...segmenter.segment(text)];
}
