import type { CoderId } from '../../contact/domain';
import type { Problem } from '../../platform/problem';
import type { NonEmptyArray } from '../../platform/result';
import type { AuditState } from './audit-words';

/** One thing that stands in the way of an audit's next step. */
export type AuditBlocker =
  | {
      readonly code: 'WRONG_STATE';
      readonly message: string;
      readonly observed: AuditState;
      readonly expected: readonly AuditState[];
    }
  | { readonly code: 'CODINGS_MISSING'; readonly message: string; readonly missing: number }
  | { readonly code: 'SEES_PRODUCTION_CODES' | 'AUDIT_FULL'; readonly message: string };

/** An audit cannot take a step: everything that stands in the way, at once. */
export interface AuditBlocked extends Problem {
  readonly code: 'AUDIT_BLOCKED';
  readonly blockers: NonEmptyArray<AuditBlocker>;
}

export const auditBlocked = (blockers: NonEmptyArray<AuditBlocker>): AuditBlocked => ({
  code: 'AUDIT_BLOCKED',
  blockers,
  message: blockers.map(({ message }) => message).join('; '),
});

/** The field of a wished audit that is wrong. */
export type AuditField =
  | 'title'
  | 'version'
  | 'population'
  | 'design'
  | 'size'
  | 'floorPerReason'
  | 'acrossDepartments'
  | 'seed'
  | 'threshold'
  | 'coders'
  | 'models'
  | 'earlierAudit';

export interface AuditFault {
  readonly field: AuditField;
  readonly message: string;
  /** The coders that it is about. */
  readonly coderIds?: readonly CoderId[];
}

/** An audit that cannot be: all that is wrong with it, at once. */
export interface InvalidAudit extends Problem {
  readonly code: 'INVALID_AUDIT';
  readonly faults: readonly AuditFault[];
}

export const invalidAudit = (faults: readonly AuditFault[]): InvalidAudit => ({
  code: 'INVALID_AUDIT',
  faults,
  message: faults.map(({ field, message }) => `${field}: ${message}`).join('; '),
});

/** A finding that cannot be so. */
export interface InvalidFinding extends Problem {
  readonly code: 'INVALID_FINDING';
  readonly field: 'owner' | 'dueOn' | 'reason' | 'state';
}

export const invalidFinding = (field: InvalidFinding['field'], message: string): InvalidFinding => ({
  code: 'INVALID_FINDING',
  field,
  message: `${field}: ${message}`,
});
