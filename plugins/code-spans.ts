// Where a line holds inline code. In: one line; out: spans [from, to) with their backticks, in order. Linear.

/** A run of n backticks is closed by the next run of exactly n; a run that nothing closes is text. */
export function codeSpans(line: string): [number, number][] {
  if (!line.includes('`')) return [];
  const runs: [number, number][] = [];
  for (const match of line.matchAll(/`+/g)) runs.push([match.index, match[0].length]);
  const nextOfLength = closers(runs);
  const spans: [number, number][] = [];
  for (let i = 0; i < runs.length; i++) {
    const closer = nextOfLength[i]!;
    if (closer < 0) continue;
    spans.push([runs[i]![0], runs[closer]![0] + runs[closer]![1]]);
    i = closer;
  }
  return spans;
}

/** For each run the index of the next run of its length, -1 for none. */
function closers(runs: [number, number][]): number[] {
  const last = new Map<number, number>();
  const next = new Array<number>(runs.length).fill(-1);
  for (let i = runs.length - 1; i >= 0; i--) {
    next[i] = last.get(runs[i]![1]) ?? -1;
    last.set(runs[i]![1], i);
  }
  return next;
}

/** The line with the inside of code blanked, so that nothing is found there. */
export function withoutCode(line: string): string {
  const spans = codeSpans(line);
  if (spans.length === 0) return line;
  let result = '';
  let at = 0;
  for (const [from, to] of spans) {
    result += line.slice(at, from) + '\u00b7'.repeat(to - from);
    at = to;
  }
  return result + line.slice(at);
}
