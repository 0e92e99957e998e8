import { byCodeUnits } from '../../platform/text';
import { isAtLeast, isBelow, type ReasonEvidence } from './reason-evidence';

/** When the contacts of a reason look as if those who take them did not know what to do. */
export interface KnowledgeGapRule {
  readonly minContacts: number;
  /** SPREAD: the upper limit of the part of the commonest resolution is below this. */
  readonly modalBelow: number;
  /** UNEXPECTED: the lower limit of the part of resolutions that no mapping foresees is at least this. */
  readonly unexpectedFrom: number;
  /** ESCALATED: the lower limit of the part that was escalated is at least this. */
  readonly escalatedFrom: number;
  /** NOT_RESOLVED_AT_ONCE: the upper limit of first-contact resolution is below this. */
  readonly resolvedBelow: number;
  /** Whether reasons that name a knowledge article are looked at, too. */
  readonly alsoWithArticle: boolean;
}

export const usualKnowledgeGapRule: KnowledgeGapRule = {
  ...{ minContacts: 30, modalBelow: 0.5, unexpectedFrom: 0.2, escalatedFrom: 0.1, resolvedBelow: 0.6 },
  alsoWithArticle: false,
};

export const knowledgeGapSigns = ['SPREAD', 'UNEXPECTED', 'ESCALATED', 'NOT_RESOLVED_AT_ONCE'] as const;
export type KnowledgeGapSign = (typeof knowledgeGapSigns)[number];

export interface KnowledgeGap extends ReasonEvidence {
  /** At least one. */
  readonly signs: readonly KnowledgeGapSign[];
}

/**
 * Reasons without a knowledge article whose contacts end in many ways, in ways that no mapping foresees, are escalated or come
 * back: the more signs the sooner, and of as many the most contacts first. Of a reason without any mapping nothing is
 * unexpected here: it is nobody's fault that everything is.
 *
 * @example knowledgeGaps([outage], usualKnowledgeGapRule)[0].signs // ['ESCALATED', 'NOT_RESOLVED_AT_ONCE']
 */
export const knowledgeGaps = (
  reasons: readonly ReasonEvidence[],
  rule: KnowledgeGapRule,
): readonly KnowledgeGap[] =>
  reasons
    .filter(({ articles }) => rule.alsoWithArticle || articles === 0)
    .filter(({ volume }) => volume.count >= rule.minContacts)
    .map((reason) => ({ ...reason, signs: signsOf(reason, rule) }))
    .filter(({ signs }) => signs.length > 0)
    .toSorted(
      (one, other) =>
        other.signs.length - one.signs.length ||
        other.volume.count - one.volume.count ||
        byCodeUnits(one.reasonId, other.reasonId),
    );

function signsOf(reason: ReasonEvidence, rule: KnowledgeGapRule): readonly KnowledgeGapSign[] {
  const { resolutions, unexpected, escalated, resolvedAtOnce } = reason;
  const answers = {
    SPREAD: isBelow(resolutions.modalShare, rule.modalBelow),
    UNEXPECTED: isAtLeast(unexpected, rule.unexpectedFrom),
    ESCALATED: isAtLeast(escalated, rule.escalatedFrom),
    NOT_RESOLVED_AT_ONCE: isBelow(resolvedAtOnce.share, rule.resolvedBelow),
  } satisfies Record<KnowledgeGapSign, boolean | null>;
  return knowledgeGapSigns.filter((sign) => answers[sign] === true);
}
