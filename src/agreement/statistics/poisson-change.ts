import { binomialCdf } from './distributions';
import { clopperPearsonInterval, type Interval } from './interval';

/** Events that were counted over so much of time, or of anything else that they are in proportion to. */
export interface CountedRate {
  readonly count: number;
  readonly exposure: number;
}

export interface PoissonChange {
  /** The later rate / the earlier one; null where nothing was counted earlier. */
  readonly ratio: number | null;
  /** Of the ratio, at 95 %; null where its upper limit is infinite. */
  readonly interval: Interval | null;
  /** Two-sided. */
  readonly pValue: number;
}

/**
 * Did a rate of events change? Given how many there were in both spans together, those of the later one are binomial with its
 * part of the exposure where it did not: the p-value is twice the smaller tail of that, and the interval that of Clopper and
 * Pearson turned into a ratio. Both are exact for events that do not depend on each other; events that come in bursts look
 * more like a change than they are. Counts that are not whole are rounded.
 *
 * Null where nothing was counted in either, or one has no exposure.
 *
 * Source: Przyborowski & Wilenski 1940, Biometrika 31:313-323.
 *
 * @example poissonChange({ count: 40, exposure: 28 }, { count: 20, exposure: 28 }) // { ratio: 0.5, pValue: 0.0135, ... }
 */
export function poissonChange(before: CountedRate, after: CountedRate): PoissonChange | null {
  const [earlier, later] = [Math.round(before.count), Math.round(after.count)];
  const all = earlier + later;
  if (all === 0 || before.exposure <= 0 || after.exposure <= 0) return null;
  const share = after.exposure / (before.exposure + after.exposure);
  const atMost = binomialCdf(later, all, share);
  const atLeast = binomialCdf(earlier, all, 1 - share);
  const { lower, upper, level } = clopperPearsonInterval(later, all);
  const oddsTo = before.exposure / after.exposure;
  return {
    ratio: earlier === 0 ? null : (later / earlier) * oddsTo,
    interval:
      upper >= 1
        ? null
        : { lower: (lower / (1 - lower)) * oddsTo, upper: (upper / (1 - upper)) * oddsTo, level },
    pValue: Math.min(1, 2 * Math.min(atMost, atLeast)),
  };
}
