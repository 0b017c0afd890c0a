// Messages about what their reader may not see: the line and the rule stay, every word of the file goes.
// In: a report, the raw YAML, the reader; out: a report that keeps silent about what is withheld.
import { audienceOfLines, type CommentMarks } from '../config/comment-marks.ts';
import { isKeyed, type YamlSource } from '../config/positions.ts';
import { mayBeAudience } from '../config/shape.ts';
import { AUDIENCES, type Audience, maySee, normalizeAudience, strictest } from '../graph/record.ts';
import { type Level, levelOfText, stricter } from '../marks.ts';
import { listWords, type Place, type Report, silentReport } from '../message.ts';
import { objectivesRules } from './rules.ts';

/** What marks in texts ask for; `public` without any. */
export function audienceOfText(...texts: (string | undefined)[]): Audience {
  return strictest(...texts.map((text) => AUDIENCES[levelOfText(text ?? '')]));
}

/** What the marks in every text below a value of YAML ask for; a level is no text. */
function levelBelow(value: unknown): Level {
  if (typeof value === 'string') return levelOfText(value);
  let level: Level = 0;
  if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value))
      if (key !== 'audience') level = stricter(level, levelBelow(part));
  return level;
}

/** As `audienceOfText`, of every text in a value of YAML. */
export function audienceBelow(value: unknown): Audience {
  return AUDIENCES[levelBelow(value)];
}

/** A report that is silent inside the objectives and KPIs, or the file, that the reader may not see. */
export function guardReport(
  report: Report,
  source: YamlSource,
  comments: CommentMarks,
  reader: Audience,
): Report {
  const silent = silentReport(report);
  // Most files have nothing to report.
  let spans: Place[] | 'all' | undefined;
  const isLevel = (place: Place) =>
    spans === 'all' &&
    source.timesGiven(source.value, 'audience') > 0 &&
    isSamePlace(place, source.place(source.value, 'audience'));
  return (rule, reason, place) => {
    spans ??= withheldSpans(source, comments, reader);
    if (rule === objectivesRules.valueExpected && isLevel(place)) {
      report(rule, NO_LEVEL, place);
      return;
    }
    const hides = spans === 'all' || spans.some((span) => isWithin(place, span));
    const saysNothing = rule === objectivesRules.markPlaced || (spans !== 'all' && isAboutLevel(reason));
    (hides && !saysNothing ? silent : report)(rule, reason, place);
  };
}

/** The value may be anything, so it is not quoted. */
const NO_LEVEL = `Unexpected \`audience\` of this file that is no level, expected ${listWords(AUDIENCES)}; the file is private until then`;

const isSamePlace = (a: Place, b: Place): boolean => a.line === b.line && a.column === b.column;

/** A level that cannot be read, or a key that may be meant as one: what withholds the rest. */
function isAboutLevel(reason: string): boolean {
  const [, key] = /^Unexpected key `([^`]*)`/.exec(reason) ?? [];
  return reason.startsWith('Unexpected `audience`') || (key !== undefined && mayBeAudience(key));
}

/** Text that is not YAML may still say whom it is for. */
export function guardText(report: Report, text: string, reader: Audience): Report {
  const levels = [...text.matchAll(/\baudience["']?\s*:\s*["']?(\w+)/g)].map((match) =>
    normalizeAudience(match[1]),
  );
  return maySee(reader, strictest(audienceOfText(text), ...levels)) ? report : silentReport(report);
}

/** Whether anything of the file is withheld: what is said of its CSV file may be about that. */
export function withholdsAny(source: YamlSource, comments: CommentMarks, reader: Audience): boolean {
  const spans = withheldSpans(source, comments, reader);
  return spans === 'all' || spans.length > 0;
}

function withheldSpans(source: YamlSource, comments: CommentMarks, reader: Audience): Place[] | 'all' {
  const { value } = source;
  if (!isKeyed(value)) return [];
  const { objectives: _objectives, kpis: _kpis, ...own } = value;
  if (isHidden(own, reader) || !maySee(reader, comments.alone)) return 'all';
  return itemsOf(source)
    .filter(
      (item) => isHidden(item, reader) || !maySee(reader, audienceOfLines(comments, source.place(item))),
    )
    .map((item) => source.place(item));
}

/** The objectives and KPIs of a file as they are written. */
export function itemsOf({ value }: YamlSource): Record<string, unknown>[] {
  const { objectives, kpis } = isKeyed(value) ? value : {};
  return [objectives, kpis].flatMap((items) => (Array.isArray(items) ? items.filter(isKeyed) : []));
}

/** By its `audience`, or by a mark in any of its texts. */
function isHidden(value: Record<string, unknown>, reader: Audience): boolean {
  const own = 'audience' in value ? normalizeAudience(value.audience) : 'public';
  if (Object.keys(value).some((key) => key !== 'audience' && mayBeAudience(key))) return reader !== 'private';
  return !maySee(reader, strictest(own, AUDIENCES[levelBelow(value)]));
}

function isWithin(place: Place, span: Place): boolean {
  if (place.file !== span.file) return false;
  const isAfterStart = place.line > span.line || (place.line === span.line && place.column >= span.column);
  const endLine = span.endLine ?? span.line;
  const isBeforeEnd =
    place.line < endLine || (place.line === endLine && place.column < (span.endColumn ?? 1));
  return isAfterStart && isBeforeEnd;
}
