// Data of the right shape: a zod schema's findings become messages in our words, with the place of each value, and
// what is wrong is taken out so that the rest can be used. Write schemas with `zod/mini` (half the bundle of `zod`),
// strict objects, and own messages that start with “expected”.
import * as z from 'zod/mini';
import { didYouMean, listWords, nearestWord, type Place, type Report, type Rule } from '../message.ts';
import type { YamlSource } from './positions.ts';
import { shapeRules } from './rules.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** A JSON Schema as far as we read it back for suggestions. */
interface SchemaNode {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, SchemaNode>;
  required?: string[];
  items?: SchemaNode;
  additionalProperties?: SchemaNode | boolean;
  anyOf?: SchemaNode[];
  title?: string;
}

/**
 * Report everything in `source` that the schema does not allow, and give the data without it: an unknown key or a bad
 * optional value is left out, a list's item without a needed key is left out whole, an `audience` that cannot be read
 * becomes `private`, and what bears one that it cannot have is left out. `source.place(item)` finds every object and
 * list of the result. `undefined` if nothing is left.
 */
export function checkShape<S extends z.ZodMiniType>(
  schema: S,
  source: YamlSource,
  report: Report,
  rules: ShapeRules = shapeRules,
): z.input<S> | undefined {
  const found: Finding[] = [];
  let value: unknown = source.value ?? undefined;
  while (value !== undefined) {
    const { error } = schema.safeParse(value);
    if (!error) break;
    const issues = error.issues.flatMap(innermost);
    const meant = misspeltPaths(issues, schema);
    for (const issue of issues)
      if (!meant.has(pathKey(issue.path)) || valueAt(value, issue.path) !== undefined)
        found.push(...findingsOf(issue, value, schema, source, rules));
    value = withoutFaults(source, value, issues, schema);
  }
  for (const finding of inOrder(found)) report(finding.rule, finding.reason, finding.place);
  return value as z.input<S> | undefined;
}

/** Where keys that are told as misspelt should have stood: that these are missing follows. */
function misspeltPaths(issues: readonly Issue[], schema: z.ZodMiniType): Set<string> {
  const paths = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) =>
          pathKey([...issue.path, nearestWord(key, knownKeys(schema, issue.path)) ?? '']),
        )
      : [],
  );
  return new Set(paths);
}

const pathKey = (path: Path) => path.map(String).join('\0');

interface ShapeRules {
  keyKnown: Rule;
  valueExpected: Rule;
}

interface Finding {
  rule: Rule;
  reason: string;
  place: Place;
}

