// Text of compass.yml → Config: every mistake reported with its place and the mend, defaults filled in. Fails closed:
// an audience that cannot be read is `private`, a path that leaves the project is refused. Never throws.
import { levelForWhom } from '../for-whom.ts';
import { AUDIENCES, type Audience, type Kind, strictest } from '../graph/record.ts';
import { legible, levelOfText } from '../marks.ts';
import { listWords, nearestWord, type Place, type Report } from '../message.ts';
import { audienceOfLines, type CommentMarks, marksInComments } from './comment-marks.ts';
import type { Config, NotesEntry, Person } from './config.ts';
import { reportCutTexts } from './cut-text.ts';
import { isKeyed, parseYaml, type YamlSource } from './positions.ts';
import { configRules } from './rules.ts';
import { type ConfigShape, configSchema } from './schema.ts';
import { checkShape, mayBeAudience } from './shape.ts';

/** Without a compass.yml: a public build of pages only. */
export function defaultConfig(file = ''): Config {
  return {
    file,
    unclear: false,
    audience: 'public',
    homes: {},
    people: [],
    notes: [],
    objectives: [],
    privateLinks: [],
    publicLinks: [],
    backlinks: true,
    rules: {},
    limits: { objectivesPerPeriod: 5, staleDays: 28, actionDays: 90, actionMeetings: 6 },
    thresholds: { onTrack: 0.1, atRisk: 0.25 },
  };
}

/** Text that is not YAML gives the default, and is unclear: nothing is published then. */
export function parseConfig(text: string, file: string, report: Report): Config {
  const source = parseYaml(text, file, report);
  const shape = source && checkShape(configSchema, source, report);
  const loose = placeOfLooseMark(text, file);
  if (loose) report(configRules.audienceGiven, LOOSE_MARK, loose);
  const config = { ...defaultConfig(file), unclear: loose !== undefined || isUnclear(source, shape) };
  if (!source || !shape) return config;
  const marks = marksInComments(text);
  reportCutTexts(source, marks, report);
  return {
    ...config,
    audience: readerOf(source),
    asOf: shape.as_of,
    homes: homesOf(shape),
    people: peopleOf(shape, source, marks, report),
    notes: notesOf(shape, source, marks, report),
    objectives: (shape.objectives ?? []).map(normalizePath),
    publicLinks: shape.public_links ?? [],
    privateLinks: (shape.private_links ?? []).map((url) => (url.includes('://') ? url : `https://${url}`)),
    backlinks: shape.backlinks ?? true,
    rules: shape.rules ?? {},
    limits: {
      objectivesPerPeriod: shape.limits?.objectives_per_period ?? config.limits.objectivesPerPeriod,
      staleDays: shape.limits?.stale_days ?? config.limits.staleDays,
      actionDays: shape.limits?.action_days ?? config.limits.actionDays,
      actionMeetings: shape.limits?.action_meetings ?? config.limits.actionMeetings,
    },
    thresholds: {
      onTrack: shape.thresholds?.on_track ?? config.thresholds.onTrack,
      atRisk: shape.thresholds?.at_risk ?? config.thresholds.atRisk,
    },
  };
}

const LOOSE_MARK =
  'Unexpected mark of audience in a line of its own, expected it behind an entry, or `audience:` in the entry; move it';

/** Also behind a key or a dash alone. Whatever it was meant to cover. A comment that says more than the mark is a comment. */
function placeOfLooseMark(text: string, file: string): Place | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => {
    const [, words = ''] = /^\s*(?:-\s+)?(?:\w{1,40}:\s+)?#+(.*)$/.exec(line) ?? [];
    return /^[#\s[({]*(?:private|team)[\s\])}]*$/i.test(legible(words)) || levelForWhom(words, 'page') > 0;
  });
  return at < 0 ? undefined : { file, line: at + 1, column: lines[at]!.indexOf('#') + 1 };
}

/** Notes, people and private links of which anything was left out, or that are called otherwise. */
function isUnclear(source: YamlSource | undefined, shape: ConfigShape | undefined): boolean {
  const value = source?.value;
  if (source === undefined || (value !== null && !isKeyed(value))) return true;
  const lists = { notes: shape?.notes, private_links: shape?.private_links };
  const names = Object.keys(lists);
  const given = isKeyed(value) ? value : {};
  return (
    Object.entries(lists).some(
      ([name, kept = []]) => source.timesGiven(given, name) > 1 || countOf(given[name]) !== kept.length,
    ) ||
    Object.keys(given).some((key) => !(key in configSchema.shape) && nearestWord(key, names) !== undefined)
  );
}

