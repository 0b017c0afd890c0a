// A CPU profile, as V8's inspector gives it: which part of the time a file's code took, with all that it called.

export interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  /** Ids of nodes, one a sample. */
  samples: number[];
}

/** Samples in which something ran, and those of them in which code of the file did, or waited for what it called. */
export function samplesOf({ nodes, samples }: Profile, file: RegExp): { all: number; own: number } {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isOwn = new Set<number>();
  // A parent stands before its children.
  for (const { id, callFrame, children = [] } of nodes)
    if (isOwn.has(id) || file.test(callFrame.url)) for (const each of [id, ...children]) isOwn.add(each);
  const busy = samples.filter((id) => byId.get(id)?.callFrame.functionName !== '(idle)');
  return { all: busy.length, own: busy.filter((id) => isOwn.has(id)).length };
}
