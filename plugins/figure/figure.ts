// A drawing on the page: a numbered figure with image and caption, and the complete text that goes with it folded
// below. In: printed SVG and nodes; out: MyST nodes that every theme and export carries.
import { type Content, details, element, type MystNode, nodes, paragraph, svgImage } from '../graph/node.ts';

export interface Figure {
  svg: string;
  /** The kind, how much is in it, and the sentence it makes. */
  alt: string;
  caption?: Content;
  /** `wheel`: other pages reference the figure by it. Without one it is not numbered. */
  label?: string;
  /** `compass-flywheel`: on the figure; its image also gets `compass-svg`. */
  className: string;
  /** What the fold says: “The steps as text”. */
  summary: string;
  text: Content;
  /** The text stands open: the picture alone does not say what it shows. */
  open?: boolean;
}

/** The figure and its text, in a block of their own so that a theme can set them together. */
export function figureNode(figure: Figure): MystNode {
  const [name] = figure.className.split(' ');
  return element(
    'block',
    { class: `compass-figure ${name}-figure` },
    container(figure),
    details(figure.summary, figure.text, `compass-text ${name}-text`, figure.open),
  );
}

function container(figure: Figure): MystNode {
  const { label } = figure;
  const node = element(
    'container',
    { kind: 'figure', class: figure.className },
    svgImage(figure.svg, figure.alt, `compass-svg ${figure.className.split(' ')[0]}-svg`),
    nodes(figure.caption).length > 0 && element('caption', {}, paragraph(figure.caption)),
  );
  if (label !== undefined) Object.assign(node, { identifier: label, label, html_id: label });
  return node;
}