/** Items of a list; one of what should be a list. */
function countOf(value: unknown): number {
  return Array.isArray(value) ? value.length : value === undefined || value === null ? 0 : 1;
}

/**
 * For a build the strictest reader is the public: a level that cannot be read must not open the private parts. So it
 * is taken as it is written: the shape takes a second key that may be a level for the strictest, `private`.
 */
function readerOf({ value }: YamlSource): Audience {
  const given = isKeyed(value) ? value.audience : undefined;
  const isSure = AUDIENCES.some((level) => level === given) && !Object.keys(value as object).some(isOther);
  return isSure ? (given as Audience) : 'public';
}

const isOther = (key: string): boolean => key !== 'audience' && mayBeAudience(key);

const HOME_KINDS: Record<keyof NonNullable<ConfigShape['homes']>, Kind[]> = {
  objectives: ['objective', 'measure'],
  meetings: ['meeting'],
  actions: ['action'],
  decisions: ['decision'],
  people: ['person'],
  steps: ['step'],
};

function homesOf(shape: ConfigShape): Config['homes'] {
  const homes: Config['homes'] = {};
  for (const [name, path] of Object.entries(shape.homes ?? {}))
    for (const kind of HOME_KINDS[name as keyof typeof HOME_KINDS])
      if (path) homes[kind] = normalizePath(path);
  return homes;
}

/** `./content//a.md` and `content/a.md` are one page. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function peopleOf(shape: ConfigShape, source: YamlSource, marks: CommentMarks, report: Report): Person[] {
  const within = { source, marks, report };
  const entries = shape.people ?? [];
  const people = entries.map((entry): Person => {
    const initials = entry.initials?.trim();
    return {
      id: entry.id,
      name: entry.name.trim(),
      ...(initials && { initials }),
      aliases: (entry.aliases ?? []).map((alias) => alias.trim()),
      ...(entry.handle && { handle: entry.handle.trim().replace(/^@/, '') }),
      ...(entry.page && { page: normalizePath(entry.page) }),
      audience: audienceOf(entry, entry.name, 'public', within),
      line: source.place(entry).line,
    };
  });
  const places = entries.map((entry) => (key: string) => source.place(entry, key));
  const kept = withUniqueNames(people, places, report);
  return [...kept, ...hiddenPeople(source, marks, kept)];
}

/** Whoever was left out for a mistake, and was not for everybody, stays hidden by name. */
function hiddenPeople({ value, place }: YamlSource, marks: CommentMarks, kept: readonly Person[]): Person[] {
  const entries: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'people') : [];
  return (Array.isArray(entries) ? entries : []).flatMap((entry: unknown, index): Person[] => {
    const own = place(entry);
    const { line } = own;
    const { id, name, initials, handle, aliases, audience } = Object(entry) as Record<string, unknown>;
    const isMarked = audienceOfLines(marks, own) !== 'public' || Object.keys(Object(entry)).some(isOther);
    const isOpen = !isMarked && (audience === undefined || audience === 'public');
    const isKept = (person: Person) => person.line === line && person.name === String(name).trim();
    if (isOpen || typeof name !== 'string' || kept.some(isKept)) return [];
    const others = [id, initials, handle, ...(Array.isArray(aliases) ? aliases : [])];
    const words = others.filter((word) => typeof word === 'string');
    return [{ id: `withheld-${index + 1}`, name: name.trim(), aliases: words, audience: 'private', line }];
  });
}

interface Marked {
  source: YamlSource;
  marks: CommentMarks;
  report: Report;
}

/** What the entry says, unless a mark behind it or in its name is stricter. */
function audienceOf(
  entry: { audience?: Audience },
  name: string,
  otherwise: Audience,
  { source, marks, report }: Marked,
): Audience {
  const given = entry.audience ?? otherwise;
  const audience = strictest(
    given,
    audienceOfLines(marks, source.place(entry)),
    AUDIENCES[levelOfText(name)],
  );
  if (entry.audience !== undefined && audience !== given)
    report(
      configRules.audienceOnce,
      `Unexpected \`audience: ${given}\` beside a mark of audience behind the entry or in its name, expected one of the two; it is \`${audience}\`: write \`audience: ${audience}\`, or take the mark out`,
      source.place(entry, 'audience'),
    );
  return audience;
}

type PlaceOf = (key: string) => Place;

/** Of two people with one id the first stays; a shorter name that several share is taken from all of them. */
function withUniqueNames(people: Person[], places: PlaceOf[], report: Report): Person[] {
  const first = new Map<string, Person>();
  const kept = people.map((person, index) => {
    const same = first.get(person.id.toLowerCase());
    if (same) {
      const place = places[index]?.('id');
      if (place)
        report(
          configRules.personIdUnique,
          `Unexpected person \`${person.id}\` twice, expected unique ids; rename one (first in line ${same.line})`,
          place,
        );
      return false;
    }
    first.set(person.id.toLowerCase(), person);
    return true;
  });
  const unique = people.filter((_, index) => kept[index]);
  const uniquePlaces = places.filter((_, index) => kept[index]);
  const shared = sharedNames(unique, uniquePlaces, report);
  return unique.map((person) => withoutNames(person, shared));
}

