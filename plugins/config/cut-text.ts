// `title: Be #1 in town` is `Be` to YAML, for `#` begins a comment. In: data with places; out: a remark for each text
// that ends so. A mark of audience behind an entry is meant as a comment.
import type { Report } from '../message.ts';
import type { CommentMarks } from './comment-marks.ts';
import type { YamlSource } from './positions.ts';
import { yamlRules } from './rules.ts';

/** Keys of texts, or of lists of them, in compass.yml and in objectives. */
const TEXTS = /^(?:aliases|learnings|name|note|series|team|text|title|unit|why)$/;

export function reportCutTexts(source: YamlSource, { lines }: CommentMarks, report: Report): void {
  const seen = new Set<object>();
  const visit = (owner: unknown, name: string): void => {
    if (typeof owner !== 'object' || owner === null || seen.has(owner)) return;
    seen.add(owner);
    for (const [key, value] of Object.entries(owner)) {
      const own = Array.isArray(owner) ? name : key;
      if (typeof value !== 'string') visit(value, own);
      else if (TEXTS.test(own) && source.isCutByComment(owner, key)) tell(own, owner, key);
    }
  };
  const tell = (name: string, owner: object, key: string) => {
    const place = source.place(owner, key);
    if (lines.has(place.endLine ?? place.line)) return;
    report(
      yamlRules.textWhole,
      `Unexpected comment that cuts \`${name}\`, expected quotes around a text with \`#\`, or a space behind the \`#\` of a comment`,
      place,
    );
  };
  visit(source.value, '');
}
