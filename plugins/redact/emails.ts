// E-mail addresses, as they are written and as people hide them from robots.
import type { Pattern } from './pattern.ts';

/** Last parts of names that look like an address and are a file or a unit: `logo@2x.png`, `getty@tty1.service`. */
const NOT_TOP_LEVEL =
  /\.(png|jpe?g|gif|svg|webp|avif|ico|css|js|mjs|cjs|jsx|tsx|json|html?|ya?ml|toml|txt|pdf|tgz|whl|exe|dll|service|socket|timer|target|mount)$/i;

export const EMAILS: Pattern[] = [
  {
    rule: 'email',
    gate: /[@＠﹫]/,
    regex:
      /(?<![\p{L}\p{N}@])(?:mailto:)?[\p{L}\p{N}][\p{L}\p{N}._%+'．-]{0,200}[@＠﹫](?:[\p{L}\p{N}-]{1,63}[.．]){1,6}\p{L}{2,24}(?![\p{L}\p{N}])/gu,
    accept: isAddress,
  },
  {
    rule: 'email',
    gate: /[[({<«] ?(?:at|arroba|@) ?[\])}>»]/i,
    regex:
      /(?<![\w.+-])[\w.+-]{1,64} ?[[({<«] ?(?:at|arroba|@) ?[\])}>»] ?[\w-]{1,63}(?:(?: ?[[({<«-] ?(?:dot|punto|\.) ?[\])}>»-] ?|\.)[\w-]{2,63}){1,4}/gi,
  },
  // From: ana at example.org (Ana), <ana at example.org>
  {
    rule: 'email',
    group: 1,
    gate: / at /i,
    regex:
      /(?:(?<![\w-])(?:from|to|cc|reply-to|e-?mail|mail|correo|courriel) ?[:：][*_]{0,2} ?|<)([\w.+-]{1,64} at (?:[\w-]{1,63}\.){1,4}[a-z]{2,24})(?![\w-])/giu,
    accept: ([, found = '']) => !NOT_TOP_LEVEL.test(found),
  },
  // ana at example dot org
  {
    rule: 'email',
    gate: /(?: |[[({] ?)(?:dot|\.)(?: |[\])}])|[} ]@|%40/i,
    regex:
      /(?<![\w.+%-])(?:[\w.+-]{1,64}%40(?:[\w-]{1,63}\.){1,4}|[\w.+-]{1,64}(?: at | ?@ ?)[\w-]{1,63}(?: dot [\w-]{1,63}){0,3} dot |[\w.+-]{1,64}@[\w-]{1,63} ?[[({] ?(?:dot|\.) ?[\])}] ?|[\w.+-]{1,64} @ (?:[\w-]{1,63}\.){1,4}|\{[\w.+-]{1,64}(?:, ?[\w.+-]{1,64}){1,20}\}@(?:[\w-]{1,63}\.){1,4})(?:com|org|net|edu|gov|info|dev|app|io|example|[a-z]{2})(?![\w-])/gi,
    // `2.4 @ main.py`
    accept: ([found]) => !/ @ .*\.(?:py|rs|ts|js|md|sh|rb|go|hs|so|pl|cc)$/i.test(found),
  },
];

/** Not `git@host:`, not the user of an url, not `user@host:/path`, not a file's name, not a product of matrices. */
function isAddress(match: RegExpExecArray, text: string): boolean {
  const end = match.index + match[0].length;
  const after = text.slice(end, end + 2);
  const before = text.slice(Math.max(0, match.index - 100), match.index);
  if (/:\/\/[^\s/]*$/.test(before) || after === ':/' || after === ':~') return false;
  if (/^(git|hg|svn)@/.test(match[0]) && /^[:/]/.test(after)) return false;
  return !NOT_TOP_LEVEL.test(match[0]) && !(after[0] === '(' && isCall(match[0], text.slice(end, end + 40)));
}

/** `A@B.mean(axis=0)` is a call, `ana@example.org(home)` an address with a comment. */
function isCall(address: string, after: string): boolean {
  return (
    /^.[@＠﹫]|[@＠﹫].\./u.test(address) ||
    !/\.(\p{L}\p{L}|com|org|net|edu|gov|mil|int|info|dev|app|cloud|tech|science|example)$/iu.test(address) ||
    /^\((?:$|[)\d'"[(-]|\w{1,30}[=,.])/.test(after)
  );
}
