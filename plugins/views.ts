// Which feature renders what: the name of a directive or role → its view. In: a placeholder, the compass and the page
// it stands on; out: MyST nodes, what the view adds to the graph, and the messages that its box shows.
import { posix } from 'node:path';
import type { Compass } from './compass.ts';
import { flywheelRecords } from './flywheel/records.ts';
import type { FlywheelContext } from './flywheel/render.ts';
import { renderFlywheel, viewFlywheel } from './flywheel/render.ts';
import type { Render } from './graph/context.ts';
import { renderMentions } from './graph/directive.ts';
import type { Graph } from './graph/graph.ts';
import type { MystNode } from './graph/node.ts';
import type { Placeholder } from './graph/placeholder.ts';
import type { Records } from './graph/record.ts';
import { isRecordRole, renderRecordRole } from './graph/roles.ts';
import { renderCausalLoop } from './loops/render.ts';
import type { Message, Place, Report } from './message.ts';
import {
  type NotesContext,
  renderActions,
  renderDecisions,
  renderDigest,
  renderMeetings,
} from './notes/directive.ts';
import type { ObjectivesContext } from './objectives/context.ts';
import { renderKpis } from './objectives/kpis.ts';
import { renderMeasure } from './objectives/measure.ts';
import { renderObjective } from './objectives/objective.ts';
import { renderObjectives } from './objectives/render.ts';
import { objectivesOfStep, scoreStep } from './objectives/score.ts';

/** What a page hands to a feature's render beside the compass. */
export interface PageEdge {
  file: string;
  report: Report;
  place(node?: MystNode): Place;
}

/** Every feature's context at once. */
export type FeatureContext = FlywheelContext & NotesContext & ObjectivesContext;

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
  decisions: { subject: 'This list', render: renderDecisions, data: isNotes },
  digest: { subject: 'This digest', render: renderDigest, data: isNotes },
  flywheel: { subject: 'This wheel', render: renderFlywheel, records: recordsOfWheel },
  kpis: { subject: 'This table', render: renderKpis, data: isObjectives },
  measure: { subject: 'This number', render: renderMeasure },
  meetings: { subject: 'This calendar', render: renderMeetings, data: isNotes },
  mentions: { subject: 'This list', render: renderMentions },
  objective: { subject: 'This objective', render: renderObjective, data: isObjectives },
  objectives: { subject: 'This table', render: renderObjectives, data: isObjectives },
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

function contextOf(compass: Compass, page: PageEdge): FeatureContext {
  const { config, graph, asOf, audience, objectives, notes } = compass;
  return {
    config,
    graph,
    asOf,
    audience,
    objectives,
    notes,
    ...page,
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

/** Views that need the whole graph are rendered in the project stage. */
export function renderView(
  name: string,
  _node: MystNode,
  _compass: Compass,
  _page: PageEdge & { graph: Graph; placeholders: PlacedView[] },
): MystNode[] {
  throw new Error(`no view renders \`${name}\``);
}
