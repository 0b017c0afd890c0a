// What a directive or role leaves on the page until the document stage: nothing is read, parsed or reported
// in `run`, because mystmd caches it and loses its errors. In: the author's words; out: one placeholder node.
import type { DirectiveData, DirectiveSpec, RoleData, RoleSpec } from 'myst-common';
import type { MystNode, Position } from './node.ts';

/** `options` are as written (strings, `true` for a flag), still unchecked: the feature normalises them. */
export interface Placeholder extends MystNode {
  type: 'compassDirective' | 'compassRole';
  /** The directive's or role's first name: `flywheel`, `obj`. */
  name: string;
  /** The argument, parsed, and as text. */
  argument: MystNode[];
  argumentText: string;
  options: Record<string, string | boolean | number>;
  /** Where each option stands. */
  optionPositions?: Record<string, Position>;
  /** Options that stand in the body, where they are words like others: their names, and lines of the page. */
  strayOptions?: { name: string; line: number }[];
  /** The body as text; its parsed nodes are `children`. A body may hold either, as the directive asks. */
  body: string;
  /** Line of the body's first line in the page, from 1; 0 when there is no body. */
  bodyLine: number;
  children: MystNode[];
  position?: Position;
}

export interface OptionDoc {
  type: 'string' | 'boolean' | 'number';
  doc: string;
}

/** What `defineDirective` needs: names and docs. `body: 'myst'` gives children, `'text'` gives `body`. */
export interface DirectiveDoc {
  name: string;
  alias?: string[];
  doc: string;
  argument?: string;
  options: Record<string, OptionDoc>;
  body?: 'myst' | 'text';
  bodyDoc?: string;
  /** Shown on the generated reference page and built by the tests. */
  example: string;
}

const OPTION_TYPES = { string: String, boolean: Boolean, number: Number } as const;

/** `example` is for the reference page; mystmd passes it by. */
export type DocumentedDirective = DirectiveSpec & { example: string };
export type DocumentedRole = RoleSpec & { example: string };

export function defineDirective(doc: DirectiveDoc): DocumentedDirective {
  return {
    name: doc.name,
    alias: doc.alias,
    doc: doc.doc,
    arg: doc.argument === undefined ? undefined : { type: 'myst', doc: doc.argument },
    options: Object.fromEntries(
      Object.entries(doc.options).map(([name, option]) => [
        name,
        { type: OPTION_TYPES[option.type], doc: option.doc },
      ]),
    ),
    body:
      doc.body === undefined ? undefined : { type: doc.body === 'myst' ? 'myst' : String, doc: doc.bodyDoc },
    run: (data) => [placeholderOf(doc, data)],
    example: doc.example,
  };
}

function placeholderOf(doc: DirectiveDoc, data: DirectiveData): Placeholder {
  const node = data.node as unknown as MystNode;
  const argument = asNodes(data.arg);
  const text = typeof node.value === 'string' ? node.value : '';
  return {
    type: 'compassDirective',
    name: doc.name,
    argument,
    argumentText: typeof data.arg === 'string' ? data.arg : plainText(argument),
    options: { ...data.options } as Placeholder['options'],
    optionPositions: optionPositionsOf(node),
    body: typeof data.body === 'string' ? data.body : text,
    bodyLine: bodyLineOf(node),
    strayOptions: strayOptionsOf(text, bodyLineOf(node), Object.keys(doc.options)),
    children: asNodes(data.body),
    position: node.position,
  };
}

function optionPositionsOf(node: MystNode): Record<string, Position> {
  const options = node.children?.filter((child) => child.type === 'mystOption') ?? [];
  return Object.fromEntries(
    options.flatMap(({ name, position }) => (position ? [[String(name), position]] : [])),
  );
}

/** Lines such as `:label: wheel` or `:label wheel`, outside of what is nested in the body. */
function strayOptionsOf(body: string, bodyLine: number, names: string[]): Placeholder['strayOptions'] {
  let isNested = false;
  return body.split(/\r?\n/).flatMap((line, index) => {
    if (/^\s*(?::{3,}|`{3,}|~{3,})/.test(line)) isNested = !isNested;
    const name = isNested ? undefined : /^\s*:([\w-]+)(?::|\s|$)/.exec(line)?.[1];
    return name !== undefined && names.includes(name) ? [{ name, line: bodyLine + index }] : [];
  });
}

/** What messages about an option point at: its line, where mystmd knows it, else the directive. */
export function optionNode({ optionPositions, position }: Placeholder, name: string): MystNode {
  return { type: 'mystOption', position: optionPositions?.[name] ?? position };
}

function bodyLineOf(node: MystNode): number {
  const body = node.children?.find((child) => child.type === 'mystDirectiveBody');
  return body?.position?.start.line ?? 0;
}

export interface RoleDoc {
  name: string;
  alias?: string[];
  doc: string;
  example: string;
}

/** Roles take text: `` {obj}`quota` `` or `` {obj}`own text <quota>` ``; the transform splits it. */
export function defineRole(doc: RoleDoc): DocumentedRole {
  return {
    name: doc.name,
    alias: doc.alias,
    doc: doc.doc,
    body: { type: String, doc: 'The id of the record, or `own text <id>`.' },
    example: doc.example,
    run: (data: RoleData) => [
      {
        type: 'compassRole',
        name: doc.name,
        argument: [],
        argumentText: '',
        options: {},
        body: String(data.body ?? ''),
        bodyLine: 0,
        children: [],
        position: (data.node as unknown as MystNode).position,
      },
    ],
  };
}

function asNodes(value: unknown): MystNode[] {
  return Array.isArray(value) ? (value as MystNode[]) : [];
}

/** The words of a tree, without markup. */
export function plainText(tree: MystNode | MystNode[]): string {
  if (!Array.isArray(tree)) return tree.children ? plainText(tree.children) : (tree.value ?? '');
  let words = '';
  for (const node of tree) words += plainText(node);
  return words;
}
