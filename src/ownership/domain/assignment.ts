import type { DepartmentId, Id, ReasonId } from '../../platform/ids';

/** RACI: at most one department is accountable for a reason at any instant, the other roles any number holds. */
export const ownerRoles = ['ACCOUNTABLE', 'RESPONSIBLE', 'CONSULTED', 'INFORMED'] as const;
export type OwnerRole = (typeof ownerRoles)[number];

/** The roles that make a department an owner, whom coverage, review and hand-over are about. */
export const owningRoles = ['ACCOUNTABLE', 'RESPONSIBLE'] as const satisfies readonly OwnerRole[];

export type AssignmentId = Id<'Assignment'>;

/** What is believed now: the department holds the role from a moment until another one, or with an open end. */
export interface AssignmentRecord {
  readonly id: AssignmentId;
  readonly reasonId: ReasonId;
  readonly role: OwnerRole;
  readonly departmentId: DepartmentId;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

/** That from a moment on these departments, and no others, hold a role of a reason. */
export interface OwnerStatement {
  readonly reasonId: ReasonId;
  readonly role: OwnerRole;
  /** Empty: nobody does. */
  readonly departmentIds: readonly DepartmentId[];
  readonly from: Date;
  /** Null: until the next moment from which something else is recorded already, and if there is none, for good. */
  readonly until: Date | null;
}

/** Those of one reason and role: what is stated of one leaves the others alone. */
export const roleKey = ({
  reasonId,
  role,
}: {
  readonly reasonId: ReasonId;
  readonly role: OwnerRole;
}): string => `${reasonId} ${role}`;
