import type { CompositeOperation, OperationOf } from './operation';
import { reasonRetired, type OperationProblem } from './operation-problems';
import { splitOffProblem } from './operations/retirement-operations';
import { isActive, type ReasonTree } from './reason-tree';

/**
 * Why a merger or a split is not to be done on a content, over what its parts are refused for: nothing goes into what is retired,
 * and of what is retired nothing is split off. Asked before it is done and not when it is read again: an older draft may hold one.
 *
 * @example compositeProblem(tree, planMerge(tree, { sources: [fax], into: retired })) // REASON_RETIRED
 */
export function compositeProblem(tree: ReasonTree, operation: CompositeOperation): OperationProblem | null {
  const involved =
    operation.kind === 'MergeReasons' ? [operation.reasonId] : [operation.reasonId, ...operation.targets];
  const retired = involved.flatMap((id) => tree.get(id) ?? []).find((state) => !isActive(state));
  if (retired !== undefined) return reasonRetired(retired, operation.kind);
  return operation.kind === 'SplitReason' && operation.keepsSource ? partsProblem(tree, operation) : null;
}

function partsProblem(tree: ReasonTree, operation: OperationOf<'SplitReason'>): OperationProblem | null {
  const { reasonId, targets, shares = [], parts } = operation;
  const made = new Set(parts.flatMap((part) => (part.kind === 'CreateReason' ? [part.reasonId] : [])));
  const associations = targets.map((targetId, at) => ({
    ...{ kind: 'PARTIALLY_EQUIVALENT_TO' as const, targetId, share: shares[at] ?? null },
  }));
  return splitOffProblem(reasonId, associations, {
    content: tree,
    isInside: (id) => tree.has(id) || made.has(id),
  });
}
