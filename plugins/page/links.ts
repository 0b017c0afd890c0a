// Links and pictures that start at the project's folder, written from the page's own: on Windows mystmd takes no url
// that begins with `/` for a path in the project.
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { MystNode } from '../graph/node.ts';
import { sourcePath } from '../graph/page.ts';
import { walk } from '../graph/walk.ts';

const LINKING = new Set(['link', 'linkBlock', 'card', 'image']);

/** Endings that mystmd adds to find a page. */
const ENDINGS = ['', '.md', '.ipynb'];

/** `file` is the page's path from the root. A url that leads to no file is one of the site: it stays. */
export function linkFromPage(tree: MystNode, file: string, root: string): void {
  walk(tree, (node) => {
    const { url } = node;
    if (!LINKING.has(node.type) || typeof url !== 'string' || !/^\/(?!\/)[^?]*$/.test(url)) return undefined;
    const source = sourcePath(url, file);
    if (ENDINGS.some((ending) => isFile(join(root, source + ending)))) {
      const [path = '', ...label] = url.split('#');
      node.url = [posix.relative(posix.join('/', posix.dirname(file)), path), ...label].join('#');
    }
    return undefined;
  });
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
