// Tables for what all drawings share: widths, line breaks, marks and the printer.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { arcHead, arcPath } from '../plugins/figure/arrow.ts';
import { s } from '../plugins/figure/element.ts';
import { statusMark } from '../plugins/figure/mark.ts';
import { printSvg } from '../plugins/figure/print.ts';
import { directionOf, measureText, typicalWidth, wrapText } from '../plugins/figure/text.ts';
import { colour, LIGHT, TOKEN_OF } from '../plugins/figure/theme.ts';

const lines = (text: string, width: number) =>
  wrapText(text, 17.5, width).lines.map((line) => line.map((run) => run.text).join(''));

describe('wrapText', () => {
  it.each<[string, number, string[]]>([
    ['', 200, []],
    ['   ', 200, []],
    ['Hear a need', 230, ['Hear a need']],
    ['More support for open source communities', 230, ['More support for open', 'source communities']],
    ['  two   spaces\nand a break ', 230, ['two spaces and a break']],
    ['one two', 40, ['one', 'two']],
    ['Donaudampfschifffahrt', 80, ['Donauda', 'mpfschifff', 'ahrt']],
    ['open-source-communities', 110, ['open-source-', 'communities']],
    ['10\u00a0000 hubs', 60, ['10\u00a0000', 'hubs']],
    ['社区支持开源软件，工具因此变好', 150, ['社区支持开源', '软件，工具', '因此变好']],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 110, ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
  ])('%j in %d', (text, width, expected) => {
    expect(lines(text, width)).toEqual(expected);
  });

  it('keeps the styles of a word that spans runs', () => {
    const runs = [{ text: 'More ' }, { text: 'support', accent: true }, { text: ', now' }];
    expect(wrapText(runs, 17.5, 75).lines).toEqual([
      [{ text: 'More' }],
      [{ text: 'support', accent: true }, { text: ',' }],
      [{ text: 'now' }],
    ]);
  });
});

describe('measureText', () => {
  it.each<[string, number]>([
    ['', 0],
    ['Open Tide', 0.5],
    ['é', measureText('e', 1)],
    ['你好', 2],
    ['e\u0301', measureText('e', 1)],
  ])('%j is at least %d em', (text, least) => {
    expect(measureText(text, 1)).toBeGreaterThanOrEqual(least);
    expect(typicalWidth(text, 1)).toBeLessThanOrEqual(measureText(text, 1));
  });
});

it.each([
  ['Ahoj', 'ltr'],
  ['12 مرحبا', 'rtl'],
  ['שלום', 'rtl'],
  ['…', 'ltr'],
])('%s is set %s', (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});

it('turns arrows both ways', () => {
  expect(arcPath(100, 0, Math.PI / 2)).toBe('M0,-100A100,100,0,0,1,100,0');
  expect(arcPath(100, 0, -Math.PI / 2)).toBe('M0,-100A100,100,0,0,0,-100,0');
  expect(arcHead(100, 0, Math.PI / 2)).toContain('L100,0L');
});

describe('colours', () => {
  const tokens = readFileSync(new URL('../site/styles/tokens.css', import.meta.url), 'utf8');

  it.each(Object.entries(LIGHT))('%s is the same in drawings and in the theme', (token, value) => {
    expect(tokens).toContain(`--compass-${token}: light-dark(${value}, `);
  });

  it('are told apart by their values alone', () => {
    expect(TOKEN_OF.size).toBe(Object.keys(LIGHT).length);
  });

  it('stand as plain values, with the custom property that may replace them', () => {
    const ink = colour('ink');
    const svg = printSvg({
      viewBox: [0, 0, 8, 8],
      children: [s('path', { stroke: ink })],
      title: '',
      desc: '',
    });
    expect(svg).toContain(`<path stroke="${ink}"/>`);
    expect(svg).toContain(`[stroke='${ink}']{stroke:var(--compass-ink,${ink})}`);
  });
});

it('prints small, escaped and without what XML forbids', () => {
  const svg = printSvg({
    viewBox: [0, 0, 10.04, 5],
    children: [statusMark('done', { x: 5, y: 2 })],
    title: 'a < b & "c"\u0000',
    desc: '\ud800',
  });
  expect(svg).toContain('viewBox="0 0 10 5"');
  expect(svg).toContain('<title>a &lt; b &amp; "c"</title><desc/>');
  expect(svg).toContain('class="compass-ground"');
  expect(svg).not.toContain('\n');
});
