import type { Distance } from './distance';
import { spread, type JackknifeResult } from './jackknife';
import { summedDistance } from './krippendorff-alpha';
import type { Ratings } from './ratings';
import { itemsPerBlock, walkUnits } from './unit-walk';

/** Alpha and its jackknife from one and the same walk over the ratings. */
export interface AlphaWithError extends JackknifeResult {
  readonly value: number | null;
  /** Units with two ratings or more. */
  readonly units: number;
  /** Ratings in these units. */
  readonly ratings: number;
}

/**
 * Krippendorff's alpha with its delete-one-unit jackknife, straight from the ratings: for large data sets.
 *
 * The same numbers as `krippendorffAlpha` and `alphaJackknife`, in time linear in the ratings and with no memory per
 * rating: two coders need one walk and their pair table; more coders need two walks and one number per unit.
 *
 * Value null where no unit has two ratings or nothing varies; standard error null as in `alphaJackknife`.
 *
 * Source: Krippendorff 2011; the replicates by subtracting a unit's own part from the sums.
 *
 * @example alphaOfRatings(ratings [[0, 0], [0, 1], [1, 1]], nominalDistance(2)).value // 0.444
 */
export function alphaOfRatings(ratings: Ratings, distance: Distance): AlphaWithError {
  const classes = ratings.coders === 2 ? classesOfTwo(ratings, distance) : classesOfUnits(ratings, distance);
  const expected = summedDistance(classes.votes, distance);
  const base = { units: classes.units, ratings: classes.ratings, replicates: classes.units };
  if (expected === 0) return { ...base, value: null, standardError: null };
  const sums = { ...classes, expected, pulls: pullsOf(classes.votes, distance) };
  const value = 1 - ((classes.ratings - 1) * classes.apart) / expected;
  if (classes.units < 2) return { ...base, value, standardError: null };
  return { ...base, value, standardError: classes.errorFrom(sums) };
}

interface Sums {
  readonly units: number;
  readonly ratings: number;
  /** SUM over units of the distances of their ordered pairs / (ratings - 1). */
  readonly apart: number;
  /** SUM of votes x votes x distance. */
  readonly expected: number;
  /** For each category SUM of votes x distance. */
  readonly pulls: Float64Array;
}

interface UnitClasses {
  readonly units: number;
  readonly ratings: number;
  readonly apart: number;
  readonly votes: Float64Array;
  readonly errorFrom: (sums: Sums) => number | null;
}

const negligible = 1e-12;

/** With two coders a unit is fully described by its cell of the pair table. */
function classesOfTwo({ categories, codes }: Ratings, distance: Distance): UnitClasses {
  const cells = new Int32Array(categories * categories);
  for (let from = 0; from < codes.length; from += 2 * itemsPerBlock) {
    countCells(cells, codes.subarray(from, from + 2 * itemsPerBlock), categories);
  }
  const votes = new Float64Array(categories);
  let units = 0;
  let apart = 0;
  for (let cell = 0; cell < cells.length; cell += 1) {
    const count = cells[cell] ?? 0;
    const one = Math.floor(cell / categories);
    votes[one] = (votes[one] ?? 0) + count;
    votes[cell % categories] = (votes[cell % categories] ?? 0) + count;
    units += count;
    apart += 2 * count * (distance.values[cell] ?? 0);
  }
  const errorFrom = (sums: Sums): number | null => errorOfCells(cells, distance, sums);
  return { units, ratings: 2 * units, apart, votes, errorFrom };
}

function countCells(cells: Int32Array, codes: Int32Array, categories: number): void {
  for (let at = 0; at < codes.length; at += 2) {
    const one = codes[at] as number;
    const other = codes[at + 1] as number;
    if (one >= 0 && other >= 0) (cells[one * categories + other] as number)++;
  }
}

