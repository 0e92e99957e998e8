/** A unit that was coded at least twice, out of a sample in which units were drawn with unlike probabilities. */
export interface WeightedUnit {
  /** Index of the stratum that it was drawn from. */
  readonly stratum: number;
  /** How many units of the population it stands for: 1 / inclusion probability, whatever its scale. */
  readonly weight: number;
  /** The category of each of its ratings, two at least. */
  readonly codes: readonly number[];
  /** Units of one cluster (of one customer) are alike for reasons of their own; null or absent: alone in its cluster. */
  readonly cluster?: number | null;
}

/** How much of a stratum lies in the sample. */
export interface SampledStratum {
  /** Units of the population in it. */
  readonly population: number;
}

/** Clusters that are deleted one at a time to see how a value spreads. */
export interface VarianceStratum {
  /** Indexes of its units. */
  readonly units: readonly number[];
  /** The same, cluster by cluster, two clusters or more. */
  readonly clusters: readonly (readonly number[])[];
  /** The share of the population's units that is not in the sample: what is known of a stratum has no error. */
  readonly unseen: number;
}

/**
 * The weights scaled to sum to the number of units, so that whatever is corrected for the number of ratings keeps its
 * meaning.
 *
 * @example scaledWeights([{ stratum: 0, weight: 10, codes }, { stratum: 1, weight: 30, codes }]) // [0.5, 1.5]
 */
export function scaledWeights(units: readonly WeightedUnit[]): Float64Array {
  const total = units.reduce((sum, { weight }) => sum + weight, 0);
  return Float64Array.from(units, ({ weight }) => (weight * units.length) / total);
}

/**
 * How many units drawn with equal probability would say as much: (SUM w)² / SUM w² (Kish).
 *
 * @example effectiveUnits([1, 1, 2]) // 2.67
 */
export function effectiveUnits(weights: Float64Array): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const squares = weights.reduce((sum, weight) => sum + weight ** 2, 0);
  return squares === 0 ? 0 : total ** 2 / squares;
}

/**
 * How many units drawn with equal probability would say as much, if units of one cluster said all the same: the clusters'
 * (SUM w)² / SUM w² over all strata.
 *
 * @example effectiveClusters(units, weights) // as effectiveUnits(weights) where no two units share a cluster
 */
export function effectiveClusters(units: readonly WeightedUnit[], weights: Float64Array): number {
  const sums = clustersByStratum(units).map((own) => own.reduce((sum, at) => sum + (weights[at] ?? 0), 0));
  return effectiveUnits(Float64Array.from(sums));
}

/**
 * The clusters of a sample: one that lies in several strata is one in each of them.
 *
 * @example clustersByStratum([unit of cluster 7, unit of 7, unit of 7 in another stratum]) // [[0, 1], [2]]
 */
export const clustersByStratum = (units: readonly WeightedUnit[]): readonly (readonly number[])[] =>
  [...membersOf(units).values()].flatMap((members) => clustersOf(units, members));

/** Indexes of the units of each stratum. */
function membersOf(units: readonly WeightedUnit[]): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  for (const [at, { stratum }] of units.entries()) {
    const known = members.get(stratum);
    if (known === undefined) members.set(stratum, [at]);
    else known.push(at);
  }
  return members;
}

/**
 * Units by their clusters, in the order of the first unit of each.
 *
 * @example clustersOf([unit of cluster 7, unit of none, unit of 7], [0, 1, 2]) // [[0, 2], [1]]
 */
function clustersOf(
  units: readonly Pick<WeightedUnit, 'cluster'>[],
  members: Iterable<number>,
): readonly (readonly number[])[] {
  const shared = new Map<number, number[]>();
  const found: number[][] = [];
  for (const at of members) {
    const cluster = units[at]?.cluster ?? null;
    const known = cluster === null ? undefined : shared.get(cluster);
    if (known !== undefined) {
      known.push(at);
      continue;
    }
    const own = [at];
    found.push(own);
    if (cluster !== null) shared.set(cluster, own);
  }
  return found;
}

/**
 * The strata by which a value is jackknifed. A stratum with a single cluster shows no spread of its own: such strata are
 * taken together, and where only one is left it joins the smallest of the others. Empty with fewer than two clusters. A
 * cluster that lies in several strata is one in each of them.
 *
 * @example varianceStrata([unit of stratum 0, unit of 1, unit of 1], strata) // one with all three
 */
export function varianceStrata(
  units: readonly WeightedUnit[],
  strata: readonly SampledStratum[],
): readonly VarianceStratum[] {
  const gathered: Gathered[] = [...membersOf(units)].map(([stratum, own]) => ({
    units: own,
    clusters: clustersOf(units, own),
    population: strata[stratum]?.population ?? own.length,
  }));
  const several = gathered.filter((own) => own.clusters.length > 1);
  const lonely = together(gathered.filter((own) => own.clusters.length === 1));
  const all = lonely.units.length === 0 ? several : withLonely(several, lonely);
  return all
    .filter((own) => own.clusters.length > 1)
    .map(({ population, ...own }) => ({ ...own, unseen: Math.max(0, 1 - own.units.length / population) }));
}

interface Gathered extends Omit<VarianceStratum, 'unseen'> {
  readonly population: number;
}

const together = (strata: readonly Gathered[]): Gathered => ({
  units: strata.flatMap(({ units }) => units),
  clusters: strata.flatMap(({ clusters }) => clusters),
  population: strata.reduce((sum, { population }) => sum + population, 0),
});

function withLonely(several: readonly Gathered[], lonely: Gathered): readonly Gathered[] {
  const [smallest, ...others] = several.toSorted((one, other) => one.clusters.length - other.clusters.length);
  if (lonely.clusters.length > 1 || smallest === undefined) return [...several, lonely];
  return [...others, together([smallest, lonely])];
}
