/** What deleting one unit (or cluster) at a time says about the uncertainty of a value. */
export interface JackknifeResult {
  /** Null where fewer than two units, or where the value does not exist without one of them. */
  readonly standardError: number | null;
  /** How many times something was left out. */
  readonly replicates: number;
}

/** The value without one unit, for as many units as would give the same value. */
export interface Replicate {
  readonly value: number | null;
  readonly times: number;
}

/**
 * How uncertain is a value over units drawn at random? The delete-one jackknife.
 *
 * SE² = (N - 1) / N x SUM of (value without a unit - the mean of these)². Whatever is left out together (all contacts
 * of one customer) makes one replicate, which makes it the delete-one-cluster jackknife.
 *
 * Source: Efron & Stein 1981, Annals of Statistics 9:586-596.
 *
 * @example jackknife([{ value: 1, times: 1 }, { value: 2, times: 1 }]).standardError // 0.5
 */
export function jackknife(replicates: readonly Replicate[]): JackknifeResult {
  const count = replicates.reduce((sum, { times }) => sum + times, 0);
  const first = replicates[0]?.value ?? null;
  if (count < 2 || first === null) return { standardError: null, replicates: count };
  let sum = 0;
  let squares = 0;
  for (const { value, times } of replicates) {
    if (value === null) return { standardError: null, replicates: count };
    sum += times * (value - first);
    squares += times * (value - first) ** 2;
  }
  return { standardError: spread(count, sum, squares), replicates: count };
}

/** The jackknife's standard error from the sums of the replicates' differences to any fixed value. */
export const spread = (count: number, sum: number, squares: number): number =>
  Math.sqrt(Math.max(0, ((count - 1) / count) * (squares - (sum * sum) / count)));
