import type { ReasonId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import type { ReasonState } from './reason';
import { ReasonTree } from './reason-tree';

/** Why a set of reasons is no tree. */
export type TreeProblem =
  | { readonly code: 'DUPLICATE_ID'; readonly message: string; readonly reasonId: ReasonId }
  | {
      readonly code: 'DUPLICATE_CODE';
      readonly message: string;
      readonly reasonId: ReasonId;
      readonly otherReasonId: ReasonId;
      readonly observed: string;
    }
  | {
      readonly code: 'PARENT_NOT_FOUND';
      readonly message: string;
      readonly reasonId: ReasonId;
      readonly parentId: ReasonId;
    }
  | { readonly code: 'CYCLE'; readonly message: string; readonly reasonIds: readonly ReasonId[] };

/**
 * The tree of reasons that come from outside. Refuses a repeated id or code, a parent that is not among them,
 * and a cycle (a reason that is its own parent is the shortest). O(n). Where the others are known to be a tree among
 * themselves, it is enough to look at the suspects.
 *
 * @example buildTree([{ ...a, parentId: b.id }, { ...b, parentId: a.id }]) // err: CYCLE of a and b
 */
export function buildTree(
  reasons: readonly ReasonState[],
  suspects: readonly ReasonState[] = reasons,
): Result<ReasonTree, TreeProblem> {
  const tree = ReasonTree.of(reasons);
  const repeated = tree.size === reasons.length ? null : repeatedId(reasons);
  if (repeated !== null) return err(repeated);
  for (const reason of suspects) {
    const holder = tree.holderOf(reason.code);
    if (holder !== undefined && holder.id !== reason.id) return err(duplicateCode(reason, holder));
    if (reason.parentId !== null && !tree.has(reason.parentId))
      return err(parentNotFound(reason, reason.parentId));
  }
  return hasCycle(tree, suspects) ? err(cycleAmong(tree, reasons)) : ok(tree);
}

/** Walks up from every reason, as far as no walk before has come: whoever meets the own walk again goes in a circle. */
function hasCycle(tree: ReasonTree, starts: readonly ReasonState[]): boolean {
  const walks = new Map<ReasonId, number>();
  let walk = 0;
  for (const start of starts) {
    walk += 1;
    let at: ReasonState | undefined = start;
    while (at !== undefined && !walks.has(at.id)) {
      walks.set(at.id, walk);
      at = at.parentId === null ? undefined : tree.get(at.parentId);
    }
    if (at !== undefined && walks.get(at.id) === walk) return true;
  }
  return false;
}

function repeatedId(reasons: readonly ReasonState[]): TreeProblem | null {
  const seen = new Set<ReasonId>();
  for (const { id } of reasons) {
    if (seen.has(id)) {
      return {
        code: 'DUPLICATE_ID',
        message: `expected each reason once, but got ${id} twice`,
        reasonId: id,
      };
    }
    seen.add(id);
  }
  return null;
}

const duplicateCode = (reason: ReasonState, holder: ReasonState): TreeProblem => ({
  code: 'DUPLICATE_CODE',
  message: `expected each code once, but got "${reason.code}" at ${reason.id} and ${holder.id}`,
  reasonId: reason.id,
  otherReasonId: holder.id,
  observed: reason.code,
});

const parentNotFound = (reason: ReasonState, parentId: ReasonId): TreeProblem => ({
  code: 'PARENT_NOT_FOUND',
  message: `expected the parent of ${reason.id} among the reasons, but got ${parentId}`,
  reasonId: reason.id,
  parentId,
});

function cycleAmong(tree: ReasonTree, reasons: readonly ReasonState[]): TreeProblem {
  let reason = reasons.find(({ id }) => tree.depth(id) === 0);
  const steps: ReasonId[] = [];
  const places = new Map<ReasonId, number>();
  while (reason !== undefined && !places.has(reason.id)) {
    places.set(reason.id, steps.length);
    steps.push(reason.id);
    reason = tree.parent(reason.id);
  }
  const reasonIds = steps.slice(reason === undefined ? 0 : places.get(reason.id));
  const message = `expected a tree, but got a cycle of ${reasonIds.length}: ${reasonIds.slice(0, 10).join(', ')}`;
  return { code: 'CYCLE', message, reasonIds };
}
