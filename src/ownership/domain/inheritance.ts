import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { OwnersOf, ReasonTree } from '../../taxonomy/domain';
import { ownerRoles, type OwnerRole } from './assignment';

/** A role that a department holds of a reason by an assignment of that reason's own, at the moment that was asked about. */
export interface HeldRole {
  readonly role: OwnerRole;
  readonly departmentId: DepartmentId;
  readonly since: Date | null;
  readonly until: Date | null;
  readonly recordedAt: Date;
}

export type HeldRoles = ReadonlyMap<ReasonId, readonly HeldRole[]>;

/** A role as it applies to a reason, with the reason whose assignment it comes from: itself, or an ancestor. */
export interface OwnerOfReason extends HeldRole {
  readonly sourceId: ReasonId;
}

/**
 * Who answers for a reason: role by role, the assignments of the nearest of itself and its ancestors that has any of that
 * role. A reason that is not in the content has what it is assigned itself.
 *
 * @example ownersOfReason(tree, held, refund) // [{ role: 'ACCOUNTABLE', departmentId: finance, sourceId: billing, ... }]
 */
export function ownersOfReason(
  tree: ReasonTree,
  held: HeldRoles,
  reasonId: ReasonId,
): readonly OwnerOfReason[] {
  const path = tree.path(reasonId).map(({ id }) => id);
  const nearestFirst = path.length === 0 ? [reasonId] : path.toReversed();
  return ownerRoles.flatMap((role) => {
    for (const sourceId of nearestFirst) {
      const own = held.get(sourceId)?.filter((assignment) => assignment.role === role) ?? [];
      if (own.length > 0) return own.map((assignment) => ({ ...assignment, sourceId }));
    }
    return [];
  });
}

/**
 * The owners that drafts and findings ask for, by the assignments of a moment.
 *
 * @example ownersBy(held)(tree, refund) // { accountable: finance, responsible: [] }
 */
export function ownersBy(held: HeldRoles): OwnersOf {
  return (tree, reasonId) => {
    const owners = ownersOfReason(tree, held, reasonId);
    const holding = (role: OwnerRole): readonly DepartmentId[] =>
      owners.filter((owner) => owner.role === role).map((owner) => owner.departmentId);
    return { accountable: holding('ACCOUNTABLE')[0] ?? null, responsible: holding('RESPONSIBLE') };
  };
}
