// Links of a line as they are shown: their words, a bare GitHub url as `repo#12`, `org/repo#12` as a link.
import type { RawLink, TextLine } from './tree.ts';

const GITHUB =
  /^https:\/\/github\.com\/([\w.-]{1,60})\/([\w.-]{1,100})\/(?:issues|pull|discussions)\/(\d{1,8})(?=$|[/#?])/;
const REFERENCE = /(?<![\w/.-])([\w.-]{1,60})\/([\w.-]{1,100})#(\d{1,8})(?!\w)/g;

/** The links of a line, only such as lead out of the notes (http, https). */
export function linksOf(line: TextLine): RawLink[] {
  const links = line.links
    .filter((link) => /^https?:\/\/[^\s/]/i.test(link.url))
    .map((link) => ({ at: link.at, ...shownLink(link.url, link.text) }));
  if (!line.text.includes('#')) return links;
  for (const match of line.text.slice(0, 10_000).matchAll(REFERENCE)) {
    const url = `https://github.com/${match[1]}/${match[2]}/issues/${match[3]}`;
    if (!line.links.some((link) => link.text.includes(match[0]) || link.url === url))
      links.push({ url, text: `${match[2]}#${match[3]}`, at: line.at });
  }
  return links;
}

/** A bare url of an issue is shown as `repo#12`; other bare urls without their scheme. */
export function shownLink(url: string, text: string): { url: string; text: string } {
  if (text !== url && !/^https?:\/\//.test(text)) return { url, text };
  const issue = GITHUB.exec(url);
  return {
    url,
    text: issue ? `${issue[2]}#${issue[3]}` : url.replace(/^https?:\/\//, '').replace(/\/$/, ''),
  };
}
