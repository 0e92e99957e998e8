import { byCodeUnits } from '../../platform/text';
import { figure, noFigure, shareOf, sumOf, type Figure, type Share } from './share';

/** How far counts gather on one value. */
export interface Concentration<Value> {
  /** Of values that occur alike often the first by text; null where nothing was counted. */
  readonly modal: Value | null;
  readonly modalShare: Share;
  /** In bits: 0 where all have one value, the logarithm to base 2 of the number of values where all are alike. */
  readonly entropy: Figure;
  readonly distinct: number;
  readonly total: number;
}

/**
 * The commonest value, its share, and Shannon's entropy of the shares of all values. Undefined (NO_CONTACTS) where nothing
 * was counted.
 *
 * Source: Shannon 1948, Bell System Technical Journal 27:379-423.
 *
 * @example concentrationOf(new Map([['a', 1], ['b', 1]]), String).entropy.value // 1
 */
export function concentrationOf<Value>(
  counts: ReadonlyMap<Value, number>,
  textOf: (value: Value) => string,
): Concentration<Value> {
  const present = [...counts].filter(([, count]) => count > 0);
  const total = sumOf(present, ([, count]) => count);
  const [modal] = present.sort(
    ([one, many], [other, few]) => few - many || byCodeUnits(textOf(one), textOf(other)),
  );
  const bits = -sumOf(present, ([, count]) => (count / total) * Math.log2(count / total));
  return {
    ...{ modal: modal?.[0] ?? null, distinct: present.length, total },
    modalShare: shareOf(modal?.[1] ?? 0, total),
    entropy: total > 0 ? figure(Math.abs(bits)) : noFigure('NO_CONTACTS'),
  };
}
