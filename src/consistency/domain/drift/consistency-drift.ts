import { agreementOf } from '../scores/peer-scores';
import type { ScoredUnit } from '../scores/scored-units';
import { agreementDrift, groupDrifts, reasonDrifts, type TwoPeriods } from './agreement-drift';
import type { Drift, DriftSubject } from './drift';
import { fixedMix } from './fixed-mix';

/** How consistency changed from one period to another. */
export interface ConsistencyDrift {
  /** The agreement on all contacts. */
  readonly overall: Drift;
  readonly drifts: readonly Drift[];
  /** Contacts that were coded in both periods. */
  readonly contactsInBoth: number;
  /** Contacts about reasons that one of the periods has none of: they are left out where others are compared. */
  readonly withoutCounterpart: number;
}

/**
 * What drifted, with alerts that hold for as many as are tested together.
 *
 * @example consistencyDrift(periods, 'REASON').drifts.filter(({ isAlert }) => isAlert)
 */
export function consistencyDrift(periods: TwoPeriods, of: DriftSubject): ConsistencyDrift {
  const { before, after, both } = periods;
  return {
    overall: agreementDrift('', periods),
    drifts: driftsOf(periods, of),
    contactsInBoth: both.length,
    withoutCounterpart: fixedMix(before, after).withoutCounterpart,
  };
}

function driftsOf(periods: TwoPeriods, of: DriftSubject): readonly Drift[] {
  switch (of) {
    case 'REASON':
      return reasonDrifts(periods);
    case 'DEPARTMENT':
      return groupDrifts(periods, ({ departmentId }) => [departmentId]);
    case 'CHANNEL':
      return groupDrifts(periods, ({ channel }) => [channel]);
    case 'CODER':
      return groupDrifts(periods, ({ people }) => people.map(({ coderId }) => coderId), agreementWith);
  }
}

/** How many of the others chose what somebody chose. */
function agreementWith(unit: ScoredUnit, coderId: string): number {
  const own = unit.people.find((code) => code.coderId === coderId);
  const others = unit.people.filter((code) => code.coderId !== coderId);
  if (own === undefined || others.length === 0) return agreementOf(unit);
  return others.filter(({ choice }) => choice === own.choice).length / others.length;
}
