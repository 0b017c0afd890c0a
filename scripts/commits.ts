// When each file was last changed, from git: one call for the whole project. Without git, nothing is known.
import { spawnSync } from 'node:child_process';

/** Source path from the project root → day of its last commit, `2026-11-20`. */
export function lastCommits(root: string): Map<string, string> {
  const args = ['log', '--format=%x00%cs', '--name-only', '--no-renames', '--relative', '--', '.'];
  const { stdout, status } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const touched = new Map<string, string>();
  if (status !== 0) return touched;
  for (const commit of stdout.split('\0').slice(1)) {
    const [day = '', ...files] = commit.split('\n').filter((line) => line !== '');
    for (const file of files) if (!touched.has(file)) touched.set(file, day);
  }
  return touched;
}
