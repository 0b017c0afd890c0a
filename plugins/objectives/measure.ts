// `` {measure}`quota-hubs` ``: the live value of a measure or KPI, linked to it.
import type { Render } from '../graph/context.ts';
import { recordLink, text } from '../graph/node.ts';
import { keyOf } from '../graph/record.ts';
import { splitRole } from '../graph/roles.ts';
import { didYouMean } from '../message.ts';
import type { ObjectivesContext } from './context.ts';
import type { MeasureBase, ObjectivesModel, Period } from './model.ts';
import { formatValue } from './number.ts';
import { objectivesRules } from './rules.ts';
import { currentCheckin } from './score.ts';

export interface MeasureValue {
  name: string;
  /** The last check-in up to the day; null without one. */
  value: number | null;
  unit?: string;
  /** `9 hubs`, or `no check-in yet`. */
  text: string;
  /** Day of that check-in. */
  date: string | null;
}

/** The value of a measure or KPI on a day; `undefined` for an id that nobody has. */
function measureValue(model: ObjectivesModel, id: string, asOf: string): MeasureValue | undefined {
  for (const objective of model.objectives) {
    const measure = objective.measures.find((candidate) => candidate.id === id);
    if (measure) return measured(measure, asOf, objective.period);
  }
  const kpi = model.kpis.find((candidate) => candidate.id === id);
  return kpi && measured(kpi, asOf);
}

function measured(measure: MeasureBase, asOf: string, period?: Period): MeasureValue {
  const checkin = currentCheckin(measure, asOf, period);
  return {
    name: measure.name,
    value: checkin?.value ?? null,
    unit: measure.unit,
    text: checkin ? formatValue(checkin.value, measure.unit) : 'no check-in yet',
    date: checkin?.date ?? null,
  };
}

export const renderMeasure: Render<ObjectivesContext> = (placeholder, context) => {
  const { id, shown } = splitRole(placeholder.body);
  const value = measureValue(context.objectives, id, context.asOf);
  if (value)
    return [{ ...recordLink(keyOf('measure', id), shown ?? value.text), position: placeholder.position }];
  const known = [
    ...context.objectives.objectives.flatMap((objective) => objective.measures),
    ...context.objectives.kpis,
  ].map((measure) => measure.id);
  context.report(
    objectivesRules.measureRoleKnown,
    `Unexpected measure \`${id}\`, expected the id of one${didYouMean(id, known) || (known.length === 0 ? '; there is none' : `, such as \`${known[0]}\``)}`,
    context.place(placeholder),
  );
  return [text(shown ?? id)];
};
