import { tQuantile, usualLevel, type Interval } from '../../agreement/statistics';
import { figure, noFigure, type Figure, type UndefinedCause } from './share';

/** A mean with what it rests on. */
export type Mean = Figure & {
  /** How many values it is the mean of. */
  readonly of: number;
  /** At 95 %; null below two values. */
  readonly interval: Interval | null;
};

export interface Moments {
  readonly of: number;
  readonly sum: number;
  /** The sum of the squared distances from the mean. */
  readonly squares: number;
}

/**
 * A mean with Student's interval, value ± t x s / √n, for values that do not depend on each other. Undefined without a value.
 *
 * Source: Student 1908, Biometrika 6:1-25.
 *
 * @example meanOf({ of: 4, sum: 40, squares: 12 }) // { value: 10, of: 4, interval: { lower: 6.8, upper: 13.2, ... } }
 */
export function meanOf({ of, sum, squares }: Moments, cause: UndefinedCause = 'NO_CONTACTS'): Mean {
  if (of <= 0) return { ...noFigure(cause), of, interval: null };
  const value = sum / of;
  if (of < 2) return { ...figure(value), of, interval: null };
  const reach = tQuantile((1 + usualLevel) / 2, of - 1) * Math.sqrt(Math.max(0, squares) / (of - 1) / of);
  return {
    ...figure(value),
    of,
    interval: { lower: value - reach, upper: value + reach, level: usualLevel },
  };
}

/**
 * The moments of values that are counted.
 *
 * @example momentsOf([{ value: 1, count: 3 }, { value: 5, count: 1 }]) // { of: 4, sum: 8, squares: 12 }
 */
export function momentsOf(counted: Iterable<{ readonly value: number; readonly count: number }>): Moments {
  const all = [...counted];
  const of = all.reduce((total, { count }) => total + count, 0);
  const sum = all.reduce((total, { value, count }) => total + value * count, 0);
  const mean = of === 0 ? 0 : sum / of;
  const squares = all.reduce((total, { value, count }) => total + count * (value - mean) ** 2, 0);
  return { of, sum, squares };
}
