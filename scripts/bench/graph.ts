// The graph at the size of a large organisation, from generated records and page trees: joined, mentioned, linked.
import { indexNames, linkNames } from '../../plugins/graph/autolink.ts';
import { renderBacklinks } from '../../plugins/graph/backlinks.ts';
import { createGraph, type Graph } from '../../plugins/graph/graph.ts';
import { element, type MystNode, paragraph, recordLink, text } from '../../plugins/graph/node.ts';
import { mentionLinks, pageRecord, readPage } from '../../plugins/graph/page.ts';
import { indexPeople } from '../../plugins/graph/people.ts';
import {
  type CompassRecord,
  type Key,
  type Kind,
  keyOf,
  labelOf,
  type Records,
} from '../../plugins/graph/record.ts';
import { resolveRecordLinks } from '../../plugins/graph/resolve.ts';
import type { BenchCase } from './bench.ts';

const PAGES = 2_000;
const OBJECTIVES = 5_000;
const ACTIONS = 20_000;
const MENTIONS_PER_PAGE = 20;

export const cases: BenchCase[] = [
  {
    name: 'graph: join, mention and resolve',
    size: `${PAGES} pages with ${MENTIONS_PER_PAGE} mentions, ${OBJECTIVES} objectives, ${ACTIONS} actions`,
    run() {
      const trees = pageTrees(PAGES);
      const records = organisation();
      const start = process.cpuUsage();
      const graph = joinAll(trees, records);
      const seconds = cpuSeconds(start);
      return [
        { metric: 'CPU time', value: seconds, unit: 's' },
        { metric: 'resident memory', value: process.memoryUsage().rss / 1e6, unit: 'MB' },
        { metric: 'links', value: graph.links.length, unit: '' },
      ];
    },
  },
  {
    name: 'graph: ten times the pages',
    size: '200 and 2,000 pages',
    run() {
      const [small, large] = [200, 2_000].map((pages) => {
        const trees = pageTrees(pages);
        const records = organisation();
        const start = process.cpuUsage();
        joinAll(trees, records);
        return cpuSeconds(start);
      });
      return [{ metric: 'time, 2,000 to 200', value: large! / small!, unit: '×' }];
    },
  },
];

function cpuSeconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** What both stages do with the graph, without mystmd. */
function joinAll(trees: MystNode[], organised: Records): Graph {
  const before = createGraph([organised]);
  const names = indexNames(before, indexPeople([]));
  for (const tree of trees) linkText(tree, names);
  const facts = trees.map((tree, index) => readPage(tree, `content/p${index}.md`));
  const pages = facts.map((page) => pageRecord(page.file, `Page ${page.file}`));
  const links = mentionLinks(
    facts,
    () => undefined,
    () => undefined,
  );
  const graph = createGraph([organised, { records: pages, links }]);
  const find = (key: Key) => ({ url: '/records', dataUrl: '/records.json', htmlId: labelOf(key) });
  for (const [index, tree] of trees.entries()) {
    const page = pages[index]!;
    tree.children?.push(...renderBacklinks(graph, [keyOf('page', page.id)], { title: 'Mentioned in' }));
    resolveRecordLinks(tree, graph, find, { ownUrl: `/p${index}`, keep: false });
  }
  return graph;
}

function linkText(tree: MystNode, names: Parameters<typeof linkNames>[1]): void {
  for (const block of tree.children ?? []) {
    block.children = block.children?.flatMap((node) => {
      const parts = node.type === 'text' ? linkNames(node.value ?? '', names) : undefined;
      return parts?.map((part) => ({ position: node.position, ...part })) ?? [node];
    });
  }
}

function pageTrees(count: number): MystNode[] {
  const position = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  return Array.from({ length: count }, (_, page) =>
    element(
      'root',
      {},
      ...Array.from({ length: MENTIONS_PER_PAGE }, (_, index) => ({
        position,
        ...paragraph(
          {
            position,
            ...text(`Sentence ${index} of this page is about #o${(page * 7 + index) % OBJECTIVES}, and `),
          },
          { position, ...recordLink(keyOf('page', `content-p${(page + index + 1) % count}`), 'a page') },
          { position, ...text(' says more of it.') },
        ),
      })),
    ),
  );
}

function organisation(): Records {
  const record = (kind: Kind, id: string): CompassRecord => ({
    kind,
    id,
    title: `Title of ${kind} ${id}`,
    place: { file: 'data.yml', line: 1, column: 1 },
    audience: 'public',
    facts: {},
  });
  const objectives = Array.from({ length: OBJECTIVES }, (_, index) => record('objective', `o${index}`));
  const actions = Array.from({ length: ACTIONS }, (_, index) => record('action', `a${index}`));
  return {
    records: [...objectives, ...actions],
    links: actions.map((action, index) => ({
      type: 'serves',
      from: keyOf('action', action.id),
      to: keyOf('objective', `o${index % OBJECTIVES}`),
    })),
  };
}
