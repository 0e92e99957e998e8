import type { ScoredUnit } from '../scores/scored-units';
import type { DriftSide } from './drift';

/** How often coders agree on a contact. */
export type ValueOf = (unit: ScoredUnit) => number;

/**
 * The weighted mean of the agreement on contacts with its linearised error. Null without a contact.
 *
 * @example meanAgreement(units, agreementOf) // { value: 0.8, standardError: 0.03, contacts: 180 }
 */
export function meanAgreement(units: readonly ScoredUnit[], valueOf: ValueOf): DriftSide | null {
  let [weight, sum, contacts] = [0, 0, 0];
  for (const unit of units) {
    weight += unit.contacts * unit.weight;
    sum += unit.contacts * unit.weight * valueOf(unit);
    contacts += unit.contacts;
  }
  if (contacts === 0) return null;
  const value = sum / weight;
  const squares = units.reduce(
    (total, unit) => total + unit.contacts * (unit.weight * (valueOf(unit) - value)) ** 2,
    0,
  );
  const standardError = contacts < 2 ? null : Math.sqrt((contacts / (contacts - 1)) * squares) / weight;
  return { value, standardError, contacts };
}
