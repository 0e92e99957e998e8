import { err, ok, type Result } from '../../platform/result';

/** What stands for a missing rating in `Ratings.codes`. */
export const missing = -1;

/** Ratings as numbers: who put which item where. */
export interface Ratings {
  readonly items: number;
  readonly coders: number;
  /** How many categories were declared; codes run from 0 to categories - 1. */
  readonly categories: number;
  /** items x coders, row by row: the category's index, or -1 for missing. */
  readonly codes: Int32Array;
}

/** Why rows of names are no ratings; rows and columns count from 0. */
export type RatingsProblem =
  | {
      readonly kind: 'UNEQUAL_ROWS';
      readonly row: number;
      readonly expected: number;
      readonly received: number;
    }
  | {
      readonly kind: 'UNDECLARED_CATEGORY';
      readonly row: number;
      readonly column: number;
      readonly received: string;
    }
  | { readonly kind: 'DUPLICATE_CATEGORY'; readonly received: string };

/**
 * Turns rows of category names into numbers.
 *
 * One row per item, one column per coder, null for a missing rating; rows and columns in the problem count from 0.
 * Refused: a row of another length, a category that is not declared, a category declared twice.
 *
 * @example codeRatings([['a', 'b'], ['a', null]], ['a', 'b']) // codes [0, 1, 0, -1]
 */
export function codeRatings(
  rows: readonly (readonly (string | null)[])[],
  categories: readonly string[],
): Result<Ratings, RatingsProblem> {
  const indexes = new Map(categories.map((category, index) => [category, index]));
  const repeated = categories.find((category, index) => categories.indexOf(category) !== index);
  if (repeated !== undefined) return err({ kind: 'DUPLICATE_CATEGORY', received: repeated });
  const coders = rows[0]?.length ?? 0;
  const codes = new Int32Array(rows.length * coders).fill(missing);
  for (const [row, ratings] of rows.entries()) {
    if (ratings.length !== coders) {
      return err({ kind: 'UNEQUAL_ROWS', row, expected: coders, received: ratings.length });
    }
    for (const [column, category] of ratings.entries()) {
      if (category === null) continue;
      const code = indexes.get(category);
      if (code === undefined) return err({ kind: 'UNDECLARED_CATEGORY', row, column, received: category });
      codes[row * coders + column] = code;
    }
  }
  return ok({ items: rows.length, coders, categories: categories.length, codes });
}

/** The category index that a coder gave to an item, or -1. */
export const codeOf = (ratings: Ratings, item: number, coder: number): number =>
  ratings.codes[item * ratings.coders + coder] ?? missing;
