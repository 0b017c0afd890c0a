// The one description of an objectives file: it validates, it types, and `objectivesJsonSchema` publishes it, so that
// editors complete and check while typing. Users read about it in content/docs/write-objectives.md.
import * as z from 'zod/mini';
import { AUDIENCES } from '../graph/record.ts';
import { didYouMean, listWords } from '../message.ts';
import { STATUSES_BY_HAND } from './model.ts';
import { PERIOD_EXAMPLES, PERIOD_PATTERN } from './period.ts';

/** A union's own words for what is neither; where keys and values stand, its parts say more. */
function unlessKeys(expected: string): { error: (issue: { input?: unknown }) => string | undefined } {
  return { error: ({ input }) => (typeof input === 'object' && input !== null ? undefined : expected) };
}

const text = z.string();
const number = z.number('expected a number');
const day = z.iso.date('expected a day such as `2026-10-06`');
const id = z
  .string('expected an id of letters, digits and hyphens, such as `quota-hubs`')
  .check(
    z.regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
      'expected an id of letters, digits and hyphens, such as `quota-hubs`',
    ),
  );
const words = z.union([text, z.array(text)], 'expected text or a list of texts');
const audience = z.enum(AUDIENCES);

const PERIOD = `expected a period such as ${PERIOD_EXAMPLES}`;
const period = z.union(
  [
    z.string().check(z.regex(PERIOD_PATTERN, PERIOD)),
    z.int().check(z.minimum(1000, PERIOD), z.maximum(9999, PERIOD)),
    z.strictObject({ from: day, to: day, title: z.optional(text) }),
  ],
  unlessKeys(PERIOD),
);

const CHECKIN = 'expected a number or `{value: 9, confidence: 0.7, note: …}`';
const checkin = z.union(
  [
    number,
    z.strictObject({
      value: number,
      confidence: z.optional(z.number('expected a number from 0 to 1').check(z.minimum(0), z.maximum(1))),
      note: z.optional(text),
    }),
  ],
  unlessKeys(CHECKIN),
);
const checkins = z.record(day, checkin, 'expected check-ins by day, such as `2026-10-06: 5`');

const MOVED = 'expected a number, or the days it was moved: `{2026-10-01: 30, 2026-11-01: 20}`';
const moved = z.union([number, z.record(day, number, MOVED)], unlessKeys(MOVED));

const THRESHOLD = 'expected a threshold such as `">0.8"` or `"<= 20"`';
const threshold = z
  .string(THRESHOLD)
  .check(z.regex(/^\s*(>=|<=|≥|≤|>|<)\s*-?\d+(\.\d+)?\s*%?\s*$/, THRESHOLD));

const byHand = z.enum(STATUSES_BY_HAND);
const STATUS = `expected ${listWords(STATUSES_BY_HAND)}`;
const status = z.union([byHand, z.record(day, byHand)], {
  error: ({ input }) =>
    typeof input === 'string' ? STATUS + didYouMean(input, STATUSES_BY_HAND) : undefined,
});

const common = {
  name: text,
  unit: z.optional(text),
  checkins: z.optional(checkins),
  /** A CSV file with the columns date, value and perhaps confidence and note; from the folder of this file. */
  data: z.optional(text),
};

const measure = z.strictObject({
  id: z.optional(id),
  ...common,
  baseline: z.optional(moved),
  target: z.optional(moved),
  status: z.optional(status),
});

const action = z.strictObject({
  id: z.optional(id),
  text,
  owner: z.optional(words),
  due: z.optional(day),
  done: z.optional(z.union([z.boolean(), day], 'expected the day it was done, or `true`')),
});

const learning = z.union([z.strictObject({ date: z.optional(day), text }), text]);

const objective = z.strictObject({
  id,
  title: text,
  why: z.optional(text),
  owner: z.optional(text),
  turns: z.optional(words),
  page: z.optional(text),
  status: z.optional(status),
  audience: z.optional(audience),
  measures: z.optional(z.array(measure)),
  actions: z.optional(z.array(action)),
  learnings: z.optional(z.array(learning)),
});

const kpi = z.strictObject({
  id: z.optional(id),
  ...common,
  why: z.optional(text),
  owner: z.optional(text),
  baseline: z.optional(moved),
  target: z.optional(z.union([threshold, z.record(day, threshold, THRESHOLD)], unlessKeys(THRESHOLD))),
  audience: z.optional(audience),
});

export const objectivesSchema = z.strictObject({
  period: z.optional(period),
  /** Whose they are, where several teams plan in one compass. */
  team: z.optional(text),
  audience: z.optional(audience),
  /** A CSV file with the columns measure, date, value and perhaps confidence and note. */
  data: z.optional(text),
  objectives: z.optional(z.array(objective)),
  kpis: z.optional(z.array(kpi)),
});

export type ObjectivesData = z.infer<typeof objectivesSchema>;
export type ObjectiveData = z.infer<typeof objective>;
export type MeasureData = z.infer<typeof measure>;
export type KpiData = z.infer<typeof kpi>;
export type ActionData = z.infer<typeof action>;
export type LearningData = z.infer<typeof learning>;
export type CheckinsData = z.infer<typeof checkins>;

/** The JSON Schema of an objectives file (draft 2020-12). */
export function objectivesJsonSchema(): Record<string, unknown> {
  return { title: 'Objectives of a team compass', ...z.toJSONSchema(objectivesSchema, { io: 'input' }) };
}
