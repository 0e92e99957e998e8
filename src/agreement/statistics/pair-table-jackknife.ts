import { cohenKappa } from './cohen-kappa';
import { jackknife, type JackknifeResult, type Replicate } from './jackknife';
import { occupiedCells, type PairTable } from './pair-table';
import { scottPi } from './scott-pi';
import { innerProduct, weightedShares, type Weights } from './weights';

/** The coefficients of two coders that are functions of their pair table alone. */
export type TwoCoderCoefficient = 'cohen_kappa' | 'scott_pi';

/**
 * How uncertain is a coefficient of two coders? The delete-one-unit jackknife from their table: all units of one cell
 * give the same replicate, so it costs one step per occupied cell.
 *
 * Null with fewer than two common units, or where the coefficient does not exist without one of them.
 *
 * Source: Efron & Stein 1981.
 *
 * @example pairTableJackknife('cohen_kappa', Cohen's table of 1960, unweighted(3)).standardError // 0.0513
 */
export const pairTableJackknife = (
  coefficient: TwoCoderCoefficient,
  table: PairTable,
  weights: Weights,
): JackknifeResult =>
  jackknife(pairTableReplicates(coefficient, table, weights).map(({ replicate }) => replicate));

/** The coefficient without one unit of each occupied cell; which cell it was says `first` and `second`. */
export interface CellReplicate {
  readonly first: number;
  readonly second: number;
  readonly replicate: Replicate;
}

/** The coefficient without one unit of each occupied cell, from sums. */
export function pairTableReplicates(
  coefficient: TwoCoderCoefficient,
  table: PairTable,
  weights: Weights,
): CellReplicate[] {
  const whole = coefficient === 'cohen_kappa' ? cohenKappa(table, weights) : scottPi(table, weights);
  const agreeing = (whole.observed ?? 0) * table.total;
  const chanceWithout =
    coefficient === 'cohen_kappa' ? cohenWithout(table, weights) : scottWithout(table, weights);
  const left = table.total - 1;
  return occupiedCells(table).map(({ first, second, count }) => {
    const observed = (agreeing - (weights.values[first * weights.size + second] ?? 0)) / left;
    const chance = chanceWithout(first, second) / left ** 2;
    const exists = left > 0 && Math.abs(1 - chance) >= 1e-12;
    return {
      first,
      second,
      replicate: { value: exists ? (observed - chance) / (1 - chance) : null, times: count },
    };
  });
}

type WithoutCell = (first: number, second: number) => number;

function cohenWithout(table: PairTable, weights: Weights): WithoutCell {
  const byColumns = weightedShares(weights, table.columnTotals);
  const byRows = weightedShares(weights, table.rowTotals);
  const total = innerProduct(table.rowTotals, byColumns);
  return (first, second) =>
    total -
    (byColumns[first] ?? 0) -
    (byRows[second] ?? 0) +
    (weights.values[first * weights.size + second] ?? 0);
}

function scottWithout(table: PairTable, weights: Weights): WithoutCell {
  const pooled = table.rowTotals.map((count, category) => (count + (table.columnTotals[category] ?? 0)) / 2);
  const pulls = weightedShares(weights, pooled);
  const total = innerProduct(pooled, pulls);
  const own = (one: number, other: number): number => weights.values[one * weights.size + other] ?? 0;
  return (first, second) =>
    total -
    ((pulls[first] ?? 0) + (pulls[second] ?? 0)) +
    (own(first, first) + own(second, second) + 2 * own(first, second)) / 4;
}
