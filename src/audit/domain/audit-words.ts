import type { Id } from '../../platform/ids';

export type AuditId = Id<'Audit'>;
export type AuditItemId = Id<'AuditItem'>;
export type AuditFindingId = Id<'AuditFinding'>;

export const auditStates = ['OPEN', 'CLOSED', 'CANCELLED'] as const;
export type AuditState = (typeof auditStates)[number];

export const auditActions = ['codeAuditItem', 'closeAudit', 'cancelAudit', 'recordAuditFinding'] as const;
export type AuditAction = (typeof auditActions)[number];

/** What strata are made of. */
export const stratumDimensions = ['REASON', 'DEPARTMENT', 'CHANNEL'] as const;
export type StratumDimension = (typeof stratumDimensions)[number];

/** The coefficient that is held against the threshold. */
export const auditMeasures = ['ALPHA', 'PERCENT_AGREEMENT', 'GWET_AC1'] as const;
export type AuditMeasure = (typeof auditMeasures)[number];

/** Which production code is audited: what a contact was given first, or what stands. */
export const auditedStages = ['FINAL', 'INITIAL'] as const;
export type AuditedStage = (typeof auditedStages)[number];

/** Why a contact of the population is not in the frame. */
export const exclusionCauses = [
  'NOT_CODED',
  'OTHER_VERSION',
  'NOT_A_LEAF',
  'UNKNOWN_CODER',
  'NO_EXCERPT',
] as const;
export type ExclusionCause = (typeof exclusionCauses)[number];

/** What found it: somebody who looked at a closed audit, a run of the checks, or a change of agreement that such a run saw. */
export const findingSources = ['AUDIT', 'CHECK', 'DRIFT'] as const;
export type FindingSource = (typeof findingSources)[number];

export const findingStates = ['OPEN', 'IN_PROGRESS', 'DONE', 'DISMISSED'] as const;
export type FindingState = (typeof findingStates)[number];

/** How many of anything an audit can hold. */
export const auditLimits = {
  sample: 2_000,
  coders: 50,
  models: 5,
  frame: 1_000_000,
  strata: 1_500,
  findings: 100,
} as const;
