// `#qouta` in what an author writes stays plain text: a remark, where an objective's id is one slip away. In: a page's
// tree and the joined graph; out: messages. Nothing in code, headings or links, and nothing of what views show.
import { isOneSlipAway, type Place, type Report, type Rule } from '../message.ts';
import type { Graph } from './graph.ts';
import type { MystNode } from './node.ts';
import { plainText } from './placeholder.ts';
import { walk } from './walk.ts';

export const tagRules = {
  tagNamesRecord: {
    id: 'tag-names-record',
    severity: 'info',
    why: 'A `#id` with a slip in it stays plain text, where a link to an objective was meant.',
  },
} satisfies Record<string, Rule>;

const NO_PROSE = /^(?:heading|link|crossReference|compassLink|cite)$/;

/** Shorter words are near too many others. */
const TAG = /(?<![\p{L}\p{N}/#@._-])#([A-Za-z][\w-]{2,98}\w)(?![\p{L}\p{N}])/gu;

export function reportNearTags(
  tree: MystNode,
  graph: Graph,
  report: Report,
  placeOf: (node: MystNode) => Place,
): void {
  const ids = graph.all('objective').map(({ id }) => id);
  if (ids.length === 0) return;
  walk(tree, (node, ancestors) => {
    if (NO_PROSE.test(node.type)) return 'skip';
    if (node.type !== 'text' || !node.position || !node.value?.includes('#')) return undefined;
    for (const match of node.value.matchAll(TAG)) {
      const [tag, word = ''] = match;
      const meant = graph.records.some(({ id }) => id === word)
        ? undefined
        : ids.find((id) => isOneSlipAway(word, id));
      if (meant === undefined) continue;
      report(
        tagRules.tagNamesRecord,
        `Unexpected \`${tag}\`, expected the id of an objective; did you mean \`#${meant}\`?`,
        placeWithin(node, match.index, ancestors.at(-1), placeOf(node)),
      );
    }
    return undefined;
  });
}

/** A text that was cut at its links stands in parts, each with the place of the whole. */
function placeWithin(node: MystNode, index: number, parent: MystNode | undefined, start: Place): Place {
  const siblings = parent?.children ?? [];
  const parts = siblings.slice(0, siblings.indexOf(node)).filter((part) => isSameStart(part, node));
  const before = plainText(parts) + (node.value ?? '').slice(0, index);
  const breaks = before.split('\n').length - 1;
  return breaks === 0
    ? { ...start, column: start.column + before.length }
    : { ...start, line: start.line + breaks, column: 1 };
}

function isSameStart({ position: a }: MystNode, { position: b }: MystNode): boolean {
  return a?.start.line === b?.start.line && a?.start.column === b?.start.column;
}
