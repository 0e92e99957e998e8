import { err, ok, type Result } from '../../../platform/result';
import { countAgreement, pairableVotes, type AgreementCounts } from '../agreement-counts';
import { usualBootstrap, type BootstrapOptions } from '../bootstrap';
import { distanceFromWeights, nominalDistance, type Distance } from '../distance';
import { intervalDistance, ordinalDistance, ratioDistance } from '../krippendorff-metrics';
import type { Ratings } from '../ratings';
import { unitCounts, unitCountsFrom, type UnitCounts } from '../unit-counts';
import { clustersOf, eachUnit, singleUnits, type UnitGroup } from '../unit-groups';
import { positions, schemeWeights, unweighted, type Weights } from '../weights';
import type { AgreementData, ReportOptions, ReportProblem, StandardErrorMethod } from './report-types';

/** Everything the parts of a report share, computed once. */
export interface ReportContext {
  readonly options: ReportOptions;
  readonly method: StandardErrorMethod;
  readonly bootstrap: BootstrapOptions;
  /** Null where it is not known who rated. */
  readonly ratings: Ratings | null;
  readonly isTable: boolean;
  readonly items: readonly string[];
  readonly coders: readonly string[];
  readonly units: UnitCounts;
  readonly counts: AgreementCounts;
  readonly weights: Weights;
  /** The distance of alpha, made from the pairable votes; only the ordinal one depends on them. */
  readonly distanceOfVotes: (votes: Float64Array) => Distance;
  readonly distance: Distance;
  readonly distanceDependsOnVotes: boolean;
  /** What the jackknife leaves out together, alike units once. */
  readonly groups: readonly UnitGroup[];
  /** The same without merging alike units, for coefficients that ask who rated. */
  readonly ownGroups: readonly UnitGroup[];
}

/** Prepares a report: weights, distance and counts, or what is wrong with the request. */
export function reportContext(
  data: AgreementData,
  options: ReportOptions,
): Result<ReportContext, ReportProblem> {
  const problem = sizeProblem(options);
  if (problem !== undefined) return err(problem);
  const weights = weightsOf(data, options);
  if (!weights.ok) return weights;
  const distanceOfVotes = distanceFunction(options, weights.value);
  if (!distanceOfVotes.ok) return distanceOfVotes;
  const ratings = ratingsOf(data, options.categories.length);
  const units = ratings === null ? unitsOfCounts(data, options) : unitCounts(ratings);
  const counts = countAgreement(units);
  return ok({
    ...namesOf(data),
    ...groupsOf(units, options),
    options,
    method: options.standardError ?? 'linearised',
    bootstrap: options.bootstrap ?? usualBootstrap,
    ratings,
    units,
    counts,
    weights: weights.value,
    distanceOfVotes: distanceOfVotes.value,
    distance: distanceOfVotes.value(pairableVotes(counts)),
    distanceDependsOnVotes: options.distance === undefined && options.metric === 'ordinal',
  });
}

const namesOf = (data: AgreementData): Pick<ReportContext, 'isTable' | 'items' | 'coders'> => ({
  isTable: data.kind === 'table',
  items: data.kind === 'table' ? [] : data.items,
  coders: data.kind === 'ratings' ? data.coders : [],
});

function groupsOf(
  units: UnitCounts,
  { clusters }: ReportOptions,
): Pick<ReportContext, 'groups' | 'ownGroups'> {
  if (clusters === undefined) return { groups: singleUnits(units), ownGroups: eachUnit(units) };
  const groups = clustersOf(units, clusters);
  return { groups, ownGroups: groups };
}

function sizeProblem({ categories, distance, paths }: ReportOptions): ReportProblem | undefined {
  const expected = categories.length;
  if (distance !== undefined && distance.size !== expected) {
    return { kind: 'SIZES_DIFFER', of: 'distance', expected, received: distance.size };
  }
  if (paths !== undefined && paths.length !== expected) {
    return { kind: 'SIZES_DIFFER', of: 'paths', expected, received: paths.length };
  }
  return undefined;
}

function weightsOf(data: AgreementData, options: ReportOptions): Result<Weights, ReportProblem> {
  const scheme = options.weights ?? 'unweighted';
  if (scheme === 'unweighted') return ok(unweighted(options.categories.length, options.declared));
  const actsOnValues = data.kind === 'ratings' && options.weightBasis !== 'position';
  const levels = (actsOnValues ? options.levels : null) ?? positions(options.categories.length);
  const negative = levels.find((level) => level < 0);
  if (scheme === 'ratio' && negative !== undefined) {
    return err({ kind: 'METRIC_NEEDS_POSITIVE_LEVELS', metric: 'ratio weights', received: negative });
  }
  return ok(schemeWeights(scheme, levels));
}

function distanceFunction(
  { distance, metric, weights, levels, categories }: ReportOptions,
  matrix: Weights,
): Result<(votes: Float64Array) => Distance, ReportProblem> {
  if (distance !== undefined) return ok(() => distance);
  if (metric === 'ordinal') return ok(ordinalDistance);
  if (metric === 'interval' || metric === 'ratio') {
    if (levels === null) return err({ kind: 'METRIC_NEEDS_NUMBERS', metric });
    const made = metric === 'interval' ? ok(intervalDistance(levels)) : ratioDistance(levels);
    if (!made.ok)
      return err({ kind: 'METRIC_NEEDS_POSITIVE_LEVELS', metric, received: made.problem.received });
    return ok(() => made.value);
  }
  const isWeighted = metric === undefined && weights !== undefined && weights !== 'unweighted';
  const fixed = isWeighted ? distanceFromWeights(matrix) : nominalDistance(categories.length);
  return ok(() => fixed);
}

function ratingsOf(data: AgreementData, categories: number): Ratings | null {
  switch (data.kind) {
    case 'ratings':
      return data.ratings;
    case 'table':
      return ratingsOfTable(data.table, categories);
    case 'counts':
      return null;
  }
}

function ratingsOfTable(table: readonly (readonly number[])[], categories: number): Ratings {
  const items = table.reduce((sum, row) => sum + row.reduce((inRow, count) => inRow + count, 0), 0);
  const codes = new Int32Array(2 * items);
  let at = 0;
  for (const [first, row] of table.entries()) {
    for (const [second, count] of row.entries()) {
      for (let unit = 0; unit < count; unit += 1) {
        codes[at] = first;
        codes[at + 1] = second;
        at += 2;
      }
    }
  }
  return { items, coders: 2, categories, codes };
}

const unitsOfCounts = (data: AgreementData, { categories }: ReportOptions): UnitCounts =>
  unitCountsFrom(data.kind === 'counts' ? data.counts : [], categories.length);
