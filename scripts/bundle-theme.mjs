// The browser's half of the theme: style sheets and scripts with a hash in their names, the font, KaTeX with its
// fonts, and mermaid in pieces that load one by one. In: site/, node_modules; out: dist/theme/{public, assets.json}.
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

/** On every page, in this order. What is not named here is a feature's own sheet, for pages with compass views. */
const ALWAYS = ['tokens.css', 'base.css', 'page.css', 'graph.css', 'print.css'];

/** Gives what it took from others, for the list of licences. */
export async function bundleTheme(root, out) {
  const site = join(root, 'site');
  const open = join(out, 'public');
  mkdirSync(join(open, 'assets'), { recursive: true });
  cpSync(join(site, 'template.yml'), join(out, 'template.yml'));
  cpSync(join(site, 'public'), open, { recursive: true });
  const font = copyFont(open);
  const katex = copyKatex(open);
  const styles = join(site, 'styles');
  const { always, views: features } = sheetsIn(styles);
  const css = await bundleStyles(styles, open, 'compass.css', always, font);
  const views = await bundleStyles(styles, open, 'views.css', features, font);
  const more = await bundleStyles(styles, open, 'content.css', ['lazy/content.css'], font);
  const panels = await bundleStyles(styles, open, 'panels.css', ['lazy/panels.css'], font);
  const { metafiles, ...scripts } = await bundleScripts(root, open);
  const assets = { css, views, content: more, panels, font, katex, ...scripts };
  writeFileSync(join(out, 'assets.json'), JSON.stringify(assets, undefined, 1));
  const notFound = join(open, '404.html');
  writeFileSync(notFound, readFileSync(notFound, 'utf8').replace('{css}', css));
  return { metafiles, copied: ['@fontsource-variable/source-sans-3', 'katex'] };
}

const hashOf = (content) => createHash('sha256').update(content).digest('hex').slice(0, 8);

function writeHashed(open, name, content) {
  const [stem, ending] = [name.replace(/\.\w+$/, ''), /\.\w+$/.exec(name)[0]];
  const path = `assets/${stem}.${hashOf(content)}${ending}`;
  writeFileSync(join(open, path), content);
  return path;
}

function copyFont(open) {
  const file = require.resolve(
    '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  );
  return writeHashed(open, 'source-sans-3.woff2', readFileSync(file));
}

/** Only woff2: every browser that knows the rest of this site's css reads it. */
function copyKatex(open) {
  const dist = dirname(require.resolve('katex/dist/katex.min.css'));
  mkdirSync(join(open, 'assets/fonts'), { recursive: true });
  for (const name of readdirSync(join(dist, 'fonts')).filter((file) => file.endsWith('.woff2'))) {
    copyFileSync(join(dist, 'fonts', name), join(open, 'assets/fonts', name));
  }
  const css = readFileSync(join(dist, 'katex.min.css'), 'utf8').replace(
    /,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g,
    '',
  );
  return writeHashed(open, 'katex.css', css);
}

function sheetsIn(styles) {
  const names = readdirSync(styles).filter((name) => name.endsWith('.css'));
  const always = ALWAYS.filter((name) => names.includes(name));
  return { always, views: names.filter((name) => !ALWAYS.includes(name)).sort() };
}

async function bundleStyles(styles, open, file, names, font) {
  const { outputFiles } = await build({
    stdin: {
      contents: names.map((name) => `@import "./${name}";`).join('\n'),
      resolveDir: styles,
      loader: 'css',
    },
    bundle: true,
    minify: true,
    write: false,
    legalComments: 'none',
    external: ['/font.woff2'],
    target: ['chrome123', 'firefox120', 'safari17.5'],
  });
  return writeHashed(open, file, outputFiles[0].text.replace('/font.woff2', basename(font)));
}

async function bundleScripts(root, open) {
  const folder = join(open, 'assets');
  const shared = { bundle: true, minify: true, target: 'es2022', legalComments: 'none', absWorkingDir: root };
  const classic = await build({
    ...shared,
    entryPoints: { theme: 'site/client/theme.ts', analytics: 'site/client/analytics.ts' },
    entryNames: '[name].[hash]',
    outdir: folder,
    metafile: true,
  });
  const modules = await build({
    ...shared,
    format: 'esm',
    splitting: true,
    entryPoints: { main: 'site/client/main.ts', reload: 'site/client/reload.ts' },
    entryNames: '[name].[hash]',
    chunkNames: 'chunks/[name].[hash]',
    outdir: folder,
    metafile: true,
  });
  const files = Object.entries({ ...classic.metafile.outputs, ...modules.metafile.outputs });
  const named = (source) => {
    const found = files.find(([, output]) => output.entryPoint === `site/client/${source}.ts`);
    return `assets/${basename(found[0])}`;
  };
  return {
    metafiles: [classic.metafile, modules.metafile],
    theme: named('theme'),
    main: named('main'),
    reload: named('reload'),
    googleAnalytics: named('analytics'),
  };
}
