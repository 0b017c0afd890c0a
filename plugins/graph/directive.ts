// Directives of the graph itself: `{mentions}`, and `{private}`, also as a role, which keeps its text off a page.
import type { DirectiveSpec, RoleSpec } from 'myst-common';
import { didYouMean, type Rule } from '../message.ts';
import { mentionsPlace } from './backlinks.ts';
import type { Render } from './context.ts';
import { definedUrls } from './definition.ts';
import { defineDirective } from './placeholder.ts';
import { type Key, KINDS, type Kind, keyOf } from './record.ts';

export const mentionsRules = {
  mentionsRecordKnown: {
    id: 'mentions-record-known',
    severity: 'error',
    why: 'What links to a record that is not there cannot be listed.',
  },
} satisfies Record<string, Rule>;

export const mentionsDirective = defineDirective({
  name: 'mentions',
  doc: 'What links to this page, or to one record, grouped by kind, each with the sentence that says it. Every page ends with one by itself; with this directive it stands where you put it.',
  argument: 'The record, as `kind:id`. Default: this page and the records that have their home on it.',
  options: {},
  example: ':::{mentions} objective:quota\n:::',
});

export const renderMentions: Render = (placeholder, context) => {
  const name = placeholder.argumentText.trim();
  if (name === '') return [mentionsPlace()];
  const [kind, id] = [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)];
  const known = KINDS.includes(kind as Kind);
  const key = known ? keyOf(kind as Kind, id) : (name as Key);
  if (!known || (kind !== 'step' && !context.graph.get(key))) {
    const keys = context.graph.records.map((record) => keyOf(record.kind, record.id));
    context.report(
      mentionsRules.mentionsRecordKnown,
      `Unexpected record \`${name}\`, expected \`kind:id\`, such as \`objective:quota\`${didYouMean(name, keys)}`,
      context.place(placeholder),
    );
    return [];
  }
  return [mentionsPlace(key)];
};

/** Its body never gets into the tree, but for the addresses that it defines and the page must not use; the document stage reports it, because mystmd loses errors of `run`. */
function withheldBlock(name: 'private' | 'team'): DirectiveSpec {
  return {
    name,
    alias: [name.toUpperCase(), `${name[0]!.toUpperCase()}${name.slice(1)}`],
    doc: `Text for a stricter audience. In meeting notes it keeps its body to the ${name} build; on a page, whose source is published, its body is dropped and an error reported.`,
    body: { type: String, doc: 'The text that is left out.' },
    run: ({ node: { position }, body }) => [
      {
        ...{ type: 'compassPrivate', name, isBlock: true, position },
        urls: definedUrls(String(body ?? '')),
        isEmpty: String(body ?? '').trim() === '',
      },
    ],
  };
}

export const privateDirectives = [withheldBlock('private'), withheldBlock('team')];

/** As the block: mystmd would show the text of a role that it does not know. */
function withheldRole(name: 'private' | 'team'): RoleSpec {
  return {
    name,
    alias: [name.toUpperCase(), `${name[0]!.toUpperCase()}${name.slice(1)}`],
    doc: `Text for a stricter audience. On a page, whose source is published, it is dropped and an error reported; notes have their marks.`,
    body: { type: String, doc: 'The text that is left out.' },
    run: (data) => [{ type: 'compassPrivate', name, position: data.node.position }],
  };
}

export const privateRoles = [withheldRole('private'), withheldRole('team')];
