// compass.yml as typed data: `parseConfig(text)` → Config, defaults filled in, every mistake reported with its line.
// Users read about it in content/docs/config.md; the JSON Schema comes from the same description.
import type { Audience, Kind } from '../graph/record.ts';

export interface Person {
  id: string;
  name: string;
  initials?: string;
  aliases: string[];
  handle?: string;
  /** Source path of the person's page, from the project root. */
  page?: string;
  audience: Audience;
  line: number;
}

/** What a public digest shows of a series beyond actions and decisions. */
export const SHOW = ['topics', 'questions', 'people', 'links'] as const;
export type Show = (typeof SHOW)[number];

export interface NotesEntry {
  /** A path or glob from the folder of compass.yml; may not leave it. `.json` is a reviewed digest. */
  path: string;
  series: string;
  audience: Audience;
  show: Show[];
  line: number;
}

export interface Config {
  /** Path of the file from the project root; '' when there is none. */
  file: string;
  /** What cannot be read may be what keeps something private: nothing is published until it is mended. */
  unclear: boolean;
  audience: Audience;
  /** `2026-11-20`, or undefined: the build's date. */
  asOf?: string;
  homes: Partial<Record<Kind, string>>;
  people: Person[];
  notes: NotesEntry[];
  objectives: string[];
  privateLinks: string[];
  /** Addresses that may be published although redaction takes their kind: url prefixes, e-mail addresses. */
  publicLinks: string[];
  backlinks: boolean;
  /** Rule id → severity, or `off`. */
  rules: Record<string, 'error' | 'warning' | 'info' | 'off'>;
  limits: { objectivesPerPeriod: number; staleDays: number; actionDays: number; actionMeetings: number };
  /** Score below expected by more than this: at risk, off track. */
  thresholds: { onTrack: number; atRisk: number };
}

/** Whether nothing of compass.yml could be read, which was told: what is missing for that follows. */
export function isUnread({
  unclear,
  people,
  notes,
  objectives,
}: Pick<Config, 'unclear' | 'people' | 'notes' | 'objectives'>): boolean {
  return unclear && people.length + notes.length + objectives.length === 0;
}
