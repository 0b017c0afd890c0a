// Addresses that a Markdown text defines for its links: `[plan]: https://…`. In: a text; out: urls that can be compared
// with those of links, whatever escapes either was written with.

const DEFINITION = /^[ \t>*+\d.)-]{0,40}\[[^\]\n]{1,999}\]:[ \t]*(?:\n[ \t>]{0,40})?(<[^<>\n]*>|\S+)/gm;

export function definedUrls(text: string): string[] {
  return [...text.matchAll(DEFINITION)].map(([, url = '']) => plainUrl(url.replaceAll(/^<|>$/g, '')));
}

export function plainUrl(url: string): string {
  const plain = url.replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '').replaceAll('&amp;', '&');
  try {
    return decodeURI(plain).toLowerCase();
  } catch {
    return plain.toLowerCase();
  }
}
