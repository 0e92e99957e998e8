import { chiSquareSurvival } from './distributions';
import { defined, undefinedBecause, type Estimate } from './estimate';

/**
 * How different are two profiles (of reasons, of resolutions)? Jensen-Shannon divergence in bits: 0 for equal
 * profiles; at most 1 with equal weights.
 *
 * The weighted mean of each profile's divergence from the weighted mean profile, 0 log 0 being 0. Profiles are counts
 * or shares of the same labels and are normalised here.
 *
 * Undefined (CATEGORY_NOT_USED) when a profile is empty.
 *
 * Source: Lin 1991, IEEE Trans. Inf. Theory 37:145-151.
 *
 * @param weightOfFirst the weight of the first profile, the other has the rest; n1 / (n1 + n2) for a test
 * @example jensenShannonDivergence([10, 20, 70], [30, 30, 40]).value // 0.0749
 */
export function jensenShannonDivergence(
  first: readonly number[],
  second: readonly number[],
  weightOfFirst = 0.5,
): Estimate {
  const totals = [total(first), total(second)] as const;
  if (totals[0] === 0 || totals[1] === 0) return undefinedBecause('CATEGORY_NOT_USED');
  let divergence = 0;
  for (let label = 0; label < Math.max(first.length, second.length); label += 1) {
    const one = (first[label] ?? 0) / totals[0];
    const other = (second[label] ?? 0) / totals[1];
    const mean = weightOfFirst * one + (1 - weightOfFirst) * other;
    divergence += weightOfFirst * surprise(one, mean) + (1 - weightOfFirst) * surprise(other, mean);
  }
  return defined(Math.max(0, divergence));
}

/** The divergence with its own test: two profiles of counts. */
export interface ProfileComparison {
  /** Jensen-Shannon divergence in bits, weighted by the sizes of the two profiles. */
  readonly divergence: Estimate;
  /** The likelihood-ratio statistic: 2 N ln 2 x divergence. */
  readonly statistic: Estimate;
  /** Labels that occur - 1. */
  readonly degreesOfFreedom: number;
  /** How likely a difference this large is if both profiles come from one law; null without two labels. */
  readonly pValue: number | null;
}

/**
 * Do two profiles of counts differ by more than chance? The G test, which is the weighted Jensen-Shannon divergence
 * times 2 N ln 2.
 *
 * From raw counts: nothing is added to empty cells. Undefined (CATEGORY_NOT_USED) when a profile is empty.
 *
 * Source: Sokal & Rohlf 1995, Biometry, chapter 17, for G.
 *
 * @example compareProfiles([10, 20, 70], [30, 30, 40]).degreesOfFreedom // 2
 */
export function compareProfiles(first: readonly number[], second: readonly number[]): ProfileComparison {
  const counted = total(first) + total(second);
  const divergence = jensenShannonDivergence(first, second, counted === 0 ? 0.5 : total(first) / counted);
  const labels = Array.from({ length: Math.max(first.length, second.length) }, (_, label) => label);
  const used = labels.filter((label) => (first[label] ?? 0) + (second[label] ?? 0) > 0).length;
  const degreesOfFreedom = Math.max(0, used - 1);
  if (divergence.value === null) return { divergence, statistic: divergence, degreesOfFreedom, pValue: null };
  const statistic = 2 * counted * Math.LN2 * divergence.value;
  const pValue = degreesOfFreedom === 0 ? null : chiSquareSurvival(statistic, degreesOfFreedom);
  return { divergence, statistic: defined(statistic), degreesOfFreedom, pValue };
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const surprise = (share: number, mean: number): number => (share === 0 ? 0 : share * Math.log2(share / mean));
