import { alphaReplicates, alphaReplicatesRecomputed } from '../alpha-jackknife';
import { defined, undefinedBecause, type Estimate } from '../estimate';
import { krippendorffAlpha } from '../krippendorff-alpha';
import { agreementPerUnit } from '../percent-agreement';
import { eachUnit } from '../unit-groups';
import { unweighted } from '../weights';
import type { ReportContext } from './report-context';
import type { ReportedStatistic } from './report-types';
import { bareStatistic } from './report-uncertainty';

// A report on more items would be mostly a copy of the data.
const mostItems = 1000;

/** The agreement on each item, and how much alpha would change without it. Left out with more than 1000 items. */
export function itemStatistics(context: ReportContext): ReportedStatistic[] {
  const { units, items, isTable } = context;
  if (isTable || units.units > mostItems) return [];
  const agreements = agreementPerUnit(units, unweighted(units.categories));
  const influences = influencePerUnit(context);
  return [...units.sizes.keys()].flatMap((unit) => {
    const size = units.sizes[unit] ?? 0;
    const facts = { item: items[units.rows[unit] ?? 0] ?? '', items: 1, ratings: size };
    const isPairable = size >= 2;
    const agreement: Estimate = isPairable
      ? defined(agreements[unit] ?? 0)
      : undefinedBecause('NO_PAIRABLE_UNIT');
    return [
      bareStatistic({ name: 'item_agreement', ...facts }, agreement),
      bareStatistic({ name: 'alpha_dfbeta_unit', ...facts }, influences.get(unit) ?? noInfluence),
    ];
  });
}

const noInfluence = undefinedBecause('NO_PAIRABLE_UNIT');

function influencePerUnit(context: ReportContext): ReadonlyMap<number, Estimate> {
  const { units, counts, distance, distanceOfVotes, distanceDependsOnVotes } = context;
  const alpha = krippendorffAlpha(counts, distance).value;
  const groups = eachUnit(units);
  const replicates = distanceDependsOnVotes
    ? alphaReplicatesRecomputed(units, distanceOfVotes, groups)
    : alphaReplicates(units, distance, groups);
  const pairable = [...units.sizes.keys()].filter((unit) => (units.sizes[unit] ?? 0) >= 2);
  return new Map(
    pairable.map((unit, index) => {
      const without = replicates[index]?.value ?? null;
      const exists = alpha !== null && without !== null;
      return [unit, exists ? defined(alpha - without) : undefinedBecause('NO_VARIATION')];
    }),
  );
}
