import { cohenChance } from './cohen-kappa';
import { brennanPredigerChance } from './brennan-prediger';
import { fleissChance } from './fleiss-kappa';
import { gwetChance, gwetScale } from './gwet-ac';
import { occupiedCells, tableAgreement, type PairTable } from './pair-table';
import { pooledShares } from './scott-pi';
import { weightedShares, type Weights } from './weights';

/** The coefficients that a table of two coders gives; alpha has the standard error of Scott's pi. */
export type PairTableCoefficient =
  'percent_agreement' | 'cohen_kappa' | 'scott_pi' | 'gwet_ac' | 'brennan_prediger';

/**
 * How uncertain is a coefficient of two coders? The large-sample standard error from their table.
 *
 * √{ [SUM p (w - (1 - k) g)² - (p_a - 2 (1 - k) p_e)²] / (n (1 - p_e)²) } over the cells, p the cell's share, w its
 * weight, g how much the cell moves chance agreement; divisor n, not n - 1. For Cohen's kappa this is the formula of
 * Fleiss, Cohen and Everitt.
 *
 * Null when the table is empty or chance agreement is 1.
 *
 * Source: Fleiss, Cohen & Everitt 1969, Psych. Bull. 72:323-327; Gwet 2008 for AC1; the others by the same
 * linearisation.
 *
 * @example pairTableStandardError('cohen_kappa', Cohen's table of 1960, unweighted(3)) // 0.0510
 */
export function pairTableStandardError(
  coefficient: PairTableCoefficient,
  table: PairTable,
  weights: Weights,
): number | null {
  if (table.total === 0) return null;
  const { chance, pull } = chanceParts(coefficient, table, weights);
  if (Math.abs(1 - chance) < 1e-12) return null;
  const observed = tableAgreement(table, weights);
  const doubt = 1 - (observed - chance) / (1 - chance);
  let squares = 0;
  for (const { first, second, count } of occupiedCells(table)) {
    const weight = weights.values[first * table.size + second] ?? 0;
    squares += (count / table.total) * (weight - doubt * pull(first, second)) ** 2;
  }
  const variance = squares - (observed - 2 * doubt * chance) ** 2;
  return Math.sqrt(Math.max(0, variance) / table.total) / (1 - chance);
}

/**
 * How much would Cohen's kappa vary if the two coders were independent? For the test of "no better than chance" only,
 * never for an interval.
 *
 * √{ [SUM p₁ p₂ (w - g)² - p_e²] / (n (1 - p_e)²) }. Null when the table is empty or chance agreement is 1.
 *
 * Source: Fleiss, Cohen & Everitt 1969.
 *
 * @example SAS, table 10 // 0.1484
 */
export function cohenErrorUnderIndependence(table: PairTable, weights: Weights): number | null {
  if (table.total === 0) return null;
  const { chance, pull } = chanceParts('cohen_kappa', table, weights);
  if (Math.abs(1 - chance) < 1e-12) return null;
  let squares = 0;
  for (let first = 0; first < table.size; first += 1) {
    for (let second = 0; second < table.size; second += 1) {
      const share = ((table.rowTotals[first] ?? 0) * (table.columnTotals[second] ?? 0)) / table.total ** 2;
      const weight = weights.values[first * table.size + second] ?? 0;
      squares += share * (weight - pull(first, second)) ** 2;
    }
  }
  return Math.sqrt(Math.max(0, squares - chance ** 2) / table.total) / (1 - chance);
}

interface ChanceParts {
  readonly chance: number;
  /** How much one unit in this cell raises chance agreement, n times. */
  readonly pull: (first: number, second: number) => number;
}

function chanceParts(coefficient: PairTableCoefficient, table: PairTable, weights: Weights): ChanceParts {
  switch (coefficient) {
    case 'percent_agreement':
      return { chance: 0, pull: () => 0 };
    case 'brennan_prediger':
      return { chance: brennanPredigerChance(weights), pull: () => 2 * brennanPredigerChance(weights) };
    case 'cohen_kappa':
      return cohenParts(table, weights);
    case 'scott_pi': {
      const shares = pooledShares(table);
      const pulls = weightedShares(weights, shares);
      return {
        chance: fleissChance(shares, weights),
        pull: (first, second) => (pulls[first] ?? 0) + (pulls[second] ?? 0),
      };
    }
    case 'gwet_ac': {
      const shares = pooledShares(table);
      const scale = gwetScale(weights);
      return {
        chance: gwetChance(shares, weights),
        pull: (first, second) => scale * (2 - (shares[first] ?? 0) - (shares[second] ?? 0)),
      };
    }
  }
}

function cohenParts(table: PairTable, weights: Weights): ChanceParts {
  const byColumns = weightedShares(weights, table.columnTotals);
  const byRows = weightedShares(weights, table.rowTotals);
  return {
    chance: cohenChance(table, weights),
    pull: (first, second) => ((byColumns[first] ?? 0) + (byRows[second] ?? 0)) / table.total,
  };
}
