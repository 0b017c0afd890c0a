// Pages of which nothing may be shown. In: a page and its source; out: an error box in its place, and why.
import type { VFile } from 'vfile';
import { withoutCode } from '../code-spans.ts';
import { FRONT_MATTER } from '../front-matter.ts';
import { errorBox } from '../graph/error-box.ts';
import type { MystNode } from '../graph/node.ts';
import { commentsIn, isMarkComment, legible, levelOnPage, visible } from '../marks.ts';
import { createReport, type Rule } from '../message.ts';
import { isCode, isInRole, privateRoleTexts } from './fields.ts';
import { logMessages } from './log.ts';
import { codeLines, isPartLine } from './private.ts';
import { isUnreadable } from './source.ts';
import { emptyPage, type ProjectState } from './state.ts';

/** Why nothing of the page may be shown. */
export function refusalOf(tree: MystNode, source: string, isOpen: boolean): string | undefined {
  if (!isOpen)
    return 'Unexpected audience in the front matter of a page, expected none, for pages are public; take the page out of `toc`, or the key out of it';
  if (isUnreadable(tree, source))
    return 'Unexpected front matter that mystmd cannot read, expected YAML at the very top, between lines of `---`, for it may say who may read the page; mend it, or take it out';
  if (isMarkedByTag(tree, source) || hasMarkedTitle(source))
    return 'Unexpected mark of audience on a page, expected none, for pages are public; take out the text, or write the mark as code';
  return isInRole(source) || hasOddRole(source)
    ? 'Unexpected private role inside of another role, or in odd letters, where mystmd does not see it, expected it beside the other, as `{private}`; move it'
    : undefined;
}

/** mystmd takes the heading that begins a page out of it, for its title. */
function hasMarkedTitle(source: string): boolean {
  let text = source.slice(FRONT_MATTER.exec(source)?.[0].length ?? 0).trimStart();
  let isPrivate = false;
  while (/^(?:<!--|%|\+\+\+)/.test(text)) {
    const end = text.startsWith('<') ? text.indexOf('-->') + 3 : text.indexOf('\n');
    if (end < 3) return false;
    isPrivate ||= isPartLine(text.slice(0, end).trim());
    text = text.slice(end).trimStart();
  }
  const [first = '', second = ''] = text.split('\n', 2);
  if (!/^#\s/.test(first) && !/^(?:=+|-+)\s*$/.test(second)) return false;
  const title = withoutCode(first);
  return isPrivate || levelOnPage(title, true) > 0 || commentsIn(title).some(isMarkComment);
}

const TAG =
  /<(?:private|confidential|team)[\s/>]|<[a-z][^<>\n]{0,200}\b(?:audience|visibility)=["']?(?:private|confidential|team)\b|^[ \t>]*(?::{3,}|`{3,})[ \t]*\{[\w:-]{1,40}[^{}\n]{0,100}[ .](?:private|confidential|team(?:-only)?)[ }.]|<[a-z][^<>\n]{0,200}\bclass=["']?(?:[^"'<>\n]{0,100} )?team-only\b/gim;

/** In a file that is included, where nothing tells what is shown as code. */
export const hasPrivateTag = (text: string): boolean => legible(text).search(TAG) >= 0;

/** `<private>`, `{card .private}`: mystmd drops the tag, or the class, and shows what stands in it. */
function isMarkedByTag(tree: MystNode, source: string): boolean {
  const text = legible(source);
  const tags = [...text.matchAll(TAG)];
  if (tags.length === 0) return false;
  const shown = codeLines(tree);
  return tags.some(({ index }) => {
    const line = text.slice(0, index).split('\n').length;
    return !isCode(text, index) && !shown.some(({ from, to }) => from <= line && line <= to);
  });
}

/** A role whose name only looks like `private`. */
function hasOddRole(source: string): boolean {
  const text = legible(source);
  return text !== visible(source) && privateRoleTexts(text).size > privateRoleTexts(visible(source)).size;
}

interface RefusedPage {
  tree: MystNode;
  vfile: VFile;
  file: string;
  project: ProjectState;
}

/** Notes that are met as a page, and pages that are not public: nothing of them stays, and `compass build` fails. */
export function refusePage({ tree, vfile, file, project }: RefusedPage, rule: Rule, reason: string): void {
  const { messages, report } = createReport();
  report(rule, reason, { file, line: 1, column: 1 });
  tree.children = messages.map((message) => errorBox(message, 'This page'));
  project.pages.set(file, emptyPage(file, messages));
  logMessages(vfile, messages);
}
