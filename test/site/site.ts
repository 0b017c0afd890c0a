// Builds the project of this folder with mystmd and our theme, once per run, and serves a built folder with the
// policy that the theme ships. In: dist/theme; out: a folder of html and its address.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
export const themeFolder = join(root, 'dist/theme');

export interface BuiltSite {
  /** The folder that would be published. */
  html: string;
  /** mystmd's own output: `content/*.json`, `config.json`. */
  site: string;
  log: string;
}

/** Copy a project, point it at our theme, and build it; `edit` may change files before. */
export async function buildProject(
  source: string,
  edit: (folder: string) => void = () => {},
  env: NodeJS.ProcessEnv = {},
): Promise<BuiltSite> {
  if (!existsSync(join(themeFolder, 'server.mjs'))) throw new Error('Run `node scripts/bundle.mjs` first');
  const folder = mkdtempSync(join(tmpdir(), 'compass-theme-'));
  cpSync(source, folder, { recursive: true });
  const config = join(folder, 'myst.yml');
  writeFileSync(config, readFileSync(config, 'utf8').replace(/template: .*/, `template: ${themeFolder}`));
  edit(folder);
  const log = await runMyst(folder, env);
  return { html: join(folder, '_build/html'), site: join(folder, '_build/site'), log };
}

function runMyst(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const myst = join(root, 'node_modules/mystmd/dist/myst.cjs');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [myst, 'build', '--html'], {
      cwd: folder,
      // The test runner sets a BASE_URL of its own.
      env: { ...process.env, BASE_URL: '', ...env },
    });
    let log = '';
    const add = (words: Buffer) => {
      log += words;
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('close', () => resolve(log));
  });
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** A plain static server with the shipped policy; folders answer with their index. */
export async function serve(folder: string): Promise<{ url: string; close(): void }> {
  const policy =
    /Content-Security-Policy: (.*)/.exec(readFileSync(join(folder, '_headers'), 'utf8'))?.[1] ?? '';
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    const file = [join(folder, path), join(folder, path, 'index.html')].find(
      (name) => existsSync(name) && statSync(name).isFile(),
    );
    response.writeHead(file ? 200 : 404, {
      'content-type': TYPES[extname(file ?? '.html')] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    response.end(readFileSync(file ?? join(folder, '404.html')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Every page of a folder, as paths: `/`, `/blocks/`. */
export function pagesIn(folder: string, path = '/'): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return pagesIn(folder, `${path}${entry.name}/`);
    return entry.name === 'index.html' ? [path] : [];
  });
}
