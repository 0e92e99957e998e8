/** A unit that was coded at least twice, out of a sample in which units were drawn with unlike probabilities. */
export interface WeightedUnit {
  /** Index of the stratum that it was drawn from. */
  readonly stratum: number;
  /** How many units of the population it stands for: 1 / inclusion probability, whatever its scale. */
  readonly weight: number;
  /** The category of each of its ratings, two at least. */
  readonly codes: readonly number[];
}

/** How much of a stratum lies in the sample. */
export interface SampledStratum {
  /** Units of the population in it. */
  readonly population: number;
}

/** Units that are deleted one at a time to see how a value spreads. */
export interface VarianceStratum {
  /** Indexes of its units, two or more of them. */
  readonly units: readonly number[];
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
 * The strata by which a value is jackknifed. A stratum with a single unit shows no spread of its own: such strata are
 * taken together, and where only one is left it joins the smallest of the others. Empty with fewer than two units.
 *
 * @example varianceStrata([unit of stratum 0, unit of 1, unit of 1], strata) // one with all three
 */
export function varianceStrata(
  units: readonly WeightedUnit[],
  strata: readonly SampledStratum[],
): readonly VarianceStratum[] {
  const members = new Map<number, number[]>();
  for (const [at, { stratum }] of units.entries()) {
    const known = members.get(stratum);
    if (known === undefined) members.set(stratum, [at]);
    else known.push(at);
  }
  const gathered: Gathered[] = [...members].map(([stratum, own]) => ({
    units: own,
    population: strata[stratum]?.population ?? own.length,
  }));
  const several = gathered.filter((own) => own.units.length > 1);
  const lonely = together(gathered.filter((own) => own.units.length === 1));
  const all = lonely.units.length === 0 ? several : withLonely(several, lonely);
  return all
    .filter((own) => own.units.length > 1)
    .map((own) => ({ units: own.units, unseen: Math.max(0, 1 - own.units.length / own.population) }));
}

interface Gathered {
  readonly units: readonly number[];
  readonly population: number;
}

const together = (strata: readonly Gathered[]): Gathered => ({
  units: strata.flatMap(({ units }) => units),
  population: strata.reduce((sum, { population }) => sum + population, 0),
});

function withLonely(several: readonly Gathered[], lonely: Gathered): readonly Gathered[] {
  const [smallest, ...others] = several.toSorted((one, other) => one.units.length - other.units.length);
  if (lonely.units.length > 1 || smallest === undefined) return [...several, lonely];
  return [...others, together([smallest, lonely])];
}
