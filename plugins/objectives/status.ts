// A status in running text: shape, colour and word. Our theme draws the shape and hides the glyph; elsewhere the
// glyph stands there, also in exports.
import { GLYPHS } from '../figure/mark.ts';
import { type Content, element, glyph, type MystNode } from '../graph/node.ts';
import type { Score, Status } from './model.ts';

/** `on-track`: the end of class names and colour tokens. */
function statusName(status: Status): string {
  return status.replaceAll(' ', '-');
}

/** `On track`. */
function statusTitle(status: Status): string {
  return status.charAt(0).toUpperCase() + status.slice(1);
}

export function statusClass(status: Status): string {
  return `compass-status compass-status-${statusName(status)}`;
}

/** With the space behind it, which our theme hides with it. */
export function statusMarkNode(status: Status): MystNode {
  return glyph(`${GLYPHS[status]} `);
}

/** Mark and word; a status set by hand with the computed one beside it. */
export function statusContent(score: Score): Content {
  const beside = score.status === score.computed ? undefined : computedNote(score.computed);
  return [statusMarkNode(score.status), statusTitle(score.status), beside];
}

function computedNote(computed: Status): Content {
  return [' ', element('emphasis', { class: 'compass-second' }, `by hand, computed ${computed}`)];
}
