// What a reader may see of the objectives: stricter ones are left out with all that is theirs, and every text is
// redacted. In: the whole model; out: a model of the same shape. Scores do not change.
import { type Audience, maySee } from '../graph/record.ts';
import type { Checkin, Kpi, Measure, MeasureBase, Objective, ObjectivesModel } from './model.ts';

type Clean = (text: string) => string;

export function releaseObjectives(model: ObjectivesModel, audience: Audience, clean: Clean): ObjectivesModel {
  return {
    ...model,
    objectives: model.objectives
      .filter((objective) => maySee(audience, objective.audience))
      .map((objective) => cleanObjective(objective, clean)),
    kpis: model.kpis.filter((kpi) => maySee(audience, kpi.audience)).map((kpi) => cleanKpi(kpi, clean)),
  };
}

function cleanObjective(objective: Objective, clean: Clean): Objective {
  return {
    ...objective,
    title: clean(objective.title),
    why: optional(objective.why, clean),
    owner: optional(objective.owner, clean),
    team: optional(objective.team, clean),
    measures: objective.measures.map((measure): Measure => ({ ...measure, ...cleanMeasure(measure, clean) })),
    actions: objective.actions.map((action) => ({
      ...action,
      text: clean(action.text),
      owners: action.owners.map(clean),
    })),
    learnings: objective.learnings.map((learning) => ({ ...learning, text: clean(learning.text) })),
  };
}

function cleanKpi(kpi: Kpi, clean: Clean): Kpi {
  return {
    ...kpi,
    ...cleanMeasure(kpi, clean),
    why: optional(kpi.why, clean),
    owner: optional(kpi.owner, clean),
  };
}

function cleanMeasure(measure: MeasureBase, clean: Clean): Pick<MeasureBase, 'name' | 'unit' | 'checkins'> {
  const cleanCheckin = (checkin: Checkin) => ({ ...checkin, note: optional(checkin.note, clean) });
  return {
    name: clean(measure.name),
    unit: optional(measure.unit, clean),
    checkins: measure.checkins.map(cleanCheckin),
  };
}

function optional(text: string | undefined, clean: Clean): string | undefined {
  return text === undefined ? undefined : clean(text);
}
