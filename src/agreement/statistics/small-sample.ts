import { wilsonInterval, usualLevel, type Interval } from './interval';

/** What decides whether a t interval can be trusted. */
export interface SampleFacts {
  /** Units with two ratings or more. */
  readonly pairableUnits: number;
  /** Of these, units whose coders do not all agree. */
  readonly disagreeingUnits: number;
  readonly standardError: number | null;
}

/** Fewer pairable units than this are too few for a t interval. */
export const fewestUnits = 30;
/** Fewer disagreeing units than this are too few for a t interval. */
export const fewestDisagreeingUnits = 5;

// A standard error below this is a zero with rounding.
const rounding = 1e-12;

/**
 * Are there too few units, or too few disagreements, for a t interval? Fewer than 30 pairable units, fewer than 5 that
 * disagree, or no positive standard error. Then `smallSampleInterval` is shown and the number is called tentative.
 *
 * Source: simulation (see tests/long/interval-coverage.ts): below these the t interval covers as little as a third.
 *
 * @example isTooFew({ pairableUnits: 12, disagreeingUnits: 3, standardError: 0.1 }) // true
 */
export const isTooFew = ({ pairableUnits, disagreeingUnits, standardError }: SampleFacts): boolean =>
  pairableUnits < fewestUnits ||
  disagreeingUnits < fewestDisagreeingUnits ||
  standardError === null ||
  standardError < rounding;

/**
 * An interval for alpha where there are too few units: Wilson's interval of 1 - observed disagreement over the
 * pairable units, carried over to alpha with expected disagreement as it is in the data.
 *
 * All agree in 10 of 10 units: agreement at least 0.72, not 1. Conservative with three coders or more and with path
 * distances. Null where a distance reaches beyond 1 or nothing varies, so that there is no share to speak of.
 *
 * Source: Wilson 1927 for the share; the mapping alpha = 1 - (1 - share) / expected disagreement.
 *
 * @example smallSampleInterval({ observed: 0, expected: 0.5, units: 10 }) // 0.445 .. 1
 */
export function smallSampleInterval(
  disagreement: { readonly observed: number; readonly expected: number; readonly units: number },
  level = usualLevel,
): Interval | null {
  const { observed, expected, units } = disagreement;
  if (observed > 1 || expected <= 0 || units === 0) return null;
  const agreement = wilsonInterval((1 - observed) * units, units, level);
  return { lower: 1 - (1 - agreement.lower) / expected, upper: 1 - (1 - agreement.upper) / expected, level };
}

/**
 * How many units would make the interval of alpha as narrow as wanted? (1.96 SD / half width)², SD the spread per
 * unit: the standard error times the root of the units it came from. Without a usable one, for two coders and a
 * nominal scale, (1 - alpha) √{p_a / (1 - p_a)}.
 *
 * @example unitsNeeded(0.52, 0.1) // 104
 */
export const unitsNeeded = (spreadPerUnit: number, halfWidth: number): number =>
  Math.ceil(((1.959964 * spreadPerUnit) / halfWidth) ** 2 - 1e-9);

/** The spread of alpha per unit from alpha and percent agreement alone: for planning without a pilot. */
export function plannedSpread(alpha: number, percentAgreement: number): number | null {
  if (percentAgreement <= 0 || percentAgreement >= 1) return null;
  return (1 - alpha) * Math.sqrt(percentAgreement / (1 - percentAgreement));
}
