// A wheel from the body of `{flywheel}`: parsed MyST nodes and options in, model out. Reports every mistake with its
// place and never throws. The shape of the body is in content/docs/flywheel.md.
import type { Run } from '../figure/text.ts';
import type { MystNode } from '../graph/node.ts';
import { optionNode, type Placeholder, plainText } from '../graph/placeholder.ts';
import { didYouMean, listWords, type Place, type Report } from '../message.ts';
import type { Centre, Flywheel, Reading, Step } from './model.ts';
import { STEPS } from './model.ts';
import { flywheelRules as rules } from './rules.ts';
import { asBlocks, type KeyLine, labelRuns, lineOfText, splitLabel, takeKeys } from './step-text.ts';

/** What a body is parsed with: where nodes stand, and whom to tell. */
export interface Edge {
  report: Report;
  place(node?: MystNode): Place;
}

/** A step with what only the parser needs. */
interface Draft extends Omit<Step, 'id'> {
  id?: string;
}

interface DraftReading {
  title: Run[];
  steps: Draft[];
  closing: MystNode[];
}

/** Always gives a wheel; one whose number of steps cannot be drawn is reported and has them as text. */
export function parseFlywheel(placeholder: Placeholder, edge: Edge): Flywheel {
  const { options } = placeholder;
  const place = edge.place();
  const placeOf = (name: string) => edge.place(optionNode(placeholder, name));
  const label = parseLabel(word(options.label), edge.report, placeOf('label'));
  const id = label ?? 'wheel';
  const { lead, drafts, joined } = parseBody(placeholder.children, edge);
  const actors = splitNames(word(options.actors));
  for (const draft of drafts.flatMap((reading) => reading.steps)) checkActors(draft, actors, edge.report);
  const centres = word(options.center).split('|').map(parseCentre);
  const readings = drafts.map(
    (draft, index): Reading => ({
      title: draft.title,
      centre: centres[Math.min(index, centres.length - 1)],
      steps: nameSteps(draft.steps, drafts.length > 1 && index === 0 ? `${id}-trap` : id),
      closing: draft.closing,
    }),
  );
  // Lists that were one before they fell apart, or two wheels: names that meet in them follow.
  if (!joined) checkReadings(readings, edge.report, place);
  return {
    id,
    label,
    caption: placeholder.argument,
    actors,
    live: parsePeriodName(word(options.live)),
    start: parseStart(word(options.start), edge.report, placeOf('start')),
    className: word(options.class) || undefined,
    lead,
    readings,
    place,
    livePlace: placeOf('live'),
    centrePlace: placeOf('center'),
  };
}

function word(option: string | boolean | number | undefined): string {
  return option === undefined || typeof option === 'boolean' ? '' : String(option).trim();
}

/** Letter case does not matter, as in files of objectives: `2026-q4`. */
function parsePeriodName(text: string): string | undefined {
  return (/^\d{4}-[qh]\d$/i.test(text) ? text.toUpperCase() : text) || undefined;
}

function splitNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function parseLabel(label: string, report: Report, place: Place): string | undefined {
  if (label === '') return undefined;
  const ascii = toSlug(label);
  if (ascii !== '' && label.toLowerCase().replaceAll(/\s+/g, '-') === ascii) return ascii;
  const mend = ascii ? `write \`${ascii}\`` : 'write one such as `wheel`';
  report(
    rules.labelAscii,
    `Unexpected label \`${label}\`, expected letters a to z, digits and hyphens; ${mend}`,
    place,
  );
  return ascii || undefined;
}

/** `Éa b!` → `ea-b`; empty when nothing of it is ASCII. */
function toSlug(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|(?<!-)-+$/g, '');
}

function parseStart(text: string, report: Report, place: Place): number {
  if (text === '') return 0;
  const match = /^([+-]?\d+(?:\.\d+)?)\s*(?:deg|°)?$/i.exec(text);
  if (match) return ((Number(match[1]) % 360) * Math.PI) / 180;
  report(
    rules.startAngle,
    `Unexpected start \`${text}\`, expected degrees from twelve o’clock such as \`45\`; leave it out to start at the top`,
    place,
  );
  return 0;
}

const IMAGE = /^!\[([^\]]*)\]\(([^)\s]+)\)$/;
const IMAGE_FILE = /^[^\s]+\.(?:svg|png|jpe?g|gif|webp)$/i;

