// Walking and changing MyST trees: depth first, in order, each node once. No recursion, so depth cannot overflow.
import type { MystNode } from './node.ts';

/** Every node below `tree` with its parent and index; a visitor that returns `'skip'` keeps out of its children. */
export function walk(
  tree: MystNode,
  visit: (node: MystNode, ancestors: readonly MystNode[]) => 'skip' | undefined,
): void {
  const ancestors: MystNode[] = [tree];
  /** The next child of each ancestor. */
  const next = [0];
  while (ancestors.length > 0) {
    const top = ancestors.length - 1;
    const child = ancestors[top]!.children?.[next[top]!];
    if (!child) {
      ancestors.pop();
      next.pop();
      continue;
    }
    next[top]!++;
    if (visit(child, ancestors) !== 'skip' && child.children?.length) {
      ancestors.push(child);
      next.push(0);
    }
  }
}

/**
 * Replace nodes: `change` gives the nodes that stand in for one, or `undefined` to keep it and go into it.
 * What it gives is not walked again. Lists of children are copied only where something changed.
 */
export function replaceNodes(
  tree: MystNode,
  change: (node: MystNode, ancestors: readonly MystNode[]) => MystNode[] | undefined,
): void {
  const ancestors: MystNode[] = [tree];
  /** The next child of each ancestor. */
  const next = [0];
  while (ancestors.length > 0) {
    const top = ancestors.length - 1;
    const parent = ancestors[top]!;
    const child = parent.children?.[next[top]!];
    if (!child) {
      ancestors.pop();
      next.pop();
      continue;
    }
    const replacement = change(child, ancestors);
    if (replacement) {
      parent.children = parent.children!.toSpliced(next[top]!, 1, ...replacement);
      next[top]! += replacement.length;
      continue;
    }
    next[top]!++;
    if (child.children?.length) {
      ancestors.push(child);
      next.push(0);
    }
  }
}
