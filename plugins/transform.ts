// The two stages in which mystmd lets us in. Document stage: placeholders become MyST nodes, names become links, and
// what the page says is kept for the graph. Project stage: links and backlinks are finished, now that every page's
// url is known. All state lives in `projects`, by project folder; both stages may run many times (preview).
import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { TransformSpec } from 'myst-common';
import type { VFile } from 'vfile';
import { type Compass, compassFor, findRoot, hiddenNames, isPreview } from './compass.ts';
import { linkNames } from './graph/autolink.ts';
import { mentionsPlace, renderBacklinks } from './graph/backlinks.ts';
import { errorBox } from './graph/error-box.ts';
import { createGraph, type Graph } from './graph/graph.ts';
import { block, type MystNode, recordLink } from './graph/node.ts';
import { reportStrayOptions } from './graph/option.ts';
import {
  mentionLinks,
  type PageFacts,
  pageId,
  pageMeant,
  pageRecord,
  placeOf,
  readPage,
  sourcePath,
} from './graph/page.ts';
import { type Placeholder, plainText } from './graph/placeholder.ts';
import { type Key, keyOf, labelOf, maySee, type Records } from './graph/record.ts';
import { type FindTarget, fillRecordLink, resolveRecordLinks } from './graph/resolve.ts';
import { checkRoleLinks } from './graph/roles.ts';
import { settleViews } from './graph/settle.ts';
import { replaceNodes, walk } from './graph/walk.ts';
import {
  createReport,
  formatMessage,
  type Message,
  type Report,
  type Rule,
  withoutNames,
  withSeverities,
} from './message.ts';
import { audienceOfSource, isUnreadable, readSource } from './page-audience.ts';
import { cleanPage, dropHidden } from './page-clean.ts';
import { isInRole } from './page-fields.ts';
import { writePageReport } from './page-report.ts';
import { pageRules } from './page-rules.ts';
import { renderPlaceholder, renderView } from './views.ts';

/** What the document stage keeps of a page until the project stage. */
interface PageState {
  facts: PageFacts;
  records: Records;
  /** A link to the page itself: mystmd resolves it to the page's url and title. */
  self: MystNode;
  messages: Message[];
  /** The views and wheels of the page, for views on other pages. */
  placeholders: Placeholder[];
}

interface ProjectState {
  pages: Map<string, PageState>;
  /** The compass whose own messages have been logged. */
  logged?: Compass;
  /** The joined graph, until a page changes. */
  joined?: Joined;
}

interface Joined {
  compass: Compass;
  graph: Graph;
  find: FindTarget;
}

const projects = new Map<string, ProjectState>();

function projectOf(root: string): ProjectState {
  const known = projects.get(root);
  if (known) return known;
  const made: ProjectState = { pages: new Map() };
  projects.set(root, made);
  return made;
}

export const documentTransform: TransformSpec = {
  name: 'compass-document',
  doc: 'Turns what compass directives and roles left on the page into MyST nodes.',
  stage: 'document',
  plugin: () => (tree, file) =>
    atTheEdge(file as VFile, tree as MystNode, () => transformDocument(tree as MystNode, file as VFile)),
};

export const projectTransform: TransformSpec = {
  name: 'compass-project',
  doc: 'Finishes links between records, and what depends on every page: backlinks and the dashboard.',
  stage: 'project',
  plugin: () => (tree, file) =>
    atTheEdge(file as VFile, tree as MystNode, () => transformProject(tree as MystNode, file as VFile)),
};

/** A throw in a transform kills the build without naming the file: our own mistakes are reported here instead. */
function atTheEdge(file: VFile, tree: MystNode, run: () => void): void {
  try {
    run();
  } catch (error) {
    const message = file.message(
      `compass failed on this page: ${error instanceof Error ? error.stack : error}`,
    );
    message.fatal = true;
    // It may not have been cleaned yet.
    tree.children = [];
  }
}

function transformDocument(tree: MystNode, vfile: VFile): void {
  const root = findRoot(dirname(vfile.path));
  const project = projectOf(root);
  project.joined = undefined;
  const compass = compassFor(root);
  const file = relative(root, vfile.path).split(sep).join('/');
  const { messages, say, report } = reportFor(compass);
  if (compass.isData(file)) {
    refusePage(
      { tree, vfile, file, project },
      pageRules.notesNotPages,
      'Unexpected notes as a page, expected them outside the table of contents; take the file out of `toc`, and list the pages explicitly',
    );
    return;
  }
  const source = readSource(vfile.path);
  const isOpen = (text: string) => maySee(compass.audience, audienceOfSource(text));
  const refused = refusalOf(tree, source, isOpen(source));
  if (refused !== undefined) {
    refusePage({ tree, vfile, file, project }, pageRules.pageAudience, refused);
    return;
  }
  const { isData } = compass;
  cleanPage(tree, { file, source, isData, isOpen: (path) => isOpen(readSource(join(root, path))) }, say);
  const state = emptyPage(file, messages);
  renderPlaceholders(tree, compass, state, report);
  settleViews(tree);
  linkAuthorsWords(tree, compass);
  state.facts = readPage(tree, file);
  project.pages.set(file, state);
  if (compass.config.backlinks && !hasMentions(tree)) tree.children?.push(mentionsPlace());
  tree.children?.unshift({ ...block('compass-self', state.self), data: { compassSelf: true } });
  logMessages(vfile, messages);
  logCompass(vfile, project, compass);
}

