// JPEG without what only its maker and editors wrote into it. In: a file; out: the same segments of the picture, without
// comments, application data (Exif, XMP, IPTC, previews) and all that stands behind its end. Kept: colour profile, how
// it is turned, and what tells how its colours are coded. Format: ITU-T T.81, annex B.
import { exifOf, orientationOf } from './exif.ts';
import { MalformedPicture, slice } from './malformed.ts';

const END = 0xd9;
const SCAN = 0xda;
const EXIF = 'Exif\0\0';

/** Tables, frames, restart intervals, number of lines; C8 and F0 on are extensions that no browser reads. */
const isPicture = (marker: number) =>
  (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xdb && marker <= 0xdf);
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Markers without a length. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

export function cleanJpeg(bytes: Buffer): Buffer {
  const parts = [bytes.subarray(0, 2)];
  let seen = 0;
  let at = 2;
  while (at < bytes.length) {
    const start = markerAt(bytes, at);
    const marker = bytes[start + 1];
    if (marker === undefined) break;
    if (marker === END) {
      parts.push(bytes.subarray(start, start + 2));
      break;
    }
    if (isBare(marker)) {
      at = start + 2;
      continue;
    }
    const length = slice(bytes, start + 2, start + 4).readUInt16BE(0);
    const body = slice(bytes, start + 4, start + 2 + length);
    at = start + 2 + length;
    if (isFrame(marker)) seen |= 1;
    if (marker === SCAN) {
      seen |= 2;
      at = endOfScan(bytes, at);
    }
    if (marker === SCAN || isPicture(marker)) parts.push(bytes.subarray(start, at));
    else parts.push(applicationData(marker, body));
  }
  if (seen !== 3) throw new MalformedPicture();
  return Buffer.concat(parts);
}

/** As decoders do: what stands between two segments is skipped, and so are bytes that fill. */
function markerAt(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && (bytes[at + 1] === 0xff || bytes[at + 1] === 0)) at = bytes.indexOf(0xff, at + 1);
  return at < 0 ? bytes.length : at;
}

/** In coded data, `FF00` is a byte and `FFD0` to `FFD7` are restarts; a file that was cut off ends in it. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** What of a segment of application data changes how the picture looks. */
function applicationData(marker: number, body: Buffer): Buffer {
  const says = (name: string) => body.toString('latin1', 0, name.length) === name;
  // Version, density; the preview behind them may show what was cut off.
  if (marker === 0xe0 && says('JFIF\0') && body.length >= 12)
    return segment(marker, Buffer.concat([body.subarray(0, 12), Buffer.alloc(2)]));
  if (marker === 0xe2 && says('ICC_PROFILE\0')) return segment(marker, body);
  if (marker === 0xee && says('Adobe')) return segment(marker, body.subarray(0, 12));
  if (marker !== 0xe1 || !says(EXIF)) return Buffer.alloc(0);
  const orientation = orientationOf(body.subarray(EXIF.length));
  return orientation === 1
    ? Buffer.alloc(0)
    : segment(marker, Buffer.concat([Buffer.from(EXIF, 'latin1'), exifOf(orientation)]));
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
