import { normalCdf, normalQuantile } from './distributions';
import { usualLevel, type Interval } from './interval';

/** Whether a series tends to rise or to fall. */
export interface MannKendall {
  /** Pairs of points of which the later one is higher, less those of which it is lower. */
  readonly s: number;
  /** Two-sided. */
  readonly pValue: number;
  readonly method: 'EXACT' | 'NORMAL';
  /** Sen's: the median of the slopes of all pairs of points, per step. */
  readonly slope: number;
  /** Of the slope, at 95 %. */
  readonly interval: Interval;
}

/** Up to here all orders are counted; above, S is close enough to normal. */
const mostCounted = 10;

/**
 * Does a series of equal steps tend one way? Mann and Kendall's test, with Sen's slope. The p-value is exact up to ten points
 * without ties, and from there on normal, with the correction for ties and for continuity. It takes points as independent: a
 * series that remembers its last value looks more like a trend than it is.
 *
 * Null below three points.
 *
 * Source: Mann 1945, Econometrica 13:245-259; Kendall 1975, Rank Correlation Methods, chapter 4; Sen 1968, JASA 63:1379-1389,
 * the interval as in Gilbert 1987, Statistical Methods for Environmental Pollution Monitoring, 16.4.2.
 *
 * @example mannKendall([1, 2, 3, 4, 5]) // { s: 10, pValue: 0.0167, method: 'EXACT', slope: 1, ... }
 */
export function mannKendall(values: readonly number[]): MannKendall | null {
  const points = values.length;
  if (points < 3) return null;
  const slopes: number[] = [];
  let s = 0;
  values.forEach((later, at) => {
    for (let before = 0; before < at; before += 1) {
      const rise = later - (values[before] ?? later);
      s += Math.sign(rise);
      slopes.push(rise / (at - before));
    }
  });
  slopes.sort((one, other) => one - other);
  const ties = tiesOf(values);
  const variance = varianceOfS(points, ties);
  const isExact = points <= mostCounted && ties.length === 0;
  return {
    s,
    pValue: isExact ? exactPValue(points, s) : normalPValue(s, variance),
    method: isExact ? 'EXACT' : 'NORMAL',
    slope: atRank(slopes, (slopes.length + 1) / 2),
    interval: slopeInterval(slopes, variance),
  };
}

/** How many points share each value that several have. */
function tiesOf(values: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1);
}

const varianceOfS = (points: number, ties: readonly number[]): number =>
  (spread(points) - ties.reduce((sum, tie) => sum + spread(tie), 0)) / 18;

const spread = (count: number): number => count * (count - 1) * (2 * count + 5);

const normalPValue = (s: number, variance: number): number =>
  s === 0 || variance === 0 ? 1 : Math.min(1, 2 * normalCdf(-(Math.abs(s) - 1) / Math.sqrt(variance)));

/** Of all orders of the points, those whose S is as far from 0: counted by their inversions. */
function exactPValue(points: number, s: number): number {
  let orders: readonly number[] = [1];
  for (let size = 2; size <= points; size += 1) {
    const next = Array.from({ length: orders.length + size - 1 }, () => 0);
    orders.forEach((count, inversions) => {
      for (let more = 0; more < size; more += 1)
        next[inversions + more] = (next[inversions + more] ?? 0) + count;
    });
    orders = next;
  }
  const pairs = (points * (points - 1)) / 2;
  const all = orders.reduce((sum, count) => sum + count, 0);
  const asFar = orders.reduce(
    (sum, count, inversions) => sum + (Math.abs(pairs - 2 * inversions) >= Math.abs(s) ? count : 0),
    0,
  );
  return asFar / all;
}

function slopeInterval(slopes: readonly number[], variance: number): Interval {
  const reach = normalQuantile((1 + usualLevel) / 2) * Math.sqrt(variance);
  const lower = atRank(slopes, (slopes.length - reach) / 2);
  const upper = atRank(slopes, (slopes.length + reach) / 2 + 1);
  return { lower, upper, level: usualLevel };
}

/** Between two ranks, in proportion; ranks begin at 1. */
function atRank(sorted: readonly number[], rank: number): number {
  const within = Math.min(Math.max(rank, 1), sorted.length);
  const below = sorted[Math.floor(within) - 1] ?? 0;
  const above = sorted[Math.ceil(within) - 1] ?? below;
  return below + (within - Math.floor(within)) * (above - below);
}
