import { entriesOf, type UnitCounts } from './unit-counts';

/** What is left out together in a jackknife or drawn together in a bootstrap: one unit, or one cluster of units. */
export interface UnitGroup {
  readonly units: readonly number[];
  /** How many such groups there are, where one stands for several that are alike. */
  readonly times: number;
}

/**
 * Each unit by itself; units with the same counts are alike to every coefficient over anonymous ratings, so that one
 * stands for all of them.
 *
 * @example singleUnits(units [a, a], [a, b], [b, a]) // two groups, the second twice
 */
export function singleUnits(units: UnitCounts): UnitGroup[] {
  const alike = new Map<string, { first: number; times: number }>();
  for (let unit = 0; unit < units.units; unit += 1) {
    const key = entriesOf(units, unit).join(';');
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { first: unit, times: 1 });
    else known.times += 1;
  }
  return [...alike]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { first, times }]) => ({ units: [first], times }));
}

/** Each unit by itself, one group per unit: for coefficients that ask who rated. */
export const eachUnit = (units: UnitCounts): UnitGroup[] =>
  Array.from({ length: units.units }, (_, unit) => ({ units: [unit], times: 1 }));

/**
 * Units of one cluster together.
 *
 * @param clusterOfRow names the cluster of each source row (a customer, a thread)
 * @example clustersOf(units, ['ann', 'ann', 'bob']).length // 2
 */
export function clustersOf(units: UnitCounts, clusterOfRow: readonly string[]): UnitGroup[] {
  const clusters = new Map<string, number[]>();
  for (let unit = 0; unit < units.units; unit += 1) {
    const cluster = clusterOfRow[units.rows[unit] ?? 0] ?? '';
    const members = clusters.get(cluster) ?? [];
    members.push(unit);
    clusters.set(cluster, members);
  }
  return [...clusters]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, members]) => ({ units: members, times: 1 }));
}

/** All units as one group. */
export const allUnits = (units: UnitCounts): UnitGroup => ({ units: [...units.sizes.keys()], times: 1 });

/** Only the units with two ratings or more; groups that hold none disappear. */
export const pairableGroups = (units: UnitCounts, groups: readonly UnitGroup[]): UnitGroup[] =>
  groups
    .map((group) => ({ ...group, units: group.units.filter((unit) => (units.sizes[unit] ?? 0) >= 2) }))
    .filter((group) => group.units.length > 0);

/** A sparse sum: category -> amount. */
export type SparseVotes = ReadonlyMap<number, number>;

/**
 * The votes of a group, each unit's scaled.
 *
 * @param scale what a unit's counts are multiplied by: 1 for votes, 1 / ratings of the unit for shares
 */
export function groupVotes(
  units: UnitCounts,
  group: UnitGroup,
  scale: (unit: number) => number,
): SparseVotes {
  const votes = new Map<number, number>();
  for (const unit of group.units) {
    for (const [category, count] of entriesOf(units, unit)) {
      votes.set(category, (votes.get(category) ?? 0) + count * scale(unit));
    }
  }
  return votes;
}

/** SUM over pairs of a group's categories of votes x votes x what the matrix says of the pair. */
export function quadraticForm(votes: SparseVotes, matrix: Float64Array, size: number): number {
  let sum = 0;
  for (const [first, count] of votes) {
    for (const [second, other] of votes) sum += count * other * (matrix[first * size + second] ?? 0);
  }
  return sum;
}

/** SUM over a group's categories of votes x value. */
export function linearForm(votes: SparseVotes, values: Float64Array): number {
  let sum = 0;
  for (const [category, count] of votes) sum += count * (values[category] ?? 0);
  return sum;
}

/** All votes of a group. */
export const totalOf = (votes: SparseVotes): number =>
  [...votes.values()].reduce((sum, count) => sum + count, 0);
