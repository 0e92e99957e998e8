import { err, ok, type Result } from '../../platform/result';
import {
  agreementReport,
  distanceFrom,
  missing,
  type AgreementData,
  type AgreementReport,
  type Distance,
  type DistanceProblem,
  type KrippendorffMetric,
  type ReportOptions,
  type ReportProblem,
  type StandardErrorMethod,
  type TaxonomyPath,
  type WeightScheme,
} from '../statistics';
import { listed, problemAt, type CalculatorProblem } from './calculator-problem';
import { categoryFinder, naturally, scaleInOrder, scaleOf, type CategoryScale } from './category-scale';
import { csvRows, type CsvRow } from './csv-rows';
import { parseNamedNumbers, parseSquare, type NamedNumbers } from './parse-numbers';
import { parsePaths } from './parse-paths';
import { parseRatings, type WrittenRatings } from './parse-ratings';

/** What the calculator is given: texts of files, and choices. */
export interface CalculatorInput {
  readonly text: string;
  /** `ratings` is long or wide, told apart by the header. */
  readonly shape: 'ratings' | 'table' | 'counts';
  readonly metric?: KrippendorffMetric;
  readonly weights?: WeightScheme;
  readonly weightBasis?: 'value' | 'position';
  readonly standardError?: StandardErrorMethod;
  /** Declared categories, as one line of CSV; default those that occur. */
  readonly categories?: string;
  readonly distanceText?: string;
  readonly pathsText?: string;
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
  const read = readData(input, declared.value);
  if (!read.ok) return read;
  const { data, scale } = read.value;
  const paths = pathsOf(input, scale);
  if (!paths.ok) return paths;
  const ordered = distanceInOrder(distance.value, scale);
  if (!ordered.ok) return ordered;
  const { metric, weights, weightBasis, standardError } = input;
  const options: ReportOptions = {
    ...scale,
    ...(metric === undefined ? {} : { metric }),
    ...(weights === undefined ? {} : { weights }),
    ...(weightBasis === undefined ? {} : { weightBasis }),
    ...(standardError === undefined ? {} : { standardError }),
    ...(ordered.value === null ? {} : { distance: ordered.value }),
    ...(paths.value === null ? {} : { paths: paths.value }),
  };
  const report = agreementReport(data, options);
  return report.ok ? report : err(problemAt('options', describeReportProblem(report.problem)));
}

interface ReadData {
  readonly data: AgreementData;
  readonly scale: CategoryScale;
}

function declaredNames(
  { categories }: CalculatorInput,
  distance: NamedNumbers | null,
): Result<readonly string[] | null, CalculatorProblem> {
  if (categories === undefined) return ok(distance === null ? null : distance.columnNames);
  const rows = csvRows(categories, 'options');
  if (!rows.ok) return rows;
  const names = rows.value[0]?.cells ?? [];
  const wrong = names.find((name, at) => name === '' || names.indexOf(name) !== at);
  if (wrong === undefined) return ok(names);
  return err(problemAt('options', `expected different categories, but got ${listed([wrong])} among them`));
}

function readData(
  input: CalculatorInput,
  declared: readonly string[] | null,
): Result<ReadData, CalculatorProblem> {
  const rows = csvRows(input.text, 'data');
  if (!rows.ok) return rows;
  switch (input.shape) {
    case 'ratings':
      return readRatings(rows.value, declared);
    case 'table':
      return readTable(rows.value, declared);
    case 'counts':
      return readCounts(rows.value, declared);
  }
}

function readRatings(
  rows: readonly CsvRow[],
  declared: readonly string[] | null,
): Result<ReadData, CalculatorProblem> {
  const written = parseRatings(rows);
  if (!written.ok) return written;
  const occurring = [...new Set(written.value.ratings.map(({ category }) => category))].sort(naturally);
  const scale = scaleOf(declared ?? occurring);
  const find = categoryFinder(scale);
  const unknown = written.value.ratings.find(({ category }) => find(category) === missing);
  if (unknown !== undefined) {
    const message = `expected one of ${listed(scale.categories)}, but got ${listed([unknown.category])}`;
    return err(problemAt('data', message, unknown));
  }
  return ok({ scale, data: codedRatings(written.value, scale) });
}

