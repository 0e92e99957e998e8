import { byCodeUnits } from '../../platform/text';
import { isAtLeast, type Met, type ReasonEvidence } from './reason-evidence';

/** When a reason could be served by customers themselves. */
export interface SelfServiceRule {
  readonly minContacts: number;
  /** Of all contacts with a reason. */
  readonly volumeFrom: number;
  /** The lower limit of the part of the commonest resolution. */
  readonly modalFrom: number;
  readonly medianSecondsAtMost: number;
  /** The lower limit of first-contact resolution. */
  readonly resolvedFrom: number;
}

export const usualSelfServiceRule: SelfServiceRule = {
  ...{ minContacts: 50, volumeFrom: 0.01, modalFrom: 0.6, medianSecondsAtMost: 300, resolvedFrom: 0.7 },
};

export const selfServiceCriteria = ['VOLUME', 'ONE_RESOLUTION', 'SHORT', 'RESOLVED_AT_ONCE'] as const;
export type SelfServiceCriterion = (typeof selfServiceCriteria)[number];

export interface SelfServiceJudgement extends ReasonEvidence {
  /** What it meets, does not meet, and what cannot be told of it. */
  readonly met: readonly SelfServiceCriterion[];
  readonly unmet: readonly SelfServiceCriterion[];
  readonly untold: readonly SelfServiceCriterion[];
  /** Meets all of them. */
  readonly isCandidate: boolean;
}

/**
 * Which reasons customers could serve themselves: common, nearly always ended the same way, quickly handled and resolved at
 * once. A part is judged by the limit of its interval, and what cannot be told is not taken for met. The most contacts first.
 *
 * @example selfServiceCandidates([copyOfBill], usualSelfServiceRule)[0].isCandidate // true
 */
export const selfServiceCandidates = (
  reasons: readonly ReasonEvidence[],
  rule: SelfServiceRule,
): readonly SelfServiceJudgement[] =>
  reasons
    .map((reason) => judged(reason, rule))
    .toSorted(
      (one, other) => other.volume.count - one.volume.count || byCodeUnits(one.reasonId, other.reasonId),
    );

function judged(reason: ReasonEvidence, rule: SelfServiceRule): SelfServiceJudgement {
  const { volume, resolutions, medianHandling, resolvedAtOnce } = reason;
  const isCommon = volume.count >= rule.minContacts && (volume.value ?? 0) >= rule.volumeFrom;
  const until = medianHandling.within?.until ?? null;
  const answers: readonly (readonly [SelfServiceCriterion, Met])[] = [
    ['VOLUME', isCommon],
    ['ONE_RESOLUTION', isAtLeast(resolutions.modalShare, rule.modalFrom)],
    ['SHORT', medianHandling.value === null ? null : until !== null && until <= rule.medianSecondsAtMost],
    ['RESOLVED_AT_ONCE', isAtLeast(resolvedAtOnce.share, rule.resolvedFrom)],
  ];
  const which = (met: Met): readonly SelfServiceCriterion[] =>
    answers.flatMap(([criterion, answer]) => (answer === met ? [criterion] : []));
  const met = which(true);
  return {
    ...{ ...reason, met, unmet: which(false), untold: which(null) },
    isCandidate: met.length === answers.length,
  };
}
