/** Why a number does not exist. 0/0 is an answer of its own and is never shown as 0, 1 or NaN. */
export type UndefinedCause =
  /** No unit has two ratings, so nothing can agree or disagree. */
  | 'NO_PAIRABLE_UNIT'
  /** All pairable ratings are alike (or at distance 0), so there is nothing to be reliable about. */
  | 'NO_VARIATION'
  /** Agreement by chance is already 1: the coefficient is 0/0. */
  | 'CHANCE_AGREEMENT_IS_ONE'
  /** With fewer than two declared categories there is no choice to agree on. */
  | 'FEWER_THAN_TWO_CATEGORIES'
  /** Nobody used the category on a unit that counts. */
  | 'CATEGORY_NOT_USED'
  /** The two coders rated no unit in common. */
  | 'NO_COMMON_UNIT'
  /** The coefficient needs two coders at least. */
  | 'FEWER_THAN_TWO_CODERS'
  /** A mean over pairs of coders in which one pair's value does not exist. */
  | 'UNDEFINED_FOR_A_PAIR'
  /** Not one disagreement: a test that compares disagreements has nothing to compare. */
  | 'NO_DISAGREEMENT'
  /** The statistic's own standard error is 0 or infinite, so a ratio to it does not exist. */
  | 'NO_STANDARD_ERROR'
  /** The formula is for equal numbers of ratings per unit, and these differ. */
  | 'UNEQUAL_RATINGS_PER_UNIT';

/** A number that exists. */
export interface Defined {
  readonly value: number;
  readonly undefinedBecause: null;
}

/** A number that does not exist, and why. */
export interface Undefined {
  readonly value: null;
  readonly undefinedBecause: UndefinedCause;
}

/** A number, or the reason why there is none. */
export type Estimate = Defined | Undefined;

/** A chance-corrected coefficient with the two agreements it is made of; null where not even they exist. */
export type ChanceCorrected = Estimate & {
  readonly observed: number | null;
  readonly chance: number | null;
};

const indistinguishableFromOne = 1e-12;

/** An estimate that exists. */
export const defined = (value: number): Defined => ({ value, undefinedBecause: null });

/** An estimate that does not exist. */
export const undefinedBecause = (cause: UndefinedCause): Undefined => ({
  value: null,
  undefinedBecause: cause,
});

/**
 * How far is the observed agreement above chance, as a share of the way from chance to perfect agreement?
 * (observed - chance) / (1 - chance).
 *
 * Undefined (CHANCE_AGREEMENT_IS_ONE) when chance is within 1e-12 of 1.
 *
 * @example chanceCorrected(0.7, 0.54) // { value: 0.348, observed: 0.7, chance: 0.54, undefinedBecause: null }
 */
export function chanceCorrected(observed: number, chance: number): ChanceCorrected {
  if (Math.abs(1 - chance) < indistinguishableFromOne) {
    return { ...undefinedBecause('CHANCE_AGREEMENT_IS_ONE'), observed, chance };
  }
  return { ...defined((observed - chance) / (1 - chance)), observed, chance };
}

/** A chance-corrected coefficient of which nothing can be said. */
export const nothingToCorrect = (cause: UndefinedCause): ChanceCorrected => ({
  ...undefinedBecause(cause),
  observed: null,
  chance: null,
});

/** The estimate without the agreements it was made of. */
export const estimateOf = (estimate: Estimate): Estimate =>
  estimate.value === null ? undefinedBecause(estimate.undefinedBecause) : defined(estimate.value);
