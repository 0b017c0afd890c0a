// The graph: records by key, links from both ends. In: records and links of every feature; out: look-ups in O(1).
import {
  type Audience,
  type CompassRecord,
  type Key,
  type Kind,
  keyOf,
  type LinkType,
  maySee,
  type RecordLink,
  type Records,
} from './record.ts';

export interface Graph {
  get(key: Key): CompassRecord | undefined;
  /** Records of a kind in the order they were given. */
  all(kind: Kind): CompassRecord[];
  /** Links that start at a record; of one type, or all. */
  from(key: Key, type?: LinkType): readonly RecordLink[];
  /** Links that end at a record; of one type, or all. */
  to(key: Key, type?: LinkType): readonly RecordLink[];
  /** Everything, for export. */
  records: CompassRecord[];
  links: RecordLink[];
}

/**
 * Join records and links. A link whose ends are not both there is left out, so that withholding a record
 * withholds what points at it. Of two records with one key the first stays (features report the second).
 */
export function createGraph(parts: Records[]): Graph {
  const byKey = new Map<Key, CompassRecord>();
  const byKind = new Map<Kind, CompassRecord[]>();
  for (const { records } of parts)
    for (const record of records) {
      const key = keyOf(record.kind, record.id);
      if (byKey.has(key)) continue;
      byKey.set(key, record);
      append(byKind, record.kind, record);
    }
  const starts = new Map<Key, RecordLink[]>();
  const ends = new Map<Key, RecordLink[]>();
  const joined: RecordLink[] = [];
  for (const { links } of parts)
    for (const link of links) {
      if (!byKey.has(link.from) || !byKey.has(link.to)) continue;
      joined.push(link);
      append(starts, link.from, link);
      append(ends, link.to, link);
    }
  const pick = (list: readonly RecordLink[] = [], type?: LinkType) =>
    type === undefined ? list : list.filter((link) => link.type === type);
  return {
    get: (key) => byKey.get(key),
    all: (kind) => byKind.get(kind) ?? [],
    from: (key, type) => pick(starts.get(key), type),
    to: (key, type) => pick(ends.get(key), type),
    records: [...byKey.values()],
    links: joined,
  };
}

/** The records that a reader may see; links follow in `createGraph`. */
export function releasedRecords(part: Records, reader: Audience): Records {
  return { records: part.records.filter((record) => maySee(reader, record.audience)), links: part.links };
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