function codedRatings({ items, coders, ratings }: WrittenRatings, scale: CategoryScale): AgreementData {
  const find = categoryFinder(scale);
  const rowOf = new Map(items.map((item, row) => [item, row]));
  const columnOf = new Map(coders.map((coder, column) => [coder, column]));
  const codes = new Int32Array(items.length * coders.length).fill(missing);
  for (const { item, coder, category } of ratings) {
    codes[(rowOf.get(item) ?? 0) * coders.length + (columnOf.get(coder) ?? 0)] = find(category);
  }
  const coded = { items: items.length, coders: coders.length, categories: scale.categories.length, codes };
  return { kind: 'ratings', ratings: coded, items, coders };
}

function readTable(
  rows: readonly CsvRow[],
  declared: readonly string[] | null,
): Result<ReadData, CalculatorProblem> {
  const square = parseSquare(rows, 'wholeCount');
  if (!square.ok) return square;
  const scale = scaleInOrder(declared ?? square.value.columnNames);
  const places = placesOf(square.value.columnNames, scale, rows);
  if (!places.ok) return places;
  const table = scale.categories.map((_, row) =>
    scale.categories.map((__, column) =>
      cellAt(square.value, places.value.indexOf(row), places.value.indexOf(column)),
    ),
  );
  return ok({ scale, data: { kind: 'table', table } });
}

function readCounts(
  rows: readonly CsvRow[],
  declared: readonly string[] | null,
): Result<ReadData, CalculatorProblem> {
  const read = parseNamedNumbers(rows, 'count');
  if (!read.ok) return read;
  const scale = scaleInOrder(declared ?? read.value.columnNames);
  const places = placesOf(read.value.columnNames, scale, rows);
  if (!places.ok) return places;
  const order = [...read.value.rowNames.keys()].sort((a, b) =>
    naturally(read.value.rowNames[a] ?? '', read.value.rowNames[b] ?? ''),
  );
  const counts = order.map((row) =>
    scale.categories.map((_, column) => cellAt(read.value, row, places.value.indexOf(column))),
  );
  const items = order.map((row) => read.value.rowNames[row] ?? '');
  return ok({ scale, data: { kind: 'counts', counts, items } });
}

/** For each column of the file the index of its category on the scale. */
function placesOf(
  names: readonly string[],
  scale: CategoryScale,
  rows: readonly CsvRow[],
): Result<readonly number[], CalculatorProblem> {
  const find = categoryFinder(scale);
  const unknown = names.findIndex((name) => find(name) === missing);
  if (unknown < 0) return ok(names.map(find));
  const message = `expected one of ${listed(scale.categories)}, but got ${listed([names[unknown] ?? ''])}`;
  return err(problemAt('data', message, { line: rows[0]?.line ?? 1, column: unknown + 2 }));
}

const cellAt = ({ rows }: NamedNumbers, row: number, column: number): number => rows[row]?.[column] ?? 0;

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

function describeDistanceProblem(problem: DistanceProblem, names: readonly string[]): CalculatorProblem {
  const name = (index: number): string => listed([names[index] ?? '']);
  switch (problem.kind) {
    case 'ASYMMETRIC': {
      const { row, column, there, back } = problem;
      const pair = `${name(row)} to ${name(column)} is ${there}, back it is ${back}`;
      return problemAt(
        'distance',
        `expected the same distance both ways, but ${pair}; give their mean if you want it`,
        {
          line: row + 2,
          column: column + 2,
        },
      );
    }
    case 'NOT_A_DISTANCE':
      return problemAt('distance', `expected a number from 0, but got ${problem.received}`, {
        line: problem.row + 2,
        column: problem.column + 2,
      });
    case 'NOT_ZERO_TO_ITSELF':
      return problemAt(
        'distance',
        `expected 0 from ${name(problem.row)} to itself, but got ${problem.received}`,
        {
          line: problem.row + 2,
          column: problem.row + 2,
        },
      );
    case 'NOT_SQUARE':
      return problemAt('distance', `expected ${problem.expected} columns, but got ${problem.received}`, {
        line: problem.row + 2,
      });
  }
}

function describeReportProblem(problem: ReportProblem): string {
  switch (problem.kind) {
    case 'METRIC_NEEDS_NUMBERS':
      return `expected numbers as categories for the metric ${problem.metric}, but got names`;
    case 'METRIC_NEEDS_POSITIVE_LEVELS':
      return `expected values from 0 for ${problem.metric}, but got ${problem.received}`;
    case 'SIZES_DIFFER':
      return `expected ${problem.expected} categories in the ${problem.of}, but got ${problem.received}`;
  }
}
