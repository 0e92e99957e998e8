import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';

export interface DepartmentFault {
  /** Such as code, name, aliases, parent, successor or at. */
  readonly field: string;
  readonly message: string;
}

/** A department that cannot be as it was wished: all faults at once. */
export interface DepartmentRefused extends Problem {
  readonly code: 'DEPARTMENT_REFUSED';
  readonly faults: readonly DepartmentFault[];
}

/** It still answers for reasons, and no department was named that takes them over. */
export interface DepartmentOwns extends Problem {
  readonly code: 'DEPARTMENT_OWNS';
  readonly departmentId: DepartmentId;
  readonly observed: number;
  /** The first of them. */
  readonly reasonIds: readonly ReasonId[];
}

export const assignmentFaultCodes = [
  'UNKNOWN_REASON',
  'REASON_RETIRED',
  'REASON_NOT_NEW',
  'UNKNOWN_DEPARTMENT',
  'DEPARTMENT_DISSOLVED',
  'SEVERAL_ACCOUNTABLE',
  'STATED_TWICE',
  'BACKDATING_REFUSED',
  'ENDS_BEFORE_IT_STARTS',
  'NOTHING_STATED',
  'TOO_MANY',
  'MOMENT_OUT_OF_RANGE',
] as const;
export type AssignmentFaultCode = (typeof assignmentFaultCodes)[number];

export interface AssignmentFault {
  readonly code: AssignmentFaultCode;
  readonly message: string;
  readonly reasonId: ReasonId | null;
  readonly departmentId: DepartmentId | null;
}

/** Owners that cannot be stated: all faults at once, and nothing was changed. */
export interface AssignmentRefused extends Problem {
  readonly code: 'ASSIGNMENT_REFUSED';
  readonly faults: readonly AssignmentFault[];
}

const faultsInMessage = 5;

export function assignmentRefused(faults: readonly AssignmentFault[]): AssignmentRefused {
  const told = faults.slice(0, faultsInMessage).map(({ message }) => message);
  const more = faults.length - told.length;
  const message = [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
  return { code: 'ASSIGNMENT_REFUSED', faults, message };
}

export const assignmentFault = (
  code: AssignmentFaultCode,
  message: string,
  about: { readonly reasonId?: ReasonId; readonly departmentId?: DepartmentId } = {},
): AssignmentFault => ({
  ...{ code, message, reasonId: about.reasonId ?? null, departmentId: about.departmentId ?? null },
});

export const transferStates = ['PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const;
export type TransferState = (typeof transferStates)[number];

/** An offer was decided already. */
export interface TransferDecided extends Problem {
  readonly code: 'TRANSFER_DECIDED';
  readonly observed: TransferState;
}

export interface NotHeld {
  readonly reasonId: ReasonId;
  readonly role: string;
  /** Who holds the role instead. */
  readonly holders: readonly DepartmentId[];
}

/** The department does not, or no longer, answer for what is handed over. */
export interface TransferStale extends Problem {
  readonly code: 'TRANSFER_STALE';
  readonly notHeld: readonly NotHeld[];
}

/** An attestation that is closed, or whose due date is past, or a reason that it does not ask this department about. */
export interface AttestationRefused extends Problem {
  readonly code: 'ATTESTATION_REFUSED';
  readonly faults: readonly AttestationFault[];
}

export interface AttestationFault {
  readonly message: string;
  readonly reasonId: ReasonId | null;
}

export const attestationRefused = (faults: readonly AttestationFault[]): AttestationRefused => ({
  code: 'ATTESTATION_REFUSED',
  faults,
  message: faults
    .slice(0, faultsInMessage)
    .map(({ message }) => message)
    .join('; '),
});
