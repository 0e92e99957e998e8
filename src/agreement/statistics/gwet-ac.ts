import { meanShares, pairableUnits, type AgreementCounts } from './agreement-counts';
import { chanceCorrected, nothingToCorrect, type ChanceCorrected } from './estimate';
import { percentAgreement } from './percent-agreement';
import { innerProduct, unweighted, type Weights } from './weights';

/**
 * How good is the agreement when chance is judged by how hard the categories are to tell apart, not by how common
 * they are? Gwet's AC1, and AC2 with weights.
 *
 * Chance agreement is T_w / (q (q - 1)) x SUM of share x (1 - share), q the number of declared categories, T_w the sum
 * of all weights, shares averaged over all units with a rating. Singletons count in the shares, not in the observed
 * agreement. Stays high where one category dominates, where kappa and alpha fall; rises with q.
 *
 * Undefined: NO_PAIRABLE_UNIT; FEWER_THAN_TWO_CATEGORIES declared; CHANCE_AGREEMENT_IS_ONE.
 *
 * Source: Gwet 2008, Brit. J. Math. Stat. Psych. 61:29-48; Gwet 2014 for weights.
 *
 * @example Cohen 1960 p. 45, 200 units in 3 categories // 0.57597
 */
export function gwetAc(counts: AgreementCounts, weights = unweighted(counts.categories)): ChanceCorrected {
  if (pairableUnits(counts) === 0) return nothingToCorrect('NO_PAIRABLE_UNIT');
  if (weights.declared < 2) return nothingToCorrect('FEWER_THAN_TWO_CATEGORIES');
  const observed = percentAgreement(counts, weights).value ?? 0;
  return chanceCorrected(observed, gwetChance(meanShares(counts), weights));
}

/** Chance agreement of AC1 and AC2 from the categories' shares. */
export const gwetChance = (shares: Float64Array, weights: Weights): number =>
  gwetChanceFromSquares(innerProduct(shares, shares), weights);

/** The same from the sum of the squared shares: SUM share x (1 - share) = 1 - SUM share². */
export const gwetChanceFromSquares = (sumOfSquares: number, weights: Weights): number =>
  gwetScale(weights) * (1 - sumOfSquares);

/** T_w / (q (q - 1)); 0 with fewer than two categories, where AC does not exist. */
export const gwetScale = (weights: Weights): number =>
  weights.declared < 2 ? 0 : weights.total / (weights.declared * (weights.declared - 1));
