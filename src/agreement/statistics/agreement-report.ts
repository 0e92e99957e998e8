import { ok, type Result } from '../../platform/result';
import { categoryStatistics } from './report/category-statistics';
import { itemStatistics } from './report/item-statistics';
import { levelStatistics } from './report/level-statistics';
import { overallStatistics } from './report/overall-statistics';
import { pairStatistics } from './report/pair-statistics';
import { reportContext, type ReportContext } from './report/report-context';
import {
  reportParts,
  type AgreementData,
  type AgreementReport,
  type ReportedStatistic,
  type ReportOptions,
  type ReportPart,
  type ReportProblem,
} from './report/report-types';

const statisticsOf = {
  overall: overallStatistics,
  levels: levelStatistics,
  pairs: pairStatistics,
  categories: categoryStatistics,
  items: itemStatistics,
} satisfies Record<ReportPart, (context: ReportContext) => readonly ReportedStatistic[]>;

/**
 * Everything that can be said about the agreement in a data set: each coefficient over all coders, each pair of
 * coders, each category and each two of them, each level of a taxonomy, each item.
 *
 * Missing ratings and undefined numbers as each coefficient defines them; a number that does not exist is null with
 * its cause. Standard errors and intervals by the one method asked for, echoed with each number; null where a
 * statistic has none by that method.
 *
 * Refused: a metric that needs numbers on names, negative levels on a ratio scale, a distance or paths of another
 * number of categories.
 *
 * @example agreementReport({ kind: 'table', table: [[20, 10], [20, 50]] }, { categories: ['STAT', 'IReq'], levels: null })
 *          // statistics[0]: { name: 'percent_agreement', value: 0.7, standardError: 0.0461, ... }
 */
export function agreementReport(
  data: AgreementData,
  options: ReportOptions,
): Result<AgreementReport, ReportProblem> {
  const context = reportContext(data, options);
  if (!context.ok) return context;
  const parts = options.parts ?? reportParts;
  return ok({ statistics: parts.flatMap((part) => statisticsOf[part](context.value)) });
}
