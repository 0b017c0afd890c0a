// One graph of all pages: what they add, what they mention, and where each record has its home.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compassFor, isPreview } from '../compass.ts';
import { createGraph, type Graph } from '../graph/graph.ts';
import { mentionLinks, pageId, pageRecord, sourcePath } from '../graph/page.ts';
import { type Key, keyOf, labelOf } from '../graph/record.ts';
import { type FindTarget, fillRecordLink } from '../graph/resolve.ts';
import { type Joined, type PageState, type ProjectState, titleOf, urlOf } from './state.ts';

/** One graph of everything: config, objectives and notes, and what every page adds. Made once until a page changes. */
export function joinProject(root: string, project: ProjectState): Joined {
  const compass = compassFor(root);
  if (project.joined?.compass === compass) return project.joined;
  if (isPreview()) forgetDeleted(root, project);
  const pages = [...project.pages.values()];
  const targets = new Map<Key, PageState>();
  for (const page of pages)
    for (const key of page.facts.targets) if (!targets.has(key)) targets.set(key, page);
  const records = pages.map((page) => pageRecord(page.facts.file, titleOf(page)));
  const parts = [compass.records, ...pages.map((page) => page.records), { records, links: [] }];
  fillMentions(pages, createGraph(parts));
  const byLabel = new Map([...targets.keys()].map((key) => [labelOf(key), key]));
  const links = mentionLinks(
    pages.map((page) => page.facts),
    (label) => byLabel.get(label.toLowerCase()),
    (url, from) => pageOfUrl(url, from, project),
  );
  const graph = createGraph([...parts, { records: [], links }]);
  const byPage = new Map(pages.map((page) => [keyOf('page', pageId(page.facts.file)), page]));
  const ownPages = new Map(compass.config.people.map((person) => [keyOf('person', person.id), person.page]));
  const find: FindTarget = (key) => {
    const own = project.pages.get(ownPages.get(key) ?? '') ?? byPage.get(key);
    const home = targets.get(key);
    return own ? targetOf(own) : home && targetOf(home, labelOf(key));
  };
  project.joined = { compass, graph, find: memoised(find) };
  return project.joined;
}

/** A page that was deleted while its site is previewed must not be linked any more. */
function forgetDeleted(root: string, project: ProjectState): void {
  for (const file of project.pages.keys()) if (!existsSync(join(root, file))) project.pages.delete(file);
}

/** Before sentences are read: a role of a step has no words until the step's page was read. */
function fillMentions(pages: readonly PageState[], graph: Graph): void {
  for (const { facts } of pages)
    for (const { key, node } of facts.mentions) if (key) fillRecordLink(node, key, graph);
}

export function pageOfUrl(url: string, from: string, project: ProjectState): string | undefined {
  const path = sourcePath(url, from);
  return project.pages.has(path) ? path : undefined;
}

function memoised(find: FindTarget): FindTarget {
  const known = new Map<Key, ReturnType<FindTarget>>();
  return (key) => {
    if (!known.has(key)) known.set(key, find(key));
    return known.get(key);
  };
}

function targetOf(page: PageState, htmlId?: string): ReturnType<FindTarget> {
  const url = urlOf(page);
  return url === undefined ? undefined : { url, dataUrl: String(page.self.dataUrl ?? `${url}.json`), htmlId };
}
