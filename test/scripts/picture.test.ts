// What pictures say beside what they show is taken out, and nothing else: real pictures of each kind, a word in each
// place where cameras and editors write. The pictures are made by a browser, and decoded by it.
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanDataUrls, cleanPicture } from '../../scripts/picture/picture.ts';
import { openBrowser } from '../browser.ts';

const WORD = 'qanary of the harbour';

let browser: Browser;
let page: Page;
/** 16 × 8 pixels, red on the left and blue on the right, by type. */
const plain: Record<string, Buffer> = {};

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
  for (const type of ['image/jpeg', 'image/png', 'image/webp']) {
    const url = await page.evaluate((kind) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [16, 8];
      const context = canvas.getContext('2d')!;
      for (const [at, colour] of ['red', 'blue'].entries()) {
        context.fillStyle = colour;
        context.fillRect(at * 8, 0, 8, 8);
      }
      return canvas.toDataURL(kind);
    }, type);
    plain[type] = Buffer.from(url.split(',')[1]!, 'base64');
  }
  plain['image/gif'] = gif();
});
afterAll(() => browser.close());

const latin = (text: string) => Buffer.from(text, 'latin1');
const concat = (...parts: (Buffer | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? latin(part) : part)));

function u16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Exif with an author, turned by 90 degrees or not. */
function exif(orientation = 1): Buffer {
  const author = latin(`${WORD}\0`);
  const turned = concat(u16(0x0112), u16(3), u32(1), u16(orientation), u16(0));
  const made = concat(u16(315), u16(2), u32(author.length), u32(8 + 2 + 24 + 4));
  return concat('MM\0*', u32(8), u16(2), turned, made, u32(0), author);
}

const XMP = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">${WORD}</x:xmpmeta>`;

function segment(marker: number, body: Buffer | string): Buffer {
  return concat(Buffer.from([0xff, marker]), u16(body.length + 2), body);
}

/** Behind the start of a JPEG. */
const inJpeg = (jpeg: Buffer, ...segments: Buffer[]) =>
  concat(jpeg.subarray(0, 2), ...segments, jpeg.subarray(2));

function pngChunk(type: string, body: Buffer | string): Buffer {
  return concat(u32(body.length), type, body, u32(crc32(concat(type, body))));
}

/** Behind the first chunk of a PNG, which is 25 bytes long. */
const inPng = (png: Buffer, ...chunks: Buffer[]) => concat(png.subarray(0, 33), ...chunks, png.subarray(33));

function riffChunk(type: string, body: Buffer | string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return concat(type, length, body, body.length % 2 ? '\0' : '');
}

function riff(...chunks: Buffer[]): Buffer {
  return riffChunk('RIFF', concat('WEBP', ...chunks));
}

/** In the extended form, whose head says what follows. */
function inWebp(webp: Buffer, flags: number, ...chunks: Buffer[]): Buffer {
  const head = riffChunk('VP8X', Buffer.from([flags, 0, 0, 0, 15, 0, 0, 7, 0, 0]));
  const picture = webp.indexOf('VP8 ');
  const length = webp.readUInt32LE(picture + 4);
  return riff(head, webp.subarray(picture, picture + 8 + length + (length % 2)), ...chunks);
}

const GIF_HEAD = concat('GIF89a', Buffer.from([2, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255]));
const GIF_IMAGE = Buffer.from([0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x44, 0x0a, 0]);
const gif = (...blocks: Buffer[]) => concat(GIF_HEAD, ...blocks, GIF_IMAGE, ';');
const gifBlock = (label: number, ...parts: string[]) =>
  concat(Buffer.from([0x21, label]), ...parts.map((part) => concat(Buffer.from([part.length]), part)), '\0');
const GIF_LOOP = gifBlock(0xff, 'NETSCAPE2.0', '\x01\0\0');

