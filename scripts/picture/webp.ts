// WebP without Exif, XMP and chunks of unknown kind. In: a file; out: the same chunks of picture, colour and animation.
// Format: RFC 9649.
import { exifOf, orientationOf } from './exif.ts';
import { MalformedPicture, slice } from './malformed.ts';

const KEPT = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ICCP']);
const HEAD = 'RIFF....WEBP'.length;
/** Position, size, duration and flags of a frame stand before its chunks. */
const FRAME_HEAD = 16;
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;

interface Chunk {
  type: string;
  body: Buffer;
  /** With its head, and the byte that makes its length even. */
  whole: Buffer;
}

function* chunksOf(bytes: Buffer, from: number, to: number): Generator<Chunk> {
  for (let at = from; at + 8 <= to; ) {
    const length = bytes.readUInt32LE(at + 4);
    const end = Math.min(to, at + 8 + length + (length % 2));
    yield {
      type: bytes.toString('latin1', at, at + 4),
      body: bytes.subarray(at + 8, Math.min(to, at + 8 + length)),
      whole: bytes.subarray(at, end),
    };
    at = end;
  }
}

export function cleanWebp(bytes: Buffer): Buffer {
  const end = Math.min(bytes.length, slice(bytes, 4, 8).readUInt32LE(0) + 8);
  const chunks = [...chunksOf(bytes, HEAD, end)];
  if (!chunks.some(({ type }) => type === 'VP8 ' || type === 'VP8L' || type === 'ANMF'))
    throw new MalformedPicture();
  const exif = chunks.find(({ type }) => type === 'EXIF');
  // Some write the head of a JPEG's segment as well.
  const orientation = exif ? orientationOf(withoutHead(exif.body)) : 1;
  const parts = chunks.map((each) => cleanChunk(each, orientation));
  if (orientation !== 1) parts.push(chunk('EXIF', exifOf(orientation)));
  const body = Buffer.concat([Buffer.from('WEBP'), ...parts]);
  return Buffer.concat([Buffer.from('RIFF'), lengthOf(body), body]);
}

function withoutHead(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
}

function cleanChunk({ type, body, whole }: Chunk, orientation: number): Buffer {
  if (type === 'ANMF') return cleanFrame(body);
  if (!KEPT.has(type)) return Buffer.alloc(0);
  if (type !== 'VP8X' || body.length === 0) return whole;
  const changed = Buffer.from(whole);
  changed[8] = (changed[8]! & ~(EXIF_FLAG | XMP_FLAG)) | (orientation === 1 ? 0 : EXIF_FLAG);
  return changed;
}

function cleanFrame(body: Buffer): Buffer {
  const inner = [...chunksOf(body, FRAME_HEAD, body.length)].filter(({ type }) => KEPT.has(type));
  return chunk('ANMF', Buffer.concat([slice(body, 0, FRAME_HEAD), ...inner.map(({ whole }) => whole)]));
}

function chunk(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), lengthOf(body), body, Buffer.alloc(body.length % 2)]);
}

function lengthOf(body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return length;
}