/** By place, each once: a fault that is seen again after the first repair is not told twice. */
function inOrder(found: Finding[]): Finding[] {
  const seen = new Map(
    found.map((finding) => [`${finding.place.line}:${finding.place.column} ${finding.reason}`, finding]),
  );
  return [...seen.values()].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

/** Of a union's branches, the one that came furthest: it is what the author meant. */
function innermost(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.message.startsWith('expected')) return [issue];
  const branches = issue.errors.filter((branch) =>
    branch.some((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'),
  );
  const best = branches.sort((a, b) => a.length - b.length)[0];
  return best?.flatMap((inner) => innermost({ ...inner, path: [...issue.path, ...inner.path] })) ?? [issue];
}

function findingsOf(
  issue: Issue,
  value: unknown,
  schema: z.ZodMiniType,
  source: YamlSource,
  rules: ShapeRules,
): Finding[] {
  if (issue.code !== 'unrecognized_keys')
    return valueFinding(issue, value, schema, source, rules.valueExpected);
  const known = knownKeys(schema, issue.path);
  const owner = valueAt(value, issue.path);
  return issue.keys.map((name) => ({
    rule: rules.keyKnown,
    reason: `Unexpected key \`${name}\`, expected ${listWords(known)}${hintFor(name, known)}`,
    place: source.place(owner, name, 'key'),
  }));
}

function valueFinding(
  issue: Issue,
  whole: unknown,
  schema: z.ZodMiniType,
  source: YamlSource,
  rule: Rule,
): Finding[] {
  const value = valueAt(whole, issue.path);
  const key = issue.path.at(-1);
  const owner = key === undefined ? whole : valueAt(whole, issue.path.slice(0, -1));
  const times = key === undefined ? 1 : source.timesGiven(owner, key);
  if (value === undefined) {
    const reason = `Missing \`${String(key)}\`, ${expectation(issue)}`;
    return times > 0 ? [] : [{ rule, reason, place: source.place(owner) }];
  }
  if (times > 1 || (value === null && isEmptyList(issue))) return [];
  if (issue.code === 'invalid_key') {
    const reason = `Unexpected key \`${String(key)}\`, ${expectation(issue)}`;
    return [{ rule, reason, place: source.place(owner, key, 'key') }];
  }
  const name = typeof key === 'string' ? key : undefined;
  const reason = `Unexpected ${shown(value, name)}, ${expectation(issue)}${suggestion(issue, value, schema)}`;
  const isComment = value === null && key !== undefined && source.isCommentedOut(owner, key);
  const hint = isComment ? '; `#` begins a comment, put quotes around it' : '';
  return [{ rule, reason: reason + hint, place: source.place(owner, key) }];
}

/** `people:` with nothing after it is an empty list, as in a file whose entries are commented out. */
function isEmptyList(issue: Issue): boolean {
  return issue.code === 'invalid_type' && ['array', 'object', 'record'].includes(issue.expected);
}

const TYPE_WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'keys and values',
  record: 'keys and values',
};

/** “expected a number”, “expected `public`, `team` or `private`”. */
function expectation(issue: Issue): string {
  if (issue.message.startsWith('expected')) return issue.message;
  if (issue.code === 'invalid_type') return `expected ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `expected ${listWords(issue.values.map(String))}`;
  if (issue.code === 'too_small') return `expected at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `expected at most ${issue.maximum}`;
  if (issue.code === 'invalid_union') return `expected ${unionWords(issue.errors)}`;
  return 'expected another form';
}

function unionWords(branches: Issue[][]): string {
  const words = branches.flatMap((branch) =>
    branch[0] ? [expectation(branch[0]).replace(/^expected /, '')] : [],
  );
  return [...new Set(words)].join(' or ');
}

function suggestion(issue: Issue, value: unknown, schema: z.ZodMiniType): string {
  if (issue.code === 'invalid_value' && typeof value === 'string')
    return didYouMean(value, issue.values.map(String));
  if (issue.code !== 'invalid_type' || issue.message.startsWith('expected')) return '';
  if (issue.expected === 'array') return listHint(value, nodesAt(schema, issue.path));
  return issue.expected === 'object' ? keysHint(issue.path, schema) : '';
}

/** How to write as a list what is none. */
function listHint(value: unknown, nodes: SchemaNode[]): string {
  const ofWords = nodes.some(({ items }) => items !== undefined && items.properties === undefined);
  if (typeof value === 'object' || !ofWords) return '; begin each entry with `- `';
  const text = String(value);
  return text.length > 60 || /[\s,:#`[\]{}]/.test(text) ? '' : `; write \`[${text}]\``;
}

/** The keys that cannot be missing. */
function keysHint(path: Path, schema: z.ZodMiniType): string {
  const required = [...new Set(nodesAt(schema, path).flatMap((node) => node.required ?? []))];
  return required.length === 0 ? '' : `; write \`{${required.map((key) => `${key}: …`).join(', ')}}\``;
}

/** A value in a message: text and numbers as written and cut to 60 characters, the rest by its kind. */
function shown(value: unknown, key: string | undefined): string {
  const name = key === undefined ? '' : `\`${key}\``;
  if (value === null) return `empty ${name || 'value'}`;
  if (typeof value === 'object')
    return `${Array.isArray(value) ? 'list' : 'keys and values'}${name && ` in ${name}`}`;
  const text = String(value).replace(/\s+/g, ' ').replaceAll('`', "'");
  return `${name && `${name} `}\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

/** The keys that the schema allows at a path: read from its JSON Schema, the one description there is. */
function knownKeys(schema: z.ZodMiniType, path: Path): string[] {
  return [...new Set(nodesAt(schema, path).flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** Written once for each schema: a file may have a thousand faults. */
const written = new WeakMap<z.ZodMiniType, SchemaNode>();

function jsonSchemaOf(schema: z.ZodMiniType): SchemaNode {
  const known = written.get(schema);
  if (known) return known;
  const made = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as SchemaNode;
  written.set(schema, made);
  return made;
}

function nodesAt(schema: z.ZodMiniType, path: Path): SchemaNode[] {
  let found = [jsonSchemaOf(schema)];
  for (const key of path) found = found.flatMap(branchesOf).flatMap((node) => childOf(node, key));
  return found.flatMap(branchesOf);
}

const branchesOf = (node: SchemaNode): SchemaNode[] => [node, ...(node.anyOf ?? []).flatMap(branchesOf)];

function childOf(node: SchemaNode, key: PropertyKey): SchemaNode[] {
  if (typeof key === 'number') return node.items ? [node.items] : [];
  const child =
    node.properties?.[String(key)] ??
    (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined);
  return child ? [child] : [];
}

function hintFor(name: string, known: string[]): string {
  if (OTHER_NAMES.test(name) && known.includes('audience'))
    return '; write `audience`, until then it is withheld';
  if (!mayBeAudience(name) || known.includes('audience')) return didYouMean(name, known);
  return '; a level is set for the whole that this is a part of, and this part is left out';
}

/** Other names that people give to it. */
const OTHER_NAMES =
  /^\W*(?:private|confidential|visibility|visible|access|public|publish|published|hidden|internal)\W*$/i;

/** The key, a misspelt one, another name for it, or a YAML merge, which may bring one along. */
export function mayBeAudience(key: string): boolean {
  return key === '<<' || OTHER_NAMES.test(key) || nearestWord(key, ['audience']) !== undefined;
}

/** A copy along the paths of the faults only: everything else is shared with the original. */
function withoutFaults(source: YamlSource, value: unknown, issues: Issue[], schema: z.ZodMiniType): unknown {
  const faults = issues.flatMap((issue): Path[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => [...issue.path, key])
      : [faultPath(value, issue.path)],
  );
  return remove(source, value, faults, (path) => knownKeys(schema, path).includes('audience'));
}

/** What is missing cannot be removed: what needs it is. */
function faultPath(value: unknown, path: Path): Path {
  return valueAt(value, path) === undefined ? path.slice(0, -1) : path;
}

/** `mayHave`: whether what stands at a path may have an `audience`. */
function remove(
  source: YamlSource,
  value: unknown,
  faults: Path[],
  mayHave: (path: Path) => boolean,
  at: Path = [],
): unknown {
  if (faults.some((path) => path.length === 0)) return undefined;
  if (faults.length === 0 || typeof value !== 'object' || value === null) return value;
  const inside = (key: string) =>
    faults.filter((path) => String(path[0]) === key).map((path) => path.slice(1));
  const isList = Array.isArray(value);
  const kept = Object.entries(value)
    .map(([key, item]): [string, unknown] => {
      const below = [...at, isList ? Number(key) : key];
      return [key, remove(source, item, inside(key), mayHave, below)];
    })
    .filter(([, item]) => item !== undefined);
  const copy = isList
    ? kept.map(([, item]) => item)
    : closed(value, Object.fromEntries(kept), () => mayHave(at));
  if (copy === undefined) return undefined;
  source.adopt(copy, value, Array.isArray(value) ? kept.map(([index]) => Number(index)) : undefined);
  return copy;
}

/**
 * Fail closed: where an `audience`, or a key that may be meant as one, had to be left out, the strictest stands; what
 * may not have one is left out.
 */
function closed(
  original: object,
  copy: Record<string, unknown>,
  mayHave: () => boolean,
): Record<string, unknown> | undefined {
  if (!Object.keys(original).some((key) => !(key in copy) && mayBeAudience(key))) return copy;
  return mayHave() ? { ...copy, audience: 'private' } : undefined;
}
