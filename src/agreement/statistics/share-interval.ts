import { usualLevel, wilsonInterval } from './interval';
import type { ReportInterval } from './report/report-types';

// A standard error below this is a zero with rounding.
const rounding = 1e-12;

/** A share that was estimated as a ratio of sums over units. */
export interface EstimatedShare {
  /** Within 0..1. */
  readonly value: number;
  /** Of the value, over the units; null where it could not be found. */
  readonly standardError: number | null;
  /** Units that touch the category at all. */
  readonly units: number;
}

/**
 * The interval of a share whose units do not weigh alike, such as the specific agreement on a category: Wilson's, with
 * as many trials as would give a plain share the same standard error, value (1 - value) / SE².
 *
 * Where the value is 0 or 1, or the error 0 or unknown, the trials are the units themselves. Null without a unit.
 *
 * Source: Wilson 1927 for the interval; the effective number of trials as for a design effect (Kish 1965).
 *
 * @example shareInterval({ value: 0.8, standardError: 0.05, units: 70 }) // 0.686 .. 0.880
 */
export function shareInterval(
  { value, standardError, units }: EstimatedShare,
  level = usualLevel,
): ReportInterval | null {
  if (units === 0) return null;
  const spread = value * (1 - value);
  const isKnown = standardError !== null && standardError > rounding && spread > rounding;
  const trials = isKnown ? spread / standardError ** 2 : units;
  return { ...wilsonInterval(value * trials, trials, level), method: 'wilson' };
}
