import { chanceCorrected, nothingToCorrect, type ChanceCorrected, type Estimate } from './estimate';
import { tableAgreement, type PairTable } from './pair-table';
import { innerProduct, unweighted, weightedShares, type Weights } from './weights';

/**
 * How good is the agreement of two coders against two coders who keep their own habits and guess?
 *
 * Chance agreement is SUM of weight x share of the first x share of the second. Only units that both rated count,
 * for the observed agreement and for the shares.
 *
 * Undefined: NO_COMMON_UNIT; CHANCE_AGREEMENT_IS_ONE (both used one and the same category).
 *
 * Source: Cohen 1960, Educ. Psych. Meas. 20:37-46; Cohen 1968 for weights.
 *
 * @example Cohen 1960 p. 45: 200 units, 3 categories // 0.492
 */
export function cohenKappa(table: PairTable, weights = unweighted(table.size)): ChanceCorrected {
  if (table.total === 0) return nothingToCorrect('NO_COMMON_UNIT');
  return chanceCorrected(tableAgreement(table, weights), cohenChance(table, weights));
}

/** SUM of weight x share of the first coder x share of the second. */
export const cohenChance = (table: PairTable, weights: Weights): number =>
  innerProduct(table.rowTotals, weightedShares(weights, table.columnTotals)) / table.total ** 2;

/**
 * How high could Cohen's kappa be at best, given how often each of the two uses each category?
 *
 * (SUM of the smaller of the two shares - chance) / (1 - chance), unweighted.
 *
 * Undefined as Cohen's kappa is.
 *
 * Source: Cohen 1960 p. 42.
 *
 * @example Cohen 1960 p. 45 // 0.831
 */
export function kappaMaximum(table: PairTable): Estimate {
  if (table.total === 0) return nothingToCorrect('NO_COMMON_UNIT');
  let smaller = 0;
  for (let category = 0; category < table.size; category += 1) {
    smaller += Math.min(table.rowTotals[category] ?? 0, table.columnTotals[category] ?? 0);
  }
  const { value, undefinedBecause } = chanceCorrected(
    smaller / table.total,
    cohenChance(table, unweighted(table.size)),
  );
  return value === null ? { value, undefinedBecause } : { value, undefinedBecause: null };
}
