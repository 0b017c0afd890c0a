// Which feature renders what: the name of a directive or role → its view. In: a placeholder, the compass and the page
// it stands on; out: MyST nodes, what the view adds to the graph, and the messages that its box shows.
import { posix } from 'node:path';
import type { Compass } from './compass.ts';
import { isUnread } from './config/config.ts';
import { flywheelRecords } from './flywheel/records.ts';
import type { FlywheelContext } from './flywheel/render.ts';
import { renderFlywheel, viewFlywheel } from './flywheel/render.ts';
import { flywheelRules } from './flywheel/rules.ts';
import type { Render } from './graph/context.ts';
import { mentionsRules, renderMentions } from './graph/directive.ts';
import { errorBox } from './graph/error-box.ts';
import type { Graph } from './graph/graph.ts';
import type { MystNode } from './graph/node.ts';
import type { Placeholder } from './graph/placeholder.ts';
import type { Records } from './graph/record.ts';
import { isRecordRole, renderRecordRole, roleRules } from './graph/roles.ts';
import { renderCausalLoop } from './loops/render.ts';
import { createReport, type Message, type Place, type Report } from './message.ts';
import {
  type NotesContext,
  renderActions,
  renderDecisions,
  renderDigest,
  renderMeetings,
} from './notes/directive.ts';
import { notesViewRules } from './notes/view/rules.ts';
import type { ObjectivesContext } from './objectives/context.ts';
import { renderKpis } from './objectives/kpis.ts';
import { renderMeasure } from './objectives/measure.ts';
import { renderObjective } from './objectives/objective.ts';
import { renderObjectives } from './objectives/render.ts';
import { objectivesRules } from './objectives/rules.ts';
import { objectivesOfStep, scoreStep } from './objectives/score.ts';
import {
  compassFrom,
  compassPlace,
  type OverviewContext,
  renderCompass,
  renderPeople,
} from './overview/directive.ts';
import { overviewRules } from './overview/rules.ts';

/** What a page hands to a feature's render beside the compass. */
export interface PageEdge {
  file: string;
  report: Report;
  place(node?: MystNode): Place;
}

/** Every feature's context at once. */
export type FeatureContext = FlywheelContext & NotesContext & ObjectivesContext & OverviewContext;

interface View {
  /** “This table”: how an error box names the view. */
  subject: string;
  render: Render<FeatureContext>;
  /** What the view adds to the graph: the steps of a wheel. */
  records?: (placeholder: Placeholder, context: FeatureContext) => Records;
  /** Data files whose mistakes concern this view: their boxes stand here. */
  data?: (file: string, compass: Compass) => boolean;
}

const isConfig = (file: string, compass: Compass) => file === compass.config.file;
const isObjectives = (file: string, compass: Compass) =>
  compass.objectives.files.includes(file) || isConfig(file, compass);
const isNotes = (file: string, compass: Compass) => compass.noteFiles.has(file) || isConfig(file, compass);

const VIEWS: Record<string, View> = {
  actions: { subject: 'This list', render: renderActions, data: isNotes },
  'causal-loop': { subject: 'This diagram', render: renderCausalLoop },
  compass: { subject: 'This dashboard', render: (placeholder) => [compassPlace(placeholder)] },
  decisions: { subject: 'This list', render: renderDecisions, data: isNotes },
  digest: { subject: 'This digest', render: renderDigest, data: isNotes },
  flywheel: { subject: 'This wheel', render: renderFlywheel, records: recordsOfWheel },
  kpis: { subject: 'This table', render: renderKpis, data: isObjectives },
  measure: { subject: 'This number', render: renderMeasure },
  meetings: { subject: 'This calendar', render: renderMeetings, data: isNotes },
  mentions: { subject: 'This list', render: renderMentions },
  objective: { subject: 'This objective', render: renderObjective, data: isObjectives },
  objectives: { subject: 'This table', render: renderObjectives, data: isObjectives },
  people: { subject: 'This list', render: renderPeople, data: isConfig },
};

/** The wheel is read a second time for its records: what is wrong with it was reported by its view. */
function recordsOfWheel(placeholder: Placeholder, context: FeatureContext): Records {
  return flywheelRecords(viewFlywheel(placeholder, { ...context, report: () => undefined }, true).wheel);
}

export interface Rendered {
  nodes: MystNode[];
  records: Records;
  dataMessages: Message[];
  subject: string;
}

