// Headings: numbered where mystmd numbered them, each with an anchor link, and an entry for the outline.
import { h } from 'hastscript';
import { type MystNode, text } from '../content.ts';
import { classesOf, type Handler, idOf, plainText } from './state.ts';

const heading: Handler = (node, state) => {
  const depth = Math.min(6, Math.max(1, Number(node.depth) || 2));
  // The page's title is the only h1.
  const level = Math.max(2, depth);
  const id = idOf(node, state);
  const title = plainText({ ...node, children: node.children?.filter((child) => !isNote(child)) }).trim();
  const enumerator = text(node.enumerator);
  if (id !== undefined)
    state.outline.push({ depth: level, id, title: enumerator ? `${enumerator} ${title}` : title });
  return h(`h${level}`, { id, className: classesOf(node) }, [
    enumerator ? h('span.enumerator', enumerator) : undefined,
    ...state.all(node),
    id === undefined ? undefined : h('a.anchor', { href: `#${id}`, ariaLabel: `Link to “${title}”` }),
  ]);
};

/** A count beside a view's heading is no part of its name. */
const isNote = (node: MystNode): boolean => node.type === 'emphasis' && node.class !== undefined;

export const headingHandlers: Record<string, Handler> = { heading };
