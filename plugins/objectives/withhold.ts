// Messages about what their reader may not see: the line and the rule stay, every word of the file goes.
// In: a report, the raw YAML, the reader; out: a report that keeps silent about what is withheld.
import type { YamlSource } from '../config/positions.ts';
import { type Audience, maySee, normalizeAudience } from '../graph/record.ts';
import type { Place, Report } from '../message.ts';

const SILENT =
  'Unexpected content in a part that this build withholds, expected what the rule says; build for its audience to read more';

/** Reports the rule and the line only. */
export function silentReport(report: Report): Report {
  return (rule, _, { file, line, column }) => report(rule, SILENT, { file, line, column });
}

/** A report that is silent inside the objectives and KPIs, or the file, that the reader may not see. */
export function guardReport(report: Report, source: YamlSource, reader: Audience): Report {
  const spans = withheldSpans(source, reader);
  if (spans === 'all') return silentReport(report);
  if (spans.length === 0) return report;
  const silent = silentReport(report);
  return (rule, reason, place) => {
    const hides = spans.some((span) => isWithin(place, span)) && !reason.startsWith('Unexpected `audience`');
    (hides ? silent : report)(rule, reason, place);
  };
}

/** Text that is not YAML may still say whom it is for. */
export function guardText(report: Report, text: string, reader: Audience): Report {
  const levels = [...text.matchAll(/\baudience["']?\s*:\s*["']?(\w+)/g)].map((match) =>
    normalizeAudience(match[1]),
  );
  return levels.every((level) => maySee(reader, level)) ? report : silentReport(report);
}

/** Whether anything of the file is withheld: what is said of its CSV file may be about that. */
export function withholdsAny(source: YamlSource, reader: Audience): boolean {
  const spans = withheldSpans(source, reader);
  return spans === 'all' || spans.length > 0;
}

function withheldSpans(source: YamlSource, reader: Audience): Place[] | 'all' {
  const { value } = source;
  if (!isKeyed(value)) return [];
  if (isHidden(value, reader)) return 'all';
  return [value.objectives, value.kpis]
    .flatMap((items) => (Array.isArray(items) ? items : []))
    .filter((item) => isKeyed(item) && isHidden(item, reader))
    .map((item) => source.place(item));
}

function isHidden(value: Record<string, unknown>, reader: Audience): boolean {
  return 'audience' in value && !maySee(reader, normalizeAudience(value.audience));
}

function isKeyed(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWithin(place: Place, span: Place): boolean {
  if (place.file !== span.file) return false;
  const isAfterStart = place.line > span.line || (place.line === span.line && place.column >= span.column);
  const endLine = span.endLine ?? span.line;
  const isBeforeEnd =
    place.line < endLine || (place.line === endLine && place.column < (span.endColumn ?? 1));
  return isAfterStart && isBeforeEnd;
}
