// What is known of the pages of a project, from the document stage to the project stage, by project folder: both
// stages may run many times in a preview.
import { posix } from 'node:path';
import type { Compass } from '../compass.ts';
import type { Graph } from '../graph/graph.ts';
import type { MystNode } from '../graph/node.ts';
import type { PageFacts } from '../graph/page.ts';
import { type Placeholder, plainText } from '../graph/placeholder.ts';
import type { Records } from '../graph/record.ts';
import type { FindTarget } from '../graph/resolve.ts';
import type { Message } from '../message.ts';

/** What the document stage keeps of a page until the project stage. */
export interface PageState {
  facts: PageFacts;
  records: Records;
  /** A link to the page itself: mystmd resolves it to the page's url and title. */
  self: MystNode;
  messages: Message[];
  /** The views and wheels of the page, for views on other pages. */
  placeholders: Placeholder[];
  /** Texts that were left out: mystmd has taken the page's title before, from its first heading wherever it stands. */
  withheld: Set<string>;
}

export interface ProjectState {
  pages: Map<string, PageState>;
  /** The compass whose own messages have been logged. */
  logged?: Compass;
  /** The joined graph, until a page changes. */
  joined?: Joined;
}

export interface Joined {
  compass: Compass;
  graph: Graph;
  find: FindTarget;
}

const projects = new Map<string, ProjectState>();

export function projectOf(root: string): ProjectState {
  const known = projects.get(root);
  if (known) return known;
  const made: ProjectState = { pages: new Map() };
  projects.set(root, made);
  return made;
}

export function emptyPage(file: string, messages: Message[]): PageState {
  return {
    facts: { file, targets: [], mentions: [] },
    records: { records: [], links: [] },
    self: { type: 'link', url: encodeURIComponent(posix.basename(file)), children: [] },
    messages,
    placeholders: [],
    withheld: new Set(),
  };
}

/** mystmd marks a link that it resolved to a page as internal. */
export function urlOf(page: PageState): string | undefined {
  return page.self.internal ? String(page.self.url) : undefined;
}

export function titleOf(page: PageState): string {
  return plainText(page.self) || page.facts.file;
}