function errorOfCells(cells: Int32Array, distance: Distance, sums: Sums): number | null {
  let isFirst = true;
  // Differences to the first replicate, not to alpha: with few units all replicates can be far from it.
  let origin = 0;
  let sum = 0;
  let squares = 0;
  for (let cell = 0; cell < cells.length; cell += 1) {
    const count = cells[cell] ?? 0;
    if (count === 0) continue;
    const own = 2 * (distance.values[cell] ?? 0);
    const pull =
      (sums.pulls[Math.floor(cell / distance.size)] ?? 0) + (sums.pulls[cell % distance.size] ?? 0);
    const expected = sums.expected - 2 * pull + own;
    if (expected < sums.expected * negligible) return null;
    const replicate = 1 - ((sums.ratings - 3) * (sums.apart - own)) / expected;
    if (isFirst) {
      isFirst = false;
      origin = replicate;
    }
    const difference = replicate - origin;
    sum += count * difference;
    squares += count * difference * difference;
  }
  return spread(sums.units, sum, squares);
}

/** With more coders each unit keeps one number: the summed distance of its ordered pairs. */
function classesOfUnits(ratings: Ratings, distance: Distance): UnitClasses {
  const walk = walkUnits(ratings, distance);
  const apart = walk.apartBySize.reduce((sum, amount, size) => sum + (size < 2 ? 0 : amount / (size - 1)), 0);
  const votes = Float64Array.from(walk.votes);
  const errorFrom = (sums: Sums): number | null => errorOfUnits(ratings, walk.apartOfUnit, sums);
  return { units: walk.units, ratings: walk.ratings, apart, votes, errorFrom };
}

function errorOfUnits(ratings: Ratings, apartOfUnit: Float64Array, sums: Sums): number | null {
  // Whether there was a replicate yet, the first of them, and the sum and squares of the differences to it: with few units
  // all replicates can be far from alpha, and differences to alpha would lose their last digits.
  const so = new Float64Array(4);
  for (let from = 0; from < ratings.items; from += itemsPerBlock) {
    const to = Math.min(ratings.items, from + itemsPerBlock);
    if (!addReplicates(so, { ratings, apartOfUnit, sums, from, to })) return null;
  }
  return spread(sums.units, so[2] ?? 0, so[3] ?? 0);
}

interface ReplicateBlock {
  readonly ratings: Ratings;
  readonly apartOfUnit: Float64Array;
  readonly sums: Sums;
  readonly from: number;
  readonly to: number;
}

/** Adds the replicates of a block of items; false where one of them does not exist. */
function addReplicates(so: Float64Array, { ratings, apartOfUnit, sums, from, to }: ReplicateBlock): boolean {
  const { coders, codes } = ratings;
  const { pulls, expected, apart, ratings: total } = sums;
  const least = expected * negligible;
  let isFirst = so[0] === 0;
  let first = so[1] ?? 0;
  let sum = so[2] ?? 0;
  let squares = so[3] ?? 0;
  for (let item = from, start = from * coders; item < to; item += 1, start += coders) {
    const end = start + coders;
    let size = 0;
    let pull = 0;
    for (let at = start; at < end; at += 1) {
      const code = codes[at] as number;
      if (code < 0) continue;
      size += 1;
      pull += pulls[code] as number;
    }
    if (size < 2) continue;
    const own = apartOfUnit[item] as number;
    const leftExpected = expected - 2 * pull + own;
    if (leftExpected < least) return false;
    const replicate = 1 - ((total - size - 1) * (apart - own / (size - 1))) / leftExpected;
    if (isFirst) {
      isFirst = false;
      first = replicate;
    }
    const difference = replicate - first;
    sum += difference;
    squares += difference * difference;
  }
  so.set([isFirst ? 0 : 1, first, sum, squares]);
  return true;
}

function pullsOf(votes: Float64Array, distance: Distance): Float64Array {
  if (distance.isNominal) {
    const total = votes.reduce((sum, count) => sum + count, 0);
    return votes.map((count) => total - count);
  }
  return votes.map((_, first) => {
    let sum = 0;
    for (let second = 0; second < votes.length; second += 1) {
      sum += (votes[second] ?? 0) * (distance.values[first * distance.size + second] ?? 0);
    }
    return sum;
  });
}
