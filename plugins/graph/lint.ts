// What `compass check` asks of the joined graph: that what is published can be found, is cited truly and is not
// forgotten. In: the graph of all pages and the limits; out: messages. Objectives have rules of their own.
import { type Config, isUnread } from '../config/config.ts';
import { daysBetween } from '../day.ts';
import type { Report, Rule } from '../message.ts';
import type { Graph } from './graph.ts';
import { type CompassRecord, type Kind, keyOf, kindOf } from './record.ts';

export const lintRules = {
  actionNotOld: {
    id: 'action-not-old',
    severity: 'warning',
    why: 'An action that stays open for months is done, dropped or too large; saying which keeps the list honest.',
  },
  decisionOnPage: {
    id: 'decision-on-page',
    severity: 'warning',
    why: 'A decision that stands on no page is known only to those who were in the room.',
  },
  decisionCitedStanding: {
    id: 'decision-cited-standing',
    severity: 'warning',
    why: 'A page that cites a superseded decision tells its readers what no longer holds.',
  },
  pageLinked: {
    id: 'page-linked',
    severity: 'info',
    why: 'A page that no other page links to is found only by those who look for it.',
  },
  personHasPlace: {
    id: 'person-has-place',
    severity: 'warning',
    why: 'A name that leads nowhere does not tell a reader whom to ask.',
  },
  pageFresh: {
    id: 'page-fresh',
    severity: 'info',
    why: 'A page that nobody touched for a year is rarely still true.',
  },
} satisfies Record<string, Rule>;

export interface LintInput {
  graph: Graph;
  config: Config;
  asOf: string;
  /** Records that have an anchor on some page. */
  targets: ReadonlySet<string>;
  /** Source path of the first page, which needs no link. */
  home: string | undefined;
  /** Day of the last commit by source path; empty without git. */
  touched: ReadonlyMap<string, string>;
}

export function lintGraph(input: LintInput, report: Report): void {
  for (const action of input.graph.all('action')) lintAction(action, input, report);
  for (const decision of input.graph.all('decision')) lintDecision(decision, input, report);
  lintPeople(input, report);
  for (const page of input.graph.all('page')) lintPage(page, input, report);
}

function lintAction(action: CompassRecord, { config, asOf }: LintInput, report: Report): void {
  const { status, kind, date, ageMeetings } = action.facts;
  if (status !== 'open' || kind === 'implied' || typeof date !== 'string') return;
  const days = daysBetween(date, asOf);
  const meetings = typeof ageMeetings === 'number' ? ageMeetings : 0;
  const { actionDays, actionMeetings } = config.limits;
  if (days <= actionDays && meetings <= actionMeetings) return;
  const limit = days > actionDays ? `${actionDays} days` : `${actionMeetings} meetings`;
  const age = days > actionDays ? `${days} days` : `${meetings} meetings`;
  report(
    lintRules.actionNotOld,
    `Unexpected age of the open action \`${action.id}\`, ${age}, expected at most ${limit}; close it, drop it or split it`,
    action.place,
  );
}

function lintDecision(decision: CompassRecord, input: LintInput, report: Report): void {
  const { graph, targets } = input;
  const key = keyOf('decision', decision.id);
  if (!targets.has(key) && !lacksHome('decision', input)) {
    report(
      lintRules.decisionOnPage,
      `Unexpected decision \`${decision.id}\` that stands on no page, expected it on the page of \`homes: decisions\``,
      decision.place,
    );
  }
  const by = graph.to(key, 'supersedes')[0];
  if (!by) return;
  for (const link of graph.to(key, 'mentions')) {
    if (kindOf(link.from) !== 'page' || !link.place) continue;
    const newer = by.from.slice('decision:'.length);
    report(
      lintRules.decisionCitedStanding,
      `Unexpected mention of the superseded decision \`${decision.id}\`, expected the one that holds, \`${newer}\``,
      link.place,
    );
  }
}

/** Whom this build does not show needs no place in it. */
function lintPeople(input: LintInput, report: Report): void {
  const { config, graph, targets } = input;
  if (lacksHome('person', input)) return;
  for (const person of config.people) {
    if (!graph.get(keyOf('person', person.id))) continue;
    if (person.page !== undefined || targets.has(keyOf('person', person.id))) continue;
    report(
      lintRules.personHasPlace,
      `Unexpected person \`${person.id}\` without a page, expected \`page:\` here, or a page with \`{people}\` under \`homes: people\``,
      { file: config.file, line: person.line, column: 1 },
    );
  }
}

/** A home that is no page is told once, where it is named: that none of its records stands on it follows. */
function lacksHome(kind: Kind, { config, graph }: LintInput): boolean {
  const home = config.homes[kind]?.replace(/#.*$/s, '');
  return home !== undefined && !graph.all('page').some(({ place }) => place.file === home);
}

/** Homes of records and pages of people are where links to records lead; any page may be one that nobody could read. */
function isLinkedByRecords(file: string, { config, home }: LintInput): boolean {
  if (isUnread(config)) return true;
  const homes = [home, ...Object.values(config.homes), ...config.people.map((person) => person.page)];
  return homes.includes(file);
}

const DAYS_OF_A_YEAR = 365;

function lintPage(page: CompassRecord, input: LintInput, report: Report): void {
  const { graph, asOf, touched } = input;
  const { file } = page.place;
  if (!isLinkedByRecords(file, input) && graph.to(keyOf('page', page.id), 'mentions').length === 0) {
    report(
      lintRules.pageLinked,
      'Unexpected page that no other page links to, expected at least one link',
      page.place,
    );
  }
  const day = touched.get(file);
  if (day !== undefined && daysBetween(day, asOf) > DAYS_OF_A_YEAR) {
    report(
      lintRules.pageFresh,
      `Unexpected age of this page, last changed on ${day}, expected a change within a year; read it again, and mend what no longer holds`,
      page.place,
    );
  }
}
