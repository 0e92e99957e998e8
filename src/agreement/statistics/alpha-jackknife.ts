import { distanceBetween, type Distance } from './distance';
import { jackknife, type JackknifeResult, type Replicate } from './jackknife';
import { summedDistance } from './krippendorff-alpha';
import { entriesOf, type UnitCounts } from './unit-counts';
import {
  allUnits,
  groupVotes,
  linearForm,
  pairableGroups,
  quadraticForm,
  totalOf,
  type UnitGroup,
} from './unit-groups';

const negligible = 1e-12;

/**
 * How uncertain is Krippendorff's alpha over units, or clusters of units, drawn at random? The delete-one jackknife
 * from sums: no replicate is recomputed from the ratings, the result is the same as if it were.
 *
 * Groups without a pairable unit do not count. Standard error null with fewer than two groups, or when one group
 * carries all variation. An ordinal distance depends on the data: give `distanceWithout`.
 *
 * Source: Krippendorff 2004 for alpha; Efron & Stein 1981 for the jackknife.
 *
 * @example alphaJackknife(units, nominalDistance(5), singleUnits(units)) // { standardError: 0.14, replicates: 11 }
 */
export function alphaJackknife(
  units: UnitCounts,
  distance: Distance,
  groups: readonly UnitGroup[],
): JackknifeResult {
  return jackknife(alphaReplicates(units, distance, groups));
}

/** Alpha without each group in turn. */
export function alphaReplicates(
  units: UnitCounts,
  distance: Distance,
  groups: readonly UnitGroup[],
): Replicate[] {
  const parts = pairableGroups(units, groups).map((group) => ({
    times: group.times,
    votes: groupVotes(units, group, () => 1),
    apart: group.units.reduce((sum, unit) => sum + disagreementOf(units, unit, distance), 0),
  }));
  const votes = new Float64Array(units.categories);
  for (const part of parts) {
    for (const [category, count] of part.votes) votes[category] = (votes[category] ?? 0) + part.times * count;
  }
  const ratings = votes.reduce((sum, count) => sum + count, 0);
  const apart = parts.reduce((sum, part) => sum + part.times * part.apart, 0);
  const expected = summedDistance(votes, distance);
  const pulls = distanceSums(votes, distance);
  return parts.map((part) => {
    const ownExpected = quadraticForm(part.votes, distance.values, distance.size);
    const leftExpected = expected - 2 * linearForm(part.votes, pulls) + ownExpected;
    const isGone = leftExpected < expected * negligible;
    const value = alphaOf(ratings - totalOf(part.votes), apart - part.apart, isGone ? 0 : leftExpected);
    return { value, times: part.times };
  });
}

/** Alpha without each group in turn where the distance itself depends on the votes, as the ordinal one does. */
export function alphaReplicatesRecomputed(
  units: UnitCounts,
  distanceOfVotes: (votes: Float64Array) => Distance,
  groups: readonly UnitGroup[],
): Replicate[] {
  const pairableOnes = pairableGroups(units, groups);
  const everyone = allUnits(units);
  const all = new Float64Array(units.categories);
  for (const unit of everyone.units) {
    if ((units.sizes[unit] ?? 0) < 2) continue;
    for (const [category, count] of entriesOf(units, unit)) all[category] = (all[category] ?? 0) + count;
  }
  const pairs = coincidenceEntries(units, everyone);
  return pairableOnes.map((group) => {
    const votes = all.slice();
    for (const [category, count] of groupVotes(units, group, () => 1)) {
      votes[category] = (votes[category] ?? 0) - count;
    }
    const distance = distanceOfVotes(votes);
    const apart = apartOf(pairs, distance) - apartOf(coincidenceEntries(units, group), distance);
    const ratings = votes.reduce((sum, count) => sum + count, 0);
    return { value: alphaOf(ratings, apart, summedDistance(votes, distance)), times: group.times };
  });
}

/** SUM of the distances of the ordered pairs of a unit's ratings / (ratings - 1). */
export function disagreementOf(units: UnitCounts, unit: number, distance: Distance): number {
  const entries = entriesOf(units, unit);
  if (entries.length < 2) return 0;
  let sum = 0;
  for (const [first, count] of entries) {
    for (const [second, other] of entries) sum += count * other * distanceBetween(distance, first, second);
  }
  return sum / ((units.sizes[unit] ?? 2) - 1);
}

/** Alpha from its sums; null without variation. */
export const alphaOf = (ratings: number, apart: number, expected: number): number | null =>
  expected === 0 ? null : 1 - ((ratings - 1) * apart) / expected;

function distanceSums(votes: Float64Array, distance: Distance): Float64Array {
  return votes.map((_, first) => {
    let sum = 0;
    for (let second = 0; second < votes.length; second += 1) {
      sum += (votes[second] ?? 0) * (distance.values[first * distance.size + second] ?? 0);
    }
    return sum;
  });
}

function coincidenceEntries(units: UnitCounts, group: UnitGroup): Map<number, number> {
  const sums = new Map<number, number>();
  for (const unit of group.units) {
    const entries = entriesOf(units, unit);
    if (entries.length < 2) continue;
    for (const [first, count] of entries) {
      for (const [second, other] of entries) {
        const key = first * units.categories + second;
        sums.set(key, (sums.get(key) ?? 0) + (count * other) / ((units.sizes[unit] ?? 2) - 1));
      }
    }
  }
  return sums;
}

function apartOf(pairs: ReadonlyMap<number, number>, distance: Distance): number {
  let sum = 0;
  for (const [key, count] of pairs) sum += count * (distance.values[key] ?? 0);
  return sum;
}
