import { chiSquareSurvival } from './distributions';
import { defined, undefinedBecause, type Estimate } from './estimate';
import { solveLinear } from './linear-equations';
import type { PairTable } from './pair-table';

/** A chi-square statistic with its degrees of freedom and p-value; null where the statistic does not exist. */
export type ChiSquareTest = Estimate & {
  readonly degreesOfFreedom: number | null;
  readonly pValue: number | null;
};

/**
 * Do two coders use the categories equally often on the same units? The test of Stuart and Maxwell.
 *
 * d'V⁻¹d, d the differences of the two coders' totals, V their covariance under equality. Categories without any
 * disagreement are dropped, nothing else (equal totals stay); where the disagreements fall into separate parts, one
 * category of each part is left out and costs a degree of freedom.
 *
 * Undefined (NO_DISAGREEMENT) when the two agree everywhere.
 *
 * Source: Stuart 1955, Biometrika 42:412-416; Maxwell 1970, Brit. J. Psychiatry 116:651-655.
 *
 * @example unaided vision of 7477 women (Stuart 1955) // 11.957 with 3 degrees of freedom, p 0.0075
 */
export function stuartMaxwellTest(table: PairTable): ChiSquareTest {
  const parts = disagreeingParts(table);
  const kept = parts.flatMap((part) => part.slice(1));
  if (kept.length === 0)
    return { ...undefinedBecause('NO_DISAGREEMENT'), degreesOfFreedom: null, pValue: null };
  const differences = kept.map((category) => totalOf(table, category, 1) - totalOf(table, category, 2));
  const covariance = kept.map((one) => kept.map((other) => covarianceOf(table, one, other)));
  const solution = solveLinear(covariance, differences);
  if (solution === null)
    return { ...undefinedBecause('NO_DISAGREEMENT'), degreesOfFreedom: null, pValue: null };
  const statistic = differences.reduce((sum, difference, at) => sum + difference * (solution[at] ?? 0), 0);
  return tested(statistic, kept.length);
}

/**
 * The same question by Bhapkar's statistic, which estimates the covariance from the data as they are:
 * X² / (1 - X² / n), X² that of Stuart and Maxwell, n all common units. Always larger, with the same large-sample law.
 *
 * Undefined: NO_DISAGREEMENT; NO_STANDARD_ERROR when X² reaches n.
 *
 * Source: Bhapkar 1966, JASA 61:228-235; Keefe 1982 for the relation.
 *
 * @example Cohen 1960 p. 45 // 14.493 with 2 degrees of freedom, p 0.00071
 */
export function bhapkarTest(table: PairTable): ChiSquareTest {
  const stuartMaxwell = stuartMaxwellTest(table);
  if (stuartMaxwell.value === null) return stuartMaxwell;
  const remaining = 1 - stuartMaxwell.value / table.total;
  if (remaining < 1e-12) {
    return {
      ...undefinedBecause('NO_STANDARD_ERROR'),
      degreesOfFreedom: stuartMaxwell.degreesOfFreedom,
      pValue: null,
    };
  }
  return tested(stuartMaxwell.value / remaining, stuartMaxwell.degreesOfFreedom ?? 0);
}

const tested = (statistic: number, degreesOfFreedom: number): ChiSquareTest => ({
  ...defined(statistic),
  degreesOfFreedom,
  pValue: chiSquareSurvival(statistic, degreesOfFreedom),
});

const cellOf = (table: PairTable, row: number, column: number): number =>
  table.cells[row * table.size + column] ?? 0;

const totalOf = (table: PairTable, category: number, coder: 1 | 2): number =>
  (coder === 1 ? table.rowTotals[category] : table.columnTotals[category]) ?? 0;

function covarianceOf(table: PairTable, one: number, other: number): number {
  if (one !== other) return -(cellOf(table, one, other) + cellOf(table, other, one));
  return totalOf(table, one, 1) + totalOf(table, one, 2) - 2 * cellOf(table, one, one);
}

/** The categories that were confused with others, in parts between which there was no confusion. */
function disagreeingParts(table: PairTable): number[][] {
  const partOf = new Map<number, number[]>();
  for (let row = 0; row < table.size; row += 1) {
    for (let column = row + 1; column < table.size; column += 1) {
      if (cellOf(table, row, column) + cellOf(table, column, row) === 0) continue;
      const joined = [...new Set([...(partOf.get(row) ?? [row]), ...(partOf.get(column) ?? [column])])];
      for (const category of joined) partOf.set(category, joined);
    }
  }
  return [...new Set(partOf.values())].map((part) => [...part].sort((a, b) => a - b));
}
