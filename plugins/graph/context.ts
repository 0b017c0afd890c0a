// What every `render` gets: the graph, the day, the reader, and a way to report. Each feature adds its own
// model to it in its own `directive.ts`; compass.ts fills in all of them.
import type { Config } from '../config/config.ts';
import type { Place, Report } from '../message.ts';
import type { Graph } from './graph.ts';
import type { MystNode } from './node.ts';
import type { Placeholder } from './placeholder.ts';
import type { Audience, Kind } from './record.ts';

export interface RenderContext {
  config: Config;
  graph: Graph;
  /** The day that ages and status are computed for: `2026-11-20`. */
  asOf: string;
  /** Who reads this build. */
  audience: Audience;
  /** The page being built, from the project root. */
  file: string;
  /** Is this page the home of a kind? Only a home's views label their records. */
  isHome(kind: Kind): boolean;
  /** Reports reach the build log, and a box stands in the page in front of what the directive gives. */
  report: Report;
  /** The place of a node on this page; the placeholder's when the node has none. */
  place(node?: MystNode): Place;
}

/** Placeholder and context to MyST nodes. Never throws for what an author wrote: it reports and gives what it can. */
export type Render<C extends RenderContext = RenderContext> = (
  placeholder: Placeholder,
  context: C,
) => MystNode[];
