import { cohenKappa } from './cohen-kappa';
import { defined, undefinedBecause, type Estimate } from './estimate';
import { coderPairs, pairTableOf } from './pair-table';
import type { Ratings } from './ratings';
import { unweighted } from './weights';

/**
 * What is the mean of Cohen's kappa over all pairs of coders?
 *
 * The plain mean, each pair over the units that both rated. Pairs with few common units weigh as much as others; for
 * one figure over many coders alpha is the better answer.
 *
 * Undefined: FEWER_THAN_TWO_CODERS; UNDEFINED_FOR_A_PAIR when the kappa of one pair does not exist.
 *
 * Source: Light 1971, Psych. Bull. 76:365-377.
 *
 * @example Fleiss 1971 diagnoses as six columns // 0.459
 */
export function lightKappa(ratings: Ratings, weights = unweighted(ratings.categories)): Estimate {
  const pairs = coderPairs(ratings.coders);
  if (pairs.length === 0) return undefinedBecause('FEWER_THAN_TWO_CODERS');
  const kappas = pairs.map(
    ([first, second]) => cohenKappa(pairTableOf(ratings, first, second), weights).value,
  );
  const known = kappas.filter((kappa) => kappa !== null).sort((a, b) => a - b);
  if (known.length < kappas.length) return undefinedBecause('UNDEFINED_FOR_A_PAIR');
  return defined(known.reduce((sum, kappa) => sum + kappa, 0) / known.length);
}
