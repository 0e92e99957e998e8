import {
  fewestUnits,
  plannedSpread,
  unitsNeeded,
  type ReportInterval,
  type WeightedAgreement,
  type WeightedEstimate,
} from '../../../agreement/statistics';
import type { AuditMeasure } from '../audit-words';

export const verdictOutcomes = ['PASS', 'FAIL', 'INCONCLUSIVE'] as const;
export type VerdictOutcome = (typeof verdictOutcomes)[number];

/** Where the measure of an audit lies against its threshold. */
export interface AuditVerdict {
  readonly outcome: VerdictOutcome;
  readonly measure: AuditMeasure;
  readonly threshold: number;
  readonly value: number | null;
  readonly interval: ReportInterval | null;
  /** Where it is inconclusive: as many contacts more would decide if the value stayed. Null: none would, or it is decided. */
  readonly moreContacts: number | null;
}

interface Asked {
  readonly measure: AuditMeasure;
  readonly threshold: number;
  readonly strata: readonly { readonly frame: number }[];
}

/**
 * PASS where the whole interval lies at or above the threshold, FAIL where it lies below, INCONCLUSIVE where the
 * threshold lies in it or there is no interval: a point against a scale would decide half of all cases by chance.
 *
 * @example verdictOf({ measure: 'ALPHA', threshold: 0.667, strata }, agreement).outcome // 'PASS' at 0.70 .. 0.82
 */
export function verdictOf({ measure, threshold, strata }: Asked, agreement: WeightedAgreement): AuditVerdict {
  const estimate = measured(measure, agreement);
  const { value, interval } = estimate;
  const outcome = outcomeOf(interval, threshold);
  const population = strata.reduce((sum, { frame }) => sum + frame, 0);
  const moreContacts =
    outcome === 'INCONCLUSIVE' && value !== null
      ? moreToDecide({ estimate, threshold, population, spread: spreadOf(measure, agreement, population) })
      : null;
  return { outcome, measure, threshold, value, interval, moreContacts };
}

/** The estimate that a measure names. */
export function measured(
  measure: AuditMeasure,
  agreement: Pick<WeightedAgreement, 'alpha' | 'percentAgreement' | 'gwetAc'>,
): WeightedEstimate {
  switch (measure) {
    case 'ALPHA':
      return agreement.alpha;
    case 'PERCENT_AGREEMENT':
      return agreement.percentAgreement;
    case 'GWET_AC1':
      return agreement.gwetAc;
  }
}

function outcomeOf(interval: ReportInterval | null, threshold: number): VerdictOutcome {
  if (interval === null) return 'INCONCLUSIVE';
  if (interval.lower >= threshold) return 'PASS';
  return interval.upper < threshold ? 'FAIL' : 'INCONCLUSIVE';
}

/**
 * The spread per contact of an infinite population: what the error tells, or else what the value and the agreement tell
 * by the closed form. Null where neither does.
 */
export function spreadOf(
  measure: AuditMeasure,
  agreement: Pick<WeightedAgreement, 'alpha' | 'percentAgreement' | 'gwetAc'>,
  population: number,
): number | null {
  const { value, standardError, units } = measured(measure, agreement);
  const unseen = 1 - units / Math.max(population, units + 1);
  if (standardError !== null && standardError > rounding) return standardError * Math.sqrt(units / unseen);
  const share = agreement.percentAgreement.value;
  if (value === null || share === null) return null;
  return measure === 'ALPHA' ? plannedSpread(value, share) : Math.sqrt(share * (1 - share));
}

const rounding = 1e-12;

interface Undecided {
  readonly estimate: WeightedEstimate;
  readonly threshold: number;
  readonly population: number;
  readonly spread: number | null;
}

function moreToDecide({ estimate, threshold, population, spread }: Undecided): number | null {
  const apart = Math.abs((estimate.value ?? threshold) - threshold);
  if (spread === null || spread < rounding || apart < rounding) return null;
  const ofMany = unitsNeeded(spread, apart);
  const needed = Math.max(fewestUnits, Math.ceil(ofMany / (1 + ofMany / population)));
  return needed > population ? null : Math.max(1, needed - estimate.units);
}
