// Compass pictures: the svg file of an image, cut to an allow list and set into the page. Its ids are made unique,
// its ground goes, its colours follow the theme, its steps become links, and a compact form that it may carry is shown
// on narrow screens instead.
import type { Element, ElementContent, Properties } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import { h, s } from 'hastscript';
import { type MystNode, text } from '../content.ts';
import { loads } from '../urls.ts';
import { isElement, pictureClass, type State } from './state.ts';

const TAGS = new Set(
  'svg g path circle ellipse rect line polyline polygon text tspan textPath title desc defs marker use clipPath mask linearGradient radialGradient stop pattern symbol image'.split(
    ' ',
  ),
);
/** Properties that name another part of the picture by id. */
const ID_LISTS = ['ariaLabelledBy', 'ariaDescribedBy'];
const HREFS = ['href', 'xLinkHref'];

export function inlinePicture(source: string, node: MystNode, state: State): ElementContent {
  const drawing = parseSvg(source);
  if (drawing === undefined) {
    state.warn(`Unexpected picture \`${text(node.url) ?? ''}\` that is no svg`);
    return h('span.missing', text(node.alt) ?? 'Missing picture');
  }
  const paints = paintsOf(source);
  const compact = takeCompact(drawing);
  const classes = (pictureClass(node) ?? '').split(/\s+/).filter(Boolean);
  const wide = finish(drawing, paints, node, state, compact ? [...classes, 'wide-form'] : classes);
  if (compact === undefined) return wide;
  const narrow = finish(compact, paints, node, state, [...classes, 'narrow-form']);
  return h('span.compass-forms', [wide, narrow]);
}

function parseSvg(source: string): Element | undefined {
  const tree = fromHtml(source.replace(/^\s*<\?xml[^>]*\?>/, ''), { fragment: true, space: 'html' });
  return tree.children.find((child): child is Element => child.type === 'element' && child.tagName === 'svg');
}

/** Take the nested svg of the narrow form out of the drawing. */
function takeCompact(svg: Element): Element | undefined {
  for (const [index, child] of svg.children.entries()) {
    if (!isElement(child)) continue;
    if (child.tagName === 'svg' && hasName(child, 'compass-compact')) {
      svg.children.splice(index, 1);
      const titled = child.children.some((part) => isElement(part) && part.tagName === 'title');
      const named = svg.children.filter(
        (part) => isElement(part) && (part.tagName === 'title' || part.tagName === 'desc'),
      );
      const shapes = svg.children.filter((part) => isElement(part) && part.tagName === 'defs');
      child.children.unshift(...structuredClone(titled ? shapes : [...named, ...shapes]));
      delete child.properties.display;
      const { fill, fontWeight } = svg.properties;
      child.properties = { fill, fontWeight, ...child.properties };
      return child;
    }
    const found = takeCompact(child);
    if (found) return found;
  }
  return undefined;
}

/** Which custom property stands for a colour, by property and value: the picture's own style says so. */
type Paints = ReadonlyMap<string, string>;

function paintsOf(source: string): Paints {
  const rules = source.matchAll(
    /\[(fill|stroke)='(#[0-9a-f]{3,6})'\]\{\1:var\((--compass-[a-z0-9-]{1,20}),\2\)\}/g,
  );
  return new Map([...rules].map(([, property, value, name]) => [`${property} ${value}`, `var(${name})`]));
}

interface Setting {
  prefix: string;
  paints: Paints;
  state: State;
  links: { count: number };
}

