import { err, ok, type Result } from '../../platform/result';
import { listed, problemAt, type CalculatorFile, type CalculatorProblem } from './calculator-problem';
import type { CsvRow } from './csv-rows';

/** Numbers with a name for each row and each column. */
export interface NamedNumbers {
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/** Whole counts of a table, counts per item (whole as a rule, fractions where votes were shared), or distances. */
export type NumberKind = 'wholeCount' | 'count' | 'distance';

const expectations: Record<NumberKind, string> = {
  wholeCount: 'a whole number from 0',
  count: 'a number from 0',
  distance: 'a number',
};

/**
 * Reads a table of two coders or of distances: first row and first column are the categories, the same ones. Rows may
 * stand in another order than the columns; they are put in the columns' order.
 *
 * Refused: a row of another length, rows and columns that do not name the same categories, a cell that is no number (no
 * whole number from 0 for counts).
 *
 * @example parseSquare(rows of ',a,b\na,20,10\nb,20,50', 'wholeCount')
 */
export function parseSquare(
  rows: readonly CsvRow[],
  kind: NumberKind,
): Result<NamedNumbers, CalculatorProblem> {
  const read = parseNamedNumbers(rows, kind);
  if (!read.ok) return read;
  const { rowNames, columnNames } = read.value;
  const missingRow = columnNames.find((name) => !rowNames.includes(name));
  if (missingRow !== undefined) {
    return err(
      problemAt(fileOf(kind), `expected a row for each column, but got none for ${listed([missingRow])}`),
    );
  }
  const extraRow = rowNames.findIndex((name) => !columnNames.includes(name));
  if (extraRow >= 0) {
    const message = `expected one of the columns' categories ${listed(columnNames)}, but got ${listed(rowNames.slice(extraRow, extraRow + 1))}`;
    return err(problemAt(fileOf(kind), message, { line: rows[extraRow + 1]?.line ?? 0, column: 1 }));
  }
  const inOrder = columnNames.map((name) => read.value.rows[rowNames.indexOf(name)] ?? []);
  return ok({ rowNames: columnNames, columnNames, rows: inOrder });
}

/**
 * Reads a table of numbers with named rows and columns, such as counts per item and category. An empty cell is 0 in
 * counts.
 *
 * Refused: no row; a row of another length; a name that is empty or comes twice; a cell that is no number.
 *
 * @example parseNamedNumbers(rows of 'item,a,b\nu1,2,1', 'count').rows // [[2, 1]]
 */
export function parseNamedNumbers(
  rows: readonly CsvRow[],
  kind: NumberKind,
): Result<NamedNumbers, CalculatorProblem> {
  const [header, ...body] = rows;
  if (header === undefined || body.length === 0) {
    return err(problemAt(fileOf(kind), 'expected rows below the header, but got none'));
  }
  const columnNames = header.cells.slice(1);
  const problem = columnProblem(header, kind) ?? rowProblem(body, header, kind);
  if (problem !== undefined) return err(problem);
  return ok({
    rowNames: body.map(({ cells }) => cells[0] ?? ''),
    columnNames,
    rows: body.map(({ cells }) => cells.slice(1).map(Number)),
  });
}

const fileOf = (kind: NumberKind): CalculatorFile => (kind === 'distance' ? 'distance' : 'data');

function columnProblem({ line, cells }: CsvRow, kind: NumberKind): CalculatorProblem | undefined {
  const file = fileOf(kind);
  const names = cells.slice(1);
  if (names.length === 0) {
    return problemAt(file, 'expected a column per category, but got none', { line });
  }
  const wrong = names.findIndex((name, at) => name === '' || names.indexOf(name) !== at);
  if (wrong < 0) return undefined;
  const message = `expected each category once, but got ${listed([names[wrong] ?? ''])}`;
  return problemAt(file, message, { line, column: wrong + 2 });
}

function rowProblem(
  body: readonly CsvRow[],
  header: CsvRow,
  kind: NumberKind,
): CalculatorProblem | undefined {
  const seen = new Set<string>();
  for (const { line, cells } of body) {
    const name = cells[0] ?? '';
    if (cells.length !== header.cells.length) {
      const message = `expected ${header.cells.length} cells as in the header, but got ${cells.length}`;
      return problemAt(fileOf(kind), message, { line });
    }
    if (name === '' || seen.has(name)) {
      return problemAt(fileOf(kind), `expected each row's name once, but got ${listed([name])}`, {
        line,
        column: 1,
      });
    }
    seen.add(name);
    const wrong = cells.slice(1).findIndex((cell) => !isNumber(cell, kind));
    if (wrong >= 0) return cellProblem(cells[wrong + 1] ?? '', kind, { line, column: wrong + 2 });
  }
  return undefined;
}

function cellProblem(
  received: string,
  kind: NumberKind,
  place: { readonly line: number; readonly column: number },
): CalculatorProblem {
  return problemAt(fileOf(kind), `expected ${expectations[kind]}, but got ${listed([received])}`, place);
}

function isNumber(cell: string, kind: NumberKind): boolean {
  const value = Number(cell);
  switch (kind) {
    case 'wholeCount':
      return Number.isSafeInteger(value) && value >= 0;
    case 'count':
      return Number.isFinite(value) && value >= 0;
    case 'distance':
      return cell !== '' && Number.isFinite(value);
  }
}
