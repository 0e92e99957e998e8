import { tCdf, tQuantile } from './distributions';
import { usualLevel } from './interval';

/** A value of one audit, as another one is compared with it. */
export interface IndependentEstimate {
  readonly value: number;
  readonly standardError: number;
  /** Units with two ratings or more. */
  readonly units: number;
}

/** How far two independent values lie apart, and whether chance would put them as far apart. */
export interface EstimateDifference {
  /** Second less first. */
  readonly difference: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  readonly t: number;
  /** Two-sided. */
  readonly pValue: number;
  readonly interval: { readonly lower: number; readonly upper: number; readonly level: number };
}

/**
 * Do two independent samples differ in a coefficient? t = difference / √(SE1² + SE2²), with Welch's degrees of freedom
 * (SE1² + SE2²)² / (SE1⁴ / (n1 - 1) + SE2⁴ / (n2 - 1)).
 *
 * Null where neither has an error, or one has fewer than two units.
 *
 * Source: Welch 1947, Biometrika 34:28-35.
 *
 * @example differenceOf({ value: 0.8, standardError: 0.03, units: 100 }, { value: 0.7, standardError: 0.04, units: 100 })
 * // { difference: -0.1, t: -2, degreesOfFreedom: 183.6, pValue: 0.047, ... }
 */
export function differenceOf(
  first: IndependentEstimate,
  second: IndependentEstimate,
): EstimateDifference | null {
  const [one, other] = [first.standardError ** 2, second.standardError ** 2];
  if (one + other === 0 || first.units < 2 || second.units < 2) return null;
  const standardError = Math.sqrt(one + other);
  const degreesOfFreedom =
    (one + other) ** 2 / (one ** 2 / (first.units - 1) + other ** 2 / (second.units - 1));
  const difference = second.value - first.value;
  const t = difference / standardError;
  const reach = tQuantile((1 + usualLevel) / 2, degreesOfFreedom) * standardError;
  return {
    ...{ difference, standardError, degreesOfFreedom, t },
    pValue: 2 * tCdf(-Math.abs(t), degreesOfFreedom),
    interval: { lower: difference - reach, upper: difference + reach, level: usualLevel },
  };
}
