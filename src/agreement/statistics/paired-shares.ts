import { lowerBeta } from './incomplete-beta';
import { usualLevel, wilsonInterval, type Interval } from './interval';

/** How two raters did on the same units, each right or wrong. */
export interface PairedCounts {
  readonly bothRight: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly bothWrong: number;
}

/** The second share less the first one, on the same units. */
export interface PairedDifference {
  /** Null without a unit. */
  readonly value: number | null;
  readonly interval: Interval | null;
  /** How likely so uneven a split of the units on which they differ is if neither does better; null where they never differ. */
  readonly pValue: number | null;
  readonly units: number;
}

/**
 * Does the second do better than the first on the same units? The difference of their shares with Newcombe's score interval
 * for paired data, which stays honest with few units and where they hardly differ, and McNemar's exact test.
 *
 * Sources: Newcombe 1998, Statistics in Medicine 17:2635-2650, method 10; McNemar 1947, Psychometrika 12:153-157, by the
 * binomial distribution.
 *
 * @example pairedDifference({ bothRight: 50, firstOnly: 5, secondOnly: 15, bothWrong: 10 }).value // 0.125
 */
export function pairedDifference(counts: PairedCounts): PairedDifference {
  const { bothRight, firstOnly, secondOnly, bothWrong } = counts;
  const units = bothRight + firstOnly + secondOnly + bothWrong;
  if (units === 0) return { value: null, interval: null, pValue: null, units };
  const value = (secondOnly - firstOnly) / units;
  return {
    value,
    interval: newcombe(counts, { units, value }),
    pValue: mcNemar(firstOnly, secondOnly),
    units,
  };
}

function newcombe(
  { bothRight, firstOnly, secondOnly, bothWrong }: PairedCounts,
  { units, value }: { readonly units: number; readonly value: number },
): Interval {
  const [second, first] = [bothRight + secondOnly, bothRight + firstOnly];
  const [ofSecond, ofFirst] = [wilsonInterval(second, units), wilsonInterval(first, units)];
  const product = bothRight * bothWrong - firstOnly * secondOnly;
  // The continuity correction of the paper, which is for a positive association only.
  const corrected = product > 0 ? Math.max(product - units / 2, 0) : product;
  const scale = Math.sqrt(second * (units - second) * first * (units - first));
  const association = scale === 0 ? 0 : corrected / scale;
  const reach = (one: number, other: number): number =>
    Math.sqrt(Math.max(0, one ** 2 - 2 * association * one * other + other ** 2));
  const [shareOfSecond, shareOfFirst] = [second / units, first / units];
  return {
    lower: value - reach(shareOfSecond - ofSecond.lower, ofFirst.upper - shareOfFirst),
    upper: value + reach(ofSecond.upper - shareOfSecond, shareOfFirst - ofFirst.lower),
    level: usualLevel,
  };
}

/** Twice the smaller tail, one at most. */
function mcNemar(firstOnly: number, secondOnly: number): number | null {
  const differing = firstOnly + secondOnly;
  if (differing === 0) return null;
  const fewer = Math.min(firstOnly, secondOnly);
  // The binomial distribution function with p = 1/2, by the incomplete beta function.
  const tail = fewer === differing ? 1 : lowerBeta(0.5, differing - fewer, fewer + 1);
  return Math.min(1, 2 * tail);
}