interface NameUse {
  person: Person;
  written: string;
  place: Place;
}

/** Short names by their lower-case form, where a person's id or full name is somebody's for good. */
function sharedNames(people: Person[], places: PlaceOf[], report: Report): Map<string, Set<Person>> {
  const uses = new Map<string, NameUse[]>();
  const taken = new Map<string, Person>();
  for (const person of people) {
    taken.set(person.id.toLowerCase(), person);
    if (!taken.has(person.name.toLowerCase())) taken.set(person.name.toLowerCase(), person);
  }
  people.forEach((person, index) => {
    for (const [key, words] of shortNames(person))
      for (const written of words) {
        const list = uses.get(written.toLowerCase()) ?? [];
        const place = places[index]?.(key);
        if (place) uses.set(written.toLowerCase(), [...list, { person, written, place }]);
      }
  });
  const shared = new Map<string, Set<Person>>();
  for (const [name, list] of uses) {
    const owner = taken.get(name);
    const owners = new Set(list.map((use) => use.person).concat(owner ?? []));
    if (owners.size < 2) continue;
    const losers = new Set(list.map((use) => use.person).filter((person) => person !== owner));
    shared.set(name, losers);
    reportShared(
      list.find((use) => use !== list[0] && losers.has(use.person)) ?? list[0],
      owners,
      owner,
      report,
    );
  }
  return shared;
}

function reportShared(
  use: NameUse | undefined,
  owners: Set<Person>,
  owner: Person | undefined,
  report: Report,
): void {
  if (!use) return;
  const ids = [...owners].map((person) => person.id);
  const effect = owner ? `it names \`${owner.id}\` alone` : 'it names neither';
  report(
    configRules.personNameUnique,
    `Unexpected \`${use.written}\` for ${listWords(ids, 'and')}, expected a name of one person; ${effect}, give another`,
    use.place,
  );
}

function shortNames(person: Person): [string, string[]][] {
  return [
    ['initials', person.initials ? [person.initials] : []],
    ['aliases', person.aliases],
    ['handle', person.handle ? [person.handle] : []],
  ];
}

function withoutNames(person: Person, shared: Map<string, Set<Person>>): Person {
  const isLost = (name: string | undefined) =>
    name !== undefined && (shared.get(name.toLowerCase())?.has(person) ?? false);
  const { initials, handle, ...rest } = person;
  return {
    ...rest,
    ...(initials && !isLost(initials) && { initials }),
    ...(handle && !isLost(handle) && { handle }),
    aliases: person.aliases.filter((alias) => !isLost(alias)),
  };
}

function notesOf(shape: ConfigShape, source: YamlSource, marks: CommentMarks, report: Report): NotesEntry[] {
  const within = { source, marks, report };
  const entries = (shape.notes ?? []).map((entry): NotesEntry => {
    if (entry.audience === undefined)
      report(
        configRules.audienceGiven,
        `Missing \`audience\` of a series, expected \`public\`, \`team\` or \`private\`; it is private until then`,
        source.place(entry),
      );
    return {
      path: normalizePath(entry.path),
      series: entry.series.trim(),
      audience: audienceOf(entry, entry.series, 'private', within),
      show: entry.show ?? [],
      line: source.place(entry).line,
    };
  });
  return withUniqueSeries(entries, (index) => source.place(shape.notes?.[index], 'series'), report);
}

/** Two entries of one title are one series to every link, so both get the stricter audience. */
function withUniqueSeries(
  entries: NotesEntry[],
  placeOf: (index: number) => Place,
  report: Report,
): NotesEntry[] {
  const levels = new Map<string, Audience>();
  const first = new Map<string, NotesEntry>();
  entries.forEach((entry, index) => {
    const title = entry.series.toLowerCase();
    const same = first.get(title);
    levels.set(title, strictest(entry.audience, levels.get(title) ?? 'public'));
    if (!same) first.set(title, entry);
    else
      report(
        configRules.seriesUnique,
        `Unexpected series \`${entry.series}\` twice, expected unique titles; rename one, or list its files with one glob (first in line ${same.line})`,
        placeOf(index),
      );
  });
  return entries.map((entry) => ({
    ...entry,
    audience: levels.get(entry.series.toLowerCase()) ?? 'private',
  }));
}
