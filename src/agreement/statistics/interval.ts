import { betaQuantile, normalQuantile, tQuantile } from './distributions';

/** Two limits between which the truth is to be expected. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** The share of such intervals that cover the truth, 0.95 for 95%. */
  readonly level: number;
}

/** The level of all intervals unless another is asked for. */
export const usualLevel = 0.95;

/** Nearly all intervals are of one level, and there are thousands of them: its quantile is worked out once. */
const usualQuantile = normalQuantile((1 + usualLevel) / 2);

/**
 * The interval value +- t x standard error, the upper limit clipped at 1, which no coefficient exceeds.
 *
 * @example tInterval({ value: 0.9, standardError: 0.1, units: 12 }) // 0.68 .. 1
 */
export function tInterval(
  estimate: { readonly value: number; readonly standardError: number; readonly units: number },
  level = usualLevel,
): Interval {
  const reach = tQuantile((1 + level) / 2, estimate.units - 1) * estimate.standardError;
  return { lower: estimate.value - reach, upper: Math.min(1, estimate.value + reach), level };
}

/**
 * The interval value +- z x standard error, not clipped: how pair tables are reported by SAS and others.
 *
 * @example normalInterval(0.4842, 0.138) // 0.2137 .. 0.7547
 */
export function normalInterval(value: number, standardError: number, level = usualLevel): Interval {
  const reach = normalQuantile((1 + level) / 2) * standardError;
  return { lower: value - reach, upper: value + reach, level };
}

/**
 * Wilson's interval of a share: `successes` (also fractional) out of `trials`, above 0. Never empty: 10 of 10 gives
 * a lower limit of 0.72.
 *
 * Source: Wilson 1927, JASA 22:209-212.
 *
 * @example wilsonInterval(45, 50) // 0.786 .. 0.957
 */
export function wilsonInterval(successes: number, trials: number, level = usualLevel): Interval {
  const z = level === usualLevel ? usualQuantile : normalQuantile((1 + level) / 2);
  const share = successes / trials;
  const scale = 1 + z ** 2 / trials;
  const centre = (share + z ** 2 / (2 * trials)) / scale;
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return {
    lower: share === 0 ? 0 : Math.max(0, centre - reach),
    upper: share === 1 ? 1 : Math.min(1, centre + reach),
    level,
  };
}

/**
 * The exact interval of a share by Clopper and Pearson; whole successes of whole trials.
 *
 * Source: Clopper & Pearson 1934, Biometrika 26:404-413.
 *
 * @example clopperPearsonInterval(0, 10) // 0 .. 0.3085
 */
export function clopperPearsonInterval(successes: number, trials: number, level = usualLevel): Interval {
  const tail = (1 - level) / 2;
  return {
    lower: successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1),
    upper: successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes),
    level,
  };
}
