import type { Interval } from './interval';
import { usualLevel } from './interval';
import { seededRandom } from './seeded-random';

/** How the bootstrap draws: the same options give the same answer. */
export interface BootstrapOptions {
  readonly seed: number;
  readonly resamples: number;
  readonly level: number;
}

/** What resampling says about the uncertainty of a value. */
export interface BootstrapResult {
  readonly standardError: number | null;
  readonly interval: Interval | null;
  /** Resamples in which the value did not exist; they are left out and counted. */
  readonly undefinedResamples: number;
}

/** 2000 resamples put the Monte Carlo error of a limit at some 6% of the standard error. */
export const usualBootstrap: BootstrapOptions = { seed: 20_240_601, resamples: 2000, level: usualLevel };

/**
 * How uncertain is a value over units drawn at random? The percentile bootstrap: units are drawn with replacement,
 * with all their ratings, and everything is computed anew, expected disagreement included.
 *
 * `valueOf` gets how often each unit was drawn. The same seed gives the same answer. Null where fewer than two
 * resamples have a value.
 *
 * Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13; limits by linear interpolation of the
 * sorted values (R's type 7).
 *
 * @example bootstrap(30, (times) => meanOf(times)).interval
 */
export function bootstrap(
  units: number,
  valueOf: (times: Int32Array) => number | null,
  options: BootstrapOptions = usualBootstrap,
): BootstrapResult {
  const random = seededRandom(options.seed);
  const values = new Float64Array(options.resamples);
  let known = 0;
  for (let resample = 0; resample < options.resamples; resample += 1) {
    const times = new Int32Array(units);
    for (let draw = 0; draw < units; draw += 1) {
      const unit = Math.floor(random() * units);
      times[unit] = (times[unit] ?? 0) + 1;
    }
    const value = valueOf(times);
    if (value === null) continue;
    values[known] = value;
    known += 1;
  }
  const undefinedResamples = options.resamples - known;
  if (known < 2) return { standardError: null, interval: null, undefinedResamples };
  const sorted = values.slice(0, known).sort();
  const tail = (1 - options.level) / 2;
  const interval = { lower: quantile(sorted, tail), upper: quantile(sorted, 1 - tail), level: options.level };
  return { standardError: standardDeviation(sorted), interval, undefinedResamples };
}

/**
 * The value below which a share of sorted values lies, by linear interpolation (R's type 7).
 *
 * @example quantile(Float64Array.of(1, 2, 3), 0.25) // 1.5
 */
export function quantile(sorted: Float64Array, share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (position - Math.floor(position)) * (above - below);
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
