import type { ReasonId } from '../../platform/ids';
import type { ConditionProblem } from './escalation/condition-tokens';
import { nameOfReason } from './names-in-time';
import type { Association, AssociationKind, Language, ReasonState, RetirementReason } from './reason';
import type { TextProblem } from '../../platform/text';

interface Facts {
  readonly message: string;
  readonly reasonId: ReasonId;
}

/** What in a retirement contradicts the table of retirement reason, association and number of targets. */
export const retirementFaults = [
  'ASSOCIATION_KIND',
  'TARGET_COUNT',
  'TARGET_TWICE',
  'TARGET_IS_ITSELF',
  'TARGET_NOT_FOUND',
  'TARGET_INSIDE',
  'JUSTIFICATION_MISSING',
  'SHARE_OUT_OF_RANGE',
  'SHARE_NOT_APPLICABLE',
  'SHARES_ABOVE_ONE',
  'EVIDENCE_NOT_FOUND',
] as const;
export type RetirementFault = (typeof retirementFaults)[number];

/**
 * Why an operation would leave no tree. Whatever else may be wrong with a content is a finding, not one of
 * these.
 */
export type OperationProblem =
  | (TextProblem & Facts)
  | (Facts & { readonly code: 'REASON_NOT_FOUND'; readonly field: string; readonly missingId: ReasonId })
  | (Facts & { readonly code: 'REASON_EXISTS' })
  | (Facts & { readonly code: 'REASON_RETIRED'; readonly operation: string })
  | (Facts & { readonly code: 'REASON_NOT_RETIRED' })
  | (Facts & { readonly code: 'PARENT_NOT_FOUND'; readonly parentId: ReasonId })
  | (Facts & { readonly code: 'PARENT_RETIRED'; readonly parentId: ReasonId })
  | (Facts & { readonly code: 'SELF_PARENT' })
  /** `path` leads from the wished parent up to the reason itself. */
  | (Facts & { readonly code: 'CYCLE'; readonly parentId: ReasonId; readonly path: readonly ReasonId[] })
  | (Facts & { readonly code: 'NOT_A_SIBLING'; readonly parentId: ReasonId | null })
  | (Facts & { readonly code: 'NAMED_TWICE' })
  | (Facts & { readonly code: 'CODE_TAKEN'; readonly observed: string; readonly otherReasonId: ReasonId })
  | (Facts & { readonly code: 'CODE_RESERVED'; readonly observed: string; readonly otherReasonId: ReasonId })
  | (Facts & { readonly code: 'MALFORMED_RANK'; readonly observed: string })
  | (Facts & {
      readonly code: 'UNKNOWN_LANGUAGE';
      readonly observed: Language;
      readonly known: readonly Language[];
    })
  | (Facts & { readonly code: 'UNKNOWN_SYNONYM'; readonly language: Language; readonly observed: string })
  | (Facts & { readonly code: 'EXCLUDES_NOT_APPLICABLE'; readonly note: string })
  | (Facts & { readonly code: 'EXCLUDES_ITSELF' })
  | (Facts & {
      readonly code: 'NUMBER_OUT_OF_RANGE';
      readonly field: string;
      readonly observed: number;
      readonly limit: number;
    })
  | (Facts & {
      readonly code: 'TOO_MANY_ENTRIES';
      readonly field: string;
      readonly observed: number;
      readonly limit: number;
    })
  | (Facts & { readonly code: 'MALFORMED_URL'; readonly observed: string })
  | (Facts & { readonly code: 'CONDITION_MISSING'; readonly field: string })
  | (Facts & ConditionProblem & { readonly field: string })
  | (Facts & {
      readonly code: 'UNKNOWN_NAME';
      readonly field: string;
      readonly observed: string;
      /** What could have been meant, the nearest first. */
      readonly candidates: readonly string[];
    })
  | (Facts & { readonly code: 'MAPPING_CONTRADICTS_ITSELF'; readonly field: string })
  | (Facts & {
      readonly code: 'RESOLUTION_NOT_MAPPED';
      readonly field: string;
      readonly observed: string;
    })
  | (Facts & {
      readonly code: 'RETIREMENT_SHAPE';
      readonly fault: RetirementFault;
      readonly retirementReason: RetirementReason;
      readonly targetId: ReasonId | null;
      readonly associationKind: AssociationKind | null;
    })
  | (Facts & { readonly code: 'REASON_PUBLISHED' })
  | (Facts & { readonly code: 'REASON_HAS_CHILDREN'; readonly observed: number })
  | (Facts & { readonly code: 'REASON_REFERENCED'; readonly observed: number })
  | (Facts & { readonly code: 'INCOMPLETE_RESTORATION'; readonly field: string });

