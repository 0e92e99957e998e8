import type { ReasonId } from '../../platform/ids';
import type { ReasonTree } from '../../taxonomy/domain';

/**
 * Reasons with all that is below them in a tree, in no order.
 *
 * @example reasonsWithBelow(tree, [billing]) // billing, refund, invoice
 */
export function reasonsWithBelow(tree: ReasonTree, ids: readonly ReasonId[]): readonly ReasonId[] {
  const found = new Set<ReasonId>();
  const left = [...ids];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    left.push(...tree.children(id).map((child) => child.id));
  }
  return [...found];
}
