// PNG without the chunks that no browser draws: text, times, previews, an editor's own layers, and what stands behind
// its end. In: a file; out: the same chunks of picture, colour, size and animation. Format: PNG, third edition.
import { crc32, inflateSync } from 'node:zlib';
import { exifOf, orientationOf } from './exif.ts';
import { MalformedPicture, slice } from './malformed.ts';

export const PNG = '\x89PNG\r\n\x1a\n';
const KEPT = new Set(
  `IHDR PLTE IDAT IEND tRNS bKGD sBIT pHYs gAMA cHRM sRGB iCCP cICP mDCV cLLI acTL fcTL fdAT`.split(' '),
);

interface Chunk {
  type: string;
  body: Buffer;
  /** With length and checksum. */
  whole: Buffer;
}

/** Up to the end of the picture; a chunk that was cut off is the last. */
function* chunksOf(bytes: Buffer): Generator<Chunk> {
  for (let at = PNG.length; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    yield { type, body: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) };
    if (type === 'IEND') return;
    at = end;
  }
}

export function cleanPng(bytes: Buffer): Buffer {
  const parts = [slice(bytes, 0, PNG.length)];
  let drawn = false;
  for (const { type, body, whole } of chunksOf(bytes)) {
    if (parts.length === 1 && type !== 'IHDR') throw new MalformedPicture();
    if (type === 'IDAT') drawn = true;
    if (KEPT.has(type)) parts.push(whole);
    else if (type === 'eXIf') parts.push(turned(orientationOf(body)));
  }
  if (!drawn) throw new MalformedPicture();
  return Buffer.concat(parts);
}

function turned(orientation: number): Buffer {
  return orientation === 1 ? Buffer.alloc(0) : chunk('eXIf', exifOf(orientation));
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/**
 * Texts as they read unpacked, for the audit. `zTXt` is keyword, 0, method, packed text; `iTXt` is keyword, 0, packed or
 * not, method, language, 0, keyword, 0, text.
 */
export function pngTexts(bytes: Buffer, maxLength: number): { start: number; data: Buffer }[] {
  return [...chunksOf(bytes)].flatMap(({ type, body }) => {
    const start = body.byteOffset - bytes.byteOffset;
    const text = type === 'zTXt' || type === 'iTXt' ? textOf(type, body, maxLength) : undefined;
    return text === undefined ? [] : [{ start, data: text }];
  });
}

function textOf(type: string, body: Buffer, maxOutputLength: number): Buffer | undefined {
  const keyword = body.indexOf(0);
  if (keyword < 0) return undefined;
  try {
    if (type === 'zTXt') return inflateSync(body.subarray(keyword + 2), { maxOutputLength });
    const language = body.indexOf(0, keyword + 3);
    const translated = language < 0 ? -1 : body.indexOf(0, language + 1);
    if (translated < 0) return undefined;
    const text = body.subarray(translated + 1);
    return body[keyword + 1] === 1 ? inflateSync(text, { maxOutputLength }) : text;
  } catch {
    return undefined;
  }
}
