// What should be true of notes: every rule of the notes once. Users read about them on the generated rules page.
import type { Rule } from '../message.ts';

export const notesRules = {
  dateHeading: {
    id: 'notes-date-clear',
    severity: 'warning',
    why: 'A heading opens a meeting only with a date that can be read in one way.',
  },
  markPlaced: {
    id: 'notes-mark-placed',
    severity: 'warning',
    why: 'A mark of audience stands at the end of an item or a heading; anywhere else it covers the whole meeting.',
  },
  blockClosed: {
    id: 'notes-block-closed',
    severity: 'warning',
    why: 'A fence, a comment or a private block that is not closed hides what follows it.',
  },
  textReadable: {
    id: 'notes-text-readable',
    severity: 'warning',
    why: 'Notes are text: lines of reasonable length, lists of reasonable depth, no binary data.',
  },
  markerTaken: {
    id: 'notes-marker-taken',
    severity: 'info',
    why: 'What looks like an action or a decision should be one, or be worded otherwise.',
  },
  ownerKnown: {
    id: 'action-owner-known',
    severity: 'info',
    why: 'An owner named in compass.yml gets a page, a link and one name everywhere.',
  },
  sourceOnce: {
    id: 'notes-source-once',
    severity: 'warning',
    why: 'A file of notes belongs to one series; read twice, its meetings would count twice.',
  },
  digestValid: {
    id: 'notes-digest-valid',
    severity: 'error',
    why: 'A reviewed digest is published as it stands, so it must be what `compass digest --json` writes.',
  },
  idUnique: {
    id: 'notes-id-unique',
    severity: 'info',
    why: 'A number written for an action or a decision is its address.',
  },
} satisfies Record<string, Rule>;

export type NotesRule = keyof typeof notesRules;
