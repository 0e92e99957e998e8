import { chiSquareSurvival } from '../../agreement/statistics';
import type { CrossTable } from './cross-table';
import { figure, noFigure, type Figure } from './share';

/** How far two properties depend on each other. */
export interface Association {
  readonly contacts: number;
  readonly rows: number;
  readonly columns: number;
  readonly chiSquare: Figure;
  readonly degreesOfFreedom: number;
  /** How likely a chi-square at least this large is where the two do not depend on each other. */
  readonly pValue: Figure;
  /** 0 where they do not depend on each other, 1 where the row tells the column, or the other way round. */
  readonly cramersV: Figure;
  /** The share of cells in which fewer than five contacts are expected: with many of them the p-value says little. */
  readonly sparseCells: Figure;
}

/**
 * Pearson's chi-square of independence, and Cramér's V made from it, without a correction for bias. Only rows and columns
 * that hold a contact count. Undefined: NO_CONTACTS for an empty table; NO_VARIATION where there is a single row or column.
 *
 * Source: Cramér 1946, Mathematical Methods of Statistics, chapter 21; V = sqrt(chi-square / (n x (min(rows, columns) - 1))).
 *
 * @example associationOf(crossTable([{ row: 1, column: 1, count: 10 }, { row: 2, column: 2, count: 10 }])).cramersV.value // 1
 */
export function associationOf<Row, Column>(table: CrossTable<Row, Column>): Association {
  const [rows, columns] = [table.rowTotals.size, table.columnTotals.size];
  const sizes = { contacts: table.total, rows, columns };
  const degreesOfFreedom = rows < 2 || columns < 2 ? 0 : (rows - 1) * (columns - 1);
  if (degreesOfFreedom === 0) {
    const none = noFigure(table.total === 0 ? 'NO_CONTACTS' : 'NO_VARIATION');
    const nothing = { chiSquare: none, pValue: none, cramersV: none, sparseCells: none };
    return { ...sizes, ...nothing, degreesOfFreedom };
  }
  const statistic = chiSquareOf(table);
  const smaller = Math.min(rows, columns) - 1;
  return {
    ...{ ...sizes, degreesOfFreedom, chiSquare: figure(statistic) },
    pValue: figure(chiSquareSurvival(statistic, degreesOfFreedom)),
    cramersV: figure(Math.min(1, Math.sqrt(statistic / (table.total * smaller)))),
    sparseCells: figure(sparseCellsOf(table) / (rows * columns)),
  };
}

/** n x (SUM of observed² / (row total x column total) - 1): the same as the sum over all cells, from those that hold something. */
function chiSquareOf<Row, Column>({
  cells,
  rowTotals,
  columnTotals,
  total,
}: CrossTable<Row, Column>): number {
  let sum = 0;
  for (const [row, inRow] of cells) {
    const rowTotal = rowTotals.get(row) ?? 0;
    for (const [column, count] of inRow) sum += count ** 2 / (rowTotal * (columnTotals.get(column) ?? 0));
  }
  return Math.max(0, total * (sum - 1));
}

const leastExpected = 5;

function sparseCellsOf<Row, Column>({ rowTotals, columnTotals, total }: CrossTable<Row, Column>): number {
  const sorted = [...columnTotals.values()].sort((one, other) => one - other);
  let sparse = 0;
  for (const rowTotal of rowTotals.values()) {
    const at = sorted.findIndex((columnTotal) => (rowTotal * columnTotal) / total >= leastExpected);
    sparse += at < 0 ? sorted.length : at;
  }
  return sparse;
}
