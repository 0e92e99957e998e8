import { againstRest, pairableRatings, pairableUnits, pairableVotes } from '../agreement-counts';
import { chanceCorrectedJackknife } from '../chance-corrected-jackknife';
import { nominalDistance } from '../distance';
import { defined, estimateOf, undefinedBecause } from '../estimate';
import { fleissCategoryErrorUnderIndependence } from '../fleiss-independence';
import { fleissKappa } from '../fleiss-kappa';
import { fleissPerUnit, linearisedError } from '../linearised-error';
import { resampledCoefficient, resampledSpecificAgreement } from '../resampled';
import { conditionalAgreement, pairAgreement, specificAgreement } from '../specific-agreement';
import { specificAgreementJackknife, specificAgreementLinearised } from '../specific-agreement-error';
import { countIn, unitsAgainstRest, type UnitCounts } from '../unit-counts';
import { singleUnits, type UnitGroup } from '../unit-groups';
import { unweighted } from '../weights';
import { alphaStatistic } from './alpha-statistic';
import { allFacts } from './overall-statistics';
import type { ReportContext } from './report-context';
import type { ReportedStatistic } from './report-types';
import { bareStatistic, statisticWithError } from './report-uncertainty';

// With more categories than this, only pairs that were in fact confused are reported.
const mostCategoriesForAllPairs = 20;

/** What can be said of each category by itself, and of each two of them. */
export function categoryStatistics(context: ReportContext): ReportedStatistic[] {
  return [
    ...context.options.categories.flatMap((_, category) => ofCategory(context, category)),
    ...categoryPairs(context),
  ];
}

function ofCategory(context: ReportContext, category: number): ReportedStatistic[] {
  const name = context.options.categories[category] ?? '';
  const merged = unitsAgainstRest(context.units, category);
  const counts = againstRest(context.counts, category);
  return [
    specificStatistic(context, category),
    alphaStatistic(
      context,
      { units: merged, counts, distance: nominalDistance(2) },
      { name: 'krippendorff_alpha_category', category: name },
    ),
    ...fleissStatistics(context, merged, category),
  ];
}

function specificStatistic(context: ReportContext, category: number): ReportedStatistic {
  const { units, counts, groups, options } = context;
  const facts = {
    name: 'specific_agreement',
    category: options.categories[category] ?? '',
    items: unitsWith(units, category),
    ratings: pairableVotes(counts)[category] ?? 0,
  };
  return statisticWithError(context, bareStatistic(facts, specificAgreement(counts, category)), {
    units: pairableUnits(counts),
    linearised: () => specificAgreementLinearised(units, category),
    jackknife: () => specificAgreementJackknife(units, category, groups),
    bootstrap: { units: pairableUnits(counts), prepare: () => resampledSpecificAgreement(units, category) },
  });
}

function fleissStatistics(context: ReportContext, merged: UnitCounts, category: number): ReportedStatistic[] {
  const counts = againstRest(context.counts, category);
  const weights = unweighted(2);
  const kappa = fleissKappa(counts, weights);
  const { observed, chance } = kappa;
  const estimate = estimateOf(kappa);
  const facts = { category: context.options.categories[category] ?? '', ...allFacts(context) };
  const groups = (): readonly UnitGroup[] =>
    context.options.clusters === undefined ? singleUnits(merged) : context.groups;
  const error = fleissCategoryErrorUnderIndependence(context.counts);
  const ratio =
    error.value === null || estimate.value === null
      ? undefinedBecause(estimate.undefinedBecause ?? error.undefinedBecause ?? 'NO_STANDARD_ERROR')
      : defined(estimate.value / error.value);
  return [
    statisticWithError(
      context,
      bareStatistic({ name: 'fleiss_kappa_category', ...facts, observed, chance }, estimate),
      {
        units: merged.units,
        linearised: () => linearisedError(merged, weights, fleissPerUnit(merged, weights)),
        linearisedForSingletons: () =>
          linearisedError(merged, weights, { ...fleissPerUnit(merged, weights), form: 'forSingletons' }),
        jackknife: () => chanceCorrectedJackknife('fleiss_kappa', merged, { weights, groups: groups() }),
        bootstrap: {
          units: merged.units,
          prepare: () => resampledCoefficient('fleiss_kappa', merged, weights),
        },
      },
    ),
    bareStatistic({ name: 'fleiss_kappa_category_z_h0', ...facts }, ratio),
  ];
}

function categoryPairs(context: ReportContext): ReportedStatistic[] {
  const { counts, options } = context;
  const votes = pairableVotes(counts);
  const used = options.categories
    .map((_, category) => category)
    .filter((category) => (votes[category] ?? 0) > 0);
  const isSmall = options.categories.length <= mostCategoriesForAllPairs;
  return used.flatMap((given) =>
    used.flatMap((other) => {
      const conditional = conditionalAgreement(counts, given, other);
      return isSmall || (conditional.value ?? 0) > 0 ? ofPair(context, given, other) : [];
    }),
  );
}

function ofPair(context: ReportContext, given: number, other: number): ReportedStatistic[] {
  const { counts, options } = context;
  const category = options.categories[given] ?? '';
  const pair: readonly [string, string] = [category, options.categories[other] ?? ''];
  const facts = { category, pair, items: pairableUnits(counts), ratings: pairableRatings(counts) };
  const conditional = bareStatistic(
    { name: 'conditional_agreement', ...facts },
    conditionalAgreement(counts, given, other),
  );
  if (given === other) return [conditional];
  return [
    conditional,
    bareStatistic({ name: 'specific_agreement_pair', ...facts }, pairAgreement(counts, given, other)),
  ];
}

function unitsWith(units: UnitCounts, category: number): number {
  let found = 0;
  for (let unit = 0; unit < units.units; unit += 1) {
    if ((units.sizes[unit] ?? 0) < 2) continue;
    if (countIn(units, unit, category) > 0) found += 1;
  }
  return found;
}
