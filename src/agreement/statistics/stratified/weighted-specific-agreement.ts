import { shareInterval } from '../share-interval';
import { undefinedBecause, type UndefinedCause } from '../estimate';
import type { ReportInterval } from '../report/report-types';
import { compensation, stratifiedError, type StratumReplicates } from './stratified-jackknife';
import {
  clustersByStratum,
  scaledWeights,
  varianceStrata,
  type SampledStratum,
  type VarianceStratum,
  type WeightedUnit,
} from './weighted-units';

/** How far coders agree on one category of a weighted sample. */
export interface WeightedSpecificAgreement {
  readonly category: number;
  /** 0..1; null where nobody used the category. */
  readonly value: number | null;
  readonly undefinedBecause: UndefinedCause | null;
  readonly standardError: number | null;
  readonly interval: ReportInterval | null;
  /** Units that touch the category: what its interval rests on, or on their clusters where these are fewer. */
  readonly units: number;
  /** Of the others who coded a unit with the category, the weighted share that chose another one, by category. */
  readonly chosenInstead: ReadonlyMap<number, number>;
}

/**
 * The specific agreement on each category that is used, by category: of whoever coded a unit that somebody put into the
 * category, the weighted share that put it there too. Errors are jackknifed within strata, intervals are Wilson's with
 * as many trials as the error amounts to.
 *
 * Source: Cicchetti & Feinstein 1990 for the measure; see `weightedAgreement` for the weights.
 *
 * @example units [0, 0] and [0, 1] of one weight: category 0 // value 2/3, units 2
 */
export function weightedSpecificAgreement(
  units: readonly WeightedUnit[],
  strata: readonly SampledStratum[],
): readonly WeightedSpecificAgreement[] {
  const weights = scaledWeights(units);
  const variance = varianceStrata(units, strata);
  const touching = new Map<number, number[]>();
  for (const [at, { codes }] of units.entries()) {
    for (const code of new Set(codes)) touching.set(code, [...(touching.get(code) ?? []), at]);
  }
  return [...touching]
    .toSorted(([one], [other]) => one - other)
    .map(([category, own]) => {
      const parts = new Map(
        own.map((at) => [at, partsOf(units[at]?.codes ?? [], category, weights[at] ?? 0)]),
      );
      const { votes, both } = addedParts([...parts.values()]);
      const base = {
        category,
        units: own.length,
        chosenInstead: insteadOf(units, own, { category, weights, votes }),
      };
      if (votes === 0)
        return { ...base, ...undefinedBecause('CATEGORY_NOT_USED'), standardError: null, interval: null };
      const value = both / votes;
      const standardError = errorOf(variance, parts);
      const clusters = clustersByStratum(own.flatMap((at) => units[at] ?? [])).length;
      const interval = shareInterval({ value, standardError, units: clusters });
      return { ...base, value, undefinedBecause: null, standardError, interval };
    });
}

interface Parts {
  readonly votes: number;
  readonly both: number;
}

function partsOf(codes: readonly number[], category: number, weight: number): Parts {
  const votes = codes.filter((code) => code === category).length;
  return { votes: weight * votes, both: (weight * votes * (votes - 1)) / (codes.length - 1) };
}

const addedParts = (parts: readonly Parts[]): Parts =>
  parts.reduce((sum, { votes, both }) => ({ votes: sum.votes + votes, both: sum.both + both }), {
    ...{ votes: 0, both: 0 },
  });

/** A stratum in which nobody used the category adds nothing: leaving a cluster of it out changes nothing. */
function errorOf(strata: readonly VarianceStratum[], parts: ReadonlyMap<number, Parts>): number | null {
  const all = addedParts([...parts.values()]);
  const replicates = strata.flatMap((stratum): readonly StratumReplicates[] => {
    const own = addedParts(stratum.units.flatMap((at) => parts.get(at) ?? []));
    if (own.votes === 0) return [];
    const factor = compensation(stratum);
    const values = stratum.clusters.map((cluster) => {
      const part = addedParts(cluster.flatMap((at) => parts.get(at) ?? []));
      const votes = all.votes + (factor - 1) * own.votes - factor * part.votes;
      const both = all.both + (factor - 1) * own.both - factor * part.both;
      return votes <= all.votes * negligible ? null : both / votes;
    });
    return [{ stratum, values }];
  });
  return stratifiedError(replicates);
}

const negligible = 1e-12;

function insteadOf(
  units: readonly WeightedUnit[],
  touching: readonly number[],
  {
    category,
    weights,
    votes,
  }: { readonly category: number; readonly weights: Float64Array; readonly votes: number },
): ReadonlyMap<number, number> {
  const shares = new Map<number, number>();
  for (const at of touching) {
    const codes = units[at]?.codes ?? [];
    const own = codes.filter((code) => code === category).length;
    for (const code of codes) {
      if (code === category) continue;
      const share = ((weights[at] ?? 0) * own) / (codes.length - 1) / votes;
      shares.set(code, (shares.get(code) ?? 0) + share);
    }
  }
  return shares;
}
