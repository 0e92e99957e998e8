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

// Up to this many coders it is faster to compare all pairs of a unit's ratings than to keep a tally of categories.
const mostCodersToCompare = 8;

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
    votes: new Int32Array(categories),
    apartOfUnit: new Float64Array(items),
    apartBySize: new Float64Array(coders + 1),
    unitsBySize: new Int32Array(coders + 1),
  };
  const walkBlock = blockWalk(ratings, distance, sums);
  for (let from = 0; from < items; from += itemsPerBlock)
    walkBlock(from, Math.min(items, from + itemsPerBlock));
  return finished(ratings, sums);
}

interface WalkSums extends Pick<UnitWalk, 'votes' | 'apartOfUnit' | 'apartBySize'> {
  readonly unitsBySize: Int32Array;
}

type BlockWalk = (from: number, to: number) => void;

function blockWalk(ratings: Ratings, distance: Distance, sums: WalkSums): BlockWalk {
  if (ratings.coders > mostCodersToCompare) {
    const tally = new Int32Array(ratings.categories);
    const seen = new Int32Array(Math.min(ratings.coders, ratings.categories));
    return (from, to) => tallyBlock({ ratings, distance, sums, tally, seen }, from, to);
  }
  if (distance.isNominal) return (from, to) => compareBlock(ratings, sums, { from, to });
  return (from, to) => lookUpBlock({ ratings, distance, sums }, from, to);
}

// The inner loops run once per rating of a million; casts stand where an index is within bounds by construction.

function compareBlock(
  { coders, codes }: Ratings,
  { votes, apartOfUnit, apartBySize, unitsBySize }: WalkSums,
  { from, to }: { readonly from: number; readonly to: number },
): void {
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
      (votes[code] as number)++;
      for (let before = start; before < at; before += 1) {
        const difference = code ^ (codes[before] as number);
        apart += (difference | -difference) >>> 31;
      }
      apart -= absent;
    }
    apartOfUnit[item] = 2 * apart;
    (apartBySize[coders - absent] as number) += 2 * apart;
    (unitsBySize[coders - absent] as number)++;
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
      (votes[code] as number)++;
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
      (sums.votes[category] as number) += tally[category] as number;
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

function finished(ratings: Ratings, { unitsBySize, votes, ...sums }: WalkSums): UnitWalk {
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
