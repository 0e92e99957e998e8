import { residualShares } from '../../figures/domain';
import type { ReasonId } from '../../platform/ids';
import type { ReasonTree } from '../../taxonomy/domain';
import { shareResult, type CheckResult } from './check-result';
import type { CheckLimits } from './check-settings';

/**
 * The share of contacts in reasons that are declared residual: over all, and of each menu that has one.
 *
 * @example residualChecks(tree, new Map([[other, 40], [refund, 60]]), limits)[0].outcome // 'FAIL'
 */
export function residualChecks(
  tree: ReasonTree,
  contacts: ReadonlyMap<ReasonId, number>,
  limits: Pick<CheckLimits, 'residualOverall' | 'residualOfMenu'>,
): readonly CheckResult[] {
  const { overall, menus } = residualShares(tree, contacts);
  const withResidual = new Set(
    Array.from(tree.all()).flatMap(({ residual, parentId, retirement }) =>
      residual && retirement === null ? [parentId] : [],
    ),
  );
  const held = { mayBe: 'AT_MOST', cause: 'NO_CONTACTS' } as const;
  return [
    shareResult({ kind: 'RESIDUAL_SHARE', limit: limits.residualOverall }, { ...overall, ...held }),
    // The menu at the root is nearly what all contacts are: it is held against the limit of all.
    ...menus.flatMap(({ parentId, share }) =>
      parentId === null || !withResidual.has(parentId)
        ? []
        : [
            shareResult(
              { kind: 'RESIDUAL_SHARE', reasonId: parentId, limit: limits.residualOfMenu },
              { ...share, ...held },
            ),
          ],
    ),
  ];
}