/** Written by libavif: 16 × 8 pixels with an author in Exif and a packet of XMP. */
const AVIF = Buffer.from(
  `AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAAF7bWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2
aWYAAAAADnBpdG0AAAAAAAEAAAA6aWxvYwAAAABEAAADAAEAAAABAAACGAAAACoAAgAAAAEAAAGjAAAAOAADAAAAAQAAAdsAAAA9AAAAbWlp
bmYAAAAAAAMAAAAaaW5mZQIAAAAAAQAAYXYwMUNvbG9yAAAAABlpbmZlAgAAAAACAABFeGlmRXhpZgAAAAAsaW5mZQIAAAAAAwAAbWltZVhN
UABhcHBsaWNhdGlvbi9yZGYreG1sAAAAAChpcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAADmNkc2MAAwABAAEAAABqaXBycAAAAEtpcGNvAAAA
FGlzcGUAAAAAAAAAEAAAAAgAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBIAAAAAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEA
AQQBAoMEAAAAp21kYXQAAAAGRXhpZgAATU0AKgAAAAgAAQE7AAIAAAAUAAAAGgAAAABxYW5hcnkgYXV0aG9yIG5hbWUAADx4OnhtcG1ldGEg
eG1sbnM6eD0iYWRvYmU6bnM6bWV0YS8iPnFhbmFyeSBwYWNrZXQ8L3g6eG1wbWV0YT4SAAoIOAy/sICGg0gyHBZABhhhhAC3GcuqVB39Avb+
Xr3sRFotJ+u6hcA=`,
  'base64',
);

const jpeg = () => plain['image/jpeg']!;
const png = () => plain['image/png']!;
const webp = () => plain['image/webp']!;

/** Each with the word in a place of its own; cleaned, all of one kind are the same. */
const told: [string, string, () => Buffer][] = [
  ['image/jpeg', 'Exif', () => inJpeg(jpeg(), segment(0xe1, concat('Exif\0\0', exif())))],
  ['image/jpeg', 'XMP', () => inJpeg(jpeg(), segment(0xe1, XMP))],
  ['image/jpeg', 'IPTC', () => inJpeg(jpeg(), segment(0xed, `Photoshop 3.0\0${WORD}`))],
  ['image/jpeg', 'a comment', () => inJpeg(jpeg(), segment(0xfe, WORD))],
  ['image/jpeg', 'data of a camera', () => inJpeg(jpeg(), segment(0xe5, WORD))],
  ['image/jpeg', 'a list of more pictures', () => inJpeg(jpeg(), segment(0xe2, `MPF\0${WORD}`))],
  ['image/jpeg', 'a preview', () => inJpeg(jpeg(), segment(0xe0, `JFXX\0\x10${WORD}`))],
  [
    'image/jpeg',
    'a comment behind bytes that fill',
    () => inJpeg(jpeg(), latin('\xff\xff'), segment(0xfe, WORD)),
  ],
  ['image/jpeg', 'what stands between two segments', () => inJpeg(jpeg(), segment(0xfe, 'x'), latin(WORD))],
  ['image/jpeg', 'what stands behind its end', () => concat(jpeg(), segment(0xe1, WORD))],
  ['image/png', 'Exif', () => inPng(png(), pngChunk('eXIf', exif()))],
  ['image/png', 'text', () => inPng(png(), pngChunk('tEXt', `Author\0${WORD}`))],
  ['image/png', 'packed text', () => inPng(png(), pngChunk('zTXt', concat('a\0\0', deflateSync(WORD))))],
  ['image/png', 'text of any language', () => inPng(png(), pngChunk('iTXt', `a\0\0\0en\0a\0${WORD}`))],
  ['image/png', 'the time', () => inPng(png(), pngChunk('tIME', WORD))],
  ['image/png', 'data of an editor', () => inPng(png(), pngChunk('prVW', WORD))],
  ['image/png', 'what stands behind its end', () => concat(png(), WORD)],
  ['image/webp', 'Exif', () => inWebp(webp(), 0x08, riffChunk('EXIF', exif()))],
  ['image/webp', 'XMP', () => inWebp(webp(), 0x04, riffChunk('XMP ', XMP))],
  ['image/webp', 'both', () => inWebp(webp(), 0x0c, riffChunk('EXIF', exif()), riffChunk('XMP ', XMP))],
  ['image/webp', 'data of an editor', () => inWebp(webp(), 0, riffChunk('EDIT', WORD))],
  ['image/webp', 'what stands behind its end', () => concat(inWebp(webp(), 0), WORD)],
  ['image/gif', 'a comment', () => gif(gifBlock(0xfe, WORD))],
  ['image/gif', 'XMP', () => gif(gifBlock(0xff, 'XMP DataXMP', WORD))],
  ['image/gif', 'drawn text', () => gif(gifBlock(0x01, '12 bytes are', WORD))],
  ['image/gif', 'what stands behind its end', () => concat(gif(), WORD)],
];

