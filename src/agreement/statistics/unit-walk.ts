import type { Distance } from './distance';
import type { Ratings } from './ratings';

/** What one walk over the ratings leaves behind: enough for alpha, and one number per item for its jackknife. */
export interface UnitWalk {
  /** Units with two ratings or more. */
  readonly units: number;
  readonly ratings: number;
  /** Ratings per category, of these units. */
  readonly votes: Int32Array;
  /** For each item the summed distance of its ordered pairs of ratings. */
  readonly apartOfUnit: Float64Array;
  /** The same added up by number of ratings, so that whole numbers are added and division comes last. */
  readonly apartBySize: Float64Array;
}

// Up to this many coders it is fastest to compare all pairs of a unit's ratings without a loop or a branch.
const mostCodersToCompare = 5;

// Up to this many coders it is faster to look up all pairs of ratings than to keep a tally of categories.
const mostCodersToLookUp = 8;

/**
 * Items handled by one call of an inner loop. Many short calls are compiled once and for all; one long call over a
 * million ratings would start interpreted each time.
 */
export const itemsPerBlock = 2048;

/**
 * How far apart are the ratings of each unit? One walk over the ratings, item by item.
 *
 * Time is linear in the ratings: with many coders a unit costs its ratings and the square of its distinct categories.
 * Items with fewer than two ratings are passed over.
 *
 * @example walkUnits(ratings [[0, 0, 1]], nominalDistance(2)).apartOfUnit // [4]
 */
export function walkUnits(ratings: Ratings, distance: Distance): UnitWalk {
  const { items, coders, categories } = ratings;
  const sums: WalkSums = {
    votes: new Int32Array(categories + 1),
    apartOfUnit: new Float64Array(items),
    apartBySize: new Float64Array(coders + 1),
    unitsBySize: new Int32Array(coders + 1),
  };
  const walkBlock = blockWalk(ratings, distance, sums);
  for (let from = 0; from < items; from += itemsPerBlock)
    walkBlock(from, Math.min(items, from + itemsPerBlock));
  return finished(ratings, sums);
}

interface WalkSums extends Pick<UnitWalk, 'apartOfUnit' | 'apartBySize'> {
  /** At 0 whatever is missing, then the categories: one place further than their codes. */
  readonly votes: Int32Array;
  readonly unitsBySize: Int32Array;
}

type BlockWalk = (from: number, to: number) => void;

function blockWalk(ratings: Ratings, distance: Distance, sums: WalkSums): BlockWalk {
  if (distance.isNominal && ratings.coders <= mostCodersToCompare) {
    return (from, to) => compareBlock(ratings, sums, { from, to });
  }
  if (ratings.coders <= mostCodersToLookUp)
    return (from, to) => lookUpBlock({ ratings, distance, sums }, from, to);
  const tally = new Int32Array(ratings.categories);
  const seen = new Int32Array(Math.min(ratings.coders, ratings.categories));
  return (from, to) => tallyBlock({ ratings, distance, sums, tally, seen }, from, to);
}

// The inner loops run once per rating of a million; casts stand where an index is within bounds by construction.

/**
 * Five ratings a unit, those that are missing or beyond the coders being -1. Missing ones are counted as a category of
 * their own (place 0 of the votes), and their pairs taken off again.
 */
function compareBlock(
  { coders, codes }: Ratings,
  { votes, apartOfUnit, apartBySize, unitsBySize }: WalkSums,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  for (let item = from, start = from * coders; item < to; item += 1, start += coders) {
    const a = coders > 0 ? (codes[start] as number) : -1;
    const b = coders > 1 ? (codes[start + 1] as number) : -1;
    const c = coders > 2 ? (codes[start + 2] as number) : -1;
    const d = coders > 3 ? (codes[start + 3] as number) : -1;
    const e = coders > 4 ? (codes[start + 4] as number) : -1;
    (votes[a + 1] as number)++;
    (votes[b + 1] as number)++;
    (votes[c + 1] as number)++;
    (votes[d + 1] as number)++;
    (votes[e + 1] as number)++;
    const withA = Number(a === b) + Number(a === c) + Number(a === d) + Number(a === e);
    const withB = Number(b === c) + Number(b === d) + Number(b === e);
    const equal = withA + withB + Number(c === d) + Number(c === e) + Number(d === e);
    const size = 5 + (a >> 31) + (b >> 31) + (c >> 31) + (d >> 31) + (e >> 31);
    const apart = size * (size - 1) - 2 * equal + (5 - size) * (4 - size);
    apartOfUnit[item] = apart;
    (apartBySize[size] as number) += apart;
    (unitsBySize[size] as number)++;
  }
}

