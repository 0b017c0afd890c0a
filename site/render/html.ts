// Strings of html that mystmd hands over (KaTeX, citations, raw html): parsed and cut to an allow list, so that
// nothing in them runs or loads. In: html; out: hast.
import type { ElementContent, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultSchema, type Schema, sanitize } from 'hast-util-sanitize';
import { isNode, text } from '../content.ts';
import { loads, safeUrl } from '../urls.ts';
import type { Handler } from './state.ts';

const MATHML =
  'math semantics annotation mrow mi mo mn ms mtext mspace msqrt mroot mfrac msub msup msubsup munder mover munderover mtable mtr mtd mstyle mpadded mphantom menclose mlabeledtr'.split(
    ' ',
  );

/** What KaTeX writes: spans with classes and lengths, MathML, and svg strokes. */
const MATH_SCHEMA: Schema = {
  tagNames: ['span', 'svg', 'path', 'line', ...MATHML],
  attributes: {
    '*': ['className', 'style', 'ariaHidden', 'width', 'height'],
    svg: ['viewBox', 'preserveAspectRatio', 'xmlns'],
    path: ['d'],
    line: ['x1', 'x2', 'y1', 'y2', 'strokeWidth'],
    math: ['display', 'xmlns'],
    annotation: ['encoding'],
    mo: ['stretchy', 'fence', 'separator', 'lspace', 'rspace', 'minsize', 'maxsize', 'symmetric', 'accent'],
    mi: ['mathvariant'],
    mtext: ['mathvariant'],
    mover: ['accent'],
    munder: ['accentunder'],
    mfrac: ['linethickness'],
    mtd: ['columnalign'],
    mtable: ['columnalign', 'rowspacing', 'columnspacing', 'rowlines', 'columnlines'],
    mstyle: ['scriptlevel', 'displaystyle', 'mathcolor', 'mathbackground'],
    menclose: ['notation'],
    mspace: ['linebreak'],
    mpadded: ['lspace', 'voffset', 'depth'],
  },
  strip: ['script', 'style'],
};

/** GitHub's allow list without forms, and no ids: they could take those of the page. */
const CONTENT_SCHEMA: Schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => name !== 'input'),
  attributes: {
    ...defaultSchema.attributes,
    '*': ['className', 'title', 'lang', 'dir', 'align', 'width', 'height', 'rowSpan', 'colSpan'],
  },
  strip: ['script', 'style', 'template', 'noscript', 'iframe', 'object'],
};

export const mathHtml = (html: string): ElementContent[] => parseHtml(html, MATH_SCHEMA);
export const contentHtml = (html: string): ElementContent[] => parseHtml(html, CONTENT_SCHEMA);

function parseHtml(html: string, schema: Schema): ElementContent[] {
  const tree = sanitize(fromHtml(html, { fragment: true }), schema);
  const children: RootContent[] = tree.type === 'root' ? tree.children : [];
  const kept = children.filter((child): child is ElementContent => child.type !== 'doctype');
  for (const child of kept) tidy(child);
  return kept;
}

/** Addresses by the one rule; styles that load something go; links open where they stand. */
function tidy(node: ElementContent): void {
  if (node.type !== 'element') return;
  const { properties } = node;
  if (loads(String(properties.style ?? ''))) delete properties.style;
  if ('href' in properties) properties.href = safeUrl(properties.href, (path) => path);
  if ('src' in properties) properties.src = safeUrl(properties.src, (path) => path);
  if (node.tagName === 'a') properties.rel = ['noopener'];
  for (const child of node.children) tidy(child);
}

/** Html that mystmd could not turn into nodes. */
const html: Handler = (node) => contentHtml(text(node.value) ?? '');

export const htmlHandlers: Record<string, Handler> = {
  html,
  mdast: (node, state) => (isNode(node.value) ? state.one(node.value) : state.all(node)),
};
