// YAML text to plain data that remembers where each value stands, so that every message has its line and column.
// Shared by compass.yml, the objectives' files and YAML in a directive's body. Reports; never throws.
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { Place, Report, Rule } from '../message.ts';
import { yamlRules } from './rules.ts';

/** Plain data and the places of its parts. Objects and lists are looked up by identity. */
export interface YamlSource {
  file: string;
  /** Objects, lists, strings, numbers, booleans and null; a key given twice is null. Dates stay strings. */
  value: unknown;
  /** Place of a key or index inside an object or list of `value`; without a key, or for an unknown one, of the whole. */
  place(owner: unknown, key?: PropertyKey, part?: 'key' | 'value'): Place;
  /** How often the author wrote a key or item: 0, 1, or 2 when it was given twice, is null, and has been reported. */
  timesGiven(owner: unknown, key: PropertyKey): 0 | 1 | 2;
  /** Let a changed copy have the places of its original; for a list, `kept` are the indexes that are left. */
  adopt(copy: object, original: object, kept?: number[]): void;
}

/** Where the text starts in its file, for YAML inside a page: counted from 1. */
export interface YamlOrigin {
  line: number;
  /** Characters in front of every line. */
  indent?: number;
}

const MAX_CHARACTERS = 5_000_000;
const MAX_DEPTH = 60;
/** Nodes that aliases may add, all repetitions counted. */
const MAX_ALIASED_NODES = 10_000;

interface Spots {
  whole: Node;
  keys: Map<PropertyKey, Node>;
  values: Map<PropertyKey, Node>;
  twice: Set<PropertyKey>;
}

interface Reader {
  spots: WeakMap<object, Spots>;
  anchors: Map<string, { value: unknown; size: number } | undefined>;
  aliased: number;
  fail(rule: Rule, reason: string, node: Node): void;
}

/**
 * Parse one YAML document. Gives `undefined` for text that is not YAML or is too large, after one report;
 * an empty document gives the value `null`.
 */
export function parseYaml(
  text: string,
  file: string,
  report: Report,
  origin: YamlOrigin = { line: 1 },
): YamlSource | undefined {
  const start: Place = { file, line: origin.line, column: 1 + (origin.indent ?? 0) };
  if (text.length > MAX_CHARACTERS) {
    report(
      yamlRules.bounded,
      `Unexpected ${megabytes(text.length)} of YAML, expected at most ${megabytes(MAX_CHARACTERS)}; split the file`,
      start,
    );
    return undefined;
  }
  try {
    return readDocument(text, start, report);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report(
      yamlRules.bounded,
      `Unexpected depth, expected at most ${MAX_DEPTH} levels of lists and keys`,
      start,
    );
    return undefined;
  }
}

function readDocument(text: string, start: Place, report: Report): YamlSource | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  const placeAt = (from: number, to: number): Place => {
    const a = lines.linePos(from);
    const b = lines.linePos(Math.max(from, to));
    const shift = start.column - 1;
    const first = start.line - 1;
    return {
      file: start.file,
      line: a.line + first,
      column: a.col + shift,
      endLine: b.line + first,
      endColumn: b.col + shift,
    };
  };
  const placeOf = (node: Node): Place => placeAt(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
  const broken = document.errors[0];
  if (broken) {
    report(
      yamlRules.wellFormed,
      `Unexpected YAML: ${sentence(broken.message)}`,
      placeAt(broken.pos[0], broken.pos[1]),
    );
    return undefined;
  }
  let stopped = false;
  const reader: Reader = {
    spots: new WeakMap(),
    anchors: new Map(),
    aliased: 0,
    fail(rule, reason, node) {
      if (rule === yamlRules.bounded && stopped) return;
      stopped ||= rule === yamlRules.bounded;
      report(rule, reason, placeOf(node));
    },
  };
  const { value } = readNode(document.contents, reader, 0);
  if (stopped) return undefined;
  const spotsOf = (owner: unknown) =>
    typeof owner === 'object' && owner !== null ? reader.spots.get(owner) : undefined;
  return {
    file: start.file,
    value,
    place(owner, key, part) {
      const node = nodeAt(spotsOf(owner), key, part);
      return node ? placeOf(node) : start;
    },
    timesGiven(owner, key) {
      const spots = spotsOf(owner);
      return spots?.twice.has(nameOf(key)) ? 2 : spots?.values.has(nameOf(key)) ? 1 : 0;
    },
    adopt(copy, original, kept) {
      const spots = spotsOf(original);
      if (spots) reader.spots.set(copy, kept ? { ...spots, values: keptValues(spots, kept) } : spots);
    },
  };
}

