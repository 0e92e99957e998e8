import type { ReasonId } from '../../platform/ids';
import { byCodeUnits } from '../../platform/text';
import type { ContactRate } from './contact-rate';
import { figure, noFigure, sumOf, type Figure } from './share';

/** What one reason did to the contact rate between two periods. */
export interface ReasonContribution {
  readonly reasonId: ReasonId;
  readonly before: number;
  readonly after: number;
  /** In percentage points of the segment's customers. */
  readonly points: Figure;
}

export interface RateChangeFigures {
  readonly before: ContactRate;
  readonly after: ContactRate;
  /** After minus before, in percentage points. */
  readonly points: Figure;
  /** What reasons did, those that lowered the rate most first; with `withoutReason` they add up to the change. */
  readonly contributions: readonly ReasonContribution[];
  /** What contacts without a reason did. */
  readonly withoutReason: Figure;
}

export interface RateSide {
  readonly rate: ContactRate;
  /** The contacts of the segment by reason. */
  readonly byReason: ReadonlyMap<ReasonId, number>;
}

/**
 * How a contact rate changed, and which reasons account for it: each one's own rate afterwards minus its own rate before.
 * Undefined, with the cause of the rate that does not exist, where either period has none.
 *
 * @example rateChangeOf(before, after).contributions[0] // { reasonId: outage, before: 900, after: 500, points: -4 }
 */
export function rateChangeOf(before: RateSide, after: RateSide): RateChangeFigures {
  const cause = before.rate.percent.undefinedBecause ?? after.rate.percent.undefinedBecause;
  const difference = (earlier: number, later: number): Figure => {
    if (cause !== null) return noFigure(cause);
    return figure(percentOf(later, after.rate.customers) - percentOf(earlier, before.rate.customers));
  };
  const reasons = new Set([...before.byReason.keys(), ...after.byReason.keys()]);
  const contributions = Array.from(reasons, (reasonId): ReasonContribution => {
    const [earlier, later] = [before.byReason.get(reasonId) ?? 0, after.byReason.get(reasonId) ?? 0];
    return { reasonId, before: earlier, after: later, points: difference(earlier, later) };
  }).sort(
    (one, other) =>
      (one.points.value ?? 0) - (other.points.value ?? 0) || byCodeUnits(one.reasonId, other.reasonId),
  );
  const uncoded = ({ rate, byReason }: RateSide): number =>
    rate.contacts - sumOf(byReason.values(), (count) => count);
  return {
    ...{ before: before.rate, after: after.rate, contributions },
    points: difference(before.rate.contacts, after.rate.contacts),
    withoutReason: difference(uncoded(before), uncoded(after)),
  };
}

const percentOf = (count: number, customers: number | null): number =>
  customers === null || customers === 0 ? 0 : (count * 100) / customers;
