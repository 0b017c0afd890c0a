// Words that say for whom a text is, and nothing else: `for the team only`, `internal`, `not public`. In: what stands
// in brackets, in a comment, in a line, in a name; out: the level it asks for.
import type { Level } from './marks.ts';

const STRICT = /^(?:privat[ea]?|privée?s?|privad[oa]|priv|pvt|confidential|nonpublic)$/;
const GROUP =
  /^(?:team|internal|interne?|restricted|secret|staff|board|committee|council|steering|trustees|directors|employees|management|managers?|leadership|leads?|hr|admins?|maintainers|owners|organi[sz]ers|us)$/;
/** What stands around them: a label, how strict, which part. */
const AROUND =
  /^(?:audience|visibility|access|readers?|for|the|our|this|is|of|to|in|only|nur|use|eyes|please|keep|kept|members?|strictly|very|semi|not|non|yet|public|start|begins?|end|part|section|session|meeting|notes?|items?|matters?|discussion|cells?|inputs?|outputs?|blocks?|texts?)$/;

/**
 * A `mark` stands where nothing else does: a comment, square brackets, a name. An `aside` is a remark in a sentence, and
 * a `line` may be a title: the name of a group alone says little there. What describes something on a `page` says `only`.
 */
export type Standing = 'mark' | 'aside' | 'line' | 'page';

export function levelForWhom(text: string, standing: Standing): Level {
  if (text.length > 90) return 0;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const groups = words.filter((word) => GROUP.test(word));
  const isStrict = words.some((word) => STRICT.test(word));
  if (!words.every((word) => GROUP.test(word) || STRICT.test(word) || AROUND.test(word))) return 0;
  const said = words.join(' ');
  // With `public` beside it, it tells which levels there are.
  if (/\bpublic\b/.test(said)) return /\bno[nt] (?:yet )?(?:for )?(?:the )?public\b/.test(said) ? 2 : 0;
  if (isStrict && standing !== 'page') return 2;
  const isMeant =
    /\b(?:only|nur|use)\b/.test(said) ||
    ((standing === 'mark' || standing === 'aside') &&
      words.length === groups.length &&
      /^(?:team|intern|restr|secret)/.test(said)) ||
    (standing === 'mark' &&
      /\b(?:team|intern).*\b(?:part|end)\b|\b(?:for|audience|visibility|access|readers?|start|begin) .*\b(?:team|intern)/.test(
        said,
      ));
  if (groups.length === 0 || !isMeant) return 0;
  return groups.every((word) => word === 'team') ? 1 : 2;
}
