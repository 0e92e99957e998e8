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
 * and a cycle (a reason that is its own parent is the shortest). O(n).
 *
 * @example buildTree([{ ...a, parentId: b.id }, { ...b, parentId: a.id }]) // err: CYCLE of a and b
 */
export function buildTree(reasons: readonly ReasonState[]): Result<ReasonTree, TreeProblem> {
  const tree = ReasonTree.of(reasons);
  const repeated = tree.size === reasons.length ? null : repeatedId(reasons);
  if (repeated !== null) return err(repeated);
  const problem = checkTree(tree, { known: ReasonTree.empty, changed: reasons });
  return problem === null ? ok(tree) : err(problem);
}

/** Why this is no tree, or null, where it differs from one that is known to be by these reasons alone. */
export function checkTree(
  tree: ReasonTree,
  { known, changed }: { readonly known: ReasonTree; readonly changed: readonly ReasonState[] },
): TreeProblem | null {
  const holders = new Map<string, ReasonState>();
  for (const reason of changed) {
    const before = known.holderOf(reason.code);
    const unchanged = before !== undefined && tree.get(before.id) === before ? before : undefined;
    const holder = holders.get(reason.code) ?? unchanged;
    if (holder !== undefined && holder.id !== reason.id) return duplicateCode(reason, holder);
    holders.set(reason.code, reason);
    if (reason.parentId !== null && !tree.has(reason.parentId))
      return parentNotFound(reason, reason.parentId);
  }
  return hasCycle(tree, changed) ? cycleAmong(tree) : null;
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

function cycleAmong(tree: ReasonTree): TreeProblem {
  let reason = [...tree.all()].find(({ id }) => tree.depth(id) === 0);
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
