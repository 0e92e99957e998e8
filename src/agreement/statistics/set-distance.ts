import { distanceOf, type Distance } from './distance';

/** The reasons that one coder gave to one contact; may be empty, which is a rating and not a missing one. */
export type LabelSet = readonly string[];

/** The distances of label sets, by name. */
export const setDistances = ['jaccard', 'masi', 'masiByFactors', 'setRelation'] as const;

/** One of the distances of label sets. */
export type SetDistance = (typeof setDistances)[number];

/**
 * How far apart are two sets of labels? Four distances, by name:
 *
 * - `jaccard`: 1 - J, J the labels in common / the labels in either; two empty sets are alike (J = 1).
 * - `masi`: 1 - J x M, with M = 1 for equal sets, 2/3 where one contains the other, 1/3 where they overlap, 0 without
 *   a common label (Passonneau's measuring agreement on set-valued items).
 * - `masiByFactors`: (1 - J) x (1 - M), as DKPro Agreement computes it; much smaller for nested sets, and 1/3 from
 *   the empty set to any other.
 * - `setRelation`: 1 - M, the set distance of DKPro Agreement.
 *
 * All within 0..1, symmetric, 0 between equal sets.
 *
 * Source: Jaccard 1912; Passonneau 2006, LREC; DKPro Agreement for the last two.
 *
 * @example distanceOfSets('masi', ['A', 'B'], ['A']) // 1 - 1/2 x 2/3 = 0.667
 */
export function distanceOfSets(kind: SetDistance, one: LabelSet, other: LabelSet): number {
  const shared = jaccardIndex(one, other);
  switch (kind) {
    case 'jaccard':
      return 1 - shared;
    case 'masi':
      return 1 - shared * monotonicity(one, other);
    case 'masiByFactors':
      return (1 - shared) * (1 - monotonicity(one, other));
    case 'setRelation':
      return 1 - monotonicity(one, other);
  }
}

/** A data set of label sets as one of single categories: each distinct set is a category. */
export interface CodedSets {
  /** The distinct sets, each sorted, in a fixed order. */
  readonly sets: readonly LabelSet[];
  /** A name for each: its labels joined; a missing rating stays null. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly categories: readonly string[];
}

/**
 * Makes each distinct set of labels a category of its own, so that every coefficient can be used on sets, with
 * `setDistanceMatrix` as the distance of alpha.
 *
 * @example codeSets([[['B', 'A'], ['A', 'B']]]).categories // ['["A","B"]']
 */
export function codeSets(rows: readonly (readonly (LabelSet | null)[])[]): CodedSets {
  const named = rows.map((row) => row.map((set) => (set === null ? null : nameOf(set))));
  const categories = [...new Set(named.flat().filter((name) => name !== null))].sort();
  return { sets: categories.map((name) => JSON.parse(name) as string[]), rows: named, categories };
}

/** The distances of all pairs of sets. */
export const setDistanceMatrix = (kind: SetDistance, sets: readonly LabelSet[]): Distance =>
  distanceOf(sets.map((one) => sets.map((other) => distanceOfSets(kind, one, other))));

const nameOf = (set: LabelSet): string => JSON.stringify([...new Set(set)].sort());

function jaccardIndex(one: LabelSet, other: LabelSet): number {
  const [labels, others] = [new Set(one), new Set(other)];
  const either = new Set([...labels, ...others]).size;
  return either === 0 ? 1 : inCommon(labels, others) / either;
}

function monotonicity(one: LabelSet, other: LabelSet): number {
  const [labels, others] = [new Set(one), new Set(other)];
  const common = inCommon(labels, others);
  if (common === labels.size && common === others.size) return 1;
  if (common === Math.min(labels.size, others.size)) return 2 / 3;
  return common > 0 ? 1 / 3 : 0;
}

const inCommon = (labels: ReadonlySet<string>, others: ReadonlySet<string>): number =>
  [...labels].filter((label) => others.has(label)).length;
