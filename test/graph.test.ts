// Tables for the pieces of the graph: names to links, sentences, people, backlinks, links that lead nowhere.
import { describe, expect, it } from 'vitest';
import type { Person } from '../plugins/config/config.ts';
import { indexNames, linkNames } from '../plugins/graph/autolink.ts';
import { backlinksTo, renderBacklinks } from '../plugins/graph/backlinks.ts';
import { createGraph } from '../plugins/graph/graph.ts';
import { reportNearTags } from '../plugins/graph/near-tag.ts';
import { element, type MystNode, paragraph, recordLink, text } from '../plugins/graph/node.ts';
import { mentionLinks, placeOf, readPage } from '../plugins/graph/page.ts';
import { indexPeople } from '../plugins/graph/people.ts';
import { plainText } from '../plugins/graph/placeholder.ts';
import {
  type CompassRecord,
  type Key,
  type Kind,
  labelOf,
  maySee,
  normalizeAudience,
  strictest,
} from '../plugins/graph/record.ts';
import { resolveRecordLinks } from '../plugins/graph/resolve.ts';
import { splitRole } from '../plugins/graph/roles.ts';
import { createReport } from '../plugins/message.ts';

const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
  id,
  name,
  aliases: [],
  audience: 'public',
  line: 1,
  ...more,
});

const record = (
  kind: Kind,
  id: string,
  title: string,
  facts: CompassRecord['facts'] = {},
): CompassRecord => ({
  kind,
  id,
  title,
  place: { file: 'x.yml', line: 1, column: 1 },
  audience: 'public',
  facts,
});

const people = [
  person('ana', 'Ana Ruiz', { initials: 'AR', handle: 'anaruiz', aliases: ['Ana'] }),
  person('al', 'Al Roe', { initials: 'AR' }),
  person('mei', 'Mei Tan', { initials: 'MT' }),
];
const graph = createGraph([
  {
    records: [
      record('objective', 'quota', 'Communities can cap their costs'),
      record('objective', 'caps', 'Caps'),
      record('person', 'ana', 'Ana Ruiz'),
      record('person', 'mei', 'Mei Tan'),
    ],
    links: [],
  },
]);
const names = indexNames(graph, indexPeople(people));

describe('people', () => {
  it.each([
    ['ana', 'ana'],
    ['@anaruiz', 'ana'],
    ['Ana Ruiz', 'ana'],
    ['MT', 'mei'],
    ['mt', undefined],
    ['AR', undefined],
    ['nobody', undefined],
  ])('%s means %s', (word, id) => expect(indexPeople(people).find(word)?.id).toBe(id));
});

describe('names in text', () => {
  it.each([
    ['See #quota, please.', 'See [#quota], please.'],
    ['Ask @mei or @nobody.', 'Ask [@mei] or @nobody.'],
    ['Communities can cap their costs now', '[Communities can cap their costs] now'],
    ['Communities can cap their costs.', '[Communities can cap their costs].'],
    ['Communities can cap their costsX', undefined],
    ['communities can cap their costs', undefined],
    ['Caps are a word', undefined],
    ['a/b#quota and mail@mei.example', undefined],
    ['#quotas', undefined],
    ['', undefined],
  ])('%s', (value, expected) => {
    const shown = linkNames(value, names)
      ?.map((node) => (node.type === 'text' ? node.value : `[${plainText(node)}]`))
      .join('');
    expect(shown).toBe(expected);
  });
});

describe('roles', () => {
  it.each([
    ['quota', { id: 'quota' }],
    ['the cap <quota>', { id: 'quota', shown: 'the cap' }],
    [' one-on-one/2026-10-06 ', { id: 'one-on-one/2026-10-06' }],
    ['a < b', { id: 'a < b' }],
  ])('%s', (body, expected) => expect(splitRole(body)).toEqual(expected));
});

describe('tags that nearly name an objective', () => {
  const start = { start: { line: 7, column: 5 }, end: { line: 9, column: 1 } };
  const word = (value: string): MystNode => ({ ...text(value), position: start });
  const tell = (...children: MystNode[]): string[] => {
    const { messages, report } = createReport();
    const tree = { type: 'root', children: [paragraph(...children)] };
    reportNearTags(tree, graph, report, (node) => placeOf('a.md', node));
    for (const { rule, severity } of messages) expect([rule, severity]).toEqual(['tag-names-record', 'info']);
    return messages.map(({ place, reason }) => `${place.line}:${place.column} ${reason}`);
  };
  const told = (tag: string, meant: string) =>
    `Unexpected \`#${tag}\`, expected the id of an objective; did you mean \`#${meant}\`?`;

  it('are told in prose, at their line', () => {
    expect(tell(word('See #qouta, and'))).toEqual([`7:9 ${told('qouta', 'quota')}`]);
    expect(tell(word('On\ntwo lines, #Quota.'))).toEqual([`8:1 ${told('Quota', 'quota')}`]);
    const parts = [word('It\nis '), { ...recordLink('objective:quota', '#quota'), position: start }];
    expect(tell(...parts, word(' and\n#capz'))).toEqual([`9:1 ${told('capz', 'caps')}`]);
  });

  it.each(['#quota', '#ana', '#cap', '#weather', '#quotients', 'a/b#qouta', 'x#qouta', '##qouta', '# qouta'])(
    'are none in %s',
    (value) => expect(tell(word(value))).toEqual([]),
  );

  it('are none in headings, links, code and what views show', () => {
    expect(tell(text('#qouta'), { type: 'inlineCode', value: '#qouta', position: start })).toEqual([]);
    for (const type of ['heading', 'link', 'crossReference'])
      expect(tell({ type, children: [element('strong', {}, word('#qouta'))] })).toEqual([]);
  });
});