const cleaned = (bytes: Buffer) => {
  const picture = cleanPicture(bytes);
  expect(picture?.tells).toBe(false);
  return picture!.bytes;
};

/** Size and colours as a browser shows them. */
async function decode(type: string, bytes: Buffer) {
  return page.evaluate(
    async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return { width, height, data: [...data].join() };
    },
    `data:${type};base64,${bytes.toString('base64')}`,
  );
}

describe('a picture is cleaned of', () => {
  it.each(told)('%s: %s', async (type, _name, make) => {
    const bytes = make();
    expect(bytes.includes(WORD) || type === 'image/png').toBe(true);
    const result = cleaned(bytes);
    // Nothing else is gone, and no byte has changed.
    const bare = type === 'image/webp' ? inWebp(webp(), 0) : plain[type]!;
    expect(result.equals(bare)).toBe(true);
    expect(await decode(type, result)).toEqual(await decode(type, plain[type]!));
  });

  it('image/avif: Exif and XMP, where they stand', async () => {
    const result = cleaned(AVIF);
    expect(AVIF.toString('latin1').match(/qanary/g)).toHaveLength(2);
    expect(result.includes('qanary')).toBe(false);
    expect(result.length).toBe(AVIF.length);
    const [from, to] = [AVIF.indexOf('Exif\0\0MM') - 4, AVIF.indexOf('</x:xmpmeta>') + 12];
    expect(result.subarray(0, from).equals(AVIF.subarray(0, from))).toBe(true);
    expect(result.subarray(to).equals(AVIF.subarray(to))).toBe(true);
    expect(await decode('image/avif', result)).toEqual(await decode('image/avif', AVIF));
  });
});

