// TIFF is a format of data as well, and some keep in it what the data mean: it is only looked at. In: a file; out: does it
// say who made it, where, with what? Format: TIFF 6.0.
import { entriesAt, openTiff } from './exif.ts';

/** Author, machine, Exif, place; XMP, IPTC and Photoshop's data. */
const TELLING = new Set([315, 316, 34665, 34853, 700, 33723, 34377]);
/** Pages of one file; more are not looked at. */
const MAX_PAGES = 1000;

export function isTiff(bytes: Buffer): boolean {
  return openTiff(bytes) !== undefined;
}

export function tiffTells(bytes: Buffer): boolean {
  const tiff = openTiff(bytes)!;
  let page = tiff.u32(4);
  for (let count = 0; page > 0 && count < MAX_PAGES; count++) {
    const entries = entriesAt(tiff, page);
    if (entries.some((at) => TELLING.has(tiff.u16(at)))) return true;
    page = tiff.u32(page + 2 + entries.length * 12);
  }
  return false;
}
