import type { ReasonId } from '../../platform/ids';
import { codeOperations } from './between/code-operations';
import { discardOperations } from './between/discard-operations';
import { editOperations } from './between/edit-operations';
import type { Between } from './between/contents';
import { placeOperations, rankOperations } from './between/place-operations';
import type { Operation } from './operation';
import { sameReason, sameValue } from './reason-state';
import { isActive, type ReasonTree } from './reason-tree';

/**
 * The operations that lead from one content to another, in an order in which `applyOperations` accepts them: what is back
 * in use first, then codes, places from the root down, texts and properties, retirements once their targets are there, and
 * at last what is taken back. Each says what a caller would have said; RestoreReason stands only for what no caller's
 * operation gives exactly. Empty for equal contents. Linear in their size.
 *
 * @example operationsBetween(tree, renamed) // [{ kind: 'SetLabel', reasonId, language: 'en', label: 'B' }]
 */
export function operationsBetween(from: ReasonTree, to: ReasonTree): readonly Operation[] {
  const changed = to.depthFirst('ALL').filter((after) => {
    const before = from.get(after.id);
    return before === undefined || !sameReason(before, after);
  });
  const gone = from.depthFirst('ALL').filter(({ id }) => !to.has(id));
  if (changed.length === 0 && gone.length === 0) return [];
  const between: Between = { from, to, changed, gone };
  return [
    ...reactivations(between),
    ...codeOperations(between),
    ...placeOperations(between),
    ...rankOperations(between),
    ...changed.flatMap((after) => editOperations(from.get(after.id), after)),
    ...changed.flatMap((after) => retirementOperation(between, after.id)),
    ...discardOperations(between),
  ];
}

const reactivations = ({ from, changed }: Between): readonly Operation[] =>
  changed.flatMap((after) => {
    const before = from.get(after.id);
    const isBack = before !== undefined && !isActive(before) && isActive(after);
    return isBack ? [{ kind: 'ReactivateReason' as const, reasonId: after.id }] : [];
  });

function retirementOperation({ from, to }: Between, reasonId: ReasonId): readonly Operation[] {
  const before = from.get(reasonId)?.retirement ?? null;
  const after = to.get(reasonId);
  if (after === undefined || after.retirement === null || sameValue(before, after.retirement)) return [];
  const { retirement } = after;
  return [{ kind: before === null ? 'RetireReason' : 'ReviseRetirement', reasonId, retirement }];
}