export function renderPlaceholder(placeholder: Placeholder, compass: Compass, page: PageEdge): Rendered {
  const context = contextOf(compass, page);
  const none = { records: { records: [], links: [] }, dataMessages: [] };
  if (isRecordRole(placeholder.name)) {
    return { ...none, subject: 'This link', nodes: renderRecordRole(placeholder, context) };
  }
  const view = VIEWS[placeholder.name];
  if (!view) throw new Error(`no view renders \`${placeholder.name}\``);
  return {
    subject: view.subject,
    nodes: view.render(placeholder, context),
    records: view.records?.(placeholder, context) ?? none.records,
    dataMessages: compass.messages.filter((message) => view.data?.(message.place.file, compass)),
  };
}

/** They say that a record is not there. */
const MISSING = new Set(
  [
    flywheelRules.objectiveKnown,
    mentionsRules.mentionsRecordKnown,
    roleRules.roleRecordKnown,
    notesViewRules.seriesKnown,
    notesViewRules.ownerKnown,
    notesViewRules.objectiveKnown,
    objectivesRules.known,
    objectivesRules.measureRoleKnown,
    objectivesRules.optionKnown,
    objectivesRules.shown,
    overviewRules.personKnown,
    overviewRules.periodKnown,
  ].map(({ id }) => id),
);

/** Of records that are missing because their data could not be read, which was told, nothing is said again. */
function withoutMissing(report: Report, { config, objectives, messages, noteFiles }: Compass): Report {
  const isAllMissing = isUnread(config);
  const isFaulty =
    objectives.objectives.length + objectives.kpis.length === 0 &&
    messages.some(({ severity, place }) => severity === 'error' && !noteFiles.has(place.file));
  return (rule, reason, place) => {
    const follows = isAllMissing ? MISSING.has(rule.id) : isFaulty && rule.id === objectivesRules.shown.id;
    if (!follows) report(rule, reason, place);
  };
}

function contextOf(compass: Compass, page: PageEdge): FeatureContext {
  const { config, graph, asOf, audience, objectives, notes } = compass;
  return {
    config,
    graph,
    asOf,
    audience,
    objectives,
    notes,
    isClosed: compass.isClosed,
    ...page,
    report: withoutMissing(page.report, compass),
    isHome: (kind) => config.homes[kind] === page.file,
    stepScore: (step, period, turnedBy) =>
      scoreStep(objectivesOfStep(objectives, step, period, turnedBy), asOf, config),
    readPicture: (path) => compass.readPicture(posix.join(posix.dirname(page.file), path)),
  };
}

/** A placeholder with the page that it stands on: wheels are drawn again on the dashboard. */
export interface PlacedView {
  file: string;
  placeholder: Placeholder;
}

/** What the project stage knows: the joined graph, and the views of every page. */
export interface JoinedPage extends PageEdge {
  graph: Graph;
  placeholders: PlacedView[];
}

/** The dashboard needs the whole graph and the wheel of another page. Its mistakes stand in boxes before it. */
export function renderView(name: string, node: MystNode, compass: Compass, page: JoinedPage): MystNode[] {
  if (name !== 'compass') throw new Error(`no view renders \`${name}\``);
  const { messages, report } = createReport();
  const nodes = renderCompass(compassFrom(node), {
    ...contextOf(compass, { ...page, report }),
    graph: page.graph,
    drawWheel: (label, period) => drawWheel(label, period, compass, page),
  });
  for (const { rule, severity, reason, place } of messages)
    page.report({ id: rule, severity, why: '' }, reason, place);
  return [...messages.map((message) => errorBox(message, 'This dashboard')), ...nodes];
}

/** As on its own page, without caption and targets; what is wrong with it is reported there. */
function drawWheel(
  label: string,
  period: string | undefined,
  compass: Compass,
  page: JoinedPage,
): MystNode[] {
  const placed = wheelNamed(label, page.placeholders);
  if (!placed) return [];
  const { options, ...rest } = structuredClone(placed.placeholder);
  const live: Placeholder['options'] = period === undefined ? {} : { live: period };
  const wheel = { ...rest, options: { ...options, ...live }, argument: [], argumentText: '' };
  const context = contextOf(compass, { ...page, file: placed.file, report: () => undefined });
  return viewFlywheel(wheel, { ...context, graph: page.graph }, false).nodes;
}

/** Without a name, the first in the order of the files that shows progress, else that has a label. */
function wheelNamed(label: string, views: readonly PlacedView[]): PlacedView | undefined {
  const wheels = views
    .filter(({ placeholder: { name, options } }) => name === 'flywheel' && options.label !== undefined)
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  if (label !== '') return wheels.find(({ placeholder }) => placeholder.options.label === label);
  return wheels.find(({ placeholder }) => placeholder.options.live !== undefined) ?? wheels[0];
}
