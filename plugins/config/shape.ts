// Data of the right shape: a zod schema's findings become messages in our words, with the place of each value, and
// what is wrong is taken out so that the rest can be used. Write schemas with `zod/mini` (half the bundle of `zod`),
// strict objects, and own messages that start with “expected”.
import type * as z from 'zod/mini';
import { levelOfKeys, levelOfText } from '../marks.ts';
import { didYouMean, listWords, nearestWord, type Place, type Report, type Rule } from '../message.ts';
import type { YamlSource } from './positions.ts';
import { shapeRules } from './rules.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];
type Schema = z.core.$ZodType;

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
function misspeltPaths(issues: readonly Issue[], schema: Schema): Set<string> {
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
  schema: Schema,
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
  schema: Schema,
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

function suggestion(issue: Issue, value: unknown, schema: Schema): string {
  if (issue.code === 'invalid_value' && typeof value === 'string')
    return didYouMean(value, issue.values.map(String));
  if (issue.code !== 'invalid_type' || issue.message.startsWith('expected')) return '';
  if (issue.expected === 'array') return listHint(value, schemasAt(schema, issue.path));
  return issue.expected === 'object' ? keysHint(issue.path, schema) : '';
}

/** How to write as a list what is none. */
function listHint(value: unknown, schemas: readonly Schema[]): string {
  const ofWords = schemas.map(defOf).some((def) => def.type === 'array' && !isObject(def.element));
  if (typeof value === 'object' || !ofWords) return '; begin each entry with `- `';
  const text = String(value);
  return text.length > 60 || /[\s,:#`[\]{}]/.test(text) ? '' : `; write \`[${text}]\``;
}

/** The keys that cannot be missing. */
function keysHint(path: Path, schema: Schema): string {
  const entries = schemasAt(schema, path).flatMap((found) => Object.entries(shapeOf(found)));
  const needed = entries.filter(([, part]) => part._zod.optin !== 'optional').map(([key]) => `${key}: …`);
  return needed.length === 0 ? '' : `; write \`{${[...new Set(needed)].join(', ')}}\``;
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

/** The keys that the schema allows at a path. */
function knownKeys(schema: Schema, path: Path): string[] {
  return [...new Set(schemasAt(schema, path).flatMap((found) => Object.keys(shapeOf(found))))];
}

/** What may stand at a path, read from the definitions of the schema. */
function schemasAt(schema: Schema, path: Path): Schema[] {
  let found = branchesOf(schema);
  for (const key of path) found = found.flatMap((branch) => childrenOf(branch, key)).flatMap(branchesOf);
  return found;
}

const defOf = (schema: Schema) => (schema as z.core.$ZodTypes)._zod.def;
const shapeOf = (schema: Schema): Readonly<Record<string, Schema>> => {
  const def = defOf(schema);
  return def.type === 'object' ? def.shape : {};
};
const isObject = (schema: Schema): boolean => defOf(schema).type === 'object';

/** Without what wraps it; of a union all that it may be. */
function branchesOf(schema: Schema): Schema[] {
  const def = defOf(schema);
  if (def.type === 'union') return def.options.flatMap(branchesOf);
  return 'innerType' in def ? branchesOf(def.innerType) : [schema];
}

function childrenOf(schema: Schema, key: PropertyKey): Schema[] {
  const def = defOf(schema);
  if (def.type === 'array') return [def.element];
  if (def.type === 'record') return [def.valueType];
  const child = shapeOf(schema)[String(key)];
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
  /^\W*(?:private|confidential|visibility|visible|access|public|publish|published|hidden|unlisted|internal)\W*$/i;

/** The key, a misspelt one, another name for it, or a YAML merge, which may bring one along. */
export function mayBeAudience(key: string): boolean {
  return key === '<<' || OTHER_NAMES.test(key) || nearestWord(key, ['audience']) !== undefined;
}

/** A copy along the paths of the faults only: everything else is shared with the original. */
function withoutFaults(source: YamlSource, value: unknown, issues: Issue[], schema: Schema): unknown {
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
  const leftOut = Object.entries(original).filter(([key]) => !(key in copy));
  if (!leftOut.some(([key, value]) => saysForWhom(key, value))) return copy;
  return mayHave() ? { ...copy, audience: 'private' } : undefined;
}

/** Also `tags: [private]`, `meta: {audience: team}` and `remark: "Pay #private"`. */
function saysForWhom(key: string, value: unknown): boolean {
  return (
    mayBeAudience(key) ||
    levelOfKeys(JSON.stringify({ [key]: value })) > 0 ||
    textsIn(value).some((text) => levelOfText(text) > 0)
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
