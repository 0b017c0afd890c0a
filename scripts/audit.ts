// Reads every byte of a built site for what must not be in it. In: the folder, the texts that are withheld, the
// patterns; out: leaks with file and offset, never the text. Users read SECURITY.md.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend';
import { decodePath } from '../plugins/graph/page.ts';
import type { Place, Rule } from '../plugins/message.ts';
import { findSecrets, type RedactOptions, type SecretRule } from '../plugins/redact/redact.ts';
import { auditRules } from './audit/rules.ts';
import { leaksInSource } from './audit/source.ts';
import { unbrotli, type View, viewsOf } from './audit/views.ts';
import { indexPhrases, type PhraseGroup, type PhraseIndex } from './audit/words.ts';
import { filesIn } from './pages.ts';

/** Where a text that must not be published comes from, and which rule forbids it. */
export interface Origin {
  rule: Rule;
  place: Place;
}

export interface AuditInput {
  /** The folder that is to be published. */
  site: string;
  /** Texts that must not occur (withheld records, unreleased notes, comments), each group with what is no find. */
  groups: readonly PhraseGroup<Origin>[];
  redact: RedactOptions;
  /** A site for those who may read the notes themselves: their links and addresses stay, keys do not. */
  unredacted?: boolean;
  /** Where a secret stands in the sources, when it does. */
  locate?(secret: string): Place | undefined;
  /** May these readers have a file of this text? Not one that says it is private, by whatever name it came here. */
  isOpen?(text: string): boolean;
  /** SHA-256 of notes and data and where they stand: none of them is published as a file. */
  raw?: ReadonlyMap<string, Place>;
  /** SHA-256 of files that came with the theme: patterns are not looked for in them (licences name authors). */
  shipped: ReadonlySet<string>;
}

export interface Leak {
  rule: Rule;
  /** From the site's folder. */
  file: string;
  /** In characters of the file, from 0; -1 for the file's name. */
  offset: number;
  /** Where the text comes from, when known. */
  place?: Place;
  /** What kind of secret a pattern found. */
  what?: SecretRule | string;
}

export async function auditSite(input: AuditInput): Promise<Leak[]> {
  const index = indexPhrases(input.groups);
  const leaks: Leak[] = [];
  const batch: Excerpt[] = [];
  for (const file of filesIn(input.site)) {
    const bytes = readFileSync(join(input.site, file));
    const views = file.endsWith('.br') ? unbrotli(bytes) : viewsOf(bytes);
    const found = views.flatMap((view) => phrasesIn(file, view, index));
    const hash = hashOf(bytes);
    const place = input.raw?.get(hash);
    if (place) leaks.push({ rule: auditRules.notes, what: 'file', place, file, offset: 0 });
    if (!input.shipped.has(hash)) {
      const texts = views.filter((view) => !view.wordsOnly);
      found.push(...texts.flatMap((view) => secretsIn(file, view, input)));
      batch.push(...texts.map((view) => ({ file, view })));
    }
    leaks.push(...leaksInSource(file, bytes, input));
    leaks.push(...leaksInName(file, index, input), ...firstOfEach(found));
    if (sizeOf(batch) > BATCH) leaks.push(...(await credentialsIn(batch.splice(0))));
  }
  return [...leaks, ...(await credentialsIn(batch))];
}

