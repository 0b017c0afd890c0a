// Reads the notes of all series: `parseNotes(sources, …)` → NotesModel, with everything in it and the audience of
// each thing; `releaseNotes` then takes what one reader may see. Pure: texts, day and cache come in as arguments.
import type { Config, NotesEntry } from '../config/config.ts';
import { type Audience, maySee, strictest } from '../graph/record.ts';
import type { Report } from '../message.ts';
import { parseDigest } from './digest/parse.ts';
import type { NotesModel } from './model.ts';
import { notesRules } from './rules.ts';
import { createDirectory } from './section/roster.ts';
import { assembleSeries, type Gathered, type SeriesPart } from './series/assemble.ts';
import { createNotesCache, type FileDraft, type NotesCache, parseFile } from './series/file.ts';
import { notedOf } from './series/meetings.ts';
import { slugOf } from './text/likeness.ts';

export { createNotesCache, type NotesCache } from './series/file.ts';

/** One file of notes and the entry of compass.yml that names it. */
export interface NotesSource {
  path: string;
  text: string;
  entry: Pick<NotesEntry, 'series' | 'audience' | 'show'>;
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
  const levels = strictestLevels(sources);
  for (const written of sources) {
    const source = { ...written, entry: { ...written.entry, audience: levels.get(written.path)! } };
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
      addDigest(model, parseDigest(source, asOf, report, config.people), source, config.audience, report);
    else gather(gathered, source, parseFile(source.path, source.text, directory, cache, fresh), report);
  }
  keepUsed(cache, fresh);
  const people = new Map(config.people.map((person) => [person.id, person.audience]));
  for (const [id, series] of gathered) {
    const part = assembleSeries(id, series, { asOf, reader: config.audience, people }, cache.series);
    for (const { rule, reason, place } of part.told) report(notesRules[rule], reason, place);
    addPart(model, part, config.audience, report);
  }
  reportUnknownOwners(gathered, config.audience, report);
  return model;
}

/** A file that several entries name is as strict as the strictest of them. */
function strictestLevels(sources: readonly NotesSource[]): Map<string, Audience> {
  const levels = new Map<string, Audience>();
  for (const { path, entry } of sources)
    levels.set(path, strictest(levels.get(path) ?? 'public', entry.audience));
  return levels;
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

function addDigest(
  model: NotesModel,
  digest: NotesModel | null,
  source: NotesSource,
  reader: Audience,
  report: Report,
): void {
  for (const series of digest?.series ?? []) {
    if (model.series.some(({ id }) => id === series.id)) {
      report(
        notesRules.sourceOnce,
        `Unexpected second series \`${series.id}\`, expected series with names of their own`,
        placeAt(source.path),
      );
      continue;
    }
    const own = <T extends { series: string }>(records: T[]) =>
      records.filter((record) => record.series === series.id);
    const part = { series, actions: own(digest?.actions ?? []), decisions: own(digest?.decisions ?? []) };
    addPart(model, part, reader, report);
  }
}

type Part = Pick<SeriesPart, 'series' | 'actions' | 'decisions'>;

/** Add a series; a number that an earlier series has written too gets the series in front. */
function addPart(model: NotesModel, part: Part, reader: Audience, report: Report): void {
  const used = new Set([...model.actions, ...model.decisions].map((record) => record.id));
  const clashes = [...part.actions, ...part.decisions].filter((record) => used.has(record.id));
  const rename = (id: string) => (used.has(id) ? `${part.series.id}-${id}` : id);
  for (const { id, place, audience } of clashes)
    if (maySee(reader, audience))
      report(
        notesRules.idUnique,
        `Unexpected number \`${id}\` that another series has written, expected one of its own; its address is \`${rename(id)}\``,
        place,
      );
  const { series, actions, decisions } = clashes.length > 0 ? renamed(part, rename) : part;
  model.series.push(series);
  model.actions = model.actions.concat(actions);
  model.decisions = model.decisions.concat(decisions);
}

function renamed(part: Part, rename: (id: string) => string): Part {
  const maybe = (id: string | null) => (id === null ? null : rename(id));
  return {
    series: {
      ...part.series,
      meetings: part.series.meetings.map((meeting) => ({
        ...meeting,
        actions: meeting.actions.map(rename),
        decisions: meeting.decisions.map(rename),
      })),
    },
    actions: part.actions.map((action) => ({
      ...action,
      id: rename(action.id),
      maybeSame: action.maybeSame.map(rename),
    })),
    decisions: part.decisions.map((decision) => ({
      ...decision,
      id: rename(decision.id),
      supersedes: maybe(decision.supersedes),
      supersededBy: maybe(decision.supersededBy),
    })),
  };
}
