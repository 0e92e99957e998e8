import { jackknife, type JackknifeResult } from './jackknife';
import { countIn, type UnitCounts } from './unit-counts';
import { pairableGroups, type UnitGroup } from './unit-groups';

/**
 * How uncertain is the specific agreement on a category? The delete-one jackknife over the units (or clusters) with
 * two ratings or more.
 *
 * Null with fewer than two groups, or when all ratings of the category are in one of them.
 *
 * Source: Efron & Stein 1981.
 *
 * @example specificAgreementJackknife(units, 0, singleUnits(units)).standardError
 */
export function specificAgreementJackknife(
  units: UnitCounts,
  category: number,
  groups: readonly UnitGroup[],
): JackknifeResult {
  const counted = pairableGroups(units, groups);
  const touching = counted
    .map((group) => ({ times: group.times, ...partsOf(units, group, category) }))
    .filter(({ votes }) => votes > 0);
  const { votes, both } = added(
    touching.map((own) => ({ votes: own.times * own.votes, both: own.times * own.both })),
  );
  const count = timesOf(counted);
  if (votes === 0) return { standardError: null, replicates: count };
  const replicates = touching.map((own) => ({
    value: votes === own.votes ? null : (both - own.both) / (votes - own.votes),
    times: own.times,
  }));
  return jackknife([...replicates, { value: both / votes, times: count - timesOf(touching) }]);
}

/**
 * The same by linearisation of the ratio: √{ N / (N - 1) x SUM (both - SA x votes)² } / all votes, over the N units
 * with two ratings or more. Null when the category is not used or N < 2.
 *
 * Source: Cochran 1977, Sampling Techniques, 6.13 (ratio estimate).
 *
 * @example specificAgreementLinearised(units, 0)
 */
export function specificAgreementLinearised(units: UnitCounts, category: number): number | null {
  const parts: Parts[] = [];
  for (let unit = 0; unit < units.units; unit += 1) {
    if ((units.sizes[unit] ?? 0) >= 2) parts.push(partsOf(units, { units: [unit], times: 1 }, category));
  }
  const { votes, both } = added(parts);
  if (votes === 0 || parts.length < 2) return null;
  const squares = parts.reduce((sum, own) => sum + (own.both - (both / votes) * own.votes) ** 2, 0);
  return Math.sqrt((parts.length / (parts.length - 1)) * squares) / votes;
}

interface Parts {
  /** Ratings in the category. */
  readonly votes: number;
  /** Coincidences of the category with itself. */
  readonly both: number;
}

function partsOf(units: UnitCounts, group: UnitGroup, category: number): Parts {
  const parts = group.units.map((unit) => {
    const votes = countIn(units, unit, category);
    return { votes, both: (votes * (votes - 1)) / ((units.sizes[unit] ?? 2) - 1) };
  });
  return added(parts);
}

const timesOf = (groups: readonly { readonly times: number }[]): number =>
  groups.reduce((sum, { times }) => sum + times, 0);

const added = (parts: readonly Parts[]): Parts =>
  parts.reduce((sum, part) => ({ votes: sum.votes + part.votes, both: sum.both + part.both }), {
    votes: 0,
    both: 0,
  });
