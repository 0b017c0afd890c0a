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
 * What it gives is not walked again. Lists of children are copied only where something changed.
 */
export function replaceNodes(
  tree: MystNode,
  change: (node: MystNode, ancestors: readonly MystNode[]) => MystNode[] | undefined,
): void {
  const stack: { node: MystNode; next: number }[] = [{ node: tree, next: 0 }];
  const ancestors: MystNode[] = [tree];
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const child = top.node.children?.[top.next];
    if (!child) {
      stack.pop();
      ancestors.pop();
      continue;
    }
    const replacement = change(child, ancestors);
    if (replacement) {
      top.node.children = top.node.children!.toSpliced(top.next, 1, ...replacement);
      top.next += replacement.length;
      continue;
    }
    top.next++;
    if (child.children?.length) {
      stack.push({ node: child, next: 0 });
      ancestors.push(child);
    }
  }
}
