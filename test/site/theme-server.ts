// The theme's server with a content server of our own beside it: pages are made in memory, nothing is built.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { themeFolder } from './site.ts';

export interface ThemeServer {
  port: number;
  get(path: string): Promise<{ status: number; type: string; body: string }>;
  /** What was said on stderr so far. */
  log(): string;
  /** Ends stdin, as mystmd does by dying; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** `files` by path on the content server: `/config.json`, `/content/index.json`; strings are sent as they are. */
export async function startTheme(
  files: Record<string, unknown>,
  env: NodeJS.ProcessEnv = { MODE: 'static' },
): Promise<ThemeServer> {
  const content = createServer((request, response) => {
    const file = files[decodeURIComponent(request.url ?? '')];
    response.statusCode = file === undefined ? 404 : 200;
    response.end(typeof file === 'string' ? file : JSON.stringify(file ?? null));
  });
  await new Promise<void>((resolve) => content.listen(0, '127.0.0.1', resolve));
  const address = content.address();
  const contentPort = typeof address === 'object' && address ? address.port : 0;
  const port = 30_000 + Math.floor(Math.random() * 20_000);
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: themeFolder,
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: String(port),
      CONTENT_CDN_PORT: String(contentPort),
      ...env,
    },
  });
  let log = '';
  child.stderr.on('data', (words) => {
    log += words;
  });
  await ready(child);
  return {
    port,
    async get(path) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        body: await response.text(),
      };
    },
    log: () => log,
    stop() {
      content.close();
      content.closeAllConnections();
      child.stdin.end();
      return new Promise((resolve) => child.on('exit', resolve));
    },
  };
}

/** One line on stdout, with the address and nothing else that looks like one. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (words) => {
      if (/^[^\n]*http:\/\/127\.0\.0\.1:\d+\n$/.test(String(words))) resolve();
      else reject(new Error(`Unexpected ready line ${words}`));
    });
    child.once('exit', (code) => reject(new Error(`The theme ended with ${code} before it was ready`)));
  });
}

type Tree = Record<string, unknown>;

export const textNode = (value: string): Tree => ({ type: 'text', value });
export const node = (type: string, attributes: Tree = {}, ...children: (Tree | string)[]): Tree => ({
  type,
  ...attributes,
  children: children.map((child) => (typeof child === 'string' ? textNode(child) : child)),
});

/** A page's JSON as mystmd writes it. */
export function pageJson(slug: string, children: Tree[], frontmatter: Tree = {}): Tree {
  return {
    version: 3,
    kind: 'Article',
    slug,
    location: `/${slug}.md`,
    frontmatter: { title: slug, ...frontmatter },
    mdast: node('root', {}, ...children),
    references: {},
  };
}

/** Files of a small site: its configuration and pages. */
export function siteFiles(pages: Tree[], config: Tree = {}): Record<string, unknown> {
  const entries = pages
    .map(({ slug, frontmatter }) => ({ slug, level: 1, title: (frontmatter as Tree).title }))
    .filter(({ slug }) => slug !== 'index');
  return {
    '/config.json': {
      title: 'Test',
      projects: [{ index: 'index', title: 'Test', pages: entries }],
      ...config,
    },
    ...Object.fromEntries(pages.map((page) => [`/content/${page.slug}.json`, page])),
  };
}
