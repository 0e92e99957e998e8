import {
  pairable,
  pairableRatings,
  pairableUnits,
  pairableVotes,
  type AgreementCounts,
} from './agreement-counts';
import { nominalDistance, type Distance } from './distance';
import { defined, undefinedBecause, type Estimate } from './estimate';

/** Krippendorff's alpha with the two disagreements it is made of; null where not even they exist. */
export type AlphaEstimate = Estimate & {
  readonly observedDisagreement: number | null;
  readonly expectedDisagreement: number | null;
};

/**
 * How reliable are the ratings, for any number of coders, missing ratings and any kind of scale?
 *
 * 1 - observed disagreement / expected disagreement. Observed is the mean distance of the pairs of ratings within
 * units, expected that of all pairs of pairable ratings whatever their unit. Units with fewer than two ratings drop
 * out entirely; unused categories do not matter.
 *
 * Undefined: NO_PAIRABLE_UNIT; NO_VARIATION when all pairable ratings are at distance 0 (0/0, not 1).
 *
 * Source: Krippendorff 2004, Content Analysis, chapter 11; Krippendorff 2011, Computing Krippendorff's
 * Alpha-Reliability.
 *
 * @example Krippendorff 2011, four observers and twelve units, nominal // 0.743
 */
export function krippendorffAlpha(
  counts: AgreementCounts,
  distance: Distance = nominalDistance(counts.categories),
): AlphaEstimate {
  const ratings = pairableRatings(counts);
  if (pairableUnits(counts) === 0) {
    return {
      ...undefinedBecause('NO_PAIRABLE_UNIT'),
      observedDisagreement: null,
      expectedDisagreement: null,
    };
  }
  const observed = summedDisagreement(counts, distance) / ratings;
  const expected = summedDistance(pairableVotes(counts), distance) / (ratings * (ratings - 1));
  const disagreements = { observedDisagreement: observed, expectedDisagreement: expected };
  if (expected === 0) return { ...undefinedBecause('NO_VARIATION'), ...disagreements };
  return { ...defined(1 - observed / expected), ...disagreements };
}

/**
 * The coincidence matrix: how often two categories met in a unit, each unit weighing as many ratings as it has
 * (o_cd). Row by row, categories x categories; rows add up to the pairable ratings of the category.
 */
export function coincidences(counts: AgreementCounts): Float64Array {
  const matrix = new Float64Array(counts.categories ** 2);
  for (const { size, pairs } of pairable(counts)) {
    for (const [key, count] of pairs) matrix[key] = (matrix[key] ?? 0) + count / (size - 1);
  }
  return matrix;
}

/** SUM over pairs of categories of coincidences x distance. */
export function summedDisagreement(counts: AgreementCounts, distance: Distance): number {
  let sum = 0;
  for (const { size, pairs } of pairable(counts)) {
    let apart = 0;
    for (const [key, count] of pairs) apart += count * (distance.values[key] ?? 0);
    sum += apart / (size - 1);
  }
  return sum;
}

/** SUM over pairs of categories of votes x votes x distance. */
export function summedDistance(votes: Float64Array, distance: Distance): number {
  if (distance.isNominal) return nominalSum(votes);
  let sum = 0;
  for (let first = 0; first < votes.length; first += 1) {
    const count = votes[first] ?? 0;
    if (count === 0) continue;
    let row = 0;
    for (let second = 0; second < votes.length; second += 1) {
      row += (votes[second] ?? 0) * (distance.values[first * distance.size + second] ?? 0);
    }
    sum += count * row;
  }
  return sum;
}

function nominalSum(votes: Float64Array): number {
  let total = 0;
  let squares = 0;
  for (const count of votes) {
    total += count;
    squares += count * count;
  }
  return total * total - squares;
}
