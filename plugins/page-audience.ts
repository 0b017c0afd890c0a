// Whom a page says it is for. In: the file of a page; out: its text, and the audience that its front matter names.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { AUDIENCES, type Audience } from './graph/record.ts';
import { levelOfKeys } from './marks.ts';

/** Empty where there is no such file. */
export function readSource(path: string): string {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : '';
}

/** mystmd keeps no key of front matter that it does not know, so it is read here. */
export function audienceOfSource(text: string): Audience {
  const [, frontMatter = ''] = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---/.exec(text) ?? [];
  return AUDIENCES[levelOfKeys(frontMatter)];
}
