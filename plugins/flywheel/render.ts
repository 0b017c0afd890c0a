// A placeholder of `{flywheel}` to the figure on the page: picture, caption, and the steps as text. In: placeholder,
// graph and scores; out: MyST nodes. What is wrong is reported; what can still be shown is.
import { figureNode } from '../figure/figure.ts';
import { printSvg } from '../figure/print.ts';
import type { StatusWord } from '../figure/theme.ts';
import type { RenderContext } from '../graph/context.ts';
import { block, labelled, type MystNode } from '../graph/node.ts';
import type { Placeholder } from '../graph/placeholder.ts';
import { keyOf } from '../graph/record.ts';
import { didYouMean, listWords } from '../message.ts';
import { listFlywheel } from './list.ts';
import type { Live } from './live.ts';
import { type Flywheel, STEPS, type Step, stepsOf } from './model.ts';
import { parseFlywheel } from './parse.ts';
import { flywheelRules as rules } from './rules.ts';
import { altOf, drawFlywheel } from './svg.ts';

/** How far the objectives that turn a step have come; as `scoreStep` of objectives gives it. */
export interface StepProgress {
  value: number | null;
  expected: number;
  status: StatusWord;
  because: string;
  objectives: { id: string; title: string }[];
}

export interface FlywheelContext extends RenderContext {
  /** Periods and objectives that there are; a subset of `ObjectivesModel`. */
  objectives: { periods: { id: string }[]; objectives: { id: string; title: string; turns: string[] }[] };
  /** Undefined when no objective of the period turns the step. `turnedBy` are objectives that the wheel names. */
  stepScore(stepId: string, periodId: string, turnedBy: readonly string[]): StepProgress | undefined;
  /** A picture file, named from the page, as a data url; undefined when there is none. */
  readPicture?(path: string): string | undefined;
}

export interface FlywheelView {
  nodes: MystNode[];
  wheel: Flywheel;
}

/** The figure on its own page, where its label and its steps are targets. */
export function renderFlywheel(placeholder: Placeholder, context: FlywheelContext): MystNode[] {
  return viewFlywheel(placeholder, context, true).nodes;
}

/** The same figure with its model; `home: false` on another page (the dashboard), where nothing is a target and the wheel is small. */
export function viewFlywheel(
  placeholder: Placeholder,
  context: FlywheelContext,
  home: boolean,
): FlywheelView {
  const wheel = parseFlywheel(placeholder, context);
  const live = scoreSteps(wheel, context);
  checkObjectives(wheel, context);
  const labels = home && wheel.label !== undefined;
  const text = listFlywheel(wheel, {
    live,
    leads: !home && wheel.label !== undefined,
    target: (node, step) => (labels ? labelled(node, keyOf('step', step.id)) : node),
    objectivesOf: (step) => objectivesOf(step, wheel, context),
  });
  const pair = wheel.readings.length > 1;
  const small = !home && !pair;
  const sizeName = pair ? 'compass-flywheel-pair' : small && 'compass-flywheel-small';
  const className = ['compass-flywheel', sizeName, wheel.className].filter(Boolean).join(' ');
  if (!isDrawable(wheel)) return { wheel, nodes: [block(className, text)] };
  const drawing = drawFlywheel(wheel, live, readPictures(wheel, context), small);
  if (!drawing.centreFits) reportCentre(wheel, context);
  const node = figureNode({
    svg: printSvg(drawing),
    alt: altOf(wheel),
    caption: wheel.caption,
    label: labels ? wheel.label : undefined,
    className,
    summary: pair ? 'The two loops as text' : 'The steps as text',
    text,
    open: drawing.form === 'compact' || pair,
  });
  return { wheel, nodes: [node] };
}

function isDrawable(wheel: Flywheel): boolean {
  return (
    wheel.readings.length > 0 &&
    wheel.readings.every(({ steps }) => steps.length >= STEPS.least && steps.length <= STEPS.most)
  );
}

function scoreSteps(wheel: Flywheel, context: FlywheelContext): Live | undefined {
  const { live } = wheel;
  if (live === undefined) return undefined;
  const periods = context.objectives.periods.map((period) => period.id);
  if (!periods.includes(live)) {
    const expected =
      periods.length > 0 ? `expected ${listWords(periods.slice(-6))}` : 'and there are no objectives';
    context.report(
      rules.periodKnown,
      `Unexpected period \`${live}\`, ${expected}${didYouMean(live, periods)}`,
      wheel.livePlace,
    );
    return undefined;
  }
  const scores = stepsOf(wheel).map(
    (step) => [step.id, context.stepScore(step.id, live, step.turnedBy)] as const,
  );
  const found = scores.flatMap(([id, score]) => (score ? [[id, score] as const] : []));
  return {
    period: live,
    day: dayOf(context.asOf),
    expected: found[0]?.[1].expected ?? 0,
    progress: new Map(found),
  };
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** `2026-11-20` → “20 November”; as written when it is no day. */
function dayOf(date: string): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? date : DAY.format(time);
}

function checkObjectives(wheel: Flywheel, context: FlywheelContext): void {
  const known = context.objectives.objectives.map((objective) => objective.id);
  for (const step of stepsOf(wheel)) {
    for (const id of step.turnedBy.filter((name) => !known.includes(name))) {
      context.report(
        rules.objectiveKnown,
        `Unexpected objective \`${id}\` that turns step ${step.number}, expected the id of an objective${didYouMean(id, known)}`,
        step.place,
      );
    }
  }
}

/** Named on either side, in the order of the files; with `live` only those of its period. */
function objectivesOf(
  step: Step,
  wheel: Flywheel,
  context: FlywheelContext,
): { id: string; title: string }[] {
  const scored = wheel.live && context.stepScore(step.id, wheel.live, step.turnedBy);
  if (scored) return scored.objectives;
  return context.objectives.objectives.filter(
    (objective) => objective.turns.includes(step.id) || step.turnedBy.includes(objective.id),
  );
}

function readPictures(wheel: Flywheel, context: FlywheelContext): Map<string, string> {
  const pictures = new Map<string, string>();
  for (const { centre } of wheel.readings) {
    if (centre?.kind !== 'image') continue;
    const url = context.readPicture?.(centre.path);
    if (url) pictures.set(centre.path, url);
    else
      context.report(
        rules.centreFound,
        `Unexpected picture \`${centre.path}\` in \`center\`, expected a file; write its path from the page's folder, or words`,
        wheel.centrePlace,
      );
  }
  return pictures;
}

function reportCentre(wheel: Flywheel, context: FlywheelContext): void {
  const words = wheel.readings.flatMap(({ centre }) =>
    centre?.kind === 'text' ? [`\`${centre.text}\``] : [],
  );
  context.report(
    rules.centreFits,
    `Unexpected length of \`center\` (${words.join(' and ')}), expected a few short words; say it in the caption`,
    wheel.centrePlace,
  );
}
