// Licences of what the bundles hold: every package that esbuild took code from, or that the theme copies files of.
// In: esbuild's metafiles and names of packages; out: the text of dist/THIRD-PARTY-LICENSES.txt.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function licencesText(root, metafiles, copied) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set([
    ...inputs.flatMap(packageFolder),
    ...copied.map((name) => `node_modules/${name}`),
  ]);
  const parts = [...folders].sort().map((folder) => licenceOf(root, folder));
  return `Code and fonts of others in this package, with their licences.\n\n${[...new Set(parts)].join('\n')}`;
}

/** `node_modules/a/node_modules/@b/c/index.js` → `node_modules/a/node_modules/@b/c`. */
function packageFolder(path) {
  const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path);
  return found ? [found[0]] : [];
}

function licenceOf(root, folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const head = `${'='.repeat(72)}\n${name} ${version} (${license ?? 'text below'})\n`;
  const files = readdirSync(join(root, folder)).filter((file) => /^(licen[sc]e|copying)(\.|-|$)/i.test(file));
  const texts = files.map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
  return `${head}${texts.length > 0 ? `\n${texts.join('\n\n')}\n` : ''}`;
}