function parseCentre(text: string): Centre | undefined {
  const words = text.trim();
  const image = IMAGE.exec(words);
  if (image) return { kind: 'image', alt: image[1] ?? '', path: image[2] ?? '' };
  if (IMAGE_FILE.test(words)) return { kind: 'image', alt: '', path: words };
  return words === '' ? undefined : { kind: 'text', text: words };
}

interface Body {
  lead: MystNode[];
  drafts: DraftReading[];
  /** There were more lists than a wheel has. */
  joined: boolean;
}

/** A heading is mostly the page's next one, in a wheel that nobody closed. */
function reportHeading(node: MystNode, edge: Edge): void {
  edge.report(
    rules.readings,
    `Unexpected heading \`${plainText(node)}\` in a wheel, expected the wheel to end before it; close it with \`:::\`, or write the title in bold`,
    edge.place(node),
  );
}

/** The first list is the wheel; a second under a bold title, if the first has one too, is its other reading. */
function parseBody(body: MystNode[], edge: Edge): Body {
  const nodes = body.filter((node) => node.type !== 'comment' && node.type !== 'mystComment');
  const lead: MystNode[] = [];
  const drafts: DraftReading[] = [];
  for (const [index, node] of nodes.entries()) {
    const last = drafts.at(-1);
    if (node.type === 'heading') reportHeading(node, edge);
    if (node.type === 'list') drafts.push(parseReading(node, nodes[index - 1], edge));
    else if (isTitle(node) && nodes[index + 1]?.type === 'list') continue;
    else if (last) last.closing.push(node);
    else lead.push(node);
  }
  const [first] = drafts;
  if (drafts.length === 1 && first && first.title.length > 0) {
    lead.push(boldParagraph(first.title));
    first.title = [];
  }
  const untitled = drafts.some((draft) => draft.title.length === 0);
  if (drafts.length > 2 || (drafts.length === 2 && untitled))
    return { lead, drafts: [joinLists(drafts, edge)], joined: true };
  return { lead, drafts, joined: false };
}

/** What was meant as one list and fell apart is drawn as one. */
function joinLists(drafts: DraftReading[], edge: Edge): DraftReading {
  const [first, second] = drafts;
  edge.report(
    rules.readings,
    `Unexpected ${drafts.length} lists, expected one, or two under a bold title line each; indent what belongs to a step by three spaces`,
    second?.steps[0]?.place ?? first?.steps[0]?.place ?? edge.place(),
  );
  const steps = drafts.flatMap((draft) => draft.steps);
  return {
    title: [],
    steps: steps.map((step, index) => ({ ...step, number: index + 1 })),
    closing: drafts.flatMap((draft) => draft.closing),
  };
}

/** A paragraph that is bold from end to end. */
function isTitle(node: MystNode): boolean {
  const children = (node.children ?? []).filter((child) => plainText(child).trim() !== '');
  return node.type === 'paragraph' && children.length === 1 && children[0]?.type === 'strong';
}

function boldParagraph(title: Run[]): MystNode {
  const value = title.map((run) => run.text).join('');
  return { type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value }] }] };
}

function parseReading(list: MystNode, before: MystNode | undefined, edge: Edge): DraftReading {
  const title =
    before && isTitle(before) ? labelRuns(before.children?.flatMap((bold) => bold.children ?? []) ?? []) : [];
  const items = (list.children ?? []).filter((item) => item.type === 'listItem');
  const steps = items.map((item, index) => parseStep(item, index + 1, edge));
  return { title, steps: steps.filter((step) => step !== undefined), closing: [] };
}

function parseStep(item: MystNode, number: number, edge: Edge): Draft | undefined {
  const place = edge.place(item.position ? item : item.children?.[0]);
  const { keys, blocks } = takeKeys(asBlocks(item.children ?? []), (line) =>
    checkKeys(line, place, edge.report),
  );
  const { label, explanation } = splitLabel(blocks);
  const title = label.map((run) => run.text).join('');
  if (title === '') {
    edge.report(
      rules.stepLabelled,
      `Unexpected step ${number} without words, expected a label; write it in bold, or take the item out`,
      place,
    );
    return undefined;
  }
  const id = parseId(keys.id, edge.report, place);
  return { number, label, title, explanation, actors: keys.by, turnedBy: keys.turnedBy, place, id };
}

