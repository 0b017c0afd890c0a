// The plain YAML that people write in data files, read ten times faster than by the full parser: keys and values by
// indent, lists, scalars and flow collections on one line. Whatever else the text holds (tabs, anchors, tags, several
// lines in one value, a key twice, any mistake) gives `undefined`, and the full parser reads and reports it.

/** A value with the offsets of its first character and behind its last, and those of its key where it has one. */
export interface PlainSpot {
  value: unknown;
  from: number;
  to: number;
  keyFrom?: number;
  keyTo?: number;
}

/** Told of every object and list with what it holds; list items have their index as key. */
export type NotePlain = (owner: object, whole: PlainSpot, items: Map<string, PlainSpot>) => void;

/** Thrown and caught in here only: the text is not plain. */
class NotPlain extends Error {}

const FOREIGN =
  /[\t\r\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|^(?:---|\.\.\.|%)/m;
/** Keys begin with a letter, digit or underscore and hold no sign that YAML knows. */
const KEY = /[A-Za-z0-9_][\w./-]*(?: +[\w./-]+)*(?= *:(?: |$))/my;
const FLOW_KEY = /[A-Za-z0-9_][\w./-]*(?: +[\w./-]+)*(?= *: )/my;
const COMMENT_OR_END = / *(?: #.*)?$/my;
const MAX_DEPTH = 40;

export function readPlainYaml(text: string, note: NotePlain): PlainSpot | undefined {
  if (FOREIGN.test(text)) return undefined;
  try {
    return new PlainSpoter(text, note).readAll();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

class PlainSpoter {
  readonly text: string;
  readonly note: NotePlain;
  /** Offset of the next content, and how many characters stand before it in its line. */
  at = 0;
  indent = 0;
  depth = 0;

  constructor(text: string, note: NotePlain) {
    this.text = text;
    this.note = note;
  }

  readAll(): PlainSpot {
    this.toContent(0);
    if (this.isEnd()) throw new NotPlain();
    const read = this.readBlock();
    if (!this.isEnd()) throw new NotPlain();
    return read;
  }

  isEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** To the first content at or after the start of a line; blank lines and comments are passed. */
  toContent(lineStart: number): void {
    const { text } = this;
    let start = lineStart;
    while (start < text.length) {
      let at = start;
      while (text.charCodeAt(at) === SPACE) at++;
      const code = text.charCodeAt(at);
      if (at < text.length && code !== NEWLINE && code !== HASH) {
        this.at = at;
        this.indent = at - start;
        return;
      }
      const end = text.indexOf('\n', at);
      start = end === -1 ? text.length : end + 1;
    }
    this.at = text.length;
    this.indent = -1;
  }

  /** Behind a value: nothing but a comment may follow in its line. */
  endLine(from: number): void {
    COMMENT_OR_END.lastIndex = from;
    if (!COMMENT_OR_END.test(this.text)) throw new NotPlain();
    const end = COMMENT_OR_END.lastIndex;
    this.toContent(end + 1);
  }

  isDash(): boolean {
    if (this.text.charCodeAt(this.at) !== DASH) return false;
    const next = this.text.charCodeAt(this.at + 1);
    return next === SPACE || next === NEWLINE || Number.isNaN(next);
  }

  readBlock(): PlainSpot {
    if (++this.depth > MAX_DEPTH) throw new NotPlain();
    const read = this.isDash() ? this.readList() : this.readMap();
    this.depth--;
    return read;
  }

  readList(): PlainSpot {
    const { indent } = this;
    const value: unknown[] = [];
    const whole: PlainSpot = { value, from: this.at, to: this.at };
    const items = new Map<string, PlainSpot>();
    while (this.indent === indent && this.isDash()) {
      const item = this.readItem(indent);
      items.set(String(value.length), item);
      value.push(item.value);
      whole.to = item.to;
    }
    if (this.indent > indent) throw new NotPlain();
    this.note(value, whole, items);
    return whole;
  }

  /** What follows a dash: a value, or a block whose first line stands behind the dash. */
  readItem(indent: number): PlainSpot {
    const dash = this.at;
    let at = dash + 1;
    while (this.text.charCodeAt(at) === SPACE) at++;
    const code = this.text.charCodeAt(at);
    if (Number.isNaN(code) || code === NEWLINE || code === HASH) return this.readBelow(dash + 1, indent);
    this.at = at;
    this.indent = indent + at - dash;
    if (this.isDash() || this.keyEnd() !== undefined) return this.readBlock();
    return this.readValue(at, indent);
  }

  /** The block on the lines below, if it stands further in; else nothing. */
  readBelow(from: number, indent: number, mayBeList = false): PlainSpot {
    this.endLine(from);
    if (this.indent > indent) return this.readBlock();
    if (mayBeList && this.indent === indent && this.isDash()) return this.readBlock();
    return { value: null, from, to: from };
  }

  readMap(): PlainSpot {
    const { indent } = this;
    const value: Record<string, unknown> = Object.create(null);
    const whole: PlainSpot = { value, from: this.at, to: this.at };
    const items = new Map<string, PlainSpot>();
    while (this.indent === indent && !this.isDash()) {
      const from = this.at;
      const end = this.keyEnd();
      if (end === undefined) throw new NotPlain();
      whole.to = this.keep(value, items, from, end, this.readAfterKey(end, indent));
    }
    if (this.indent > indent || (this.indent === indent && this.isDash())) throw new NotPlain();
    this.note(value, whole, items);
    return whole;
  }

  /** Keep a value under its key, which may stand there once; gives the offset behind both. */
  keep(
    owner: Record<string, unknown>,
    items: Map<string, PlainSpot>,
    keyFrom: number,
    keyTo: number,
    item: PlainSpot,
  ): number {
    const key = this.text.slice(keyFrom, keyTo);
    if (items.has(key)) throw new NotPlain();
    item.keyFrom = keyFrom;
    item.keyTo = keyTo;
    owner[key] = item.value;
    items.set(key, item);
    return Math.max(item.to, keyTo);
  }

  /** Behind the key that stands here, when one does. */
  keyEnd(): number | undefined {
    KEY.lastIndex = this.at;
    return KEY.test(this.text) ? KEY.lastIndex : undefined;
  }

  readAfterKey(keyEnd: number, indent: number): PlainSpot {
    let at = this.text.indexOf(':', keyEnd) + 1;
    const colon = at;
    while (this.text.charCodeAt(at) === SPACE) at++;
    const code = this.text.charCodeAt(at);
    if (Number.isNaN(code) || code === NEWLINE || code === HASH) return this.readBelow(colon, indent, true);
    return this.readValue(at, indent);
  }

  /** A value on its line; a line further in behind it would continue it. */
  readValue(at: number, indent: number): PlainSpot {
    const read = this.isFlowStart(at) ? this.readFlow(at) : this.readScalarLine(at);
    this.endLine(read.to);
    if (this.indent > indent) throw new NotPlain();
    return read;
  }

  isFlowStart(at: number): boolean {
    return '{["\''.includes(this.text[at]!);
  }

  /** A plain scalar to the end of the line or to its comment. */
  readScalarLine(at: number): PlainSpot {
    const lineEnd = this.text.indexOf('\n', at);
    const line = this.text.slice(at, lineEnd === -1 ? this.text.length : lineEnd);
    const comment = line.indexOf(' #');
    const words = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
    return { value: plainScalar(words), from: at, to: at + words.length };
  }

  /** A quoted scalar or a collection in brackets, all on one line. */
  readFlow(at: number): PlainSpot {
    const sign = this.text[at];
    if (sign === '"' || sign === "'") return this.readQuoted(at, sign);
    if (++this.depth > MAX_DEPTH) throw new NotPlain();
    const read = sign === '{' ? this.readFlowMap(at) : this.readFlowList(at);
    this.depth--;
    return read;
  }

  readQuoted(at: number, quote: string): PlainSpot {
    const end = this.text.indexOf(quote, at + 1);
    const words = this.text.slice(at + 1, end);
    const isOdd = words.includes('\n') || words.includes('\\') || this.text[end + 1] === quote;
    if (end === -1 || isOdd) throw new NotPlain();
    return { value: words, from: at, to: end + 1 };
  }

  readFlowList(from: number): PlainSpot {
    const value: unknown[] = [];
    const items = new Map<string, PlainSpot>();
    const to = this.readFlowItems(from, ']', (at) => {
      const item = this.readFlowValue(at);
      items.set(String(value.length), item);
      value.push(item.value);
      return item.to;
    });
    const whole: PlainSpot = { value, from, to };
    this.note(value, whole, items);
    return whole;
  }

  readFlowMap(from: number): PlainSpot {
    const value: Record<string, unknown> = Object.create(null);
    const items = new Map<string, PlainSpot>();
    const to = this.readFlowItems(from, '}', (at) => {
      FLOW_KEY.lastIndex = at;
      if (!FLOW_KEY.test(this.text)) throw new NotPlain();
      const end = FLOW_KEY.lastIndex;
      const start = this.skipSpaces(this.text.indexOf(':', end) + 1);
      return this.keep(value, items, at, end, this.readFlowValue(start));
    });
    const whole: PlainSpot = { value, from, to };
    this.note(value, whole, items);
    return whole;
  }

  /** Items parted by commas up to the closing bracket; gives the offset behind it. */
  readFlowItems(from: number, close: string, readOne: (at: number) => number): number {
    let at = this.skipSpaces(from + 1);
    if (this.text[at] === close) return at + 1;
    for (;;) {
      at = this.skipSpaces(readOne(at));
      if (this.text[at] === close) return at + 1;
      if (this.text[at] !== ',') throw new NotPlain();
      at = this.skipSpaces(at + 1);
    }
  }

  skipSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  readFlowValue(at: number): PlainSpot {
    if (this.isFlowStart(at)) return this.readFlow(at);
    let end = at;
    while (end < this.text.length && !FLOW_STOPS.includes(this.text[end]!)) end++;
    const words = this.text.slice(at, end).trimEnd();
    if (words.includes(' #')) throw new NotPlain();
    return { value: plainScalar(words), from: at, to: at + words.length };
  }
}

const SPACE = 32;
const NEWLINE = 10;
const HASH = 35;
const DASH = 45;
const FLOW_STOPS = ',[]{}\n';

/** Signs that make more than a scalar of what they begin; `-` and `?` only before a space. */
const SPECIAL = /^(?:[&*!|>%@`"'#,[\]{}:]|[-?](?: |$))/;
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const ODD_NUMBER = /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?\.inf|\.nan)$/i;

/** As in the core schema of YAML 1.2; octal, hexadecimal and infinite numbers are left to the full parser. */
function plainScalar(words: string): unknown {
  if (words === '' || SPECIAL.test(words) || words.includes(': ') || words.endsWith(':'))
    throw new NotPlain();
  if (!/^[-+.\d~nNtTfF]/.test(words)) return words;
  if (NUMBER.test(words)) return Number(words);
  if (ODD_NUMBER.test(words)) throw new NotPlain();
  if (/^(?:~|null|Null|NULL)$/.test(words)) return null;
  if (/^(?:true|True|TRUE)$/.test(words)) return true;
  if (/^(?:false|False|FALSE)$/.test(words)) return false;
  return words;
}
