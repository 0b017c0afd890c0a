// What must hold for every file that is published. A find of any of these fails the build.
import type { Rule } from '../../plugins/message.ts';

export const auditRules = {
  withheld: {
    id: 'site-without-withheld',
    severity: 'error',
    why: 'What the notes or objectives keep from these readers must not reach them by another way.',
  },
  notes: {
    id: 'site-without-raw-notes',
    severity: 'error',
    why: 'Only what a digest shows of the notes is published; the rest of their text is nobody’s decision yet.',
  },
  comments: {
    id: 'site-without-comments',
    severity: 'error',
    why: 'Comments are for those who write; mystmd’s page data and search index carry them.',
  },
  secrets: {
    id: 'site-without-secrets',
    severity: 'error',
    why: 'Join links, passcodes, addresses and numbers let strangers in, or reach people who did not ask for it.',
  },
  privateLinks: {
    id: 'site-without-private-links',
    severity: 'error',
    why: 'A link to a private document tells its address, often enough to open it.',
  },
  pictures: {
    id: 'picture-tells-nothing',
    severity: 'warning',
    why: 'Cameras and editors write into a picture where it was made, when, by whom and with what.',
  },
  documents: {
    id: 'document-tells-nothing',
    severity: 'warning',
    why: 'Programs write into a PDF or an office file who made it; no reader of the page looks for that, and anybody can.',
  },
  credentials: {
    id: 'site-without-credentials',
    severity: 'error',
    why: 'A key that was published once is no key any more.',
  },
} satisfies Record<string, Rule>;
