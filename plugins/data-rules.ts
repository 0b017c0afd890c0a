// Rules about the files that compass.yml names. Users read about them on content/docs/rules.md.
import type { Report, Rule } from './message.ts';

export const dataRules = {
  dataFileFound: {
    id: 'data-file-found',
    severity: 'error',
    why: 'Notes or objectives that are not found are missing on every page that shows them.',
  },
  dataFileReadable: {
    id: 'data-file-readable',
    severity: 'error',
    why: 'Notes or objectives that may not be read are missing on every page that shows them.',
  },
} satisfies Record<string, Rule>;

/** A file that is there and may not be read: told at its first line, and left out. */
export function reportUnreadable(file: string, report: Report): void {
  report(
    dataRules.dataFileReadable,
    'Unexpected file that cannot be read, expected text; mend its permissions, or take it out',
    { file, line: 1, column: 1 },
  );
}
