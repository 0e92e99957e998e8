import { err, ok, type Result } from '../../platform/result';
import { listed, problemAt, type CalculatorProblem } from './calculator-problem';
import { naturally } from './category-scale';
import type { CsvRow } from './csv-rows';

/** One rating as it stands in a file. */
export interface WrittenRating {
  readonly item: string;
  readonly coder: string;
  readonly category: string;
  readonly line: number;
  readonly column: number;
}

/** The ratings of a file; items and coders in natural order, so that the order of the file does not matter. */
export interface WrittenRatings {
  readonly items: readonly string[];
  readonly coders: readonly string[];
  readonly ratings: readonly WrittenRating[];
}

const longHeader = ['item', 'coder', 'category'] as const;

/**
 * Reads ratings: long (exactly when the header is item,coder,category) or wide (a row per item: its name, then a
 * column per coder). An empty cell is a missing rating.
 *
 * Refused: no coder or no item; a row of another length than the header; an item or coder without a name; an item
 * (wide), a coder (wide) or an item and coder (long) that comes twice.
 *
 * @example parseRatings(rows of 'item,ann,bob\nu1,a,b\nu2,,a') // three ratings, u2 by ann missing
 */
export function parseRatings(rows: readonly CsvRow[]): Result<WrittenRatings, CalculatorProblem> {
  const [header, ...body] = rows;
  if (header === undefined || body.length === 0) {
    return err(problemAt('data', 'expected at least one item below the header, but got none'));
  }
  const ragged = body.find(({ cells }) => cells.length !== header.cells.length);
  if (ragged !== undefined) return err(lengthProblem(ragged, header));
  const isLong =
    header.cells.length === longHeader.length && longHeader.every((name, at) => header.cells[at] === name);
  return isLong ? parseLong(body) : parseWide(header, body);
}

const lengthProblem = ({ line, cells }: CsvRow, header: CsvRow): CalculatorProblem =>
  problemAt('data', `expected ${header.cells.length} cells as in the header, but got ${cells.length}`, {
    line,
  });

function parseLong(body: readonly CsvRow[]): Result<WrittenRatings, CalculatorProblem> {
  const seen = new Map<string, number>();
  const ratings: WrittenRating[] = [];
  for (const { line, cells } of body) {
    const [item = '', coder = '', category = ''] = cells;
    if (item === '')
      return err(problemAt('data', 'expected the name of an item, but got nothing', { line, column: 1 }));
    if (coder === '') {
      return err(problemAt('data', 'expected the name of a coder, but got nothing', { line, column: 2 }));
    }
    const key = JSON.stringify([item, coder]);
    const before = seen.get(key);
    if (before !== undefined) return err(repeatedRating(item, coder, { line, before }));
    seen.set(key, line);
    ratings.push({ item, coder, category, line, column: 3 });
  }
  return ok(collected(ratings));
}

const repeatedRating = (
  item: string,
  coder: string,
  { line, before }: { readonly line: number; readonly before: number },
): CalculatorProblem =>
  problemAt(
    'data',
    `expected one rating of ${listed([item])} by ${listed([coder])}, but line ${before} has one too`,
    {
      line,
    },
  );

function parseWide(header: CsvRow, body: readonly CsvRow[]): Result<WrittenRatings, CalculatorProblem> {
  const coders = header.cells.slice(1);
  const problem = headerProblem(header, coders) ?? repeatedItem(body);
  if (problem !== undefined) return err(problem);
  const ratings = body.flatMap(({ line, cells }) =>
    coders.map((coder, at) => ({
      item: cells[0] ?? '',
      coder,
      category: cells[at + 1] ?? '',
      line,
      column: at + 2,
    })),
  );
  return ok(collected(ratings));
}

function headerProblem({ line }: CsvRow, coders: readonly string[]): CalculatorProblem | undefined {
  if (coders.length === 0) {
    return problemAt('data', 'expected a column for the item and one per coder, but got one column', {
      line,
    });
  }
  const unnamed = coders.indexOf('');
  if (unnamed >= 0) {
    return problemAt('data', 'expected the name of a coder, but got nothing', { line, column: unnamed + 2 });
  }
  const repeated = coders.findIndex((coder, at) => coders.indexOf(coder) !== at);
  if (repeated < 0) return undefined;
  const name = listed([coders[repeated] ?? '']);
  return problemAt('data', `expected each coder once, but ${name} comes twice`, {
    line,
    column: repeated + 2,
  });
}

function repeatedItem(body: readonly CsvRow[]): CalculatorProblem | undefined {
  const seen = new Map<string, number>();
  for (const { line, cells } of body) {
    const item = cells[0] ?? '';
    if (item === '')
      return problemAt('data', 'expected the name of an item, but got nothing', { line, column: 1 });
    const before = seen.get(item);
    if (before !== undefined) {
      const message = `expected each item once, but ${listed([item])} is on line ${before} too`;
      return problemAt('data', message, { line, column: 1 });
    }
    seen.set(item, line);
  }
  return undefined;
}

function collected(ratings: readonly WrittenRating[]): WrittenRatings {
  return {
    items: [...new Set(ratings.map(({ item }) => item))].sort(naturally),
    coders: [...new Set(ratings.map(({ coder }) => coder))].sort(naturally),
    ratings: ratings.filter(({ category }) => category !== ''),
  };
}
