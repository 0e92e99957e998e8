/** How alike two categories are, 1 for the same and 0 for entirely different; symmetric. */
export interface Weights {
  /** How many categories the matrix covers. */
  readonly size: number;
  /** How many categories were declared (q): as many as the matrix covers, or more where those in use are listed alone. */
  readonly declared: number;
  /** size x size, row by row. */
  readonly values: Float64Array;
  /** The sum of all values, the diagonal included (T_w). */
  readonly total: number;
}

/** The named weight schemes. */
export const weightSchemes = [
  'unweighted',
  'linear',
  'quadratic',
  'ordinal',
  'radical',
  'ratio',
  'circular',
  'bipolar',
] as const;

/** One of the named weight schemes. */
export type WeightScheme = (typeof weightSchemes)[number];

/**
 * The weight matrix of a named scheme over the levels of a scale.
 *
 * With d the distance of two levels, s their sum, and low, high, range those of the scale:
 * linear 1 - d / range; quadratic 1 - d² / range²; radical 1 - √(d / range);
 * ratio 1 - (d / s)² / (range / (high + low))²; circular with t = sin²(π d / (range + 1)) and bipolar with
 * t = d² / ((s - 2 low)(2 high - s)), both 1 - t / greatest t; ordinal 1 - t / greatest t with t = m(m + 1) / 2, m the
 * distance of the positions; unweighted 1 for the same category, else 0. The diagonal is always 1.
 *
 * Give the values of the scale in ascending order, or its positions 1, 2, 3 ...
 *
 * Source: Gwet 2014, Handbook of Inter-Rater Reliability, chapter 3 (weights); checked against irrCAC 1.4.
 *
 * @example schemeWeights('linear', [1, 2, 3]).values // [1, .5, 0, .5, 1, .5, 0, .5, 1]
 */
export function schemeWeights(scheme: WeightScheme, levels: readonly number[]): Weights {
  const dissimilarity = dissimilarities[scheme];
  const scale = { low: levels[0] ?? 0, high: levels[levels.length - 1] ?? 0 };
  const raw = levels.map((first, row) =>
    levels.map((second, column) =>
      row === column ? 0 : dissimilarity({ first, second, steps: Math.abs(row - column), ...scale }),
    ),
  );
  const greatest = scheme === 'unweighted' ? 1 : greatestOf(raw);
  return weightsFrom(raw.map((row) => row.map((value) => (value === 0 ? 1 : 1 - value / greatest))));
}

/**
 * Weights that count only the same category as agreement.
 *
 * @param declared how many categories there were to choose from, where the matrix covers only those in use
 * @example unweighted(2).values // [1, 0, 0, 1]
 */
export function unweighted(size: number, declared = size): Weights {
  const values = new Float64Array(size * size);
  for (let category = 0; category < size; category += 1) values[category * size + category] = 1;
  return { size, declared, values, total: declared };
}

/** Positions 1..q, for scales whose categories are no numbers. */
export const positions = (size: number): number[] => Array.from({ length: size }, (_, index) => index + 1);

/** A weight matrix from rows; the caller answers for symmetry and for values between 0 and 1. */
export function weightsFrom(rows: readonly (readonly number[])[]): Weights {
  const values = Float64Array.from(rows.flat());
  return {
    size: rows.length,
    declared: rows.length,
    values,
    total: values.reduce((sum, value) => sum + value, 0),
  };
}

/** The weight of a pair of categories. */
export const weightOf = (weights: Weights, first: number, second: number): number =>
  weights.values[first * weights.size + second] ?? 0;

/** Each category's weighted share: SUM over d of w(c, d) shares(d). */
export function weightedShares(weights: Weights, shares: Float64Array): Float64Array {
  const { size, values } = weights;
  const result = new Float64Array(size);
  for (let column = 0; column < size; column += 1) {
    const share = shares[column] ?? 0;
    if (share === 0) continue;
    for (let row = 0; row < size; row += 1) {
      result[row] = (result[row] ?? 0) + (values[row * size + column] ?? 0) * share;
    }
  }
  return result;
}

/** SUM of the products of two lists. */
export function innerProduct(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}

interface LevelPair {
  readonly first: number;
  readonly second: number;
  readonly steps: number;
  readonly low: number;
  readonly high: number;
}

// Each is scaled by its greatest value afterwards, so constant factors (the range) need not appear here.
const dissimilarities: Record<WeightScheme, (pair: LevelPair) => number> = {
  unweighted: () => 1,
  linear: ({ first, second }) => Math.abs(first - second),
  quadratic: ({ first, second }) => (first - second) ** 2,
  radical: ({ first, second }) => Math.sqrt(Math.abs(first - second)),
  ratio: ({ first, second }) => ((first - second) / (first + second)) ** 2,
  circular: ({ first, second, low, high }) => Math.sin((Math.PI * (first - second)) / (high - low + 1)) ** 2,
  bipolar: ({ first, second, low, high }) =>
    (first - second) ** 2 / ((first + second - 2 * low) * (2 * high - first - second)),
  ordinal: ({ steps }) => (steps * (steps + 1)) / 2,
};

const greatestOf = (rows: readonly (readonly number[])[]): number =>
  rows.reduce((greatest, row) => row.reduce((most, value) => Math.max(most, value), greatest), 0);
