import { distanceOf, type Distance } from './distance';

/** Where a category stands in a taxonomy: the names from below the root down to the category itself. */
export type TaxonomyPath = readonly string[];

/**
 * How far apart are two categories of a tree, when disagreeing inside a branch is less bad than across branches?
 *
 * 1 - 2 x depth of the deepest common ancestor / (depth of the one + depth of the other), the root having depth 0
 * (the form of Wu and Palmer). Within 0..1, symmetric, 0 only from a category to itself.
 *
 * Source: Wu & Palmer 1994, Verb Semantics and Lexical Selection (as a similarity).
 *
 * @example wuPalmerDistance([['Bill', 'Fee'], ['Bill', 'Refund'], ['Login']]) // Fee to Refund 0.5, Fee to Login 1
 */
export const wuPalmerDistance = (paths: readonly TaxonomyPath[]): Distance =>
  distanceOf(
    paths.map((one) => paths.map((other) => 1 - (2 * sharedLevels(one, other)) / bothDepths(one, other))),
  );

/**
 * The same question by levels: 1 - shared levels / depth of the deeper of the two.
 *
 * The deeper of the two and not the tree's depth, by which a shallow leaf would be at a distance from itself.
 *
 * @example levelDistance([['Bill', 'Fee'], ['Bill', 'Refund', 'Late']]) // Fee to Late 1 - 1/3
 */
export const levelDistance = (paths: readonly TaxonomyPath[]): Distance =>
  distanceOf(
    paths.map((one) =>
      paths.map((other) => 1 - sharedLevels(one, other) / Math.max(one.length, other.length, 1)),
    ),
  );

/** What a level of the tree merges: categories to branches, and what the branches are called. */
export interface LevelCut {
  readonly branches: readonly string[];
  /** For each category the index of its branch. */
  readonly branchOf: readonly number[];
}

/**
 * Which categories are the same when the tree is cut below a level? Level 1 is the level below the root; a category
 * that ends above the cut stays what it is.
 *
 * @example cutAtLevel([['Bill', 'Fee'], ['Bill', 'Refund'], ['Login']], 1) // branches Bill, Login; branchOf 0, 0, 1
 */
export function cutAtLevel(paths: readonly TaxonomyPath[], level: number): LevelCut {
  const keys = paths.map((path) => JSON.stringify(path.slice(0, level)));
  const distinct = [...new Set(keys)];
  const indexes = new Map(distinct.map((key, index) => [key, index]));
  return {
    branches: distinct.map((key) => (JSON.parse(key) as string[]).join(' > ')),
    branchOf: keys.map((key) => indexes.get(key) ?? 0),
  };
}

/** How many levels the deepest path has. */
export const deepestLevel = (paths: readonly TaxonomyPath[]): number =>
  paths.reduce((deepest, path) => Math.max(deepest, path.length), 0);

function sharedLevels(one: TaxonomyPath, other: TaxonomyPath): number {
  const differsAt = one.findIndex((name, level) => name !== other[level]);
  return differsAt < 0 ? one.length : differsAt;
}

const bothDepths = (one: TaxonomyPath, other: TaxonomyPath): number => Math.max(one.length + other.length, 1);
