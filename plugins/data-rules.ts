// Rules about the files that compass.yml names. Users read about them on content/docs/rules.md.
import type { Rule } from './message.ts';

export const dataRules = {
  dataFileFound: {
    id: 'data-file-found',
    severity: 'error',
    why: 'Notes or objectives that are not found are missing on every page that shows them.',
  },
} satisfies Record<string, Rule>;