function parseId(id: string | undefined, report: Report, place: Place): string | undefined {
  if (!id) return undefined;
  const slug = toSlug(id);
  if (slug === id.toLowerCase()) return slug;
  report(
    rules.stepIdAscii,
    `Unexpected id \`${id}\`, expected letters a to z, digits and hyphens${slug ? `; write \`${slug}\`` : '; write an English word, or leave it out'}`,
    place,
  );
  return slug || undefined;
}

function checkKeys(line: KeyLine, place: Place, report: Report): void {
  const at = {
    ...place,
    line: lineOfText(line.node, place.line),
    column: 1,
    endLine: undefined,
    endColumn: undefined,
  };
  report(
    rules.keyKnown,
    `Unexpected key \`${line.unknown}\`, expected ${listWords(line.known)}${didYouMean(line.unknown, line.known)}; the line is read as explanation`,
    at,
  );
}

function checkActors(step: Draft, known: string[], report: Report): void {
  if (known.length === 0) return;
  step.actors = step.actors.map((name) => {
    const actor = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (actor === undefined) {
      const mend = didYouMean(name, known) || '; add it to `actors`';
      report(
        rules.actorKnown,
        `Unexpected actor \`${name}\` of step ${step.number}, expected ${listWords(known)}${mend}`,
        step.place,
      );
    }
    return actor ?? name;
  });
}

/** Ids in order: as written, else by the first emphasised word, else by the number. A taken one falls to the number. */
function nameSteps(drafts: Draft[], prefix: string): Step[] {
  const taken = new Set<string>();
  const written = new Set(drafts.flatMap((draft) => (draft.id ? [withPrefix(draft.id, prefix)] : [])));
  return drafts.map((draft) => {
    const numbered = `${prefix}-${draft.number}`;
    const found = emphasisedSlug(draft.label);
    const wanted = draft.id ? withPrefix(draft.id, prefix) : found && `${prefix}-${found}`;
    const free = wanted && !taken.has(wanted) && (draft.id || !written.has(wanted));
    const id = free ? wanted : numbered;
    taken.add(id);
    return { ...draft, id };
  });
}

function withPrefix(id: string, prefix: string): string {
  return id.startsWith(`${prefix}-`) ? id : `${prefix}-${id}`;
}

/** A word of digits only would be taken for a number. */
function emphasisedSlug(label: Run[]): string {
  const words = label.filter((run) => run.accent).flatMap((run) => run.text.trim().split(/\s+/));
  const slug = toSlug(words[0] ?? '');
  const ascii = /^[\p{ASCII}\p{Script=Latin}\p{P}\p{M}]*$/u.test(words[0] ?? '');
  return ascii && !/^\d+$/.test(slug) ? slug : '';
}

function checkReadings(readings: Reading[], report: Report, place: Place): void {
  for (const reading of readings) checkSteps(reading.steps, report, place);
  if (readings.length === 0) checkSteps([], report, place);
  const [first, second] = readings;
  if (!first || !second || first.steps.length === second.steps.length) return;
  report(
    rules.readingsEqual,
    `Unexpected ${first.steps.length} and ${second.steps.length} steps, expected the same number in both readings; let each step answer the one of its number`,
    second.steps[0]?.place ?? place,
  );
}

function checkSteps(steps: Step[], report: Report, place: Place): void {
  const { least, most } = STEPS;
  if (steps.length < least || steps.length > most) {
    const mend =
      steps.length > most
        ? 'join steps, or make two wheels'
        : steps.length === 0
          ? 'write a list with one item for each step'
          : 'add the step that leads back to it';
    report(
      rules.stepCount,
      `Unexpected ${steps.length === 0 ? 'wheel without steps' : steps.length === 1 ? 'single step' : `${steps.length} steps`}, expected ${least} to ${most}; ${mend}`,
      steps[most]?.place ?? steps[0]?.place ?? place,
    );
  }
  const seen = new Map<string, Step>();
  for (const step of steps) {
    const key = step.title.toLowerCase();
    const first = seen.get(key);
    if (first)
      report(
        rules.stepUnique,
        `Unexpected step \`${step.title}\` twice, expected unique names; rename one (first at ${first.place.line}:${first.place.column})`,
        step.place,
      );
    else seen.set(key, step);
  }
}
