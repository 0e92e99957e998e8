import { nominalDistance, type Distance } from '../distance';
import { tQuantile } from '../distributions';
import { undefinedBecause, type UndefinedCause } from '../estimate';
import { usualLevel } from '../interval';
import { wilsonInterval } from '../interval';
import type { ReportInterval } from '../report/report-types';
import { isTooFew, smallSampleInterval } from '../small-sample';
import { degreesOfFreedom, stratifiedError } from './stratified-jackknife';
import {
  clustersByStratum,
  effectiveClusters,
  effectiveUnits,
  scaledWeights,
  varianceStrata,
  type SampledStratum,
  type VarianceStratum,
  type WeightedUnit,
} from './weighted-units';
import { weightedSums, type SumsWithReplicates, type WeightedSums } from './weighted-sums';

/** A coefficient of a weighted sample. */
export interface WeightedEstimate {
  /** Null where it does not exist. */
  readonly value: number | null;
  readonly undefinedBecause: UndefinedCause | null;
  readonly standardError: number | null;
  readonly interval: ReportInterval | null;
  /** Of the t interval: clusters less strata. */
  readonly degreesOfFreedom: number;
  /** Units with two ratings or more. */
  readonly units: number;
}

/** The agreement of a whole sample. */
export interface WeightedAgreement {
  readonly alpha: WeightedEstimate;
  /** Alpha under the distance that was given. */
  readonly alphaByDistance: WeightedEstimate;
  readonly percentAgreement: WeightedEstimate;
  readonly gwetAc: WeightedEstimate;
  readonly units: number;
  readonly disagreeing: number;
  readonly effectiveUnits: number;
  /** Units of one stratum that share a cluster are one; as many as units where none do. */
  readonly clusters: number;
  /** Fewer than 30 clusters or than 5 with a disagreement, or no spread: the intervals are Wilson's. */
  readonly tooFew: boolean;
}

/** A sample that was drawn stratum by stratum and coded at least twice. */
export interface WeightedSample {
  readonly units: readonly WeightedUnit[];
  readonly strata: readonly SampledStratum[];
  /** Categories that codes count in. */
  readonly categories: number;
  /** Categories there were to choose from. */
  readonly declared: number;
  readonly distance: Distance;
}

/**
 * How far do the coders agree on the population that a stratified sample stands for? Each unit weighs 1 / its inclusion
 * probability, the weights scaled to sum to the number of units; errors are jackknifed within strata, cluster by cluster,
 * with the finite population's correction. A floor per reason draws rare reasons too often: without the weights the value would lean
 * towards them.
 *
 * Where there is too little to go by (`isTooFew`), intervals are Wilson's with as many trials as the weights leave
 * effective clusters, as if all units of a cluster were coded alike: there is too little to tell how alike they are.
 *
 * Source: Krippendorff 2004 for alpha; Gwet 2014 for AC1; Horvitz & Thompson 1952 for the weights.
 *
 * @example weightedAgreement(sample with equal weights in one stratum).alpha.value // as krippendorffAlpha
 */
export function weightedAgreement(sample: WeightedSample): WeightedAgreement {
  const { units, declared } = sample;
  const strata = varianceStrata(units, sample.strata);
  const nominal = weightedSums({ ...sample, distance: nominalDistance(sample.categories) }, strata);
  const byDistance = weightedSums(sample, strata);
  const disagreeing = units.filter(({ codes }) => codes.some((code) => code !== codes[0])).length;
  const weights = scaledWeights(units);
  const trials = effectiveClusters(units, weights);
  const { clusters, disagreeingClusters } = clusterCounts(units);
  const facts = { strata, units: units.length, clusters, disagreeing: disagreeingClusters, trials };
  const alpha = estimated(nominal, facts, alphaOfSums);
  return {
    alpha,
    alphaByDistance: estimated(byDistance, facts, alphaOfSums),
    percentAgreement: estimated(nominal, facts, shareOfSums),
    gwetAc: estimated(nominal, facts, gwetOfSums(declared)),
    ...{ units: units.length, disagreeing, effectiveUnits: effectiveUnits(weights), clusters },
    tooFew: isTooFew({
      pairableUnits: clusters,
      disagreeingUnits: disagreeingClusters,
      standardError: alpha.standardError,
    }),
  };
}

