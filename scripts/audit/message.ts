// A leak as a message: what kind of text, where it comes from, where in the site it came to light. Never the text.
import type { Audience } from '../../plugins/graph/record.ts';
import type { Message } from '../../plugins/message.ts';
import type { Leak } from '../audit.ts';
import { auditRules } from './rules.ts';

const NOUNS: Record<string, string> = {
  'join-link': 'a join link',
  'private-link': 'a link to a private document',
  passcode: 'a passcode',
  email: 'an e-mail address',
  phone: 'a phone number',
  key: 'a key or token',
  file: 'a file of notes or data',
  source: 'a private part of a page’s source',
  closed: 'a file that says it is not public',
};

/** The name of a text that is no file of a site. */
export const DIGEST = 'the digest';

export function leakMessage(leak: Leak, audience: Audience): Message {
  const at = leak.offset < 0 ? `the name of ${leak.file}` : `${leak.file}, character ${leak.offset}`;
  const place = leak.place ?? {
    file: `_build/html/${leak.file}`,
    line: 1,
    column: Math.max(1, leak.offset + 1),
  };
  const reason = `Unexpected ${subject(leak)} in ${leak.file === DIGEST ? leak.file : `the site (${at})`}, expected none for ${audience} readers; ${mend(leak)}`;
  return { rule: leak.rule.id, severity: 'error', reason, place };
}

function subject({ rule, what }: Leak): string {
  if (what !== undefined) return NOUNS[what] ?? `${what} credential`;
  if (rule === auditRules.comments) return 'text of a comment';
  return rule === auditRules.notes ? 'text of notes that was not released' : 'withheld text';
}

function mend({ rule, place, what, file }: Leak): string {
  if (what === 'file' || what === 'closed')
    return 'take out what leads to it: a link, a download, a picture of a page';
  const isSource = rule === auditRules.comments && /\.(?:md|markdown|ipynb)$/i.test(file);
  if (what === 'source' || isSource)
    return 'it is published as it is: link to a page of the site, or take out the link or what it must not tell';
  if (rule === auditRules.comments) return 'take the comment out of the page';
  if (rule === auditRules.withheld || rule === auditRules.notes)
    return 'take it out of the page that repeats it';
  const out = place === undefined ? 'find the source that says it' : 'take it out here';
  return rule === auditRules.secrets
    ? `${out}, or name it under \`public_links\` if everybody may have it`
    : out;
}
