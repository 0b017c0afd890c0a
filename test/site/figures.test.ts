// Every picture of the fixtures, measured by a real browser in the theme's font: no two texts overlap,
// none leaves its picture, none is smaller than 13 px as displayed on a page that is 720 wide.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyFont, readPictures, renderGallery } from '../../scripts/gallery-page.ts';
import { openBrowser } from '../browser.ts';

interface Measured {
  picture: string;
  /** `new`, `dark` or `phone`. */
  form: string;
  /** Letters of one word on a curve have one number. */
  text: number;
  words: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Height of the letters as displayed, in px. */
  size: number;
  outside: boolean;
}

const root = join(import.meta.dirname, '../..');
const drawn = /^(flywheel|loops)\//;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'gallery-'));
});
afterAll(async () => {
  await browser?.close();
  if (existsSync(folder)) rmSync(folder, { recursive: true });
});

describe('in the theme’s font', () => {
  let texts: Measured[];
  beforeAll(async () => {
    const pictures = readPictures(root).filter((picture) => drawn.test(picture.name));
    const html = renderGallery(pictures.map((picture) => ({ ...picture, old: picture.svg })));
    const file = join(folder, 'index.html');
    copyFont(root, folder);
    writeFileSync(file, html);
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
    await page.goto(pathToFileURL(file).href);
    await page.evaluate(() => document.fonts.ready);
    texts = (await measureTexts(page)).filter(isHeld);
    await page.close();
  });

  it('measures the texts of every picture', () => {
    expect(texts.length).toBeGreaterThan(100);
  });

  it('overlaps no two texts of one picture', () => {
    expect(overlaps(texts)).toEqual([]);
  });

  it('keeps every text inside its picture', () => {
    expect(texts.filter((text) => text.outside).map(describeText)).toEqual([]);
  });

  it('shows no text smaller than 13 px', () => {
    expect(texts.filter((text) => text.size < 12.99).map(describeText)).toEqual([]);
  });
});

/** Narrow forms of loops are longer than a screen and held by the loops' own tests. */
function isHeld({ picture, form }: Measured): boolean {
  return form !== 'phone' || picture.startsWith('flywheel/');
}

/** The box of each text; of words on a curve those of their letters, since the box around a curve holds much else. */
function measureTexts(page: Page): Promise<Measured[]> {
  return page.evaluate(() => {
    const plain = ({ left, right }: { left: number; right: number }) => ({ left, right });
    const texts = Array.from(document.querySelectorAll<SVGTextElement>('.side > svg text'));
    return texts.flatMap((text) => {
      const svg = text.ownerSVGElement;
      const matrix = text.getScreenCTM();
      if (!svg?.parentElement?.classList.contains('side') || !matrix) return [];
      const frame = svg.getBoundingClientRect();
      const words = text.textContent ?? '';
      const letters = Array.from(words, (_, index) => index);
      const boxes = text.querySelector('textPath')
        ? letters.map((index) => {
            const box = text.getExtentOfChar(index);
            const start = new DOMPoint(box.x, box.y).matrixTransform(matrix);
            const end = new DOMPoint(box.x + box.width, box.y + box.height).matrixTransform(matrix);
            return { left: start.x, top: start.y, right: end.x, bottom: end.y };
          })
        : [text.getBoundingClientRect()];
      const size =
        Number.parseFloat(getComputedStyle(text).fontSize) * (frame.width / svg.viewBox.baseVal.width);
      // The font's box has air above and below its tallest letters, which may meet another's.
      const letterBoxes = boxes.map((box) => ({
        ...plain(box),
        top: box.top + 0.24 * size,
        bottom: box.bottom - 0.12 * size,
      }));
      return letterBoxes.map(({ left, top, right, bottom }) => ({
        picture: svg.closest<HTMLElement>('section')?.dataset.name ?? '',
        form: svg.parentElement?.querySelector('p')?.textContent ?? '',
        text: texts.indexOf(text),
        words,
        left,
        top,
        right,
        bottom,
        size,
        outside:
          left < frame.left - 0.5 ||
          right > frame.right + 0.5 ||
          top < frame.top - 1 ||
          bottom > frame.bottom + 1,
      }));
    });
  });
}

/** Pairs whose boxes share more than a hairline. */
function overlaps(texts: Measured[]): string[] {
  const found: string[] = [];
  for (const [index, a] of texts.entries()) {
    for (const b of texts.slice(index + 1)) {
      if (a.picture !== b.picture || a.form !== b.form) break;
      if (a.text === b.text) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 0.5 && high > 1) found.push(`${describeText(a)} and ${b.words}`);
    }
  }
  return found;
}

const describeText = ({ picture, form, words, size }: Measured): string =>
  `${picture} (${form}, ${size.toFixed(1)} px): ${words}`;
