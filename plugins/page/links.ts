// Links as mystmd can take them. Those that start at the project's folder, and pictures, are written from the page's
// own, for on Windows mystmd takes no url that begins with `/` for a path in the project; and of one that cannot be
// decoded it reads another spelling, for it would end the build without a word of where.
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { MystNode } from '../graph/node.ts';
import { decodable, filesMeant } from '../graph/page.ts';
import { walk } from '../graph/walk.ts';

const LINKING = new Set(['link', 'linkBlock', 'card', 'image']);

/** `file` is the page's path from the root. A url that leads to no file is one of the site: it stays. */
export function linkFromPage(tree: MystNode, file: string, root: string): void {
  walk(tree, (node) => {
    if (!LINKING.has(node.type) || typeof node.url !== 'string') return undefined;
    node.url = urlFromPage(node.url, file, root);
    // What mystmd looks at; the reader follows the other.
    const source = decodable(node.url as string);
    if (source !== node.url && node.type !== 'image') node.urlSource = source;
    return undefined;
  });
}

function urlFromPage(url: string, file: string, root: string): string {
  if (!/^\/(?!\/)[^?]*$/.test(url)) return url;
  if (!filesMeant(url, file).some((path) => isFile(join(root, path)))) return url;
  const [path = '', ...label] = url.split('#');
  return [posix.relative(posix.join('/', posix.dirname(file)), path), ...label].join('#');
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
