import { jStat } from 'jstat';

const precision = 1e-16;
const maximumTerms = 10_000;
const tiny = 1e-300;

/**
 * How much of a gamma distribution lies above a point? Q(shape, x) = 1 - P(shape, x), the regularised upper incomplete
 * gamma function.
 *
 * Computed by the power series below shape + 1 and by Lentz's continued fraction above it, so that a far tail keeps
 * its relative precision (1 - P would be 0 there). Shape above 0, x at least 0.
 *
 * Source: Abramowitz & Stegun 1964, 6.5.29 and 6.5.31.
 *
 * @example upperGamma(0.5, 1.92072941) // 0.0500: a chi-square of 3.8415 with 1 degree of freedom
 */
export function upperGamma(shape: number, x: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(shape * Math.log(x) - x - jStat.gammaln(shape));
  return x < shape + 1 ? 1 - scale * lowerSeries(shape, x) : scale * upperFraction(shape, x);
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let step = 1; step < maximumTerms && term > sum * precision; step += 1) {
    term *= x / (shape + step);
    sum += term;
  }
  return sum;
}

function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let step = 1; step < maximumTerms; step += 1) {
    const a = -step * (step - shape);
    b += 2;
    d = 1 / awayFromZero(a * d + b);
    c = awayFromZero(b + a / c);
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < precision) break;
  }
  return fraction;
}

const awayFromZero = (x: number): number => (Math.abs(x) < tiny ? tiny : x);
