// Walking and changing MyST trees: depth first, in order, each node once. No recursion, so depth cannot overflow.
import type { MystNode } from './node.ts';

/** Every node below `tree` with its parent and index; a visitor that returns `'skip'` keeps out of its children. */
export function walk(
  tree: MystNode,
  visit: (node: MystNode, ancestors: readonly MystNode[]) => 'skip' | undefined,
): void {
  const stack: { node: MystNode; next: number }[] = [{ node: tree, next: 0 }];
  const ancestors: MystNode[] = [tree];
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const child = top.node.children?.[top.next++];
    if (!child) {
      stack.pop();
      ancestors.pop();
      continue;
    }
    if (visit(child, ancestors) !== 'skip' && child.children?.length) {
      stack.push({ node: child, next: 0 });
      ancestors.push(child);
    }
  }
}

/**
 * Replace nodes: `change` gives the nodes that stand in for one, or `undefined` to keep it and go into it.
 * What it gives is not walked again.
 */
export function replaceNodes(
  tree: MystNode,
  change: (node: MystNode, ancestors: readonly MystNode[]) => MystNode[] | undefined,
): void {
  const pending: MystNode[][] = [[tree]];
  while (pending.length > 0) {
    const path = pending.pop()!;
    const parent = path.at(-1)!;
    if (!parent.children) continue;
    parent.children = parent.children.flatMap((child) => {
      const replacement = change(child, path);
      if (!replacement && child.children) pending.push([...path, child]);
      return replacement ?? [child];
    });
  }
}
