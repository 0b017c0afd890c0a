// YAML text to plain data that remembers where each value stands, so that every message has its line and column.
// Shared by compass.yml, the objectives' files and YAML in a directive's body. Reports; never throws.
import {
  boolCoreTag,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  type MappingEvent,
  NOT_RESOLVED,
  nullCoreTag,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
  YAMLException,
} from 'js-yaml';
import { withoutControls } from '../marks.ts';
import type { Place, Report, Rule } from '../message.ts';
import { yamlRules } from './rules.ts';
import { lineStarts, placeIn, type Span } from './spans.ts';

/** Plain data and the places of its parts. Objects and lists are looked up by identity. */
export interface YamlSource {
  file: string;
  /** Objects, lists, strings, numbers, booleans and null; a key given twice is null. Dates stay strings. */
  value: unknown;
  /** Place of a key or index inside an object or list of `value`; without a key, or for an unknown one, of the whole. */
  place(owner: unknown, key?: PropertyKey, part?: 'key' | 'value'): Place;
  /** How often the author wrote a key or item: 0, 1, or 2 when it was given twice, is null, and has been reported. */
  timesGiven(owner: unknown, key: PropertyKey): 0 | 1 | 2;
  /** Whether what stands behind a key is a comment, so that its value is empty. */
  isCommentedOut(owner: unknown, key: PropertyKey): boolean;
  /** Whether a text without quotes ends at a `#` that a letter or digit follows: it may have been meant to go on. */
  isCutByComment(owner: unknown, key: PropertyKey): boolean;
  /** Let a changed copy have the places of its original; for a list, `kept` are the indexes that are left. */
  adopt(copy: object, original: object, kept?: number[]): void;
}

