import type { ReasonId } from '../../platform/ids';
import { byCodeUnits } from '../../platform/text';
import type { ReasonTree } from '../../taxonomy/domain';
import { add } from './cross-table';
import { shareOf, sumOf, type Share } from './share';

/** The share of one menu's contacts that went to its residual reasons. */
export interface ResidualOfMenu {
  /** Null: the menu at the root. */
  readonly parentId: ReasonId | null;
  readonly share: Share;
}

export interface ResidualShares {
  readonly overall: Share;
  /** Menus with a contact below them, those with the most contacts in residual reasons first. */
  readonly menus: readonly ResidualOfMenu[];
}

/**
 * How many contacts ended in reasons that are declared residual. Overall, a contact counts as residual where its reason or
 * any above it is declared so; in a menu, where the choice made there is. Words such as Other are not looked at.
 *
 * @example residualShares(tree, new Map([[other, 5], [refund, 95]])).overall.value // 0.05
 */
export function residualShares(tree: ReasonTree, contacts: ReadonlyMap<ReasonId, number>): ResidualShares {
  const inMenu = new Map<ReasonId | null, number>();
  const residualInMenu = new Map<ReasonId | null, number>();
  let residual = 0;
  for (const [reason, count] of contacts) {
    const path = tree.path(reason);
    if (path.some((state) => state.residual)) residual += count;
    for (const state of path) {
      add(inMenu, state.parentId, count);
      if (state.residual) add(residualInMenu, state.parentId, count);
    }
  }
  const total = sumOf(contacts.values(), (count) => count);
  const menus = Array.from(inMenu, ([parentId, of]): ResidualOfMenu => ({
    parentId,
    share: shareOf(residualInMenu.get(parentId) ?? 0, of),
  }));
  return {
    overall: shareOf(residual, total),
    menus: menus.sort(
      (one, other) =>
        other.share.count - one.share.count ||
        other.share.of - one.share.of ||
        byCodeUnits(one.parentId ?? '', other.parentId ?? ''),
    ),
  };
}
