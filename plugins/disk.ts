// The only reading of files in the plugin: text by path, and the files that a pattern names, never outside the
// project folder (links are followed before that is judged). Texts are kept by path, size and time of change.
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, join, relative, win32 } from 'node:path';
import picomatch from 'picomatch';

export interface Disk {
  root: string;
  /** Undefined when the file is not there, may not be read, or lies outside the project. */
  read(path: string): string | undefined;
  /** A picture as a data url. */
  readPicture(path: string): string | undefined;
  /** Files (from the root, with `/`, sorted) that a path or glob names. */
  find(pattern: string): string[];
  /** The same for all names of one file: links of the file system, other letters where the disk takes them for equal. */
  identify(path: string): string;
  /** Changes whenever a file that was read or searched for changes. */
  stamp(): string;
}

interface Kept {
  stamp: string;
  text: string;
}

const kept = new Map<string, Kept>();

export function openDisk(root: string): Disk {
  const read = new Set<string>();
  const patterns = new Set<string>();
  return {
    root,
    read(path) {
      read.add(path);
      return readKept(root, path);
    },
    readPicture(path) {
      read.add(path);
      return readPicture(root, path);
    },
    find(pattern) {
      patterns.add(pattern);
      return findFiles(root, pattern);
    },
    identify(path) {
      return identify(join(root, path));
    },
    stamp() {
      const files = [...read].map((path) => `${path} ${stampOf(join(root, path))}`);
      const found = [...patterns].map((pattern) => findFiles(root, pattern).join('|'));
      return [...files, ...found].join('\n');
    },
  };
}

function readKept(root: string, path: string): string | undefined {
  const full = join(root, path);
  if (!isInside(root, full)) return undefined;
  const stamp = stampOf(full);
  const known = kept.get(full);
  if (known && known.stamp === stamp) return known.text;
  try {
    // A pipe would be waited for.
    if (!statSync(full).isFile()) return undefined;
    const text = readFileSync(full, 'utf8');
    kept.set(full, { stamp, text });
    return text;
  } catch {
    return undefined;
  }
}

const PICTURES: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
};

function readPicture(root: string, path: string): string | undefined {
  const type = PICTURES[extname(path).toLowerCase()];
  const full = join(root, path);
  if (!type || !isInside(root, full)) return undefined;
  try {
    return `data:${type};base64,${readFileSync(full).toString('base64')}`;
  } catch {
    return undefined;
  }
}

/** Does a path that `relative` gave lead out of its folder: upwards, or on Windows to another drive? */
export function leadsOut(path: string): boolean {
  return win32.isAbsolute(path) || path.split(/[\\/]/).includes('..');
}

function isInside(root: string, full: string): boolean {
  try {
    const path = relative(realpathSync(root), realpathSync(full));
    return path !== '' && !leadsOut(path);
  } catch {
    return false;
  }
}

function identify(full: string): string {
  try {
    const stats = statSync(full, { bigint: true, throwIfNoEntry: false });
    return stats ? `${stats.dev}:${stats.ino}` : full.toLowerCase();
  } catch {
    return full.toLowerCase();
  }
}

function stampOf(full: string): string {
  try {
    const { size, mtimeMs } = statSync(full);
    return `${size}:${mtimeMs}`;
  } catch {
    return 'none';
  }
}

/** A plain path is itself; a glob is searched below its fixed folder, `node_modules`, `_build` and dot folders apart. */
function findFiles(root: string, pattern: string): string[] {
  const { base, isGlob } = picomatch.scan(pattern);
  if (!isGlob) return stampOf(join(root, pattern)) === 'none' ? [] : [pattern];
  const matches = picomatch(pattern);
  return filesBelow(root, base)
    .filter((file) => matches(file))
    .sort();
}

function filesBelow(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' || folder === '.' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return SKIPPED.test(entry.name) ? [] : filesBelow(root, path);
      return entry.isFile() ? [path] : [];
    });
  } catch {
    return [];
  }
}

const SKIPPED = /^(?:\.|node_modules$|_build$)/;
