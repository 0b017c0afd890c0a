// Documentation that cannot go out of date: pages made from the doc strings of directives and roles, the rules, the
// schemas and the commands; and the JSON Schemas themselves. In: those; out: path → text. test/docs.test.ts writes
// them with UPDATE=1 and fails when a file differs.

import { load } from 'js-yaml';
import type { DirectiveSpec, MystPlugin, RoleSpec } from 'myst-common';
import * as z from 'zod/mini';
import type { Rule } from '../plugins/message.ts';
import type { Command } from './command.ts';

/** What there is to document. */
export interface Sources {
  plugin: MystPlugin;
  commands: Command[];
  /** Rules by the folder that they stand in: `flywheel`. */
  rules: Map<string, Rule[]>;
  /** JSON Schemas by file name. */
  schemas: Record<string, Record<string, unknown>>;
  /** Text of site/template.yml. */
  themeTemplate: string;
}

/** A JSON Schema as far as the tables need it. */
interface SchemaNode {
  title?: string;
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, SchemaNode>;
  required?: string[];
  items?: SchemaNode;
  additionalProperties?: SchemaNode | boolean;
  anyOf?: SchemaNode[];
  $ref?: string;
  $defs?: Record<string, SchemaNode>;
}

/** Every generated file, by its path from the root of the project. */
export function generatedFiles(sources: Sources): Map<string, string> {
  const files = new Map([
    ['content/docs/reference.md', referencePage(sources.plugin)],
    ['content/docs/rules.md', rulesPage(sources.rules)],
    ['content/docs/formats.md', formatsPage(sources)],
    ['content/docs/commands.md', commandsPage(sources.commands)],
  ]);
  for (const [name, schema] of Object.entries(sources.schemas))
    files.set(`schemas/${name}`, `${JSON.stringify(schema, null, 2)}\n`);
  return files;
}

const GENERATED = '% Generated from the sources by scripts/reference.ts. Change it there.';

function page(title: string, description: string, ...parts: string[]): string {
  return [`---\ntitle: ${title}\ndescription: ${description}\n---`, GENERATED, ...parts]
    .join('\n\n')
    .concat('\n');
}

function referencePage({ directives = [], roles = [] }: MystPlugin): string {
  return page(
    'Directives and roles',
    'Every directive, role and option, with an example and what comes out.',
    'A directive stands on lines of its own, between `:::`. A role stands in a sentence.',
    '## Directives',
    ...directives.map(directiveSection),
    '## Roles',
    'All of them take an id, or words of your own and the id: `` {obj}`the cap <quota>` ``.',
    ...roles.map(roleSection),
  );
}

function directiveSection(directive: DirectiveSpec): string {
  const options = Object.entries(directive.options ?? {});
  return [
    `(directive-${directive.name})=\n### \`{${directive.name}}\``,
    docOf(directive),
    directive.alias?.length
      ? `Also called ${[directive.alias]
          .flat()
          .map((name) => `\`{${name}}\``)
          .join(', ')}.`
      : '',
    partLine('Argument', directive.arg?.doc),
    partLine('Body', directive.body?.doc),
    options.length > 0 ? optionTable(options) : '',
    exampleOf(directive, `directive-${directive.name}`),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function roleSection(role: RoleSpec): string {
  const example = exampleText(role);
  return [
    `(role-${role.name})=\n### \`{${role.name}}\``,
    docOf(role),
    example && `\`\` ${example} \`\` gives ${example}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

const docOf = (spec: { doc?: string }): string => spec.doc?.trim() ?? '';

const partLine = (name: string, doc: string | undefined): string => (doc ? `**${name}.** ${doc}` : '');

function optionTable(options: [string, { type?: unknown; doc?: string; required?: boolean }][]): string {
  const rows = options.map(
    ([name, option]) => `| \`${name}\` | ${typeWord(option.type)} | ${cell(option.doc ?? '')} |`,
  );
  return ['| option | takes | does |', '|---|---|---|', ...rows].join('\n');
}

function typeWord(type: unknown): string {
  if (type === Boolean || type === 'boolean') return 'nothing';
  if (type === Number || type === 'number') return 'a number';
  return 'text';
}

const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();

function exampleText(spec: object): string {
  return 'example' in spec && typeof spec.example === 'string' ? spec.example.trim() : '';
}

const PICTURES = new Set(['flywheel', 'causal-loop']);

/** Source, then the thing itself; views of the data, which may be long, are folded. A label in the live copy is the page's own, so that no two targets share a name. */
function exampleOf(directive: DirectiveSpec, label: string): string {
  const example = exampleText(directive);
  if (example === '') return '';
  const live = example.replace(/^(:label:\s*)\S+$/m, `$1example-${label.replace('directive-', '')}`);
  const fence = example.includes('```') ? '````' : '```';
  const shown = PICTURES.has(directive.name) ? live : `::::{dropdown} What comes out\n${live}\n::::`;
  return `${fence}markdown\n${example}\n${fence}\n\n${shown}`;
}

/** Folders in the words of users. */
const SUBJECTS: Record<string, string> = {
  flywheel: 'Wheels',
  loops: 'Loops',
  objectives: 'Objectives',
  notes: 'Meeting notes',
  graph: 'Links',
  config: 'compass.yml and other YAML',
  page: 'Pages',
  plugins: 'Files of notes and data',
  scripts: 'The whole compass',
  audit: 'The published site',
};

function rulesPage(rules: Map<string, Rule[]>): string {
  const subjects = [...rules].map(([folder, list]) => [SUBJECTS[folder] ?? folder, list] as const);
  return page(
    'Rules',
    'What compass check looks for, and why.',
    '`compass check` reports what breaks a rule, with file, line and column. Errors make it fail. `rules:` in `compass.yml` changes the severity of a rule, or turns it off.',
    ...subjects
      .sort(([a], [b]) => a.localeCompare(b))
      .flatMap(([subject, list]) => [`## ${subject}`, ruleTable(list)]),
  );
}

