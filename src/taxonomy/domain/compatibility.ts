import { isActive, type ReasonTree } from './reason-tree';
import type { ReasonState } from './reason';
import type { CompatibilityPolicy } from './taxonomy-policy';

/** A code in use that would not translate as the policy owes it. */
export interface BrokenCode {
  readonly reason: ReasonState;
  /** The active reasons that it would translate to. */
  readonly targets: number;
}

/**
 * The codes in use that a next content breaks under the policy of its taxonomy: RESOLVABLE owes each at least one active reason,
 * EXACT exactly one, NONE nothing. All of them, in the order of the tree.
 *
 * @example brokenCodes(v1, applied(v1, [retireAsOutdated(fax)]), 'RESOLVABLE') // [{ reason: fax, targets: 0 }]
 */
export function brokenCodes(
  before: ReasonTree,
  after: ReasonTree,
  policy: CompatibilityPolicy,
): readonly BrokenCode[] {
  if (policy === 'NONE') return [];
  return before.depthFirst().flatMap((reason) => {
    const targets = targetsOf(reason, after);
    const isKept = policy === 'EXACT' ? targets === 1 : targets > 0;
    return isKept ? [] : [{ reason, targets }];
  });
}

function targetsOf({ id }: ReasonState, after: ReasonTree): number {
  const state = after.get(id);
  if (state === undefined) return 0;
  if (state.retirement === null) return 1;
  return state.retirement.associations.filter(({ targetId }) => {
    const target = after.get(targetId);
    return target !== undefined && isActive(target);
  }).length;
}