describe('a picture keeps', () => {
  const turned: [string, () => Buffer][] = [
    ['image/jpeg', () => inJpeg(jpeg(), segment(0xe1, concat('Exif\0\0', exif(6))))],
    ['image/webp', () => inWebp(webp(), 0x08, riffChunk('EXIF', concat('Exif\0\0', exif(6))))],
    ['image/png', () => inPng(png(), pngChunk('eXIf', exif(6)))],
  ];
  it.each(turned)('how it is turned: %s', async (type, make) => {
    const result = cleaned(make());
    expect(result.includes(WORD)).toBe(false);
    expect(result.includes(latin('\x01\x12\0\x03\0\0\0\x01\0\x06'))).toBe(true);
    // Chromium turns no WebP.
    if (type === 'image/webp') return;
    const shown = await decode(type, result);
    expect([shown.width, shown.height]).toEqual([8, 16]);
    expect(shown).toEqual(await decode(type, make()));
  });

  const kept: [string, () => Buffer, string][] = [
    ['the colours of a JPEG', () => inJpeg(jpeg(), segment(0xe2, 'ICC_PROFILE\0\x01\x01profile')), 'profile'],
    [
      'how the colours of a JPEG are coded',
      () => inJpeg(jpeg(), segment(0xee, 'Adobe\0d\0\0\0\0\0')),
      'Adobe',
    ],
    ['the version of a JPEG', jpeg, 'JFIF'],
    ['the colours of a PNG', () => inPng(png(), pngChunk('gAMA', u32(45455)), pngChunk('iCCP', 'x')), 'iCCP'],
    ['the size of a PNG', () => inPng(png(), pngChunk('pHYs', '123456789')), 'pHYs'],
    ['the animation of a PNG', () => inPng(png(), pngChunk('acTL', u32(1))), 'acTL'],
    ['the colours of a WebP', () => inWebp(webp(), 0x20, riffChunk('ICCP', 'profile')), 'profile'],
    ['how often a GIF plays', () => gif(GIF_LOOP), 'NETSCAPE2.0'],
    ['how long a GIF is shown', () => gif(gifBlock(0xf9, '\x04\x0a\0\0')), '\x04\x0a'],
  ];
  it.each(kept)('%s', (_name, make, what) => {
    expect(make().includes(latin(what))).toBe(true);
    expect(cleaned(make()).equals(make())).toBe(true);
  });

  it('the frames of an animated WebP, and no more', () => {
    const frame = (...chunks: Buffer[]) => riffChunk('ANMF', concat(Buffer.alloc(16), ...chunks));
    const picture = riffChunk('VP8L', 'pixels');
    const head = riffChunk('VP8X', Buffer.from([2, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const made = riff(head, riffChunk('ANIM', '123456'), frame(picture, riffChunk('note', WORD)));
    expect(cleaned(made).equals(riff(head, riffChunk('ANIM', '123456'), frame(picture)))).toBe(true);
  });

  it('no preview in its head', () => {
    const small = segment(0xe0, concat('JFIF\0\x01\x01\0\0\x01\0\x01', Buffer.from([1, 1, 9, 9, 9])));
    const none = segment(0xe0, concat('JFIF\0\x01\x01\0\0\x01\0\x01', Buffer.from([0, 0])));
    expect(cleaned(inJpeg(jpeg(), small)).equals(inJpeg(jpeg(), none))).toBe(true);
  });
});

describe('a picture that cannot be cleaned', () => {
  /** Little-endian, one entry, as scanners write. */
  const tiff = (tag: number) =>
    Buffer.from([
      73,
      73,
      42,
      0,
      8,
      0,
      0,
      0,
      1,
      0,
      tag & 255,
      tag >> 8,
      2,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    ]);
  const rows: [string, () => Buffer, boolean][] = [
    ['TIFF with an author', () => tiff(315), true],
    ['TIFF with a place', () => tiff(34853), true],
    ['TIFF with what its data mean', () => tiff(270), false],
    ['a JPEG whose Exif has no end', () => concat('\xff\xd8\xff\xe1\xff\xffExif\0\0', exif()), true],
    ['a JPEG without a picture', () => latin('\xff\xd8\xff\xd9'), false],
    ['a PNG without a picture', () => inPng(png().subarray(0, 33), pngChunk('tEXt', WORD)), true],
    ['a GIF of unknown blocks', () => concat(GIF_HEAD, 'x'), false],
    ['an AVIF that was cut off', () => AVIF.subarray(0, 500), true],
  ];
  it.each(rows)('stays as it is, and is told of if it tells: %s', (_name, make, tells) => {
    expect(cleanPicture(make())).toEqual({ bytes: make(), tells });
  });

  it.each(['', 'BM', '# A page', '%PDF-1.7', 'RIFF\0\0\0\0WAVE', '\0\0\0\x20ftypisom'])(
    'is none at all: %j',
    (text) => expect(cleanPicture(latin(text))).toBeUndefined(),
  );

  it('never makes a build stop, however its bytes are changed', () => {
    const samples = [...told.map(([, , make]) => make()), AVIF, gif(GIF_LOOP), tiff(315)];
    const change = fc.record({
      sample: fc.constantFrom(...samples),
      at: fc.nat(700),
      byte: fc.nat(255),
      cut: fc.nat(1400),
    });
    fc.assert(
      fc.property(change, ({ sample, at, byte, cut }) => {
        const bytes = Buffer.from(sample.subarray(0, cut));
        if (at < bytes.length) bytes[at] = byte;
        const picture = cleanPicture(bytes);
        if (picture === undefined) return;
        // Only an orientation may be written anew.
        expect(picture.bytes.length).toBeLessThan(bytes.length + 60);
        expect(cleanPicture(picture.bytes)?.bytes.equals(picture.bytes)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

it('cleans a picture in an address of data, and no other', () => {
  const url = (bytes: Buffer) => `<image href="data:image/jpeg;base64,${bytes.toString('base64')}"/>`;
  const made = inJpeg(jpeg(), segment(0xfe, WORD));
  const other = `data:image/jpeg;base64,${Buffer.from(WORD.repeat(9)).toString('base64')}`;
  expect(cleanDataUrls(url(made) + other)).toBe(url(jpeg()) + other);
});
