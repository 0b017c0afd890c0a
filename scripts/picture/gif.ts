// GIF without comments, drawn text and application data, but for how often it plays and its colours. In: a file; out:
// the same pictures. Format: GIF89a.
import { MalformedPicture, slice } from './malformed.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const END = 0x3b;
/** How long a picture is shown, and what of it is transparent: belongs to the next block. */
const CONTROL = 0xf9;
const APPLICATION = 0xff;
const KEPT = /^(?:NETSCAPE2\.0|ANIMEXTS1\.0|ICCRGBG1012)$/;

export function cleanGif(bytes: Buffer): Buffer {
  let at = 13 + tableBytes(slice(bytes, 0, 13)[10]!);
  const parts = [slice(bytes, 0, at)];
  let control: Buffer | undefined;
  let pictures = 0;
  while (at < bytes.length && bytes[at] !== END) {
    const end = blockEnd(bytes, at);
    const block = bytes.subarray(at, end);
    at = end;
    if (block[0] === EXTENSION && block[1] === CONTROL) {
      control = block;
      continue;
    }
    if (block[0] === IMAGE) {
      if (control) parts.push(control);
      parts.push(block);
      pictures++;
    } else if (isKept(block)) {
      parts.push(block);
      continue;
    } else if (block[1] !== 0x01) continue;
    control = undefined;
  }
  if (pictures === 0) throw new MalformedPicture();
  return Buffer.concat([...parts, bytes.subarray(at, at + 1)]);
}

/** Three bytes for each colour of a table, if its flag is set. */
const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

function blockEnd(bytes: Buffer, at: number): number {
  if (bytes[at] === EXTENSION) return endOfParts(bytes, at + 2);
  if (bytes[at] !== IMAGE) throw new MalformedPicture();
  const flags = slice(bytes, at, at + 10)[9]!;
  return endOfParts(bytes, at + 11 + tableBytes(flags));
}

/** Parts of up to 255 bytes, each behind its length, up to one of none; a file that was cut off ends in one. */
function endOfParts(bytes: Buffer, from: number): number {
  let at = from;
  for (let length = bytes[at]; length; length = bytes[at]) at += 1 + length;
  return Math.min(at + 1, bytes.length);
}

function isKept(block: Buffer): boolean {
  return block[1] === APPLICATION && KEPT.test(block.toString('latin1', 3, 14));
}
