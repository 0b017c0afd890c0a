// The body of `{causal-loop}` to a diagram: one link or one loop name a line. Every mistake is reported with
// its line and column; what can be understood is kept. Users read about it in content/docs/causal-loop.md.
import { didYouMean, type Place, type Report, type Rule } from '../message.ts';
import type { Diagram, Link, Polarity } from './model.ts';
import { loopsRules } from './rules.ts';

const ARROW = /(?:-{1,4}|={1,3}|[–—])>|[→⟶⇒]/u;
/** A list is how wheels are written. */
const BULLET = /^[-*+] +/u;
const COLON = /[:：]/u;
const SIGNS: Record<string, Polarity> = { '+': '+', '＋': '+', '-': '-', '−': '-', '–': '-', '－': '-' };
const QUOTE = /["“”„「]/u;
/** What may follow the sign, its white space collapsed. */
const DETAIL = /^(?:delayed|delay)? ?(?:["“”„「](.*)["“”」])?$/u;

/** A piece of a line, so that messages can point at it. */
interface Piece {
  text: string;
  line: number;
  column: number;
}

interface Draft extends Diagram {
  diagram: Diagram;
  file: string;
  report: Report;
  /** Index by normalised name. */
  known: Map<string, number>;
  /** Links by their ends. */
  joined: Map<string, Link>;
  /** Loop lines, read after all links, when every variable is known. */
  nameLines: { name: Piece; members: Piece; line: Piece }[];
}

/**
 * `line` is that of the body's first line. Empty lines and comments (`%`, html) are skipped. A link that cannot be
 * understood is reported and left out; its variables are not made.
 */
export function parseDiagram(body: string, file: string, line: number, report: Report): Diagram {
  const found: Diagram = { variables: [], links: [], names: [] };
  const draft: Draft = {
    ...found,
    diagram: found,
    file,
    report,
    known: new Map(),
    joined: new Map(),
    nameLines: [],
  };
  for (const [index, source] of withoutComments(body)
    .split(/\r\n?|\n/u)
    .entries()) {
    const piece = withoutBullet(trimmed({ text: source, line: line + index, column: 1 }));
    if (piece.text && !piece.text.startsWith('%')) parseLine(piece, draft);
  }
  for (const { name, members, line: whole } of draft.nameLines) parseMembers(name, members, whole, draft);
  if (found.links.length === 0 && !found.unread)
    report(
      loopsRules.notEmpty,
      'Unexpected diagram without a link, expected at least one, such as `members --> revenue: +`',
      { file, line, column: 1 },
    );
  return found;
}

/** Html comments become blanks, so that columns stay; one that stays open goes on to the end. */
function withoutComments(body: string): string {
  return body.replaceAll(/<!--.*?(?:-->|(?!.))/gsu, (comment) => comment.replaceAll(/[^\r\n]/gu, ' '));
}

function withoutBullet(line: Piece): Piece {
  const bullet = BULLET.exec(line.text)?.[0].length ?? 0;
  return part(line, line.text.slice(bullet), bullet);
}

/** A line without its link: what seems to be missing elsewhere may follow from that. */
function reportUnread(rule: Rule, reason: string, place: Place, draft: Draft): void {
  draft.diagram.unread = true;
  draft.report(rule, reason, place);
}

function parseLine(line: Piece, draft: Draft): void {
  const arrow = line.text.search(ARROW);
  const colon = line.text.search(COLON);
  if (/^loop\s/iu.test(line.text) && colon > 0 && (arrow < 0 || colon < arrow)) {
    const name = trimmed(part(line, line.text.slice(4, colon), 4));
    const members = trimmed(part(line, line.text.slice(colon + 1), colon + 1));
    draft.nameLines.push({ name, members, line });
  } else if (arrow >= 0) parseLink(line, arrow, draft);
  else
    reportUnread(
      loopsRules.lineKnown,
      `Unexpected line ${quote(line.text)}, expected a link such as \`members --> revenue: +\` or a name such as \`loop Growth: members, revenue\`${/^(?:#|\/\/)/u.test(line.text) ? '; a comment begins with `%`' : ''}`,
      placeOf(line, draft),
      draft,
    );
}

function parseLink(line: Piece, arrow: number, draft: Draft): void {
  const from = trimmed(part(line, line.text.slice(0, arrow), 0));
  const start = arrow + (ARROW.exec(line.text)?.[0].length ?? 0);
  const rest = part(line, line.text.slice(start), start);
  const colon = lastColon(rest.text);
  const to = trimmed(part(rest, rest.text.slice(0, colon), 0));
  const detail = trimmed(part(rest, rest.text.slice(colon + 1), colon + 1));
  if (!from.text || !to.text) reportEnd(line, from, draft);
  else if (ARROW.test(to.text)) reportChain(to, draft);
  else if (nameKey(from.text) === nameKey(to.text)) reportSelf(from, to, draft);
  else {
    const read = parseDetail(detail, to, line, draft);
    if (!read) return;
    addLink(
      { from: variable(from, draft), to: variable(to, draft), ...read, place: placeOf(line, draft) },
      draft,
    );
  }
}

/** Where the second variable ends: at the last colon in front of the note, so that a name may hold one. */
function lastColon(text: string): number {
  const note = text.search(QUOTE);
  const head = note < 0 ? text : text.slice(0, note);
  const found = Math.max(head.lastIndexOf(':'), head.lastIndexOf('：'));
  return found < 0 ? text.length : found;
}

/** Sign, delay and note; undefined (and reported) when the sign is missing or not one. */
function parseDetail(
  detail: Piece,
  to: Piece,
  line: Piece,
  draft: Draft,
): Pick<Link, 'polarity' | 'delayed' | 'note'> | undefined {
  const sign = detail.text.slice(0, 1);
  const polarity = Object.hasOwn(SIGNS, sign) ? SIGNS[sign] : undefined;
  if (!polarity) {
    const found = sign ? `polarity ${quote(detail.text)}` : `link to ${quote(to.text)} without polarity`;
    reportUnread(
      loopsRules.polarityKnown,
      `Unexpected ${found}, expected \`+\` (both move the same way) or \`-\` (opposite ways) after a colon`,
      placeOf(sign ? detail : line, draft),
      draft,
    );
    return undefined;
  }
  const rest = detail.text.slice(1).replaceAll(/\s+/gu, ' ').trim();
  const match = DETAIL.exec(rest);
  if (!match) reportDetail(part(detail, detail.text.slice(1), 1), draft);
  const note = match?.[1]?.trim();
  return { polarity, delayed: match !== null && rest.startsWith('delay'), ...(note ? { note } : {}) };
}

function addLink(link: Link, draft: Draft): void {
  const ends = `${link.from}>${link.to}`;
  const first = draft.joined.get(ends);
  if (!first) {
    draft.joined.set(ends, link);
    draft.links.push(link);
    return;
  }
  const [from, to] = [draft.variables[link.from]?.name ?? '', draft.variables[link.to]?.name ?? ''];
  draft.report(
    loopsRules.linkUnique,
    `Unexpected second link from ${quote(from)} to ${quote(to)}, expected one; delete one (first at ${first.place.line}:${first.place.column})`,
    link.place,
  );
}

function parseMembers(name: Piece, members: Piece, line: Piece, draft: Draft): void {
  const ordered = ARROW.test(members.text);
  const pieces = splitPieces(members, ordered ? new RegExp(ARROW, 'gu') : /[,，、;；،؛]/gu);
  if (ordered && pieces.length > 1 && nameKey(pieces[0]?.text ?? '') === nameKey(pieces.at(-1)?.text ?? ''))
    pieces.pop();
  const unknown = pieces.filter((piece) => !draft.known.has(nameKey(piece.text)));
  if (!draft.diagram.unread) for (const piece of unknown) reportMember(piece, name, draft);
  if (unknown.length > 0) return;
  const indices = pieces.map((piece) => draft.known.get(nameKey(piece.text)) ?? 0);
  const twice = pieces.find((_, index) => indices.indexOf(indices[index] ?? 0) !== index);
  if (indices.length < 2 || twice) reportMembers(name, twice, line, draft);
  else draft.names.push({ name: name.text, members: indices, ordered, place: placeOf(line, draft) });
}

function variable(piece: Piece, draft: Draft): number {
  const key = nameKey(piece.text);
  const known = draft.known.get(key);
  if (known !== undefined) return known;
  draft.known.set(key, draft.variables.length);
  return (
    draft.variables.push({ name: piece.text.replaceAll(/\s+/gu, ' '), place: placeOf(piece, draft) }) - 1
  );
}

/** Names are compared without regard to letter case, composed accents and the width of spaces. */
function nameKey(name: string): string {
  return name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
}

function reportEnd(line: Piece, from: Piece, draft: Draft): void {
  const side = from.text ? 'after' : 'before';
  reportUnread(
    loopsRules.lineKnown,
    `Unexpected arrow with nothing ${side} it, expected a variable on both sides, such as \`members --> revenue: +\``,
    placeOf(line, draft),
    draft,
  );
}

function reportChain(to: Piece, draft: Draft): void {
  reportUnread(
    loopsRules.lineKnown,
    'Unexpected second arrow, expected one link a line; repeat the variable on a line of its own',
    placeOf(to, draft),
    draft,
  );
}

function reportSelf(from: Piece, to: Piece, draft: Draft): void {
  draft.report(
    loopsRules.ends,
    `Unexpected link from ${quote(from.text)} to itself, expected two variables; name the variable in between`,
    placeOf(to, draft),
  );
}

function reportDetail(rest: Piece, draft: Draft): void {
  const piece = trimmed(rest);
  const word = /^[^\s"“]+/u.exec(piece.text)?.[0] ?? '';
  draft.report(
    loopsRules.detailKnown,
    `Unexpected ${quote(piece.text)} after the sign, expected \`delayed\`, a note in double quotes, or both${didYouMean(word, ['delayed'])}`,
    placeOf(piece, draft),
  );
}

function reportMember(piece: Piece, name: Piece, draft: Draft): void {
  draft.report(
    loopsRules.membersKnown,
    `Unexpected ${piece.text ? `member ${quote(piece.text)}` : 'empty member'} of loop ${quote(name.text)}, expected variables of the links${didYouMean(
      piece.text,
      draft.variables.map((known) => known.name),
    )}`,
    placeOf(piece.text ? piece : name, draft),
  );
}

function reportMembers(name: Piece, twice: Piece | undefined, line: Piece, draft: Draft): void {
  const found = twice ? `member ${quote(twice.text)} twice in` : 'single member of';
  draft.report(
    loopsRules.membersKnown,
    `Unexpected ${found} loop ${quote(name.text)}, expected two or more variables, each once`,
    placeOf(twice ?? line, draft),
  );
}

function part(whole: Piece, text: string, at: number): Piece {
  return { text, line: whole.line, column: whole.column + at };
}

function trimmed(piece: Piece): Piece {
  const text = piece.text.trim();
  return { text, line: piece.line, column: piece.column + (text ? piece.text.indexOf(text) : 0) };
}

function splitPieces(piece: Piece, separator: RegExp): Piece[] {
  let start = 0;
  const pieces = [...piece.text.matchAll(separator)].map((match) => {
    const found = trimmed(part(piece, piece.text.slice(start, match.index), start));
    start = match.index + match[0].length;
    return found;
  });
  return [...pieces, trimmed(part(piece, piece.text.slice(start), start))];
}

function placeOf(piece: Piece, draft: Draft): Place {
  const { line, column } = piece;
  return { file: draft.file, line, column, endLine: line, endColumn: column + piece.text.length };
}

/** In backticks, cut to a length that a message can bear. */
function quote(text: string): string {
  return `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;
}