/** A problem and the place of its operation in the batch, from 0. */
export type IndexedProblem = OperationProblem & { readonly operationIndex: number };

/** A retirement that sends contacts to a reason of another taxonomy which no taxonomy has. */
export const targetNowhere = (
  reasonId: ReasonId,
  retirementReason: RetirementReason,
  { targetId, kind }: Association,
): OperationProblem => ({
  code: 'RETIREMENT_SHAPE',
  message: `retirement as ${retirementReason}: expected a reason of another taxonomy, but got ${targetId}`,
  reasonId,
  fault: 'TARGET_NOT_FOUND',
  retirementReason,
  targetId,
  associationKind: kind,
});

/** A retirement that rests on what is no session of the taxonomy, or one whose codes nobody has seen yet. */
export const evidenceNowhere = (
  reasonId: ReasonId,
  retirementReason: RetirementReason,
  id: string,
): OperationProblem => ({
  code: 'RETIREMENT_SHAPE',
  message: `retirement as ${retirementReason}: expected the evidence of a calibration session of this taxonomy whose codes are revealed, of an audit that is closed or of a suggestion that was accepted, but got ${id}`,
  reasonId,
  fault: 'EVIDENCE_NOT_FOUND',
  retirementReason,
  targetId: null,
  associationKind: null,
});

/** Says which reason a malformed text belongs to. */
export const ofReason = (problem: TextProblem, reasonId: ReasonId): OperationProblem => ({
  ...problem,
  reasonId,
});

export const reasonNotFound = (
  reasonId: ReasonId,
  field = 'reason',
  missingId = reasonId,
): OperationProblem => ({
  code: 'REASON_NOT_FOUND',
  message: `expected ${field} to be a reason of this content, but got ${missingId}`,
  reasonId,
  field,
  missingId,
});

export const reasonRetired = (reason: ReasonState, operation: string): OperationProblem => ({
  code: 'REASON_RETIRED',
  message: `expected an active reason for ${operation}, but got ${nameOfReason(reason)}, which is retired; reactivate it first`,
  reasonId: reason.id,
  operation,
});

export const unknownLanguage = (
  reasonId: ReasonId,
  observed: Language,
  known: readonly Language[],
): OperationProblem => ({
  code: 'UNKNOWN_LANGUAGE',
  message: `expected a language of the taxonomy (${known.join(', ')}), but got "${observed.slice(0, 40)}"`,
  reasonId,
  observed,
  known,
});

export const outOfRange = (
  reasonId: ReasonId,
  field: string,
  bounds: { readonly observed: number; readonly limit: number },
): OperationProblem => ({
  code: 'NUMBER_OUT_OF_RANGE',
  message: `${field}: expected a whole number between 1 and ${bounds.limit}, but got ${bounds.observed}`,
  reasonId,
  field,
  ...bounds,
});

export const tooMany = (
  reasonId: ReasonId,
  field: string,
  bounds: { readonly observed: number; readonly limit: number },
): OperationProblem => ({
  code: 'TOO_MANY_ENTRIES',
  message: `${field}: expected at most ${bounds.limit} entries, but got ${bounds.observed}`,
  reasonId,
  field,
  ...bounds,
});