/** A cluster that lies in several strata counts once in each of them, as it is left out of each. */
function clusterCounts(units: readonly WeightedUnit[]): {
  readonly clusters: number;
  readonly disagreeingClusters: number;
} {
  const clusters = clustersByStratum(units);
  const disagrees = (at: number): boolean => {
    const codes = units[at]?.codes ?? [];
    return codes.some((code) => code !== codes[0]);
  };
  return {
    clusters: clusters.length,
    disagreeingClusters: clusters.filter((members) => members.some(disagrees)).length,
  };
}

interface Facts {
  readonly strata: readonly VarianceStratum[];
  readonly units: number;
  readonly clusters: number;
  /** Clusters with a unit whose ratings differ. */
  readonly disagreeing: number;
  readonly trials: number;
}

/** How a coefficient is made of sums, and how the limits of the agreement carry over to it. */
interface Coefficient {
  readonly cause: UndefinedCause;
  of(sums: WeightedSums): number | null;
  wilson(sums: WeightedSums, trials: number): ReportInterval | null;
}

const alphaOfSums: Coefficient = {
  cause: 'NO_VARIATION',
  of: ({ ratings, apart, expected }) =>
    expected <= ratings * negligible ? null : 1 - ((ratings - 1) * apart) / expected,
  wilson: ({ ratings, apart, expected }, units) =>
    asWilson(
      smallSampleInterval({
        ...{ observed: apart / ratings, units },
        expected: expected / (ratings * (ratings - 1)),
      }),
    ),
};

const shareOfSums: Coefficient = {
  cause: 'NO_PAIRABLE_UNIT',
  of: ({ agreeing, units }) => agreeing / units,
  wilson: ({ agreeing, units }, trials) => asWilson(wilsonInterval((agreeing / units) * trials, trials)),
};

const gwetOfSums = (declared: number): Coefficient => {
  const chance = ({ expected, ratings }: WeightedSums): number => expected / ratings ** 2 / (declared - 1);
  const corrected = (share: number, sums: WeightedSums): number =>
    (share - chance(sums)) / (1 - chance(sums));
  return {
    cause: 'FEWER_THAN_TWO_CATEGORIES',
    of: (sums) => (declared < 2 ? null : corrected(sums.agreeing / sums.units, sums)),
    wilson: (sums, trials) => {
      const { lower, upper, level } = wilsonInterval((sums.agreeing / sums.units) * trials, trials);
      return asWilson({ lower: corrected(lower, sums), upper: corrected(upper, sums), level });
    },
  };
};

const negligible = 1e-12;

const asWilson = (interval: Omit<ReportInterval, 'method'> | null): ReportInterval | null =>
  interval === null ? null : { ...interval, method: 'wilson' };

function estimated(
  { sums, without }: SumsWithReplicates,
  { strata, units, clusters, disagreeing, trials }: Facts,
  coefficient: Coefficient,
): WeightedEstimate {
  const freedom = degreesOfFreedom(strata);
  const nothing = { standardError: null, interval: null, degreesOfFreedom: freedom, units };
  if (units === 0) return { ...undefinedBecause('NO_PAIRABLE_UNIT'), ...nothing };
  const value = coefficient.of(sums);
  if (value === null) return { ...undefinedBecause(coefficient.cause), ...nothing };
  const standardError = stratifiedError(
    strata.map((stratum, at) => ({
      stratum,
      values: (without[at] ?? []).map((left) => coefficient.of(left)),
    })),
  );
  const tooFew = isTooFew({ pairableUnits: clusters, disagreeingUnits: disagreeing, standardError });
  const interval =
    tooFew || standardError === null
      ? coefficient.wilson(sums, trials)
      : tIntervalOf(value, standardError, freedom);
  return { value, undefinedBecause: null, standardError, interval, degreesOfFreedom: freedom, units };
}

function tIntervalOf(value: number, standardError: number, freedom: number): ReportInterval {
  const reach = tQuantile((1 + usualLevel) / 2, freedom) * standardError;
  return { lower: value - reach, upper: Math.min(1, value + reach), level: usualLevel, method: 't' };
}
