// The decisions as Markdown, newest first, by month: to be pasted or kept. In: the graph; out: text in which nothing
// that was written in the notes does anything.
import { type CompassRecord, keyOf } from '../../plugins/graph/record.ts';
import { escapeMarkdown } from '../../plugins/notes/digest/markdown.ts';
import { factOf, linkedTitles, type SiteGraph, seriesOf } from '../graph.ts';
import type { ExportFacts } from './graph-json.ts';

export function decisionsMarkdown(site: SiteGraph, facts: ExportFacts): string {
  const decisions = [...site.graph.all('decision')].sort((a, b) => compareDates(b, a));
  const parts = [`# ${escapeMarkdown(facts.title)}: decisions`];
  let month = '';
  for (const decision of decisions) {
    const own = factOf(decision, 'date').slice(0, 7);
    if (own !== month) parts.push(`\n## ${own || 'Undated'}\n`);
    month = own;
    parts.push(itemOf(decision, site, facts));
  }
  return `${parts.join('\n')}\n`;
}

function compareDates(a: CompassRecord, b: CompassRecord): number {
  const [left, right] = [factOf(a, 'date'), factOf(b, 'date')];
  return left < right ? -1 : left > right ? 1 : a.id < b.id ? -1 : 1;
}

function itemOf(decision: CompassRecord, { graph, urlOf }: SiteGraph, { base }: ExportFacts): string {
  const key = keyOf('decision', decision.id);
  const url = urlOf(key);
  const date = factOf(decision, 'date');
  const by = linkedTitles(graph, key, 'made by').join(', ');
  const successors = graph.to(key, 'supersedes').flatMap(({ from }) => graph.get(from)?.title ?? []);
  const details = [
    seriesOf(decision, graph),
    factOf(decision, 'topic'),
    by && `by ${by}`,
    ...successors.map((title) => `superseded by “${title}”`),
  ];
  const text = escapeMarkdown(decision.title);
  const head = url === undefined ? date : `[${date}](${base}${url})`;
  const tail = details.filter(Boolean).map(escapeMarkdown).join('; ');
  return `- ${head} ${successors.length > 0 ? `~~${text}~~` : text}${tail && ` (${tail})`}`;
}
