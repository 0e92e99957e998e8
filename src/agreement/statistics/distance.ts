import { err, ok, type Result } from '../../platform/result';
import { weightsFrom, type Weights } from './weights';

/** How far apart two categories are: symmetric, never negative, 0 from a category to itself. */
export interface Distance {
  readonly size: number;
  /** size x size, row by row. */
  readonly values: Float64Array;
  /** True where every two categories are at distance 1; lets a computation count instead of looking up. */
  readonly isNominal: boolean;
}

/** Why a matrix is no distance; rows and columns count from 0. */
export type DistanceProblem =
  | {
      readonly kind: 'NOT_SQUARE';
      readonly row: number;
      readonly expected: number;
      readonly received: number;
    }
  | {
      readonly kind: 'NOT_A_DISTANCE';
      readonly row: number;
      readonly column: number;
      readonly received: number;
    }
  | { readonly kind: 'NOT_ZERO_TO_ITSELF'; readonly row: number; readonly received: number }
  | {
      readonly kind: 'ASYMMETRIC';
      readonly row: number;
      readonly column: number;
      readonly there: number;
      readonly back: number;
    };

const roundingTolerance = 1e-12;

/**
 * A distance from a matrix of one's own.
 *
 * Refused: a matrix that is not square, a negative or infinite entry, a category at a distance from itself, and an
 * asymmetric matrix, which alpha would silently replace by its mean with its transpose. Whoever wants that mean says
 * so with `symmetrised`.
 *
 * @example distanceFrom([[0, 1], [0.5, 0]]) // refused: ASYMMETRIC, row 0, column 1, there 1, back 0.5
 */
export function distanceFrom(matrix: readonly (readonly number[])[]): Result<Distance, DistanceProblem> {
  const problem = squareProblem(matrix) ?? entryProblem(matrix);
  return problem === undefined ? ok(distanceOf(matrix)) : err(problem);
}

/**
 * The mean of a matrix and its transpose: what an asymmetric matrix of distances amounts to in alpha, since alpha
 * sums over both orders of every pair.
 *
 * @example symmetrised([[0, 1], [0.5, 0]]) // [[0, 0.75], [0.75, 0]]
 */
export const symmetrised = (matrix: readonly (readonly number[])[]): number[][] =>
  matrix.map((row, first) => row.map((value, second) => (value + (matrix[second]?.[first] ?? value)) / 2));

/**
 * Distance 1 between any two categories: for names without order.
 *
 * @example nominalDistance(2).values // [0, 1, 1, 0]
 */
export function nominalDistance(size: number): Distance {
  const values = new Float64Array(size * size).fill(1);
  for (let category = 0; category < size; category += 1) values[category * size + category] = 0;
  return { size, values, isNominal: true };
}

/** The distance 1 - weight. */
export function distanceFromWeights(weights: Weights): Distance {
  const values = weights.values.map((weight) => 1 - weight);
  return { size: weights.size, values, isNominal: isNominal(weights.size, values) };
}

/**
 * Weights 1 - distance / greatest distance; the coefficients are unchanged by the scale of a distance.
 *
 * @example weightsFromDistance(distance [[0, 4], [4, 0]]).values // [1, 0, 0, 1]
 */
export function weightsFromDistance(distance: Distance): Weights {
  const greatest = distance.values.reduce((most, value) => Math.max(most, value), 0);
  const scale = greatest === 0 ? 1 : greatest;
  return weightsFrom(
    Array.from({ length: distance.size }, (_, first) =>
      Array.from(
        { length: distance.size },
        (__, second) => 1 - distanceBetween(distance, first, second) / scale,
      ),
    ),
  );
}

/** The distance of two categories. */
export const distanceBetween = (distance: Distance, first: number, second: number): number =>
  distance.values[first * distance.size + second] ?? 0;

/** A distance from a matrix that is known to be one. */
export function distanceOf(matrix: readonly (readonly number[])[]): Distance {
  const values = Float64Array.from(matrix.flat());
  return { size: matrix.length, values, isNominal: isNominal(matrix.length, values) };
}

const isNominal = (size: number, values: Float64Array): boolean =>
  values.every((value, at) => value === (at % (size + 1) === 0 ? 0 : 1));

function squareProblem(matrix: readonly (readonly number[])[]): DistanceProblem | undefined {
  const expected = matrix.length;
  const row = matrix.findIndex((values) => values.length !== expected);
  return row < 0 ? undefined : { kind: 'NOT_SQUARE', row, expected, received: matrix[row]?.length ?? 0 };
}

function entryProblem(matrix: readonly (readonly number[])[]): DistanceProblem | undefined {
  for (const [row, values] of matrix.entries()) {
    for (const [column, there] of values.entries()) {
      if (!Number.isFinite(there) || there < 0)
        return { kind: 'NOT_A_DISTANCE', row, column, received: there };
      if (row === column && there !== 0) return { kind: 'NOT_ZERO_TO_ITSELF', row, received: there };
      const back = matrix[column]?.[row] ?? NaN;
      const isAsymmetric = Math.abs(there - back) > roundingTolerance * Math.max(1, there);
      if (isAsymmetric) return { kind: 'ASYMMETRIC', row, column, there, back };
    }
  }
  return undefined;
}
