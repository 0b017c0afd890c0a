// What the plugin tells the command line about a page: one JSON file per page in the folder COMPASS_OUT. Without that
// variable nothing is written. `compass build` and `compass check` read them for messages, exports and feeds.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CompassRecord, RecordLink } from '../graph/record.ts';
import type { Message } from '../message.ts';

export interface PageReport {
  /** Source path from the project root. */
  file: string;
  /** Path on the site, `/meetings`; '' when mystmd gave the page none. */
  url: string;
  title: string;
  messages: Message[];
  /** Records that the page itself adds (steps of its wheels), and the links that start here. */
  records: CompassRecord[];
  links: RecordLink[];
  /** Record key → url with anchor, for the records that have their home here. */
  targets: Record<string, string>;
}

export function writePageReport(report: PageReport): void {
  const folder = process.env.COMPASS_OUT;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${encodeURIComponent(report.file)}.json`), JSON.stringify(report));
}
