import { betaQuantile } from './distributions';
import { usualLevel, type Interval } from './interval';

/** A share that was estimated on as many trials as would make a plain share as uncertain. */
export interface SharedTrials {
  /** 0..1. */
  readonly share: number;
  /** Above 0; need not be whole. */
  readonly trials: number;
}

/** How shares are spread over groups: a beta distribution with this mean, and as many trials as it is worth. */
export interface BetaPrior {
  readonly mean: number;
  readonly strength: number;
  /** Whether the strength was estimated; with fewer than five groups it is 20. */
  readonly isEstimated: boolean;
}

const fewestGroups = 5;
const usualStrength = 20;
const [weakest, strongest] = [5, 200];

/**
 * How do the true shares of groups differ? By the method of moments, each group weighing as its trials: what their
 * shares differ by beyond chance is the variance of a beta distribution. Its strength is kept within 5 and 200 trials.
 * Null without a group.
 *
 * Source: Kleinman 1973, JASA 68:46-54.
 *
 * @example betaPrior([{ share: 0.8, trials: 50 }, { share: 0.6, trials: 50 }]) // mean 0.7, strength 20: two are too few
 */
export function betaPrior(groups: readonly SharedTrials[]): BetaPrior | null {
  const trials = groups.reduce((sum, group) => sum + group.trials, 0);
  if (trials === 0) return null;
  const mean = groups.reduce((sum, group) => sum + group.share * group.trials, 0) / trials;
  if (groups.length < fewestGroups) return { mean, strength: usualStrength, isEstimated: false };
  const squares = groups.reduce((sum, group) => sum + group.trials * (group.share - mean) ** 2, 0);
  const spread = mean * (1 - mean);
  const left = groups.length - 1;
  const sizes = trials - groups.reduce((sum, group) => sum + group.trials ** 2, 0) / trials - left;
  const correlation = spread === 0 || sizes <= 0 ? 0 : (squares / spread - left) / sizes;
  const strength = correlation <= 0 ? strongest : 1 / correlation - 1;
  return { mean, strength: Math.min(strongest, Math.max(weakest, strength)), isEstimated: true };
}

/** A share as it is to be expected of its group, given what is known of the others. */
export interface Shrunken {
  readonly value: number;
  readonly interval: Interval;
}

/**
 * A share drawn toward the mean of its group, the more so the fewer its trials: the mean of the beta distribution that
 * the prior and the trials make together, and its quantiles.
 *
 * @example shrunken({ share: 1, trials: 20 }, { mean: 0.7, strength: 20, isEstimated: true }).value // 0.85
 */
export function shrunken(
  { share, trials }: SharedTrials,
  { mean, strength }: BetaPrior,
  level = usualLevel,
): Shrunken {
  const yes = share * trials + mean * strength;
  const no = (1 - share) * trials + (1 - mean) * strength;
  const tail = (1 - level) / 2;
  // A mean of 0 or 1 leaves one side empty: there is nothing that it could not be.
  const limit = (p: number): number => (yes === 0 ? 0 : no === 0 ? 1 : betaQuantile(p, yes, no));
  return { value: yes / (yes + no), interval: { lower: limit(tail), upper: limit(1 - tail), level } };
}
