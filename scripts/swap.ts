// Publishes a finished folder in one step, so that the site in `out` is always whole: the old one or the new one.
// A new site is made in a work folder beside it; a build that was killed leaves only such a folder, which the next
// build clears; if it was killed between the two renames, the last good site is put back first.
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { RunError } from './command.ts';
import { codeOf, isBusy, moveFolder, removeFolder } from './folders.ts';

/** A build's right to publish to `out`, and the folder that it may fill meanwhile. */
export interface Slot {
  /** Empty, on the same disk as `out`. */
  work: string;
  /** Make `site` (a folder in `work`) what stands in `out`. */
  publish(site: string): void;
  /** Remove the work folder and give up the right; safe to call twice. */
  release(): void;
}

/** Take the right to publish to `out`; one build at a time. */
export function openSlot(out: string): Slot {
  const parent = dirname(out);
  const prefix = `.compass-${basename(out)}-`;
  mkdirSync(parent, { recursive: true });
  const lock = join(parent, `${prefix}lock`);
  const unlock = takeLock(lock);
  const work = join(parent, `${prefix}work-${process.pid}`);
  recover(parent, prefix, out);
  mkdirSync(work);
  return {
    work,
    publish(site) {
      if (holderOf(lock) !== process.pid)
        throw new RunError(`The lock ${lock} was lost; nothing is published`);
      exchange(site, out, join(parent, `${prefix}last`));
    },
    release() {
      removeFolder(work);
      unlock();
    },
  };
}

/** The two renames. Between them nothing stands in `out`, and `recover` puts `last` back. */
function exchange(site: string, out: string, last: string): void {
  try {
    if (existsSync(out)) moveFolder(out, last);
    moveFolder(site, out);
  } catch (error) {
    if (existsSync(last) && !existsSync(out)) moveFolder(last, out);
    if (!isBusy(error)) throw error;
    throw new RunError(
      `Another program has ${out} open; close it, and build again; the last site stays there`,
    );
  }
  removeFolder(last);
}

/** What a killed build left: its work folder goes; the site that it had moved away comes back. */
function recover(parent: string, prefix: string, out: string): void {
  const last = join(parent, `${prefix}last`);
  if (existsSync(last) && !existsSync(out)) moveFolder(last, out);
  for (const name of readdirSync(parent))
    if (name.startsWith(prefix) && !isLockInUse(name.slice(prefix.length))) removeFolder(join(parent, name));
}

/** `lock`, or `lock-<process>` of a build that is just now taking it; a dead build's is left over. */
function isLockInUse(name: string): boolean {
  const [, pid] = /^lock(?:-(\d+))?$/.exec(name) ?? [];
  return name === 'lock' || (pid !== undefined && isAlive(Number(pid)));
}

/** A build touches its lock every half minute; an older one whose process number lives on belongs to someone else. */
const BEAT_MS = 30_000;
const STALE_MS = 20 * BEAT_MS;

const held = new Set<string>();

/**
 * The lock names the process that holds it; that of a dead process counts for nothing. It is written aside and linked,
 * so that it is never seen empty. Returns what gives it up.
 */
function takeLock(lock: string): () => void {
  const own = `${lock}-${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    for (let attempt = 0; attempt < 3 && !tryLink(own, lock); attempt++) {
      const holder = holderOf(lock);
      // Given up meanwhile.
      if (!existsSync(lock)) continue;
      if (isHeld(lock, holder))
        throw new RunError(`Another build is running (process ${holder}); wait for it, or remove ${lock}`);
      clearDead(lock, holder, `${own}-dead`);
    }
  } finally {
    rmSync(own, { force: true });
  }
  if (holderOf(lock) !== process.pid) throw new RunError(`Another build took the lock ${lock}; try again`);
  held.add(lock);
  const beat = setInterval(() => utimesSync(lock, new Date(), new Date()), BEAT_MS).unref();
  return () => {
    clearInterval(beat);
    held.delete(lock);
    if (holderOf(lock) === process.pid) rmSync(lock, { force: true });
  };
}

/**
 * Remove a lock that counts for nothing, unless it is gone by now. It is moved aside first: of two builds that saw it
 * dead one may have taken it anew, and then it goes back.
 */
function clearDead(lock: string, holder: number | undefined, aside: string): void {
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (holderOf(aside) !== holder) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (existsSync(to)) return false;
    // A disk without links.
    writeFileSync(to, String(process.pid), { flag: 'wx' });
    return true;
  }
}

function holderOf(lock: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A lock without a number is only just being written, or is old. */
function isHeld(lock: string, holder: number | undefined): boolean {
  if (holder === process.pid) return held.has(lock);
  const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return holder === undefined ? age < BEAT_MS : age < STALE_MS && isAlive(holder);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
