// Takes out of pictures what a camera or an editor wrote into them: place, time, author, machine, comments, previews. The
// picture itself, its colours and how it is turned stay, byte by byte. In: a file; out: the file, and does it still tell?
import { cleanGif } from './gif.ts';
import { cleanHeif, isHeif } from './heif.ts';
import { cleanJpeg } from './jpeg.ts';
import { MalformedPicture } from './malformed.ts';
import { cleanPng, PNG } from './png.ts';
import { isTiff, tiffTells } from './tiff.ts';
import { cleanWebp } from './webp.ts';

export interface Picture {
  bytes: Buffer;
  /** It could not be cleaned, and holds what nobody sees. */
  tells: boolean;
}

const KINDS: { is(bytes: Buffer): boolean; clean(bytes: Buffer): Buffer }[] = [
  { is: (bytes) => startsWith(bytes, '\xff\xd8\xff'), clean: cleanJpeg },
  { is: (bytes) => startsWith(bytes, PNG), clean: cleanPng },
  {
    is: (bytes) => startsWith(bytes, 'RIFF') && bytes.toString('latin1', 8, 12) === 'WEBP',
    clean: cleanWebp,
  },
  { is: (bytes) => startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a'), clean: cleanGif },
  { is: isHeif, clean: cleanHeif },
];

function startsWith(bytes: Buffer, signature: string): boolean {
  return bytes.toString('latin1', 0, signature.length) === signature;
}

/** Undefined for what is no picture, whatever its name says. A picture that cannot be read stays as it is. */
export function cleanPicture(bytes: Buffer): Picture | undefined {
  const kind = KINDS.find(({ is }) => is(bytes));
  if (kind === undefined) return isTiff(bytes) ? { bytes, tells: tiffTells(bytes) } : undefined;
  try {
    return { bytes: kind.clean(bytes), tells: false };
  } catch (error) {
    if (!(error instanceof MalformedPicture)) throw error;
    return { bytes, tells: TELLING.test(bytes.toString('latin1')) };
  }
}

/** How Exif, XMP, IPTC and texts begin, in a file whose parts cannot be told. */
const TELLING = /Exif\0\0|eXIf|EXIF|http:\/\/ns\.adobe\.com\/|<x:xmpmeta|Photoshop 3\.0|[tzi]TXt|tEXt/;

const DATA_URL = /(data:image\/[\w.+-]{1,40};base64,)([A-Za-z0-9+/]{60,}={0,2})/g;

/** Pictures that a text holds as addresses of data. */
export function cleanDataUrls(text: string): string {
  if (!text.includes(';base64,')) return text;
  return text.replaceAll(DATA_URL, (whole, head: string, data: string) => {
    const bytes = Buffer.from(data, 'base64');
    const picture = cleanPicture(bytes);
    return picture === undefined || picture.bytes.equals(bytes)
      ? whole
      : head + picture.bytes.toString('base64');
  });
}
