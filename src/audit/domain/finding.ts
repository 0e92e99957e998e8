import type { ActorId, DepartmentId, ReasonId, TaxonomyId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import { invalidFinding, type InvalidFinding } from './audit-problems';
import type { AuditFindingId, AuditId, FindingState } from './audit-words';

/** Where a finding may go on from where it stands. One that was done or dismissed can be opened again. */
export const findingLifeCycle: Readonly<Record<FindingState, readonly FindingState[]>> = {
  OPEN: ['IN_PROGRESS', 'DONE', 'DISMISSED'],
  IN_PROGRESS: ['OPEN', 'DONE', 'DISMISSED'],
  DONE: ['OPEN'],
  DISMISSED: ['OPEN'],
};

/**
 * Follows a finding up: it goes on to another state, or stays where it is with a note more.
 *
 * @example followUp('DONE', 'IN_PROGRESS') // err: INVALID_FINDING, expected OPEN
 */
export function followUp(state: FindingState, next: FindingState): Result<FindingState, InvalidFinding> {
  if (next === state || findingLifeCycle[state].includes(next)) return ok(next);
  const expected = findingLifeCycle[state].join(' or ');
  return err(invalidFinding('state', `expected ${expected} after ${state}, but got ${next}`));
}

/** What is to be done about what an audit found, by whom and until when. */
export interface FindingRecord {
  readonly id: AuditFindingId;
  readonly taxonomyId: TaxonomyId;
  readonly auditId: AuditId;
  /** Null: about no single reason. */
  readonly reasonId: ReasonId | null;
  readonly text: string;
  /** The department that answers for it. */
  readonly ownerId: DepartmentId;
  /** A day, as YYYY-MM-DD. */
  readonly dueOn: string;
  readonly state: FindingState;
  readonly revision: number;
  readonly recordedBy: ActorId;
  readonly recordedAt: Date;
}

/** What became of a finding. */
export interface FollowUpRecord {
  readonly findingId: AuditFindingId;
  readonly revision: number;
  readonly state: FindingState;
  readonly note: string;
  readonly notedBy: ActorId;
  readonly notedAt: Date;
}
