import {
  differenceOf,
  jensenShannonDivergence,
  type EstimateDifference,
} from '../../../agreement/statistics';
import type { AuditMeasure } from '../audit-words';
import type { AuditedReason, AuditResults } from './audit-results';
import { measured } from './verdict';

/** An audit with what it found. */
export interface ComparedAudit {
  readonly version: number;
  readonly results: AuditResults;
}

export const comparisonCauses = ['OTHER_VERSION', 'NO_VALUE', 'NO_STANDARD_ERROR'] as const;
export type ComparisonCause = (typeof comparisonCauses)[number];

/** How an audit differs from an earlier one. */
export interface AuditComparison {
  readonly earlierValue: number | null;
  readonly value: number | null;
  /** Null where the two cannot be compared. */
  readonly difference: EstimateDifference | null;
  readonly undefinedBecause: ComparisonCause | null;
  /** How far the mixes of reasons in production lie apart, in bits: 0 for the same mix, 1 for none in common. */
  readonly mixDivergence: number | null;
}

/**
 * Did agreement change since an earlier audit? The t test of two independent audits of the same version. Agreement moves
 * with the mix of reasons alone, so that the divergence of the mixes stands beside it.
 *
 * @example compareAudits('ALPHA', earlier, present).difference?.pValue // 0.03
 */
export function compareAudits(
  measure: AuditMeasure,
  earlier: ComparedAudit,
  present: ComparedAudit,
): AuditComparison {
  const [first, second] = [measured(measure, earlier.results), measured(measure, present.results)];
  const mixDivergence = divergenceOf(earlier.results.reasons, present.results.reasons);
  const values = { earlierValue: first.value, value: second.value, mixDivergence };
  const none = (undefinedBecause: ComparisonCause): AuditComparison => ({
    ...{ ...values, difference: null, undefinedBecause },
  });
  if (earlier.version !== present.version) return none('OTHER_VERSION');
  if (first.value === null || second.value === null) return none('NO_VALUE');
  if (first.standardError === null || second.standardError === null) return none('NO_STANDARD_ERROR');
  const difference = differenceOf(
    { value: first.value, standardError: first.standardError, units: first.units },
    { value: second.value, standardError: second.standardError, units: second.units },
  );
  return difference === null ? none('NO_STANDARD_ERROR') : { ...values, difference, undefinedBecause: null };
}

function divergenceOf(earlier: readonly AuditedReason[], present: readonly AuditedReason[]): number | null {
  const ids = [...new Set([...earlier, ...present].map(({ reasonId }) => reasonId))];
  const sharesOf = (reasons: readonly AuditedReason[]): number[] => {
    const shares = new Map(reasons.map(({ reasonId, share }) => [reasonId, share]));
    return ids.map((id) => shares.get(id) ?? 0);
  };
  const [one, other] = [sharesOf(earlier), sharesOf(present)];
  return jensenShannonDivergence(one, other).value;
}
