// `{objective}`: one objective in full. Placeholder and context → the objective as in the table, then its check-ins
// with their notes, what changed, and a place for what links to it.

import { formatDay } from '../day.ts';
import { mentionsPlace } from '../graph/backlinks.ts';
import type { Render } from '../graph/context.ts';
import { block, details, element, list, type MystNode, paragraph, strong } from '../graph/node.ts';
import { keyOf } from '../graph/record.ts';
import { didYouMean, listWords } from '../message.ts';
import { renderChanges } from './changes-list.ts';
import { modelOf, type ObjectivesContext, pageUrl, withLabel } from './context.ts';
import type { Checkin, Measure, Objective } from './model.ts';
import { formatValue } from './number.ts';
import { renderOne } from './render.ts';
import { objectivesRules } from './rules.ts';
import { scoreObjective } from './score.ts';
import { COLUMNS } from './select.ts';

export const renderObjective: Render<ObjectivesContext> = (placeholder, context) => {
  const model = modelOf(placeholder, context);
  const id = placeholder.argumentText.trim().replace(/^#/, '');
  // Those of a body need not be named: there is mostly one.
  const unnamed = id === '' && (placeholder.body.trim() !== '' || model.objectives.length === 1);
  const objective = unnamed ? model.objectives[0] : model.objectives.find((candidate) => candidate.id === id);
  if (!objective) {
    const known = model.objectives.map((candidate) => candidate.id);
    const expected =
      known.length === 0
        ? 'the id of one; there is none that this build may show'
        : listWords(known.slice(0, 8));
    context.report(
      objectivesRules.known,
      `${id === '' ? 'Missing id behind `{objective}`' : `Unexpected objective \`${id}\``}, expected ${expected}${didYouMean(id, known)}`,
      context.place(placeholder),
    );
    return [];
  }
  const score = scoreObjective(objective, context.asOf, context.config);
  return [
    withLabel(
      block(
        'compass-objectives compass-single',
        renderOne({ objective, score }, new Set(COLUMNS), context),
        renderCheckins(objective, context),
        renderChanges([objective], context),
        objective.page &&
          paragraph('More: ', {
            type: 'link',
            url: pageUrl(objective.page),
            children: [{ type: 'text', value: objective.page }],
          }),
        mentionsPlace(keyOf('objective', objective.id)),
      ),
      placeholder,
    ),
  ];
};

/** Every check-in of every measure, newest first, with confidence and note. */
function renderCheckins({ measures }: Objective, context: ObjectivesContext): MystNode | undefined {
  const measured = measures.filter((measure) => measure.checkins.length > 0);
  if (measured.length === 0) return undefined;
  const count = measured.reduce((sum, measure) => sum + measure.checkins.length, 0);
  const parts = measured.flatMap((measure) => [
    paragraph(strong(measure.name)),
    list(
      [...measure.checkins].reverse().map((checkin) => renderCheckin(checkin, measure, context)),
      { class: 'compass-log' },
    ),
  ]);
  return details([strong('Check-ins'), ` ${count}`], parts, 'compass-checkins-fold', true);
}

function renderCheckin(
  { date, value, confidence, note }: Checkin,
  { unit }: Measure,
  { asOf }: ObjectivesContext,
): MystNode {
  const about = [date > asOf && 'to come', confidence !== undefined && `confidence ${confidence}`, note]
    .filter(Boolean)
    .join(', ');
  return element(
    'listItem',
    { spread: true },
    paragraph(
      element('emphasis', { class: 'compass-when' }, formatDay(date, asOf)),
      ' ',
      formatValue(value, unit),
      about && [' ', element('emphasis', { class: 'compass-about' }, about)],
    ),
  );
}
