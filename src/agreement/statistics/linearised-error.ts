import { brennanPredigerChance } from './brennan-prediger';
import { congerChance, sharesOfCoders, summedShares } from './conger-kappa';
import { fleissChance } from './fleiss-kappa';
import { gwetChance, gwetScale } from './gwet-ac';
import { agreementPerUnit } from './percent-agreement';
import { codeOf, type Ratings } from './ratings';
import { entriesOf, type UnitCounts } from './unit-counts';
import { innerProduct, weightedShares, type Weights } from './weights';

/**
 * Which of Gwet's two forms. `asPublished` is what irrCAC prints; it treats the share of units rated once as fixed
 * and is too wide with many of them. `forSingletons` measures each unit's agreement against the mean instead; the two
 * are equal where no unit is rated once.
 */
export type LinearisedForm = 'asPublished' | 'forSingletons';

/** What one unit does to chance agreement: its own value of the quantity that chance agreement averages. */
export interface ChancePerUnit {
  readonly chance: number;
  readonly perUnit: Float64Array;
}

/**
 * How uncertain is a coefficient over units drawn at random? Gwet's linearised standard error, for percent agreement
 * and the chance-corrected coefficients over all rated units.
 *
 * Each unit's influence is its agreement's distance from the coefficient, less twice the disagreement share times its
 * influence on chance; the standard error is that of their mean over the N rated units, N (N - 1) below.
 *
 * Null with fewer than two rated units, without a unit rated twice, or where chance agreement is 1.
 *
 * Source: Gwet 2008, Brit. J. Math. Stat. Psych. 61:29-48; the form for singletons by the same linearisation with
 * the share of pairable units left free.
 *
 * @example Fleiss 1971 diagnoses, Fleiss' kappa // 0.0542
 */
export function linearisedError(
  units: UnitCounts,
  weights: Weights,
  guessed: ChancePerUnit & { readonly form?: LinearisedForm },
): number | null {
  const count = units.units;
  const pairable = units.sizes.reduce((sum, size) => sum + (size >= 2 ? 1 : 0), 0);
  const { chance, perUnit, form = 'asPublished' } = guessed;
  if (count < 2 || pairable === 0 || Math.abs(1 - chance) < 1e-12) return null;
  const shares = agreementPerUnit(units, weights);
  const observed = shares.reduce((sum, share) => sum + share, 0) / pairable;
  const coefficient = (observed - chance) / (1 - chance);
  let squares = 0;
  for (let unit = 0; unit < count; unit += 1) {
    const isPairable = (units.sizes[unit] ?? 0) >= 2 ? 1 : 0;
    const scaled = (count / pairable) * isPairable;
    const agreement =
      form === 'asPublished'
        ? ((count / pairable) * (shares[unit] ?? 0) - chance * scaled) / (1 - chance) - coefficient
        : (scaled * ((shares[unit] ?? 0) - observed)) / (1 - chance);
    const guessing = (2 * (1 - coefficient) * ((perUnit[unit] ?? 0) - chance)) / (1 - chance);
    squares += (agreement - guessing) ** 2;
  }
  return Math.sqrt(squares / (count * (count - 1)));
}

/** Chance per unit for percent agreement, which is not corrected: 0. */
export const noChance = (units: UnitCounts): ChancePerUnit => ({
  chance: 0,
  perUnit: new Float64Array(units.units),
});

/** Chance per unit for Brennan-Prediger: the same for all. */
export function brennanPredigerPerUnit(units: UnitCounts, weights: Weights): ChancePerUnit {
  const chance = brennanPredigerChance(weights);
  return { chance, perUnit: new Float64Array(units.units).fill(chance) };
}

/** Chance per unit for Gwet's AC: T_w / (q (q - 1)) x the mean of 1 - share over the unit's ratings. */
export function gwetPerUnit(units: UnitCounts, weights: Weights): ChancePerUnit {
  const shares = unitShares(units);
  const scale = gwetScale(weights);
  return {
    chance: gwetChance(shares, weights),
    perUnit: meanOverRatings(
      units,
      shares.map((share) => scale * (1 - share)),
    ),
  };
}

/** Chance per unit for Fleiss' kappa: the mean weighted share over the unit's ratings. */
export function fleissPerUnit(units: UnitCounts, weights: Weights): ChancePerUnit {
  const shares = unitShares(units);
  return {
    chance: fleissChance(shares, weights),
    perUnit: meanOverRatings(units, weightedShares(weights, shares)),
  };
}

/** Chance per unit for Conger's kappa: what the unit's ratings do to the shares of the coders who gave them. */
export function congerPerUnit(ratings: Ratings, units: UnitCounts, weights: Weights): ChancePerUnit {
  const { coders, totals, shares } = sharesOfCoders(ratings);
  const together = summedShares(shares, weights.size);
  const others = shares.map((own) =>
    weightedShares(
      weights,
      together.map((share, category) => share - (own[category] ?? 0)),
    ),
  );
  const means = others.map((pull, index) => innerProduct(pull, shares[index] ?? new Float64Array(0)));
  const pairs = coders.length * (coders.length - 1);
  const perUnit = Float64Array.from(units.rows, (row) => {
    const pulls = coders.map((coder, index) => {
      const mean = means[index] ?? 0;
      const code = codeOf(ratings, row, coder);
      if (code < 0) return mean;
      return mean + (units.units / (totals[index] ?? 1)) * ((others[index]?.[code] ?? 0) - mean);
    });
    return pulls.reduce((sum, pull) => sum + pull, 0) / pairs;
  });
  return { chance: congerChance(shares, weights), perUnit };
}

/** The mean over units of each category's share of the unit's ratings. */
export function unitShares(units: UnitCounts): Float64Array {
  const shares = new Float64Array(units.categories);
  for (let unit = 0; unit < units.units; unit += 1) {
    for (const [category, count] of entriesOf(units, unit)) {
      shares[category] = (shares[category] ?? 0) + count / (units.sizes[unit] ?? 1);
    }
  }
  return shares.map((share) => share / units.units);
}

function meanOverRatings(units: UnitCounts, perCategory: Float64Array): Float64Array {
  return Float64Array.from({ length: units.units }, (_, unit) =>
    entriesOf(units, unit).reduce(
      (sum, [category, count]) => sum + (count * (perCategory[category] ?? 0)) / (units.sizes[unit] ?? 1),
      0,
    ),
  );
}
