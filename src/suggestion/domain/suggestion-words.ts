import type { Id } from '../../platform/ids';

export const suggestionKinds = [
  'RETIRE',
  'MERGE',
  'SPLIT',
  'CLARIFY',
  'COACH',
  'PROMOTE_FROM_OTHER',
  'ASSIGN_OWNER',
  'MAP_RESOLUTION',
] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

/** What is measured of the use of a list. */
export const measures = [
  'SHARE_OF_CONTACTS',
  'CONFUSION',
  'CONFUSION_WITHOUT_CODERS',
  'CODINGS_LEFT_OUT',
  'GAIN_OF_MERGING',
  'RESOLUTION_DIVERGENCE',
  'INFORMATION_LOST',
  'SPECIFIC_AGREEMENT',
  'RESOLUTION_ENTROPY',
  'ENTROPY_ABOVE_SIBLINGS',
  'SHARE_OF_MODAL_RESOLUTION',
  'RESIDUAL_SHARE',
  'SHARE_NO_REASON_FITS',
  'SHARE_HANDLED',
  'SHARE_OF_OWNED_SIBLINGS',
  'SHARE_OF_RESOLUTION',
] as const;
export type Measure = (typeof measures)[number];

/** Why something that was looked at is not suggested. */
export const missingEvidence = [
  'CYCLE_NOT_SEEN',
  'TOO_FEW_CONTACTS',
  'SEASONAL',
  'LEGALLY_REQUIRED',
  'OPEN_SESSION',
  'NO_SUCCESSOR',
  'TOO_FEW_CODINGS',
  'TOO_FEW_CODERS',
  'CONFUSION_UNCLEAR',
  'CONCENTRATION_UNCLEAR',
  'ONE_OR_TWO_CODERS',
  'RESOLUTIONS_UNKNOWN',
  'RESOLUTIONS_DIFFER',
  'NO_GAIN',
  'NO_STABLE_GROUPS',
  'AGREEMENT_LOW',
  'TOO_FEW_ADJUDICATED',
  'REASONS_FIT',
  'TOO_FEW_RESOLVED',
  'NO_DEPARTMENT',
] as const;
export type MissingEvidence = (typeof missingEvidence)[number];

/** HIGH: every limit holds at 99 % too; MEDIUM: at 95 %; LOW: something that would be good to know is not known. */
export const confidences = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type Confidence = (typeof confidences)[number];

/** What became of a suggestion. */
export const verdicts = ['ACCEPTED', 'DISMISSED', 'SNOOZED'] as const;
export type Verdict = (typeof verdicts)[number];

export const standings = ['OPEN', ...verdicts] as const;
export type Standing = (typeof standings)[number];

export type SuggestionDecisionId = Id<'SuggestionDecision'>;
