// Links from the project's folder, on real files: what is written anew, and what stays.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { MystNode } from '../plugins/graph/node.ts';
import { sourcePath } from '../plugins/graph/page.ts';
import { linkFromPage } from '../plugins/page/links.ts';

const root = mkdtempSync(join(tmpdir(), 'compass-links-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const folder of ['docs', 'my pages']) mkdirSync(join(root, folder));
for (const file of ['home.md', 'docs/a.md', 'my pages/100%.md', 'a.png']) writeFileSync(join(root, file), '');

describe('links from the folder of the project', () => {
  it.each([
    ['a page', 'link', '/docs/a.md', 'a.md'],
    ['a page above, and a label', 'link', '/home.md#top', '../home.md#top'],
    ['a page without its ending', 'card', '/home', '../home'],
    ['a picture', 'image', '/a.png', '../a.png'],
    ['signs that are escaped', 'link', '/my%20pages/100%25.md', '../my%20pages/100%25.md'],
    ['a path that climbs', 'linkBlock', '/../../home.md', '../home.md'],
    ['a url of the site', 'link', '/elsewhere', '/elsewhere'],
    ['a folder', 'link', '/docs', '/docs'],
    ['another host', 'link', '//home.md', '//home.md'],
    ['a query', 'link', '/home.md?x=1', '/home.md?x=1'],
    ['a path that cannot be one', 'link', '/%00%E0/home.md', '/%00%E0/home.md'],
    ['a path from the page', 'link', 'a.md', 'a.md'],
    ['a source that is code', 'code', '/home.md', '/home.md'],
  ])('%s', (_name, type, url, expected) => {
    const node: MystNode = { type, url };
    linkFromPage({ type: 'root', children: [node] }, 'docs/b.md', root);
    expect(node.url).toBe(expected);
  });

  it.each([
    ['a sign alone', 'link', 'https://ok.example/100%', 'https://ok.example/100%25'],
    ['another encoding', 'card', 'https://ok.example/caf%E9?a=%20', 'https://ok.example/caf%25E9?a=%20'],
    ['a part of a letter', 'link', '/%C3%A9/%C3/x', '/%C3%A9/%25C3/x'],
    ['one that can be decoded', 'link', 'https://ok.example/100%25', undefined],
    ['a picture', 'image', 'https://ok.example/100%.png', undefined],
  ])('%s is followed as written, and mystmd reads what it can decode', (_name, type, url, expected) => {
    const node: MystNode = { type, url };
    linkFromPage({ type: 'root', children: [node] }, 'docs/b.md', root);
    expect(node).toEqual({ type, url, ...(expected && { urlSource: expected }) });
    decodeURIComponent(String(node.urlSource ?? '')); // What mystmd does.
  });

  it('a path with a sign that is no escape leads where mystmd finds it', () => {
    expect(sourcePath('%61/100%.md', 'docs/b.md')).toBe('docs/a/100%.md');
  });
});
