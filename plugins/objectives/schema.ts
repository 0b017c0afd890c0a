// The one description of an objectives file: it validates, it types, and `objectivesJsonSchema` publishes it, so that
// editors complete and check while typing. Users read about it in content/docs/write-objectives.md.
import * as z from 'zod/mini';
import { isInside } from '../config/schema.ts';
import { decodePath } from '../graph/page.ts';
import { AUDIENCES } from '../graph/record.ts';
import { didYouMean, listWords } from '../message.ts';
import { slug } from './id.ts';
import { STATUSES_BY_HAND } from './model.ts';
import { PERIOD_EXAMPLES, PERIOD_PATTERN } from './period.ts';

/** What the messages say was expected; parse.ts tells the rule by it. */
export const EXPECTED = {
  day: 'expected a day such as `2026-10-06`',
  days: 'expected check-ins by day, such as `2026-10-06: 5`',
  period: `expected a period such as ${PERIOD_EXAMPLES}`,
  status: `expected ${listWords(STATUSES_BY_HAND)}`,
  id: 'expected an id of letters, digits and hyphens, such as `quota-hubs`',
  done: 'expected a day such as `2026-10-06`, or `true`',
  checkin: 'expected a number or `{value: 9, confidence: 0.7, note: …}`',
  moved: 'expected a number, or the days it was moved: `{2026-10-01: 30, 2026-11-01: 20}`',
  threshold: 'expected a threshold such as `">0.8"` or `"<= 20"`',
} as const;

/** A union's own words for what is neither; where keys and values stand, its parts say more. */
function unlessKeys(expected: string, hint: (input: unknown) => string = () => '') {
  return {
    error: ({ input }: { input?: unknown }) =>
      typeof input === 'object' && input !== null ? undefined : expected + hint(input),
  };
}

/** How to write a number that stands in quotes, with a unit or with commas. */
function numberHint(input: unknown): string {
  const match =
    typeof input === 'string' ? /^(-?\d[\d, ]*(?:\.\d+)?) *([^\s\d]\S*)?$/.exec(input.trim()) : null;
  if (!match) return '';
  const plain = match[1]!.replaceAll(/[, ]/g, '');
  return match[2]
    ? `; write \`${plain}\`, with \`unit: "${match[2]}"\``
    : `; write \`${plain}\` without quotes`;
}

/** A number alone does not say on which side of it is well. */
function thresholdHint(input: unknown): string {
  return typeof input === 'number' ? `; write \`">=${input}"\` or \`"<=${input}"\`` : '';
}

/** The same words as an id. */
function idHint(input: unknown): string {
  return typeof input === 'string' && /[A-Za-z0-9]/.test(input) ? `; write \`${slug(input)}\`` : '';
}

const text = z.string();
const number = z.number({ error: ({ input }) => `expected a number${numberHint(input)}` });
const day = z.iso.date(EXPECTED.day);
const id = z
  .string(EXPECTED.id)
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: ({ input }) => EXPECTED.id + idHint(input) }));
const words = z.union([text, z.array(text)], unlessKeys('expected text or a list of texts'));
const audience = z.enum(AUDIENCES);

/** mystmd copies whatever file a link leads to, also from outside. */
const page = text.check(
  z.refine(staysInside, {
    error: 'expected a page of this project, such as `content/strategy.md#platform`, or an `https` address',
  }),
);

