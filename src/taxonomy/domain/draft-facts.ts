import type { ActorId, ReasonId } from '../../platform/ids';
import type { NonEmptyArray, Result } from '../../platform/result';
import type { BrokenCode } from './compatibility';
import type { FindingReport } from './findings/findings-of';
import type { DraftState, LifeCycleProblem } from './life-cycle-problems';
import { reviewParts, type Approval, type ReviewPart } from './review-parts';
import type { ReasonUse } from './reason-use';
import type { ReviewedReason } from './reviewed-reasons';
import type { TaxonomyPolicy } from './taxonomy-policy';

/** What the rules need to know of a draft. */
export interface DraftFacts {
  readonly state: DraftState;
  /** Who made any of its operations, undone ones included. */
  readonly authors: ReadonlySet<ActorId>;
  /** The number of the version it was opened on; null where there was none. */
  readonly baseVersion: number | null;
  /** Of its content now. */
  readonly digest: string;
  /** What it changes, reason by reason, and who is to approve that. */
  readonly reviewed: readonly ReviewedReason[];
  /** Those that no objection voided; whether they count is for `reviewStanding`. */
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
  /** What needs a reason that the content retires without a successor (`sessionsUsing`, `mappingsUsing`). */
  readonly uses: readonly ReasonUse[];
  /** Codes of the newest version that would not translate as the policy owes it (`brokenCodes`). */
  readonly broken: readonly BrokenCode[];
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
  /** What keeps it from being an erratum (`moreThanErratum`); null where it is not to be one. */
  readonly erratum?: readonly string[] | null;
}

/** A draft that may be sealed, and from when on its content is in force. */
export interface PublishedStep extends Step {
  readonly effectiveFrom: Date;
}

/** How far the review of a draft has come. */
export interface ReviewStanding {
  /** As stewards: people who approved the content as it is now, none of them an author. */
  readonly stewards: ReadonlySet<ActorId>;
  readonly stewardsMissing: number;
  readonly parts: readonly ReviewPart[];
  readonly isComplete: boolean;
}

/**
 * What was approved and what is still missing: as many stewards as the policy asks for, each of the content as it is, and for
 * every part its department. No approval by an author counts. Where the policy asks for no approval, nothing is missing.
 *
 * @example reviewStanding({ ...draft, approvals: [] }, defaultPolicy).stewardsMissing // 1
 */
export function reviewStanding(
  { approvals, digest, authors, reviewed }: Pick<DraftFacts, 'approvals' | 'digest' | 'authors' | 'reviewed'>,
  policy: TaxonomyPolicy,
): ReviewStanding {
  const byOthers = approvals.filter(({ approver }) => !authors.has(approver));
  const ofStewards = byOthers.filter(
    (approval) => approval.department === null && approval.digest === digest,
  );
  const stewards = new Set(ofStewards.map(({ approver }) => approver));
  const stewardsMissing = Math.max(0, policy.approvals - stewards.size);
  const parts = policy.approvals === 0 ? [] : reviewParts(reviewed, byOthers);
  const isComplete = stewardsMissing === 0 && parts.every(({ state }) => state === 'APPROVED');
  return { stewards, stewardsMissing, parts, isComplete };
}
