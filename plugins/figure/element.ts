// SVG elements, and the text they are printed as. A printer of our own: drawings are a hundred elements of a dozen
// names, drawn on every build and every reload, and what has to be escaped is three characters.

/** Numbers are printed with at most two decimals. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;
/** What is `undefined` is left out. */
type Child = SvgElement | string | undefined;
type Children = Child | readonly Child[];

export interface SvgElement {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

/** Attributes in camel case; `className` is `class`. */
export function s(name: string, attributes: Attributes, ...children: Children[]): SvgElement {
  const [first] = children;
  return { name, attributes, children: children.length === 1 && isList(first) ? first : children.flat() };
}

function isList(children: Children): children is readonly Child[] {
  return Array.isArray(children);
}

/** Without line breaks; text and values escaped, and without the characters that XML forbids. */
export function printElement({ name, attributes, children }: SvgElement): string {
  let head = name;
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined)
      head += ` ${attributeName(key)}="${key === 'd' ? printPath(value) : printValue(value)}"`;
  }
  let content = '';
  for (const child of children) content += printChild(child);
  return content === '' ? `<${head}/>` : `<${head}>${content}</${name}>`;
}

function printChild(child: Child): string {
  if (child === undefined) return '';
  return typeof child === 'string' ? escapeXml(child, /[&<]/g) : printElement(child);
}

/** Names that SVG itself writes in camel case. */
const CAMEL_CASE = new Set(['preserveAspectRatio', 'startOffset', 'viewBox']);
const names = new Map([['className', 'class']]);

function attributeName(key: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = CAMEL_CASE.has(key) ? key : key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  names.set(key, name);
  return name;
}

function printValue(value: string | number): string {
  return typeof value === 'number' ? String(round(value, 2)) : escapeXml(value, /[&<"]/g);
}

/** A minus parts two numbers by itself. */
function printPath(data: string | number): string {
  return printValue(data).replaceAll(/[ ,](?=-)/g, '');
}

/** To one decimal; never `-0`. */
export function round(value: number, digits = 1): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor + 0;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What most texts have nothing of: one look at them is enough. */
const UNSAFE = /[&<"\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;

function escapeXml(text: string, signs: RegExp): string {
  if (!UNSAFE.test(text)) return text;
  return text.replaceAll(FORBIDDEN, '').replaceAll(signs, (sign) => ENTITIES[sign] ?? '');
}
