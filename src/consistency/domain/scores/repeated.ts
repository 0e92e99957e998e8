import { wilsonInterval, type Interval } from '../../../agreement/statistics';
import type { CoderId } from '../../../contact/domain';
import type { ReasonId } from '../../../platform/ids';
import type { ChoiceOf } from './scored-units';

/** Two codings of one contact by one coder, in different audits or sessions; such pairs that are alike, counted. */
export interface CodedTwice {
  readonly coderId: CoderId;
  readonly first: { readonly reasonId: ReasonId; readonly version: number };
  readonly second: { readonly reasonId: ReasonId; readonly version: number };
  readonly pairs: number;
}

/** How consistent a coder is with themself: nobody can agree more with others. */
export interface SelfAgreement {
  readonly pairs: number;
  readonly agreeing: number;
  readonly value: number;
  readonly interval: Interval;
}

/**
 * How often each coder chose the same when the same contact came again. It is told apart from agreement with others and
 * never added to it. Who coded nothing twice is not in it.
 *
 * @example selfAgreements(twice, choiceOf).get(ann) // { pairs: 40, agreeing: 37, value: 0.925, interval: { ... } }
 */
export function selfAgreements(
  twice: readonly CodedTwice[],
  choiceOf: ChoiceOf,
): ReadonlyMap<CoderId, SelfAgreement> {
  const sums = new Map<CoderId, { pairs: number; agreeing: number }>();
  for (const { coderId, first, second, pairs } of twice) {
    const sum = sums.get(coderId) ?? { pairs: 0, agreeing: 0 };
    sums.set(coderId, sum);
    sum.pairs += pairs;
    const isSame = choiceOf(first.reasonId, first.version) === choiceOf(second.reasonId, second.version);
    if (isSame) sum.agreeing += pairs;
  }
  return new Map(
    [...sums].map(([coderId, { pairs, agreeing }]) => [
      coderId,
      { pairs, agreeing, value: agreeing / pairs, interval: wilsonInterval(agreeing, pairs) },
    ]),
  );
}
