import { alphaOf, disagreementOf } from './alpha-jackknife';
import { chanceCorrected } from './estimate';
import { brennanPredigerChance } from './brennan-prediger';
import type { ShareCoefficient } from './chance-corrected-jackknife';
import { congerChance, sharesFromVotes } from './conger-kappa';
import type { Distance } from './distance';
import { fleissChance } from './fleiss-kappa';
import { gwetChance } from './gwet-ac';
import { summedDistance } from './krippendorff-alpha';
import { agreementPerUnit } from './percent-agreement';
import { codeOf, type Ratings } from './ratings';
import { countIn, entriesOf, type UnitCounts } from './unit-counts';
import type { Weights } from './weights';

/** A coefficient of a sample in which unit i occurs times[i] times; null where it does not exist. */
export type Resampled = (times: Int32Array) => number | null;

/**
 * Krippendorff's alpha of a resample; the distance is made anew from the resample's votes, which an ordinal distance
 * needs. `times` counts the pairable units in their order.
 *
 * @example resampledAlpha(units, () => nominalDistance(5))
 */
export function resampledAlpha(
  units: UnitCounts,
  distanceOfVotes: (votes: Float64Array) => Distance,
): Resampled {
  const pairable = [...units.sizes.keys()].filter((unit) => (units.sizes[unit] ?? 0) >= 2);
  return (times) => {
    const votes = new Float64Array(units.categories);
    let ratings = 0;
    for (const [draw, unit] of pairable.entries()) {
      const drawn = times[draw] ?? 0;
      if (drawn === 0) continue;
      for (const [category, count] of entriesOf(units, unit)) {
        votes[category] = (votes[category] ?? 0) + drawn * count;
        ratings += drawn * count;
      }
    }
    const distance = distanceOfVotes(votes);
    let apart = 0;
    for (const [draw, unit] of pairable.entries()) {
      const drawn = times[draw] ?? 0;
      if (drawn > 0) apart += drawn * disagreementOf(units, unit, distance);
    }
    return alphaOf(ratings, apart, summedDistance(votes, distance));
  };
}

/**
 * Percent agreement, AC, Brennan-Prediger or Fleiss' kappa of a resample of the rated units.
 *
 * @example resampledCoefficient('gwet_ac', units, unweighted(5))
 */
export function resampledCoefficient(
  coefficient: ShareCoefficient,
  units: UnitCounts,
  weights: Weights,
): Resampled {
  const agreements = agreementPerUnit(units, weights);
  return (times) => {
    let [rated, pairable, agreement] = [0, 0, 0];
    const sums = new Float64Array(units.categories);
    for (let unit = 0; unit < units.units; unit += 1) {
      const drawn = times[unit] ?? 0;
      const size = units.sizes[unit] ?? 1;
      if (drawn === 0) continue;
      rated += drawn;
      agreement += drawn * (agreements[unit] ?? 0);
      if (size >= 2) pairable += drawn;
      for (const [category, count] of entriesOf(units, unit)) {
        sums[category] = (sums[category] ?? 0) + (drawn * count) / size;
      }
    }
    if (pairable === 0) return null;
    const shares = sums.map((sum) => sum / rated);
    return chanceCorrected(agreement / pairable, chanceOf(coefficient, shares, weights)).value;
  };
}

/**
 * Conger's kappa of a resample of the rated units.
 *
 * @example resampledConger(ratings, units, unweighted(5))
 */
export function resampledConger(ratings: Ratings, units: UnitCounts, weights: Weights): Resampled {
  const agreements = agreementPerUnit(units, weights);
  return (times) => {
    let [pairable, agreement] = [0, 0];
    const votes = Array.from({ length: ratings.coders }, () => new Float64Array(ratings.categories));
    for (let unit = 0; unit < units.units; unit += 1) {
      const drawn = times[unit] ?? 0;
      if (drawn === 0) continue;
      agreement += drawn * (agreements[unit] ?? 0);
      if ((units.sizes[unit] ?? 0) >= 2) pairable += drawn;
      for (const [coder, row] of votes.entries()) {
        const code = codeOf(ratings, units.rows[unit] ?? 0, coder);
        if (code >= 0) row[code] = (row[code] ?? 0) + drawn;
      }
    }
    const { shares } = sharesFromVotes(votes);
    if (pairable === 0 || shares.length < 2) return null;
    return chanceCorrected(agreement / pairable, congerChance(shares, weights)).value;
  };
}

/**
 * The specific agreement on a category of a resample of the pairable units.
 *
 * @example resampledSpecificAgreement(units, 0)
 */
export function resampledSpecificAgreement(units: UnitCounts, category: number): Resampled {
  const parts = [...units.sizes.keys()]
    .filter((unit) => (units.sizes[unit] ?? 0) >= 2)
    .map((unit) => {
      const votes = countIn(units, unit, category);
      return { votes, both: (votes * (votes - 1)) / ((units.sizes[unit] ?? 2) - 1) };
    });
  return (times) => {
    const votes = parts.reduce((sum, part, draw) => sum + (times[draw] ?? 0) * part.votes, 0);
    const both = parts.reduce((sum, part, draw) => sum + (times[draw] ?? 0) * part.both, 0);
    return votes === 0 ? null : both / votes;
  };
}

function chanceOf(coefficient: ShareCoefficient, shares: Float64Array, weights: Weights): number {
  switch (coefficient) {
    case 'percent_agreement':
      return 0;
    case 'brennan_prediger':
      return brennanPredigerChance(weights);
    case 'gwet_ac':
      return gwetChance(shares, weights);
    case 'fleiss_kappa':
      return fleissChance(shares, weights);
  }
}
