import type { ReasonId } from '../../platform/ids';
import type { BrokenCode } from './compatibility';
import type { RuleCount } from './findings/findings-of';
import type { ReasonUse } from './reason-use';
import type { ReviewPart } from './review-parts';
import type { CompatibilityPolicy } from './taxonomy-policy';
import type { TextProblem } from '../../platform/text';

export const draftStates = ['DRAFT', 'IN_REVIEW', 'APPROVED', 'SCHEDULED', 'PUBLISHED', 'ABANDONED'] as const;
export type DraftState = (typeof draftStates)[number];

export type DraftAction =
  | 'edit'
  | 'submit'
  | 'approve'
  | 'requestChanges'
  | 'publish'
  | 'schedule'
  | 'unschedule'
  | 'takeEffect'
  | 'abandon';

/** Why a draft cannot take a step of its life cycle. */
export type LifeCycleProblem =
  | TextProblem
  | {
      readonly code: 'WRONG_STATE';
      readonly message: string;
      readonly action: DraftAction;
      readonly observed: DraftState;
      readonly expected: readonly DraftState[];
    }
  /**
   * Another version was sealed since the draft was opened: it is to be rebased first. Null is "no version
   * yet".
   */
  | {
      readonly code: 'BEHIND';
      readonly message: string;
      readonly baseVersion: number | null;
      readonly newestVersion: number | null;
    }
  | { readonly code: 'NOTHING_TO_PUBLISH'; readonly message: string }
  | { readonly code: 'BLOCKING_FINDINGS'; readonly message: string; readonly counts: readonly RuleCount[] }
  | {
      readonly code: 'INCOMPLETE';
      readonly message: string;
      readonly observed: number;
      /** The first of them. */
      readonly missing: readonly ReasonId[];
    }
  /** It changes more than the words of the version that it corrects; empty kinds: there is no version to correct. */
  | { readonly code: 'NOT_AN_ERRATUM'; readonly message: string; readonly kinds: readonly string[] }
  /** What is retired without a successor is needed elsewhere. */
  | { readonly code: 'REASONS_IN_USE'; readonly message: string; readonly uses: readonly ReasonUse[] }
  /** Codes in use would not translate to what the policy owes them. */
  | {
      readonly code: 'INCOMPATIBLE';
      readonly message: string;
      readonly policy: CompatibilityPolicy;
      readonly broken: readonly BrokenCode[];
    }
  | { readonly code: 'AUTHOR_CANNOT_APPROVE'; readonly message: string }
  | { readonly code: 'AUTHOR_CANNOT_PUBLISH'; readonly message: string }
  | {
      readonly code: 'OTHER_CONTENT';
      readonly message: string;
      readonly observed: string;
      readonly expected: string;
    }
  | {
      readonly code: 'APPROVALS_MISSING';
      readonly message: string;
      readonly observed: number;
      readonly limit: number;
    }
  /** A department approves what it answers for, and this one answers for nothing that is changed. */
  | { readonly code: 'DEPARTMENT_NOT_ASKED'; readonly message: string }
  | {
      readonly code: 'PARTS_NOT_APPROVED';
      readonly message: string;
      readonly parts: readonly ReviewPart[];
    }
  | {
      readonly code: 'BACKDATING_REFUSED';
      readonly message: string;
      readonly effectiveFrom: Date;
      readonly now: Date;
    }
  | {
      readonly code: 'NOT_AFTER_NEWEST_VERSION';
      readonly message: string;
      readonly effectiveFrom: Date;
      readonly newestEffectiveFrom: Date;
    };
