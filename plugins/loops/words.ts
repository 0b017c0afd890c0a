// A diagram in words, complete without the picture: the sentence of each loop, the alternative text, the title.
// In: diagram and loops; out: plain sentences. Nothing here depends on where things stand.
import type { Diagram, Link, Loop, Loops } from './model.ts';

/** Loops that the alternative text spells out; the rest it counts. */
const SPOKEN = 4;

/**
 * “More members, so more support load, so less capacity, …, so less members.” Starts with more of the first
 * member, and ends with what comes back to it.
 */
export function loopSentence(diagram: Diagram, loop: Loop): string {
  let more = true;
  const parts = loop.links.map((index, step) => {
    const link = diagram.links[index]!;
    if (link.polarity === '-') more = !more;
    const last = step === loop.links.length - 1;
    const amount = more ? (last ? 'still more' : 'more') : 'less';
    return `so ${delayWords(link)}${amount} ${nameOf(diagram, link.to)}`;
  });
  return `More ${[nameOf(diagram, loop.members[0]!), ...parts].join(', ')}.`;
}

function delayWords({ delayed, note }: Link): string {
  if (!delayed) return '';
  return note ? `(after a delay: ${note}) ` : '(after a delay) ';
}

/** `balancing, 1 negative link`: why a loop is called what it is. */
export function kindWords(diagram: Diagram, loop: Loop): string {
  const negative = loop.links.filter((link) => diagram.links[link]!.polarity === '-').length;
  return `${loop.kind}, ${negative === 0 ? 'no negative link' : plural(negative, 'negative link')}`;
}

export function nameOf(diagram: Diagram, index: number): string {
  return diagram.variables[index]?.name ?? '';
}

/** `R1 Growth, reinforcing: members, revenue, capacity, improvements and back to members`. */
function loopWords(diagram: Diagram, loop: Loop): string {
  const title = [loop.id, loop.name].filter(Boolean).join(' ');
  const names = loop.members.map((member) => nameOf(diagram, member)).join(', ');
  return `${title}, ${loop.kind}: ${names} and back to ${nameOf(diagram, loop.members[0]!)}`;
}

/** The kind of picture, how much is in it, and its loops. */
export function altText(diagram: Diagram, { loops, total, counted }: Loops): string {
  const count =
    loops.length < total ? `${counted ? '' : 'more than '}${total.toLocaleString('en')}` : loops.length;
  const size = [
    plural(diagram.variables.length, 'variable'),
    plural(diagram.links.length, 'link'),
    loops.length === 1 ? '1 loop' : `${count} loops`,
  ];
  const spoken = loops.slice(0, SPOKEN).map((loop) => `${loopWords(diagram, loop)}.`);
  const rest = loops.length > SPOKEN ? [`The other loops are listed in the text.`] : [];
  return [`Causal loop diagram of ${size[0]}, ${size[1]} and ${size[2]}.`, ...spoken, ...rest].join(' ');
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
