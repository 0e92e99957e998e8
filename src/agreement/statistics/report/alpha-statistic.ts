import { pairableRatings, pairableUnits, type AgreementCounts } from '../agreement-counts';
import { alphaReplicates, alphaReplicatesRecomputed } from '../alpha-jackknife';
import { weightsFromDistance, type Distance } from '../distance';
import { jackknife } from '../jackknife';
import { krippendorffAlpha, type AlphaEstimate } from '../krippendorff-alpha';
import { linearisedAlphaError } from '../linearised-alpha-error';
import { pairTableOf } from '../pair-table';
import { pairTableStandardError } from '../pair-table-error';
import { agreementPerUnit } from '../percent-agreement';
import { resampledAlpha } from '../resampled';
import { isTooFew, smallSampleInterval } from '../small-sample';
import type { UnitCounts } from '../unit-counts';
import { singleUnits, type UnitGroup } from '../unit-groups';
import { unweighted } from '../weights';
import type { ReportContext } from './report-context';
import type { ReportedStatistic } from './report-types';
import {
  bareStatistic,
  statisticWithError,
  type StatisticFacts,
  type Uncertainty,
} from './report-uncertainty';

/** What alpha is computed from: the report's own units and distance, or merged ones. */
export interface AlphaSource {
  readonly units: UnitCounts;
  readonly counts: AgreementCounts;
  readonly distance: Distance;
  /** Set where the distance depends on the votes. */
  readonly distanceOfVotes?: (votes: Float64Array) => Distance;
}

/** The report's own alpha. */
export const ownAlphaSource = (context: ReportContext): AlphaSource => ({
  units: context.units,
  counts: context.counts,
  distance: context.distance,
  ...(context.distanceDependsOnVotes ? { distanceOfVotes: context.distanceOfVotes } : {}),
});

/** Alpha of a source, with its error. */
export function alphaStatistic(
  context: ReportContext,
  source: AlphaSource,
  facts: Omit<StatisticFacts, 'items' | 'ratings'>,
): ReportedStatistic {
  const alpha = krippendorffAlpha(source.counts, source.distance);
  const items = pairableUnits(source.counts);
  const ratings = pairableRatings(source.counts);
  const all = { ...facts, items, ratings, ...agreements(source, alpha, ratings) };
  return statisticWithError(context, bareStatistic(all, alpha), uncertaintyOfAlpha(context, source, alpha));
}

function uncertaintyOfAlpha(context: ReportContext, source: AlphaSource, alpha: AlphaEstimate): Uncertainty {
  const { units, distance } = source;
  const items = pairableUnits(source.counts);
  const tableError = (): number | null => errorOfPairs(context, source);
  return {
    units: units.units,
    linearised: () => (context.isTable ? tableError() : linearisedAlphaError(units, distance)),
    ...(context.ratings?.coders === 2 ? { asymptotic: tableError } : {}),
    jackknife: () =>
      jackknife(
        source.distanceOfVotes === undefined
          ? alphaReplicates(units, distance, groupsFor(context, source))
          : alphaReplicatesRecomputed(units, source.distanceOfVotes, groupsFor(context, source)),
      ),
    bootstrap: {
      units: items,
      prepare: () => resampledAlpha(units, source.distanceOfVotes ?? (() => distance)),
    },
    smallSample: (standardError) => {
      const disagreeingUnits = countDisagreeing(units);
      if (!isTooFew({ pairableUnits: items, disagreeingUnits, standardError })) return null;
      const observed = alpha.observedDisagreement ?? Infinity;
      return smallSampleInterval({ observed, expected: alpha.expectedDisagreement ?? 0, units: items });
    },
  };
}

/** The standard error of the pair table, which is Scott's; for two coders without items that only one rated. */
function errorOfPairs({ ratings }: ReportContext, { units, distance }: AlphaSource): number | null {
  const isOwnTable = ratings !== null && ratings.categories === distance.size;
  if (!isOwnTable || ratings.coders !== 2 || units.sizes.some((size) => size < 2)) return null;
  return pairTableStandardError('scott_pi', pairTableOf(ratings, 0, 1), weightsFromDistance(distance));
}

/** Merged categories make more units alike; clusters stay as they are. */
const groupsFor = (context: ReportContext, { units }: AlphaSource): readonly UnitGroup[] =>
  units === context.units || context.options.clusters !== undefined ? context.groups : singleUnits(units);

/** For distances within 0..1: the agreements that 1 - distance amounts to, as irrCAC prints them. */
function agreements(
  { distance }: AlphaSource,
  alpha: AlphaEstimate,
  ratings: number,
): Pick<StatisticFacts, 'observed' | 'chance'> {
  const { observedDisagreement, expectedDisagreement } = alpha;
  if (observedDisagreement === null || expectedDisagreement === null) return {};
  if (distance.values.some((value) => value > 1)) return {};
  const observed = (1 - 1 / ratings) * (1 - observedDisagreement) + 1 / ratings;
  return { observed, chance: 1 - (expectedDisagreement * (ratings - 1)) / ratings };
}

/** How many units have ratings that differ. */
export function countDisagreeing(units: UnitCounts): number {
  const shares = agreementPerUnit(units, unweighted(units.categories));
  return shares.reduce((sum, share, unit) => sum + ((units.sizes[unit] ?? 0) >= 2 && share < 1 ? 1 : 0), 0);
}
