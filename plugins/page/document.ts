// The document stage: placeholders become MyST nodes, names become links, and what the page says is kept for the graph.
import { dirname, join, relative, sep } from 'node:path';
import type { VFile } from 'vfile';
import { type Compass, compassFor, findRoot } from '../compass.ts';
import { audienceOfSource } from '../front-matter.ts';
import { linkNames } from '../graph/autolink.ts';
import { mentionsPlace } from '../graph/backlinks.ts';
import { errorBox } from '../graph/error-box.ts';
import { block, type MystNode, recordLink, text } from '../graph/node.ts';
import { reportStrayOptions } from '../graph/option.ts';
import { placeOf, readPage } from '../graph/page.ts';
import type { Placeholder } from '../graph/placeholder.ts';
import { maySee } from '../graph/record.ts';
import { settleViews } from '../graph/settle.ts';
import { replaceNodes, walk } from '../graph/walk.ts';
import type { Report } from '../message.ts';
import { renderPlaceholder } from '../views.ts';
import { cleanPage, cutLinks } from './clean.ts';
import { linkFromPage } from './links.ts';
import { logCompass, logMessages, reportFor } from './log.ts';
import { hasClosedPart, hasPrivateLine } from './private.ts';
import { hasPrivateTag, refusalOf, refusePage } from './refuse.ts';
import { pageRules } from './rules.ts';
import { readSource } from './source.ts';
import { emptyPage, type PageState, projectOf } from './state.ts';

export function transformDocument(tree: MystNode, vfile: VFile): void {
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
  const { isData, isClosed } = compass;
  const isOpenFile = (path: string, { filter, literal }: MystNode) => {
    const text = readSource(join(root, path));
    return (
      isOpen(text) &&
      !(filter && hasPrivateLine(text)) &&
      (literal === true || !(hasPrivateTag(text) || hasClosedPart(text)))
    );
  };
  const state = emptyPage(file, messages);
  const page = { file, source, isData, isClosed, isOpen: isOpenFile, withheld: state.withheld };
  cleanPage(tree, page, say);
  renderPlaceholders(tree, compass, state, report);
  cutLinks(tree, page, say);
  settleViews(tree);
  linkAuthorsWords(tree, compass);
  state.facts = readPage(tree, file);
  linkFromPage(tree, file, root);
  project.pages.set(file, state);
  if (compass.config.backlinks && !hasMentions(tree)) tree.children?.push(mentionsPlace());
  tree.children?.unshift({ ...block('compass-self', state.self), data: { compassSelf: true } });
  logMessages(vfile, messages);
  logCompass(vfile, project, compass);
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
  const label = String(node.label);
  const key = compass.names.person(label);
  // mystmd takes what every object has (`@constructor`) for a label, and ends the build.
  if (!key && label in {}) return [{ ...text(`@${label}`), position: node.position }];
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
