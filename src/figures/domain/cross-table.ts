/** Counts by two properties; only the cells that hold something. */
export interface CrossTable<Row, Column> {
  readonly cells: ReadonlyMap<Row, ReadonlyMap<Column, number>>;
  readonly rowTotals: ReadonlyMap<Row, number>;
  readonly columnTotals: ReadonlyMap<Column, number>;
  readonly total: number;
}

/**
 * The table of counts that are given cell by cell, in any order and also in parts. Linear in their number.
 *
 * @example crossTable([{ row: 'a', column: 'x', count: 2 }]).rowTotals.get('a') // 2
 */
export function crossTable<Row, Column>(
  counts: Iterable<{ readonly row: Row; readonly column: Column; readonly count: number }>,
): CrossTable<Row, Column> {
  const cells = new Map<Row, Map<Column, number>>();
  const rowTotals = new Map<Row, number>();
  const columnTotals = new Map<Column, number>();
  let total = 0;
  for (const { row, column, count } of counts) {
    if (count === 0) continue;
    const inRow = cells.get(row) ?? new Map<Column, number>();
    cells.set(row, inRow);
    add(inRow, column, count);
    add(rowTotals, row, count);
    add(columnTotals, column, count);
    total += count;
  }
  return { cells, rowTotals, columnTotals, total };
}

export function add<Key>(tally: Map<Key, number>, key: Key, count: number): void {
  tally.set(key, (tally.get(key) ?? 0) + count);
}
