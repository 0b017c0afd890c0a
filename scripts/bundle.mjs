// Builds everything that is published, in seconds: the plugin bundle, the command line and the theme.
// Runs on `npm ci` (prepare). In: plugins/, site/, scripts/; out: dist/. Nothing is downloaded.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleTheme } from './bundle-theme.mjs';
import { denseEntities } from './dense-entities.mjs';
import { licencesText } from './licences.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'dist');

/** Bundled CommonJS parts may call `require`; an ES module has none of its own. */
const requireBanner = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

const node = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Known to every Node that `engines` allows: else each would be built anew where it is used.
  supported: { 'regexp-unicode-property-escapes': true },
  charset: 'utf8',
  alias: { '@lezer/highlight': join(root, 'scripts/no-highlight.mjs') },
  legalComments: 'none',
  absWorkingDir: root,
  metafile: true,
};

/** Why a rule is one is told on the reference page: the plugin never says it. */
const withoutReasons = {
  name: 'without-reasons',
  setup({ onLoad }) {
    onLoad({ filter: /(?:rules|[\\/]graph[\\/][\w-]+)\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replaceAll(/\bwhy:\s*'(?:[^'\\]|\\.)*'/g, "why: ''"),
    }));
  },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'theme'), { recursive: true });

const targets = [
  {
    entryPoints: ['plugins/index.ts'],
    outfile: join(out, 'compass.mjs'),
    minify: true,
    banner: requireBanner,
    plugins: [withoutReasons, denseEntities],
  },
  { entryPoints: ['scripts/cli.ts'], outfile: join(out, 'cli.mjs'), banner: requireBanner },
  { entryPoints: ['scripts/bench/run.ts'], outfile: join(out, 'bench.mjs'), banner: requireBanner },
  {
    entryPoints: ['scripts/bench/notes-labels.ts'],
    outfile: join(out, 'bench-notes.mjs'),
    banner: requireBanner,
  },
  { entryPoints: ['scripts/gallery.ts'], outfile: join(out, 'gallery.mjs'), banner: requireBanner },
  {
    entryPoints: ['site/server.ts'],
    outfile: join(out, 'theme/server.mjs'),
    banner: requireBanner,
    minify: true,
  },
];
const built = await Promise.all(
  targets
    .filter((target) => existsSync(join(root, target.entryPoints[0])))
    .map((target) => build({ ...node, ...target })),
);
const theme = await bundleTheme(root, join(out, 'theme'));
for (const folder of ['starter', 'schemas'])
  cpSync(join(root, folder), join(out, folder), { recursive: true });
const metafiles = [...built.map((result) => result.metafile), ...theme.metafiles];
writeFileSync(join(out, 'THIRD-PARTY-LICENSES.txt'), licencesText(root, metafiles, theme.copied));
