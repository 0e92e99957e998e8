import { nextMonth, type Day } from '../../figures/domain';
import type { ReasonId } from '../../platform/ids';
import { isActive, type ReasonTree } from '../../taxonomy/domain';

const holds = (tree: ReasonTree, id: ReasonId): boolean => {
  const state = tree.get(id);
  return state !== undefined && isActive(state);
};

/**
 * From which month on reasons were in the list all the time, where they came within a window: those that the list held when it
 * began are not in the answer. Of a month in which a reason came, the rest is no whole month.
 *
 * @example listedSince(v2, v1, [{ tree: v2, day: '2026-03-10' }]).get(addedInV2) // '2026-04-01'
 */
export function listedSince(
  tree: ReasonTree,
  atTheBeginning: ReasonTree | null,
  later: readonly { readonly tree: ReasonTree; readonly day: Day }[],
): ReadonlyMap<ReasonId, Day> {
  const since = new Map<ReasonId, Day>();
  for (const { id } of tree.leaves()) {
    if (atTheBeginning !== null && holds(atTheBeginning, id)) continue;
    const first = later.find((version) => holds(version.tree, id));
    if (first === undefined) continue;
    since.set(id, first.day.endsWith('-01') ? first.day : nextMonth(first.day));
  }
  return since;
}
