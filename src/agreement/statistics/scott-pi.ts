import { chanceCorrected, nothingToCorrect, type ChanceCorrected } from './estimate';
import { fleissChance } from './fleiss-kappa';
import { tableAgreement, type PairTable } from './pair-table';
import { unweighted } from './weights';

/**
 * How good is the agreement of two coders against two coders who draw from one common distribution?
 *
 * Chance agreement is SUM of weight x share x share, a category's share being the mean of the two coders'. Only units
 * that both rated count, for the observed agreement and for the shares; Fleiss' kappa of the same file differs where
 * one of the two left units out.
 *
 * Undefined: NO_COMMON_UNIT; CHANCE_AGREEMENT_IS_ONE (one category used).
 *
 * Source: Scott 1955, Public Opinion Quarterly 19:321-325.
 *
 * @example Artstein & Poesio 2008 p. 558 // 0.341
 */
export function scottPi(table: PairTable, weights = unweighted(table.size)): ChanceCorrected {
  if (table.total === 0) return nothingToCorrect('NO_COMMON_UNIT');
  return chanceCorrected(tableAgreement(table, weights), fleissChance(pooledShares(table), weights));
}

/** The mean of the two coders' shares of each category. */
export const pooledShares = (table: PairTable): Float64Array =>
  table.rowTotals.map((count, category) => (count + (table.columnTotals[category] ?? 0)) / (2 * table.total));
