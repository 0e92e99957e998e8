import { pairableRatings, pairableUnits } from '../agreement-counts';
import { brennanPrediger } from '../brennan-prediger';
import { chanceCorrectedJackknife, type ShareCoefficient } from '../chance-corrected-jackknife';
import { congerJackknife, lightJackknife } from '../coder-jackknife';
import { congerKappa } from '../conger-kappa';
import { defined, estimateOf, undefinedBecause, type ChanceCorrected, type Estimate } from '../estimate';
import { fleissErrorUnderIndependence } from '../fleiss-independence';
import { fleissKappa } from '../fleiss-kappa';
import { gwetAc } from '../gwet-ac';
import { wilsonInterval } from '../interval';
import { krippendorffAlpha } from '../krippendorff-alpha';
import { lightKappa } from '../light-kappa';
import {
  brennanPredigerPerUnit,
  congerPerUnit,
  fleissPerUnit,
  gwetPerUnit,
  linearisedError,
  noChance,
  type ChancePerUnit,
} from '../linearised-error';
import { pairTableOf } from '../pair-table';
import { pairTableStandardError, type PairTableCoefficient } from '../pair-table-error';
import { percentAgreement } from '../percent-agreement';
import { resampledCoefficient, resampledConger } from '../resampled';
import { isTooFew } from '../small-sample';
import { alphaStatistic, countDisagreeing, ownAlphaSource } from './alpha-statistic';
import type { ReportContext } from './report-context';
import type { ReportedStatistic } from './report-types';
import {
  bareStatistic,
  statisticWithError,
  type StatisticFacts,
  type Uncertainty,
} from './report-uncertainty';

/** The coefficients over the whole data set. */
export function overallStatistics(context: ReportContext): ReportedStatistic[] {
  return [
    percentStatistic(context),
    alphaStatistic(context, ownAlphaSource(context), { name: 'krippendorff_alpha' }),
    ...disagreements(context),
    ...shareStatistic(context, 'gwet_ac', gwetAc(context.counts, context.weights)),
    ...shareStatistic(context, 'fleiss_kappa', fleissKappa(context.counts, context.weights)),
    ...fleissAgainstChance(context),
    ...shareStatistic(context, 'brennan_prediger', brennanPrediger(context.counts, context.weights)),
    ...(context.ratings === null ? [] : coderStatistics(context)),
  ];
}

/** The units and ratings behind coefficients that count singletons. */
export const allFacts = ({ units }: ReportContext): Pick<StatisticFacts, 'items' | 'ratings'> => ({
  items: units.units,
  ratings: units.sizes.reduce((sum, size) => sum + size, 0),
});

const pairableFacts = ({ counts }: ReportContext): Pick<StatisticFacts, 'items' | 'ratings'> => ({
  items: pairableUnits(counts),
  ratings: pairableRatings(counts),
});

function percentStatistic(context: ReportContext): ReportedStatistic {
  const { counts, units, weights } = context;
  const agreement = percentAgreement(counts, weights);
  const items = pairableUnits(counts);
  const ways = shareUncertainty(context, 'percent_agreement');
  const facts = { name: 'percent_agreement', ...pairableFacts(context) };
  return statisticWithError(context, bareStatistic(facts, agreement), {
    ...ways,
    smallSample: (standardError) => {
      const isFew = isTooFew({
        pairableUnits: items,
        disagreeingUnits: countDisagreeing(units),
        standardError,
      });
      return isFew && agreement.value !== null ? wilsonInterval(agreement.value * items, items) : null;
    },
  });
}

function shareStatistic(
  context: ReportContext,
  name: Exclude<ShareCoefficient, 'percent_agreement'>,
  coefficient: ChanceCorrected,
): ReportedStatistic[] {
  const { observed, chance } = coefficient;
  const facts = { name, ...allFacts(context), observed, chance };
  return [
    statisticWithError(
      context,
      bareStatistic(facts, estimateOf(coefficient)),
      shareUncertainty(context, name),
    ),
    chanceStatistic(name, chance, { ...allFacts(context) }),
  ];
}

/** Chance agreement as a statistic of its own. */
export const chanceStatistic = (
  coefficient: string,
  chance: number | null,
  facts: Pick<StatisticFacts, 'items' | 'ratings' | 'pair'>,
): ReportedStatistic =>
  bareStatistic(
    { name: 'chance_agreement', for: coefficient, ...facts },
    chance === null ? undefinedBecause('NO_PAIRABLE_UNIT') : defined(chance),
  );

