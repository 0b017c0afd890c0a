// What a reader may see of the objectives: stricter ones are left out with all that is theirs, and every text is
// redacted, and people whom the reader may not see are no owners. In: the whole model; out: a model of the same shape.
// Scores do not change.
import type { Config } from '../config/config.ts';
import { type Audience, maySee } from '../graph/record.ts';
import { withoutComments } from '../marks.ts';
import { type RedactOptions, redact } from '../redact/redact.ts';
import type { Checkin, Kpi, Measure, MeasureBase, Objective, ObjectivesModel } from './model.ts';
import { audienceOfText } from './withhold.ts';

type Clean = (text: string) => string;

export function releaseObjectives(
  model: ObjectivesModel,
  audience: Audience,
  config: Pick<Config, 'people' | 'privateLinks' | 'publicLinks'>,
): ObjectivesModel {
  const clean = createClean(config);
  const hidden = new Set(
    config.people.filter((person) => !maySee(audience, person.audience)).map((person) => person.id),
  );
  const owners = (names: readonly string[]) => names.filter((name) => !hidden.has(name)).map(clean);
  const objectives = model.objectives
    .filter((objective) => maySee(audience, objective.audience))
    .map((objective) => cleanObjective(withoutMarked(objective, audience), clean, owners));
  const shown = new Set(objectives.map((objective) => objective.period));
  return {
    ...model,
    periods: model.periods.filter((period) => shown.has(period)),
    objectives,
    kpis: model.kpis
      .filter((kpi) => maySee(audience, kpi.audience))
      .map((kpi) => cleanKpi(withoutMarkedNotes(kpi, audience), clean, owners)),
  };
}

/** Actions, learnings and notes of check-ins whose text bears a mark go; the numbers stay. */
function withoutMarked(objective: Objective, reader: Audience): Objective {
  const isOpen = (item: { audience?: Audience }) => maySee(reader, item.audience ?? 'public');
  return {
    ...objective,
    measures: objective.measures.map((measure) => withoutMarkedNotes(measure, reader)),
    actions: objective.actions.filter(isOpen),
    learnings: objective.learnings.filter(isOpen),
  };
}

function withoutMarkedNotes<T extends MeasureBase>(measure: T, reader: Audience): T {
  const checkins = measure.checkins.map((checkin) =>
    maySee(reader, audienceOfText(checkin.note)) ? checkin : { ...checkin, note: undefined },
  );
  return { ...measure, checkins };
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

type Owners = (names: readonly string[]) => string[];

function cleanObjective(objective: Objective, clean: Clean, owners: Owners): Objective {
  return {
    ...objective,
    title: clean(objective.title),
    why: optional(objective.why, clean),
    page:
      objective.page === undefined || clean(objective.page) !== objective.page ? undefined : objective.page,
    owner: owners(objective.owner === undefined ? [] : [objective.owner])[0],
    team: optional(objective.team, clean),
    measures: objective.measures.map((measure): Measure => ({ ...measure, ...cleanMeasure(measure, clean) })),
    actions: objective.actions.map((action) => ({
      ...action,
      text: clean(action.text),
      owners: owners(action.owners),
    })),
    learnings: objective.learnings.map((learning) => ({ ...learning, text: clean(learning.text) })),
  };
}

function cleanKpi(kpi: Kpi, clean: Clean, owners: Owners): Kpi {
  return {
    ...kpi,
    ...cleanMeasure(kpi, clean),
    why: optional(kpi.why, clean),
    owner: owners(kpi.owner === undefined ? [] : [kpi.owner])[0],
  };
}

function cleanMeasure(measure: MeasureBase, clean: Clean): Pick<MeasureBase, 'name' | 'unit' | 'checkins'> {
  const cleanCheckin = (checkin: Checkin) =>
    checkin.note === undefined ? checkin : { ...checkin, note: clean(checkin.note) };
  return {
    name: clean(measure.name),
    unit: optional(measure.unit, clean),
    checkins: measure.checkins.map(cleanCheckin),
  };
}

function optional(text: string | undefined, clean: Clean): string | undefined {
  return text === undefined ? undefined : clean(text);
}