/** What a text that is not a file holds by pattern: of private readers, keys alone. */
export async function auditText(text: string, redact: RedactOptions, unredacted: boolean): Promise<Leak[]> {
  const view: View = { text, at: (offset) => offset };
  const site = '';
  const input: AuditInput = { site, groups: [], redact, unredacted, shipped: new Set() };
  return [...secretsIn(site, view, input), ...(await credentialsIn([{ file: site, view }]))];
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Between these stand the values of html, svg, JSON, JavaScript and tables. */
const VALUES = /[<>"`|\n\r\t]+/g;
const QUOTED = /[<>'"`\n]+/g;
const CELLS = /[,\n\r"]+/g;
const PROPERTIES = /[:;,\n\r]+/g;

function phrasesIn(file: string, view: View, index: PhraseIndex<Origin>): Leak[] {
  const delimiters = [VALUES, QUOTED];
  if (file.endsWith('.csv')) delimiters.push(CELLS);
  if (file.endsWith('.ics')) delimiters.push(PROPERTIES);
  const found = [
    ...index.findRuns(view.text),
    ...index.findUrls(view.text),
    ...index.findComments(view.text),
    ...delimiters.flatMap((delimiter) => index.findValues(view.text, delimiter)),
  ];
  return found.map(({ offset, source }) => ({ ...source, file, offset: view.at(offset) }));
}

/** An address after an escape of JSON: it is found where its escapes are read, without the letter of this one. */
function isEscape(text: string, start: number): boolean {
  return text[start - 1] === '\\' && /[nrtbf]/.test(text[start] ?? '');
}

function secretsIn(file: string, view: View, { redact, locate, unredacted }: AuditInput): Leak[] {
  const finds = findSecrets(view.text, redact).filter(
    ({ rule, start }) => (rule === 'key' || !unredacted) && !(rule === 'email' && isEscape(view.text, start)),
  );
  return finds.map(({ start, end, rule }) => ({
    rule: RULE_OF[rule],
    what: rule,
    file,
    offset: view.at(start),
    place: locate?.(view.text.slice(start, end)),
  }));
}

const RULE_OF: Record<SecretRule, Rule> = {
  'join-link': auditRules.secrets,
  passcode: auditRules.secrets,
  email: auditRules.secrets,
  phone: auditRules.secrets,
  'private-link': auditRules.privateLinks,
  key: auditRules.credentials,
};

interface Excerpt {
  file: string;
  view: View;
}

/** The scanner's own bookkeeping grows with the square of its calls: many texts are given as one. */
const BATCH = 4_000_000;
const BETWEEN = '\n\n';

function sizeOf(batch: readonly Excerpt[]): number {
  return batch.reduce((size, { view }) => size + view.text.length, 0);
}

async function credentialsIn(batch: readonly Excerpt[]): Promise<Leak[]> {
  if (batch.length === 0) return [];
  const result = await lintSource({
    source: {
      content: batch.map(({ view }) => view.text).join(BETWEEN),
      filePath: 'site.txt',
      ext: '.txt',
      contentType: 'text',
    },
    options: {
      noPhysicFilePath: true,
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: recommended }] },
    },
  });
  const leaks = result.messages.map(({ range, ruleId }) => {
    const { excerpt, offset } = excerptAt(batch, range[0]);
    const what = ruleId.split('secretlint-rule-').at(-1);
    return { rule: auditRules.credentials, what, file: excerpt.file, offset: excerpt.view.at(offset) };
  });
  const first = new Map(leaks.map((leak) => [`${leak.file} ${leak.offset}`, leak]));
  return [...first.values()];
}

function excerptAt(batch: readonly Excerpt[], at: number): { excerpt: Excerpt; offset: number } {
  let start = 0;
  for (const excerpt of batch) {
    const end = start + excerpt.view.text.length;
    if (at <= end) return { excerpt, offset: at - start };
    start = end + BETWEEN.length;
  }
  return { excerpt: batch[0]!, offset: 0 };
}

function leaksInName(file: string, index: PhraseIndex<Origin>, { redact, unredacted }: AuditInput): Leak[] {
  const plain = decodePath(file);
  const name = plain.replace(/\.[a-z0-9]+$/i, '');
  const phrases = [...index.findRuns(plain), ...index.findValues(name, /\//g)];
  // The hashes in file names are no numbers.
  const secrets = findSecrets(plain, redact).filter(({ rule }) => rule !== 'phone' && !unredacted);
  return [
    ...phrases.map(({ source }) => ({ ...source, file, offset: -1 })),
    ...secrets.map(({ rule }) => ({ rule: RULE_OF[rule], what: rule, file, offset: -1 })),
  ];
}

/** The views of a file show the same leak several times, and a sentence is many runs: one of each source and rule. */
function firstOfEach(leaks: readonly Leak[]): Leak[] {
  const first = new Map<string, Leak>();
  for (const leak of leaks) {
    const { rule, place, offset } = leak;
    const key = place ? `${rule.id} ${place.file}:${place.line}` : `${rule.id} ${offset}`;
    if (!first.has(key)) first.set(key, leak);
  }
  return [...first.values()].sort((a, b) => a.offset - b.offset);
}
