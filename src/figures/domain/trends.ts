import { benjaminiHochberg, mannKendall, type Interval, type MannKendall } from '../../agreement/statistics';
import { byCodeUnits } from '../../platform/text';
import { daysBetween, type Days } from './day';
import { figure, noFigure, type Figure, type UndefinedCause } from './share';

/** When something that stands out is worth an alert. */
export interface AlertRule {
  /** The greatest share of false alarms among the alerts that is put up with. */
  readonly falseDiscoveryRate: number;
  /** Reasons with fewer contacts are not tested. */
  readonly minContacts: number;
}

export const usualAlertRule: AlertRule = { falseDiscoveryRate: 0.05, minContacts: 20 };

export const directions = ['RISING', 'FALLING', 'NEITHER'] as const;
export type Direction = (typeof directions)[number];

export interface Trend<Key> {
  readonly key: Key;
  readonly contacts: number;
  /** Of the alert: NEITHER where it is none. */
  readonly direction: Direction;
  /** Contacts a day, from one step to the next. */
  readonly slope: Figure;
  readonly interval: Interval | null;
  readonly pValue: Figure;
  readonly method: MannKendall['method'] | null;
  readonly adjustedPValue: Figure;
  readonly isAlert: boolean;
}

/** With fewer steps no order of them is unlikely. */
export const fewestSteps = 5;

/**
 * Whether the contacts of each thing tend to rise or to fall, all tested together; the least likely by chance first. Counts
 * are divided by the days of their step, so that months of different length compare. Undefined: TOO_FEW_PERIODS below five
 * steps; TOO_FEW_CONTACTS below those of the rule.
 *
 * @example trendsOf(new Map([[outage, [31, 56, 93, 120, 155, 180]]]), months, rule)[0].direction // 'RISING'
 */
export function trendsOf<Key>(
  counts: ReadonlyMap<Key, readonly number[]>,
  steps: readonly Days[],
  { falseDiscoveryRate, minContacts }: AlertRule,
): readonly Trend<Key>[] {
  const tested = Array.from(counts, ([key, series]) => {
    const contacts = series.reduce((sum, count) => sum + count, 0);
    const cause = causeOf(steps.length, contacts < minContacts);
    const rates = series.map((count, at) => count / daysOf(steps[at]));
    return { key, contacts, cause, test: cause === null ? mannKendall(rates) : null };
  });
  const adjusted = benjaminiHochberg(tested.map(({ test }) => test?.pValue ?? null));
  return tested
    .map(({ key, contacts, cause, test }, at): Trend<Key> => {
      const corrected = adjusted[at] ?? null;
      const isAlert = corrected !== null && corrected <= falseDiscoveryRate && test?.s !== 0;
      const none = noFigure(cause ?? 'TOO_FEW_PERIODS');
      return {
        ...{ key, contacts, isAlert, direction: isAlert ? directionOf(test?.s ?? 0) : 'NEITHER' },
        ...{ slope: test === null ? none : figure(test.slope), interval: test?.interval ?? null },
        ...{ pValue: test === null ? none : figure(test.pValue), method: test?.method ?? null },
        adjustedPValue: corrected === null ? none : figure(corrected),
      };
    })
    .toSorted(
      (one, other) =>
        leastLikelyFirst(one, other) ||
        other.contacts - one.contacts ||
        byCodeUnits(String(one.key), String(other.key)),
    );
}

/** What was not tested last. */
export const leastLikelyFirst = (
  one: { readonly pValue: Figure },
  other: { readonly pValue: Figure },
): number => (one.pValue.value ?? 2) - (other.pValue.value ?? 2);

const causeOf = (steps: number, isFew: boolean): UndefinedCause | null => {
  if (steps < fewestSteps) return 'TOO_FEW_PERIODS';
  return isFew ? 'TOO_FEW_CONTACTS' : null;
};

const daysOf = (step: Days | undefined): number =>
  step === undefined ? 1 : daysBetween(step.from, step.until);

export const directionOf = (change: number): Direction => {
  if (change === 0) return 'NEITHER';
  return change > 0 ? 'RISING' : 'FALLING';
};
