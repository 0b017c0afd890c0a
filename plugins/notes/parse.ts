// Reads the notes of all series: `parseNotes(sources, …)` → NotesModel, with everything in it and the audience of
// each thing; `releaseNotes` then takes what one reader may see. Pure: texts, day and cache come in as arguments.
import type { Config, NotesEntry } from '../config/config.ts';
import { type Audience, maySee, strictest } from '../graph/record.ts';
import type { Report } from '../message.ts';
import { parseDigest } from './digest.ts';
import { createNotesCache, type FileDraft, type NotesCache, parseFile } from './file.ts';
import { slugOf } from './likeness.ts';
import { audienceOf, notedOf, type PlacedMeeting, placeMeetings } from './meetings.ts';
import type { Action, NotesModel, Series, Unread } from './model.ts';
import { createDirectory } from './people.ts';
import { type NotesRule, notesRules } from './rules.ts';
import { followSeries } from './series.ts';

export { createNotesCache, type NotesCache } from './file.ts';

/** One file of notes and the entry of compass.yml that names it. */
export interface NotesSource {
  path: string;
  text: string;
  entry: Pick<NotesEntry, 'series' | 'audience' | 'show'>;
}

interface Gathered {
  title: string;
  audience: Audience;
  show: Series['show'];
  files: FileDraft[];
}

/**
 * Parse the sources in the order of compass.yml. A `.json` is a reviewed digest and is taken as it stands, never
 * shown to more than it says. What did not change since the cache was last used is not parsed again.
 */
export function parseNotes(
  sources: readonly NotesSource[],
  config: Pick<Config, 'people' | 'audience'>,
  asOf: string,
  report: Report,
  cache: NotesCache = createNotesCache(),
): NotesModel {
  const directory = createDirectory(config.people);
  const model: NotesModel = { series: [], actions: [], decisions: [], withheld: 0 };
  const gathered = new Map<string, Gathered>();
  const fresh = createNotesCache();
  const seen = new Set<string>();
  for (const source of sources) {
    if (seen.has(source.path)) {
      report(
        notesRules.sourceOnce,
        `Unexpected second reading of this file, expected it in one series`,
        placeAt(source.path),
      );
      continue;
    }
    seen.add(source.path);
    if (source.path.endsWith('.json'))
      addDigest(model, parseDigest(source, asOf, report, config.people), source, report);
    else gather(gathered, source, parseFile(source.path, source.text, directory, cache, fresh), report);
  }
  keepUsed(cache, fresh);
  const people = new Map(config.people.map((person) => [person.id, person.audience]));
  for (const [id, series] of gathered)
    addSeries(model, id, series, { asOf, report, reader: config.audience, people });
  reportUnknownOwners(gathered, config.audience, report);
  return model;
}

function placeAt(file: string, line = 1, column = 1) {
  return { file, line, column };
}

/** Only what this reading used stays, so that the cache grows no larger than the notes. */
function keepUsed(cache: NotesCache, fresh: NotesCache): void {
  cache.files = fresh.files;
  cache.sections = fresh.sections;
}

function gather(all: Map<string, Gathered>, source: NotesSource, file: FileDraft, report: Report): void {
  const { series, audience, show } = source.entry;
  const id = slugOf(series) || 'notes';
  const known = all.get(id);
  if (!known) all.set(id, { title: series, audience, show: [...show], files: [file] });
  else {
    known.files.push(file);
    known.audience = strictest(known.audience, audience);
    known.show = known.show.filter((part) => show.some((own) => own === part));
  }
  if (source.text.slice(0, 10_000).includes('\0'))
    report(notesRules.textReadable, 'Unexpected binary data, expected text in UTF-8', placeAt(source.path));
}

interface Options {
  asOf: string;
  report: Report;
  /** Who may see a person, and what they own. */
  people: Map<string, Audience>;
  /** Whose build this is: messages quote nothing that they may not see. */
  reader: Audience;
}

