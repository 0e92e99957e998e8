import type { ActorId, ReasonId } from '../../platform/ids';
import type { NonEmptyArray, Result } from '../../platform/result';
import type { FindingReport } from './findings/findings-of';
import type { DraftState, LifeCycleProblem } from './life-cycle-problems';
import type { TaxonomyPolicy } from './taxonomy-policy';

export interface Approval {
  readonly approver: ActorId;
  /** Of the content that was approved. */
  readonly digest: string;
}

/** What the rules need to know of a draft. */
export interface DraftFacts {
  readonly state: DraftState;
  /** Who made any of its operations, undone ones included. */
  readonly authors: ReadonlySet<ActorId>;
  /** The number of the version it was opened on; null where there was none. */
  readonly baseVersion: number | null;
  /** Of its content now. */
  readonly digest: string;
  /** Since it was last submitted. */
  readonly approvals: readonly Approval[];
}

/** What the content is held against, at submission and once more at publication. */
export interface Readiness {
  readonly policy: TaxonomyPolicy;
  /**
   * The newest sealed version, its digest and the reasons of it that the draft's content lacks
   * (`reasonsLost`).
   */
  readonly newest: NewestVersion | null;
  readonly findings: FindingReport;
  readonly lost: readonly ReasonId[];
}

export interface NewestVersion {
  readonly number: number;
  readonly digest: string;
  readonly effectiveFrom: Date;
}

/** Where a step leaves the draft. */
export interface Step {
  readonly state: DraftState;
  readonly approvals: readonly Approval[];
  /** Nothing was to be done: nothing is written. */
  readonly unchanged: boolean;
}

export type StepResult = Result<Step, NonEmptyArray<LifeCycleProblem>>;

export interface Publication {
  readonly publisher: ActorId;
  /** Null is now. */
  readonly effectiveFrom: Date | null;
  readonly now: Date;
}

/** A draft that may be sealed, and from when on its content is in force. */
export interface PublishedStep extends Step {
  readonly effectiveFrom: Date;
}

/**
 * The approvals that count: of the content as it is now, one for each approver, none by an author.
 *
 * @example validApprovals({ ...draft, digest: 'other' }) // []: the content was changed since
 */
export function validApprovals({ approvals, digest, authors }: DraftFacts): readonly Approval[] {
  const byApprover = new Map(approvals.map((approval) => [approval.approver + approval.digest, approval]));
  return [...byApprover.values()].filter(
    (approval) => approval.digest === digest && !authors.has(approval.approver),
  );
}
