import type { ReasonId } from '../../../platform/ids';
import { groupBy } from '../group-by';
import type { Operation } from '../operation';
import type { ReasonState } from '../reason';
import { restoring, staysRetired, type Between } from './contents';

/**
 * New reasons and moves from the root of the content that is to be downwards: whatever a reason is put under stands at its
 * own place already, so that no step of the way is a cycle, however the moves cross.
 */
export const placeOperations = (between: Between): readonly Operation[] =>
  between.changed.flatMap((after) => placed(between, after));

function placed({ from, to }: Between, after: ReasonState): readonly Operation[] {
  const { id: reasonId, parentId, rank, code, labels } = after;
  const before = from.get(reasonId);
  if (before?.parentId === parentId) return [];
  const isUnderRetired = parentId !== null && staysRetired(from.get(parentId), to.get(parentId));
  const toPlace = restoring(after, ['parentId', 'rank']);
  if (before === undefined) {
    const place = isUnderRetired ? null : parentId;
    const create: Operation = { kind: 'CreateReason', reasonId, code, parentId: place, rank, labels };
    return isUnderRetired ? [create, toPlace] : [create];
  }
  const isRestored = isUnderRetired || staysRetired(before, after);
  return isRestored ? [toPlace] : [{ kind: 'MoveReason', reasonId, parentId, rank }];
}

/** One ReorderSiblings for each menu in which somebody stays and has another rank. */
export function rankOperations({ from, changed }: Between): readonly Operation[] {
  const reranked = changed.filter(({ id, parentId, rank }) => {
    const before = from.get(id);
    return before !== undefined && before.parentId === parentId && before.rank !== rank;
  });
  const menus = groupBy(reranked, ({ parentId }): ReasonId | null => parentId);
  return Array.from(menus, ([parentId, menu]) => ({
    kind: 'ReorderSiblings' as const,
    parentId,
    ranks: menu.map(({ id, rank }) => ({ reasonId: id, rank })),
  }));
}
