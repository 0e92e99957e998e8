import { cohenKappa } from './cohen-kappa';
import { congerChance, sharesFromVotes } from './conger-kappa';
import { jackknife, type JackknifeResult } from './jackknife';
import { coderPairs, pairTableOf } from './pair-table';
import { pairTableReplicates } from './pair-table-jackknife';
import { agreementPerUnit } from './percent-agreement';
import { codeOf, type Ratings } from './ratings';
import type { UnitCounts } from './unit-counts';
import { allUnits, type UnitGroup } from './unit-groups';
import type { Weights } from './weights';

/**
 * How uncertain is Conger's kappa over units, or clusters of units, drawn at random? The delete-one jackknife over
 * all rated units; a coder whose only units are left out drops out of that replicate.
 *
 * Null with fewer than two groups, or where the coefficient does not exist without one of them.
 *
 * Source: Conger 1980; Efron & Stein 1981.
 *
 * @example congerJackknife(ratings, units, { weights, groups }).standardError
 */
export function congerJackknife(
  ratings: Ratings,
  units: UnitCounts,
  { weights, groups }: { readonly weights: Weights; readonly groups: readonly UnitGroup[] },
): JackknifeResult {
  const agreements = agreementPerUnit(units, weights);
  const agreement = agreements.reduce((sum, share) => sum + share, 0);
  const isPairable = (unit: number): boolean => (units.sizes[unit] ?? 0) >= 2;
  const pairable = units.sizes.filter((size) => size >= 2).length;
  const votes = votesOfCoders(ratings, units, allUnits(units));
  const replicates = groups.map((group) => {
    const left = pairable - group.units.filter(isPairable).length;
    const own = votesOfCoders(ratings, units, group);
    const { shares } = sharesFromVotes(
      votes.map((row, coder) => row.map((n, c) => n - (own[coder]?.[c] ?? 0))),
    );
    const observed = (agreement - group.units.reduce((sum, unit) => sum + (agreements[unit] ?? 0), 0)) / left;
    const chance = shares.length < 2 ? 1 : congerChance(shares, weights);
    const exists = left > 0 && Math.abs(1 - chance) >= 1e-12;
    return { value: exists ? (observed - chance) / (1 - chance) : null, times: group.times };
  });
  return jackknife(replicates);
}

/**
 * How uncertain is Light's kappa? The delete-one-unit jackknife over the units that at least one pair of coders both
 * rated.
 *
 * Null with fewer than two such units, or where one pair's kappa does not exist without one of them.
 *
 * Source: Light 1971; Efron & Stein 1981.
 *
 * @example lightJackknife(ratings, unweighted(5)).standardError
 */
export function lightJackknife(ratings: Ratings, weights: Weights): JackknifeResult {
  const pairs = coderPairs(ratings.coders);
  const changes = new Float64Array(ratings.items);
  const counted = new Uint8Array(ratings.items);
  for (const [first, second] of pairs) {
    const table = pairTableOf(ratings, first, second);
    const whole = cohenKappa(table, weights).value;
    const replicates = new Map(
      pairTableReplicates('cohen_kappa', table, weights).map((cell) => [
        cell.first * table.size + cell.second,
        cell.replicate.value,
      ]),
    );
    for (let item = 0; item < ratings.items; item += 1) {
      const [one, other] = [codeOf(ratings, item, first), codeOf(ratings, item, second)];
      if (one < 0 || other < 0) continue;
      const without = replicates.get(one * table.size + other) ?? null;
      if (whole === null || without === null) return { standardError: null, replicates: 0 };
      counted[item] = 1;
      changes[item] = (changes[item] ?? 0) + (without - whole) / pairs.length;
    }
  }
  return jackknife(
    [...changes].filter((_, item) => counted[item] === 1).map((value) => ({ value, times: 1 })),
  );
}

function votesOfCoders(ratings: Ratings, units: UnitCounts, group: UnitGroup): Float64Array[] {
  const votes = Array.from({ length: ratings.coders }, () => new Float64Array(ratings.categories));
  for (const unit of group.units) {
    for (const [coder, row] of votes.entries()) {
      const code = codeOf(ratings, units.rows[unit] ?? 0, coder);
      if (code >= 0) row[code] = (row[code] ?? 0) + 1;
    }
  }
  return votes;
}
