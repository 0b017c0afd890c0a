// Lighthouse, mobile, on the home page and the longest page of the published site. It is no dependency: the case runs
// where `npm i --no-save lighthouse@12.2.0` has put it, and a site stands in `_build/compass`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BenchCase, Figure } from './bench.ts';

const require = createRequire(join(process.cwd(), 'package.json'));
const site = join(process.cwd(), '_build/compass');

interface Lighthouse {
  default(
    url: string,
    flags: object,
  ): Promise<{ lhr: { categories: Record<string, { title: string; score: number }> } }>;
}

async function optional<T>(name: string): Promise<T | undefined> {
  try {
    return await import(pathToFileURL(require.resolve(name)).href);
  } catch {
    return undefined;
  }
}

async function run(): Promise<Figure[]> {
  const lighthouse = await optional<Lighthouse>('lighthouse');
  const chromium = await optional<{ default: { executablePath(): Promise<string> } }>('@sparticuz/chromium');
  if (!lighthouse || !chromium || !existsSync(site)) return [];
  const server = await serveSite();
  const port = 9300 + (process.pid % 600);
  const browser = spawn(await chromium.default.executablePath(), browserArguments(port), { stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const figures: Figure[] = [];
  for (const path of ['/', longestPage()]) {
    const { lhr } = await lighthouse.default(`${server.url}${path}`, { port, logLevel: 'error' });
    for (const { title, score } of Object.values(lhr.categories))
      figures.push({ of: path, metric: title, value: Math.round(score * 100), unit: 'of 100' });
  }
  browser.kill();
  server.close();
  return figures;
}

const browserArguments = (port: number) => [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  `--remote-debugging-port=${port}`,
  `--user-data-dir=${mkdtempSync(join(tmpdir(), 'lighthouse-'))}`,
];

function longestPage(): string {
  const pages = readdirSync(site).filter((name) => existsSync(join(site, name, 'index.html')));
  const size = (name: string) => statSync(join(site, name, 'index.html')).size;
  return `/${pages.sort((a, b) => size(b) - size(a))[0] ?? ''}/`;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.woff2': 'font/woff2',
};

/** As a host would: compressed, and hashed files kept for long. */
async function serveSite(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
    const file = [join(site, path), join(site, path, 'index.html')].find(
      (name) => existsSync(name) && statSync(name).isFile(),
    );
    if (file === undefined) return response.writeHead(404).end();
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const kept = path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache';
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': kept });
    return response.end(gzipSync(readFileSync(file)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    close: () => server.close(),
  };
}

export const cases: BenchCase[] = [{ name: 'site: Lighthouse, mobile', size: 'home and longest page', run }];
