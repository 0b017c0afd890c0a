// The roles that name a record: `` {obj}`quota` ``, `` {meeting}`one-on-one/2026-10-06` ``, each also with own text.
// In: a role's placeholder and the graph; out: a record link, or a message with the nearest ids.
import { didYouMean, listWords, type Place, type Report, type Rule } from '../message.ts';
import type { RenderContext } from './context.ts';
import type { Graph } from './graph.ts';
import { type MystNode, nodes, recordLink, text } from './node.ts';
import { defineRole, type Placeholder } from './placeholder.ts';
import { type Key, type Kind, keyOf, kindOf } from './record.ts';
import { walk } from './walk.ts';

export const roleRules = {
  roleRecordKnown: {
    id: 'role-record-known',
    severity: 'error',
    why: 'A role that names no record leads nowhere.',
  },
} satisfies Record<string, Rule>;

const ROLES: { name: string; kind: Kind; what: string; example: string }[] = [
  {
    name: 'meeting',
    kind: 'meeting',
    what: 'a meeting, `<series>/<date>`',
    example: 'one-on-one/2026-10-06',
  },
  { name: 'decision', kind: 'decision', what: 'a decision', example: 'hsw40d0h' },
  { name: 'action', kind: 'action', what: 'an action', example: '3wa7ferx' },
  { name: 'step', kind: 'step', what: 'a step of a wheel', example: 'wheel-access' },
  { name: 'obj', kind: 'objective', what: 'an objective', example: 'quota' },
  { name: 'person', kind: 'person', what: 'a person', example: 'ana' },
];

export const recordRoles = ROLES.map(({ name, what, example }) =>
  defineRole({
    name,
    doc: `A link to ${what}, shown as its title, or as your own text: \`own text <${example}>\`. Default text: the title.`,
    example: `{${name}}\`${example}\``,
  }),
);

const kindsByRole = new Map(ROLES.map(({ name, kind }) => [name, kind]));

export function isRecordRole(name: string): boolean {
  return kindsByRole.has(name);
}

/**
 * A link that carries its position, so that it counts as the author's mention. An unknown id keeps the words on the
 * page and reports; a step is known only when every page was read, so `checkRecordLinks` reports it later.
 */
export function renderRecordRole(placeholder: Placeholder, context: RenderContext): MystNode[] {
  const kind = kindsByRole.get(placeholder.name)!;
  const { id, shown } = splitRole(placeholder.body);
  const key = keyOf(kind, id);
  if (kind === 'step' || context.graph.get(key)) {
    const link = recordLink(key, ...nodes(shown ?? context.graph.get(key)?.title));
    return [{ ...link, data: { ...link.data, compassRole: true }, position: placeholder.position }];
  }
  reportUnknown(context.graph, key, context.report, context.place(placeholder));
  return [text(shown ?? id)];
}

/** Project stage: roles of steps that no wheel has. */
export function checkRoleLinks(
  tree: MystNode,
  graph: Graph,
  report: Report,
  placeOf: (node: MystNode) => Place,
): void {
  walk(tree, (node) => {
    const key = node.data?.compassRole ? (node.data.compassLink as Key) : undefined;
    if (key && !graph.get(key)) reportUnknown(graph, key, report, placeOf(node));
    return undefined;
  });
}

function reportUnknown(graph: Graph, key: Key, report: Report, place: Place): void {
  const kind = kindOf(key);
  const id = key.slice(kind.length + 1);
  const known = graph.all(kind).map((record) => record.id);
  const hint = didYouMean(id, known) || firstKnown(known);
  report(roleRules.roleRecordKnown, `Unexpected ${kind} \`${id}\`, expected the id of one${hint}`, place);
}

function firstKnown(known: string[]): string {
  return known.length === 0 ? '; there is none' : `, such as ${listWords(known.slice(0, 3))}`;
}

/** `own text <id>` or `id`. */
export function splitRole(body: string): { id: string; shown?: string } {
  const match = /^([\s\S]*\S)\s*<([^<>]+)>\s*$/.exec(body);
  return match ? { id: match[2]!.trim(), shown: match[1]!.trim() } : { id: body.trim() };
}
