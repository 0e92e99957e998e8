import { err, ok, type Result } from '../../platform/result';
import type { TaxonomyPath } from '../statistics';
import { listed, problemAt, type CalculatorProblem } from './calculator-problem';
import type { CsvRow } from './csv-rows';

const separator = ' > ';

/**
 * Reads where each category stands in a taxonomy. First column the category; then either a column named `path` with
 * the names from the top down separated by " > ", or one column per level, empty below the category's own. Other
 * columns beside `path` are passed over.
 *
 * Refused: no path column; a category without a name, without a path or with two different paths.
 *
 * @example parsePaths(rows of 'label,path\nFee,Bill > Fee').get('Fee') // ['Bill', 'Fee']
 */
export function parsePaths(
  rows: readonly CsvRow[],
): Result<ReadonlyMap<string, TaxonomyPath>, CalculatorProblem> {
  const [header, ...body] = rows;
  if (header === undefined || header.cells.length < 2) {
    return err(
      problemAt('paths', 'expected a column for the category and one for its path, but got one column'),
    );
  }
  const pathColumn = header.cells.findIndex((name) => name.toLowerCase() === 'path');
  const paths = new Map<string, TaxonomyPath>();
  for (const { line, cells } of body) {
    const category = cells[0] ?? '';
    if (category === '') {
      return err(problemAt('paths', 'expected the name of a category, but got nothing', { line, column: 1 }));
    }
    const path = pathOf(cells, pathColumn);
    if (path.length === 0) {
      return err(problemAt('paths', `expected a path for ${listed([category])}, but got nothing`, { line }));
    }
    const before = paths.get(category);
    if (before !== undefined && before.join(separator) !== path.join(separator)) {
      const message = `expected one path for ${listed([category])}, but got ${listed([before.join(separator), path.join(separator)])}`;
      return err(problemAt('paths', message, { line }));
    }
    paths.set(category, path);
  }
  return ok(paths);
}

function pathOf(cells: readonly string[], pathColumn: number): TaxonomyPath {
  const names = pathColumn > 0 ? (cells[pathColumn] ?? '').split(separator.trim()) : cells.slice(1);
  return names.map((name) => name.trim()).filter((name) => name !== '');
}
