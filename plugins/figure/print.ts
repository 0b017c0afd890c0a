// A drawing as a small SVG file: tree → text. Adds what every picture has: `role="img"`, title and description, the
// custom properties of its colours, and a ground in the paper's colour, which our theme takes away when it inlines it.
import { printElement, round, type SvgElement, s } from './element.ts';
import { colour, TEXT_STYLE, TOKEN_OF } from './theme.ts';

export interface Drawing {
  /** Left, top, width, height in SVG units; 1 unit is 1 px at 100 %. */
  viewBox: [number, number, number, number];
  children: readonly (SvgElement | undefined)[];
  /** Written once, used by id in both forms. */
  shapes?: readonly SvgElement[];
  /** Spoken by screen readers: short, then whole. */
  title: string;
  desc: string;
  /** Shown instead of the wide one on narrow screens by our theme. */
  compact?: Pick<Drawing, 'viewBox' | 'children'>;
}

/** One file without line breaks. */
export function printSvg({ viewBox, children, shapes = [], title, desc, compact }: Drawing): string {
  const [x, y, width, height] = viewBox.map((value) => round(value));
  return printFile({ ...frameOf(viewBox), role: 'img', ...TEXT_STYLE }, [
    s('title', {}, title),
    s('desc', {}, desc),
    s('rect', { className: 'compass-ground', x, y, width, height, fill: colour('paper') }),
    shapes.length > 0 ? s('defs', {}, shapes) : undefined,
    ...children,
    compact && compactSvg(compact),
  ]);
}

/** A root with these attributes, and the style that ties the colours in it to the theme's custom properties. */
export function printFile(
  attributes: SvgElement['attributes'],
  children: readonly (SvgElement | undefined)[],
): string {
  const root = s('svg', { xmlns: 'http://www.w3.org/2000/svg', ...attributes }, children);
  const text = printElement(root);
  const start = text.indexOf('>') + 1;
  return text.slice(0, start) + printElement(tokenStyle(text)) + text.slice(start);
}

function compactSvg({ viewBox, children }: Pick<Drawing, 'viewBox' | 'children'>): SvgElement {
  return s('svg', { className: 'compass-compact', display: 'none', ...frameOf(viewBox) }, children);
}

function frameOf(viewBox: Drawing['viewBox']) {
  const [x, y, width, height] = viewBox.map((value) => round(value));
  return { viewBox: `${x} ${y} ${width} ${height}`, width, height };
}

/**
 * Colours stand in the attributes as plain values, which every converter reads. Whoever knows custom properties takes
 * them from there, with the same values as fallback; in `@supports`, for converters that stumble over `var()`.
 */
function tokenStyle(text: string): SvgElement {
  const used = new Set(text.match(/(?:fill|stroke)="#[0-9a-f]+"/g));
  const rules = [...used].flatMap((paint) => {
    const [property = '', value = ''] = paint.split(/="|"/);
    const token = TOKEN_OF.get(value);
    return token ? [`[${property}='${value}']{${property}:var(--compass-${token},${value})}`] : [];
  });
  return { name: 'style', attributes: {}, children: [`@supports(color:var(--a)){${rules.join('')}}`] };
}
