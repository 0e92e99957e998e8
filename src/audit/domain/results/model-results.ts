import {
  stratifiedMean,
  weightedAgreement,
  weightedSpecificAgreement,
  type ReportInterval,
  type StratifiedMean,
  type WeightedEstimate,
} from '../../../agreement/statistics';
import type { ReasonId } from '../../../platform/ids';
import type { AuditData } from './audit-data';
import { doubleCoded, secondCodes } from './double-coded';

/** How a model that coded the contacts of an audit agrees with the people who coded them. */
export interface ModelResult {
  readonly coderId: string;
  /** With the second coders, who coded as blind as the model did. */
  readonly withSecond: WeightedEstimate;
  readonly alphaWithSecond: WeightedEstimate;
  /** With what was coded in production. */
  readonly withProduction: WeightedEstimate;
  readonly reasons: readonly ModelReason[];
}

/** How a model and the second coders agree on one reason. */
export interface ModelReason {
  readonly reasonId: ReasonId;
  readonly contacts: number;
  readonly agreement: number | null;
  readonly interval: ReportInterval | null;
}

/** Two models on the same contacts. */
export interface ModelDifference {
  readonly firstCoderId: string;
  readonly secondCoderId: string;
  /** The share of contacts in which the second agrees with the second coder, less that of the first. */
  readonly difference: StratifiedMean;
}

/**
 * How each model agrees with people, over all and on each reason.
 *
 * @example modelResults(data)[0].withSecond.value // 0.83
 */
export const modelResults = (data: AuditData): readonly ModelResult[] =>
  data.models.map((coderId) => {
    const codes = codesOf(data, coderId);
    const human = doubleCoded(data, codes, secondCodes(data));
    const { percentAgreement, alpha } = weightedAgreement(human.sample);
    const reasons = weightedSpecificAgreement(human.sample.units, human.sample.strata);
    return {
      ...{ coderId, withSecond: percentAgreement, alphaWithSecond: alpha },
      withProduction: weightedAgreement(doubleCoded(data, codes).sample).percentAgreement,
      reasons: reasons.flatMap(({ category, units, value, interval }) => {
        const reasonId = human.reasons[category];
        return reasonId === undefined ? [] : [{ reasonId, contacts: units, agreement: value, interval }];
      }),
    };
  });

/**
 * Each two models on the contacts that both and a second coder coded: paired, so that what is hard about a contact counts
 * for neither.
 *
 * @example modelDifferences(data)[0].difference.value // 0.04: the second one agrees more often
 */
export function modelDifferences(data: AuditData): readonly ModelDifference[] {
  const human = secondCodes(data);
  return data.models.flatMap((firstCoderId, at) =>
    data.models.slice(at + 1).map((secondCoderId) => {
      const [first, second] = [codesOf(data, firstCoderId), codesOf(data, secondCoderId)];
      const common = new Map([...second].filter(([item]) => first.has(item)));
      const { sample, itemIds } = doubleCoded(data, common, human);
      const isRight = (codes: ReadonlyMap<string, ReasonId>, item: string): number =>
        codes.get(item) === human.get(item) ? 1 : 0;
      const values = itemIds.map((item) => isRight(second, item) - isRight(first, item));
      return { firstCoderId, secondCoderId, difference: stratifiedMean(sample.units, values, sample.strata) };
    }),
  );
}

const codesOf = ({ codings }: AuditData, coder: string): ReadonlyMap<string, ReasonId> =>
  new Map(
    codings.flatMap(({ itemId, coderId, part, reasonId }) =>
      part === 'MODEL' && coderId === coder && reasonId !== null ? [[itemId, reasonId]] : [],
    ),
  );
