// Tables and properties of the views of the notes: words, short Markdown, and the two pictures.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MystNode } from '../plugins/graph/node.ts';
import { isDate } from '../plugins/graph/option.ts';
import { settleViews, viewHeading } from '../plugins/graph/settle.ts';
import type { Action } from '../plugins/notes/model.ts';
import { count, isBetween, longDay, sentenceCase, shortDay, weekday } from '../plugins/notes/text/words.ts';
import { inlineNodes, inlineText } from '../plugins/notes/view/inline.ts';
import { drawYear } from '../plugins/notes/view/svg.ts';
import { drawTimeline, layoutTimeline } from '../plugins/notes/view/timeline.ts';
import { COMPACT, layoutYear, WIDE, type YearMeeting } from '../plugins/notes/view/year.ts';

const day = fc
  .integer({ min: 0, max: 1500 })
  .map((offset) => new Date(Date.UTC(2024, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10));

describe('words', () => {
  it.each([
    [longDay('2026-10-06'), '6 October 2026'],
    [longDay('2022-06'), 'June 2022'],
    [shortDay('2026-10-06', '2026-11-20'), '6 Oct'],
    [shortDay('2025-10-06', '2026-11-20'), '6 Oct 2025'],
    [weekday('2026-10-06'), 'Tuesday'],
    [weekday('2022-06'), ''],
    [count(0, 'later meeting'), 'no later meeting'],
    [count(1, 'day'), '1 day'],
    [count(3, 'day'), '3 days'],
    [sentenceCase('give an update'), 'Give an update'],
    [sentenceCase('iOS build'), 'iOS build'],
    [sentenceCase('example.org moves'), 'example.org moves'],
    [sentenceCase('élan'), 'Élan'],
  ])('%s', (made, expected) => expect(made).toBe(expected));

  it.each([
    ['2026-10-06', '2026', undefined, true],
    ['2026-10-06', '2026-10-07', undefined, false],
    ['2026-10', '2026-10-07', undefined, true],
    ['2026-10-06', undefined, '2026-10', true],
    ['2026-10-06', undefined, '2026-09', false],
  ])('%s since %s until %s: %s', (date, since, until, expected) =>
    expect(isBetween(date, since, until)).toBe(expected),
  );

  it.each([
    ['2026', true],
    ['2026-02-30', false],
    ['2026-13', false],
    ['2024-02-29', true],
    ['yesterday', false],
  ])('%s is a date: %s', (words, expected) => expect(isDate(words)).toBe(expected));
});

describe('short Markdown', () => {
  it.each([
    ['write "owning images" (`code`)', 'Write “owning images” (code)'],
    ['<b>bold</b> ![a cat](cat.png)', '<b>bold</b> a cat'],
    ['[x](javascript:alert(1)) [y](mailto:a@example.org)', 'x y'],
    ['- a bullet', '- a bullet'],
    ['# no heading', '# no heading'],
    ["it's the members' survey", 'It’s the members’ survey'],
  ])('%s', (line, expected) => expect(inlineText(line)).toBe(expected));

  it('never throws, and gives phrasing and web links only', () => {
    const allowed = new Set(['text', 'strong', 'emphasis', 'inlineCode', 'link']);
    const check = (node: MystNode) => {
      expect(allowed).toContain(node.type);
      if (node.type === 'link') expect(String(node.url)).toMatch(/^https?:\/\//i);
      node.children?.forEach(check);
    };
    const markdown = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          '[',
          '](',
          ')',
          '<',
          '>',
          '`',
          '**',
          '_',
          '![',
          'https://x.org',
          'data:',
          '\n',
          '#',
          '- ',
        ),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(markdown, (parts) => inlineNodes(parts.join('')).forEach(check)),
      { numRuns: 1000 },
    );
  });

  it('takes no longer than its length allows', () => {
    const timed = (length: number) => {
      const line = '[a](b *c* '.repeat(length);
      const start = process.cpuUsage();
      inlineNodes(line);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    };
    timed(1_000);
    // Square growth would be ten thousand times.
    expect(timed(100_000)).toBeLessThan(1_000 * timed(1_000) + 1_000);
  });
});

