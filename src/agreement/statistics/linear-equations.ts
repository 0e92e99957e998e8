const negligible = 1e-12;

/**
 * Solves a square system of linear equations by elimination with pivoting; null when it has no unique solution.
 *
 * @example solveLinear([[2, 0], [0, 4]], [2, 2]) // [1, 0.5]
 */
export function solveLinear(
  matrix: readonly (readonly number[])[],
  rightSide: readonly number[],
): readonly number[] | null {
  const size = matrix.length;
  const rows = matrix.map((row, index) => [...row, rightSide[index] ?? 0]);
  for (let column = 0; column < size; column += 1) {
    const pivot = largestBelow(rows, column);
    const top = rows[pivot] ?? [];
    if (Math.abs(top[column] ?? 0) < negligible) return null;
    rows[pivot] = rows[column] ?? [];
    rows[column] = top;
    for (let below = column + 1; below < size; below += 1) {
      const factor = (rows[below]?.[column] ?? 0) / (top[column] ?? 1);
      rows[below] = (rows[below] ?? []).map((value, at) => value - factor * (top[at] ?? 0));
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    const values = rows[row] ?? [];
    const known = solution.reduce((sum, value, at) => (at > row ? sum + value * (values[at] ?? 0) : sum), 0);
    solution[row] = ((values[size] ?? 0) - known) / (values[row] ?? 1);
  }
  return solution;
}

function largestBelow(rows: readonly (readonly number[])[], column: number): number {
  let largest = column;
  for (let row = column + 1; row < rows.length; row += 1) {
    if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[largest]?.[column] ?? 0)) largest = row;
  }
  return largest;
}
