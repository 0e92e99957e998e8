import { pairableUnits, type AgreementCounts } from './agreement-counts';
import { chanceCorrected, nothingToCorrect, type ChanceCorrected } from './estimate';
import { percentAgreement } from './percent-agreement';
import { unweighted, type Weights } from './weights';

/**
 * How good is the agreement against coders who pick every declared category equally often? Also known as S and as
 * Randolph's free-marginal kappa.
 *
 * Chance agreement is the sum of all weights / q², q the number of declared categories (1 / q unweighted).
 *
 * Undefined: NO_PAIRABLE_UNIT; FEWER_THAN_TWO_CATEGORIES declared; CHANCE_AGREEMENT_IS_ONE.
 *
 * Source: Brennan & Prediger 1981, Educ. Psych. Meas. 41:687-699.
 *
 * @example Brennan & Prediger 1981, example 1 // 0.4
 */
export function brennanPrediger(
  counts: AgreementCounts,
  weights = unweighted(counts.categories),
): ChanceCorrected {
  if (pairableUnits(counts) === 0) return nothingToCorrect('NO_PAIRABLE_UNIT');
  if (weights.declared < 2) return nothingToCorrect('FEWER_THAN_TWO_CATEGORIES');
  return chanceCorrected(percentAgreement(counts, weights).value ?? 0, brennanPredigerChance(weights));
}

/** The sum of all weights / q². */
export const brennanPredigerChance = (weights: Weights): number => weights.total / weights.declared ** 2;
