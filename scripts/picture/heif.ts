// HEIC and AVIF: what a camera or an editor wrote into them is blanked where it stands, for everything else in the file
// is found by its offset. In: a file; out: one of the same length. Format: ISO/IEC 14496-12 and 23008-12.
import { MalformedPicture, slice } from './malformed.ts';

/** Brands of still pictures and of their sequences. */
const BRANDS = /^(?:avif|avis|heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/;

export function isHeif(bytes: Buffer): boolean {
  return bytes.toString('latin1', 4, 8) === 'ftyp' && BRANDS.test(bytes.toString('latin1', 8, 12));
}

interface Box {
  type: string;
  start: number;
  /** Behind the head. */
  body: number;
  end: number;
}

/** Lengths of 64 bits stand behind the name; a length of 0 is to the end. */
function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const size = bytes.readUInt32BE(at);
    const long = size === 1;
    const length =
      size === 0 ? to - at : long ? Number(slice(bytes, at + 8, at + 16).readBigUInt64BE(0)) : size;
    if (length < 8 || at + length > to) throw new MalformedPicture();
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      start: at,
      body: at + (long ? 16 : 8),
      end: at + length,
    });
    at += length;
  }
  return boxes;
}

export function cleanHeif(bytes: Buffer): Buffer {
  const cleaned = Buffer.from(bytes);
  const boxes = boxesIn(bytes, 0, bytes.length);
  const meta = boxes.find(({ type }) => type === 'meta');
  if (meta === undefined) throw new MalformedPicture();
  for (const { type, body, end } of boxes)
    if (type === 'uuid' || type === 'free' || type === 'skip') cleaned.fill(0, body, end);
  // A version and flags stand before the boxes.
  const inner = boxesIn(bytes, meta.body + 4, meta.end);
  const boxOf = (name: string) => inner.find(({ type }) => type === name);
  const [items, places, data] = [boxOf('iinf'), boxOf('iloc'), boxOf('idat')];
  if (items === undefined || places === undefined) return cleaned;
  const told = toldItems(bytes, items);
  for (const { item, start, end } of placesOf(bytes, places, data))
    if (told.has(item)) blank(slice(cleaned, start, end), told.get(item)!);
  return cleaned;
}

/** Item → its type, of those that hold Exif or XMP. */
function toldItems(bytes: Buffer, { body, end }: Box): Map<number, string> {
  const count = bytes[body] === 0 ? 2 : 4;
  const told = new Map<number, string>();
  for (const entry of boxesIn(bytes, body + 4 + count, end)) {
    const wide = slice(bytes, entry.body, entry.end)[0] === 3;
    const read = slice(bytes, entry.body, entry.end);
    const type = read.toString('latin1', wide ? 10 : 8, wide ? 14 : 12);
    if (type !== 'Exif' && type !== 'mime' && type !== 'uri ') continue;
    told.set(wide ? slice(read, 4, 8).readUInt32BE(0) : slice(read, 4, 6).readUInt16BE(0), type);
  }
  return told;
}

interface ItemPlace {
  item: number;
  start: number;
  end: number;
}

/** Where the bytes of each item stand: in the file, or in the box of small data. */
function placesOf(bytes: Buffer, { body, end }: Box, data: Box | undefined): ItemPlace[] {
  let at = body;
  const read = (size: number) => {
    const value =
      size === 0
        ? 0
        : size === 8
          ? Number(slice(bytes, at, at + 8).readBigUInt64BE(0))
          : slice(bytes, at, at + size).readUIntBE(0, size);
    at += size;
    if (at > end) throw new MalformedPicture();
    return value;
  };
  const version = read(1);
  read(3);
  const sizes = [read(1), read(1)].flatMap((pair) => [pair >> 4, pair & 15]) as [
    number,
    number,
    number,
    number,
  ];
  if (version > 2 || sizes.some((size) => ![0, 4, 8].includes(size))) throw new MalformedPicture();
  const [offsetSize, lengthSize, baseSize, indexSize] = sizes;
  const places: ItemPlace[] = [];
  const items = read(version < 2 ? 2 : 4);
  for (let count = 0; count < items; count++) {
    const item = read(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : read(2) & 15;
    read(2);
    const base = read(baseSize);
    for (let extents = read(2); extents > 0; extents--) {
      if (version > 0) read(indexSize);
      const start = base + read(offsetSize) + (method === 1 ? (data?.body ?? 0) : 0);
      const length = read(lengthSize);
      // Else it is made of other items; a length of 0 is all there is.
      if (method < 2) places.push({ item, start, end: length === 0 ? Number.NaN : start + length });
    }
  }
  return places;
}

/** Exif without entries, or a packet of spaces. */
function blank(place: Buffer, type: string): void {
  place.fill(type === 'Exif' ? 0 : ' ');
  if (type === 'Exif' && place.length >= 18) place.write('MM\0*\0\0\0\x08', 4, 'latin1');
}
