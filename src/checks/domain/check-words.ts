import type { Id } from '../../platform/ids';

export type CheckRunId = Id<'CheckRun'>;

/** What is looked at: the version in force, the contacts of a period, and the audits that were closed lately. */
export const checkKinds = [
  'LINT',
  'COMPLETENESS',
  'VALIDITY',
  'RESIDUAL_SHARE',
  'LABEL_SHARES',
  'AGREEMENT_DRIFT',
] as const;
export type CheckKind = (typeof checkKinds)[number];

/** Where what was observed lies to its limit; without data it lies nowhere. */
export const checkOutcomes = ['PASS', 'FAIL', 'INCONCLUSIVE', 'NO_DATA'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** Why a check could not be made. */
export const noDataCauses = [
  'NO_VERSION',
  'NO_CONTACTS',
  'NO_VALUES',
  'TOO_FEW',
  'NO_AUDITS',
  'NO_VARIATION',
] as const;
export type NoDataCause = (typeof noDataCauses)[number];

export const checkRhythms = ['DAILY', 'WEEKLY'] as const;
export type CheckRhythm = (typeof checkRhythms)[number];

/** What results are computed by: one more where the same contacts would give others. */
export const checkFormula = 'checks-2';
