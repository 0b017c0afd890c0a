// What the settings of the site say about audiences: all that `myst.yml` names is public, and mystmd knows no more of it.
// In: how they are read; out: a message for each line that says otherwise.
import { levelForWhom } from '../plugins/for-whom.ts';
import { isMarkComment, legible, levelOnPage } from '../plugins/marks.ts';
import { createReport, type Message } from '../plugins/message.ts';
import { privateRoleTexts } from '../plugins/page/fields.ts';
import { pageRules } from '../plugins/page/rules.ts';

const KEY =
  /(?:^[ \t]*|[{,]|- )[ \t"']{0,9}(?:audience["']?[ \t]*:[ \t]*["']?(?!public\b)\w|(?:private|confidential)["']?[ \t]*:[ \t]*["']?(?:true|yes|on)\b|public["']?[ \t]*:[ \t]*["']?(?:false|no|off)\b)/i;
const ROLE_IN_TEXT = /\{\s{0,3}(?:private|team)\s{0,3}\}/i;

/** `myst.yml`, the files of the project that it extends, and the contents that older projects keep beside it. */
export function siteMarks(read: (file: string) => string | undefined): Message[] {
  const [, extended = ''] = /^extends?:((?:.*\n)(?:[ \t-].*\n)*)/m.exec(read('myst.yml') ?? '') ?? [];
  const files = [...extended.matchAll(/(?<![\w./-])[\w./-]{1,200}\.ya?ml/g)].map(([name]) =>
    name.replace(/^\.\//, ''),
  );
  return [...new Set(['myst.yml', '_toc.yml', ...files])].flatMap((file) => marksIn(file, read(file) ?? ''));
}

function marksIn(file: string, text: string): Message[] {
  const { messages, report } = createReport();
  for (const [index, line] of text.split(/\r\n?|\n/).entries())
    if (saysForWhom(legible(line)))
      report(
        pageRules.pageAudience,
        `Unexpected mark of audience in \`${file}\`, expected none, for all that it names is public; take out what is not, and the mark`,
        { file, line: index + 1, column: 1 },
      );
  return messages;
}

function saysForWhom(line: string): boolean {
  const [, written = '', comment = ''] = /^((?:[^#]|(?<!\s|^)#)*)(?:#(.*))?$/.exec(line) ?? [];
  // On a line of its own a word may head what follows.
  const isMark =
    written.trim() === ''
      ? /^\W*private\W*$/i.test(comment) || levelForWhom(comment, 'page') > 0
      : isMarkComment(comment);
  return (
    isMark ||
    KEY.test(written) ||
    (!/^\s*(?:exclude|keywords?|tags?)\s*:/.test(line) && levelOnPage(line) > 0) ||
    privateRoleTexts(line).size > 0 ||
    ROLE_IN_TEXT.test(line)
  );
}
