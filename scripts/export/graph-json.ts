// The graph as `compass.json`, versioned, and its JSON Schema. In: records with addresses; out: plain data, sorted,
// so that it differs only where the sources did. Users read content/docs/graph.md.
import * as z from 'zod/mini';
import {
  AUDIENCES,
  type CompassRecord,
  KINDS,
  keyOf,
  LINK_TYPES,
  type RecordLink,
} from '../../plugins/graph/record.ts';
import type { SiteGraph } from '../graph.ts';

const placeSchema = z.strictObject({
  file: z.string().check(z.describe('Source file, from the project folder.')),
  line: z.int().check(z.describe('Counted from 1.')),
});

const recordSchema = z.strictObject({
  id: z.string().check(z.describe('Unique within its kind.')),
  kind: z.enum(KINDS),
  title: z.string(),
  url: z.nullable(z.string()).check(z.describe('Where the site shows it; null when no page does.')),
  place: placeSchema,
  audience: z.enum(AUDIENCES).check(z.describe('Who may see it.')),
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
    .check(z.describe('What is known of it, by kind: `status`, `score`, `date`, `due` …')),
});

const KEY = z.string().check(z.regex(/^[a-z]+:.+$/), z.describe('Kind and id: `objective:quota`.'));
const TYPES = Object.keys(LINK_TYPES) as [keyof typeof LINK_TYPES, ...(keyof typeof LINK_TYPES)[]];

const linkSchema = z.strictObject({
  type: z.enum(TYPES),
  from: KEY,
  to: KEY,
  place: z.nullable(placeSchema),
  sentence: z.nullable(z.string()).check(z.describe('The sentence that says it.')),
});

export const graphSchema = z.strictObject({
  version: z.literal(1),
  title: z.string(),
  asOf: z.string().check(z.describe('The day that status and ages were computed for.')),
  audience: z.enum(AUDIENCES).check(z.describe('Who may read this file.')),
  records: z.array(recordSchema),
  links: z.array(linkSchema),
});

export type GraphJson = z.output<typeof graphSchema>;

/** The published JSON Schema, draft 2020-12. */
export function graphJsonSchema(): Record<string, unknown> {
  return {
    $id: 'graph.v1.schema.json',
    title: 'compass.json',
    description: 'Every record of a compass and the typed links between them.',
    ...z.toJSONSchema(graphSchema),
  };
}

export interface ExportFacts {
  title: string;
  asOf: string;
  audience: GraphJson['audience'];
  /** Put in front of the urls: '', `/compass` or `https://host/compass`. */
  base: string;
}

export function graphJson(
  { graph, urlOf }: SiteGraph,
  { title, asOf, audience, base }: ExportFacts,
): GraphJson {
  const records = graph.records.map((record) =>
    recordJson(record, urlOf(keyOf(record.kind, record.id)), base),
  );
  const links = graph.links.map(linkJson);
  return {
    version: 1,
    title,
    asOf,
    audience,
    records: records.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compare(a.id, b.id)),
    links: links.sort((a, b) => compare(a.from, b.from) || compare(a.type, b.type) || compare(a.to, b.to)),
  };
}

function recordJson(
  { id, kind, title, place, audience, facts }: CompassRecord,
  url: string | undefined,
  base: string,
): GraphJson['records'][number] {
  const { file, line } = place;
  return {
    id,
    kind,
    title,
    url: url === undefined ? null : `${base}${url}`,
    place: { file, line },
    audience,
    facts,
  };
}

function linkJson({ type, from, to, place, sentence }: RecordLink): GraphJson['links'][number] {
  const at = place === undefined ? null : { file: place.file, line: place.line };
  return { type, from, to, place: at, sentence: sentence ?? null };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