/** A map of YAML or of options, not a list. */
export function isKeyed(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

/** Of a map by key, of a list by index. */
interface Spots {
  whole: Span;
  parts: Map<string, Part> | Span[];
}

interface Part {
  key?: Span;
  value: Span;
  twice?: boolean;
}

/** What a node came to, and where it stands: nowhere (`from` is -1) when it was left empty. */
interface Read extends Span {
  value: unknown;
  /** Nodes, repetitions through aliases counted. */
  size: number;
}

/** The events of one document, read from left to right. */
interface Reader {
  text: string;
  events: readonly Event[];
  at: number;
  spots: WeakMap<object, Spots>;
  anchors: Map<string, Read | undefined>;
  aliased: number;
  fail(rule: Rule, reason: string, span: Span): void;
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
  const lines = lineStarts(text);
  const placeOf = (span: Span): Place => placeIn(lines, span, start);
  const events = eventsOf(text, placeOf, report);
  return events && readDocument(text, events, start, placeOf, report);
}

function eventsOf(text: string, placeOf: (span: Span) => Place, report: Report): Event[] | undefined {
  try {
    return parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const at = Math.min(error.mark?.position ?? 0, text.length);
    const place = placeOf({ from: at, to: at + 1 });
    if (error.reason.includes('maxDepth'))
      report(
        yamlRules.bounded,
        `Unexpected depth, expected at most ${MAX_DEPTH} levels of lists and keys`,
        place,
      );
    else report(yamlRules.wellFormed, `Unexpected YAML: ${error.reason}${hintFor(error.reason)}`, place);
    return undefined;
  }
}

/** What most often is behind the parser's words, and how to mend it. */
const HINTS: readonly [words: string, hint: string][] = [
  ['bad indentation of a mapping entry', '; put quotes around a text that holds `: ` or begins with a sign'],
  ['document separator is expected', '; a list and keys may not stand side by side, and tabs may not indent'],
  ['deficient indentation', '; close the bracket, or indent its lines'],
  ['indentation of a sequence entry', '; let all keys of an entry begin in the same column'],
  ['tab characters', '; indent by spaces'],
  ['missed comma', '; add it, or put quotes around a text that begins with a sign'],
];

function hintFor(reason: string): string {
  return HINTS.find(([words]) => reason.includes(words))?.[1] ?? '';
}

function readDocument(
  text: string,
  events: readonly Event[],
  start: Place,
  placeOf: (span: Span) => Place,
  report: Report,
): YamlSource | undefined {
  let stopped = false;
  const reader: Reader = {
    text,
    events,
    at: 1,
    spots: new WeakMap(),
    anchors: new Map(),
    aliased: 0,
    fail(rule, reason, span) {
      if (rule === yamlRules.bounded && stopped) return;
      stopped ||= rule === yamlRules.bounded;
      report(rule, reason, placeOf(span));
    },
  };
  const { value } = events.length > 1 ? readNode(reader) : { value: null };
  const isLast = !events.slice(reader.at).some((event) => event.type === EVENT_ID.DOCUMENT);
  if (!isLast) {
    const from = text.indexOf('\n---') + 1;
    const reason = 'Unexpected second document, expected one to a file';
    reader.fail(yamlRules.wellFormed, reason, { from, to: from + 3 });
  }
  if (stopped || !isLast) return undefined;
  const spotsOf = (owner: unknown) =>
    typeof owner === 'object' && owner !== null ? reader.spots.get(owner) : undefined;
  return {
    file: start.file,
    value,
    place(owner, key, part) {
      const span = spanAt(spotsOf(owner), key, part);
      return span ? placeOf(span) : start;
    },
    isCommentedOut(owner, key) {
      const span = spanAt(spotsOf(owner), key, 'key');
      return span !== undefined && /^["']?[ \t]*:[ \t]+#/.test(text.slice(span.to, span.to + 200));
    },
    isCutByComment(owner, key) {
      const span = spanAt(spotsOf(owner), key);
      if (span === undefined || /["'|>*]/.test(text.charAt(span.from))) return false;
      return /^[ \t]+#[\p{L}\p{N}]/u.test(text.slice(span.to, span.to + 200));
    },
    timesGiven(owner, key) {
      const part = partAt(spotsOf(owner), key);
      return part?.twice ? 2 : part ? 1 : 0;
    },
    adopt(copy, original, kept) {
      const spots = spotsOf(original);
      if (spots) reader.spots.set(copy, kept ? { ...spots, parts: keptParts(spots, kept) } : spots);
    },
  };
}

function spanAt(
  spots: Spots | undefined,
  key?: PropertyKey,
  side: 'key' | 'value' = 'value',
): Span | undefined {
  const part = key === undefined ? undefined : partAt(spots, key);
  return part?.[side] ?? part?.value ?? spots?.whole;
}

function partAt(spots: Spots | undefined, key: PropertyKey): Part | undefined {
  if (!Array.isArray(spots?.parts)) return spots?.parts.get(String(key));
  const value = spots.parts[Number(key)];
  return value && { value };
}

function keptParts(spots: Spots, kept: number[]): Span[] {
  return kept.map((index) => partAt(spots, index)?.value ?? spots.whole);
}

/** The node that begins at the reader's place, which then is behind it. Keys are the text that was written. */
function readNode(reader: Reader, isKey = false): Read {
  const event = reader.events[reader.at++];
  if (!event || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP)
    return { value: null, size: 1, from: -1, to: -1 };
  if (event.type === EVENT_ID.ALIAS) return readAlias(event, reader);
  const anchor = reader.text.slice(event.anchorStart, event.anchorEnd);
  if (anchor !== '') reader.anchors.set(anchor, undefined);
  const read =
    event.type === EVENT_ID.MAPPING
      ? readMap(event, reader)
      : event.type === EVENT_ID.SEQUENCE
        ? readList(event, reader)
        : readScalar(event, reader, isKey);
  if (anchor !== '') reader.anchors.set(anchor, read);
  return read;
}

/** An alias is the very object of its anchor: nothing is copied, and what it would add is counted. */
function readAlias(
  { anchorStart, anchorEnd }: { anchorStart: number; anchorEnd: number },
  reader: Reader,
): Read {
  const name = reader.text.slice(anchorStart, anchorEnd);
  const span = { from: anchorStart - 1, to: anchorEnd };
  const target = reader.anchors.get(name);
  if (!target) {
    reader.fail(
      yamlRules.wellFormed,
      `Unexpected alias \`*${name}\`, expected an anchor \`&${name}\` that ends before it`,
      span,
    );
    return { value: null, size: 1, ...span };
  }
  reader.aliased += target.size;
  if (reader.aliased > MAX_ALIASED_NODES)
    reader.fail(
      yamlRules.bounded,
      `Unexpected number of aliases, expected at most ${MAX_ALIASED_NODES} values through them; write them out`,
      span,
    );
  return { value: target.value, size: target.size, ...span };
}

function isOpen({ events, at }: Reader): boolean {
  const event = events[at];
  return event !== undefined && event.type !== EVENT_ID.POP;
}

/** Past the end of a list or map, which ends with its last part, or with its bracket. Gives the end's offset. */
function close(reader: Reader, from: number, last: Span | undefined, bracket: string | undefined): number {
  reader.at++;
  const end = Math.max(from, last?.to ?? 0);
  return bracket ? Math.max(end, reader.text.indexOf(bracket, end) + 1) : end;
}

/** Ancestor of maps: nothing is inherited, as from `null`, which would make of each map a slow hash table. */
const NO_KEYS: object = Object.freeze(Object.create(null));

function readMap({ start: from, style }: MappingEvent, reader: Reader): Read {
  const value: Record<string, unknown> = Object.create(NO_KEYS);
  const parts = new Map<string, Part>();
  let size = 1;
  let last: Span | undefined;
  while (isOpen(reader)) {
    const key = readKey(reader);
    const item = readNode(reader);
    size += item.size;
    const twice = parts.has(key.value);
    if (twice)
      reader.fail(
        yamlRules.keyUnique,
        `Unexpected second \`${key.value}\`, expected each key once; neither value is used`,
        key,
      );
    value[key.value] = twice ? null : item.value;
    last = item.from < 0 ? key : item;
    parts.set(key.value, { key, value: last, twice });
  }
  const to = close(reader, from, last, style === COLLECTION_STYLE.FLOW ? '}' : undefined);
  const read = { value, size, from, to };
  reader.spots.set(value, { whole: read, parts });
  return read;
}

function readList({ start: from, style }: SequenceEvent, reader: Reader): Read {
  const value: unknown[] = [];
  const parts: Span[] = [];
  let size = 1;
  while (isOpen(reader)) {
    const item = readNode(reader);
    size += item.size;
    parts.push(item.from < 0 ? { from, to: from } : item);
    value.push(item.value);
  }
  const to = close(reader, from, parts.at(-1), style === COLLECTION_STYLE.FLOW ? ']' : undefined);
  const read = { value, size, from, to };
  reader.spots.set(value, { whole: read, parts });
  return read;
}

/** Keys as written, so that `2026-10-06` and `1.0` stay themselves; a list or map as key is its text. */
function readKey(reader: Reader): Read & { value: string } {
  const read = readNode(reader, true);
  const from = Math.max(0, read.from);
  const to = Math.max(0, read.to);
  const value = typeof read.value === 'string' ? read.value : reader.text.slice(from, to);
  return { value, size: read.size, from, to };
}

/** What plain text may stand for: YAML's core schema, in its order. */
const PLAIN_TAGS = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];
/** None of them begins otherwise. */
const MAYBE_PLAIN = /^(?:[-+.\d~]|[nft]|$)/i;

/** A tag such as `!!str` or `!!timestamp` lets a value count as the text that was written. */
function readScalar(event: ScalarEvent, reader: Reader, isKey: boolean): Read {
  const text = withoutControls(getScalarValue(reader.text, event));
  const isPlain = event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0 && !isKey;
  const { from, to } = spanOf(event, reader.text);
  return { value: isPlain ? plainValue(text) : text, size: 1, from, to };
}

function plainValue(text: string): unknown {
  if (!MAYBE_PLAIN.test(text)) return text;
  for (const tag of PLAIN_TAGS) {
    const value: unknown = tag.resolve(text, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}

/** With its quotes, or from the sign of a block; nowhere for a value left empty. */
function spanOf({ style, valueStart: from, valueEnd: to }: ScalarEvent, text: string): Span {
  if (from < 0) return { from: -1, to: -1 };
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED)
    return { from: from - 1, to: to + 1 };
  if (style === SCALAR_STYLE.PLAIN) return { from, to };
  const sign = Math.max(text.lastIndexOf('|', from - 1), text.lastIndexOf('>', from - 1));
  return { from: sign < 0 ? from : sign, to };
}

function megabytes(characters: number): string {
  return `${Math.ceil(characters / 1_000_000)} MB`;
}
