// The one way to report. Every stage takes a `Report` and says what is wrong, where, and how to mend it;
// nobody prints. Users read about the rules on the generated page content/docs/rules.md.

/** A spot in a source file: path from the project root with `/`, line and column counted from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
  /** Exclusive end, when known. */
  endLine?: number;
  endColumn?: number;
}

export type Severity = 'error' | 'warning' | 'info';

/** What should be true, how much it matters, and why: one sentence. `id` states the fact that should hold. */
export interface Rule {
  id: string;
  severity: Severity;
  why: string;
}

export interface Message {
  rule: string;
  severity: Severity;
  /** “Unexpected x, expected y; did you mean z?”, without the place, never quoting withheld text. */
  reason: string;
  place: Place;
}

export type Report = (rule: Rule, reason: string, place: Place) => void;

/** Collect messages in order; the list is returned by reference. */
export function createReport(messages: Message[] = []): { messages: Message[]; report: Report } {
  const report: Report = (rule, reason, place) => {
    messages.push({ rule: rule.id, severity: rule.severity, reason, place });
  };
  return { messages, report };
}

/** Passes on, and knows whether anything was said: what follows from a mistake needs no message of its own. */
export function listenedReport(report: Report): { report: Report; hasSpoken(): boolean } {
  let spoken = false;
  return {
    report(rule, reason, place) {
      spoken = true;
      report(rule, reason, place);
    },
    hasSpoken: () => spoken,
  };
}

/** Silent where the place spans an error that was told: what seems missing there was written, and could not be read. */
export function withoutConsequences(report: Report, told: readonly Message[]): Report {
  const errors = told.filter(({ severity }) => severity === 'error').map(({ place }) => place);
  return (rule, reason, place) => {
    const { file, line, endLine = line } = place;
    const follows = errors.some((at) => at.file === file && line <= at.line && at.line <= endLine);
    if (!follows) report(rule, reason, place);
  };
}

const SILENT =
  'Unexpected content in a part that this build withholds, expected what the rule says; build for its audience to read more';

/** Reports the rule and the line only. */
export function silentReport(report: Report): Report {
  return (rule, _, { file, line, column }) => report(rule, SILENT, { file, line, column });
}

/** Silent about whatever quotes one of the names, as a word of its own in any letter case. */
export function withoutNames(report: Report, names: ReadonlySet<string>): Report {
  if (names.size === 0) return report;
  const silent = silentReport(report);
  const words = [...names].map(
    (name) => new RegExp(`(?<![\\p{L}\\d])${escapeRegex(name)}(?![\\p{L}\\d])`, 'iu'),
  );
  return (rule, reason, place) => {
    const quoted = [...reason.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
    const tells = words.some((word) => quoted.some((text) => word.test(text)));
    (tells ? silent : report)(rule, reason, place);
  };
}

const escapeRegex = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The severities that compass.yml sets, by rule id; `off` keeps a rule silent. */
export type Severities = Readonly<Record<string, Severity | 'off'>>;

export function withSeverities(report: Report, severities: Severities): Report {
  return (rule, reason, place) => {
    const severity = severities[rule.id] ?? rule.severity;
    if (severity !== 'off') report({ ...rule, severity }, reason, place);
  };
}

/**
 * `content/index.md:40:1: Unexpected step … (compass:step-unique)`. On one line, and without what a terminal obeys:
 * a line of its own out of the data could be a command to who reads the log.
 */
export function formatMessage(message: Message): string {
  const { file, line, column } = message.place;
  const reason = message.reason.replaceAll(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, ' ');
  return `${file}:${line}:${column}: ${reason} (compass:${message.rule})`;
}

/** `` `a`, `b` or `c` ``; empty for none. */
export function listWords(words: readonly string[], joiner = 'or'): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${joiner} ${quoted.at(-1)}`;
}

/** `` ; did you mean `x`? `` for the candidate that is nearest in letters, or that the word begins, else an empty string. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const known = [...candidates];
  const found = nearestWord(word, known) ?? begunWord(word, known);
  return found === undefined ? '' : `; did you mean \`${found}\`?`;
}

/** `warning` for `warn`: the only candidate that begins with the word, of three letters at least. */
function begunWord(word: string, candidates: readonly string[]): string | undefined {
  const start = word.toLowerCase();
  const found = candidates.filter((candidate) => candidate.toLowerCase().startsWith(start));
  return word.length > 2 && found.length === 1 ? found[0] : undefined;
}

/** The candidate within a third of the word's length in edits, at least one; the first wins. */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Whether a letter more, less or other, or two in turned order, makes one word the other; letter case aside. */
export function isOneSlipAway(word: string, other: string): boolean {
  if (Math.abs(word.length - other.length) > 1) return false;
  return editDistance(word.toLowerCase(), other.toLowerCase()) <= 1;
}

/**
 * Edits between two words: a letter more, less or other, or two neighbours in turned order (optimal string
 * alignment, Damerau 1964), in O(a · b); words over 200 characters are compared by their first 200.
 */
function editDistance(left: string, right: string): number {
  const a = left.slice(0, 200);
  const b = right.slice(0, 200);
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const turned = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = turned && i > 1 && j > 1 ? before[j - 2]! + 1 : Number.POSITIVE_INFINITY;
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost, swap);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
