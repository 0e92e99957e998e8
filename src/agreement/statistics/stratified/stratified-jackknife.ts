import type { VarianceStratum } from './weighted-units';

/** The values without each cluster of one stratum in turn, the weights of the stratum's other units taking its place. */
export interface StratumReplicates {
  readonly stratum: VarianceStratum;
  /** One for each cluster that is left out; null where the value does not exist without it. */
  readonly values: readonly (number | null)[];
}

/**
 * How uncertain is a value over units that were drawn stratum by stratum? The delete-one-cluster jackknife within strata,
 * a unit that shares no cluster being one of its own:
 * SE² = SUM over strata of (1 - f) (N - 1) / N x SUM (value without a cluster - their mean in the stratum)², N being the
 * clusters of the stratum and f the share of its units that was drawn.
 *
 * Null without a stratum of two clusters, or where a value does not exist without one of them.
 *
 * Source: Wolter 2007, Introduction to Variance Estimation, 4.5 (JKn); Rust & Rao 1996.
 *
 * @example stratifiedError([{ stratum: { units: [0, 1], clusters: [[0], [1]], unseen: 1 }, values: [1, 2] }]) // 0.5
 */
export function stratifiedError(replicates: readonly StratumReplicates[]): number | null {
  if (replicates.length === 0) return null;
  let variance = 0;
  for (const { stratum, values } of replicates) {
    const known = values.filter((value) => value !== null);
    if (known.length < values.length) return null;
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    variance += stratum.unseen * ((known.length - 1) / known.length) * squares;
  }
  return Math.sqrt(variance);
}

/**
 * Degrees of freedom of a stratified error: clusters less strata.
 *
 * @example degreesOfFreedom([{ clusters: [[0], [1], [2]], ... }, { clusters: [[3], [4, 5]], ... }]) // 3
 */
export const degreesOfFreedom = (strata: readonly VarianceStratum[]): number =>
  strata.reduce((sum, { clusters }) => sum + clusters.length - 1, 0);

/**
 * By how much a stratum's other units weigh more when one of its clusters is left out.
 *
 * @example compensation({ units: [0, 1, 2], clusters: [[0], [1], [2]], unseen: 1 }) // 1.5
 */
export const compensation = ({ clusters }: VarianceStratum): number =>
  clusters.length / (clusters.length - 1);
