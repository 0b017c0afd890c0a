// Images, videos, and compass pictures, which are inlined so that they follow light, dark and print.
import { h } from 'hastscript';
import { type MystNode, text } from '../content.ts';
import { inlinePicture } from './picture.ts';
import { classesOf, type Handler, idOf, pictureClass, type State } from './state.ts';

const image: Handler = (node, state) => {
  const source = text(node.url) ?? '';
  if (pictureClass(node)) {
    const svg = state.pictures.get(source);
    if (svg !== undefined) return inlinePicture(svg, node, state);
  }
  const src = source === '/undefined' ? undefined : state.urls.asset(source);
  if (src === undefined) return missing(node, state);
  if (isVideo(node)) return video(src, node, state);
  return picture(src, node, state);
};

const isVideo = (node: MystNode) =>
  /\.(mp4|webm|mov|m4v|ogv|avi)$/i.test(`${text(node.url) ?? ''}`) ||
  /\.(mp4|webm)$/i.test(text(node.urlSource) ?? '');

function picture(src: string, node: MystNode, state: State) {
  const optimized = state.urls.asset(node.urlOptimized);
  const img = h('img', {
    id: idOf(node, state),
    src,
    alt: text(node.alt) ?? '',
    title: text(node.title),
    className: classesOf(node, alignment(node)),
    style: sizeStyle(node),
    loading: 'lazy',
    decoding: 'async',
  });
  return optimized ? h('picture', [h('source', { srcSet: optimized, type: 'image/webp' }), img]) : img;
}

function video(src: string, node: MystNode, state: State) {
  const label = text(node.alt) ?? text(node.title) ?? 'Video';
  return h('video', {
    id: idOf(node, state),
    src,
    controls: true,
    preload: 'metadata',
    playsInline: true,
    ariaLabel: label,
    className: classesOf(node, alignment(node)),
    style: sizeStyle(node),
  });
}

function missing(node: MystNode, state: State) {
  const source = text(node.urlSource) ?? text(node.url) ?? 'without an address';
  state.warn(`Unexpected image \`${source}\` that does not exist`);
  return h('span.missing', { id: idOf(node, state) }, [
    h('strong', 'Missing picture'),
    ` ${text(node.alt) ?? source}`,
  ]);
}

const alignment = (node: MystNode) =>
  node.align === 'left' || node.align === 'right' ? `align-${node.align}` : undefined;

/** `50%`, `300px` or a number of pixels; other units are left to the picture. */
function sizeStyle(node: MystNode): string | undefined {
  const rules = (['width', 'height'] as const).flatMap((side) => {
    const size = /^(\d+(?:\.\d+)?)(px|%|em|rem|ex|ch|vw|vh|cm|mm|in|pt)?$/.exec(
      text(node[side])?.trim() ?? '',
    );
    return size ? [`${side}:${size[1]}${size[2] ?? 'px'}`] : [];
  });
  return rules.length > 0 ? rules.join(';') : undefined;
}

export const imageHandlers: Record<string, Handler> = { image };
