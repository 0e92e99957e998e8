import { normalQuantile } from './distributions';

/**
 * How many units give percent agreement to within a half width? z² p (1 - p) / half width², rounded up.
 *
 * @param agreement the expected agreement, strictly between 0 and 1; @param halfWidth above 0
 * @example unitsForAgreement(0.8, 0.05) // 246
 */
export const unitsForAgreement = (agreement: number, halfWidth: number, level = 0.95): number =>
  upTo((normalQuantile((1 + level) / 2) ** 2 * agreement * (1 - agreement)) / halfWidth ** 2);

/**
 * How many units per audit show a change of percent agreement between two audits? Two shares, pooled variance under
 * "no change".
 *
 * Source: Fleiss 1981, Statistical Methods for Rates and Proportions, chapter 3 (without continuity correction).
 *
 * @example unitsForAgreementChange({ before: 0.9, after: 0.8 }) // 199
 */
export function unitsForAgreementChange(change: {
  readonly before: number;
  readonly after: number;
  readonly alpha?: number;
  readonly power?: number;
}): number {
  const { before, after, alpha = 0.05, power = 0.8 } = change;
  const mean = (before + after) / 2;
  const underNull = normalQuantile(1 - alpha / 2) * Math.sqrt(2 * mean * (1 - mean));
  const underChange = normalQuantile(power) * Math.sqrt(before * (1 - before) + after * (1 - after));
  return upTo(((underNull + underChange) / (before - after)) ** 2);
}

/**
 * How many units per audit show a drop of alpha between two audits? 2 SD² (z(1 - alpha / 2) + z(power))² / drop², SD
 * the spread of alpha per unit (standard error x root of the units), taken to be equal in both.
 *
 * @example unitsForAlphaDrop({ spreadPerUnit: 0.48, drop: 0.1 }) // 362
 */
export function unitsForAlphaDrop(change: {
  readonly spreadPerUnit: number;
  readonly drop: number;
  readonly alpha?: number;
  readonly power?: number;
}): number {
  const { spreadPerUnit, drop, alpha = 0.05, power = 0.8 } = change;
  const reach = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  return upTo((2 * spreadPerUnit ** 2 * reach ** 2) / drop ** 2);
}

const upTo = (size: number): number => Math.ceil(size - 1e-9);
