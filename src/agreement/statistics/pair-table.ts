import type { Ratings } from './ratings';
import type { Weights } from './weights';

/** Two coders on the units that both rated: how many the first put in category c and the second in category d. */
export interface PairTable {
  readonly size: number;
  /** size x size, row by row: rows are the first coder's categories. Whole numbers. */
  readonly cells: Float64Array;
  readonly total: number;
  readonly rowTotals: Float64Array;
  readonly columnTotals: Float64Array;
}

/**
 * The table of two coders of a data set; units that only one of them rated do not count.
 *
 * @example pairTableOf(ratings, 0, 1).total // units that both rated
 */
export function pairTableOf(ratings: Ratings, first: number, second: number): PairTable {
  const { items, coders, categories, codes } = ratings;
  const cells = new Float64Array(categories * categories);
  for (let item = 0; item < items; item += 1) {
    const one = codes[item * coders + first] ?? -1;
    const other = codes[item * coders + second] ?? -1;
    if (one < 0 || other < 0) continue;
    const at = one * categories + other;
    cells[at] = (cells[at] ?? 0) + 1;
  }
  return withTotals(categories, cells);
}

/**
 * A table given as rows of counts.
 *
 * @example pairTableFrom([[20, 10], [20, 50]]).rowTotals // [30, 70]
 */
export const pairTableFrom = (rows: readonly (readonly number[])[]): PairTable =>
  withTotals(rows.length, Float64Array.from(rows.flat()));

/** All pairs of coders, each once. */
export const coderPairs = (coders: number): [number, number][] =>
  Array.from({ length: coders }, (_, first) => first).flatMap((first) =>
    Array.from({ length: coders - first - 1 }, (_, step): [number, number] => [first, first + step + 1]),
  );

/** The mean weight of the table's units: the observed agreement. */
export function tableAgreement(table: PairTable, weights: Weights): number {
  let sum = 0;
  for (let at = 0; at < table.cells.length; at += 1)
    sum += (table.cells[at] ?? 0) * (weights.values[at] ?? 0);
  return sum / table.total;
}

/** One cell that holds units. */
export interface Cell {
  readonly first: number;
  readonly second: number;
  readonly count: number;
}

/** The cells that hold units, row by row. */
export function occupiedCells(table: PairTable): Cell[] {
  const cells: Cell[] = [];
  for (let at = 0; at < table.cells.length; at += 1) {
    const count = table.cells[at] ?? 0;
    if (count > 0) cells.push({ first: Math.floor(at / table.size), second: at % table.size, count });
  }
  return cells;
}

/**
 * The table over the categories that the pair used, and which these are. For coefficients whose weights are the
 * positions among the levels that the pair used.
 *
 * @example usedLevels(pairTableFrom([[1, 0, 2], [0, 0, 0], [0, 0, 3]])).levels // [0, 2]
 */
export function usedLevels(table: PairTable): {
  readonly levels: readonly number[];
  readonly table: PairTable;
} {
  const levels = Array.from({ length: table.size }, (_, category) => category).filter(
    (category) => (table.rowTotals[category] ?? 0) + (table.columnTotals[category] ?? 0) > 0,
  );
  const rows = levels.map((row) => levels.map((column) => table.cells[row * table.size + column] ?? 0));
  return { levels, table: pairTableFrom(rows) };
}

function withTotals(size: number, cells: Float64Array): PairTable {
  const rowTotals = new Float64Array(size);
  const columnTotals = new Float64Array(size);
  let total = 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const count = cells[row * size + column] ?? 0;
      rowTotals[row] = (rowTotals[row] ?? 0) + count;
      columnTotals[column] = (columnTotals[column] ?? 0) + count;
      total += count;
    }
  }
  return { size, cells, total, rowTotals, columnTotals };
}
