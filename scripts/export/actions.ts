// The actions as a table for spreadsheets and as days in a calendar. In: the graph; out: CSV (RFC 4180) and
// iCalendar (RFC 5545), the same bytes for the same graph.
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { CompassRecord } from '../../plugins/graph/record.ts';
import { keyOf } from '../../plugins/graph/record.ts';
import { dayOf, factOf, linkedTitles, type SiteGraph, seriesOf, stateOf } from '../graph.ts';
import type { ExportFacts } from './graph-json.ts';

const COLUMNS: Record<string, (action: CompassRecord, site: SiteGraph, facts: ExportFacts) => string> = {
  id: (action) => action.id,
  text: (action) => action.title,
  owners: (action, site) => ownersOf(action, site).join('; '),
  state: stateOf,
  kind: (action) => factOf(action, 'kind'),
  series: (action, { graph }) => seriesOf(action, graph),
  topic: (action) => factOf(action, 'topic'),
  given: dayOf,
  due: (action) => factOf(action, 'due'),
  age_days: (action) => factOf(action, 'ageDays'),
  age_meetings: (action) => factOf(action, 'ageMeetings'),
  serves: (action, { graph }) => linkedTitles(graph, keyOf('action', action.id), 'serves').join('; '),
  url: (action, site, facts) => addressOf(action, site, facts),
  file: (action) => action.place.file,
  line: (action) => String(action.place.line),
};

export function actionsCsv(site: SiteGraph, facts: ExportFacts): string {
  const rows = site.graph
    .all('action')
    .map((action) => Object.values(COLUMNS).map((column) => column(action, site, facts)));
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

/** Quoted where needed; a text that a spreadsheet would run as a formula starts with an apostrophe. */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Names as on the site: people by their record, others as written. */
function ownersOf(action: CompassRecord, { graph }: SiteGraph): string[] {
  const written = action.facts.owners;
  if (!Array.isArray(written)) return linkedTitles(graph, keyOf('action', action.id), 'owned by');
  return written.map((owner) => graph.get(keyOf('person', owner))?.title ?? owner);
}

function addressOf(action: CompassRecord, { urlOf }: SiteGraph, { base }: ExportFacts): string {
  const url = urlOf(keyOf('action', action.id));
  return url === undefined ? '' : `${base}${url}`;
}

/** Open actions with a due day, as all-day events; the identifier stays, so that a calendar updates them. */
export function actionsCalendar(site: SiteGraph, facts: ExportFacts): string {
  const calendar = ical({
    name: `${facts.title}: actions`,
    prodId: { company: 'myst-compass', product: 'compass', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const action of site.graph.all('action')) {
    const due = factOf(action, 'due');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(due) || stateOf(action) !== 'open') continue;
    const owners = ownersOf(action, site).join(', ');
    const url = addressOf(action, site, facts);
    calendar.createEvent({
      id: `action-${action.id}@myst-compass`,
      start: dayAt(due),
      allDay: true,
      stamp: dayAt(facts.asOf),
      summary: owners === '' ? action.title : `${owners}: ${action.title}`,
      ...(/^https?:/.test(url) ? { url } : {}),
    });
  }
  return calendar.toString();
}

/** Noon, universal time: all-day events are written by their UTC date. */
function dayAt(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}
