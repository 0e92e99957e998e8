import { pairable, type AgreementCounts } from './agreement-counts';
import { defined, undefinedBecause, type Estimate } from './estimate';

/**
 * If one coder chose this category, how often did another coder of the same unit choose it too?
 *
 * Coincidences of the category with itself / its pairable ratings. Units with fewer than two ratings drop out.
 *
 * Undefined (CATEGORY_NOT_USED) when the category has no pairable rating.
 *
 * Source: Dice 1945; Cicchetti & Feinstein 1990; for many coders from Krippendorff's coincidences.
 *
 * @example Artstein & Poesio 2008, table 1, STAT: 40 / 70 // 0.571
 */
export function specificAgreement(counts: AgreementCounts, category: number): Estimate {
  return conditionalAgreement(counts, category, category);
}

/**
 * If one coder chose `given`, how often did another coder of the same unit choose `other`? The row of the confusion
 * matrix; for `other` = `given` it is the specific agreement.
 *
 * Undefined (CATEGORY_NOT_USED) when `given` has no pairable rating.
 *
 * Source: Fleiss 1971 (conditional probability of a second assignment).
 *
 * @example units [a, a] and [a, b]: b given a // 1/3
 */
export function conditionalAgreement(counts: AgreementCounts, given: number, other: number): Estimate {
  const votes = votesFor(counts, given);
  if (votes === 0) return undefinedBecause('CATEGORY_NOT_USED');
  return defined(coincidence(counts, given, other) / votes);
}

/**
 * Where the choice was between these two, how often did both coders choose the first? 2 x coincidences of the first
 * with itself / (that + coincidences of the two with each other, both ways).
 *
 * Not symmetric: it is the agreement on the first. Undefined (CATEGORY_NOT_USED) when neither occurred.
 *
 * @example units [a, a] and [a, b]: agreement on a against b // 2/3
 */
export function pairAgreement(counts: AgreementCounts, first: number, second: number): Estimate {
  const both = 2 * coincidence(counts, first, first);
  const apart = coincidence(counts, first, second) + coincidence(counts, second, first);
  return both + apart === 0 ? undefinedBecause('CATEGORY_NOT_USED') : defined(both / (both + apart));
}

/**
 * How often are these two mixed up, as a share of their use? 2 x coincidences of the two / (ratings of the one + of
 * the other): the evidence for merging or telling apart.
 *
 * Undefined (CATEGORY_NOT_USED) when neither has a pairable rating.
 *
 * @example units [a, a] and [a, b]: a with b // 0.5
 */
export function confusionShare(counts: AgreementCounts, first: number, second: number): Estimate {
  const used = votesFor(counts, first) + votesFor(counts, second);
  return used === 0
    ? undefinedBecause('CATEGORY_NOT_USED')
    : defined((2 * coincidence(counts, first, second)) / used);
}

function coincidence(counts: AgreementCounts, first: number, second: number): number {
  const key = first * counts.categories + second;
  return pairable(counts).reduce((sum, { size, pairs }) => sum + (pairs.get(key) ?? 0) / (size - 1), 0);
}

const votesFor = (counts: AgreementCounts, category: number): number =>
  pairable(counts).reduce((sum, { votes }) => sum + (votes.get(category) ?? 0), 0);
