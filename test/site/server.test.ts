// The preview server against those who do not ask politely: strange names, paths and methods, broken and slow requests,
// and many at once. Real sockets; after each the server still answers.
import { rmSync, symlinkSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { themeFolder } from './site.ts';
import { node, pageJson, siteFiles, startTheme, type ThemeServer } from './theme-server.ts';

let theme: ThemeServer;

beforeAll(async () => {
  theme = await startTheme(siteFiles([pageJson('index', [node('paragraph', {}, 'Home')])]), { MODE: 'app' });
});
afterAll(() => theme.stop());

/** Everything the server sends until it closes, or until the answer to the first request is whole. */
function say(...pieces: (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = open(reject);
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
    });
    socket.on('close', () => resolve(heard));
    for (const piece of pieces) socket.write(piece);
  });
}

function open(reject: (error: Error) => void): Socket {
  const socket = connect(theme.port, '127.0.0.1');
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
  });
  return socket;
}

const request = (path: string, host = `127.0.0.1:${theme.port}`) =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

async function stillAnswers(): Promise<void> {
  expect(await theme.get('/')).toMatchObject({ status: 200 });
}

describe('the name it is called by', () => {
  it.each(['localhost', '127.0.0.1', '[::1]'])('%s is its own', async (name) => {
    expect(statusOf(await say(request('/', `${name}:${theme.port}`)))).toBe(200);
  });

  it.each(['evil.example', 'evil.example:80', 'localhost.evil.example', '10.0.0.7', ''])(
    '%j is not',
    async (name) => {
      const answer = await say(request('/', name));
      expect(statusOf(answer)).toBe(421);
      expect(answer).not.toContain('Home');
    },
  );
});

describe('paths', () => {
  it.each([
    '/../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cserver.mjs',
    '/assets/../../server.mjs',
    '/%2e%2e/server.mjs',
    '/etc/passwd%00.html',
    '/build/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/%c0%ae%c0%ae/server.mjs',
    '/%',
  ])('%s leads nowhere', async (path) => {
    const answer = await say(request(path));
    expect(statusOf(answer)).toBe(404);
    expect(answer).not.toMatch(/createServer|"version"|root:/);
  });

  it('a link of the file system leads nowhere', async () => {
    const link = join(themeFolder, 'public', 'link.txt');
    symlinkSync(join(themeFolder, 'server.mjs'), link);
    const answer = await say(request('/link.txt')).finally(() => rmSync(link));
    expect(statusOf(answer)).toBe(404);
  });

  it.each(['http://evil.example/', '//evil.example/', 'http://evil.example/package.json'])(
    'the address %s is a path of this site or nothing',
    async (address) => {
      expect([200, 404, 500]).toContain(statusOf(await say(request(address))));
      await stillAnswers();
    },
  );
});

describe('broken requests', () => {
  it.each<[string, string | Buffer]>([
    ['no request at all', 'hello\r\n\r\n'],
    ['no version', 'GET /\r\n\r\n'],
    ['bytes', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 37) % 256))],
    ['a header of a megabyte', `GET / HTTP/1.1\r\nX: ${'x'.repeat(1_000_000)}\r\n\r\n`],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
    ],
    ['a path of 100 kB', `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`],
  ])('%s is refused, and the next one answered', async (_name, bytes) => {
    const answer = await say(bytes);
    expect(statusOf(answer)).toBeGreaterThanOrEqual(400);
    await stillAnswers();
  });
});

it('answers a thousand requests at once', async () => {
  const answers = await Promise.all(Array.from({ length: 1000 }, () => say(request('/'))));
  expect(answers.filter((answer) => statusOf(answer) === 200 && answer.includes('Home'))).toHaveLength(1000);
});

it('answers others while two hundred clients never finish their request', async () => {
  const slow = Array.from({ length: 200 }, () => open(() => {}));
  for (const socket of slow) socket.write('GET / HTTP/1.1\r\nHost: local');
  await stillAnswers();
  const [first] = slow;
  first?.write(`host\r\nConnection: close\r\n\r\n`);
  const heard = await new Promise<string>((resolve) =>
    first?.once('data', (bytes) => resolve(bytes.toString())),
  );
  expect(statusOf(heard)).toBe(200);
  for (const socket of slow) socket.destroy();
  await stillAnswers();
});
