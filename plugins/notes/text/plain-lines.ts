// The ends of lines, as every editor and system writes them. In: the text of a file; out: text of the same length in
// which each is a line feed.

/** A separator of lines is one where a file has no other. Offsets are those of the file behind its byte order mark. */
export function withPlainLines(source: string): string {
  return source
    .replace(/^\uFEFF+/, '')
    .replaceAll(/\r\r+\n|\r+(?!\n)/g, (end) =>
      end.endsWith('\n') ? '\r\n'.padStart(end.length) : '\n'.repeat(end.length),
    )
    .replaceAll(/[\v\f]/g, '\n')
    .replaceAll(/[\x85\u2028\u2029]/g, /[\r\n]/.test(source) ? ' ' : '\n');
}
