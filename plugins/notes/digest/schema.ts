// The shape of a digest as JSON, version 1: a contract, published as JSON Schema.
import * as z from 'zod/mini';
import { AUDIENCES } from '../../graph/record.ts';

const line = { line: z.int(), offset: z.optional(z.int()) };
const date = z.string().check(z.regex(/^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/));
const audience = z.enum(AUDIENCES);
/** Ids become addresses: letters, digits, dots, hyphens and slashes. */
const id = z.string().check(z.regex(/^[\w./-]{1,200}$/));

const meetingSchema = z.strictObject({
  id,
  date,
  title: z.nullable(z.string()),
  ...line,
  file: z.optional(z.string()),
  people: z.array(z.string()),
  topics: z.array(z.strictObject({ text: z.string(), ...line, depth: z.int() })),
  actions: z.array(id),
  decisions: z.array(id),
  questions: z.array(z.strictObject({ text: z.string(), ...line, answered: z.boolean() })),
  links: z.array(z.strictObject({ url: z.string(), text: z.string(), ...line })),
  withheld: z.int(),
});

const actionSchema = z.strictObject({
  id,
  text: z.string(),
  owners: z.array(z.string()),
  state: z.enum(['open', 'done', 'dropped']),
  kind: z.enum(['marked', 'listed', 'implied']),
  topic: z.nullable(z.string()),
  given: date,
  seen: z.array(date),
  quiet: z.boolean(),
  due: z.nullable(date),
  ageDays: z.int(),
  ageMeetings: z.int(),
  maybeSame: z.array(id),
  file: z.string(),
  ...line,
  audience,
});

const decisionSchema = z.strictObject({
  id,
  text: z.string(),
  topic: z.nullable(z.string()),
  date,
  by: z.array(z.string()),
  state: z.enum(['standing', 'superseded']),
  supersedes: z.nullable(id),
  supersededBy: z.nullable(id),
  file: z.string(),
  ...line,
  audience,
});

/** The published schema of a digest, version 1. */
export const digestSchema = z.strictObject({
  $schema: z.optional(z.string()),
  version: z.literal(1),
  asOf: date,
  audience,
  series: z.array(
    z.strictObject({
      file: z.string(),
      title: z.string(),
      preamble: z.nullable(z.strictObject({ from: z.int(), to: z.int() })),
      meetings: z.array(meetingSchema),
      unread: z.array(
        z.strictObject({
          ...line,
          file: z.optional(z.string()),
          text: z.nullable(z.string()),
          why: z.string(),
        }),
      ),
      lines: z.int(),
    }),
  ),
  actions: z.array(actionSchema),
  decisions: z.array(decisionSchema),
});

export type Digest = z.infer<typeof digestSchema>;

/** The published JSON Schema of `compass digest --json`, draft 2020-12. */
export function digestJsonSchema(): Record<string, unknown> {
  return {
    $id: 'digest.v1.schema.json',
    title: 'compass digest --json',
    description: 'Meetings, actions and decisions of one or more series of notes, for one audience.',
    ...z.toJSONSchema(digestSchema),
  };
}
