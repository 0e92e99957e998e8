import type { CoderId } from '../../contact/domain';
import type { ActorId, DepartmentId, ReasonId, TaxonomyId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import { invalidFinding, type InvalidFinding } from './audit-problems';
import type { AuditFindingId, AuditId, FindingSource, FindingState } from './audit-words';

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

/** What is computed and found again and again: the same as long as its key is. */
export interface Observation {
  /** Of what kind, and about what; the same from one time to the next. */
  readonly key: string;
  readonly observed: number;
  /** What it is held against. */
  readonly bound: number;
  /** What it rests on: contacts, or reasons. */
  readonly counted: number;
  /** The run that saw it last. */
  readonly seenIn: string;
  readonly seenAt: Date;
}

/** What is to be done about what was found, by whom and until when. */
export interface FindingRecord {
  readonly id: AuditFindingId;
  readonly taxonomyId: TaxonomyId;
  readonly source: FindingSource;
  /** Null: no audit found it. */
  readonly auditId: AuditId | null;
  /** Null: about no single reason. */
  readonly reasonId: ReasonId | null;
  /** Null: about no single coder. */
  readonly coderId: CoderId | null;
  /** Null with AUDIT: somebody said it in words. */
  readonly observation: Observation | null;
  readonly timesSeen: number;
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

/** What became of what is found again. */
export type FoundAgain = 'FILED' | 'SEEN_AGAIN' | 'LEFT_DISMISSED';

/**
 * Whether what is found now is a finding of its own: not while the same stands open, nor while the same was dismissed and has
 * been found by every run since. What was done and comes back, or was dismissed, went away and comes back, is filed anew.
 *
 * @example foundAgain({ state: 'OPEN', seenIn: run }, earlierRun) // 'SEEN_AGAIN'
 */
export function foundAgain(
  newest: { readonly state: FindingState; readonly seenIn: string | null } | null,
  /** The run before; null: there was none. */
  runBefore: string | null,
): FoundAgain {
  if (newest === null || newest.state === 'DONE') return 'FILED';
  if (newest.state !== 'DISMISSED') return 'SEEN_AGAIN';
  return runBefore !== null && newest.seenIn === runBefore ? 'LEFT_DISMISSED' : 'FILED';
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
