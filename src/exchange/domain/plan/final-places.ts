import type { ReasonId } from '../../../platform/ids';
import type { ReasonTree } from '../../../taxonomy/domain';
import type { Subject } from './subjects';

/** Where each reason will stand: where the file has it, or else where it stands. */
function finalParents(tree: ReasonTree, subjects: readonly Subject[]): (id: ReasonId) => ReasonId | null {
  const wished = new Map(subjects.map(({ reason, parentId }) => [reason.id, parentId]));
  return (id) => {
    const parentId = wished.get(id);
    return parentId === undefined ? (tree.get(id)?.parentId ?? null) : parentId;
  };
}

/**
 * How deep each reason of the file will stand, 0 at the root. What would be a cycle of file and taxonomy together has some
 * depth: it is for the operations to refuse.
 */
export function finalDepths(tree: ReasonTree, subjects: readonly Subject[]): ReadonlyMap<ReasonId, number> {
  const parentOf = finalParents(tree, subjects);
  const depths = new Map<ReasonId, number>();
  for (const { reason } of subjects) {
    const way: ReasonId[] = [];
    const passed = new Set<ReasonId>();
    let id: ReasonId | null = reason.id;
    while (id !== null && !depths.has(id) && !passed.has(id)) {
      way.push(id);
      passed.add(id);
      id = parentOf(id);
    }
    let depth = id === null ? 0 : (depths.get(id) ?? 0) + 1;
    for (const each of way.reverse()) {
      depths.set(each, depth);
      depth += 1;
    }
  }
  return depths;
}

/**
 * The active reasons that the file lacks. One that is above a listed reason is not lacking: the file counts on it.
 *
 * @example missingReasons(tree, subjects) // in depth-first order
 */
export function missingReasons(tree: ReasonTree, subjects: readonly Subject[]): readonly ReasonId[] {
  const parentOf = finalParents(tree, subjects);
  const kept = new Set<ReasonId>();
  for (const { reason } of subjects) {
    for (let id: ReasonId | null = reason.id; id !== null && !kept.has(id); id = parentOf(id)) kept.add(id);
  }
  return tree
    .depthFirst()
    .map(({ id }) => id)
    .filter((id) => !kept.has(id));
}
