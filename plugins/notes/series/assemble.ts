// One series out of the drafts of its files: meetings in order, actions and decisions across them, what was not
// understood. In: drafts; out: plain data and the messages about it, kept as long as nothing changes.
import { type Audience, maySee, strictest } from '../../graph/record.ts';
import type { Action, Decision, NotePlace, Series, Unread } from '../model.ts';
import type { NotesRule } from '../rules.ts';
import type { FileDraft } from './file.ts';
import { audienceOf, notedOf, type PlacedMeeting, placeMeetings } from './meetings.ts';
import { followSeries } from './series.ts';

export interface SeriesOptions {
  asOf: string;
  /** Who may see a person, and what they own. */
  people: Map<string, Audience>;
  /** Whose build this is: messages quote nothing that they may not see. */
  reader: Audience;
}

/** One series with what it says, and the messages about it. Not changed after it is made: it may be kept. */
export interface SeriesPart {
  series: Series;
  actions: Action[];
  decisions: Decision[];
  told: { rule: NotesRule; reason: string; place: NotePlace }[];
}

export interface Gathered {
  title: string;
  audience: Audience;
  show: Series['show'];
  files: FileDraft[];
}

/** Join the files of a series; taken from the cache when neither they nor what is asked changed. */
export function assembleSeries(
  id: string,
  gathered: Gathered,
  options: SeriesOptions,
  cache: Map<string, KeptSeries>,
): SeriesPart {
  const files = [...gathered.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const { title, audience, show } = gathered;
  const key = JSON.stringify([title, audience, show, options.asOf, options.reader, [...options.people]]);
  const kept = cache.get(id);
  const same =
    kept?.key === key &&
    kept.files.length === files.length &&
    kept.files.every((file, i) => file === files[i]);
  const part = same ? kept.part : makeSeries(id, { ...gathered, files }, options);
  cache.set(id, { key, files, part });
  return part;
}

export interface KeptSeries {
  key: string;
  files: readonly FileDraft[];
  part: SeriesPart;
}

function makeSeries(
  id: string,
  { title, audience, show, files }: Gathered,
  options: SeriesOptions,
): SeriesPart {
  const head = { id, audience };
  const placed = placeMeetings(files, head);
  const { actions, decisions, unread: boxes } = followSeries(placed, head, options.asOf);
  for (const action of actions)
    action.audience = strictest(
      action.audience,
      ...action.owners.map((owner) => options.people.get(owner) ?? 'public'),
    );
  const told: SeriesPart['told'] = [];
  const unread = [
    ...remarksOf(files, head, told, options),
    ...unreadOf(placed, head, told, options),
    ...boxes,
  ];
  const series: Series = {
    ...{ id, title, audience, show },
    files: files.map((file) => file.path),
    preamble: files.length === 1 ? files[0]!.preamble : null,
    meetings: placed.map(({ meeting }) => meeting).reverse(),
    unread: unread.sort(
      (a, b) =>
        compare(a.place.file, b.place.file) ||
        (a.place.offset ?? a.place.line) - (b.place.offset ?? b.place.line),
    ),
    lines: files.reduce((sum, file) => sum + file.lines, 0),
  };
  return { series, actions, decisions, told };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What the split of the file remarked: withheld when the meeting around it has marks of any kind. */
function remarksOf(
  files: FileDraft[],
  head: { id: string; audience: Audience },
  told: SeriesPart['told'],
  options: SeriesOptions,
): Unread[] {
  const unread: Unread[] = [];
  for (const file of files)
    for (const remark of file.remarks) {
      const around = file.meetings.findLast((meeting) => meeting.headingFrom <= remark.from);
      const marked =
        file.mark > 0 || (around !== undefined && (around.mark > 0 || around.draft.hidden.public > 0));
      const place = file.offsetOf
        ? { file: file.path, line: 1, column: 1, offset: file.offsetOf({ line: remark.line, column: 0 }) }
        : { file: file.path, line: remark.line + 1, column: 1 };
      const item: Unread = {
        place,
        text: remark.text,
        why: remark.why,
        audience: marked ? 'private' : head.audience,
      };
      unread.push(item);
      told.push(tell(item, remark.rule, options));
    }
  return unread;
}

function unreadOf(
  placed: PlacedMeeting[],
  head: { id: string; audience: Audience },
  told: SeriesPart['told'],
  options: SeriesOptions,
): Unread[] {
  return placed.flatMap(({ dated, file }) =>
    dated.draft.unread.map((draft) => {
      const item: Unread = {
        text: draft.text,
        why: draft.why,
        ...notedOf(draft, file, dated, head),
        audience: audienceOf(draft.mark, dated, head),
      };
      told.push(tell(item, draft.rule, options));
      return item;
    }),
  );
}

function tell(item: Unread, rule: NotesRule, { reader }: SeriesOptions): SeriesPart['told'][0] {
  const quoted = item.text !== null && maySee(reader, item.audience) ? ` \`${item.text.slice(0, 60)}\`` : '';
  return { rule, reason: `Unread${quoted}: ${item.why}`, place: item.place };
}
