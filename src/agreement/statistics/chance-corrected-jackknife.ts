import { brennanPredigerChance } from './brennan-prediger';
import { gwetChanceFromSquares } from './gwet-ac';
import { jackknife, type JackknifeResult, type Replicate } from './jackknife';
import { unitShares } from './linearised-error';
import { agreementPerUnit } from './percent-agreement';
import type { UnitCounts } from './unit-counts';
import {
  allUnits,
  groupVotes,
  linearForm,
  pairableGroups,
  quadraticForm,
  type SparseVotes,
  type UnitGroup,
} from './unit-groups';
import { innerProduct, unweighted, weightedShares, type Weights } from './weights';

/** The coefficients that are functions of the units' agreement and of the categories' mean shares. */
export type ShareCoefficient = 'percent_agreement' | 'gwet_ac' | 'brennan_prediger' | 'fleiss_kappa';

/**
 * How uncertain is a coefficient over units, or clusters of units, drawn at random? The delete-one jackknife from
 * sums, for percent agreement (over the units with two ratings or more), AC, Brennan-Prediger and Fleiss' kappa (over
 * all rated units).
 *
 * Null with fewer than two groups, or where the coefficient does not exist without one of them.
 *
 * Source: Efron & Stein 1981 for the jackknife; the replicates by subtracting a group's own part from the sums.
 *
 * @example chanceCorrectedJackknife('gwet_ac', units, { weights, groups }).standardError
 */
export const chanceCorrectedJackknife = (
  coefficient: ShareCoefficient,
  units: UnitCounts,
  design: JackknifeDesign,
): JackknifeResult => jackknife(chanceCorrectedReplicates(coefficient, units, design));

/** The weights of the coefficient, and what is left out together. */
export interface JackknifeDesign {
  readonly weights: Weights;
  readonly groups: readonly UnitGroup[];
}

/** The coefficient without each group in turn. */
export function chanceCorrectedReplicates(
  coefficient: ShareCoefficient,
  units: UnitCounts,
  { weights, groups }: JackknifeDesign,
): Replicate[] {
  const counted = coefficient === 'percent_agreement' ? pairableGroups(units, groups) : groups;
  const agreements = agreementPerUnit(units, weights);
  const agreementOf = (group: UnitGroup): number => sumOver(group, (unit) => agreements[unit] ?? 0);
  const pairableOf = (group: UnitGroup): number =>
    sumOver(group, (unit) => ((units.sizes[unit] ?? 0) >= 2 ? 1 : 0));
  const everyone = allUnits(units);
  const agreement = agreementOf(everyone);
  const pairable = pairableOf(everyone);
  const chanceWithout = chanceFunction(coefficient, units, weights);
  return counted.map((group) => {
    const left = pairable - pairableOf(group);
    if (left === 0) return { value: null, times: group.times };
    return {
      value: corrected((agreement - agreementOf(group)) / left, chanceWithout(group)),
      times: group.times,
    };
  });
}

function chanceFunction(
  coefficient: ShareCoefficient,
  units: UnitCounts,
  weights: Weights,
): (group: UnitGroup) => number {
  if (coefficient === 'percent_agreement') return () => 0;
  const needsChoice = coefficient !== 'fleiss_kappa';
  if (needsChoice && weights.declared < 2) return () => 1;
  if (coefficient === 'brennan_prediger') return () => brennanPredigerChance(weights);
  const matrix = coefficient === 'gwet_ac' ? unweighted(weights.size) : weights;
  const sums = unitShares(units).map((share) => share * units.units);
  const pulls = weightedShares(matrix, sums);
  const total = innerProduct(sums, pulls);
  const without = (shares: SparseVotes): number =>
    total - 2 * linearForm(shares, pulls) + quadraticForm(shares, matrix.values, matrix.size);
  return (group) => {
    const shares = groupVotes(units, group, (unit) => 1 / (units.sizes[unit] ?? 1));
    const form = without(shares) / (units.units - group.units.length) ** 2;
    return coefficient === 'gwet_ac' ? gwetChanceFromSquares(form, weights) : form;
  };
}

const corrected = (observed: number, chance: number): number | null =>
  Math.abs(1 - chance) < 1e-12 ? null : (observed - chance) / (1 - chance);

const sumOver = (group: UnitGroup, amount: (unit: number) => number): number =>
  group.units.reduce((sum, unit) => sum + amount(unit), 0);
