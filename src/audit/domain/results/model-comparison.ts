import { pairedDifference, type PairedDifference } from '../../../agreement/statistics';
import type { ReasonId } from '../../../platform/ids';

/** A contact that two models and a second coder coded in the same content; null where the answer was no reason. */
export interface TriplyCoded {
  readonly digest: string;
  readonly person: ReasonId;
  readonly first: ReasonId | null;
  readonly second: ReasonId | null;
}

/** Two models on the same contacts, held against the people who coded them blind. */
export interface ModelComparison {
  /** Of the shares of contacts on which a model chose what the second coder chose. */
  readonly overall: PairedDifference;
  readonly firstAgrees: number;
  readonly secondAgrees: number;
  /** The same of the contacts that a second coder gave each reason, those with the most contacts first. */
  readonly reasons: readonly ReasonComparison[];
}

export interface ReasonComparison extends PairedDifference {
  readonly reasonId: ReasonId;
  readonly digest: string;
}

/**
 * Whether one model agrees with people more often than another: paired by contact, so that what is hard about a contact counts
 * for neither. An answer that is no reason is not what the second coder chose.
 *
 * @example compareModels(contacts).overall // { value: 0.04, interval: { lower: 0.01, upper: 0.07 }, pValue: 0.02, units: 400 }
 */
export function compareModels(contacts: readonly TriplyCoded[]): ModelComparison {
  const byReason = new Map<string, TriplyCoded[]>();
  for (const contact of contacts) {
    const key = `${contact.digest} ${contact.person}`;
    byReason.set(key, [...(byReason.get(key) ?? []), contact]);
  }
  const reasons = [...byReason.values()].flatMap((own): readonly ReasonComparison[] => {
    const [one] = own;
    return one === undefined ? [] : [{ reasonId: one.person, digest: one.digest, ...differenceOn(own) }];
  });
  const agreeing = (of: 'first' | 'second'): number =>
    contacts.filter((one) => one[of] === one.person).length;
  return {
    ...{ overall: differenceOn(contacts), firstAgrees: agreeing('first'), secondAgrees: agreeing('second') },
    reasons: reasons.sort(
      (one, other) => other.units - one.units || (one.reasonId < other.reasonId ? -1 : 1),
    ),
  };
}

function differenceOn(contacts: readonly TriplyCoded[]): PairedDifference {
  const counted = { bothRight: 0, firstOnly: 0, secondOnly: 0, bothWrong: 0 };
  for (const { person, first, second } of contacts) {
    if (first === person && second === person) counted.bothRight += 1;
    else if (first === person) counted.firstOnly += 1;
    else if (second === person) counted.secondOnly += 1;
    else counted.bothWrong += 1;
  }
  return pairedDifference(counted);
}
