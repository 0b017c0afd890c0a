// The project stage: links and backlinks are finished, now that every page's url is known.
import { dirname, relative, sep } from 'node:path';
import type { VFile } from 'vfile';
import { findRoot, isPreview } from '../compass.ts';
import { renderBacklinks } from '../graph/backlinks.ts';
import type { Graph } from '../graph/graph.ts';
import { reportNearTags } from '../graph/near-tag.ts';
import type { MystNode } from '../graph/node.ts';
import { pageId, pageMeant, placeOf, sourcePath } from '../graph/page.ts';
import { type Key, keyOf, labelOf } from '../graph/record.ts';
import { resolveRecordLinks } from '../graph/resolve.ts';
import { checkRoleLinks } from '../graph/roles.ts';
import { walk } from '../graph/walk.ts';
import type { Report } from '../message.ts';
import { renderView } from '../views.ts';
import { dropHidden } from './clean.ts';
import { joinProject, pageOfUrl } from './join.ts';
import { logMessages, reportFor } from './log.ts';
import { writePageReport } from './report.ts';
import { pageRules } from './rules.ts';
import { type Joined, type PageState, type ProjectState, projectOf, titleOf, urlOf } from './state.ts';

const PRIVATE_TITLE =
  'Unexpected private text that gives the page its title, for it is in its first heading, expected a `title` in the front matter, or another heading first';

export function transformProject(tree: MystNode, vfile: VFile): void {
  // Not before: what is hidden runs all the same.
  dropHidden(tree);
  const root = findRoot(dirname(vfile.path));
  const project = projectOf(root);
  const file = relative(root, vfile.path).split(sep).join('/');
  const state = project.pages.get(file);
  if (!state) return;
  const joined = joinProject(root, project);
  const { messages, say, report } = reportFor(joined.compass);
  if (state.withheld.has(titleOf(state).trim()))
    say(pageRules.pageAudience, PRIVATE_TITLE, { file, line: 1, column: 1 });
  fillViews(tree, file, project, joined, report);
  checkPageLinks(state, project, report);
  const place = (node: MystNode) => placeOf(file, node);
  reportNearTags(tree, joined.graph, report, place);
  checkRoleLinks(tree, joined.graph, report, place);
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