interface LookUp {
  readonly ratings: Ratings;
  readonly distance: Distance;
  readonly sums: WalkSums;
}

function lookUpBlock({ ratings, distance, sums }: LookUp, from: number, to: number): void {
  const { coders, codes, categories } = ratings;
  const { votes, apartOfUnit, apartBySize, unitsBySize } = sums;
  const { values } = distance;
  for (let item = from, start = from * coders; item < to; item += 1, start += coders) {
    const end = start + coders;
    let absent = 0;
    let apart = 0;
    for (let at = start; at < end; at += 1) {
      const code = codes[at] as number;
      if (code < 0) {
        absent += 1;
        continue;
      }
      (votes[code + 1] as number)++;
      const row = code * categories;
      for (let before = start; before < at; before += 1) {
        const other = codes[before] as number;
        if (other >= 0) apart += values[row + other] as number;
      }
    }
    apartOfUnit[item] = 2 * apart;
    (apartBySize[coders - absent] as number) += 2 * apart;
    (unitsBySize[coders - absent] as number)++;
  }
}

interface Tally extends LookUp {
  /** How often the item at hand got each category; all 0 between items. */
  readonly tally: Int32Array;
  /** The distinct categories of the item at hand. */
  readonly seen: Int32Array;
}

function tallyBlock({ ratings, distance, sums, tally, seen }: Tally, from: number, to: number): void {
  const { coders, codes } = ratings;
  for (let item = from, start = from * coders; item < to; item += 1, start += coders) {
    const end = start + coders;
    let size = 0;
    let distinct = 0;
    for (let at = start; at < end; at += 1) {
      const code = codes[at] as number;
      if (code < 0) continue;
      size += 1;
      if ((tally[code] as number)++ === 0) seen[distinct++] = code;
    }
    const apart = 2 * apartOfTally(tally, seen.subarray(0, distinct), distance);
    for (let one = 0; one < distinct; one += 1) {
      const category = seen[one] as number;
      (sums.votes[category + 1] as number) += tally[category] as number;
      tally[category] = 0;
    }
    sums.apartOfUnit[item] = apart;
    (sums.apartBySize[size] as number) += apart;
    (sums.unitsBySize[size] as number)++;
  }
}

function apartOfTally(tally: Int32Array, seen: Int32Array, { values, size }: Distance): number {
  let apart = 0;
  for (let one = 1; one < seen.length; one += 1) {
    const first = seen[one] as number;
    for (let two = 0; two < one; two += 1) {
      const second = seen[two] as number;
      apart +=
        (tally[first] as number) * (tally[second] as number) * (values[first * size + second] as number);
    }
  }
  return apart;
}

function finished(ratings: Ratings, { unitsBySize, votes: shifted, ...sums }: WalkSums): UnitWalk {
  const votes = shifted.subarray(1);
  const units = unitsBySize.reduce((sum, count, size) => sum + (size >= 2 ? count : 0), 0);
  const total = unitsBySize.reduce((sum, count, size) => sum + (size >= 2 ? count * size : 0), 0);
  const hasSingletons = (unitsBySize[1] ?? 0) > 0;
  return { ...sums, units, ratings: total, votes: hasSingletons ? withoutSingletons(ratings, votes) : votes };
}

function withoutSingletons({ items, coders, codes }: Ratings, votes: Int32Array): Int32Array {
  const left = votes.slice();
  for (let item = 0; item < items; item += 1) {
    const own = codes.subarray(item * coders, (item + 1) * coders);
    const only = own.find((code) => code >= 0) ?? -1;
    const isSingle = only >= 0 && own.indexOf(only) === own.findLastIndex((code) => code >= 0);
    if (isSingle) (left[only] as number)--;
  }
  return left;
}
