import { err, ok, type Result } from '../../platform/result';
import { missing, type AgreementData } from '../statistics';
import { listed, problemAt, type CalculatorProblem } from './calculator-problem';
import { categoryFinder, naturally, scaleInOrder, scaleOf, type CategoryScale } from './category-scale';
import { csvRows, type CsvRow } from './csv-rows';
import { parseNamedNumbers, parseSquare, type NamedNumbers } from './parse-numbers';
import { parseRatings, type WrittenRatings } from './parse-ratings';

/** `ratings` is long or wide, told apart by the header; a table of two coders; or counts per item. */
export type DataShape = 'ratings' | 'table' | 'counts';

/** A data set read from text, and the categories it is about. */
export interface ReadData {
  readonly data: AgreementData;
  readonly scale: CategoryScale;
}

/**
 * Reads a data set of a shape. Items come in natural order. Categories are those declared, else those of the table's
 * or the counts' header, else those that occur.
 *
 * Refused with line and column: what cannot be read, and a category that is not declared.
 *
 * @example readData('item,ann,bob\nu1,a,b', 'ratings', null) // categories a, b
 */
export function readData(
  text: string,
  shape: DataShape,
  declared: readonly string[] | null,
): Result<ReadData, CalculatorProblem> {
  const rows = csvRows(text, 'data');
  if (!rows.ok) return rows;
  switch (shape) {
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

/** A number of a table, 0 where it has no such row or column. */
export const cellAt = ({ rows }: NamedNumbers, row: number, column: number): number =>
  rows[row]?.[column] ?? 0;
