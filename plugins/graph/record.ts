// The records of the compass and the typed links between them: plain data, JSON in a test. Knows no feature.
// Users read about them in content/docs/graph.md.
import type { Place } from '../message.ts';

/** Who may read: public < team < private. */
export const AUDIENCES = ['public', 'team', 'private'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Unknown words are the strictest level: what is unclear is withheld. */
export function normalizeAudience(value: unknown): Audience {
  return AUDIENCES.find((level) => level === value) ?? 'private';
}

/** The stricter of all; `public` for none. */
export function strictest(...levels: Audience[]): Audience {
  return levels.reduce((a, b) => (AUDIENCES.indexOf(a) >= AUDIENCES.indexOf(b) ? a : b), 'public');
}

/** May a reader of a build for `reader` see what is meant for `level`? */
export function maySee(reader: Audience, level: Audience): boolean {
  return AUDIENCES.indexOf(level) <= AUDIENCES.indexOf(reader);
}

export const KINDS = [
  'page',
  'person',
  'step',
  'objective',
  'measure',
  'action',
  'meeting',
  'decision',
] as const;
export type Kind = (typeof KINDS)[number];

/** `objective:quota`: how records name each other. */
export type Key = `${Kind}:${string}`;

export function keyOf(kind: Kind, id: string): Key {
  return `${kind}:${id}`;
}

export function kindOf(key: Key): Kind {
  return key.slice(0, key.indexOf(':')) as Kind;
}

export interface CompassRecord {
  kind: Kind;
  /** ASCII, unique within its kind. */
  id: string;
  /** Plain text, already redacted for the audience. */
  title: string;
  place: Place;
  audience: Audience;
  /** What the export and the previews say about it: short plain values (`status`, `score`, `date`, `due` …). */
  facts: Record<string, string | number | boolean | null | string[]>;
}

/** Each is read from → to; the inverse name is for lists at the other end. */
export const LINK_TYPES = {
  turns: 'turned by', // objective → step
  'owned by': 'owns', // objective, action → person
  'measured by': 'measures', // objective → measure
  'discussed in': 'discusses', // objective → meeting
  'given in': 'gave', // action → meeting
  'seen in': 'named', // action → later meeting of the series
  serves: 'served by', // action → objective
  'made in': 'made', // decision → meeting
  'made by': 'decided', // decision → person
  concerns: 'concerned by', // decision → objective
  supersedes: 'superseded by', // decision → decision
  attended: 'attended by', // person → meeting
  mentions: 'mentioned in', // page, meeting → anything
} as const;
export type LinkType = keyof typeof LINK_TYPES;

export interface RecordLink {
  type: LinkType;
  from: Key;
  to: Key;
  /** Where it is said, and the sentence that says it (plain text, redacted). */
  place?: Place;
  sentence?: string;
}

/** What a feature hands to the graph. */
export interface Records {
  records: CompassRecord[];
  links: RecordLink[];
}

const PREFIXES: Partial<Record<Kind, string>> = { objective: 'obj-', page: 'page-', step: '' };

/** The label that other pages link to: `obj-quota`, `wheel-access`, `meeting-one-on-one-2026-10-06`. ASCII. */
export function labelOf(key: Key): string {
  const kind = kindOf(key);
  const label = `${PREFIXES[kind] ?? `${kind}-`}${key.slice(kind.length + 1)}`;
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(label)) return label;
  return label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