describe('audience', () => {
  it('orders public, team, private, and treats unknown words as private', () => {
    expect(strictest('public', 'team')).toBe('team');
    expect(strictest('private', 'team')).toBe('private');
    expect(strictest()).toBe('public');
    expect(normalizeAudience('Public')).toBe('private');
    expect(maySee('team', 'public')).toBe(true);
    expect(maySee('public', 'team')).toBe(false);
  });
});

describe('labels', () => {
  it.each([
    ['objective:quota', 'obj-quota'],
    ['step:wheel-access', 'wheel-access'],
    ['meeting:one-on-one/2026-10-06', 'meeting-one-on-one-2026-10-06'],
    ['action:k3v9qd2a', 'action-k3v9qd2a'],
  ] as const)('%s', (key, label) => expect(labelOf(key)).toBe(label));
});

const at = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 1 } });

function page(): MystNode {
  const said = element('paragraph', { position: at(3) });
  said.children = [
    text('First sentence. We owe this to '),
    { ...recordLink('person:ana', 'Ana'), position: at(3) },
    text(' and to nobody else. Last one.'),
  ];
  const made = paragraph(recordLink('objective:quota', 'made by a directive'));
  return element('root', {}, said, { ...said, children: [...said.children] }, made);
}

describe('mentions', () => {
  it('gives the sentence of what the author wrote, once a page', () => {
    const links = mentionLinks(
      [readPage(page(), 'content/a.md')],
      () => undefined,
      () => undefined,
    );
    expect(links).toEqual([
      {
        type: 'mentions',
        from: 'page:content-a',
        to: 'person:ana',
        place: { file: 'content/a.md', line: 3, column: 1 },
        sentence: 'We owe this to Ana and to nobody else.',
      },
    ]);
  });

  it('gives the heading above a link that stands alone', () => {
    const alone = (key: Key) =>
      element('paragraph', { position: at(5) }, { ...recordLink(key, 'Ben'), position: at(5) });
    const title = element('heading', { depth: 2, position: at(4) }, text('Who keeps the hubs'));
    const tree = element('root', {}, alone('person:ana'), title, alone('person:ben'));
    const links = mentionLinks(
      [readPage(tree, 'content/a.md')],
      () => undefined,
      () => undefined,
    );
    expect(links.map((link) => link.sentence)).toEqual([undefined, 'Who keeps the hubs']);
  });

  it('lists each record that points here once, by kind', () => {
    const joined = createGraph([
      {
        records: [
          ...graph.records,
          record('page', 'content-a', 'A page'),
          record('action', 'k3v9qd2a', 'Write it'),
        ],
        links: [],
      },
      {
        records: [],
        links: [
          { type: 'mentions', from: 'page:content-a', to: 'objective:quota', sentence: 'Costs need caps.' },
          { type: 'serves', from: 'action:k3v9qd2a', to: 'objective:quota' },
          { type: 'mentions', from: 'action:k3v9qd2a', to: 'objective:quota' },
          { type: 'mentions', from: 'action:gone', to: 'objective:quota' },
        ],
      },
    ]);
    const byKind = backlinksTo(joined, ['objective:quota']);
    expect([...byKind].map(([kind, links]) => [kind, links.length])).toEqual([
      ['page', 1],
      ['action', 1],
    ]);
    expect(plainText(renderBacklinks(joined, ['objective:quota'], { title: 'Mentioned in' }))).toContain(
      'Costs need caps.',
    );
    expect(renderBacklinks(joined, ['person:mei'], { title: 'Mentioned in' })).toEqual([]);
  });
});

describe('record links', () => {
  const find = (key: string) =>
    key === 'objective:quota'
      ? { url: '/objectives', dataUrl: '/objectives.json', htmlId: 'obj-quota' }
      : undefined;

  it('become cross references with the title where they have no words', () => {
    const tree = element('root', {}, paragraph(recordLink('objective:quota')));
    resolveRecordLinks(tree, graph, find, { ownUrl: '/', keep: false });
    expect(tree.children?.[0]?.children?.[0]).toMatchObject({
      type: 'crossReference',
      url: '/objectives',
      remote: true,
      html_id: 'obj-quota',
      children: [{ type: 'text', value: 'Communities can cap their costs' }],
    });
  });

  it('on the same page carry no url', () => {
    const tree = element('root', {}, paragraph(recordLink('objective:quota')));
    resolveRecordLinks(tree, graph, find, { ownUrl: '/objectives', keep: false });
    expect(tree.children?.[0]?.children?.[0]).not.toHaveProperty('url');
  });

  it('of an author name the record, where mystmd has only the kind of its node', () => {
    const reference = (words: string) =>
      element('crossReference', { identifier: 'obj-quota', template: 'TableRow' }, words);
    const tree = element('root', {}, reference('TableRow'), reference('own words'));
    resolveRecordLinks(tree, graph, find, { ownUrl: '/', keep: false });
    expect(tree.children?.map((node) => plainText(node))).toEqual([
      'Communities can cap their costs',
      'own words',
    ]);
  });

  it('that lead nowhere leave their words, and in a preview may be found later', () => {
    const tree = element('root', {}, paragraph('by ', recordLink('person:mei')));
    resolveRecordLinks(tree, graph, find, { ownUrl: '/', keep: true });
    resolveRecordLinks(tree, graph, find, { ownUrl: '/', keep: true });
    expect(tree.children?.[0]?.children?.[1]?.type).toBe('span');
    resolveRecordLinks(tree, graph, find, { ownUrl: '/', keep: false });
    expect(tree.children?.[0]?.children?.map((node) => node.type)).toEqual(['text', 'text']);
    expect(plainText(tree)).toBe('by Mei Tan');
  });
});
