import { mergeCounts, pairableRatings, pairableUnits } from '../agreement-counts';
import { nominalDistance } from '../distance';
import {
  cutAtLevel,
  deepestLevel,
  levelDistance,
  wuPalmerDistance,
  type TaxonomyPath,
} from '../path-distance';
import { percentAgreement } from '../percent-agreement';
import { mergeCategories } from '../unit-counts';
import { alphaStatistic } from './alpha-statistic';
import type { ReportContext } from './report-context';
import type { ReportedStatistic } from './report-types';
import { bareStatistic } from './report-uncertainty';

/** Alpha by distance in the taxonomy, and alpha and agreement at each of its levels. */
export function levelStatistics(context: ReportContext): ReportedStatistic[] {
  const { paths } = context.options;
  if (paths === undefined) return [];
  const { units, counts } = context;
  const byPath = (name: string, distance = wuPalmerDistance(paths)): ReportedStatistic =>
    alphaStatistic(context, { units, counts, distance }, { name });
  const levels = Array.from({ length: deepestLevel(paths) }, (_, index) => index + 1);
  return [
    byPath('krippendorff_alpha_path'),
    byPath('krippendorff_alpha_path_levels', levelDistance(paths)),
    ...levels.flatMap((level) => atLevel(context, paths, level)),
  ];
}

function atLevel(context: ReportContext, paths: readonly TaxonomyPath[], level: number): ReportedStatistic[] {
  const { branches, branchOf } = cutAtLevel(paths, level);
  const size = branches.length;
  const units = mergeCategories(context.units, branchOf, size);
  const counts = mergeCounts(context.counts, branchOf, size);
  const facts = { level, items: pairableUnits(counts), ratings: pairableRatings(counts) };
  return [
    alphaStatistic(
      context,
      { units, counts, distance: nominalDistance(size) },
      { name: 'krippendorff_alpha_level', level },
    ),
    bareStatistic({ name: 'percent_agreement_level', ...facts }, percentAgreement(counts)),
  ];
}
