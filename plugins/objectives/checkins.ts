// Check-ins of measures and KPIs, of their own YAML and of CSV files: data → check-ins by day, oldest first.
import { listenedReport, type Place } from '../message.ts';
import { type CheckinRow, parseCheckins } from './csv.ts';
import type { Checkin, MeasureBase } from './model.ts';
import { markedAudience, type Reading } from './reading.ts';
import { objectivesRules } from './rules.ts';
import type { KpiData, MeasureData } from './schema.ts';
import { audienceOfText } from './withhold.ts';

/**
 * Check-ins of the YAML and of CSV files, oldest first; of two on one day the YAML's stays, then the later row.
 * `unread` where there is none and a CSV file had a mistake.
 */
export function readCheckins(
  data: MeasureData | KpiData,
  id: string,
  reading: Reading,
): Pick<MeasureBase, 'checkins' | 'unread'> {
  const byDate = new Map<string, Checkin>();
  const { report, hasSpoken } = listenedReport(reading.report);
  for (const { measure: _, measurePlace: __, ...row } of [
    ...(reading.rows.get(id) ?? []),
    ...ownRows(data, id, { ...reading, report }),
  ])
    byDate.set(row.date, row);
  reading.rows.delete(id);
  for (const [date, checkin] of Object.entries(data.checkins ?? {})) {
    const place = reading.source.place(data.checkins, date, 'key');
    byDate.set(
      date,
      typeof checkin === 'number' ? { date, value: checkin, place } : { date, ...checkin, place },
    );
  }
  const checkins = [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  for (const { note, place } of checkins)
    if (note !== undefined) markedAudience('public', audienceOfText(note), place, reading.report);
  const isUnread = checkins.length === 0 && (reading.isCsvFaulty || hasSpoken());
  return isUnread ? { checkins, unread: true } : { checkins };
}

/** Rows of the measure's own `data` file: all of them, or those that name it where there is a column `measure`. */
function ownRows(data: MeasureData | KpiData, id: string, reading: Reading): CheckinRow[] {
  if (data.data === undefined) return [];
  const rows = readCsv(reading, data.data, reading.source.place(data, 'data'), false);
  return rows.filter((row) => row.measure === undefined || row.measure === id);
}

export function readSharedRows(reading: Reading, path: string): void {
  for (const row of readCsv(reading, path, reading.source.place(reading.data, 'data'), true)) {
    const rows = reading.rows.get(row.measure!);
    if (rows) rows.push(row);
    else reading.rows.set(row.measure!, [row]);
  }
}

function readCsv({ file, report }: Reading, path: string, place: Place, isShared: boolean): CheckinRow[] {
  const full = resolvePath(file.path, path);
  const text = full === undefined ? undefined : file.csv?.(full);
  if (text === undefined || full === undefined) {
    report(
      objectivesRules.dataReadable,
      `Unexpected \`data\` \`${path}\`, expected a CSV file inside the project, named from the folder of this file`,
      place,
    );
    return [];
  }
  return parseCheckins(text, full, isShared, report);
}

/** A path from a file's folder to one from the root; undefined when it leaves the project. */
function resolvePath(from: string, path: string): string | undefined {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..' && parts.length === 0) return undefined;
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
