import { err, ok, type Result } from '../../platform/result';
import { normalQuantile } from './distributions';
import { maximise } from './linear-programme';

/** What is to be told apart, and how surely. */
export interface KappaHypotheses {
  /** The kappa that is to be told apart from `kappaUnderNull`. */
  readonly kappa: number;
  readonly kappaUnderNull: number;
  /** The probability of a false alarm, 0.05. */
  readonly alpha: number;
  /** The probability of finding a difference that is there, 0.8. */
  readonly power: number;
  readonly twoSided: boolean;
}

/** Why there is no such size. */
export type KappaSizeProblem =
  | { readonly kind: 'IMPOSSIBLE_TABLE'; readonly kappa: number }
  | { readonly kind: 'EQUAL_KAPPAS'; readonly kappa: number };

/**
 * How many units must two coders rate to test one Cohen's kappa against another, for a yes-no category?
 *
 * ((z(1 - alpha) τ₀ + z(power) τ₁) / difference)², rounded up; τ the standard error for one unit of the two-by-two
 * table with the two coders' rates of "yes" and the kappa in question.
 *
 * Refused: equal kappas; a kappa that no table with these rates has.
 *
 * Source: Cantor 1996, Psychological Methods 1:150-153.
 *
 * @example rates 0.5 and 0.5, kappa 0.7 against 0.85, one-sided // 96
 */
export const unitsForKappaTest = (
  rates: readonly [number, number],
  hypotheses: KappaHypotheses,
): Result<number, KappaSizeProblem> => {
  const margins = rates.map((rate) => [rate, 1 - rate]);
  return sizeFor(hypotheses, (kappa) => largestSpread(margins[0] ?? [], margins[1] ?? [], kappa));
};

/**
 * The same for any number of categories when both coders use them equally often: enough for the least favourable
 * table with these shares.
 *
 * Among all tables with the given shares and kappa the one with the largest standard error is found by a linear
 * programme. Refused as above.
 *
 * Source: Flack, Afifi, Lachenbruch & Schouten 1988, Psychometrika 53:321-325.
 *
 * @example shares 0.2, 0.25, 0.55, kappa 0.6 against 0.4, one-sided // 101
 */
export const unitsForKappaTestAtWorst = (
  shares: readonly number[],
  hypotheses: KappaHypotheses,
): Result<number, KappaSizeProblem> => sizeFor(hypotheses, (kappa) => largestSpread(shares, shares, kappa));

function sizeFor(
  { kappa, kappaUnderNull, alpha, power, twoSided }: KappaHypotheses,
  spreadFor: (kappa: number) => number | null,
): Result<number, KappaSizeProblem> {
  if (kappa === kappaUnderNull) return err({ kind: 'EQUAL_KAPPAS', kappa });
  const underNull = spreadFor(kappaUnderNull);
  if (underNull === null) return err({ kind: 'IMPOSSIBLE_TABLE', kappa: kappaUnderNull });
  const underOther = spreadFor(kappa);
  if (underOther === null) return err({ kind: 'IMPOSSIBLE_TABLE', kappa });
  const level = normalQuantile(1 - (twoSided ? alpha / 2 : alpha));
  const reach = level * underNull + normalQuantile(power) * underOther;
  return ok(Math.ceil((reach / (kappa - kappaUnderNull)) ** 2));
}

/** The largest standard error for one unit among tables with these margins and this kappa; null if there is none. */
function largestSpread(rows: readonly number[], columns: readonly number[], kappa: number): number | null {
  const chance = rows.reduce((sum, share, category) => sum + share * (columns[category] ?? 0), 0);
  const observed = kappa * (1 - chance) + chance;
  const cells = rows.flatMap((_, row) => columns.map((__, column) => ({ row, column })));
  const squares = maximise({
    goal: cells.map(({ row, column }) => {
      const pull = (columns[row] ?? 0) + (rows[column] ?? 0);
      return ((row === column ? 1 : 0) - (1 - kappa) * pull) ** 2;
    }),
    equations: [
      ...rows.map((_, index) => cells.map(({ row }) => (row === index ? 1 : 0))),
      ...columns.map((_, index) => cells.map(({ column }) => (column === index ? 1 : 0))),
      cells.map(({ row, column }) => (row === column ? 1 : 0)),
    ],
    rightSides: [...rows, ...columns, observed],
  });
  if (squares === null) return null;
  const variance = squares - (observed - 2 * (1 - kappa) * chance) ** 2;
  return Math.sqrt(Math.max(0, variance)) / (1 - chance);
}
