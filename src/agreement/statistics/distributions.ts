import { jStat } from 'jstat';

import { lowerBeta } from './incomplete-beta';
import { upperGamma } from './incomplete-gamma';

// jstat's quantiles are the starting point. They are off by up to 1e-7 for many degrees of freedom and far tails, so
// each is polished by bisection-guarded Newton steps on a distribution function that is exact to about 1e-14.

/**
 * Which share of a standard normal distribution lies below z?
 *
 * @example normalCdf(1.959963984540054) // 0.975
 */
export function normalCdf(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2;
  return z > 0 ? 1 - tail : tail;
}

/**
 * Below which value does the share p of a standard normal distribution lie? p strictly between 0 and 1.
 *
 * @example normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  mustBeProbability(p);
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  return polish(jStat.normal.inv(p, 0, 1), p, {
    cdf: normalCdf,
    density: (z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI),
  });
}

/**
 * Which share of Student's t distribution lies below t?
 *
 * @example tCdf(12.7062047361747, 1) // 0.975
 */
export function tCdf(t: number, degreesOfFreedom: number): number {
  const tail = lowerBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/**
 * Below which value does the share p of Student's t distribution lie? p strictly between 0 and 1.
 *
 * @example tQuantile(0.975, 11) // 2.200985160091640
 */
export function tQuantile(p: number, degreesOfFreedom: number): number {
  mustBeProbability(p);
  if (p === 0.5) return 0;
  if (p > 0.5) return -tQuantile(1 - p, degreesOfFreedom);
  const half = degreesOfFreedom / 2;
  const logScale = jStat.gammaln(half + 0.5) - jStat.gammaln(half) - Math.log(degreesOfFreedom * Math.PI) / 2;
  return polish(jStat.studentt.inv(p, degreesOfFreedom), p, {
    cdf: (t) => tCdf(t, degreesOfFreedom),
    density: (t) => Math.exp(logScale - (half + 0.5) * Math.log1p((t * t) / degreesOfFreedom)),
  });
}

/**
 * How likely is a chi-square at least this large? The p-value of a chi-square test; 1 for a statistic of 0.
 *
 * @example chiSquareSurvival(3.841459, 1) // 0.0499999946531957
 */
export const chiSquareSurvival = (statistic: number, degreesOfFreedom: number): number =>
  upperGamma(degreesOfFreedom / 2, statistic / 2);

/**
 * How likely are this many successes or fewer in as many trials? Also for numbers that are not whole.
 *
 * Source: Abramowitz & Stegun 1964, 26.5.24.
 *
 * @example binomialCdf(2, 10, 0.5) // 0.0547
 */
export const binomialCdf = (successes: number, trials: number, share: number): number =>
  successes >= trials ? 1 : 1 - lowerBeta(share, successes + 1, trials - successes);

/**
 * Below which value does the share p of a beta distribution lie? p strictly between 0 and 1; a and b above 0.
 *
 * @example betaQuantile(0.05, 3, 7) // 0.0977468134392758
 */
export function betaQuantile(p: number, a: number, b: number): number {
  mustBeProbability(p);
  const logScale = jStat.gammaln(a + b) - jStat.gammaln(a) - jStat.gammaln(b);
  return polish(jStat.beta.inv(p, a, b), p, {
    cdf: (x) => lowerBeta(x, a, b),
    density: (x) => Math.exp(logScale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x)),
    lowest: 0,
    highest: 1,
  });
}

interface Distribution {
  readonly cdf: (x: number) => number;
  readonly density: (x: number) => number;
  readonly lowest?: number;
  readonly highest?: number;
}

function polish(start: number, p: number, distribution: Distribution): number {
  let low = distribution.lowest ?? -Infinity;
  let high = distribution.highest ?? Infinity;
  let x = Number.isFinite(start) && start > low && start < high ? start : middle(low, high);
  for (let step = 0; step < 200; step += 1) {
    const excess = distribution.cdf(x) - p;
    if (excess > 0) high = x;
    else low = x;
    const newton = x - excess / distribution.density(x);
    if (Math.abs(newton - x) <= 4e-16 * Math.abs(x)) return newton;
    x = newton > low && newton < high ? newton : middle(low, high);
  }
  return x;
}

function middle(low: number, high: number): number {
  if (low === -Infinity) return high === Infinity ? 0 : 2 * Math.min(high, 0) - 1;
  return high === Infinity ? 2 * Math.max(low, 0) + 1 : (low + high) / 2;
}

function mustBeProbability(p: number): void {
  if (p > 0 && p < 1) return;
  throw new RangeError(`expected a probability strictly between 0 and 1, but got ${p}`);
}
