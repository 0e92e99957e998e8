import {
  jensenShannonDivergence,
  normalQuantile,
  quantile,
  seededRandom,
  type Interval,
  type RandomSource,
} from '../../../agreement/statistics';

/** How often each resolution was given. */
export type Profile = ReadonlyMap<string, number>;

/** Added to every cell, so that what was never seen is not taken for impossible. */
const added = 0.5;
const usualLevel = 0.95;
const draws = 400;

export const sizeOf = (profile: Profile): number =>
  [...profile.values()].reduce((sum, count) => sum + count, 0);

export interface Divergence {
  /** In bits, 0 to 1. */
  readonly value: number;
  readonly interval: Interval;
  readonly contacts: number;
}

/**
 * How differently the contacts of two reasons are resolved: the Jensen-Shannon divergence of the two profiles, with half a
 * contact added to each cell, and its percentile bootstrap. Drawn again by the same seed it is the same.
 *
 * The bootstrap adds to the noise that is there, so that the upper limit is on the safe side.
 *
 * @example divergenceOf(new Map([['PAID', 40]]), new Map([['PAID', 60]]), 1).value // 0
 */
export function divergenceOf(one: Profile, other: Profile, seed: number): Divergence {
  const codes = [...new Set([...one.keys(), ...other.keys()])].sort();
  const first = codes.map((code) => one.get(code) ?? 0);
  const second = codes.map((code) => other.get(code) ?? 0);
  const random = seededRandom(seed);
  const drawn = Float64Array.from({ length: draws }, () =>
    smoothed(drawnAgain(first, random), drawnAgain(second, random)),
  ).sort();
  const tail = (1 - usualLevel) / 2;
  return {
    value: smoothed(first, second),
    interval: { lower: quantile(drawn, tail), upper: quantile(drawn, 1 - tail), level: usualLevel },
    contacts: sizeOf(one) + sizeOf(other),
  };
}

const smoothed = (one: readonly number[], other: readonly number[]): number =>
  jensenShannonDivergence(
    one.map((count) => count + added),
    other.map((count) => count + added),
  ).value ?? 0;

/** As many contacts, each resolved as the profile has it: cell by cell, out of those that are left. */
function drawnAgain(counts: readonly number[], random: RandomSource): readonly number[] {
  let left = Math.round(counts.reduce((sum, count) => sum + count, 0));
  let weight = left;
  return counts.map((count) => {
    const drawn = weight <= 0 ? 0 : binomial(left, Math.min(1, count / weight), random);
    left -= drawn;
    weight -= count;
    return drawn;
  });
}

/** Above this many trials the normal curve is near enough, and one draw is made in place of them all. */
const mostTrials = 200;

function binomial(trials: number, probability: number, random: RandomSource): number {
  if (probability <= 0 || trials <= 0) return 0;
  if (probability >= 1) return trials;
  if (trials > mostTrials) {
    const mean = trials * probability;
    const drawn = Math.round(mean + Math.sqrt(mean * (1 - probability)) * gaussian(random));
    return Math.min(trials, Math.max(0, drawn));
  }
  let hits = 0;
  for (let trial = 0; trial < trials; trial += 1) if (random() < probability) hits += 1;
  return hits;
}

const gaussian = (random: RandomSource): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export interface Entropy {
  /** In bits: 0 where all contacts are resolved alike. */
  readonly value: number;
  readonly standardError: number;
}

/**
 * How many kinds of work a reason stands for: the entropy of its resolutions, with the error of the delta method.
 *
 * Source: Miller 1955 and Basharin 1959, Theory of Probability and its Applications 4:333-336, for the variance.
 *
 * @example entropyOf(new Map([['PAID', 50], ['REFUSED', 50]])).value // 1
 */
export function entropyOf(profile: Profile): Entropy {
  const contacts = sizeOf(profile);
  let [value, squares] = [0, 0];
  for (const count of profile.values()) {
    if (count <= 0) continue;
    const share = count / contacts;
    value -= share * Math.log2(share);
    squares += share * Math.log2(share) ** 2;
  }
  return { value, standardError: Math.sqrt(Math.max(0, squares - value * value) / Math.max(1, contacts)) };
}

/** How far one entropy lies above the mean of others. */
export function entropyAbove(own: Entropy, others: readonly Entropy[], level = usualLevel) {
  const mean = others.reduce((sum, { value }) => sum + value, 0) / others.length;
  const spread = others.reduce((sum, { standardError }) => sum + standardError ** 2, 0) / others.length ** 2;
  const value = own.value - mean;
  const margin = normalQuantile((1 + level) / 2) * Math.sqrt(own.standardError ** 2 + spread);
  return { value, interval: { lower: value - margin, upper: value + margin } };
}

/**
 * How much less would be known of how contacts are resolved if two reasons were one: the mutual information of reason and
 * resolution before, less that after, in bits over the contacts of the two. It is their weighted divergence.
 */
export function informationLost(one: Profile, other: Profile): number {
  const codes = [...new Set([...one.keys(), ...other.keys()])];
  const [first, second] = [one, other].map((profile) => codes.map((code) => profile.get(code) ?? 0)) as [
    number[],
    number[],
  ];
  const [of, and] = [sizeOf(one), sizeOf(other)];
  return jensenShannonDivergence(first, second, of / (of + and)).value ?? 0;
}

/** A number from a text, the same on every machine: where a bootstrap of a question begins. */
export function seedOf(text: string): number {
  let seed = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) seed = Math.imul(seed ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return seed;
}
