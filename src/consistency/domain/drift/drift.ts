import {
  benjaminiHochberg,
  differenceOf,
  jackknife,
  tCdf,
  tQuantile,
  usualLevel,
  type Interval,
} from '../../../agreement/statistics';

/** What can drift. */
export const driftSubjects = ['REASON', 'CODER', 'DEPARTMENT', 'CHANNEL'] as const;
export type DriftSubject = (typeof driftSubjects)[number];

export const noDriftCauses = ['TOO_FEW_CONTACTS', 'NO_STANDARD_ERROR'] as const;
/** Why nothing can be said of a drift. */
export type NoDriftCause = (typeof noDriftCauses)[number];

/** Contacts are compared with themselves, or other ones with the reason mix held fixed. */
export type DriftMethod = 'PAIRED' | 'INDEPENDENT';

/** A value of one period. */
export interface DriftSide {
  readonly value: number;
  readonly standardError: number | null;
  readonly contacts: number;
}

/** Drifts of a level of false alarms over all that is tested are alerts. */
export const alertLevel = 0.05;

/** How a value changed from one period to another. */
export interface Drift {
  readonly key: string;
  readonly method: DriftMethod;
  /** Null where there is nothing to compute it from. */
  readonly before: DriftSide | null;
  readonly after: DriftSide | null;
  /** After less before; null where nothing can be said. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  readonly pValue: number | null;
  /** Raised for as many as are tested (Benjamini-Hochberg). */
  readonly adjustedPValue: number | null;
  readonly isAlert: boolean;
  readonly undefinedBecause: NoDriftCause | null;
}

type Sides = Pick<Drift, 'key' | 'before' | 'after'>;

/**
 * Two independent values against each other, by Welch's t.
 *
 * @example independentDrift({ key, before, after }, 10).difference // -0.12
 */
export function independentDrift(sides: Sides, fewest: number): Drift {
  const { before, after } = sides;
  if (before === null || after === null || before.contacts < fewest || after.contacts < fewest)
    return noDrift(sides, 'INDEPENDENT', 'TOO_FEW_CONTACTS');
  const found = differenceOf(withUnits(before), withUnits(after));
  if (found === null) return noDrift(sides, 'INDEPENDENT', 'NO_STANDARD_ERROR');
  const { difference, interval, pValue } = found;
  return {
    ...{ ...sides, method: 'INDEPENDENT', difference, interval, pValue },
    ...{ adjustedPValue: null, isAlert: false, undefinedBecause: null },
  };
}

const withUnits = ({ value, standardError, contacts }: DriftSide) => ({
  ...{ value, standardError: standardError ?? 0, units: contacts },
});

/**
 * The same contacts coded twice: the difference of two values, with the delete-one-contact jackknife of the difference.
 *
 * @param without the difference without each contact
 * @example pairedDrift({ key, before, after }, { difference: -0.1, without: replicates, contacts: 40 }).method // 'PAIRED'
 */
export function pairedDrift(
  sides: Sides,
  found: {
    readonly difference: number;
    readonly without: Parameters<typeof jackknife>[0];
    readonly contacts: number;
  },
): Drift {
  const { standardError } = jackknife(found.without);
  const { difference, contacts } = found;
  if (standardError === null || standardError < 1e-12) return noDrift(sides, 'PAIRED', 'NO_STANDARD_ERROR');
  const reach = tQuantile((1 + usualLevel) / 2, contacts - 1) * standardError;
  return {
    ...{ ...sides, method: 'PAIRED', difference },
    interval: { lower: difference - reach, upper: difference + reach, level: usualLevel },
    pValue: 2 * tCdf(-Math.abs(difference / standardError), contacts - 1),
    ...{ adjustedPValue: null, isAlert: false, undefinedBecause: null },
  };
}

const noDrift = (sides: Sides, method: DriftMethod, undefinedBecause: NoDriftCause): Drift => ({
  ...{ ...sides, method, difference: null, interval: null, pValue: null, adjustedPValue: null },
  ...{ isAlert: false, undefinedBecause },
});

/**
 * Of all drifts that are tested together, those that are more than chance makes of so many.
 *
 * @example tested(drifts).filter(({ isAlert }) => isAlert)
 */
export function tested(drifts: readonly Drift[]): readonly Drift[] {
  const withTest = drifts.flatMap(({ key, pValue }) => (pValue === null ? [] : [{ key, pValue }]));
  const adjusted = benjaminiHochberg(withTest.map(({ pValue }) => pValue));
  const byKey = new Map(withTest.map(({ key }, at) => [key, adjusted[at] ?? 1]));
  return drifts.map((drift) => {
    const adjustedPValue = byKey.get(drift.key) ?? null;
    return { ...drift, adjustedPValue, isAlert: adjustedPValue !== null && adjustedPValue < alertLevel };
  });
}