function addSeries(model: NotesModel, id: string, gathered: Gathered, options: Options): void {
  const head = { id, audience: gathered.audience };
  const files = [...gathered.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const placed = placeMeetings(files, head);
  const followed = followSeries(placed, head, options.asOf);
  for (const action of followed.actions)
    action.audience = strictest(
      action.audience,
      ...action.owners.map((owner) => options.people.get(owner) ?? 'public'),
    );
  const unread = [
    ...remarksOf(files, placed, head, options),
    ...unreadOf(placed, head, options),
    ...followed.unread,
  ];
  model.series.push({
    id,
    title: gathered.title,
    files: files.map((file) => file.path),
    audience: gathered.audience,
    show: gathered.show,
    preamble: files.length === 1 ? files[0]!.preamble : null,
    meetings: placed.map(({ meeting }) => meeting).reverse(),
    unread: unread.sort(
      (a, b) =>
        compare(a.place.file, b.place.file) ||
        (a.place.offset ?? a.place.line) - (b.place.offset ?? b.place.line),
    ),
    lines: files.reduce((sum, file) => sum + file.lines, 0),
  });
  model.actions.push(...distinct(followed.actions, model.actions, id));
  model.decisions.push(...distinct(followed.decisions, model.decisions, id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A number that an earlier series has written too gets the series in front. */
function distinct<T extends Pick<Action, 'id'>>(records: T[], earlier: readonly T[], series: string): T[] {
  const used = new Set(earlier.map((record) => record.id));
  for (const record of records) if (used.has(record.id)) record.id = `${series}-${record.id}`;
  return records;
}

/** What the split of the file remarked: withheld when the meeting around it has marks of any kind. */
function remarksOf(
  files: FileDraft[],
  placed: PlacedMeeting[],
  head: { id: string; audience: Audience },
  options: Options,
): Unread[] {
  const unread: Unread[] = [];
  for (const file of files)
    for (const remark of file.remarks) {
      const around = file.meetings.findLast((meeting) => meeting.headingFrom <= remark.from);
      const marked =
        file.mark > 0 || (around !== undefined && (around.mark > 0 || around.draft.hidden.public > 0));
      const place = file.offsetOf
        ? { ...placeAt(file.path), offset: file.offsetOf({ line: remark.line, column: 0 }) }
        : placeAt(file.path, remark.line + 1);
      const item: Unread = {
        place,
        text: remark.text,
        why: remark.why,
        audience: marked ? 'private' : head.audience,
      };
      unread.push(item);
      tell(item, remark.rule, options);
    }
  return placed.length > 0 || files.length > 0 ? unread : [];
}

function unreadOf(
  placed: PlacedMeeting[],
  head: { id: string; audience: Audience },
  options: Options,
): Unread[] {
  return placed.flatMap(({ dated, file }) =>
    dated.draft.unread.map((draft) => {
      const item: Unread = {
        ...notedOf(draft, file, dated, head),
        text: draft.text,
        why: draft.why,
        audience: audienceOf(draft.mark, dated, head),
      };
      tell(item, draft.rule, options);
      return item;
    }),
  );
}

function tell(item: Unread, rule: NotesRule, { report, reader }: Options): void {
  const quoted = item.text !== null && maySee(reader, item.audience) ? ` \`${item.text.slice(0, 60)}\`` : '';
  report(notesRules[rule], `Unread${quoted}: ${item.why}`, item.place);
}

/** Once per name and series, and never a name that this build's reader may not see. */
function reportUnknownOwners(gathered: Map<string, Gathered>, reader: Audience, report: Report): void {
  const known = new Set<string>();
  for (const [id, { files, audience }] of gathered)
    for (const file of files)
      for (const dated of file.meetings)
        for (const action of dated.draft.actions)
          for (const name of action.unknown) {
            const noted = notedOf(action, file, dated, { id, audience });
            if (known.has(name) || !maySee(reader, noted.audience)) continue;
            known.add(name);
            report(
              notesRules.ownerKnown,
              `Unexpected owner \`${name}\`, expected somebody named in compass.yml; kept as written`,
              noted.place,
            );
          }
}

function addDigest(model: NotesModel, digest: NotesModel | null, source: NotesSource, report: Report): void {
  if (!digest) return;
  for (const series of digest.series) {
    const taken = model.series.some(({ id }) => id === series.id);
    if (!taken) model.series.push(series);
    else
      report(
        notesRules.sourceOnce,
        `Unexpected second series \`${series.id}\`, expected series with names of their own`,
        placeAt(source.path),
      );
  }
  model.actions.push(...distinct(digest.actions, model.actions, slugOf(source.entry.series)));
  model.decisions.push(...distinct(digest.decisions, model.decisions, slugOf(source.entry.series)));
}