/** Why nothing of the page may be shown. */
function refusalOf(tree: MystNode, source: string, isOpen: boolean): string | undefined {
  if (!isOpen)
    return 'Unexpected audience in the front matter of a page, expected none, for pages are public; take the page out of `toc`, or the key out of it';
  if (isUnreadable(tree, source))
    return 'Unexpected front matter that mystmd cannot read, expected YAML at the very top, between lines of `---`, for it may say who may read the page; mend it, or take it out';
  return isInRole(source)
    ? 'Unexpected private role inside of another role, where mystmd does not see it, expected it beside the other; move it'
    : undefined;
}

/** Messages of a page; `say` keeps the severities that compass.yml cannot change. */
function reportFor({ config, audience }: Compass): { messages: Message[]; say: Report; report: Report } {
  const { messages, report } = createReport();
  const say = withoutNames(report, hiddenNames(config, audience));
  return { messages, say, report: withSeverities(say, config.rules) };
}

interface RefusedPage {
  tree: MystNode;
  vfile: VFile;
  file: string;
  project: ProjectState;
}

/** Notes that are met as a page, and pages that are not public: nothing of them stays, and `compass build` fails. */
function refusePage({ tree, vfile, file, project }: RefusedPage, rule: Rule, reason: string): void {
  const { messages, report } = createReport();
  report(rule, reason, { file, line: 1, column: 1 });
  tree.children = messages.map((message) => errorBox(message, 'This page'));
  project.pages.set(file, emptyPage(file, messages));
  logMessages(vfile, messages);
}

function emptyPage(file: string, messages: Message[]): PageState {
  return {
    facts: { file, targets: [], mentions: [] },
    records: { records: [], links: [] },
    self: { type: 'link', url: `/${file}`, children: [] },
    messages,
    placeholders: [],
  };
}

function renderPlaceholders(tree: MystNode, compass: Compass, state: PageState, report: Report): void {
  const { file } = state.facts;
  replaceNodes(tree, (node) => {
    if (node.type !== 'compassDirective' && node.type !== 'compassRole') return undefined;
    const placeholder = node as Placeholder;
    const before = state.messages.length;
    reportStrayOptions(placeholder, report, file);
    const rendered = renderPlaceholder(placeholder, compass, {
      file,
      report,
      place: (at) => placeOf(file, at?.position ? at : placeholder),
    });
    state.records.records.push(...rendered.records.records);
    state.records.links.push(...rendered.records.links);
    if (node.type === 'compassRole') return rendered.nodes;
    state.placeholders.push(placeholder);
    const problems = [...state.messages.slice(before), ...rendered.dataMessages].filter(
      (message) => message.severity === 'error',
    );
    return [...problems.map((message) => errorBox(message, rendered.subject)), ...rendered.nodes];
  });
}

const NO_LINKS = new Set([
  'heading',
  'link',
  'crossReference',
  'compassLink',
  'inlineCode',
  'code',
  'math',
  'inlineMath',
  'image',
]);

/** Only text that the author wrote has a position; what directives made is linked already, but for words of notes. */
function linkAuthorsWords(tree: MystNode, compass: Compass): void {
  replaceNodes(tree, (node, ancestors) => {
    if (node.type === 'cite' && typeof node.label === 'string') return personLink(node, compass);
    if (node.type !== 'text' || !node.value || !(node.position || node.data?.compassNoted)) return undefined;
    delete node.data;
    if (ancestors.some((ancestor) => NO_LINKS.has(ancestor.type))) return undefined;
    return linkNames(node.value, compass.names)?.map((part) => ({ position: node.position, ...part }));
  });
}

/** `@ana` parses as a citation; a person takes it, anything else stays a citation. */
function personLink(node: MystNode, compass: Compass): MystNode[] | undefined {
  const key = compass.names.person(String(node.label));
  if (!key) return undefined;
  return [{ position: node.position, ...recordLink(key, compass.graph.get(key)?.title) }];
}

function hasMentions(tree: MystNode): boolean {
  let found = false;
  walk(tree, (node) => {
    if (node.data?.compassView === 'mentions' && node.data.key === undefined) found = true;
    return undefined;
  });
  return found;
}

