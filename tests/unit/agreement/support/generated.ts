import fc from 'fast-check';

import { codeOf, type Ratings } from '../../../../src/agreement/statistics';

/** Ratings of a few items by a few coders in a few categories, with missing ones. */
export const someRatings = (most = { items: 12, coders: 4, categories: 4 }): fc.Arbitrary<Ratings> =>
  fc
    .record({
      items: fc.integer({ min: 1, max: most.items }),
      coders: fc.integer({ min: 1, max: most.coders }),
      categories: fc.integer({ min: 1, max: most.categories }),
    })
    .chain(({ items, coders, categories }) =>
      fc
        .array(fc.integer({ min: -1, max: categories - 1 }), {
          minLength: items * coders,
          maxLength: items * coders,
        })
        .map((codes) => ({ items, coders, categories, codes: Int32Array.from(codes) })),
    );

/** The same ratings with items or coders in another order. */
export function reordered(ratings: Ratings, items: readonly number[], coders: readonly number[]): Ratings {
  const codes = items.flatMap((item) => coders.map((coder) => codeOf(ratings, item, coder)));
  return { ...ratings, codes: Int32Array.from(codes) };
}

/** The ratings without one item. */
export function withoutItem(ratings: Ratings, left: number): Ratings {
  const items = range(ratings.items).filter((item) => item !== left);
  const codes = items.flatMap((item) => range(ratings.coders).map((coder) => codeOf(ratings, item, coder)));
  return { ...ratings, items: items.length, codes: Int32Array.from(codes) };
}

export const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** The ratings of one item that are there. */
export const ratingsOfItem = (ratings: Ratings, item: number): number[] =>
  range(ratings.coders)
    .map((coder) => codeOf(ratings, item, coder))
    .filter((code) => code >= 0);

/** The jackknife by doing it: the value without each item in turn that counts. */
export function jackknifeByRecomputing(
  ratings: Ratings,
  valueOf: (left: Ratings) => number | null,
  counts: (item: number) => boolean,
): number | null {
  const values = range(ratings.items)
    .filter(counts)
    .map((item) => valueOf(withoutItem(ratings, item)));
  const known = values.filter((value) => value !== null);
  if (known.length < 2 || known.length < values.length) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(((known.length - 1) / known.length) * squares);
}
