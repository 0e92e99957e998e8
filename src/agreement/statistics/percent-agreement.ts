import { pairable, pairableUnits, type AgreementCounts } from './agreement-counts';
import { defined, undefinedBecause, type Estimate } from './estimate';
import { entriesOf, type UnitCounts } from './unit-counts';
import { unweighted, weightOf, type Weights } from './weights';

/**
 * How often do two coders of the same unit agree?
 *
 * The mean, over units with two ratings or more, of the share of agreeing pairs of the unit's ratings; with weights
 * the mean weight of its pairs. Units with one rating do not count. Not corrected for chance.
 *
 * Undefined (NO_PAIRABLE_UNIT) when no unit has two ratings.
 *
 * Source: Gwet 2014, Handbook of Inter-Rater Reliability, p_a.
 *
 * @example two units [a, a] and [a, b] // 0.5
 */
export function percentAgreement(counts: AgreementCounts, weights = unweighted(counts.categories)): Estimate {
  const units = pairableUnits(counts);
  if (units === 0) return undefinedBecause('NO_PAIRABLE_UNIT');
  let sum = 0;
  for (const { size, pairs } of pairable(counts)) {
    let agreeing = 0;
    for (const [key, count] of pairs) agreeing += count * (weights.values[key] ?? 0);
    sum += agreeing / (size * (size - 1));
  }
  return defined(sum / units);
}

/**
 * How far do the coders of each single unit agree? The share of agreeing pairs (weighted) of every unit, 0 for a unit
 * with one rating, which `sizes` tells apart.
 *
 * @example agreementPerUnit(units [a, a, b], unweighted(2)) // [1/3]
 */
export function agreementPerUnit(units: UnitCounts, weights: Weights): Float64Array {
  const shares = new Float64Array(units.units);
  for (let unit = 0; unit < units.units; unit += 1) {
    const size = units.sizes[unit] ?? 0;
    if (size < 2) continue;
    shares[unit] = weightedPairs(units, unit, weights) / (size * (size - 1));
  }
  return shares;
}

/** SUM of the weights of the ordered pairs of ratings of one unit. */
export function weightedPairs(units: UnitCounts, unit: number, weights: Weights): number {
  const entries = entriesOf(units, unit);
  let sum = 0;
  for (const [first, count] of entries) {
    for (const [second, other] of entries) {
      sum += weightOf(weights, first, second) * count * (first === second ? other - 1 : other);
    }
  }
  return sum;
}
