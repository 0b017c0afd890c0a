// What authors write to show objectives: `{objectives}`, `{objective}`, `{kpis}` and the role `{measure}`. Only names
// and documentation; the reference page is generated from them.
import { defineDirective, defineRole } from '../graph/placeholder.ts';
import { STATUSES } from './model.ts';
import { COLUMNS, GROUPS, SORTS } from './select.ts';

const list = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(', ');
const BODY = 'Objectives as YAML, as in an objectives file; they stand here instead of those of the files.';

export const objectivesDirective = defineDirective({
  name: 'objectives',
  doc: 'The objectives of a period as a table: each with its score, status and age, its measures with baseline, value, target, bar and trend, and folded below it what was learnt, who does what, and how the numbers came about.',
  options: {
    period: {
      type: 'string',
      doc: 'One or several, such as `2026-Q4` or `2026-Q3, 2026-Q4`, or `all`. Default: the shortest period that contains the day of the build, else the latest.',
    },
    owner: { type: 'string', doc: 'Only objectives of these people: ids, names or initials. Default: all.' },
    turns: {
      type: 'string',
      doc: 'Only objectives that turn these steps of a wheel, such as `wheel-access`. Default: all.',
    },
    status: { type: 'string', doc: `Only objectives with these statuses: ${list(STATUSES)}. Default: all.` },
    ids: { type: 'string', doc: 'Only these objectives, in this order, of whichever period. Default: all.' },
    columns: { type: 'string', doc: `Which parts to show, of ${list(COLUMNS)}. Default: all.` },
    sort: {
      type: 'string',
      doc: `One of ${list(SORTS)}: \`status\` puts the weakest first, \`progress\` the furthest, \`updated\` the newest; with \`-\` before it the other way round. Default: \`written\`.`,
    },
    group: { type: 'string', doc: `Objectives under a heading for each ${list(GROUPS)}. Default: none.` },
    summary: {
      type: 'boolean',
      doc: 'The line above the table with the day, what is expected by it, and how many objectives stand how. `false` leaves it out. Default: shown.',
    },
    label: { type: 'string', doc: 'A label that other pages can link to. Default: none.' },
  },
  body: 'text',
  bodyDoc: `${BODY} Default: the files named under \`objectives\` in \`compass.yml\`.`,
  example: ':::{objectives}\n:period: 2026-Q4\n:sort: status\n:::',
});

export const objectiveDirective = defineDirective({
  name: 'objective',
  doc: 'One objective in full: score and status with their reason, every measure with all its check-ins and notes, learnings, actions from its file and from meeting notes, what changed, and what links to it.',
  argument: 'The id of the objective.',
  options: {
    label: { type: 'string', doc: 'A label that other pages can link to. Default: none.' },
  },
  body: 'text',
  bodyDoc: `${BODY} Default: the files named under \`objectives\` in \`compass.yml\`.`,
  example: ':::{objective} quota\n:::',
});

export const kpisDirective = defineDirective({
  name: 'kpis',
  doc: 'Measures that stand on their own, each with its threshold: on track while it is met, else off track.',
  options: {
    ids: { type: 'string', doc: 'Only these, in this order. Default: all.' },
    owner: { type: 'string', doc: 'Only those of these people: ids, names or initials. Default: all.' },
    status: { type: 'string', doc: 'Only those `on track`, `off track` or with `no data`. Default: all.' },
    sort: { type: 'string', doc: 'One of `written`, `title`, `status`, `updated`. Default: `written`.' },
    label: { type: 'string', doc: 'A label that other pages can link to. Default: none.' },
  },
  body: 'text',
  bodyDoc: 'KPIs as YAML, under `kpis:`; they stand here instead of those of the files. Default: the files.',
  example: ':::{kpis}\n:status: off track\n:::',
});

export const measureRole = defineRole({
  name: 'measure',
  doc: 'The live value of a measure or KPI with its unit, linked to it: `9 hubs`. With own text, that text: `own text <quota-hubs>`.',
  example: '{measure}`quota-hubs`',
});
