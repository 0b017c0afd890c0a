// A picture whose bytes are not what its format asks for: it stays as it is, and is told of.

/** Thrown by the readers of this folder, caught in picture.ts. */
export class MalformedPicture extends Error {}

/** From `start` to `end`, or an error: no length that a file names leads out of it. */
export function slice(bytes: Buffer, start: number, end: number): Buffer {
  if (!(start >= 0 && start <= end && end <= bytes.length)) throw new MalformedPicture();
  return bytes.subarray(start, end);
}
