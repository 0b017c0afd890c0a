// Folders are moved and removed with patience: on Windows neither can be done while any program, a virus scanner most
// often, has a file in them open.
import { renameSync, rmSync } from 'node:fs';

const BUSY: ReadonlySet<unknown> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Waits between tries, in milliseconds: three seconds in all. */
const WAITS = [50, 100, 200, 400, 800, 1450];

export function moveFolder(from: string, to: string): void {
  for (const wait of WAITS) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      sleep(wait);
    }
  }
  renameSync(from, to);
}

/** Also a file, or nothing at all. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: WAITS.length, retryDelay: 100 });
}

export function isBusy(error: unknown): boolean {
  return BUSY.has(codeOf(error));
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
