// The steps of a wheel as records, and what turns them as links. In: model and file; out: what the graph joins.
// A wheel without a label has none: nothing could point at its steps.
import { type CompassRecord, keyOf, type RecordLink, type Records } from '../graph/record.ts';
import { type Flywheel, type Step, stepsOf } from './model.ts';

export function flywheelRecords(wheel: Flywheel): Records {
  if (wheel.label === undefined) return { records: [], links: [] };
  const steps = stepsOf(wheel);
  return {
    records: steps.map(
      (step): CompassRecord => ({
        kind: 'step',
        id: step.id,
        title: step.title,
        place: step.place,
        audience: 'public',
        facts: { wheel: wheel.id, number: step.number, short: shortTitle(step), actors: step.actors },
      }),
    ),
    links: steps.flatMap((step) =>
      step.turnedBy.map(
        (id): RecordLink => ({
          type: 'turns',
          from: keyOf('objective', id),
          to: keyOf('step', step.id),
          place: step.place,
        }),
      ),
    ),
  };
}

/** `step 1, support`: what a link to the step says where the author says nothing. */
function shortTitle({ number, label, title }: Step): string {
  const accent = label.find((run) => run.accent)?.text.trim();
  return `step ${number}, ${accent || title}`;
}
