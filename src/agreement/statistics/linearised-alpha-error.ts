import { weightsFromDistance, type Distance } from './distance';
import { weightedPairs } from './percent-agreement';
import { entriesOf, type UnitCounts } from './unit-counts';
import { innerProduct, weightedShares, type Weights } from './weights';

/**
 * How uncertain is Krippendorff's alpha over units drawn at random? Gwet's linearised standard error.
 *
 * As for Fleiss' kappa, over the units with two ratings or more, with corrections for units that have more or fewer
 * ratings than the mean; with equal numbers of ratings it is Fleiss' standard error. The scale of the distance does
 * not matter; a distance that depends on the data (ordinal) is taken as fixed.
 *
 * Null with fewer than two pairable units or without variation.
 *
 * Source: Gwet 2014, Handbook of Inter-Rater Reliability, chapter 5; equal to irrCAC 1.4 on raw ratings.
 *
 * @example Krippendorff's canonical 4 x 12 ratings, nominal // 0.14
 */
export function linearisedAlphaError(units: UnitCounts, distance: Distance): number | null {
  const weights = weightsFromDistance(distance);
  const pairable = Array.from({ length: units.units }, (_, unit) => unit).filter(
    (unit) => (units.sizes[unit] ?? 0) >= 2,
  );
  if (pairable.length < 2) return null;
  const ratings = pairable.reduce((sum, unit) => sum + (units.sizes[unit] ?? 0), 0);
  const means = { size: ratings / pairable.length, ...chanceOf(units, pairable, weights) };
  if (Math.abs(1 - means.chance) < 1e-12) return null;
  const agreements = pairable.map(
    (unit) => weightedPairs(units, unit, weights) / (means.size * ((units.sizes[unit] ?? 0) - 1)),
  );
  const observed = agreements.reduce((sum, agreement) => sum + agreement, 0) / pairable.length;
  const coefficient = (observed - means.chance) / (1 - means.chance);
  let squares = 0;
  for (const [index, unit] of pairable.entries()) {
    const excess = ((units.sizes[unit] ?? 0) - means.size) / means.size;
    const agreement = (agreements[index] ?? 0) - observed * excess;
    const guessing = pullOf(units, unit, means) - means.chance * excess;
    const influence =
      (agreement - means.chance - 2 * (1 - coefficient) * (guessing - means.chance)) / (1 - means.chance);
    squares += (influence - coefficient) ** 2;
  }
  return Math.sqrt(squares / (pairable.length * (pairable.length - 1)));
}

interface Means {
  readonly size: number;
  readonly chance: number;
  readonly pulls: Float64Array;
}

function chanceOf(units: UnitCounts, pairable: readonly number[], weights: Weights): Omit<Means, 'size'> {
  const votes = new Float64Array(units.categories);
  let ratings = 0;
  for (const unit of pairable) {
    for (const [category, count] of entriesOf(units, unit)) {
      votes[category] = (votes[category] ?? 0) + count;
      ratings += count;
    }
  }
  const shares = votes.map((count) => count / ratings);
  const pulls = weightedShares(weights, shares);
  return { chance: innerProduct(shares, pulls), pulls };
}

const pullOf = (units: UnitCounts, unit: number, means: Means): number =>
  entriesOf(units, unit).reduce(
    (sum, [category, count]) => sum + (count * (means.pulls[category] ?? 0)) / means.size,
    0,
  );
