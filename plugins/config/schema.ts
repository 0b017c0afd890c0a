// The shape of compass.yml, once: it checks the file, completes it in editors (JSON Schema, published as
// dist/schemas/compass.v1.schema.json) and documents it on the generated page content/docs/formats.md.
import * as z from 'zod/mini';
import { AUDIENCES } from '../graph/record.ts';
import { SHOW } from './config.ts';

const described = (text: string) => z.describe(text);

/** An existing day: `2026-11-20`. */
const daySchema = z.string().check(z.refine(isDay, { error: 'expected a day such as `2026-11-20`' }));

const idSchema = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'expected letters a to z, digits, `-`, `.` or `_`'));

const wordSchema = z.string().check(z.regex(/\S/, 'expected text'));

/** A path inside the project: relative, `/` between folders, never above the folder of compass.yml. */
const pathSchema = z
  .string()
  .check(z.refine(isInside, { error: 'expected a path inside the project, such as `content/people.md`' }));

const audienceSchema = z.enum(AUDIENCES);

const personSchema = z.strictObject({
  id: idSchema.check(described('Short name in links: `@ana`. Letters, digits, `-`.')),
  name: wordSchema.check(described('Full name, as shown.')),
  initials: z.optional(
    wordSchema.check(described('As written before a colon or after ACTION in notes: `AR`.')),
  ),
  aliases: z.optional(z.array(wordSchema).check(described('Other names used in the notes: `[Ana]`.'))),
  handle: z.optional(wordSchema.check(described('Account name, without `@`.'))),
  page: z.optional(pathSchema.check(described("The person's own page: `content/people/ana.md`."))),
  audience: z.optional(
    audienceSchema.check(described('Who may see this person and what they own. Default `public`.')),
  ),
});

const notesSchema = z.strictObject({
  path: pathSchema.check(
    described('A notes file, a glob over one file per meeting, or a reviewed digest (`.json`).'),
  ),
  series: wordSchema.check(described('Title of the series: `One-on-one`.')),
  audience: z.optional(
    audienceSchema.check(
      described('Who may see the series. A series without one is `private`, and reported.'),
    ),
  ),
  show: z.optional(
    z
      .array(z.enum(SHOW))
      .check(described('What a public digest shows beyond actions and decisions. Default: nothing more.')),
  ),
});

/** Whole addresses: a list of what may be published is read strictly. */
const PUBLIC =
  /^(?:https?:\/\/[^\s/.@]+(?:\.[^\s/.@]+)+(?:\/\S*)?|(?:mailto:)?[^\s@/:]+@[^\s@/:.]+(?:\.[^\s@/:.]+)+)$/i;

const homesSchema = z.strictObject({
  objectives: z.optional(pathSchema),
  meetings: z.optional(pathSchema),
  actions: z.optional(pathSchema),
  decisions: z.optional(pathSchema),
  people: z.optional(pathSchema),
  steps: z.optional(pathSchema),
});

const count = z.number().check(
  z.refine((value) => Number.isInteger(value) && value >= 0, {
    error: 'expected a whole number, 0 or more',
  }),
);
const share = z
  .number()
  .check(z.refine((value) => value >= 0 && value <= 1, { error: 'expected a number from 0 to 1' }));

const limitsSchema = z.strictObject({
  objectives_per_period: z.optional(
    count.check(described('More objectives in a period are reported. Default 5.')),
  ),
  stale_days: z.optional(
    count.check(described('A measure without a check-in for so long is stale. Default 28.')),
  ),
  action_days: z.optional(count.check(described('An action open for longer is reported. Default 90.'))),
  action_meetings: z.optional(
    count.check(described('An action open over more meetings of its series is reported. Default 6.')),
  ),
});

const thresholdsSchema = z.strictObject({
  on_track: z.optional(
    share.check(described('On track while the score is at most this much below expected. Default 0.10.')),
  ),
  at_risk: z.optional(
    share.check(described('At risk while at most this much below, then off track. Default 0.25.')),
  ),
});

export const configSchema = z.strictObject({
  audience: z.optional(audienceSchema.check(described('Who may read this build. Default `public`.'))),
  as_of: z.optional(
    daySchema.check(described("The day that ages and status are computed for. Default: the build's date.")),
  ),
  homes: z.optional(
    homesSchema.check(
      described(
        'The page where the records of a kind are at home: their links lead there. One page for each kind.',
      ),
    ),
  ),
  people: z.optional(z.array(personSchema).check(described('Who is who in notes and objectives.'))),
  notes: z.optional(
    z.array(notesSchema).check(described('The series of meeting notes. Notes are never pages.')),
  ),
  objectives: z.optional(z.array(pathSchema).check(described('Files of objectives: paths or globs.'))),
  public_links: z.optional(
    z
      .array(
        z
          .string()
          .check(
            z.regex(PUBLIC, { error: 'expected an e-mail address, or the start of a url with `https://`' }),
          ),
      )
      .check(
        described(
          'Addresses that may be published although their kind may not: e-mail addresses, and starts of urls. A private link stays private.',
        ),
      ),
  ),
  private_links: z.optional(
    z
      .array(
        z
          .string()
          .check(
            z.refine(isUrl, { error: 'expected the start of a url, such as `https://docs.example.org/`' }),
          ),
      )
      .check(
        described(
          'Links that start so are shown as “(private document)”. Common document and chat hosts are built in.',
        ),
      ),
  ),
  backlinks: z.optional(
    z.boolean().check(described('“Mentioned in” at the end of every page. Default `true`.')),
  ),
  rules: z.optional(
    z
      .record(z.string(), z.enum(['error', 'warning', 'info', 'off']))
      .check(described('Severity of the rules of `compass check`, by rule id.')),
  ),
  limits: z.optional(limitsSchema.check(described('When `compass check` speaks up.'))),
  thresholds: z.optional(thresholdsSchema.check(described('How far below expected a score may be.'))),
});

export type ConfigShape = z.input<typeof configSchema>;

/** The published JSON Schema of compass.yml, draft 2020-12, for editors. */
export function configJsonSchema(): Record<string, unknown> {
  return {
    $id: 'compass.v1.schema.json',
    title: 'compass.yml',
    description: 'Configuration of a team compass, beside myst.yml.',
    ...z.toJSONSchema(configSchema),
  };
}

export function isDay(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** No drive, scheme, root, home, backslash or NUL, and never more `..` than folders before it. */
export function isInside(path: string): boolean {
  if (path.trim() === '' || /^[/~]|^[A-Za-z][A-Za-z0-9+.-]*:|[\\\u0000-\u001f]/.test(path)) return false;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return false;
  }
  return true;
}

/** With or without `https://`: a list of what is private is read generously. */
function isUrl(value: string): boolean {
  return /^(https?:\/\/)?[^\s/:.]+(\.[^\s/.]+)+(\/\S*)?$/.test(value);
}
