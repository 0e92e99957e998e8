import type { Ratings } from './ratings';

/**
 * How many ratings of each unit fell into each category (the n_ic of the literature), stored sparsely. Units without
 * a rating are left out. Every coefficient that does not ask who rated is a function of this.
 */
export interface UnitCounts {
  readonly units: number;
  /** How many categories were declared. */
  readonly categories: number;
  /** The entries of unit i are those from offsets[i] to offsets[i + 1] - 1, by ascending category. */
  readonly offsets: Int32Array;
  readonly category: Int32Array;
  /** Whole numbers, unless counts were given that are not. */
  readonly count: Float64Array;
  /** How many ratings each unit has, at least 1. */
  readonly sizes: Float64Array;
  /** Which row of the source each unit was. */
  readonly rows: Int32Array;
}

/** One category of one unit, and how many ratings it got there. */
export type CategoryCount = readonly [category: number, count: number];

/**
 * Counts the ratings of each item by category.
 *
 * @example unitCounts(codes [0, 0, 1] for one item) // unit 0: category 0 twice, category 1 once
 */
export function unitCounts(ratings: Ratings): UnitCounts {
  const { items, coders, codes } = ratings;
  const builder = new Builder(items, Math.min(items * coders, codes.length), ratings.categories);
  for (let item = 0; item < items; item += 1) {
    builder.add(
      item,
      codes
        .subarray(item * coders, (item + 1) * coders)
        .filter((code) => code >= 0)
        .sort(),
    );
  }
  return builder.finish();
}

/**
 * Takes counts as given: a row per unit, a column per category.
 *
 * @example unitCountsFrom([[2, 1], [0, 3]], 2).sizes // [3, 3]
 */
export function unitCountsFrom(rows: readonly (readonly number[])[], categories: number): UnitCounts {
  const entries = rows.map((row) => [...row.entries()].filter(([, count]) => count > 0));
  return fromEntries(entries, categories);
}

/** The categories of one unit with their counts. */
export function entriesOf(units: UnitCounts, unit: number): CategoryCount[] {
  const entries: CategoryCount[] = [];
  for (let at = units.offsets[unit] ?? 0; at < (units.offsets[unit + 1] ?? 0); at += 1) {
    entries.push([units.category[at] ?? 0, units.count[at] ?? 0]);
  }
  return entries;
}

/**
 * The same units after categories were merged.
 *
 * @param target the new index of each old category; @param categories how many new categories there are
 * @example mergeCategories(units, [0, 0, 1], 2)
 */
export function mergeCategories(
  units: UnitCounts,
  target: readonly number[],
  categories: number,
): UnitCounts {
  const entries: CategoryCount[][] = [];
  for (let unit = 0; unit < units.units; unit += 1) {
    const merged = new Map<number, number>();
    for (const [category, count] of entriesOf(units, unit)) {
      const into = target[category] ?? category;
      merged.set(into, (merged.get(into) ?? 0) + count);
    }
    entries.push([...merged].sort(([a], [b]) => a - b));
  }
  return { ...fromEntries(entries, categories), rows: units.rows };
}

/**
 * The same units with one category against all others merged: index 0 is the category, 1 the rest. The same as
 * `mergeCategories` would give, in one walk over the counts.
 *
 * @example unitsAgainstRest(units [a, b, c], 1) // one unit: category 0 once, category 1 twice
 */
export function unitsAgainstRest(units: UnitCounts, category: number): UnitCounts {
  const offsets = new Int32Array(units.units + 1);
  const merged = new Int32Array(2 * units.units);
  const count = new Float64Array(2 * units.units);
  let filled = 0;
  const fill = (index: number, amount: number): void => {
    if (amount === 0) return;
    merged[filled] = index;
    count[filled] = amount;
    filled += 1;
  };
  for (let unit = 0; unit < units.units; unit += 1) {
    const own = countIn(units, unit, category);
    fill(0, own);
    fill(1, (units.sizes[unit] ?? 0) - own);
    offsets[unit + 1] = filled;
  }
  return {
    ...units,
    categories: 2,
    offsets,
    category: merged.slice(0, filled),
    count: count.slice(0, filled),
  };
}

/** How many ratings of a unit are in a category. */
export function countIn(units: UnitCounts, unit: number, category: number): number {
  for (let at = units.offsets[unit] ?? 0; at < (units.offsets[unit + 1] ?? 0); at += 1) {
    if (units.category[at] === category) return units.count[at] ?? 0;
  }
  return 0;
}

function fromEntries(entries: readonly (readonly CategoryCount[])[], categories: number): UnitCounts {
  const total = entries.reduce((sum, unit) => sum + unit.length, 0);
  const builder = new Builder(entries.length, total, categories);
  for (const [row, unit] of entries.entries()) builder.addEntries(row, unit);
  return builder.finish();
}

class Builder {
  private readonly offsets: Int32Array;
  private readonly category: Int32Array;
  private readonly count: Float64Array;
  private readonly sizes: Float64Array;
  private readonly rows: Int32Array;
  private units = 0;
  private filled = 0;

  constructor(
    mostUnits: number,
    mostEntries: number,
    private readonly categories: number,
  ) {
    this.offsets = new Int32Array(mostUnits + 1);
    this.category = new Int32Array(mostEntries);
    this.count = new Float64Array(mostEntries);
    this.sizes = new Float64Array(mostUnits);
    this.rows = new Int32Array(mostUnits);
  }

  add(row: number, sortedCodes: Int32Array): void {
    const entries: [number, number][] = [];
    for (const code of sortedCodes) {
      const last = entries[entries.length - 1];
      if (last?.[0] === code) last[1] += 1;
      else entries.push([code, 1]);
    }
    this.addEntries(row, entries);
  }

  addEntries(row: number, entries: readonly CategoryCount[]): void {
    if (entries.length === 0) return;
    let size = 0;
    for (const [category, count] of entries) {
      this.category[this.filled] = category;
      this.count[this.filled] = count;
      this.filled += 1;
      size += count;
    }
    this.sizes[this.units] = size;
    this.rows[this.units] = row;
    this.units += 1;
    this.offsets[this.units] = this.filled;
  }

  finish(): UnitCounts {
    return {
      units: this.units,
      categories: this.categories,
      offsets: this.offsets.slice(0, this.units + 1),
      category: this.category.slice(0, this.filled),
      count: this.count.slice(0, this.filled),
      sizes: this.sizes.slice(0, this.units),
      rows: this.rows.slice(0, this.units),
    };
  }
}
