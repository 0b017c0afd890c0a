// Exif as pictures hold it: a TIFF structure. In: its bytes; out: how the picture is turned, and an Exif that says
// nothing else. Format: Exif 2.32, section 4.6.

const ORIENTATION = 0x0112;
const ENTRY_BYTES = 12;
const HEADER = /^(?:II\*\0|MM\0\*)/;

/** Numbers are little-endian after `II`, big-endian after `MM`. */
export interface Tiff {
  u16(at: number): number;
  u32(at: number): number;
}

export function openTiff(bytes: Buffer): Tiff | undefined {
  if (!HEADER.test(bytes.toString('latin1', 0, 4))) return undefined;
  const little = bytes[0] === 0x49;
  const fits = (at: number, size: number) => at >= 0 && at + size <= bytes.length;
  return {
    u16: (at) => (fits(at, 2) ? (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)) : 0),
    u32: (at) => (fits(at, 4) ? (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)) : 0),
  };
}

/** Offsets of the entries of a directory; its tag is the first two bytes of an entry. */
export function entriesAt(tiff: Tiff, directory: number): number[] {
  return Array.from({ length: tiff.u16(directory) }, (_, index) => directory + 2 + index * ENTRY_BYTES);
}

/** 1 to 8, as the tag numbers them; 1, upright, where there is none or it cannot be read. */
export function orientationOf(exif: Buffer): number {
  const tiff = openTiff(exif);
  if (tiff === undefined) return 1;
  const entry = entriesAt(tiff, tiff.u32(4)).find((at) => tiff.u16(at) === ORIENTATION);
  const value = entry === undefined ? 1 : tiff.u16(entry + 8);
  return value >= 1 && value <= 8 ? value : 1;
}

/** One directory with one entry: 26 bytes. */
export function exifOf(orientation: number): Buffer {
  const exif = Buffer.alloc(26);
  exif.write('MM\0*', 'latin1');
  exif.writeUInt32BE(8, 4);
  exif.writeUInt16BE(1, 8);
  exif.writeUInt16BE(ORIENTATION, 10);
  // Of type SHORT, one of it.
  exif.writeUInt16BE(3, 12);
  exif.writeUInt32BE(1, 14);
  exif.writeUInt16BE(orientation, 18);
  return exif;
}
