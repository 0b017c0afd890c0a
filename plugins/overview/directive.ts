// `{compass}`, the dashboard, and `{people}`, who is who. They read every feature's model and stand above them all.
import { defineDirective } from '../graph/placeholder.ts';

export const compassDirective = defineDirective({
  name: 'compass',
  doc: 'The compass at a glance: the wheel, the objectives of the period, the newest decisions, the oldest open actions, what has gone quiet, and the last meetings, each with a link to its home.',
  options: {
    live: {
      type: 'string',
      doc: 'The period of the objectives, and of the progress on the wheel. Default: the period that holds the build’s day. Example: `2026-Q4`.',
    },
    wheel: {
      type: 'string',
      doc: 'Label of the wheel to draw, which stands on another page, or `none`. Default: the first wheel with a label. Example: `wheel`.',
    },
    show: {
      type: 'string',
      doc: 'Which parts: of `wheel`, `objectives`, `decisions`, `actions`, `quiet`, `meetings`. Default: all. Example: `objectives, decisions`.',
    },
    last: { type: 'number', doc: 'How many entries each list has. Default: `3`. Example: `5`.' },
    depth: {
      type: 'number',
      doc: 'Level of the headings. Default: `2`. Example: `3`.',
    },
  },
  example: ':::{compass}\n:live: 2026-Q4\n:::',
});

export const peopleDirective = defineDirective({
  name: 'people',
  doc: 'Who is who: a section for each person with the objectives, open actions and standing decisions that are theirs. On the home page of people each section is the person’s own place, where `@ana` leads unless the person has a page.',
  options: {
    ids: {
      type: 'string',
      doc: 'Only these people, by id, name or initials, parted by commas. Default: everybody in `compass.yml`. Example: `ana`.',
    },
    depth: {
      type: 'number',
      doc: 'Level of the headings. Default: one below the heading that the view stands under. Example: `3`.',
    },
  },
  example: ':::{people}\n:ids: ana, ben\n:::',
});

export { compassFrom, compassPlace, type OverviewContext, renderCompass } from './render-compass.ts';
export { renderPeople } from './render-people.ts';