function ruleTable(rules: Rule[]): string {
  const rows = [...rules]
    .sort((a, b) => a.id.localeCompare(b.id))
    .map((rule) => `| \`${rule.id}\` | ${rule.severity} | ${cell(rule.why)} |`);
  return ['| rule | severity | why |', '|---|---|---|', ...rows].join('\n');
}

function formatsPage({ schemas, themeTemplate }: Sources): string {
  return page(
    'Formats',
    'Every key of every file, from the schemas that check them.',
    'The same schemas are published with the package, in `dist/schemas/`, for editors and for other programs.',
    ...Object.entries(schemas).flatMap(([name, schema]) => schemaSection(name, schema)),
    ...themeSection(themeTemplate),
  );
}

function schemaSection(name: string, schema: SchemaNode): string[] {
  const title = schema.title ?? name;
  const groups = new Map<string, string[]>();
  gatherRows(schema, schema, '', groups);
  return [
    `(${slug(title)})=\n## ${title}`,
    [schema.description, `Schema: \`${name}\`.`].filter(Boolean).join(' '),
    ...[...groups].flatMap(([path, rows]) => [
      path && `### \`${path}\``,
      ['| key | takes |', '|---|---|', ...rows].join('\n'),
    ]),
  ].filter(Boolean);
}

const themeOption = z.object({ id: z.string(), type: z.string(), description: z.string() });
const themeSchema = z.object({
  options: z.array(themeOption),
  parts: z.array(z.object({ id: z.string(), description: z.string() })),
});

/** `site.options` and `site.parts` of the theme, from the template that mystmd reads them from. */
function themeSection(template: string): string[] {
  const { options, parts } = themeSchema.parse(load(template));
  const words: Record<string, string> = {
    boolean: '`true` or `false`',
    number: 'a number',
    file: 'a file',
    string: 'text',
  };
  return [
    '(theme-options)=\n## Theme options',
    'Under `site.options` in `myst.yml`.',
    [
      '| key | takes | does |',
      '|---|---|---|',
      ...options.map(
        (option) =>
          `| \`${option.id}\` | ${words[option.type] ?? option.type} | ${cell(option.description)} |`,
      ),
    ].join('\n'),
    'Under `site.parts`, each with Markdown or a file:',
    [
      '| key | holds |',
      '|---|---|',
      ...parts.map((part) => `| \`${part.id}\` | ${cell(part.description)} |`),
    ].join('\n'),
  ];
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** One row for each key, in a table for each object: `objectives[].measures[]`. */
function gatherRows(schema: SchemaNode, root: SchemaNode, path: string, groups: Map<string, string[]>): void {
  const node = resolve(schema, root);
  const keys = Object.entries(node.properties ?? {});
  if (keys.length > 0)
    groups.set(path, [...(groups.get(path) ?? []), ...keys.map((entry) => keyRow(entry, node, root))]);
  for (const [key, value] of keys) gatherInside(value, root, path === '' ? key : `${path}.${key}`, groups);
}

function keyRow([key, value]: [string, SchemaNode], owner: SchemaNode, root: SchemaNode): string {
  const needed = owner.required?.includes(key) ? ' **needed**' : '';
  const about = cell(resolve(value, root).description ?? '');
  return `| \`${key}\`${needed} | ${[takes(value, root), about].filter(Boolean).join('. ')} |`;
}

function gatherInside(value: SchemaNode, root: SchemaNode, at: string, groups: Map<string, string[]>): void {
  const node = resolve(value, root);
  if (node.anyOf) for (const branch of node.anyOf) gatherInside(branch, root, at, groups);
  else if (node.items) gatherInside(node.items, root, `${at}[]`, groups);
  else if (typeof node.additionalProperties === 'object')
    gatherInside(node.additionalProperties, root, `${at}.…`, groups);
  else gatherRows(node, root, at, groups);
}

function resolve(node: SchemaNode, root: SchemaNode): SchemaNode {
  const name = node.$ref?.replace('#/$defs/', '');
  return name === undefined ? node : (root.$defs?.[name] ?? {});
}

const TYPE_WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  null: '`null`',
};

function takes(schema: SchemaNode, root: SchemaNode): string {
  const node = resolve(schema, root);
  if (node.anyOf) return [...new Set(node.anyOf.map((branch) => takes(branch, root)))].join(' or ');
  if (node.enum) return node.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  if (node.items) return `list of ${takes(node.items, root)}`;
  if (typeof node.additionalProperties === 'object') return `name: ${takes(node.additionalProperties, root)}`;
  if (node.properties) return 'keys';
  return [node.type ?? 'anything']
    .flat()
    .map((type) => TYPE_WORDS[type] ?? type)
    .join(' or ');
}

function commandsPage(list: Command[]): string {
  return page(
    'Commands',
    'What the compass command does, with all options.',
    'Run it with `npx compass` inside a project. Exit codes: 0 fine, 1 errors, 2 wrong use. Errors go to stderr as `file:line:column: message (compass:rule)`.',
    ...list.map(commandSection),
  );
}

function commandSection(command: Command): string {
  const options = Object.entries(command.options);
  const rows = options.map(
    ([name, { value, short, doc }]) =>
      `| \`--${name}${value ? ` ${value}` : ''}\`${short ? `, \`-${short}\`` : ''} | ${cell(doc)} |`,
  );
  return [
    `## \`compass ${command.name}${command.operands ? ` ${command.operands}` : ''}\``,
    command.doc,
    rows.length > 0 ? ['| option | does |', '|---|---|', ...rows].join('\n') : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}
