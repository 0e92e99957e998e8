import type { ReasonId } from '../../../platform/ids';
import { byCodeUnits } from '../../../platform/text';
import type { ReasonState, ReasonTree } from '../../../taxonomy/domain';
import type { PairCounts } from '../measures/pair-counts';
import { contactsOf, type UseInWindow } from '../suggestion-scene';

/** As many are named. */
const mostNamed = 5;

interface Around {
  readonly tree: ReasonTree;
  readonly use: UseInWindow;
  readonly pairs: PairCounts;
}

/**
 * Finds the leaves that could take a reason's contacts, the likeliest first: what other coders gave the same contacts, then
 * the residual reason of its menu and its siblings by how much they are used, then those of the menus above. Leaves that
 * nobody uses, and those that are themselves hardly used, are none.
 */
export function successorFinder(
  { tree, use, pairs }: Around,
  seldom: ReadonlySet<ReasonId>,
): (reasonId: ReasonId) => readonly ReasonState[] {
  const volumes = new Map(tree.leaves().map(({ id }) => [id, contactsOf(use, id)]));
  const isFit = ({ id, residual }: ReasonState): boolean =>
    !seldom.has(id) && (residual || (volumes.get(id) ?? 0) > 0);
  const byUse = (one: ReasonState, other: ReasonState): number =>
    Number(other.residual) - Number(one.residual) ||
    (volumes.get(other.id) ?? 0) - (volumes.get(one.id) ?? 0) ||
    byCodeUnits(one.id, other.id);
  const ranked = tree.leaves().filter(isFit).toSorted(byUse);
  return (reasonId) => {
    const found = new Map<ReasonId, ReasonState>();
    const take = (states: readonly ReasonState[]): void => {
      for (const state of states)
        if (found.size < mostNamed && state.id !== reasonId) found.set(state.id, state);
    };
    const partners = pairs.partnersOf(reasonId).flatMap((id) => tree.get(id) ?? []);
    take(partners.filter((state) => volumes.has(state.id) && isFit(state)));
    for (const { id } of tree.ancestors(reasonId).toReversed()) {
      if (found.size >= mostNamed) break;
      take(leavesUnder(tree, id).filter(isFit).toSorted(byUse));
    }
    if (found.size < mostNamed) take(ranked);
    return [...found.values()];
  };
}

function leavesUnder(tree: ReasonTree, menu: ReasonId): readonly ReasonState[] {
  return tree.children(menu).flatMap((child) => {
    const below = leavesUnder(tree, child.id);
    return below.length === 0 ? [child] : below;
  });
}
