import { err, ok, type Result } from '../../platform/result';
import type { Problem } from '../../platform/problem';
import { wilsonInterval, type Interval } from '../../agreement/statistics';
import { figure, noFigure, type Figure } from './share';

export const rateBands = ['OPTIMAL', 'ACCEPTABLE', 'CONCERN'] as const;
export type RateBand = (typeof rateBands)[number];

/** Cut points on the unrounded rate in percent: OPTIMAL below the first, CONCERN from the second on. */
export interface BandRule {
  readonly optimalBelow: number;
  readonly concernFrom: number;
}

/**
 * The bands were published in whole percent (0-5, 6-10, 11 and more), which leaves holes between 5 and 6 and between 10 and
 * 11. Cutting at 6 and 11 gives a rate in a hole the band below it.
 */
export const defaultBandRule: BandRule = { optimalBelow: 6, concernFrom: 11 };

export interface ContactRate {
  readonly contacts: number;
  /** Null: no size is known of the segment in the period. */
  readonly customers: number | null;
  /** Contacts per hundred customers. */
  readonly percent: Figure;
  readonly band: RateBand | null;
  readonly rule: BandRule;
  /** Whether the rate lies where bands in whole percent have none: above 5 and below 6, or above 10 and below 11. */
  readonly isInHole: boolean;
  /** Of the rate in percent, at 95 %; null above 100 %, where contacts are no part of the customers, and where there is none. */
  readonly interval: Interval | null;
}

/**
 * How many contacts a segment makes for its customers in a period, and the band that is. It is not the share of customers
 * who made contact: one customer may make several. Undefined: NO_SEGMENT_SIZE, SEGMENT_WITHOUT_CUSTOMERS.
 *
 * @example contactRateOf({ contacts: 5_098, customers: 49_111 }).percent.value // 10.3806: ACCEPTABLE, in a hole
 */
export function contactRateOf(
  { contacts, customers }: { readonly contacts: number; readonly customers: number | null },
  rule: BandRule = defaultBandRule,
): ContactRate {
  const counts = { contacts, customers, rule };
  if (customers === null || customers <= 0) {
    const cause = customers === null ? 'NO_SEGMENT_SIZE' : 'SEGMENT_WITHOUT_CUSTOMERS';
    return { ...counts, percent: noFigure(cause), band: null, isInHole: false, interval: null };
  }
  const percent = (contacts * 100) / customers;
  return {
    ...{ ...counts, percent: figure(percent), band: bandOf(percent, rule), isInHole: isInHole(percent) },
    interval: contacts > customers ? null : inPercent(wilsonInterval(contacts, customers)),
  };
}

/**
 * The band of a rate in percent.
 *
 * @example bandOf(10.99, defaultBandRule) // 'ACCEPTABLE'
 */
export function bandOf(percent: number, { optimalBelow, concernFrom }: BandRule): RateBand {
  if (percent < optimalBelow) return 'OPTIMAL';
  return percent < concernFrom ? 'ACCEPTABLE' : 'CONCERN';
}

const isInHole = (percent: number): boolean => (percent > 5 && percent < 6) || (percent > 10 && percent < 11);

const inPercent = ({ lower, upper, level }: Interval): Interval => ({
  ...{ lower: lower * 100, upper: upper * 100, level },
});

export interface BandsRefused extends Problem {
  readonly code: 'BANDS_REFUSED';
  readonly optimalBelow: number;
  readonly concernFrom: number;
}

/**
 * Cut points that can be kept. Refuses what is no number above 0 and at most 10,000, and a first cut that is not below the
 * second.
 *
 * @example mustBeBands({ optimalBelow: 11, concernFrom: 6 }) // err
 */
export function mustBeBands(rule: BandRule): Result<BandRule, BandsRefused> {
  const { optimalBelow, concernFrom } = rule;
  const isPercent = (value: number): boolean => Number.isFinite(value) && value > 0 && value <= 10_000;
  if (isPercent(optimalBelow) && isPercent(concernFrom) && optimalBelow < concernFrom) return ok(rule);
  const message = `expected cut points in percent, above 0 and at most 10000, the first below the second, but got ${optimalBelow} and ${concernFrom}`;
  return err({ code: 'BANDS_REFUSED', message, optimalBelow, concernFrom });
}