function shareUncertainty(context: ReportContext, name: ShareCoefficient): Uncertainty {
  const { units, weights, groups } = context;
  const perUnit = (): ChancePerUnit => chancePerUnitOf(context, name);
  const tableError = (): number | null => errorOfTable(context, name);
  return {
    units: units.units,
    linearised: () => (context.isTable ? tableError() : linearisedError(units, weights, perUnit())),
    linearisedForSingletons: () => linearisedError(units, weights, { ...perUnit(), form: 'forSingletons' }),
    ...(context.ratings?.coders === 2 ? { asymptotic: tableError } : {}),
    jackknife: () => chanceCorrectedJackknife(name, units, { weights, groups }),
    bootstrap: { units: units.units, prepare: () => resampledCoefficient(name, units, weights) },
  };
}

function chancePerUnitOf({ units, weights }: ReportContext, name: ShareCoefficient): ChancePerUnit {
  switch (name) {
    case 'percent_agreement':
      return noChance(units);
    case 'gwet_ac':
      return gwetPerUnit(units, weights);
    case 'fleiss_kappa':
      return fleissPerUnit(units, weights);
    case 'brennan_prediger':
      return brennanPredigerPerUnit(units, weights);
  }
}

/** The large-sample error from the pair table; only for two coders without items that just one of them rated. */
function errorOfTable({ ratings, units, weights }: ReportContext, name: ShareCoefficient): number | null {
  if (ratings?.coders !== 2 || units.sizes.some((size) => size < 2)) return null;
  const asTable: PairTableCoefficient = name === 'fleiss_kappa' ? 'scott_pi' : name;
  return pairTableStandardError(asTable, pairTableOf(ratings, 0, 1), weights);
}

function disagreements(context: ReportContext): ReportedStatistic[] {
  const alpha = krippendorffAlpha(context.counts, context.distance);
  const facts = pairableFacts(context);
  const asEstimate = (value: number | null): Estimate =>
    value === null ? undefinedBecause('NO_PAIRABLE_UNIT') : defined(value);
  return [
    bareStatistic({ name: 'observed_disagreement', ...facts }, asEstimate(alpha.observedDisagreement)),
    bareStatistic({ name: 'expected_disagreement', ...facts }, asEstimate(alpha.expectedDisagreement)),
  ];
}

function fleissAgainstChance(context: ReportContext): ReportedStatistic[] {
  const error = fleissErrorUnderIndependence(context.counts);
  const kappa = fleissKappa(context.counts).value;
  const facts = allFacts(context);
  const ratio =
    error.value === null || kappa === null || error.value === 0
      ? undefinedBecause(error.undefinedBecause ?? 'NO_STANDARD_ERROR')
      : defined(kappa / error.value);
  return [
    bareStatistic({ name: 'fleiss_kappa_se_h0', ...facts }, error),
    bareStatistic({ name: 'fleiss_kappa_z_h0', ...facts }, ratio),
  ];
}

function coderStatistics(context: ReportContext): ReportedStatistic[] {
  const { ratings, units, weights, counts, isTable } = context;
  if (ratings === null) return [];
  const kappa = congerKappa(ratings, percentAgreement(counts, weights).value, weights);
  const tableError = (): number | null =>
    pairTableStandardError('cohen_kappa', pairTableOf(ratings, 0, 1), weights);
  const { observed, chance } = kappa;
  const facts = { name: 'conger_kappa', ...allFacts(context), observed, chance };
  const conger = statisticWithError(context, bareStatistic(facts, estimateOf(kappa)), {
    units: units.units,
    linearised: () =>
      isTable ? tableError() : linearisedError(units, weights, congerPerUnit(ratings, units, weights)),
    linearisedForSingletons: () =>
      linearisedError(units, weights, { ...congerPerUnit(ratings, units, weights), form: 'forSingletons' }),
    jackknife: () => congerJackknife(ratings, units, { weights, groups: context.ownGroups }),
    bootstrap: { units: units.units, prepare: () => resampledConger(ratings, units, weights) },
  });
  const light = statisticWithError(
    context,
    bareStatistic({ name: 'light_kappa', ...pairableFacts(context) }, lightKappa(ratings, weights)),
    {
      units: units.units,
      ...(context.options.clusters === undefined
        ? { jackknife: () => lightJackknife(ratings, weights) }
        : {}),
    },
  );
  return [conger, chanceStatistic('conger_kappa', chance, allFacts(context)), light];
}
