import type { AgreementReport, ReportedStatistic } from './report/report-types';
import { fewestDisagreeingUnits, fewestUnits, plannedSpread, unitsNeeded } from './small-sample';

/** What the number of items allows to be said of alpha. */
export interface SampleVerdict {
  /** Null where there is enough to go by. */
  readonly tooFew: 'NOTHING_TO_COMPARE' | 'FEW_ITEMS' | 'FEW_DISAGREEMENTS' | null;
  /** Items with two ratings or more. */
  readonly items: number;
  /** Items in which coders differ: at least so many. */
  readonly disagreeing: number;
  /** How many items would give alpha to within 0.05 and 0.10; null where the data do not even tell that. */
  readonly enough: { readonly forTwentieth: number; readonly forTenth: number } | null;
}

/**
 * Are there enough items to say anything about alpha, and how many would be enough?
 *
 * Too few are fewer than 30 items with two ratings, or fewer than 5 in which coders differ. What would be enough is
 * found from the standard error of this very sample, or else from alpha and percent agreement alone.
 *
 * @example sampleVerdict(report of 4 items) // { tooFew: 'FEW_ITEMS', items: 4, disagreeing: 1, enough: { ... } }
 */
export function sampleVerdict({ statistics }: AgreementReport): SampleVerdict {
  const named = (name: string) => statistics.find((statistic) => statistic.name === name);
  const alpha = named('krippendorff_alpha');
  const agreement = named('percent_agreement');
  if (alpha === undefined || agreement === undefined || agreement.value === null)
    return { tooFew: 'NOTHING_TO_COMPARE', items: 0, disagreeing: 0, enough: null };
  const { items } = alpha;
  const disagreeing = disagreeingAtLeast(agreement.value, agreement.items);
  const tooFew =
    items < fewestUnits
      ? ('FEW_ITEMS' as const)
      : disagreeing < fewestDisagreeingUnits
        ? ('FEW_DISAGREEMENTS' as const)
        : null;
  return { tooFew, items, disagreeing, enough: enoughItems(alpha, agreement.value) };
}

/** No fewer than the share of disagreeing pairs times the items. */
const disagreeingAtLeast = (agreement: number, items: number): number =>
  Math.ceil((1 - agreement) * items - 1e-6);

function enoughItems(alpha: ReportedStatistic, agreement: number): SampleVerdict['enough'] {
  const spread = spreadOf(alpha, agreement);
  if (spread === null) return null;
  const within = (halfWidth: number): number => Math.max(unitsNeeded(spread, halfWidth), fewestUnits);
  return { forTwentieth: within(0.05), forTenth: within(0.1) };
}

function spreadOf({ value, standardError, items }: ReportedStatistic, agreement: number): number | null {
  if (standardError !== null && standardError > 0) return standardError * Math.sqrt(items);
  return value === null ? null : plannedSpread(value, agreement);
}