function finish(svg: Element, paints: Paints, node: MystNode, state: State, classes: string[]): Element {
  const prefix = `p${state.next()}-`;
  const links = { count: 0 };
  const setting = { prefix, paints, state, links };
  const children = svg.children.flatMap((child) => clean(child, setting));
  const title = children.find((child): child is Element => isElement(child) && child.tagName === 'title');
  const label = title ? undefined : text(node.alt);
  if (title && title.properties.id === undefined) title.properties.id = `${prefix}title`;
  const { width, height, viewBox, preserveAspectRatio } = svg.properties;
  return s(
    'svg',
    {
      className: classes,
      viewBox: viewBox ?? (width && height ? `0 0 ${width} ${height}` : undefined),
      preserveAspectRatio: preserveAspectRatio === 'none' ? 'none' : undefined,
      width: plainLength(width),
      height: plainLength(height),
      // Links inside a picture with role `img` would be hidden from those who cannot see it.
      role: links.count > 0 ? 'group' : 'img',
      ariaLabelledBy: title ? [String(title.properties.id)] : undefined,
      ariaLabel: label,
      fill: paint('fill', text(svg.properties.fill), paints),
      fontWeight: text(svg.properties.fontWeight),
    },
    children,
  );
}

function clean(node: ElementContent, setting: Setting): ElementContent[] {
  if (node.type === 'text') return [node];
  if (!isElement(node) || !TAGS.has(node.tagName) || hasName(node, 'compass-ground')) return [];
  const children = node.children.flatMap((child) => clean(child, setting));
  const key = text(node.properties.dataKey);
  const made: Element = {
    type: 'element',
    tagName: node.tagName,
    properties: cleanProperties(node, setting),
    children,
  };
  const record = key === undefined ? undefined : setting.state.records.get(key);
  if (record === undefined) return [made];
  setting.links.count++;
  return [s('a', { href: record.href, ariaLabel: nameOf(made, record.title) }, made)];
}

/** A link's name where the drawing says none or a number only: with the record's title. */
function nameOf(drawn: Element, title: string): string | undefined {
  const said = wordsIn(drawn).join(' ');
  return /\p{L}/u.test(said) ? undefined : `${said} ${title}`.trim() || undefined;
}

function wordsIn(node: Element): string[] {
  if (node.tagName === 'text' || node.tagName === 'title') return [textOf(node).trim()];
  return node.children.filter(isElement).flatMap(wordsIn);
}

function cleanProperties({ tagName, properties }: Element, { prefix, paints }: Setting): Properties {
  const kept = Object.entries(properties).flatMap(([name, value]): [string, Properties[string]][] => {
    if (/^on/i.test(name) || name === 'dataKey') return [];
    if (name === 'id') return [[name, prefix + String(value)]];
    if (ID_LISTS.includes(name))
      return [
        [
          name,
          [value]
            .flat()
            .flatMap((ids) => String(ids).split(/\s+/))
            .map((id) => prefix + id),
        ],
      ];
    if (HREFS.includes(name)) return cleanHref(name, String(value), tagName, prefix);
    if (typeof value === 'string' && !/^(?:aria|data)/.test(name) && loads(value))
      return cleanPaint(name, value, prefix);
    return [[name, typeof value === 'string' ? paint(name, value, paints) : value]];
  });
  return Object.fromEntries(kept);
}

function paint<T extends string | undefined>(name: string, value: T, paints: Paints): T | string {
  return paints.get(`${name} ${value}`) ?? value;
}

/** A fragment of this picture, or a bitmap inside the file: what `use` takes from a file would be part of the page. */
function cleanHref(name: string, value: string, tag: string, prefix: string): [string, string][] {
  if (value.startsWith('#')) return [[name, `#${prefix}${value.slice(1)}`]];
  return tag === 'image' && /^data:image\/(png|jpeg|gif|webp|svg\+xml);/i.test(value) ? [[name, value]] : [];
}

function cleanPaint(name: string, value: string, prefix: string): [string, string][] {
  const local = /^\s*url\(\s*["']?#([\w-]+)["']?\s*\)\s*$/.exec(value);
  return local ? [[name, `url(#${prefix}${local[1]})`]] : [];
}

function hasName(node: Element, name: string): boolean {
  const { className } = node.properties;
  return Array.isArray(className) && className.includes(name);
}

const plainLength = (value: unknown): string | undefined => {
  const words = text(value);
  return words !== undefined && /^\d+(\.\d+)?$/.test(words) ? words : undefined;
};