function transformProject(tree: MystNode, vfile: VFile): void {
  // Not before: what is hidden runs all the same.
  dropHidden(tree);
  const root = findRoot(dirname(vfile.path));
  const project = projectOf(root);
  const file = relative(root, vfile.path).split(sep).join('/');
  const state = project.pages.get(file);
  if (!state) return;
  const joined = joinProject(root, project);
  const { messages, report } = reportFor(joined.compass);
  fillViews(tree, file, project, joined, report);
  checkPageLinks(state, project, report);
  checkRoleLinks(tree, joined.graph, report, (node) => placeOf(file, node));
  resolveRecordLinks(tree, joined.graph, joined.find, { ownUrl: urlOf(state), keep: isPreview() });
  tree.children = tree.children?.filter((node) => !node.data?.compassSelf);
  // The theme's foot says what day the page is true for, and for whom.
  tree.data = {
    ...tree.data,
    compassEdition: { asOf: joined.compass.asOf, audience: joined.compass.audience },
  };
  logMessages(vfile, messages);
  writePageReport({
    file,
    url: urlOf(state) ?? '',
    title: titleOf(state),
    messages: [...state.messages, ...messages],
    records: state.records.records,
    links: joined.graph.from(keyOf('page', pageId(file))).concat(state.records.links),
    targets: Object.fromEntries(
      state.facts.targets.map((key) => [key, `${urlOf(state) ?? ''}#${labelOf(key)}`]),
    ),
  });
}

/**
 * Links to source files that are no pages; labels that are not there are mystmd's to report. An export sees its own
 * pages only, so this is judged where all of them are read: by the command line and in a preview.
 */
function checkPageLinks({ facts }: PageState, project: ProjectState, report: Report): void {
  if (!process.env.COMPASS_OUT && !isPreview()) return;
  for (const { page: url, node } of facts.mentions) {
    if (url === undefined || pageOfUrl(url, facts.file, project) !== undefined) continue;
    const hint = pageMeant(sourcePath(url, facts.file), project.pages.keys());
    report(
      pageRules.linkLeadsSomewhere,
      `Unexpected link to \`${url}\`, expected a page of this site${hint}`,
      placeOf(facts.file, node),
    );
  }
}

/** One graph of everything: config, objectives and notes, and what every page adds. Made once until a page changes. */
function joinProject(root: string, project: ProjectState): Joined {
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

function pageOfUrl(url: string, from: string, project: ProjectState): string | undefined {
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

/** mystmd marks a link that it resolved to a page as internal. */
function urlOf(page: PageState): string | undefined {
  return page.self.internal ? String(page.self.url) : undefined;
}

function titleOf(page: PageState): string {
  return plainText(page.self) || page.facts.file;
}

/** Places that wait for the whole graph are filled anew on every run. */
function fillViews(
  tree: MystNode,
  file: string,
  project: ProjectState,
  joined: Joined,
  report: Report,
): void {
  walk(tree, (node) => {
    const view = node.data?.compassView;
    if (typeof view !== 'string') return undefined;
    const page = project.pages.get(file)!;
    node.children =
      view === 'mentions'
        ? mentionsOf(node, page, joined.graph)
        : renderView(view, node, joined.compass, {
            graph: joined.graph,
            placeholders: [...project.pages.values()].flatMap((other) =>
              other.placeholders.map((placeholder) => ({ file: other.facts.file, placeholder })),
            ),
            file,
            report,
            place: (at) => placeOf(file, at ?? node),
          });
    return undefined;
  });
}

/** A page's own mentions end it under a heading; those of one record stand without. */
function mentionsOf(node: MystNode, page: PageState, graph: Graph): MystNode[] {
  const key = node.data?.key as Key | undefined;
  if (key) return renderBacklinks(graph, [key]);
  const { file, targets } = page.facts;
  const [steps, mentioned] = [targets.filter(isStep), targets.filter((target) => !isStep(target))];
  return renderBacklinks(graph, [keyOf('page', pageId(file)), ...steps], {
    mentioned,
    title: 'Mentioned in',
  });
}

const isStep = (key: Key) => key.startsWith('step:');

/** When the command line collects the reports, it prints them; else mystmd's log shows them. */
function logMessages(vfile: VFile, messages: readonly Message[]): void {
  if (process.env.COMPASS_OUT) return;
  for (const message of messages) {
    const { line, column } = message.place;
    const logged = vfile.message(`${message.reason}`, { line, column }, `compass:${message.rule}`);
    logged.fatal = message.severity === 'error' ? true : message.severity === 'warning' ? false : null;
  }
}

/** Messages about data files carry their own place, and are logged once. */
function logCompass(vfile: VFile, project: ProjectState, compass: Compass): void {
  if (project.logged === compass || process.env.COMPASS_OUT) return;
  project.logged = compass;
  for (const message of compass.messages) {
    const logged = vfile.message(formatMessage(message));
    logged.fatal = message.severity === 'error' ? true : message.severity === 'warning' ? false : null;
  }
}
