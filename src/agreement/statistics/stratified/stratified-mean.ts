import { tQuantile } from '../distributions';
import { usualLevel } from '../interval';
import { compensation, degreesOfFreedom, stratifiedError } from './stratified-jackknife';
import { scaledWeights, varianceStrata, type SampledStratum, type WeightedUnit } from './weighted-units';

/** A mean over the population that a stratified sample stands for. */
export interface StratifiedMean {
  /** Null without a unit. */
  readonly value: number | null;
  readonly standardError: number | null;
  /** Value +- t x standard error; null without an error. */
  readonly interval: { readonly lower: number; readonly upper: number; readonly level: number } | null;
  readonly units: number;
}

/**
 * The weighted mean of a number of each unit, such as the difference between what two coders got right of it. Errors are
 * jackknifed within strata.
 *
 * @example stratifiedMean(units, [1, 0, 1, 1], strata).value // 0.75 with equal weights
 */
export function stratifiedMean(
  units: readonly Pick<WeightedUnit, 'stratum' | 'weight' | 'cluster'>[],
  values: readonly number[],
  strata: readonly SampledStratum[],
): StratifiedMean {
  if (units.length === 0) return { value: null, standardError: null, interval: null, units: 0 };
  const whole = units.map((unit) => ({ ...unit, codes: [] }));
  const weights = scaledWeights(whole);
  const variance = varianceStrata(whole, strata);
  const totalOf = (members: Iterable<number>): number => {
    let sum = 0;
    for (const at of members) sum += (weights[at] ?? 0) * (values[at] ?? 0);
    return sum;
  };
  const weightOf = (members: readonly number[]): number =>
    members.reduce((sum, at) => sum + (weights[at] ?? 0), 0);
  const total = totalOf(units.keys());
  const value = total / units.length;
  const standardError = stratifiedError(
    variance.map((stratum) => {
      const factor = compensation(stratum);
      const own = totalOf(stratum.units);
      const weight = weightOf(stratum.units);
      const left = (cluster: readonly number[]): number =>
        (total + (factor - 1) * own - factor * totalOf(cluster)) /
        (units.length + (factor - 1) * weight - factor * weightOf(cluster));
      return { stratum, values: stratum.clusters.map(left) };
    }),
  );
  if (standardError === null) return { value, standardError, interval: null, units: units.length };
  const reach = tQuantile((1 + usualLevel) / 2, degreesOfFreedom(variance)) * standardError;
  const interval = { lower: value - reach, upper: value + reach, level: usualLevel };
  return { value, standardError, interval, units: units.length };
}
