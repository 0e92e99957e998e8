import { cohenKappa, kappaMaximum } from '../cohen-kappa';
import { defined, estimateOf, undefinedBecause, type ChanceCorrected } from '../estimate';
import { bhapkarTest, stuartMaxwellTest, type ChiSquareTest } from '../marginal-homogeneity';
import {
  coderPairs,
  occupiedCells,
  pairTableFrom,
  pairTableOf,
  usedLevels,
  type PairTable,
} from '../pair-table';
import { cohenErrorUnderIndependence, pairTableStandardError } from '../pair-table-error';
import { pairTableJackknife, type TwoCoderCoefficient } from '../pair-table-jackknife';
import type { Ratings } from '../ratings';
import type { Resampled } from '../resampled';
import { scottPi } from '../scott-pi';
import { positions, schemeWeights, type Weights } from '../weights';
import { chanceStatistic } from './overall-statistics';
import type { ReportContext } from './report-context';
import type { ReportedStatistic } from './report-types';
import { bareStatistic, statisticWithError, type StatisticFacts } from './report-uncertainty';

/** The coefficients and tests of each pair of coders. */
export function pairStatistics(context: ReportContext): ReportedStatistic[] {
  const { ratings } = context;
  if (ratings === null) return [];
  return coderPairs(ratings.coders).flatMap(([first, second]) =>
    statisticsOf(context, ratings, [first, second]),
  );
}

interface Pair {
  readonly facts: Omit<StatisticFacts, 'name'>;
  readonly table: PairTable;
  readonly weights: Weights;
}

function statisticsOf(
  context: ReportContext,
  ratings: Ratings,
  [first, second]: readonly [number, number],
): ReportedStatistic[] {
  const table = pairTableOf(ratings, first, second);
  const names: readonly [string, string] = [context.coders[first] ?? '', context.coders[second] ?? ''];
  const facts = { ...(context.isTable ? {} : { pair: names }), items: table.total, ratings: 2 * table.total };
  const pair = { facts, ...weightedTable(context, table) };
  const cohen = cohenKappa(pair.table, pair.weights);
  const scott = scottPi(pair.table, pair.weights);
  return [
    coefficient(context, pair, { name: 'cohen_kappa', kappa: cohen }),
    chanceStatistic('cohen_kappa', cohen.chance, facts),
    ...againstChance(pair, cohen),
    bareStatistic({ name: 'kappa_max', ...facts }, kappaMaximum(table)),
    coefficient(context, pair, { name: 'scott_pi', kappa: scott }),
    chanceStatistic('scott_pi', scott.chance, facts),
    tested('stuart_maxwell_chi2', facts, stuartMaxwellTest(table)),
    tested('bhapkar_chi2', facts, bhapkarTest(table)),
  ];
}

/** With positions as the basis, weights act on the positions among the levels that the pair used. */
function weightedTable(context: ReportContext, table: PairTable): Pick<Pair, 'table' | 'weights'> {
  const { weights: scheme, weightBasis } = context.options;
  const isByPosition = weightBasis === 'position' && scheme !== undefined && !context.isTable;
  if (!isByPosition) return { table, weights: context.weights };
  const used = usedLevels(table);
  return { table: used.table, weights: schemeWeights(scheme, positions(used.levels.length)) };
}

function coefficient(
  context: ReportContext,
  { facts, table, weights }: Pair,
  { name, kappa }: { readonly name: TwoCoderCoefficient; readonly kappa: ChanceCorrected },
): ReportedStatistic {
  const { observed, chance } = kappa;
  const error = (): number | null => pairTableStandardError(name, table, weights);
  const hasClusters = context.options.clusters !== undefined;
  return statisticWithError(context, bareStatistic({ name, ...facts, observed, chance }, estimateOf(kappa)), {
    units: table.total,
    linearised: error,
    asymptotic: error,
    ...(hasClusters ? {} : { jackknife: () => pairTableJackknife(name, table, weights) }),
    bootstrap: { units: table.total, prepare: () => resampledTable(name, table, weights) },
  });
}

function resampledTable(name: TwoCoderCoefficient, table: PairTable, weights: Weights): Resampled {
  const cellOfUnit = occupiedCells(table).flatMap(({ first, second, count }) =>
    Array.from({ length: count }, () => ({ first, second })),
  );
  return (times) => {
    const rows = Array.from({ length: table.size }, () => new Array<number>(table.size).fill(0));
    for (const [unit, { first, second }] of cellOfUnit.entries()) {
      const row = rows[first];
      if (row !== undefined) row[second] = (row[second] ?? 0) + (times[unit] ?? 0);
    }
    const drawn = pairTableFrom(rows);
    return (name === 'cohen_kappa' ? cohenKappa(drawn, weights) : scottPi(drawn, weights)).value;
  };
}

function againstChance({ facts, table, weights }: Pair, cohen: ChanceCorrected): ReportedStatistic[] {
  const error = cohenErrorUnderIndependence(table, weights);
  const why = cohen.undefinedBecause ?? 'NO_STANDARD_ERROR';
  const ratio =
    error === null || cohen.value === null || error === 0
      ? undefinedBecause(why)
      : defined(cohen.value / error);
  return [
    bareStatistic(
      { name: 'cohen_kappa_se_h0', ...facts },
      error === null ? undefinedBecause(why) : defined(error),
    ),
    bareStatistic({ name: 'cohen_kappa_z_h0', ...facts }, ratio),
  ];
}

const tested = (
  name: string,
  facts: Omit<StatisticFacts, 'name'>,
  test: ChiSquareTest,
): ReportedStatistic => ({
  ...bareStatistic({ name, ...facts }, estimateOf(test)),
  degreesOfFreedom: test.degreesOfFreedom,
  pValue: test.pValue,
});
