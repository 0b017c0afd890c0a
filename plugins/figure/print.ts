// A drawing as a small SVG file: tree → text. Adds what every picture has: `role="img"`, title and description, and a
// ground in the paper's colour, which our theme takes away when it inlines the picture.
import type { Element, ElementContent, Text } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { s } from 'hastscript';
import { colour, TEXT_STYLE } from './theme.ts';

export interface Drawing {
  /** Left, top, width, height in SVG units; 1 unit is 1 px at 100 %. */
  viewBox: [number, number, number, number];
  children: (Element | undefined | false)[];
  /** Spoken by screen readers: short, then whole. */
  title: string;
  desc: string;
  /** Shown instead of the wide one on narrow screens by our theme. */
  compact?: Pick<Drawing, 'viewBox' | 'children'>;
}

/** One file, no line breaks, numbers with at most one decimal in geometry, text escaped, no control characters. */
export function printSvg(drawing: Drawing): string {
  const [x, y, width, height] = drawing.viewBox.map((value) => round(value));
  const tree = s(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `${x} ${y} ${width} ${height}`,
      width,
      height,
      role: 'img',
      ...TEXT_STYLE,
    },
    s('title', drawing.title),
    s('desc', drawing.desc),
    s('rect', { className: 'compass-ground', x, y, width, height, fill: colour('paper') }),
    ...present(drawing.children),
    drawing.compact && compactSvg(drawing.compact),
  );
  return toHtml(clean(tree), {
    space: 'svg',
    closeEmptyElements: true,
    tightSelfClosing: true,
    quoteSmart: true,
  });
}

function compactSvg({ viewBox, children }: Pick<Drawing, 'viewBox' | 'children'>): Element {
  const [x, y, width, height] = viewBox.map((value) => round(value));
  return s(
    'svg',
    { className: 'compass-compact', display: 'none', viewBox: `${x} ${y} ${width} ${height}`, width, height },
    ...present(children),
  );
}

function present(children: (Element | undefined | false)[]): Element[] {
  return children.filter((child): child is Element => Boolean(child));
}

/** To one decimal; never `-0`. */
export function round(value: number, digits = 1): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor + 0;
}

/** Round what came as a number and drop characters that XML forbids. */
function clean<T extends ElementContent>(node: T): T {
  if (node.type === 'text') return { ...node, value: legal(node) };
  if (node.type !== 'element') return node;
  const properties = Object.fromEntries(
    Object.entries(node.properties).map(([name, value]) => [
      name,
      typeof value === 'number' ? round(value, 2) : value,
    ]),
  );
  return { ...node, properties, children: node.children.map((child) => clean(child)) };
}

const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function legal(node: Text): string {
  return node.value.replaceAll(FORBIDDEN, '');
}