function staysInside(url: string): boolean {
  const path = url.split('#', 1)[0]!;
  return /^(?:https?|mailto):|^\/?$/i.test(path) || isInside(decodePath(path).replace(/^\//, ''));
}

const period = z.union(
  [
    z.string().check(z.regex(PERIOD_PATTERN, EXPECTED.period)),
    z.int().check(z.minimum(1000, EXPECTED.period), z.maximum(9999, EXPECTED.period)),
    z.strictObject({ from: day, to: day, title: z.optional(text) }),
  ],
  unlessKeys(EXPECTED.period),
);

const checkin = z.union(
  [
    number,
    z.strictObject({
      value: number,
      confidence: z.optional(z.number('expected a number from 0 to 1').check(z.minimum(0), z.maximum(1))),
      note: z.optional(text),
    }),
  ],
  unlessKeys(EXPECTED.checkin, numberHint),
);
const checkins = z.record(day, checkin, EXPECTED.days);
const moved = z.union(
  [number, z.record(day, number, EXPECTED.moved)],
  unlessKeys(EXPECTED.moved, numberHint),
);
const threshold = z
  .string(EXPECTED.threshold)
  .check(z.regex(/^\s*(>=|<=|≥|≤|>|<)\s*-?\d+(\.\d+)?\s*(%\s*)?$/, EXPECTED.threshold));

const byHand = z.enum(STATUSES_BY_HAND);
const status = z.union(
  [byHand, z.record(day, byHand, EXPECTED.status)],
  unlessKeys(EXPECTED.status, (input) =>
    typeof input === 'string' ? didYouMean(input, STATUSES_BY_HAND) : '',
  ),
);

const common = {
  name: text.check(z.describe('What is counted.')),
  unit: z.optional(text.check(z.describe('Shown once behind the number: `hubs`, `%`.'))),
  checkins: z.optional(
    checkins.check(
      z.describe('What was counted, by day; never change an old one. `{value, confidence, note}` says more.'),
    ),
  ),
  data: z.optional(
    text.check(
      z.describe(
        'A CSV file with the columns `date`, `value` and perhaps `confidence` and `note`, from the folder of this file.',
      ),
    ),
  ),
};

const measure = z.strictObject({
  id: z.optional(id.check(z.describe('For `{measure}` in a sentence, and for CSV files.'))),
  ...common,
  baseline: z.optional(moved.check(z.describe('Where it started; `{day: value}` if it was moved.'))),
  target: z.optional(
    moved.check(
      z.describe(
        'Where it should be at the end of the period; `{day: value}` if it was moved. May be below the baseline.',
      ),
    ),
  ),
  status: z.optional(
    status.check(z.describe('Set by hand, in place of the computed one, from now or by day.')),
  ),
});

const action = z.strictObject({
  id: z.optional(id.check(z.describe('Keeps its links when the text changes.'))),
  text: text.check(z.describe('What is to be done.')),
  owner: z.optional(words.check(z.describe('A person, or several: ids, initials or names.'))),
  due: z.optional(day.check(z.describe('The day it is due.'))),
  done: z.optional(z.union([z.boolean(), z.iso.date(EXPECTED.done)], EXPECTED.done)),
});

const learning = z.union([z.strictObject({ date: z.optional(day), text }), text]);

const objective = z.strictObject({
  id: id.check(z.describe('For links: `#quota`. Unique over all files.')),
  title: text.check(z.describe('One sentence: what will be true.')),
  why: z.optional(text.check(z.describe('Why it matters, in a sentence.'))),
  owner: z.optional(text.check(z.describe('A person: id, initials or name.'))),
  turns: z.optional(
    words.check(z.describe('The step of a wheel that it turns, or several: `wheel-access`.')),
  ),
  page: z.optional(page.check(z.describe('The page that tells more: `content/strategy.md#platform`.'))),
  status: z.optional(
    status.check(z.describe('Set by hand, in place of the computed one, from now or by day: `dropped`.')),
  ),
  audience: z.optional(
    audience.check(z.describe('Who may see it, with its measures, actions and learnings. Default `public`.')),
  ),
  measures: z.optional(z.array(measure).check(z.describe('How one knows how far it is.'))),
  actions: z.optional(
    z
      .array(action)
      .check(z.describe('What is being done for it; actions of the notes that name it join them.')),
  ),
  learnings: z.optional(z.array(learning).check(z.describe('What was learnt, best with its day.'))),
});

const kpi = z.strictObject({
  id: z.optional(id.check(z.describe('For `{measure}` in a sentence, and for CSV files.'))),
  ...common,
  why: z.optional(text.check(z.describe('Why it matters, in a sentence.'))),
  owner: z.optional(text.check(z.describe('A person: id, initials or name.'))),
  baseline: z.optional(moved.check(z.describe('Where it started.'))),
  target: z.optional(
    z
      .union(
        [threshold, z.record(day, threshold, EXPECTED.threshold)],
        unlessKeys(EXPECTED.threshold, thresholdHint),
      )
      .check(z.describe('The line not to cross: `">0.8"`, `"<= 20"`.')),
  ),
  audience: z.optional(audience.check(z.describe('Who may see it. Default `public`.'))),
});

export const objectivesSchema = z.strictObject({
  period: z.optional(
    period.check(z.describe('`2026-Q4`, `2026-H2`, `2026-10`, `2026`, or the first and last day.')),
  ),
  team: z.optional(text.check(z.describe('Whose they are, where several teams plan in one compass.'))),
  audience: z.optional(
    audience.check(z.describe('Who may see all that stands in this file. Default `public`.')),
  ),
  data: z.optional(
    text.check(
      z.describe(
        'A CSV file with the columns `measure`, `date`, `value` and perhaps `confidence` and `note`.',
      ),
    ),
  ),
  objectives: z.optional(z.array(objective).check(z.describe('A few, each with a measure.'))),
  kpis: z.optional(
    z.array(kpi).check(z.describe('Numbers with a line not to cross, in place of a target to reach.')),
  ),
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
  return {
    $id: 'objectives.v1.schema.json',
    title: 'objectives/*.yml',
    description: 'One period of objectives, in a file or in the body of `{objectives}`.',
    ...z.toJSONSchema(objectivesSchema, { io: 'input' }),
  };
}
