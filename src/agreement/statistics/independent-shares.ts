import { usualLevel, wilsonInterval, type Interval } from './interval';

/** A part of a whole. */
export interface CountedShare {
  readonly count: number;
  readonly of: number;
}

/**
 * How far apart are two shares of different units? The second less the first, with Newcombe's interval from Wilson's of each.
 * Null where one of them has no units.
 *
 * Source: Newcombe 1998, Statistics in Medicine 17:873-890, method 10.
 *
 * @example shareDifference({ count: 48, of: 80 }, { count: 56, of: 70 }) // { value: 0.2, interval: 0.052 .. 0.334 }
 */
export function shareDifference(
  first: CountedShare,
  second: CountedShare,
): { readonly value: number; readonly interval: Interval } | null {
  if (first.of === 0 || second.of === 0) return null;
  const [one, other] = [first.count / first.of, second.count / second.of];
  const [ofFirst, ofSecond] = [
    wilsonInterval(first.count, first.of),
    wilsonInterval(second.count, second.of),
  ];
  const value = other - one;
  const lower = value - Math.hypot(other - ofSecond.lower, ofFirst.upper - one);
  const upper = value + Math.hypot(ofSecond.upper - other, one - ofFirst.lower);
  return { value, interval: { lower, upper, level: usualLevel } };
}
