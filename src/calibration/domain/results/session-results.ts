import { countAgreement, unitCounts } from '../../../agreement/statistics';
import { coderAgreements, type CoderAgreement } from './coder-agreement';
import { confusionOf, type Confusion } from './confusion';
import { contentAgreement, reportOn, type ContentAgreement } from './content-agreement';
import { measuredCorrespondence, type MeasuredAssociation } from './measured-correspondence';
import { modelAgreements, type ModelAgreement } from './model-agreement';
import { reasonAgreements, type ReasonAgreement } from './reason-agreement';
import type { AdjudicationCause, SessionData } from './session-data';
import { usedReasons } from './used-reasons';

/** What a session shows, for each content that was coded. */
export interface SessionResults {
  readonly contents: readonly ContentResults[];
  /** Where two contents were coded: the shares by which reasons of the first turn into reasons of the second. */
  readonly correspondence: readonly MeasuredAssociation[];
  /** Codings that do not count, and why. */
  readonly excluded: SessionData['excluded'];
}

export interface ContentResults {
  readonly digest: string;
  readonly name: string;
  readonly basis: ContentBasis;
  readonly agreement: ContentAgreement;
  readonly reasons: readonly ReasonAgreement[];
  readonly confusion: Confusion;
  readonly coders: readonly CoderAgreement[];
  readonly models: readonly ModelAgreement[];
  /** How often each cause of disagreement was found, the commonest first. */
  readonly causes: readonly CauseCount[];
}

/** What the numbers of a content rest on. */
export interface ContentBasis {
  readonly items: number;
  /** Items with codings of a reason by two coders or more. */
  readonly comparedItems: number;
  readonly coders: number;
  readonly codings: number;
  readonly cannotCode: number;
  readonly noReasonFits: number;
  /** Late codings, which count. */
  readonly late: number;
  readonly adjudicated: number;
  /** Reasons there were to choose from. */
  readonly reasons: number;
}

export interface CauseCount {
  readonly cause: AdjudicationCause;
  readonly items: number;
}

/**
 * Everything that is computed from a revealed session.
 *
 * @example sessionResults(session).contents[0].agreement.alpha // { value: 0.71, interval: { ... }, items: 60, ... }
 */
export const sessionResults = (session: SessionData): SessionResults => ({
  contents: session.contents.map((_, content) => contentResults(session, content)),
  correspondence: measuredCorrespondence(session),
  excluded: session.excluded,
});

function contentResults(session: SessionData, content: number): ContentResults {
  const used = usedReasons(session, content);
  const counts = countAgreement(unitCounts(used.ratings));
  const report = reportOn(session, used);
  const agreement = contentAgreement(report, used);
  const { digest = '', name = '' } = session.contents[content] ?? {};
  return {
    ...{ digest, name, agreement },
    basis: basisOf(session, content, { compared: agreement.alpha.items, reasons: used.declared }),
    reasons: reasonAgreements(report, counts, used),
    confusion: confusionOf(session, counts, used),
    coders: coderAgreements(session, used),
    models: modelAgreements(session, content),
    causes: causesOf(session, content),
  };
}

function basisOf(
  { items, coders, codings, adjudications }: SessionData,
  content: number,
  { compared, reasons }: { readonly compared: number; readonly reasons: number },
): ContentBasis {
  const own = codings.filter((coding) => coding.content === content);
  return {
    ...{ items: items.length, comparedItems: compared, coders: coders.length, codings: own.length },
    cannotCode: own.filter(({ outcome }) => outcome === 'CANNOT_CODE').length,
    noReasonFits: own.filter(({ outcome }) => outcome === 'NO_REASON_FITS').length,
    late: own.filter(({ late }) => late).length,
    adjudicated: adjudications.filter((one) => one.content === content).length,
    reasons,
  };
}

function causesOf({ adjudications }: SessionData, content: number): readonly CauseCount[] {
  const counts = new Map<AdjudicationCause, number>();
  for (const { cause, content: own } of adjudications) {
    if (own === content && cause !== null) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  }
  return [...counts]
    .map(([cause, items]) => ({ cause, items }))
    .sort((one, other) => other.items - one.items || (one.cause < other.cause ? -1 : 1));
}
