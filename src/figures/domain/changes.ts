import { benjaminiHochberg, poissonChange, type Interval } from '../../agreement/statistics';
import { byCodeUnits } from '../../platform/text';
import { figure, noFigure, type Figure, type UndefinedCause } from './share';
import { directionOf, leastLikelyFirst, usualAlertRule, type AlertRule, type Direction } from './trends';

export interface ChangeRule extends AlertRule {
  /** A change by less than this part, up or down, is no alert however sure it is. */
  readonly minChange: number;
}

export const usualChangeRule: ChangeRule = { ...usualAlertRule, minChange: 0.2 };

export interface Change<Key> {
  readonly key: Key;
  readonly before: number;
  readonly after: number;
  /** The later contacts a day / the earlier ones. */
  readonly ratio: Figure;
  readonly interval: Interval | null;
  readonly pValue: Figure;
  readonly adjustedPValue: Figure;
  /** Of the alert: NEITHER where it is none. */
  readonly direction: Direction;
  readonly isAlert: boolean;
}

export interface CountedChange<Key> {
  readonly key: Key;
  readonly before: number;
  readonly after: number;
}

/** On how many days each of the two rests; null where no contacts came in at all. */
export interface ComparedDays {
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * Whether the contacts a day of each thing changed from one span to another, all tested together; the least likely by chance
 * first. Undefined: NO_DATA where one of the spans has no contacts of anything, which is no fall; TOO_FEW_CONTACTS.
 *
 * @example changesOf([{ key: outage, before: 40, after: 90 }], { before: 28, after: 28 }, rule)[0].direction // 'RISING'
 */
export function changesOf<Key>(
  counts: readonly CountedChange<Key>[],
  days: ComparedDays,
  { falseDiscoveryRate, minContacts, minChange }: ChangeRule,
): readonly Change<Key>[] {
  const tested = counts.map((counted) => {
    const { before, after } = counted;
    const cause = causeOf(days, before + after < minContacts);
    const [earlier, later] = [days.before ?? 0, days.after ?? 0];
    const test =
      cause === null
        ? poissonChange({ count: before, exposure: earlier }, { count: after, exposure: later })
        : null;
    return { ...counted, cause, test };
  });
  const adjusted = benjaminiHochberg(tested.map(({ test }) => test?.pValue ?? null));
  return tested
    .map(({ key, before, after, cause, test }, at): Change<Key> => {
      const corrected = adjusted[at] ?? null;
      const none = noFigure(cause ?? 'NO_CONTACTS');
      const ratio = test?.ratio ?? null;
      const isLarge = ratio === null || ratio >= 1 + minChange || ratio <= 1 / (1 + minChange);
      const isAlert = corrected !== null && corrected <= falseDiscoveryRate && isLarge;
      return {
        ...{ key, before, after, isAlert },
        ratio: ratio === null ? noFigure(cause ?? 'NO_CONTACTS') : figure(ratio),
        interval: test?.interval ?? null,
        pValue: test === null ? none : figure(test.pValue),
        adjustedPValue: corrected === null ? none : figure(corrected),
        direction: isAlert ? directionOf((ratio ?? Infinity) - 1) : 'NEITHER',
      };
    })
    .toSorted(
      (one, other) =>
        leastLikelyFirst(one, other) ||
        other.after - one.after ||
        byCodeUnits(String(one.key), String(other.key)),
    );
}

const causeOf = ({ before, after }: ComparedDays, isFew: boolean): UndefinedCause | null => {
  if (before === null || after === null) return 'NO_DATA';
  return isFew ? 'TOO_FEW_CONTACTS' : null;
};
