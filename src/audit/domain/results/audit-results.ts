import {
  effectiveUnits,
  scaledWeights,
  weightedAgreement,
  weightedSpecificAgreement,
  type ReportInterval,
  type UndefinedCause,
  type WeightedEstimate,
} from '../../../agreement/statistics';
import type { ReasonId } from '../../../platform/ids';
import type { AuditData } from './audit-data';
import { doubleCoded, secondCodes, type DoubleCoded } from './double-coded';
import { modelDifferences, modelResults, type ModelDifference, type ModelResult } from './model-results';
import { verdictOf, type AuditVerdict } from './verdict';

/**
 * The versions of all that is computed here: results are recomputed by the formulas that they were made by.
 * audit-1: errors as if no two contacts had anything in common.
 * audit-2: contacts of one cluster are left out together.
 */
export const auditFormulas = ['audit-1', 'audit-2'] as const;
export type AuditFormula = (typeof auditFormulas)[number];

export const currentFormula: AuditFormula = 'audit-2';

/** What an audit shows. */
export interface AuditResults {
  readonly basis: AuditBasis;
  readonly alpha: WeightedEstimate;
  /** Alpha in which a wrong leaf of the right branch is half a disagreement or less. */
  readonly alphaByPath: WeightedEstimate;
  readonly percentAgreement: WeightedEstimate;
  readonly gwetAc: WeightedEstimate;
  readonly verdict: AuditVerdict;
  readonly reasons: readonly AuditedReason[];
  readonly models: readonly ModelResult[];
  /** Each two models, on the contacts that both coded. */
  readonly modelDifferences: readonly ModelDifference[];
}

/** What the numbers rest on. */
export interface AuditBasis {
  readonly contacts: number;
  /** Contacts with a reason from the second coder. */
  readonly doubleCoded: number;
  readonly cannotCode: number;
  readonly noReasonFits: number;
  readonly notCoded: number;
  /** Contacts whose two codes differ. */
  readonly disagreeing: number;
  /** Contacts of one stratum that share a customer or thread count as one; absent in results of audit-1. */
  readonly clusters?: number;
  /** As many contacts drawn with equal probability would say as much. */
  readonly effectiveContacts: number;
  /** Contacts of the frame in strata of which nothing was coded: nothing here speaks of them. */
  readonly unseen: number;
  /** Whether there is too little for a t interval. */
  readonly tooFew: boolean;
  /** Reasons there were to choose from. */
  readonly reasons: number;
}

/** How far coders agree on one reason. */
export interface AuditedReason {
  readonly reasonId: ReasonId;
  /** Contacts that one of the two put there: what the interval rests on. */
  readonly contacts: number;
  /** Of them, those that were put there in production. */
  readonly firstCodings: number;
  readonly secondCodings: number;
  /** The estimated share of the population's contacts that were put there in production. */
  readonly share: number;
  /** Specific agreement, 0..1. */
  readonly agreement: number | null;
  readonly standardError: number | null;
  readonly interval: ReportInterval | null;
  readonly undefinedBecause: UndefinedCause | null;
  /** What the other one chose instead, the commonest first; three at most. */
  readonly chosenInstead: readonly { readonly reasonId: ReasonId; readonly share: number }[];
}

const mostChosenInstead = 3;

/**
 * Everything that is computed from a closed audit, weighted by the inverse of the inclusion probabilities. A stratum of
 * which not all was coded counts as if what was coded of it had been drawn alone.
 *
 * @example auditResults(data).verdict.outcome // 'INCONCLUSIVE'
 */
export function auditResults(given: AuditData, formula: AuditFormula = currentFormula): AuditResults {
  const data = formula === 'audit-1' ? withoutClusters(given) : given;
  const double = doubleCoded(data, secondCodes(data));
  const agreement = weightedAgreement(double.sample);
  const { alpha, alphaByDistance, percentAgreement, gwetAc } = agreement;
  return {
    basis: {
      ...basisOf(data, double, agreement),
      ...(formula === 'audit-1' ? {} : { clusters: agreement.clusters }),
    },
    ...{ alpha, alphaByPath: alphaByDistance, percentAgreement, gwetAc },
    verdict: verdictOf(data, agreement),
    reasons: reasonsOf(double),
    models: modelResults(data),
    modelDifferences: modelDifferences(data),
  };
}

const withoutClusters = (data: AuditData): AuditData => ({
  ...data,
  items: data.items.map((item) => ({ ...item, cluster: null })),
});

function basisOf(
  { items, codings, strata, tree }: AuditData,
  { sample }: DoubleCoded,
  { disagreeing, tooFew }: { readonly disagreeing: number; readonly tooFew: boolean },
): AuditBasis {
  const seconds = codings.filter(({ part }) => part === 'SECOND');
  const seen = new Set(sample.units.map(({ stratum }) => stratum));
  const counted = (outcome: string): number => seconds.filter((coding) => coding.outcome === outcome).length;
  return {
    ...{ contacts: items.length, doubleCoded: sample.units.length, disagreeing, tooFew },
    ...{ cannotCode: counted('CANNOT_CODE'), noReasonFits: counted('NO_REASON_FITS') },
    notCoded: items.length - seconds.length,
    effectiveContacts: effectiveUnits(scaledWeights(sample.units)),
    unseen: strata.reduce((sum, { frame }, at) => sum + (seen.has(at) ? 0 : frame), 0),
    reasons: tree.leaves().length,
  };
}

function reasonsOf({ reasons, sample }: DoubleCoded): readonly AuditedReason[] {
  const { units, strata } = sample;
  const weights = scaledWeights(units);
  const codedAs = (place: number, category: number): number =>
    units.filter(({ codes }) => codes[place] === category).length;
  return weightedSpecificAgreement(units, strata).flatMap(({ category, chosenInstead, ...found }) => {
    const reasonId = reasons[category];
    if (reasonId === undefined) return [];
    const weight = units.reduce(
      (sum, { codes }, at) => sum + (codes[0] === category ? (weights[at] ?? 0) : 0),
      0,
    );
    return [
      {
        ...{ reasonId, contacts: found.units, share: weight / units.length },
        ...{ firstCodings: codedAs(0, category), secondCodings: codedAs(1, category) },
        ...{ agreement: found.value, standardError: found.standardError, interval: found.interval },
        undefinedBecause: found.undefinedBecause,
        chosenInstead: [...chosenInstead]
          .flatMap(([other, share]) => {
            const id = reasons[other];
            return id === undefined ? [] : [{ reasonId: id, share }];
          })
          .toSorted((one, other) => other.share - one.share)
          .slice(0, mostChosenInstead),
      },
    ];
  });
}
