import { err, ok, type Result } from '../../platform/result';
import {
  agreementReport,
  distanceFrom,
  missing,
  type AgreementReport,
  type Distance,
  type KrippendorffMetric,
  type ReportOptions,
  type StandardErrorMethod,
  type TaxonomyPath,
  type WeightScheme,
} from '../statistics';
import { listed, problemAt, type CalculatorProblem } from './calculator-problem';
import { categoryFinder, scaleInOrder, type CategoryScale } from './category-scale';
import { csvRows } from './csv-rows';
import { describeDistanceProblem, describeReportProblem } from './describe-refusal';
import { parseSquare, type NamedNumbers } from './parse-numbers';
import { parsePaths } from './parse-paths';
import { cellAt, readData, type DataShape } from './read-data';

// Weights and distances are tables of all pairs of categories; a column of free text is no scale.
const mostCategories = 2000;

/** What the calculator is given: texts of files, and choices. */
export interface CalculatorInput {
  readonly text: string;
  readonly shape: DataShape;
  readonly metric?: KrippendorffMetric;
  readonly weights?: WeightScheme;
  readonly weightBasis?: 'value' | 'position';
  readonly standardError?: StandardErrorMethod;
  /** Declared categories, as one line of CSV; default those that occur. */
  readonly categories?: string;
  readonly distanceText?: string;
  readonly pathsText?: string;
  /** Told after each coefficient whose units were drawn anew: with many ratings each takes seconds. */
  readonly onBootstrapped?: () => void;
}

/**
 * Agreement statistics of a data set given as text: long, wide, a table of two coders, or counts.
 *
 * Categories are those declared, else those of the distance file, else those that occur. Refused with file, line and
 * column: what cannot be read, a category that is not declared or has no path, an asymmetric distance, a metric that
 * does not fit the categories.
 *
 * @example calculate({ text: ',a,b\na,20,10\nb,20,50', shape: 'table' })
 */
export function calculate(input: CalculatorInput): Result<AgreementReport, CalculatorProblem> {
  if (input.metric !== undefined && input.distanceText !== undefined) {
    return err(problemAt('options', 'expected either a metric or a distance file, but got both'));
  }
  const distance = distanceTable(input);
  if (!distance.ok) return distance;
  const declared = declaredNames(input, distance.value);
  if (!declared.ok) return declared;
  const read = readData(input.text, input.shape, declared.value);
  if (!read.ok) return read;
  const { data, scale } = read.value;
  if (scale.categories.length > mostCategories) return err(tooManyCategories(scale));
  const paths = pathsOf(input, scale);
  if (!paths.ok) return paths;
  const ordered = distanceInOrder(distance.value, scale);
  if (!ordered.ok) return ordered;
  const options = { ...choicesOf(input), ...scale, distance: ordered.value, paths: paths.value };
  const report = agreementReport(data, present(options));
  return report.ok ? report : err(problemAt('options', describeReportProblem(report.problem)));
}

const tooManyCategories = ({ categories }: CategoryScale): CalculatorProblem =>
  problemAt('data', `expected at most ${mostCategories} categories, but got ${categories.length}`);

const choicesOf = (input: CalculatorInput) => ({
  metric: input.metric,
  weights: input.weights,
  weightBasis: input.weightBasis,
  standardError: input.standardError,
  onBootstrapped: input.onBootstrapped,
});

/** Leaves out what was not chosen. */
function present(options: Chosen): ReportOptions {
  const { distance, paths, ...rest } = options;
  return { ...rest, ...(distance === null ? {} : { distance }), ...(paths === null ? {} : { paths }) };
}

interface Chosen extends Omit<ReportOptions, 'distance' | 'paths'> {
  readonly distance: Distance | null;
  readonly paths: readonly TaxonomyPath[] | null;
}

function declaredNames(
  { categories }: CalculatorInput,
  distance: NamedNumbers | null,
): Result<readonly string[] | null, CalculatorProblem> {
  if (categories === undefined) return ok(distance === null ? null : distance.columnNames);
  if (categories.trim() === '')
    return err(problemAt('options', 'expected the declared categories, separated by commas, but got none'));
  const rows = csvRows(categories, 'options');
  if (!rows.ok) return rows;
  const names = rows.value[0]?.cells ?? [];
  const wrong = names.find((name, at) => name === '' || names.indexOf(name) !== at);
  if (wrong === undefined) return ok(names);
  return err(problemAt('options', `expected different categories, but got ${listed([wrong])} among them`));
}

function distanceTable({ distanceText }: CalculatorInput): Result<NamedNumbers | null, CalculatorProblem> {
  if (distanceText === undefined) return ok(null);
  const rows = csvRows(distanceText, 'distance');
  return rows.ok ? parseSquare(rows.value, 'distance') : rows;
}

function distanceInOrder(
  table: NamedNumbers | null,
  scale: CategoryScale,
): Result<Distance | null, CalculatorProblem> {
  if (table === null) return ok(null);
  const checked = distanceFrom(table.rows);
  if (!checked.ok) return err(describeDistanceProblem(checked.problem, table.columnNames));
  const find = categoryFinder(scaleInOrder(table.columnNames));
  const places = scale.categories.map(find);
  const lacking = places.indexOf(missing);
  if (lacking >= 0) {
    const name = listed([scale.categories[lacking] ?? '']);
    return err(problemAt('distance', `expected a row and a column for category ${name}, but got none`));
  }
  const ordered = distanceFrom(places.map((row) => places.map((column) => cellAt(table, row, column))));
  return ordered.ok ? ordered : err(describeDistanceProblem(ordered.problem, scale.categories));
}

function pathsOf(
  { pathsText }: CalculatorInput,
  { categories }: CategoryScale,
): Result<readonly TaxonomyPath[] | null, CalculatorProblem> {
  if (pathsText === undefined) return ok(null);
  const rows = csvRows(pathsText, 'paths');
  if (!rows.ok) return rows;
  const paths = parsePaths(rows.value);
  if (!paths.ok) return paths;
  const lacking = categories.find((category) => !paths.value.has(category));
  if (lacking !== undefined) {
    return err(problemAt('paths', `expected a path for category ${listed([lacking])}, but got none`));
  }
  return ok(categories.map((category) => paths.value.get(category) ?? []));
}
