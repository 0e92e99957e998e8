import { jStat } from 'jstat';

const precision = 1e-16;
const maximumSteps = 100_000;
const tiny = 1e-300;

/**
 * How much of a beta distribution lies below a point? The regularised incomplete beta function I_x(a, b).
 *
 * By Lentz's continued fraction, on the side where it converges fast. a and b above 0; x outside 0..1 gives 0 or 1.
 *
 * Source: Abramowitz & Stegun 1964, 26.5.8.
 *
 * @example lowerBeta(0.5, 2, 2) // 0.5
 */
export function lowerBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const scale = Math.exp(
    jStat.gammaln(a + b) - jStat.gammaln(a) - jStat.gammaln(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  const convergesFast = x < (a + 1) / (a + b + 2);
  return convergesFast ? (scale * fraction(x, a, b)) / a : 1 - (scale * fraction(1 - x, b, a)) / b;
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let step = 1; step < maximumSteps; step += 1) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < precision) break;
  }
  return value;
}

const awayFromZero = (x: number): number => (Math.abs(x) < tiny ? tiny : x);
