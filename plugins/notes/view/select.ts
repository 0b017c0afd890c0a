// Which meetings, actions and decisions a view shows. In: the released model and a directive's options; out:
// what is left, and tests by series, owner and objective. Unknown names are reported with a suggestion.
import type { RenderContext } from '../../graph/context.ts';
import { dateOption, listOption, optionRules } from '../../graph/option.ts';
import { optionNode, type Placeholder } from '../../graph/placeholder.ts';
import { keyOf, maySee } from '../../graph/record.ts';
import { didYouMean, listWords, type Rule } from '../../message.ts';
import type { Action, Decision, Meeting, NotesModel, Series } from '../model.ts';
import { isBetween } from '../text/words.ts';
import { personNamed } from './person.ts';
import { notesViewRules } from './rules.ts';

/** What the views of the notes need: the model holds only what this build's reader may see. */
export interface NotesContext extends RenderContext {
  notes: NotesModel;
}

/** Records by id, and each action's and decision's series and meeting: made once per view. */
export interface NotesIndex {
  series: Map<string, Series>;
  meetings: Map<string, Meeting>;
  actions: Map<string, Action>;
  decisions: Map<string, Decision>;
  /** Actions named by a meeting, in the notes' order. */
  namedIn: Map<string, Action[]>;
  madeIn: Map<string, Decision[]>;
}

