// One runner for every case: test/fixtures/<feature>/<case>/. The feature's own file, test/features/<feature>.ts,
// turns the inputs into named outputs; they are compared with the files of the case. A new case adds no code.
// UPDATE=1 writes what is missing or changed; in CI a missing file fails and nothing is written.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The case's folder and its files; outputs by file name. `messages.txt` is left out when there are none. */
export interface Case {
  name: string;
  dir: string;
  read(file: string): string;
  has(file: string): boolean;
}
export type RunCase = (testCase: Case) => Promise<Record<string, string>> | Record<string, string>;

const fixtures = join(import.meta.dirname, 'fixtures');
const update = process.env.UPDATE === '1' && !process.env.CI;

for (const feature of foldersOf(fixtures)) {
  describe(feature, async () => {
    const { run, outputs } = (await import(`./features/${feature}.ts`)) as {
      run: RunCase;
      outputs: string[];
    };
    for (const name of foldersOf(join(fixtures, feature))) {
      it(name, async () => {
        const dir = join(fixtures, feature, name);
        const made = await run({
          name,
          dir,
          read: (file) => readFileSync(join(dir, file), 'utf8'),
          has: (file) => existsSync(join(dir, file)),
        });
        const expected = outputs.filter((file) => existsSync(join(dir, file)));
        for (const file of new Set([...Object.keys(made), ...expected])) compare(dir, file, made[file]);
      });
    }
  });
}

/** `undefined` means that the feature made no such file, as with `messages.txt` when all is well. */
function compare(dir: string, file: string, made: string | undefined): void {
  const path = join(dir, file);
  const changed = join(dir, file.replace(/^[^.]+/, 'output-changed'));
  const expected = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (made === expected) return;
  if (update) {
    if (made === undefined) rmSync(path);
    else writeFileSync(path, made);
    return;
  }
  if (made !== undefined && !process.env.CI) writeFileSync(changed, made);
  expect(made, `${file} of ${dir}`).toBe(expected);
}

function foldersOf(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
