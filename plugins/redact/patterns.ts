// What else must not be published: e-mail addresses, phone numbers, passcodes, keys. In: text; out: spans.
import { EMAILS } from './emails.ts';
import { KEYS } from './keys.ts';
import { PASSCODES } from './passcodes.ts';
import type { Find, IsNearMeeting, Pattern } from './pattern.ts';
import { PHONES } from './phones.ts';
import { SHORT_LINKS } from './short-links.ts';

const PATTERNS = [...KEYS, ...PASSCODES, ...EMAILS, ...PHONES, ...SHORT_LINKS];

const GATES = [...new Set(PATTERNS.map(({ gate }) => gate))].map((gate) => ({
  gate,
  patterns: PATTERNS.filter((pattern) => pattern.gate === gate),
}));

/** All spans of the text that a pattern takes, unsorted and perhaps overlapping. */
export function findPatterns(text: string, isNear: IsNearMeeting): Find[] {
  const finds: Find[] = [];
  for (const { gate, patterns } of GATES)
    if (gate.test(text)) for (const pattern of patterns) finds.push(...findPattern(pattern, text, isNear));
  return finds;
}

function findPattern(
  { rule, regex, group = 0, accept }: Pattern,
  text: string,
  isNear: IsNearMeeting,
): Find[] {
  const finds: Find[] = [];
  // Not `matchAll`, which copies the expression for each text.
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match; match = regex.exec(text)) {
    if (accept && !accept(match, text, isNear)) continue;
    const secret = match[group]!;
    const start = match.index + (group === 0 ? 0 : match[0].lastIndexOf(secret));
    finds.push({ start, end: start + secret.length, rule });
  }
  return finds;
}
