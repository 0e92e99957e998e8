import { err, ok, type Result } from '../../platform/result';
import { distanceOf, type Distance } from './distance';

/** Krippendorff's named metrics; a matrix of one's own is a `Distance`. */
export const krippendorffMetrics = ['nominal', 'ordinal', 'interval', 'ratio'] as const;

/** One of Krippendorff's named metrics. */
export type KrippendorffMetric = (typeof krippendorffMetrics)[number];

/** A value below 0 on a ratio scale. */
export interface NegativeLevel {
  readonly kind: 'NEGATIVE_LEVEL';
  readonly received: number;
}

/**
 * Krippendorff's ordinal distance: how many ratings lie between two ranks.
 *
 * (half the ratings in the one + all in the ranks between + half those in the other) squared. It depends on the data:
 * `votes` are the pairable ratings per category, in rank order; ratings of units rated once do not count.
 *
 * Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, metric differences.
 *
 * @example ordinalDistance([2, 4, 2]) // first to second (1 + 2)² = 9, first to third (1 + 4 + 1)² = 36
 */
export function ordinalDistance(votes: Float64Array): Distance {
  const ranks = [...votes];
  let below = 0;
  const middles = ranks.map((count) => {
    const middle = below + count / 2;
    below += count;
    return middle;
  });
  return distanceOf(
    middles.map((first, row) =>
      middles.map((second, column) => (row === column ? 0 : (first - second) ** 2)),
    ),
  );
}

/**
 * Krippendorff's interval distance: the squared difference of the values.
 *
 * @example intervalDistance([1, 2, 4]) // first to third 9
 */
export const intervalDistance = (levels: readonly number[]): Distance =>
  distanceOf(levels.map((first) => levels.map((second) => (first - second) ** 2)));

/**
 * Krippendorff's ratio distance: ((difference) / (sum)) squared, 0 where both are 0.
 *
 * Refused for a negative value: a ratio scale starts at 0.
 *
 * @example ratioDistance([1, 3]) // first to second 0.25
 */
export function ratioDistance(levels: readonly number[]): Result<Distance, NegativeLevel> {
  const negative = levels.find((level) => level < 0);
  if (negative !== undefined) return err({ kind: 'NEGATIVE_LEVEL', received: negative });
  const between = (first: number, second: number): number =>
    first === second ? 0 : ((first - second) / (first + second)) ** 2;
  return ok(distanceOf(levels.map((first) => levels.map((second) => between(first, second)))));
}
