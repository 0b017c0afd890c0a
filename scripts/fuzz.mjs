// `npm run fuzz [TIMES]`: the fuzz test with 100,000 changes of each kind, or as many as given. SEED= starts it elsewhere.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/scripts/fuzz.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ: process.argv[2] ?? '100000' },
});
process.exitCode = status ?? 1;
