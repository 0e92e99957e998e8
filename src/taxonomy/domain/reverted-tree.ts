import { isActive, ReasonTree } from './reason-tree';

/**
 * The content of an old version as a new one can have it: every reason as it was then, and those that came since retired,
 * since what was published is never gone. One that came and went since stays as it is.
 *
 * @example revertedTree(v3, v1, 'As in version 1.').get(newInV2)?.retirement?.reason // 'OUTDATED'
 */
export function revertedTree(newest: ReasonTree, old: ReasonTree, justification: string): ReasonTree {
  const since = [...newest.all()].filter(({ id }) => !old.has(id));
  const retirement = { reason: 'OUTDATED' as const, associations: [], justification };
  return ReasonTree.of([
    ...old.all(),
    ...since.map((reason) => (isActive(reason) ? { ...reason, retirement } : reason)),
  ]);
}
