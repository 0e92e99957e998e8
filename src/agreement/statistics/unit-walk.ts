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
 * How far apart are the ratings of each unit? One walk over the ratings, item by item.
 *
 * Time is linear in the ratings: with many coders a unit costs its ratings and the square of its distinct categories.
 * Items with fewer than two ratings are passed over.
 *
 * @example walkUnits(ratings [[0, 0, 1]], nominalDistance(2)).apartOfUnit // [4]
 */
export function walkUnits(ratings: Ratings, distance: Distance): UnitWalk {
  if (ratings.coders > mostCodersToCompare) return walkByTally(ratings, distance);
  return distance.isNominal ? walkByComparing(ratings) : walkByLookingUp(ratings, distance);
}

// The three loops below run once per rating of a million; casts stand where an index is within bounds by construction.

function walkByComparing(ratings: Ratings): UnitWalk {
  const { items, coders, categories, codes } = ratings;
  const votes = new Int32Array(categories);
  const apartOfUnit = new Float64Array(items);
  const apartBySize = new Float64Array(coders + 1);
  const unitsBySize = new Int32Array(coders + 1);
  for (let item = 0, start = 0; item < items; item += 1, start += coders) {
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
  return finished(ratings, { votes, apartOfUnit, apartBySize, unitsBySize });
}

function walkByLookingUp(ratings: Ratings, { values }: Distance): UnitWalk {
  const { items, coders, categories, codes } = ratings;
  const votes = new Int32Array(categories);
  const apartOfUnit = new Float64Array(items);
  const apartBySize = new Float64Array(coders + 1);
  const unitsBySize = new Int32Array(coders + 1);
  for (let item = 0, start = 0; item < items; item += 1, start += coders) {
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
  return finished(ratings, { votes, apartOfUnit, apartBySize, unitsBySize });
}

function walkByTally(ratings: Ratings, { values }: Distance): UnitWalk {
  const { items, coders, categories, codes } = ratings;
  const votes = new Int32Array(categories);
  const tally = new Int32Array(categories);
  const seen = new Int32Array(Math.min(coders, categories));
  const apartOfUnit = new Float64Array(items);
  const apartBySize = new Float64Array(coders + 1);
  const unitsBySize = new Int32Array(coders + 1);
  for (let item = 0, start = 0; item < items; item += 1, start += coders) {
    const end = start + coders;
    let size = 0;
    let distinct = 0;
    let apart = 0;
    for (let at = start; at < end; at += 1) {
      const code = codes[at] as number;
      if (code < 0) continue;
      size += 1;
      if ((tally[code] as number)++ === 0) seen[distinct++] = code;
    }
    for (let one = 0; one < distinct; one += 1) {
      const first = seen[one] as number;
      const count = tally[first] as number;
      (votes[first] as number) += count;
      for (let two = 0; two < one; two += 1) {
        const second = seen[two] as number;
        apart += count * (tally[second] as number) * (values[first * categories + second] as number);
      }
    }
    for (let one = 0; one < distinct; one += 1) tally[seen[one] as number] = 0;
    apartOfUnit[item] = 2 * apart;
    (apartBySize[size] as number) += 2 * apart;
    (unitsBySize[size] as number)++;
  }
  return finished(ratings, { votes, apartOfUnit, apartBySize, unitsBySize });
}

interface WalkSums extends Pick<UnitWalk, 'votes' | 'apartOfUnit' | 'apartBySize'> {
  readonly unitsBySize: Int32Array;
}

function finished(ratings: Ratings, { unitsBySize, votes, ...sums }: WalkSums): UnitWalk {
  const units = unitsBySize.reduce((sum, count, size) => sum + (size >= 2 ? count : 0), 0);
  const total = unitsBySize.reduce((sum, count, size) => sum + (size >= 2 ? count * size : 0), 0);
  const hasSingletons = (unitsBySize[1] ?? 0) > 0;
  return { ...sums, units, ratings: total, votes: hasSingletons ? withoutSingletons(ratings, votes) : votes };
}

function withoutSingletons({ items, coders, codes }: Ratings, votes: Int32Array): Int32Array {
  const left = votes.slice();
  for (let item = 0, start = 0; item < items; item += 1, start += coders) {
    let size = 0;
    let only = 0;
    for (let at = start; at < start + coders; at += 1) {
      const code = codes[at] as number;
      if (code < 0) continue;
      size += 1;
      only = code;
    }
    if (size === 1) (left[only] as number)--;
  }
  return left;
}
