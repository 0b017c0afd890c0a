// Another checkout to compare with: a folder that is built, or a branch, tag or commit, which is put into a folder of
// its own, built there with this checkout's packages, and taken away again whatever happens.
import { execFile } from 'node:child_process';
import { existsSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { RunError, UsageError } from '../command.ts';
import type { Passing } from './turns.ts';

const run = promisify(execFile);

interface Surroundings extends Passing {
  /** This checkout. */
  root: string;
}

/** Call `use` with the checkout's folder, which has a `dist/bench.mjs`. */
export async function withCheckout<T>(
  given: string,
  around: Surroundings,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = resolve(given);
  return existsSync(join(folder, 'dist', 'bench.mjs')) ? use(folder) : withRevision(given, around, use);
}

async function withRevision<T>(
  given: string,
  { root, work, signal }: Surroundings,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const commit = await commitOf(given, root);
  const folder = join(work, 'other');
  const modules = join(folder, 'node_modules');
  try {
    await run('git', ['worktree', 'add', '--detach', folder, commit], { cwd: root, signal });
    // A junction on Windows, which needs no rights; a plain link elsewhere.
    symlinkSync(realpathSync(join(root, 'node_modules')), modules, 'junction');
    await build(given, folder, signal);
    return await use(folder);
  } finally {
    // The link first, so that nothing that removes a folder goes through it.
    rmSync(modules, { force: true });
    await run('git', ['worktree', 'remove', '--force', folder], { cwd: root }).catch(() => {});
  }
}

async function commitOf(given: string, root: string): Promise<string> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${given}^{commit}`];
  try {
    return (await run('git', args, { cwd: root })).stdout.trim();
  } catch {
    throw new UsageError(
      `Unexpected --compare \`${given}\`, expected a branch, tag or commit, or a folder that \`npm run prepare\` built`,
    );
  }
}

async function build(given: string, folder: string, signal: AbortSignal): Promise<void> {
  try {
    await run(process.execPath, ['scripts/bundle.mjs'], { cwd: folder, signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new RunError(`\`${given}\` cannot be built with the packages of this checkout`, { cause });
  }
  if (!existsSync(join(folder, 'dist', 'bench.mjs'))) throw new RunError(`\`${given}\` has no bench`);
}