function nodeAt(
  spots: Spots | undefined,
  key?: PropertyKey,
  part: 'key' | 'value' = 'value',
): Node | undefined {
  if (key === undefined) return spots?.whole;
  const name = nameOf(key);
  const value = spots?.values.get(name);
  return (part === 'key' ? (spots?.keys.get(name) ?? value) : value) ?? spots?.whole;
}

const nameOf = (key: PropertyKey): PropertyKey => (typeof key === 'number' ? String(key) : key);

function keptValues(spots: Spots, kept: number[]): Map<PropertyKey, Node> {
  return new Map(kept.map((old, index) => [String(index), spots.values.get(String(old)) ?? spots.whole]));
}

interface Read {
  value: unknown;
  /** Nodes, repetitions through aliases counted. */
  size: number;
}

function readNode(node: Node | null | undefined, reader: Reader, depth: number): Read {
  if (!node) return { value: null, size: 1 };
  if (depth > MAX_DEPTH) {
    reader.fail(
      yamlRules.bounded,
      `Unexpected depth, expected at most ${MAX_DEPTH} levels of lists and keys`,
      node,
    );
    return { value: null, size: 1 };
  }
  if (isAlias(node)) return readAlias(node, reader);
  const anchor = 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined;
  if (anchor !== undefined) reader.anchors.set(anchor, undefined);
  const read = isMap(node)
    ? readMap(node, reader, depth)
    : isSeq(node)
      ? readList(node, reader, depth)
      : readScalar(node);
  if (anchor !== undefined) reader.anchors.set(anchor, read);
  return read;
}

/** An alias is the very object of its anchor: nothing is copied, and what it would add is counted. */
function readAlias(node: Alias, reader: Reader): Read {
  const target = reader.anchors.get(node.source);
  if (!target) {
    reader.fail(
      yamlRules.wellFormed,
      `Unexpected alias \`*${node.source}\`, expected an anchor \`&${node.source}\` that ends before it`,
      node,
    );
    return { value: null, size: 1 };
  }
  reader.aliased += target.size;
  if (reader.aliased > MAX_ALIASED_NODES)
    reader.fail(
      yamlRules.bounded,
      `Unexpected number of aliases, expected at most ${MAX_ALIASED_NODES} values through them; write them out`,
      node,
    );
  return { value: target.value, size: target.size };
}

function readMap(node: YAMLMap, reader: Reader, depth: number): Read {
  const value: Record<string, unknown> = Object.create(null);
  const spots: Spots = { whole: node as Node, keys: new Map(), values: new Map(), twice: new Set() };
  let size = 1;
  for (const pair of node.items) {
    const keyNode = pair.key as Node;
    const key = keyText(keyNode);
    const item = readNode(pair.value as Node | null, reader, depth + 1);
    size += item.size;
    const twice = spots.keys.has(key);
    if (twice)
      reader.fail(
        yamlRules.keyUnique,
        `Unexpected second \`${key}\`, expected each key once; neither value is used`,
        keyNode,
      );
    if (twice) spots.twice.add(key);
    value[key] = twice ? null : item.value;
    spots.keys.set(key, keyNode);
    spots.values.set(key, (pair.value as Node | null) ?? keyNode);
  }
  reader.spots.set(value, spots);
  return { value, size };
}

function readList(node: { items: unknown[] } & Node, reader: Reader, depth: number): Read {
  const spots: Spots = { whole: node, keys: new Map(), values: new Map(), twice: new Set() };
  let size = 1;
  const value = node.items.map((item, index) => {
    const read = readNode(item as Node, reader, depth + 1);
    size += read.size;
    spots.values.set(String(index), (item as Node | null) ?? node);
    return read.value;
  });
  reader.spots.set(value, spots);
  return { value, size };
}

/** Tags such as `!!timestamp` and `!!binary` make objects: those count as the text that was written. */
function readScalar(node: Node): Read {
  if (!isScalar(node)) return { value: null, size: 1 };
  const { value } = node;
  const plain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return { value: plain ? value : (node.source ?? null), size: 1 };
}

/** Keys as written, so that `2026-10-06` and `1.0` stay themselves. */
function keyText(node: Node | null): string {
  if (!isScalar(node)) return node ? String(node) : '';
  return node.source ?? String(node.value ?? '');
}

/** The parser's words, without a full stop, in our form: “…”. */
function sentence(message: string): string {
  const text = message.replace(/\s+/g, ' ').replace(/[.:]$/, '').trim();
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function megabytes(characters: number): string {
  return `${Math.ceil(characters / 1_000_000)} MB`;
}
