import { meanShares, pairableUnits, type AgreementCounts } from './agreement-counts';
import { chanceCorrected, nothingToCorrect, type ChanceCorrected } from './estimate';
import { percentAgreement } from './percent-agreement';
import { innerProduct, unweighted, weightedShares, type Weights } from './weights';

/**
 * How good is the agreement of any number of coders against coders who draw from one common distribution?
 *
 * Chance agreement is SUM of weight x share x share over all pairs of categories. In Gwet's form for missing ratings
 * a unit's share is its own ratings' share, averaged over all units with a rating: singletons count in the shares and
 * not in the observed agreement, so that with many singletons the value can leave -1..1.
 *
 * Undefined: NO_PAIRABLE_UNIT; CHANCE_AGREEMENT_IS_ONE (one category used).
 *
 * Source: Fleiss 1971, Psych. Bull. 76:378-382; Gwet 2014 for missing ratings and weights.
 *
 * @example Fleiss 1971, 30 patients, 6 psychiatrists, 5 diagnoses // 0.430
 */
export function fleissKappa(
  counts: AgreementCounts,
  weights = unweighted(counts.categories),
): ChanceCorrected {
  if (pairableUnits(counts) === 0) return nothingToCorrect('NO_PAIRABLE_UNIT');
  const observed = percentAgreement(counts, weights).value ?? 0;
  return chanceCorrected(observed, fleissChance(meanShares(counts), weights));
}

/** SUM of weight x share x share. */
export const fleissChance = (shares: Float64Array, weights: Weights): number =>
  innerProduct(shares, weightedShares(weights, shares));
