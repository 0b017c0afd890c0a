// What a reader may see of the objectives: stricter ones are left out with all that is theirs, and every text is
// redacted; people whom the reader may not see are no owners. In: the whole model; out: a model of the same shape.
// Scores do not change.
import type { Config } from '../config/config.ts';
import { filesMeant } from '../graph/page.ts';
import { type Audience, maySee } from '../graph/record.ts';
import { withoutComments } from '../marks.ts';
import { type Report, silentReport } from '../message.ts';
import { type RedactOptions, redact } from '../redact/redact.ts';
import type { Checkin, Kpi, Measure, MeasureBase, Objective, ObjectivesModel } from './model.ts';
import { objectivesRules } from './rules.ts';
import { audienceOfText } from './withhold.ts';

type Clean = (text: string) => string;

interface Release {
  isOpen(item: { audience?: Audience }): boolean;
  clean: Clean;
  /** Without those whom the reader may not see. */
  owners(names: readonly string[]): string[];
}

export function releaseObjectives(
  model: ObjectivesModel,
  reader: Audience,
  config: Pick<Config, 'people' | 'privateLinks' | 'publicLinks'>,
): ObjectivesModel {
  const clean = createClean(config);
  const isOpen: Release['isOpen'] = (item) => maySee(reader, item.audience ?? 'public');
  const hidden = new Set(config.people.filter((person) => !isOpen(person)).map((person) => person.id));
  const owners = (names: readonly string[]) => names.filter((name) => !hidden.has(name)).map(clean);
  const release = { isOpen, clean, owners };
  const objectives = model.objectives.filter(isOpen).map((objective) => cleanObjective(objective, release));
  const shown = new Set(objectives.map((objective) => objective.period));
  return {
    ...model,
    periods: model.periods.filter((period) => shown.has(period)),
    objectives,
    kpis: model.kpis.filter(isOpen).map((kpi) => cleanKpi(kpi, release)),
  };
}

export interface ClosedPages {
  /** Is the file one of notes or data, or a page for others? Paths from the root. */
  isClosed(path: string): boolean;
  audience: Audience;
  report: Report;
}

/** A link to a file makes mystmd publish the file: an objective has no page that these readers may not see. */
export function withoutClosedPages(
  model: ObjectivesModel,
  { isClosed, audience, report }: ClosedPages,
): ObjectivesModel {
  const objectives = model.objectives.map((objective) => {
    const { page, pagePlace } = objective;
    if (page === undefined || /^\w+:/.test(page) || !filesMeant(page, '').some(isClosed)) return objective;
    (maySee(audience, objective.audience) ? report : silentReport(report))(
      objectivesRules.pageFound,
      'Unexpected file of notes or data, or a page that is not for these readers, as the page of an objective, expected a page of this site; name another, or take `page` out',
      pagePlace,
    );
    return { ...objective, page: undefined };
  });
  return { ...model, objectives };
}

/** Each text once: names and units come again and again. */
function createClean(options: RedactOptions): Clean {
  const known = new Map<string, string>();
  return (text) => {
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const cleaned = redact(withoutComments(text), options).text;
    known.set(text, cleaned);
    return cleaned;
  };
}

/** Actions and learnings whose text bears a mark go. */
function cleanObjective(objective: Objective, release: Release): Objective {
  const { isOpen, clean, owners } = release;
  return {
    ...objective,
    title: clean(objective.title),
    why: optional(objective.why, clean),
    page:
      objective.page === undefined || clean(objective.page) !== objective.page ? undefined : objective.page,
    owner: owners(objective.owner === undefined ? [] : [objective.owner])[0],
    team: optional(objective.team, clean),
    measures: objective.measures.map(
      (measure): Measure => ({ ...measure, ...cleanMeasure(measure, release) }),
    ),
    actions: objective.actions.filter(isOpen).map((action) => ({
      ...action,
      text: clean(action.text),
      owners: owners(action.owners),
    })),
    learnings: objective.learnings
      .filter(isOpen)
      .map((learning) => ({ ...learning, text: clean(learning.text) })),
  };
}

function cleanKpi(kpi: Kpi, release: Release): Kpi {
  const { clean, owners } = release;
  return {
    ...kpi,
    ...cleanMeasure(kpi, release),
    why: optional(kpi.why, clean),
    owner: owners(kpi.owner === undefined ? [] : [kpi.owner])[0],
  };
}

type Cleaned = Pick<MeasureBase, 'name' | 'unit' | 'checkins'>;

/** Of a check-in whose note bears a mark the number stays. */
function cleanMeasure({ name, unit, checkins }: MeasureBase, { isOpen, clean }: Release): Cleaned {
  const cleanCheckin = (checkin: Checkin) => {
    const { note } = checkin;
    if (note === undefined) return checkin;
    return { ...checkin, note: isOpen({ audience: audienceOfText(note) }) ? clean(note) : undefined };
  };
  return { name: clean(name), unit: optional(unit, clean), checkins: checkins.map(cleanCheckin) };
}

function optional(text: string | undefined, clean: Clean): string | undefined {
  return text === undefined ? undefined : clean(text);
}
