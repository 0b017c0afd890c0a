// Pages of which nothing may be shown. In: a page and its source; out: an error box in its place, and why.
import type { VFile } from 'vfile';
import { errorBox } from '../graph/error-box.ts';
import type { MystNode } from '../graph/node.ts';
import { createReport, type Rule } from '../message.ts';
import { isUnreadable } from './audience.ts';
import { isInRole } from './fields.ts';
import { logMessages } from './log.ts';
import { emptyPage, type ProjectState } from './state.ts';

/** Why nothing of the page may be shown. */
export function refusalOf(tree: MystNode, source: string, isOpen: boolean): string | undefined {
  if (!isOpen)
    return 'Unexpected audience in the front matter of a page, expected none, for pages are public; take the page out of `toc`, or the key out of it';
  if (isUnreadable(tree, source))
    return 'Unexpected front matter that mystmd cannot read, expected YAML at the very top, between lines of `---`, for it may say who may read the page; mend it, or take it out';
  return isInRole(source)
    ? 'Unexpected private role inside of another role, where mystmd does not see it, expected it beside the other; move it'
    : undefined;
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
