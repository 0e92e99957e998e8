import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { ReasonTree } from './reason-tree';
import type { OwnershipPolicy } from './taxonomy-policy';

/** Who answers for a reason, whether by an assignment of its own or by that of an ancestor. */
export interface ReasonOwners {
  readonly accountable: DepartmentId | null;
  readonly responsible: readonly DepartmentId[];
}

/** Who answers for a reason of a content. The ownership of reasons is kept elsewhere: this is all that drafts ask of it. */
export type OwnersOf = (tree: ReasonTree, reasonId: ReasonId) => ReasonOwners;

export const unowned: ReasonOwners = { accountable: null, responsible: [] };

/** Where nobody answers for anything. */
export const ownersOfNothing: OwnersOf = () => unowned;

/**
 * Whether a reason has the owner that the policy asks for. An accountable department satisfies either policy.
 *
 * @example isOwned({ accountable: null, responsible: [sales] }, 'ANY_RESPONSIBLE') // true
 * @example isOwned({ accountable: null, responsible: [sales] }, 'ONE_ACCOUNTABLE') // false
 */
export function isOwned({ accountable, responsible }: ReasonOwners, policy: OwnershipPolicy): boolean {
  if (accountable !== null) return true;
  return policy === 'ANY_RESPONSIBLE' && responsible.length > 0;
}
