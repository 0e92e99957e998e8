import { entriesOf, type CategoryCount, type UnitCounts } from './unit-counts';

/**
 * All that the coefficients over anonymous ratings need to know, as whole numbers: nothing is divided before the last
 * step, so the order in which units came never matters and a unit can be taken out again exactly. Small enough to be
 * stored per slice of an audit; slices are added with `addCounts`.
 */
export interface AgreementCounts {
  /** How many categories were declared. */
  readonly categories: number;
  /** One entry per number of ratings per unit, ascending: units of different size weigh differently. */
  readonly bySize: readonly SizeCounts[];
}

/** The units that have the same number of ratings, added up. */
export interface SizeCounts {
  /** Ratings per unit. */
  readonly size: number;
  readonly units: number;
  /** Category -> ratings in it. */
  readonly votes: ReadonlyMap<number, number>;
  /** Pair of categories (`first * categories + second`) -> ordered pairs of ratings of one unit that fell there. */
  readonly pairs: ReadonlyMap<number, number>;
}

/**
 * Adds up the units of a data set.
 *
 * @example countAgreement(unitCountsFrom([[2, 0], [1, 1]], 2)).bySize[0].units // 2
 */
export function countAgreement(units: UnitCounts): AgreementCounts {
  const drafts = new Map<number, Draft>();
  for (let unit = 0; unit < units.units; unit += 1) {
    accumulate(drafts, units.categories, { entries: entriesOf(units, unit), times: 1 });
  }
  return sealed(drafts, units.categories);
}

/**
 * The counts with one unit more. Adding and then removing a unit gives back equal counts.
 *
 * @example withUnit(countAgreement(units), [[0, 1], [1, 1]])
 */
export const withUnit = (counts: AgreementCounts, unit: readonly CategoryCount[]): AgreementCounts =>
  changed(counts, { entries: unit, times: 1 });

/** The counts with one unit less: what a withdrawn or changed rating needs, followed by `withUnit`. */
export const withoutUnit = (counts: AgreementCounts, unit: readonly CategoryCount[]): AgreementCounts =>
  changed(counts, { entries: unit, times: -1 });

/**
 * The counts after categories were merged, without going back to the units.
 *
 * @param target the new index of each old category; @param categories how many new categories there are
 * @example mergeCounts(counts, [0, 0, 1], 2) // the first two categories become one
 */
export function mergeCounts(
  counts: AgreementCounts,
  target: readonly number[],
  categories: number,
): AgreementCounts {
  const into = (category: number): number => target[category] ?? category;
  const drafts = new Map<number, Draft>();
  for (const { size, units, votes, pairs } of counts.bySize) {
    const draft: Draft = { ...emptyDraft(), units };
    for (const [category, count] of votes) increase(draft.votes, into(category), count);
    for (const [key, count] of pairs) {
      const second = key % counts.categories;
      const first = (key - second) / counts.categories;
      increase(draft.pairs, into(first) * categories + into(second), count);
    }
    drafts.set(size, draft);
  }
  return sealed(drafts, categories);
}

/** One category against all others merged: index 0 is the category, 1 the rest. */
export const againstRest = (counts: AgreementCounts, category: number): AgreementCounts =>
  mergeCounts(counts, restTarget(counts.categories, category), 2);

/** The target of `againstRest`: 0 for the category, 1 for every other. */
export const restTarget = (categories: number, category: number): number[] =>
  Array.from({ length: categories }, (_, index) => (index === category ? 0 : 1));

/** Units with at least one rating (N). */
export const ratedUnits = (counts: AgreementCounts): number =>
  counts.bySize.reduce((sum, entry) => sum + entry.units, 0);

/** Units with at least two ratings (N2): only they can agree or disagree. */
export const pairableUnits = (counts: AgreementCounts): number =>
  pairable(counts).reduce((sum, entry) => sum + entry.units, 0);

/** Ratings in units with at least two of them (the n of Krippendorff's alpha). */
export const pairableRatings = (counts: AgreementCounts): number =>
  pairable(counts).reduce((sum, entry) => sum + entry.units * entry.size, 0);

/** The part of the counts in which something can agree. */
export const pairable = (counts: AgreementCounts): readonly SizeCounts[] =>
  counts.bySize.filter((entry) => entry.size >= 2);

/** How many pairable ratings fell into each category (the n_c of Krippendorff's alpha). */
export function pairableVotes(counts: AgreementCounts): Float64Array {
  const votes = new Float64Array(counts.categories);
  for (const entry of pairable(counts)) {
    for (const [category, count] of entry.votes) votes[category] = (votes[category] ?? 0) + count;
  }
  return votes;
}

/** The mean over rated units of each category's share of the unit's ratings (pi_c); singletons count. */
export function meanShares(counts: AgreementCounts): Float64Array {
  const shares = new Float64Array(counts.categories);
  const units = ratedUnits(counts);
  for (const entry of counts.bySize) {
    for (const [category, count] of entry.votes) {
      shares[category] = (shares[category] ?? 0) + count / entry.size;
    }
  }
  return shares.map((share) => share / units);
}

interface Draft {
  units: number;
  readonly votes: Map<number, number>;
  readonly pairs: Map<number, number>;
}

interface UnitChange {
  readonly entries: readonly CategoryCount[];
  readonly times: 1 | -1;
}

function changed(counts: AgreementCounts, change: UnitChange): AgreementCounts {
  const drafts = new Map(counts.bySize.map((entry) => [entry.size, draftOf(entry)]));
  accumulate(drafts, counts.categories, change);
  return sealed(drafts, counts.categories);
}

function accumulate(drafts: Map<number, Draft>, categories: number, { entries, times }: UnitChange): void {
  const size = entries.reduce((sum, [, count]) => sum + count, 0);
  if (size === 0) return;
  const draft = drafts.get(size) ?? emptyDraft();
  drafts.set(size, draft);
  draft.units += times;
  for (const [first, count] of entries) {
    increase(draft.votes, first, times * count);
    for (const [second, other] of entries) {
      const pairs = count * (first === second ? other - 1 : other);
      increase(draft.pairs, first * categories + second, times * pairs);
    }
  }
}

function increase(counts: Map<number, number>, key: number, by: number): void {
  const sum = (counts.get(key) ?? 0) + by;
  if (sum === 0) counts.delete(key);
  else counts.set(key, sum);
}

const emptyDraft = (): Draft => ({ units: 0, votes: new Map(), pairs: new Map() });

const draftOf = (entry: SizeCounts): Draft => ({
  units: entry.units,
  votes: new Map(entry.votes),
  pairs: new Map(entry.pairs),
});

const byKey = (counts: ReadonlyMap<number, number>): Map<number, number> =>
  new Map([...counts].sort(([a], [b]) => a - b));

function sealed(drafts: ReadonlyMap<number, Draft>, categories: number): AgreementCounts {
  const bySize = [...drafts]
    .filter(([, draft]) => draft.units !== 0)
    .sort(([a], [b]) => a - b)
    .map(([size, { units, votes, pairs }]) => ({ size, units, votes: byKey(votes), pairs: byKey(pairs) }));
  return { categories, bySize };
}
