// Ids of measures and actions that authors do not name, and the one list of those taken.
import { createHash } from 'node:crypto';
import { type Kind, keyOf, labelOf } from '../graph/record.ts';
import type { Place, Report } from '../message.ts';
import { objectivesRules } from './rules.ts';

export interface Ids {
  /** Takes an id; false, and reported, when it is taken. Ids whose labels are the same count as the same. */
  take(kind: Kind, id: string, place: Place, report: Report): boolean;
  /** The id, or with `-2`, `-3` … the first that nobody has taken. */
  free(kind: Kind, id: string): string;
}

export function createIds(): Ids {
  const taken = new Map<string, Place>();
  return {
    take(kind, id, place, report) {
      const label = labelOf(keyOf(kind, id));
      const first = taken.get(label);
      if (!first) {
        taken.set(label, place);
        return true;
      }
      report(
        objectivesRules.idUnique,
        `Unexpected ${kind} \`${id}\` twice, expected unique ids; rename one (first at ${first.file}:${first.line}:${first.column})`,
        place,
      );
      return false;
    },
    free(kind, id) {
      for (let count = 1; ; count++) {
        const candidate = count === 1 ? id : `${id}-${count}`;
        if (!taken.has(labelOf(keyOf(kind, candidate)))) return candidate;
      }
    },
  };
}

/** ASCII words joined by hyphens; eight characters of a digest where no such word is left. */
export function slug(words: string): string {
  const plain = words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return plain === '' ? digest(words) : plain.slice(0, 60).replace(/-$/, '');
}

/** Eight base-32 characters that stay when lines move: of objective, owners and normalised words. */
export function actionId(objective: string, owners: readonly string[], text: string): string {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return digest(JSON.stringify([objective, owners, words]));
}

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

function digest(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 8);
  return [...bytes].map((byte) => DIGITS[byte % 32]).join('');
}
