// Headings: numbered where mystmd numbered them, each with an anchor link, and an entry for the outline.
import { h } from 'hastscript';
import { text } from '../content.ts';
import { classesOf, type Handler, idOf, plainText } from './state.ts';

const heading: Handler = (node, state) => {
  const depth = Math.min(6, Math.max(1, Number(node.depth) || 2));
  // The page's title is the only h1.
  const level = Math.max(2, depth);
  const id = idOf(node, state);
  const title = plainText(node);
  const enumerator = text(node.enumerator);
  if (id !== undefined)
    state.outline.push({ depth: level, id, title: enumerator ? `${enumerator} ${title}` : title });
  return h(`h${level}`, { id, className: classesOf(node) }, [
    enumerator ? h('span.enumerator', enumerator) : undefined,
    ...state.all(node),
    id === undefined ? undefined : h('a.anchor', { href: `#${id}`, ariaLabel: `Link to “${title}”` }),
  ]);
};

export const headingHandlers: Record<string, Handler> = { heading };
