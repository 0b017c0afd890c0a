// The box that stands where a view could not be shown in full: what is wrong, where, and the rule.
// In: a message; out: an error admonition, which every theme and export carries.
import type { Message } from '../message.ts';
import { block, inlineCode, type MystNode, nodes, paragraph, strong } from './node.ts';

/**
 * Words in backticks become code. The author's own lines are added where they are known: shown as code with
 * line numbers, never from a notes file.
 */
export function errorBox(message: Message, subject: string): MystNode {
  const { file, line, column } = message.place;
  return {
    type: 'admonition',
    kind: message.severity === 'error' ? 'error' : 'warning',
    class: 'compass-error',
    children: [
      { type: 'admonitionTitle', children: nodes(`${subject} could not be shown in full`) },
      paragraph(codeSpans(message.reason), message.reason.endsWith('?') ? '' : '.'),
      block(
        'compass-error-place',
        paragraph(
          `${file}:${line}:${column} `,
          strong(message.rule),
          ' The rest of the page is built; the check fails.',
        ),
      ),
    ],
  };
}

/** Code that holds backticks stands between two of them, as in Markdown. */
function codeSpans(text: string): MystNode[] {
  return text
    .split(/(`` (?:(?!``).)+ ``|`[^`]+`)/)
    .flatMap((part, index) =>
      index % 2 === 1 ? [inlineCode(part.replace(/^`` | ``$|^`|`$/g, ''))] : nodes(part),
    );
}
