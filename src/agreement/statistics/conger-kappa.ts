import { chanceCorrected, nothingToCorrect, type ChanceCorrected } from './estimate';
import type { Ratings } from './ratings';
import { innerProduct, unweighted, weightedShares, type Weights } from './weights';

/** How often each coder used each category: one row per coder who rated anything, over all units. */
export interface CoderShares {
  /** Of each coder in `shares`: the column in the ratings. */
  readonly coders: readonly number[];
  /** Of each coder: how many units they rated. */
  readonly totals: readonly number[];
  /** Of each coder: the share of each category in their ratings. */
  readonly shares: readonly Float64Array[];
}

/**
 * How good is the agreement of several coders against coders who each keep their own habits and guess? Cohen's kappa
 * for many coders; also Hubert's, and irr's "exact".
 *
 * Chance agreement is the mean over ordered pairs of coders of SUM weight x share x share, each coder's shares over
 * all units they rated, also those that nobody else rated. Coders without a rating drop out. The observed agreement is
 * the percent agreement over units.
 *
 * Undefined: NO_PAIRABLE_UNIT; FEWER_THAN_TWO_CODERS; CHANCE_AGREEMENT_IS_ONE.
 *
 * Source: Conger 1980, Psych. Bull. 88:322-328; Gwet 2014 for missing ratings.
 *
 * @param observed the percent agreement of the same ratings, null where it does not exist
 * @example Fleiss 1971 diagnoses as six columns // 0.442
 */
export function congerKappa(
  ratings: Ratings,
  observed: number | null,
  weights = unweighted(ratings.categories),
): ChanceCorrected {
  if (observed === null) return nothingToCorrect('NO_PAIRABLE_UNIT');
  const coderShares = sharesOfCoders(ratings);
  if (coderShares.coders.length < 2) return nothingToCorrect('FEWER_THAN_TWO_CODERS');
  return chanceCorrected(observed, congerChance(coderShares.shares, weights));
}

/** Each coder's shares of the categories over all units they rated. */
export function sharesOfCoders(ratings: Ratings): CoderShares {
  const { coders, categories, codes } = ratings;
  const votes = Array.from({ length: coders }, () => new Float64Array(categories));
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? -1;
    const row = votes[at % coders];
    if (code >= 0 && row !== undefined) row[code] = (row[code] ?? 0) + 1;
  }
  return sharesFromVotes(votes);
}

/** The same from counts per coder and category. */
export function sharesFromVotes(votes: readonly Float64Array[]): CoderShares {
  const rated = votes
    .map((row, coder) => ({ row, coder, total: row.reduce((sum, count) => sum + count, 0) }))
    .filter(({ total }) => total > 0);
  return {
    coders: rated.map(({ coder }) => coder),
    totals: rated.map(({ total }) => total),
    shares: rated.map(({ row, total }) => row.map((count) => count / total)),
  };
}

/** The mean over ordered pairs of coders of SUM weight x share x share. */
export function congerChance(shares: readonly Float64Array[], weights: Weights): number {
  const together = summedShares(shares, weights.size);
  const all = innerProduct(together, weightedShares(weights, together));
  const own = shares.reduce((sum, row) => sum + innerProduct(row, weightedShares(weights, row)), 0);
  return (all - own) / (shares.length * (shares.length - 1));
}

/** SUM over coders of their shares. */
export function summedShares(shares: readonly Float64Array[], size: number): Float64Array {
  const sum = new Float64Array(size);
  for (const row of shares) {
    for (let category = 0; category < size; category += 1) {
      sum[category] = (sum[category] ?? 0) + (row[category] ?? 0);
    }
  }
  return sum;
}
