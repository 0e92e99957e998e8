import { chiSquareSurvival } from './distributions';

/** One-sided: 95 % of such counts come from a rate below the upper limit, and 95 % from one above the lower. */
const usualConfidence = 0.95;

/**
 * Below which mean does whatever made this count lie, with a confidence? For a count of none at 95 % it is 3.0: of N
 * contacts not one, so fewer than 3 in N.
 *
 * The mean at which so few events or fewer have the probability 1 - confidence.
 *
 * Source: Garwood 1936, Biometrika 28:437-442.
 *
 * @example poissonUpperLimit(0) // 2.9957
 */
export const poissonUpperLimit = (count: number, confidence = usualConfidence): number =>
  // P(X <= count) for a mean m is the chi-square survival of 2 m with 2 (count + 1) degrees of freedom; it falls with m.
  solved((mean) => chiSquareSurvival(2 * mean, 2 * (count + 1)) > 1 - confidence, count);

/**
 * Above which mean does whatever made this count lie, with a confidence? 0 for a count of none.
 *
 * @example poissonLowerLimit(3) // 0.8177
 */
export const poissonLowerLimit = (count: number, confidence = usualConfidence): number =>
  count <= 0 ? 0 : solved((mean) => chiSquareSurvival(2 * mean, 2 * count) > confidence, count);

/** Where a condition that holds for small means stops to hold, to about 1e-12 of it. */
function solved(holds: (mean: number) => boolean, count: number): number {
  let low = 0;
  let high = 2 * count + 20;
  while (holds(high)) high *= 2;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