export function indexNotes(notes: NotesModel): NotesIndex {
  const namedIn = new Map<string, Action[]>();
  const madeIn = new Map<string, Decision[]>();
  for (const action of notes.actions) for (const id of new Set(action.seenIn)) append(namedIn, id, action);
  for (const decision of notes.decisions) append(madeIn, decision.madeIn, decision);
  return {
    series: new Map(notes.series.map((series) => [series.id, series])),
    meetings: new Map(notes.series.flatMap((series) => series.meetings).map((item) => [item.id, item])),
    actions: new Map(notes.actions.map((action) => [action.id, action])),
    decisions: new Map(notes.decisions.map((decision) => [decision.id, decision])),
    namedIn,
    madeIn,
  };
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** A test for one option: everything passes where the option is not there. */
type Test<T> = (item: T) => boolean;

/** `series: one-on-one, All hands`: ids or titles; `one-on-one/2026-10-06` is one meeting. */
export function meetingTest(placeholder: Placeholder, context: NotesContext): Test<Meeting> {
  const words = listOption(placeholder, 'series');
  if (words.length === 0) return () => true;
  const series = new Set<string>();
  const meetings = new Set<string>();
  for (const word of words) {
    if (word.includes('/')) addMeetings(word, meetings, placeholder, context);
    else addSeries(word, series, placeholder, context);
  }
  return (meeting) => series.has(meeting.series) || meetings.has(meeting.id);
}

/** The same for records that only know their series. */
export function seriesTest(placeholder: Placeholder, context: NotesContext): Test<{ series: string }> {
  const words = listOption(placeholder, 'series');
  if (words.length === 0) return () => true;
  const series = new Set<string>();
  for (const word of words) addSeries(word, series, placeholder, context);
  return (item) => series.has(item.series);
}

/** A series that is kept but not released passes in silence: a message would tell that it exists. */
function addSeries(word: string, found: Set<string>, placeholder: Placeholder, context: NotesContext): void {
  const wanted = slug(word);
  const released = context.notes.series.find((series) => series.id === word || slug(series.title) === wanted);
  if (released) found.add(released.id);
  else if (!context.config.notes.some((entry) => slug(entry.series) === wanted)) {
    const known = context.notes.series.map((series) => series.id);
    reportUnknown(notesViewRules.seriesKnown, 'series', word, known, 'series', placeholder, context);
  }
}

/** All meetings of that day: `one-on-one/2026-08-11` is also `one-on-one/2026-08-11/2`. */
function addMeetings(
  word: string,
  found: Set<string>,
  placeholder: Placeholder,
  context: NotesContext,
): void {
  const [start = ''] = word.split('/');
  const series = context.notes.series.find((candidate) => candidate.id === start);
  if (!series) {
    addSeries(start, new Set(), placeholder, context);
    return;
  }
  const ids = series.meetings.map((meeting) => meeting.id);
  const chosen = ids.filter((id) => id === word || id.startsWith(`${word}/`));
  for (const id of chosen) found.add(id);
  if (chosen.length === 0) {
    reportUnknown(notesViewRules.meetingKnown, 'meeting', word, ids, 'series', placeholder, context);
  }
}

/** `owner: ana, Ben, everyone`: whom compass.yml knows, or a name as the notes write it. */
export function ownerTest(
  placeholder: Placeholder,
  context: NotesContext,
  name: string,
  owners: Iterable<string>,
): Test<readonly string[]> {
  const wanted = wantedOwners(placeholder, context, name, owners);
  return wanted ? (list) => list.some((owner) => wanted.has(owner)) : () => true;
}

/** Ids, or names as written, that an option asks for; undefined when it is not given. */
export function wantedOwners(
  placeholder: Placeholder,
  context: NotesContext,
  name: string,
  owners: Iterable<string>,
): Set<string> | undefined {
  const words = listOption(placeholder, name);
  if (words.length === 0) return undefined;
  const written = new Map([...owners].map((owner) => [owner.toLowerCase(), owner]));
  const wanted = new Set<string>();
  for (const word of words) {
    const owner = personNamed(word, context.config.people)?.id ?? written.get(word.toLowerCase());
    if (owner !== undefined) wanted.add(owner);
    else {
      const open = context.config.people.filter((person) => maySee(context.audience, person.audience));
      const known = [...new Set([...open.map((person) => person.id), ...written.values()])];
      reportUnknown(notesViewRules.ownerKnown, 'owner', word, known, name, placeholder, context);
    }
  }
  return wanted;
}

export function objectiveTest(placeholder: Placeholder, context: NotesContext): Test<readonly string[]> {
  const words = listOption(placeholder, 'objective').map((word) => word.replace(/^#/, ''));
  if (words.length === 0) return () => true;
  for (const word of words) {
    if (context.graph.get(keyOf('objective', word))) continue;
    const known = context.graph.all('objective').map((record) => record.id);
    reportUnknown(notesViewRules.objectiveKnown, 'objective', word, known, 'objective', placeholder, context);
  }
  return (list) => list.some((id) => words.includes(id));
}

/** `since` and `until`, both counted; that nothing lies between them is reported. */
export function dateTest(placeholder: Placeholder, context: NotesContext): Test<string> {
  const since = dateOption(placeholder, context, 'since');
  const until = dateOption(placeholder, context, 'until');
  if (since !== undefined && until !== undefined && since.slice(0, until.length) > until)
    context.report(
      optionRules.optionValid,
      `Unexpected \`${since}\` for \`since\`, after \`${until}\` for \`until\`, expected an earlier day; swap them`,
      context.place(optionNode(placeholder, 'since')),
    );
  return (date) => isBetween(date, since, until);
}

/** Newest first; of one day in the notes' order. */
export function newestFirst<T extends { date: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}

export function slug(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}

/** At most eight names are listed: a register of 200 meetings is no help. */
function reportUnknown(
  rule: Rule,
  kind: string,
  word: string,
  known: readonly string[],
  option: string,
  placeholder: Placeholder,
  context: NotesContext,
): void {
  const some =
    known.length > 8 ? `one of ${known.length} such as ${listWords(known.slice(0, 4))}` : listWords(known);
  const expected = known.length === 0 ? 'but there is none' : `expected ${some}`;
  const reason = `Unexpected ${kind} \`${word}\`, ${expected}${didYouMean(word, known) || didYouMean(slug(word), known)}`;
  context.report(rule, reason, context.place(optionNode(placeholder, option)));
}