describe('the line of an action', () => {
  const action = (given: string, seen: string[], due: string | null): Action => ({
    id: 'a',
    text: 'x',
    owners: [],
    state: 'open',
    kind: 'marked',
    topic: null,
    topicAudience: 'public',
    link: null,
    series: 's',
    givenIn: 's/1',
    seenIn: [],
    given,
    seen,
    quiet: false,
    due,
    ageDays: 0,
    ageMeetings: 0,
    maybeSame: [],
    objectives: [],
    place: { file: 'f', line: 1, column: 1 },
    audience: 'public',
  });

  it('keeps every mark inside the picture and in order', () => {
    fc.assert(
      fc.property(
        day,
        fc.array(day),
        fc.array(day),
        fc.option(day),
        day,
        (given, seen, meetings, due, asOf) => {
          const timeline = layoutTimeline(action(given, seen, due), meetings, {
            from: given < asOf ? given : asOf,
            to: asOf,
          });
          const places = timeline.dots.map((dot) => dot.x);
          expect(places).toEqual([...places].sort((a, b) => a - b));
          for (const x of [...places, timeline.from, timeline.to, timeline.flag?.x ?? 10]) {
            expect(x).toBeGreaterThanOrEqual(6);
            expect(x).toBeLessThanOrEqual(156);
          }
          expect(drawTimeline(timeline, 'words')).not.toMatch(/NaN|Infinity|undefined/);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('the year', () => {
  const meeting: fc.Arbitrary<YearMeeting> = fc.record({
    id: fc.uuid(),
    date: day,
    decided: fc.integer({ min: 0, max: 12 }),
    done: fc.integer({ min: 0, max: 12 }),
    open: fc.integer({ min: 0, max: 12 }),
  });
  const series = fc.array(fc.record({ title: fc.string({ maxLength: 60 }), meetings: fc.array(meeting) }), {
    maxLength: 6,
  });

  it('keeps every mark inside the picture, and rows apart', () => {
    fc.assert(
      fc.property(series, day, (rows, asOf) => {
        for (const form of [WIDE, COMPACT]) {
          const layout = layoutYear(rows, 2026, asOf, form);
          let above = 0;
          for (const row of layout.rows) {
            const heights = [row.y, ...row.stops.flatMap((stop) => stop.marks.map((mark) => mark.y))];
            expect(Math.min(...heights)).toBeGreaterThan(above);
            above = Math.max(...heights);
            for (const stop of row.stops)
              expect(stop.x).toBeLessThanOrEqual(form.width + 7 * rows.length * 10);
          }
          expect(above).toBeLessThan(layout.height + 1);
        }
        const svg = drawYear(layoutYear(rows, 2026, asOf, WIDE), layoutYear(rows, 2026, asOf, COMPACT), {
          title: 'Meetings',
          desc: '',
          label: (id) => id,
        });
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('views on one page', () => {
  it('share one anchor for a record, the whole box before a row', () => {
    const anchor = (type: string): MystNode => ({
      type,
      identifier: 'm',
      label: 'm',
      html_id: 'm',
      data: { compassRecord: 'meeting:m' },
    });
    const tree: MystNode = { type: 'root', children: [anchor('listItem'), anchor('block'), anchor('block')] };
    settleViews(tree);
    expect(tree.children?.map((node) => node.identifier)).toEqual([undefined, 'm', undefined]);
  });

  it('nest their headings below the author’s and give each an id of its own', () => {
    const author: MystNode = {
      type: 'heading',
      depth: 3,
      children: [],
      position: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
    };
    const tree: MystNode = {
      type: 'root',
      children: [
        viewHeading(undefined, 'Earlier'),
        author,
        viewHeading(undefined, 'Earlier'),
        viewHeading(5, 'Deep'),
      ],
    };
    settleViews(tree);
    expect(tree.children?.map((node) => [node.depth, node.html_id])).toEqual([
      [2, 'earlier'],
      [3, undefined],
      [4, 'earlier-2'],
      [5, 'deep'],
    ]);
  });
});
