import { distanceBetween, type Distance } from '../distance';
import { compensation } from './stratified-jackknife';
import { scaledWeights, type VarianceStratum, type WeightedUnit } from './weighted-units';

/** All that alpha, percent agreement and AC1 of a weighted sample are made of. */
export interface WeightedSums {
  /** SUM of weights. */
  readonly units: number;
  /** SUM of weights x ratings. */
  readonly ratings: number;
  /** SUM of weights x share of agreeing pairs. */
  readonly agreeing: number;
  /** SUM of weights x distances of ordered pairs / (ratings - 1). */
  readonly apart: number;
  /** SUM over pairs of categories of votes x votes x distance. */
  readonly expected: number;
}

/** The sums of a sample, and those without each cluster in turn. */
export interface SumsWithReplicates {
  readonly sums: WeightedSums;
  /** In the order of the strata and of their clusters. */
  readonly without: readonly (readonly WeightedSums[])[];
}

/**
 * The sums of a weighted sample under a distance, and the same without each cluster in turn, its stratum's other units
 * weighing as much more as it weighed. No replicate walks over the units again: each is the stratum's sums less what
 * the cluster brought.
 *
 * @example weightedSums({ units, categories: 2, distance: nominalDistance(2) }, strata).sums.agreeing
 */
export function weightedSums(
  sample: {
    readonly units: readonly WeightedUnit[];
    readonly categories: number;
    readonly distance: Distance;
  },
  strata: readonly VarianceStratum[],
): SumsWithReplicates {
  const { units, categories, distance } = sample;
  const weights = scaledWeights(units);
  const parts = units.map((unit, at) => partOf(unit, weights[at] ?? 0, distance));
  const all = added(parts, categories);
  const allApplied = applied(distance, all.votes);
  const without = strata.map((stratum) => {
    const own = added(
      stratum.units.flatMap((at) => parts[at] ?? []),
      categories,
    );
    const factor = compensation(stratum);
    const base = combined(all, { of: own, times: factor - 1 });
    const ownApplied = applied(distance, own.votes);
    const pulls = allApplied.map((pull, category) => pull + (factor - 1) * (ownApplied[category] ?? 0));
    const expected = dot(base.votes, pulls);
    return stratum.clusters.map((cluster) =>
      less(
        { base, expected, pulls, factor, left: units.length - cluster.length },
        clusterOf(cluster.flatMap((at) => parts[at] ?? [])),
        distance,
      ),
    );
  });
  return { sums: { ...withoutVotes(all), expected: dot(all.votes, allApplied) }, without };
}

/** What one unit brings, its weight in it already. */
interface Part {
  readonly units: number;
  readonly ratings: number;
  readonly agreeing: number;
  readonly apart: number;
  readonly weight: number;
  readonly codes: readonly number[];
}

interface Added extends Omit<WeightedSums, 'expected'> {
  readonly votes: Float64Array;
}

function partOf({ codes }: WeightedUnit, weight: number, distance: Distance): Part {
  const { length } = codes;
  let apart = 0;
  let agreeing = 0;
  for (const [at, one] of codes.entries()) {
    for (const other of codes.slice(at + 1)) {
      apart += 2 * distanceBetween(distance, one, other);
      agreeing += one === other ? 2 : 0;
    }
  }
  return {
    ...{ units: weight, ratings: weight * length, weight, codes },
    agreeing: (weight * agreeing) / (length * (length - 1)),
    apart: (weight * apart) / (length - 1),
  };
}

function added(parts: readonly Part[], categories: number): Added {
  const votes = new Float64Array(categories);
  const sums = { units: 0, ratings: 0, agreeing: 0, apart: 0 };
  for (const part of parts) {
    sums.units += part.units;
    sums.ratings += part.ratings;
    sums.agreeing += part.agreeing;
    sums.apart += part.apart;
    for (const code of part.codes) votes[code] = (votes[code] ?? 0) + part.weight;
  }
  return { ...sums, votes };
}

/** What the units of one cluster bring together. */
interface Cluster extends Omit<WeightedSums, 'expected'> {
  /** The weight of the ratings of each category. */
  readonly votes: readonly (readonly [category: number, weight: number])[];
}

function clusterOf(parts: readonly Part[]): Cluster {
  const votes = new Map<number, number>();
  const sums = { units: 0, ratings: 0, agreeing: 0, apart: 0 };
  for (const part of parts) {
    sums.units += part.units;
    sums.ratings += part.ratings;
    sums.agreeing += part.agreeing;
    sums.apart += part.apart;
    for (const code of part.codes) votes.set(code, (votes.get(code) ?? 0) + part.weight);
  }
  return { ...sums, votes: [...votes] };
}

const combined = (all: Added, { of, times }: { readonly of: Added; readonly times: number }): Added => ({
  units: all.units + times * of.units,
  ratings: all.ratings + times * of.ratings,
  agreeing: all.agreeing + times * of.agreeing,
  apart: all.apart + times * of.apart,
  votes: all.votes.map((count, category) => count + times * (of.votes[category] ?? 0)),
});

interface Stratum {
  readonly base: Added;
  readonly expected: number;
  /** For each category the distances to all votes of the stratum's base. */
  readonly pulls: Float64Array;
  readonly factor: number;
  /** Units without those of the cluster. */
  readonly left: number;
}

function less(
  { base, expected, pulls, factor, left }: Stratum,
  part: Cluster,
  distance: Distance,
): WeightedSums {
  let pulled = 0;
  let own = 0;
  for (const [one, weight] of part.votes) {
    pulled += weight * (pulls[one] ?? 0);
    for (const [other, times] of part.votes) own += weight * times * distanceBetween(distance, one, other);
  }
  const units = base.units - factor * part.units;
  // Weights are scaled to sum to the units: there are fewer of them.
  const scale = left / units;
  return {
    units: left,
    ratings: scale * (base.ratings - factor * part.ratings),
    agreeing: scale * (base.agreeing - factor * part.agreeing),
    apart: scale * (base.apart - factor * part.apart),
    expected: scale ** 2 * (expected - 2 * factor * pulled + factor ** 2 * own),
  };
}

const withoutVotes = ({ units, ratings, agreeing, apart }: Added): Omit<WeightedSums, 'expected'> => ({
  ...{ units, ratings, agreeing, apart },
});

/** For each category the SUM of distance x votes over all categories that have votes. */
function applied(distance: Distance, votes: Float64Array): Float64Array {
  const total = votes.reduce((sum, count) => sum + count, 0);
  if (distance.isNominal) return votes.map((count) => total - count);
  const pulls = new Float64Array(votes.length);
  for (const [category, count] of votes.entries()) {
    if (count === 0) continue;
    for (let other = 0; other < votes.length; other += 1)
      pulls[other] = (pulls[other] ?? 0) + count * (distance.values[category * distance.size + other] ?? 0);
  }
  return pulls;
}

const dot = (one: Float64Array, other: Float64Array): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
