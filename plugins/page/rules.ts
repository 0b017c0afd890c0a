// Rules about pages as a whole. Users read about them on content/docs/rules.md.
import type { Rule } from '../message.ts';

export const pageRules = {
  notesNotPages: {
    id: 'notes-not-pages',
    severity: 'error',
    why: 'Every page’s source is copied into the published folder, so notes that are a page are published whole.',
  },
  pagePublic: {
    id: 'page-public',
    severity: 'error',
    why: 'A page’s source is published; what is private belongs in notes, which are not.',
  },
  pageAudience: {
    id: 'page-audience',
    severity: 'error',
    why: 'Pages are public; one that says it is not would be published all the same.',
  },
  linkNotToNotes: {
    id: 'link-not-to-notes',
    severity: 'error',
    why: 'mystmd copies every file that a page links to into the published folder, whole; notes and data are shown by roles and directives.',
  },
  linkLeadsSomewhere: {
    id: 'link-leads-somewhere',
    severity: 'error',
    why: 'A link to a page that is not part of the site leads its reader nowhere.',
  },
} satisfies Record<string, Rule>;
